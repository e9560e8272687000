"""One event, one actor, in several documents: clusters that no chain of weak likenesses makes long.

Events are one when type, day and spot agree, and no two sides are said to have done it. Where a link joins
two claims, a day may lie between ("overnight") and the sides may be in dispute. A cluster never spans more
than that, nor more than `REACH_KM`. Actors are one by Wikidata's number, by a party's or by a full name.
What lacks a day, a spot or a full name is one with nothing. A figure makes no difference. People's word wins.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from counterclaim.lexicon.parties import fold, party
from counterclaim.model.rows import Actor, Event, Place
from counterclaim.reconcile import places, windows
from counterclaim.reconcile.judgements import Judgements
from counterclaim.reconcile.sets import Sets
from counterclaim.reconcile.statements import Statement

Kind = Literal["event", "actor"]
REACH_KM = 8.0
_SPAN = 1  # days between the first and the last of a cluster
_TOLD = ("occurred", "ongoing", "denied")
_DEGREE = 111.2  # kilometres
Claim = tuple[str, str]  # document and claim


class Happening(msgspec.Struct, frozen=True, array_like=True):
    """An event of a document that can be one with others: of a known type, day and spot."""

    document: str
    row: str
    claim: str
    type: str
    day: int
    place: str
    latitude: float
    longitude: float
    side: str | None  # that acts
    words: str

    @property
    def key(self) -> tuple[str, str]:
        """Document and row."""
        return self.document, self.row


class Named(msgspec.Struct, frozen=True, array_like=True):
    """An actor of a document that can be one with others; ``same`` is equal for those who are one."""

    document: str
    row: str
    name: str
    same: str


class Identified(msgspec.Struct, frozen=True, array_like=True):
    """What of a document can be one with something elsewhere."""

    happenings: tuple[Happening, ...] = ()
    actors: tuple[Named, ...] = ()


@dataclass(slots=True)
class Cluster:
    """What is one: the name of the cluster depends on its first member."""

    kind: Kind
    id: str
    members: Sequence[Happening | Named]


def identified(statements: Sequence[Statement], actors: Iterable[Actor], document: str) -> Identified:
    """The events and actors of a document that can be one with others."""
    events = {e.id: h for s in statements for e in s.events if (h := _happening(s, e)) is not None}
    named = [Named(document, a.id, a.name, same) for a in actors if (same := _same(a)) is not None]
    return Identified(tuple(events.values()), tuple(named))


def _happening(statement: Statement, event: Event) -> Happening | None:
    moment = statement.moments.get(event.time or "")
    start = windows.day(moment.start) if moment is not None else None
    if moment is None or start is None or moment.end != moment.start or event.type == "other":
        return None
    spot = next((p for n in event.places if (p := _spot(statement.place_of.get(n))) is not None), None)
    if spot is None or event.status not in _TOLD:
        return None
    assert spot.latitude is not None and spot.longitude is not None
    return Happening(
        statement.reading.document.id, event.id, statement.claim.id, event.type, start.toordinal(),
        spot.name, spot.latitude, spot.longitude, statement.sides.get(event.actor or ""), event.trigger.text,
    )  # fmt: skip


def _spot(place: Place | None) -> Place | None:
    if place is None or not place.literal or places.rank(place) or place.latitude is None:
        return None
    return place if place.longitude is not None else None


def _same(actor: Actor) -> str | None:
    """By what an actor is known beyond its document; None for "the ministry" and for surnames alone."""
    if actor.wikidata:
        return "wikidata " + actor.wikidata
    if actor.kind == "unnamed_source":
        return None
    if actor.kind == "person":
        words = fold(actor.name).lower().split()
        return "person " + " ".join(words) if len(words) > 1 else None
    known = party(actor.name)
    return f"party {known.name}" if known is not None else None


@dataclass(slots=True)
class _Group:
    """Events held to be one so far, with what more may join."""

    members: list[Happening]
    days: tuple[int, int]
    north: tuple[float, float]
    east: tuple[float, float]
    sides: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, one: Happening) -> _Group:
        sides = frozenset((one.side,)) if one.side else frozenset[str]()
        return cls([one], (one.day,) * 2, (one.latitude,) * 2, (one.longitude,) * 2, sides)

    def with_(self, other: _Group) -> _Group:
        """Both as one."""
        return _Group(
            self.members + other.members,
            (min(self.days[0], other.days[0]), max(self.days[1], other.days[1])),
            (min(self.north[0], other.north[0]), max(self.north[1], other.north[1])),
            (min(self.east[0], other.east[0]), max(self.east[1], other.east[1])),
            self.sides | other.sides,
        )

    def one_event(self, *, linked: bool) -> bool:
        """Whether all of it can be one event: no span of days or kilometres, no two sides that did it."""
        wide = max(self.north[1] - self.north[0], self.east[1] - self.east[0]) * _DEGREE > REACH_KM
        return self.days[1] - self.days[0] <= _SPAN and not wide and (linked or len(self.sides) < 2)


def events(
    happenings: Iterable[Happening], linked: Iterable[tuple[Claim, Claim]], judged: Judgements
) -> list[Cluster]:
    """Clusters of events of at least two documents; see the module.

    Args:
        happenings: of all documents.
        linked: claims that are one statement, or speak of one happening, as links say.
        judged: what people said.

    """
    known = sorted(happenings, key=lambda h: (h.type, h.day, h.document, h.row))
    groups = {h.key: _Group.of(h) for h in known}
    sets: Sets[tuple[str, str]] = Sets()
    for sure, one, other in sorted(_likely(known, linked, judged), key=lambda e: (-e[0], e[1], e[2])):
        a, b = sets.root(one), sets.root(other)
        if a == b:
            continue
        both = groups[a].with_(groups[b])
        if sure < _JUDGED and not both.one_event(linked=sure >= _LINKED):
            continue
        if judged and any(
            judged.differ(x.claim, y.claim) for x in groups[a].members for y in groups[b].members
        ):
            continue
        sets.join(a, b)
        groups[sets.root(a)] = both
    found = [groups[root] for root in sorted({sets.root(h.key) for h in known})]
    return [_cluster("event", g.members) for g in found if len({m.document for m in g.members}) > 1]


_JUDGED, _LINKED, _ALIKE = 3, 2, 1  # how sure two events are one
Edge = tuple[int, tuple[str, str], tuple[str, str]]


def _likely(
    known: Sequence[Happening], linked: Iterable[tuple[Claim, Claim]], judged: Judgements
) -> Iterator[Edge]:
    by_claim: dict[Claim, list[Happening]] = defaultdict(list)
    by_name: dict[str, list[Happening]] = defaultdict(list)
    spots: dict[tuple[str, int, float, float], list[Happening]] = defaultdict(list)
    for one in known:
        by_claim[one.document, one.claim].append(one)
        by_name[one.claim].append(one)
        spots[one.type, one.day, one.latitude, one.longitude].append(one)
    for left, right in judged.same_pairs():
        yield from _each(_JUDGED, by_name.get(left, ()), by_name.get(right, ()))
    for a, b in linked:
        if a in by_claim and b in by_claim:
            yield from _each(_LINKED, by_claim[a], by_claim[b])
    for group in spots.values():
        sides = {h.side for h in group} - {None}
        first: dict[str | None, Happening] = {}
        for one in group:
            if len(sides) > 1 and one.side is None:
                continue  # it may be either
            side = one.side if len(sides) > 1 else None
            if side in first:
                yield _ALIKE, first[side].key, one.key
            first.setdefault(side, one)


def _each(sure: int, left: Iterable[Happening], right: Iterable[Happening]) -> Iterator[Edge]:
    for one in left:
        for other in right:
            if one.type == other.type and one.key != other.key:
                yield sure, min(one.key, other.key), max(one.key, other.key)


def actors(named: Iterable[Named]) -> list[Cluster]:
    """Clusters of actors of at least two documents."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for one in sorted(named, key=lambda n: (n.document, n.row)):
        groups[one.same].append(one)
    return [
        _cluster("actor", members)
        for _, members in sorted(groups.items())
        if len({m.document for m in members}) > 1
    ]


def _cluster(kind: Kind, members: Sequence[Happening | Named]) -> Cluster:
    ordered = sorted(members, key=lambda m: (m.document, m.row))
    key = "\x1f".join((kind, ordered[0].document, ordered[0].row))
    name = "i-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Cluster(kind, name, ordered)
