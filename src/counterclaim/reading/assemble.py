"""From drafts to the immutable records of the contract: ids, spans, order.

Ids are derived from content (document, kind of row, offsets, values), so that reading the same text
twice gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from counterclaim.model.reading import ReaderInfo, Reading
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
    Window,
)
from counterclaim.model.span import Span
from counterclaim.reading.page import (
    ActorDraft,
    ClaimDraft,
    EventDraft,
    FigureDraft,
    MomentDraft,
    Page,
    PersonDraft,
    PlaceDraft,
    TokenSpan,
    TrendDraft,
    WindowDraft,
)

Draft = (
    ActorDraft | ClaimDraft | EventDraft | FigureDraft | MomentDraft | PersonDraft | PlaceDraft | TrendDraft
)


class _Ids:
    """Hands out one id a draft, from a key of its content; equal keys get a running number."""

    def __init__(self, document_id: str) -> None:
        self._document = document_id
        self._of: dict[int, str] = {}
        self._taken: set[str] = set()

    def give(self, draft: Draft, prefix: str, *key: object) -> None:
        base = "\x1f".join([self._document, prefix, *map(str, key)])
        number = 0
        while True:
            seed = f"{base}\x1f{number}" if number else base
            found = f"{prefix}-{hashlib.sha256(seed.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
            if found not in self._taken:
                break
            number += 1
        self._taken.add(found)
        self._of[id(draft)] = found

    def get(self, draft: Draft | None) -> str | None:
        return None if draft is None else self._of.get(id(draft))

    def of(self, draft: Draft) -> str:
        return self._of[id(draft)]

    def all(self, drafts: Iterable[Draft]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i for d in drafts if (i := self._of.get(id(d))) is not None))


def assemble(page: Page, reader: ReaderInfo) -> Reading:
    """Build the reading. Actors that no row refers to are left out."""
    ids = _Ids(page.document.id)
    actors = _used_actors(page)
    for actor in actors:
        ids.give(actor, "a", *_where(page, actor.mentions), actor.name)
    for place in page.places:
        ids.give(place, "p", *_where(page, place.mentions), place.name)
    for moment in page.moments:
        ids.give(moment, "t", page.span(moment.mention).start, page.span(moment.mention).end)
    for claim in page.claims:
        ids.give(claim, "c", *_where(page, [*claim.content, *([claim.cue] if claim.cue else [])]))
    for figure in page.figures:
        ids.give(figure, "f", *_where(page, [figure.span, figure.number]), figure.measure)
    for event in page.events:
        ids.give(event, "e", *_where(page, [event.trigger]), event.type)
    for trend in page.trends:
        ids.give(trend, "r", *_where(page, [trend.span]), trend.topic)
    for person in page.persons:
        ids.give(person, "v", *_where(page, [person.mention]), person.status)
    return Reading(
        reader=reader,
        document=page.document,
        actors=tuple(_actor(page, ids, a) for a in actors),
        places=tuple(_place(page, ids, p) for p in page.places),
        times=tuple(
            Moment(ids.of(m), page.span(m.mention), m.start, m.end, m.precision) for m in page.moments
        ),
        claims=tuple(_claim(page, ids, c) for c in page.claims),
        figures=tuple(_figure(page, ids, f) for f in page.figures),
        events=tuple(_event(page, ids, e) for e in page.events),
        trends=tuple(_trend(page, ids, t) for t in page.trends if t.claim is not None),
        persons=tuple(_person(page, ids, p) for p in page.persons if p.claim is not None),
        relations=tuple(
            Relation(
                ids.of(r.source), ids.of(r.target), r.kind, r.reason, tuple(page.span(e) for e in r.evidence)
            )
            for r in page.relations
        ),
        warnings=tuple(page.warnings),
    )


def _where(page: Page, spans: Iterable[TokenSpan]) -> list[int]:
    return [n for s in spans for n in page.paragraphs[s.paragraph].offsets(s.start, s.end)]


def _used_actors(page: Page) -> list[ActorDraft]:
    """Actors in order of their first mention, those that some row refers to."""
    used: dict[int, ActorDraft] = {}
    for claim in page.claims:
        for actor in (claim.speaker, claim.addressee, *claim.via):
            if actor is not None:
                used[id(actor)] = actor
    rest = [f.by for f in page.figures] + [f.affected for f in page.figures] + [e.actor for e in page.events]
    rest += [t.subject for t in page.trends if t.claim] + [p.actor for p in page.persons if p.claim]
    for actor in rest:
        if actor is not None:
            used[id(actor)] = actor
    return sorted((a for a in used.values() if a.mentions), key=lambda a: (min(a.mentions), a.name))


def _spans(page: Page, spans: Iterable[TokenSpan]) -> tuple[Span, ...]:
    return tuple(page.span(s) for s in sorted(set(spans)))


def _actor(page: Page, ids: _Ids, actor: ActorDraft) -> Actor:
    mentions = _spans(page, actor.mentions)
    return Actor(ids.of(actor), actor.name, actor.kind, actor.role, actor.side, actor.wikidata, mentions)


def _place(page: Page, ids: _Ids, place: PlaceDraft) -> Place:
    return Place(
        ids.of(place),
        place.name,
        _spans(page, place.mentions),
        place.geonames_id,
        place.latitude,
        place.longitude,
        place.country,
        place.admin1,
        place.precision,
        place.literal,
    )


def _claim(page: Page, ids: _Ids, claim: ClaimDraft) -> Claim:
    cue = None
    if claim.cue is not None:
        span = page.span(claim.cue)
        cue = Cue(span.start, span.end, span.text, claim.cue_lemma)
    wording = page.span(claim.certainty_wording) if claim.certainty_wording else None
    return Claim(
        id=ids.of(claim),
        speaker=ids.get(claim.speaker),
        speaker_mention=page.span(claim.speaker_mention) if claim.speaker_mention else None,
        via=ids.all(claim.via),
        cue=cue,
        content=_spans(page, claim.content),
        quotation=claim.quotation,
        stance=claim.stance,
        certainty=Certainty(claim.certainty, wording),
        addressee=ids.get(claim.addressee),
        said_on=ids.get(claim.said_on),
        figures=ids.all(claim.figures),
        events=ids.all(claim.events),
        places=ids.all(claim.places),
        part=page.paragraphs[claim.paragraph].part,
        confidence=claim.confidence,
    )


def _window(window: WindowDraft | None) -> Window | None:
    return None if window is None else Window(window.start, window.end, window.kind)


def _figure(page: Page, ids: _Ids, figure: FigureDraft) -> Figure:
    assert figure.claim is not None
    return Figure(
        id=ids.of(figure),
        claim=ids.of(figure.claim),
        span=page.span(figure.span),
        measure=figure.measure,
        object=figure.object,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        affected=Affected(ids.get(figure.affected), figure.side, figure.population),
        by=ids.get(figure.by),
        window=_window(figure.window),
        place=ids.get(figure.place),
        event=ids.get(figure.event),
        part_of=ids.get(figure.part_of),
    )


def _event(page: Page, ids: _Ids, event: EventDraft) -> Event:
    assert event.claim is not None
    return Event(
        id=ids.of(event),
        claim=ids.of(event.claim),
        trigger=page.span(event.trigger),
        type=event.type,
        status=event.status,
        actor=ids.get(event.actor),
        target=page.span(event.target) if event.target else None,
        weapon=event.weapon,
        places=ids.all(event.places),
        time=ids.get(event.time),
        figures=ids.all(event.figures),
    )


def _trend(page: Page, ids: _Ids, trend: TrendDraft) -> Trend:
    assert trend.claim is not None
    return Trend(
        ids.of(trend),
        ids.of(trend.claim),
        page.span(trend.span),
        trend.topic,
        ids.get(trend.subject),
        trend.direction,
        trend.factor,
        _window(trend.window),
        _window(trend.compared_with),
    )


def _person(page: Page, ids: _Ids, person: PersonDraft) -> Person:
    assert person.claim is not None
    return Person(
        ids.of(person),
        page.span(person.mention),
        ids.get(person.actor),
        person.status,
        person.age,
        person.sex,
        ids.of(person.claim),
        ids.get(person.figure),
        person.private,
    )
