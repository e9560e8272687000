"""Which documents may speak of one matter: the others are never compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.lexicon import matters
from counterclaim.model.reading import Reading
from counterclaim.reconcile import windows

_DAYS = 45  # documents further apart in time are not compared
_BUSY = 400  # a place with more documents than this is too common to join two by itself
_RARE = 60  # a name in more documents than this joins none
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)*")
_FINE = {"exact", "populated_place", "near", "admin2", "admin1"}


def keys(reading: Reading) -> set[str]:
    """Places (and the cell of the map they lie in) and named parties of a document."""
    found: set[str] = set()
    for place in reading.places:
        if not place.literal:
            continue
        if place.precision in _FINE:
            found.add("n " + place.name.lower())
            if place.latitude is not None and place.longitude is not None:
                # Neighbouring half-degree cells: a town and its district meet.
                row, column = int(place.latitude * 2), int(place.longitude * 2)
                found |= {f"c {row + i} {column + j}" for i in (0, 1) for j in (0, 1)}
        elif place.country:
            found.add("k " + place.country)
    for actor in reading.actors:
        if actor.side:
            found.add("s " + actor.side)
    return found | {"w " + name for name in names(reading.document.text)}


def names(text: str) -> set[str]:
    """Capitalised words within sentences: ships, units, villages that no gazetteer has."""
    return {w.lower() for w in _NAME.findall(text)} - matters.voice_words("calendar")


def related(readings: Sequence[Reading], shared: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of documents to compare: a common place or text, or two common parties, near in time."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key in sorted(keys(reading)):
            holders[key].append(number)
    weight: dict[tuple[int, int], int] = defaultdict(int)
    for key, documents in holders.items():
        if len(documents) > (_RARE if key[0] == "w" else _BUSY):
            continue
        worth = 2 if key[0] in "nc" else 1
        for i, a in enumerate(documents):
            for b in documents[i + 1 :]:
                weight[a, b] += worth
    pairs = {p for p, w in weight.items() if w >= 2} | set(shared)
    return sorted(p for p in pairs if _near_in_time(readings[p[0]], readings[p[1]]))


def _near_in_time(a: Reading, b: Reading) -> bool:
    one, two = windows.day(a.document.published), windows.day(b.document.published)
    return one is None or two is None or abs((one - two).days) <= _DAYS
