"""Between the rows of a reading and the rows of the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from counterclaim.ledger.words import fold
from counterclaim.model.reading import Reading
from counterclaim.model.rows import (
    Actor,
    Claim,
    Event,
    Figure,
    Moment,
    Person,
    Place,
    Relation,
    Trend,
)
from counterclaim.model.span import Span

Item = Actor | Place | Moment | Claim | Figure | Event | Trend | Person | Relation

TYPES: dict[str, type[Any]] = {
    "actor": Actor,
    "place": Place,
    "time": Moment,
    "claim": Claim,
    "figure": Figure,
    "event": Event,
    "trend": Trend,
    "person": Person,
    "relation": Relation,
}
LISTS = {
    "actor": "actors",
    "place": "places",
    "time": "times",
    "claim": "claims",
    "figure": "figures",
    "event": "events",
    "trend": "trends",
    "person": "persons",
    "relation": "relations",
}
_encoder = msgspec.json.Encoder()


class Dates(NamedTuple):
    """From and to, ISO dates."""

    start: str | None
    end: str | None


class Found(NamedTuple):
    """The columns that searches look at, in the order of table ``entry``."""

    claim: str
    starts: int
    ends: int
    speaker: str | None = None
    side: str | None = None
    stance: str | None = None
    quotation: str | None = None
    certainty: str | None = None
    measure: str | None = None
    object: str | None = None
    amount: float | None = None
    population: str | None = None
    affected_side: str | None = None
    type: str | None = None
    happening: str | None = None
    weapon: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    places: tuple[str, ...] = ()


def digest(kind: str, row_id: str, data: str) -> int:
    """64 bits by which an altered row is known; signed, as databases count."""
    seen = hashlib.sha256(f"{kind}\x1f{row_id}\x1f{data}".encode()).digest()
    return int.from_bytes(seen[:8], "big", signed=True)


def encoded(item: Item) -> str:
    """A row as the contract's JSON."""
    return _encoder.encode(item).decode("utf-8")


def decoded(kind: str, data: str) -> Item:
    """A row from the contract's JSON."""
    found: Item = msgspec.json.decode(data, type=TYPES[kind])
    return found


def row_id(item: Item, position: int) -> str:
    """The row's id; relations, which have none, are told apart by what they link."""
    if isinstance(item, Relation):
        return f"l-{digest('relation', f'{item.source}>{item.target}', f'{item.kind}') & 0xFFFFFFFFFFFF:012x}"
    return item.id


def items(reading: Reading) -> Iterator[tuple[str, int, Item]]:
    """Every row as (kind, position, row)."""
    for kind, name in LISTS.items():
        for position, item in enumerate(getattr(reading, name)):
            yield kind, position, item


def reading_digest(reading: Reading) -> str:
    """SHA-256 of the reading's JSON."""
    return hashlib.sha256(msgspec.json.encode(reading)).hexdigest()


def main_span(item: Item) -> Span | None:
    """Where a row stands."""
    if isinstance(item, Claim):
        return item.content[0] if item.content else item.speaker_mention
    if isinstance(item, (Figure, Trend)):
        return item.span
    if isinstance(item, Event):
        return item.trigger
    if isinstance(item, (Person, Moment)):
        return item.mention
    if isinstance(item, (Actor, Place)):
        return item.mentions[0] if item.mentions else None
    return item.evidence[0] if item.evidence else None


def claim_words(claim: Claim) -> str:
    """What full text finds a claim by, folded: what is said, not who says it."""
    return fold(" ".join(s.text for s in claim.content))


class Searchable:
    """The search columns of a reading's rows; what a figure or an event lacks it takes from its claim."""

    def __init__(self, reading: Reading) -> None:
        self._actors = {a.id: a for a in reading.actors}
        self._moments = {m.id: m for m in reading.times}
        self._claims = {c.id: c for c in reading.claims}
        self._figures = {f.id: f for f in reading.figures}
        self._events = {e.id: e for e in reading.events}
        self._published = reading.document.published
        self._reading = reading

    def columns(self, item: Item) -> Found:
        """The columns of one row."""
        if isinstance(item, Claim):
            return self._claim(item)
        if isinstance(item, Figure):
            return self._figure(item)
        if isinstance(item, Event):
            return self._event(item)
        if isinstance(item, Trend):
            dates = self._window(item.window, item.claim)
            return self._of_claim(item.claim, item.span)._replace(
                type=item.topic, happening=item.direction, date_from=dates.start, date_to=dates.end
            )
        assert isinstance(item, Person)
        return self._of_claim(item.claim, item.mention)._replace(happening=item.status)

    def _of_claim(self, claim_id: str, span: Span) -> Found:
        claim = self._claims.get(claim_id)
        if claim is None:
            return Found(claim_id, span.start, span.end, date_from=self._published, date_to=self._published)
        dates = self._said(claim)
        speaker = self._actors.get(claim.speaker or "")
        return Found(
            claim_id,
            span.start,
            span.end,
            speaker.name if speaker else None,
            speaker.side if speaker else None,
            claim.stance,
            claim.quotation,
            claim.certainty.value,
            date_from=dates.start,
            date_to=dates.end,
        )

    def _claim(self, claim: Claim) -> Found:
        span = main_span(claim) or Span(0, 0, "")
        places = dict.fromkeys(claim.places)
        for event_id in claim.events:
            if event := self._events.get(event_id):
                places.update(dict.fromkeys(event.places))
        for figure_id in claim.figures:
            if (figure := self._figures.get(figure_id)) and figure.place:
                places[figure.place] = None
        return self._of_claim(claim.id, span)._replace(places=tuple(places))

    def _figure(self, figure: Figure) -> Found:
        amount = next((n for n in (figure.value, figure.low, figure.high) if n is not None), None)
        dates = self._window(figure.window, figure.claim)
        return self._of_claim(figure.claim, figure.span)._replace(
            measure=figure.measure,
            object=figure.object,
            amount=None if amount is None else float(amount),
            population=figure.affected.population,
            affected_side=figure.affected.side,
            date_from=dates.start,
            date_to=dates.end,
            places=(figure.place,) if figure.place else self._claim_places(figure.claim),
        )

    def _event(self, event: Event) -> Found:
        moment = self._moments.get(event.time or "")
        base = self._of_claim(event.claim, event.trigger)
        dated = moment is not None and (moment.start or moment.end)
        return base._replace(
            type=event.type,
            happening=event.status,
            weapon=event.weapon,
            date_from=(moment.start or moment.end) if moment and dated else base.date_from,
            date_to=(moment.end or moment.start) if moment and dated else base.date_to,
            places=event.places or self._claim_places(event.claim),
        )

    def _claim_places(self, claim_id: str) -> tuple[str, ...]:
        claim = self._claims.get(claim_id)
        return claim.places if claim else ()

    def _said(self, claim: Claim) -> Dates:
        moment = self._moments.get(claim.said_on or "")
        if moment and (moment.start or moment.end):
            return Dates(moment.start or moment.end, moment.end or moment.start)
        return Dates(self._published, self._published)

    def _window(self, window: object, claim_id: str) -> Dates:
        start, end = getattr(window, "start", None), getattr(window, "end", None)
        if start or end:
            return Dates(start or end, end or start)
        claim = self._claims.get(claim_id)
        return self._said(claim) if claim else Dates(self._published, self._published)
