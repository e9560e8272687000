"""Toponyms: recognition of spans, and resolution within 161 km (100 miles).

*Recognition* pairs spans one to one by any common character, the longest common part first. *Resolution*
looks at gold names that carry coordinates and were paired; a name left without a point counts as wrong.
*End to end* counts a prediction right when both hold; predictions paired with a gold name without
coordinates are left out of its precision, for nobody can judge them. Agrees with ``score_geo.py``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from benchmarks.tasks.base import Tally

KM = 161.0


class Toponym(NamedTuple):
    """A name at ``start:end`` with its point in degrees and GeoNames id, where known."""

    start: int
    end: int
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, or None."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    (p, q), (r, s) = (tuple(map(math.radians, x)) for x in (a, b))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def pairs(gold: Sequence[Toponym], found: Sequence[Toponym]) -> dict[int, int]:
    """Gold to found, one to one, the longest common part first, exact spans before others."""
    options = sorted(
        (-(min(g.end, f.end) - max(g.start, f.start)), (g.start, g.end) != (f.start, f.end), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g.end, f.end) > max(g.start, f.start)
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in options:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


@dataclass(slots=True)
class Geo:
    """The counts over all documents so far."""

    overlap: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    near: Tally = field(default_factory=Tally)  # recall is the share within 161 km
    same_id: Tally = field(default_factory=Tally)  # recall is the share with the exact id
    end_to_end: Tally = field(default_factory=Tally)
    errors: list[float] = field(default_factory=list)

    def add(self, gold: Sequence[Toponym], found: Sequence[Toponym]) -> dict[int, int]:
        """Count one document; returns the pairs."""
        matched = pairs(gold, found)
        self.overlap.add(len(matched), len(gold), len(found))
        given, wanted = [t[:2] for t in found], [t[:2] for t in gold]
        self.exact.add(len(set(given) & set(wanted)), len(wanted), len(given))
        back = {j: i for i, j in matched.items()}
        judged = sum(
            f.point is not None and not (j in back and gold[back[j]].point is None)
            for j, f in enumerate(found)
        )
        self.end_to_end.add(0, sum(t.point is not None for t in gold), judged)
        for i, j in matched.items():
            if gold[i].point is not None:
                self._pair(gold[i], found[j])
        return matched

    def _pair(self, gold: Toponym, found: Toponym) -> None:
        self.near.expected += 1
        if gold.geonames_id is not None:
            self.same_id.expected += 1
            self.same_id.right += gold.geonames_id == found.geonames_id
        if gold.point is None or found.point is None:
            return
        away = kilometres(gold.point, found.point)
        self.errors.append(away)
        self.near.predicted += 1
        self.near.right += away <= KM
        self.end_to_end.right += away <= KM

    @property
    def mean_error(self) -> float:
        """Mean distance in km over the names that have a point."""
        return sum(self.errors) / len(self.errors) if self.errors else 0.0
