"""Which documents may speak of one matter: the others are never compared.

A document is compared with the earlier documents most like it: a common place or text, or two common names or
parties, published within `DAYS` of each other; at most `MOST` of them, so that time grows with the number of
documents and not with its square. Which earlier ones these are does not depend on later documents.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping

from counterclaim.lexicon import matters
from counterclaim.lexicon.parties import lexicon
from counterclaim.model.reading import Reading
from counterclaim.reconcile import windows

DAYS = 45
MOST = 8
LOOK = 60  # of the holders of one key, only the latest are looked at
ENOUGH = ((7, 2), (21, 4), (DAYS, 6))  # days apart, and the weight of what must be shared
_SAMPLE = 6  # shingles that stand for a text
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]{3,}(?:-[A-Z][a-z]+)*")
_FINE = {"exact", "populated_place", "near", "admin2", "admin1"}
_STRONG = {"n": 2, "c": 2, "t": 2, "r": 2}
_OFFICES = frozenset((
    "president", "minister", "general", "colonel", "major", "captain", "brigade", "division", "command",
    "region", "province", "district", "council", "committee", "commission", "office", "international",
    "national", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central",
))  # fmt: skip
UNDATED = 0
Keys = dict[int, int]  # hash to weight


def keys(reading: Reading, shingles: frozenset[int]) -> Keys:
    """What a document can be found by: places, cells of the map, countries, parties, names, its wording."""
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
        else:
            found.add("n " + place.name.lower())  # a sea, a mountain range, a place that no gazetteer has
    found |= {"s " + actor.side for actor in reading.actors if actor.side}
    plain = _plain()
    found |= {("w " if name in plain else "r ") + name for name in names(reading.document.text)}
    found |= {f"t {n}" for n in sorted(shingles)[:_SAMPLE]}
    return {_hash(key): _STRONG.get(key[0], 1) for key in sorted(found)}


@functools.cache
def _plain() -> frozenset[str]:
    """Words of names that say little: bodies, states and their peoples, parties."""
    known = lexicon()
    words = (w.lower() for name in (*known.names, *known.states) for w in re.split(r"[\s-]+", name))
    return frozenset(words) | frozenset(known.demonyms) | frozenset(matters.bodies()) | _OFFICES


def _hash(key: str) -> int:
    seen = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(seen, "big", signed=True)


def names(text: str) -> set[str]:
    """Capitalised words within sentences: ships, units, villages that no gazetteer has."""
    return {w.lower() for w in _NAME.findall(text)} - matters.voice_words("calendar")


def day_of(reading: Reading) -> int:
    """The day of publication as a number; `UNDATED` where it is not known."""
    return ordinal(reading.document.published)


def ordinal(published: str | None) -> int:
    """A date as a number; `UNDATED` where there is none."""
    found = windows.day(published)
    return found.toordinal() if found is not None else UNDATED


class Index:
    """Documents by key, in the order of time; those without a date come first."""

    def __init__(self) -> None:
        self._holders: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._undated: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def add(self, document: int, day: int, found: Keys) -> None:
        """Add a document; it must not be earlier than those added before."""
        for key in found:
            (self._holders if day else self._undated)[key].append((day, document))

    def earlier(self, key: int, day: int, document: int) -> list[tuple[int, int]]:
        """The latest earlier holders of a key within reach, and undated ones."""
        found = [
            h for h in self._holders.get(key, ())[-LOOK:] if day - DAYS <= h[0] and h < (day, document)
        ] if day else []  # fmt: skip
        return found + [h for h in self._undated.get(key, ())[-LOOK:] if h < (day, document)]

    def candidates(self, document: int, day: int, found: Keys) -> list[int]:
        """The earlier documents that a document is compared with."""
        return likest({k: self.earlier(k, day, document) for k in found}, found, day)


def _enough(gap: int) -> int:
    """The longer ago, the more must be shared."""
    return next((weight for days, weight in ENOUGH if gap <= days), 99)


def likest(
    holders: Mapping[int, list[tuple[int, int]]], found: Keys, day: int, most: int = MOST
) -> list[int]:
    """Those that share enough, the likest first, then the nearest in time; at most so many."""
    weight: dict[tuple[int, int], int] = defaultdict(int)
    for key, documents in holders.items():
        worth = found[key]
        for holder in documents:
            weight[holder] += worth
    near = [
        (-w, gap, -h[1])
        for h, w in weight.items()
        if w >= _enough(gap := abs(day - h[0]) if h[0] and day else 0)
    ]
    return [-n for _, _, n in sorted(near)[:most]]
