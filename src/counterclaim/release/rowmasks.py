"""The rows of one reading as they leave: masked words, ids that tell nothing, coarse places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from counterclaim.model.reading import Reading
from counterclaim.model.rows import (
    Actor,
    Affected,
    Certainty,
    Claim,
    Cue,
    Event,
    Figure,
    Moment,
    Person,
    Place,
    Relation,
    Trend,
)
from counterclaim.model.span import Span
from counterclaim.release.knowledge import is_minor, private_actors
from counterclaim.release.masking import Masking, is_fine, region
from counterclaim.release.policy import Policy
from counterclaim.release.pseudonyms import Pseudonyms

_ID = re.compile(r"[a-z]-[0-9a-f]{8,64}")
# A figure whose words were an age, an address or a number of somebody is none that may leave.
_NO_FIGURE = frozenset({"age", "address", "number", "coordinates", "plate", "account", "e-mail", "link"})


class RowMasks:
    """Masks rows, one kind a method. ``gone`` are the claims that are held."""

    def __init__(self, reading: Reading, policy: Policy, masking: Masking) -> None:
        self.masking, self.gone = masking, set[str]()
        self._decimals = policy.decimals
        self._pseudonyms = Pseudonyms(policy.salt)
        self._private = private_actors(reading, policy)
        self._places: dict[str, Place] = {p.id: p for p in reading.places}
        self._claims: dict[str, Claim] = {c.id: c for c in reading.claims}
        self._coarse: dict[str, Place] = {}
        # A "place" that is a person's name wherever it stands ("Anna Paris") is none.
        self._persons = {p.id for p in reading.places if p.mentions and all(map(self._is_name, p.mentions))}

    # --- ids: those that the reader made tell nothing by themselves; any other is replaced

    def id(self, row: str) -> str:
        """The id of a row."""
        return row if _ID.fullmatch(row) else self._pseudonyms.row("r", row)

    def _maybe(self, row: str | None) -> str | None:
        return None if row is None or row in self.gone else self.id(row)

    def _ids(self, rows: Collection[str]) -> tuple[str, ...]:
        return tuple(self.id(r) for r in rows if r not in self.gone)

    def actor_id(self, actor: str | None) -> str | None:
        """The id of an actor; a private person's is replaced, as it is made from a name."""
        if actor is None:
            return None
        return self._pseudonyms.row("a", actor) if actor in self._private else self.id(actor)

    def person_id(self, person: Person) -> str:
        """The id of a person named as harmed."""
        private = person.private or is_minor(person)
        return self._pseudonyms.row("n", person.id) if private else self.id(person.id)

    # --- words

    def span(self, span: Span | None) -> Span | None:
        """The same offsets with masked words."""
        return self.masking.span(span) if span else None

    def _all(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(self.masking.span(s) for s in spans)

    def _open(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The spans that are not held."""
        return self._all(s for s in spans if not self.masking.is_held(s.start, s.end))

    # --- rows

    def claim(self, was: Claim) -> Claim:
        """A claim that is not held."""
        cue, wording = was.cue, was.certainty.wording
        return Claim(
            id=self.id(was.id),
            speaker=self.actor_id(was.speaker),
            speaker_mention=self.span(was.speaker_mention),
            via=tuple(i for i in map(self.actor_id, was.via) if i),
            cue=self._cue(cue) if cue else None,
            content=self._all(was.content),
            quotation=was.quotation,
            stance=was.stance,
            certainty=Certainty(was.certainty.value, self.span(wording)),
            addressee=self.actor_id(was.addressee),
            said_on=self._maybe(was.said_on),
            figures=self._ids(was.figures),
            events=self._ids(was.events),
            places=self.places_of(was.places, was.id),
            part=was.part,
            confidence=was.confidence,
        )

    def _cue(self, cue: Cue) -> Cue:
        shown = self.masking.span(Span(cue.start, cue.end, cue.text)).text
        return Cue(cue.start, cue.end, shown, self.masking.string(cue.lemma) or "")

    def leaves(self, was: Figure) -> bool:
        """Whether a figure may leave: its claim is not held, its words no age, number or address."""
        touched = {e.kind for e in self.masking.text.between(was.span.start, was.span.end)}
        return was.claim not in self.gone and not touched & _NO_FIGURE

    def figure(self, was: Figure) -> Figure:
        """A figure that leaves."""
        return Figure(
            id=self.id(was.id),
            claim=self.id(was.claim),
            span=self.masking.span(was.span),
            measure=was.measure,
            object=self.masking.string(was.object),
            value=was.value,
            low=was.low,
            high=was.high,
            qualifier=was.qualifier,
            affected=Affected(
                self.actor_id(was.affected.actor),
                self.masking.string(was.affected.side),
                was.affected.population,
            ),
            by=self.actor_id(was.by),
            window=was.window,
            place=next(iter(self.places_of((was.place,) if was.place else (), was.claim)), None),
            event=self._maybe(was.event),
            part_of=self._maybe(was.part_of),
        )

    def event(self, was: Event) -> Event:
        """An event whose claim is not held."""
        return Event(
            id=self.id(was.id),
            claim=self.id(was.claim),
            trigger=self.masking.span(was.trigger),
            type=was.type,
            status=was.status,
            actor=self.actor_id(was.actor),
            target=self.span(was.target),
            weapon=self.masking.string(was.weapon),
            places=self.places_of(was.places, was.claim),
            time=self._maybe(was.time),
            figures=self._ids(was.figures),
        )

    def trend(self, was: Trend) -> Trend:
        """A trend whose claim is not held."""
        return Trend(
            id=self.id(was.id),
            claim=self.id(was.claim),
            span=self.masking.span(was.span),
            topic=was.topic,
            subject=self.actor_id(was.subject),
            direction=was.direction,
            factor=was.factor,
            window=was.window,
            compared_with=was.compared_with,
        )

    def person(self, was: Person) -> Person:
        """A person named as harmed, by a claim that is not held. No age below 18 leaves."""
        return Person(
            id=self.person_id(was),
            mention=self.masking.span(was.mention),
            actor=self.actor_id(was.actor),
            status=was.status,
            age=None if is_minor(was) else was.age,
            sex=was.sex,
            claim=self.id(was.claim),
            figure=self._maybe(was.figure),
            private=was.private,
        )

    def relation(self, was: Relation) -> Relation | None:
        """A link; none when one of its claims is held."""
        if {was.source, was.target} & self.gone:
            return None
        reason = self.masking.string(was.reason) or ""
        return Relation(self.id(was.source), self.id(was.target), was.kind, reason, self._open(was.evidence))

    def actor(self, was: Actor, referred: Collection[str]) -> Actor | None:
        """An actor with the mentions that are not held; none when nothing of it is left."""
        made, mentions = self.actor_id(was.id) or "", self._open(was.mentions)
        if not mentions and made not in referred:
            return None
        private = was.id in self._private
        if private:  # under the pseudonym of its fullest form, as in the text
            name = self.masking.gate.pseudonym(was.name)
            self.masking.tally.add("name")
        else:
            name = self.masking.string(was.name) or ""
        return Actor(
            id=made,
            name=name,
            kind=was.kind,
            role=self.masking.string(was.role),
            side=self.masking.string(was.side),
            wikidata=None if private or name != was.name else was.wikidata,
            mentions=mentions,
        )

    def moment(self, was: Moment) -> Moment | None:
        """A time; none when its words are held."""
        if self.masking.is_held(was.mention.start, was.mention.end):
            self.gone.add(was.id)
            return None
        return Moment(self.id(was.id), self.masking.span(was.mention), was.start, was.end, was.precision)

    # --- places

    def _is_name(self, mention: Span) -> bool:
        return any(e.kind == "name" for e in self.masking.text.between(mention.start, mention.end))

    def places_of(self, places: Collection[str], claim: str) -> tuple[str, ...]:
        """The ids of a claim's places: coarse ones where it speaks of a sensitive site or a position."""
        about = self._claims.get(claim)
        site = about is not None and any(self.masking.is_site(s.start, s.end) for s in about.content)
        found = []
        for place in places:
            if place in self._persons:
                continue
            was = self._places.get(place)
            if was is not None and site and is_fine(was):
                coarse = self._coarsened(was)
                self._coarse[coarse.id] = coarse
                found.append(coarse.id)
            else:
                found.append(self.id(place))
        return tuple(dict.fromkeys(found))

    def _coarsened(self, was: Place) -> Place:
        """The region of a town. No point: a region's middle would be a false one."""
        self.masking.tally.add("place")
        where = was.admin1 or was.country or ""
        name = was.admin1 or region(was)
        made = self._pseudonyms.row("p", f"{was.country}\x1f{where}")
        return Place(
            made,
            name,
            (),
            None,
            None,
            None,
            was.country,
            was.admin1,
            "admin1" if was.admin1 else "country",
            True,
        )

    def all_places(self, places: Iterable[Place], referred: Collection[str]) -> tuple[Place, ...]:
        """The places with a mention that may leave or a row that refers to them, and the coarse ones."""
        kept = []
        for was in places:
            if was.id in self._persons:
                continue
            mentions = [
                m
                for m in was.mentions
                if not self._is_name(m)
                and not self.masking.is_held(m.start, m.end)
                and not (is_fine(was) and self.masking.is_site(m.start, m.end))
            ]
            if mentions or self.id(was.id) in referred:
                kept.append(self._place(was, tuple(mentions)))
        return (*kept, *(self._coarse[i] for i in sorted(self._coarse)))

    def _place(self, was: Place, mentions: tuple[Span, ...]) -> Place:
        exact = was.precision == "exact"
        decimals = 1 if exact else self._decimals
        latitude, longitude = (
            None if x is None else round(x, decimals) for x in (was.latitude, was.longitude)
        )
        if (latitude, longitude) != (was.latitude, was.longitude):
            self.masking.tally.add("coordinates")
        return Place(
            id=self.id(was.id),
            name=self.masking.string(was.name) or "",
            mentions=self._all(mentions),
            geonames_id=was.geonames_id,
            latitude=latitude,
            longitude=longitude,
            country=was.country,
            admin1=was.admin1,
            precision="near" if exact else was.precision,
            literal=was.literal,
        )
