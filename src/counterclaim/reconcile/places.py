"""How places of two statements lie to each other: the same spot, one in the other, apart, unknown."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Literal

from counterclaim.model.rows import Place

Relation = Literal["same", "inside", "around", "near", "apart", "unknown"]
_SAME_KM = 8.0
_NEAR_KM = 40.0
_WIDE = {"country": 3, "admin1": 2, "admin2": 1}
_EARTH = 12742.0


def rank(place: Place) -> int:
    """0 a spot, 1 a district, 2 a region, 3 a country."""
    return _WIDE.get(place.precision, 0)


def kilometres(a: Place, b: Place) -> float | None:
    """Distance of two places, where both are located."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    turn = math.pi / 180
    across = math.sin((b.latitude - a.latitude) * turn / 2) ** 2
    along = math.sin((b.longitude - a.longitude) * turn / 2) ** 2
    haversine = across + math.cos(a.latitude * turn) * math.cos(b.latitude * turn) * along
    return _EARTH * math.asin(min(1.0, math.sqrt(haversine)))


@functools.lru_cache(maxsize=16384)
def _bare(name: str) -> str:
    words = name.lower().replace("-", " ").split()
    kinds = {
        "region",
        "district",
        "province",
        "territory",
        "township",
        "oblast",
        "the",
        "governorate",
        "state",
    }
    return " ".join(w for w in words if w not in kinds)


def relation(a: Place | None, b: Place | None) -> Relation:
    """How ``a`` lies to ``b``; ``unknown`` unless the gazetteer or the names decide it."""
    if a is None or b is None:
        return "unknown"
    if (a.geonames_id is not None and a.geonames_id == b.geonames_id) or _bare(a.name) == _bare(b.name):
        return "same"
    rank_a, rank_b = rank(a), rank(b)
    apart_countries = a.country is not None and b.country is not None and a.country != b.country
    if apart_countries and max(rank_a, rank_b) >= 2:
        return "apart"
    if rank_a != rank_b and a.country is not None and a.country == b.country:
        found = _contained(a, b, rank_a, rank_b)
        if found is not None:
            return found
    distance = kilometres(a, b)
    if distance is None:
        return "unknown"
    if max(rank_a, rank_b) == 0:
        return "same" if distance <= _SAME_KM else "near" if distance <= _NEAR_KM else "apart"
    if rank_a == rank_b:
        return "apart"
    reach = (60.0, 60.0, 300.0, 1500.0)[max(rank_a, rank_b)]
    if distance > reach:
        return "apart"
    return "inside" if rank_a < rank_b else "around"


def _contained(a: Place, b: Place, rank_a: int, rank_b: int) -> Relation | None:
    wide = max(rank_a, rank_b)
    if wide == 3:
        return "inside" if rank_a < rank_b else "around"
    if wide == 2 and a.admin1 and b.admin1:
        if a.admin1 == b.admin1:
            return "inside" if rank_a < rank_b else "around"
        return "apart"
    return None


def best(one: Sequence[Place], other: Sequence[Place]) -> Relation:
    """The closest relation of any two of them."""
    order: tuple[Relation, ...] = ("same", "near", "inside", "around", "apart", "unknown")
    found = {relation(a, b) for a in one for b in other}
    return next((r for r in order if r in found), "unknown")
