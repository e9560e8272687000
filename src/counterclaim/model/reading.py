"""A reading: everything found in one document."""

from collections.abc import Iterator

import msgspec

from counterclaim.model.document import Document
from counterclaim.model.rows import (
    Actor,
    Claim,
    Event,
    Figure,
    Moment,
    Person,
    Place,
    ReadingWarning,
    Relation,
    Trend,
)
from counterclaim.model.span import Span
from counterclaim.model.vocabulary import SCHEMA


class ReaderInfo(msgspec.Struct, frozen=True):
    """What produced a reading."""

    name: str
    version: str
    model: str
    language: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One document read. The key order of the JSON is the field order here."""

    schema: str = SCHEMA
    reader: ReaderInfo
    document: Document
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Moment, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    trends: tuple[Trend, ...] = ()
    persons: tuple[Person, ...] = ()
    relations: tuple[Relation, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract's JSON; the same reading always gives the same characters."""
        data = msgspec.json.encode(self)
        if indent:
            data = msgspec.json.format(data, indent=indent)
        return data.decode("utf-8")

    def spans(self) -> Iterator[Span]:
        """Every span of every row."""
        for actor in self.actors:
            yield from actor.mentions
        for place in self.places:
            yield from place.mentions
        for moment in self.times:
            yield moment.mention
        for claim in self.claims:
            yield from claim.content
            if claim.speaker_mention:
                yield claim.speaker_mention
            if claim.cue:
                yield Span(claim.cue.start, claim.cue.end, claim.cue.text)
            if claim.certainty.wording:
                yield claim.certainty.wording
        for figure in self.figures:
            yield figure.span
        for trend in self.trends:
            yield trend.span
        for event in self.events:
            yield event.trigger
            if event.target:
                yield event.target
        for person in self.persons:
            yield person.mention
        for relation in self.relations:
            yield from relation.evidence

    def broken_spans(self) -> list[Span]:
        """Spans whose text is not the text at their offsets. A sound reading has none."""
        text = self.document.text
        return [s for s in self.spans() if text[s.start : s.end] != s.text or s.start >= s.end]

    def dangling_ids(self) -> list[str]:
        """Ids that rows name and no row has. A sound reading has none."""
        found = (self.actors, self.places, self.times, self.persons)
        said = (self.claims, self.figures, self.events, self.trends)
        there = {row.id for rows in (*found, *said) for row in rows}
        return sorted({name for name in self._named() if name is not None and name not in there})

    def _named(self) -> Iterator[str | None]:
        for claim in self.claims:
            yield from (claim.speaker, claim.addressee, claim.said_on)
            yield from (*claim.via, *claim.figures, *claim.events, *claim.places)
        for figure in self.figures:
            yield from (figure.claim, figure.by, figure.place, figure.event, figure.part_of)
            yield figure.affected.actor
        for event in self.events:
            yield from (event.claim, event.actor, event.time, *event.places, *event.figures)
        for trend in self.trends:
            yield from (trend.claim, trend.subject)
        for person in self.persons:
            yield from (person.actor, person.claim, person.figure)
        for relation in self.relations:
            yield from (relation.source, relation.target)
