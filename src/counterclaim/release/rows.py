"""Flat rows for tables: one a claim, figure, event, trend, person or held claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.model.rows import Claim, Event, Figure, Person, Place, Trend, Window
from counterclaim.model.span import Span
from counterclaim.release.policy import RedactedReading

Row = dict[str, Any]
NUMBERS = ("value", "low", "high", "factor", "latitude", "longitude")
WHOLE = ("start", "end", "age", "geonames_id")
COLUMNS = (
    "kind",
    "id",
    "claim",
    "document",
    "title",
    "outlet",
    "url",
    "published",
    "language",
    "speaker",
    "speaker_kind",
    "speaker_role",
    "side",
    "via",
    "cue",
    "stance",
    "quotation",
    "certainty",
    "said_on",
    "content",
    "before",
    "after",
    "words",
    "start",
    "end",
    "measure",
    "object",
    "value",
    "low",
    "high",
    "qualifier",
    "affected_actor",
    "affected_side",
    "population",
    "by",
    "part_of",
    "event_type",
    "status",
    "actor",
    "target",
    "weapon",
    "topic",
    "subject",
    "direction",
    "factor",
    "person",
    "person_status",
    "age",
    "age_group",
    "sex",
    "date_start",
    "date_end",
    "date_kind",
    "place",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "place_precision",
    "geonames_id",
    "held_until",
    "redacted",
    "text_sha256",
    "note",
)
NOTE = "reported claim, not a verified fact"


class View:
    """Look-ups over one reading."""

    def __init__(self, made: RedactedReading) -> None:
        self.made, self.reading = made, made.reading
        self.actors = {a.id: a for a in self.reading.actors}
        self.places = {p.id: p for p in self.reading.places}
        self.times = {t.id: t for t in self.reading.times}
        self.claims = {c.id: c for c in self.reading.claims}
        self.figures = {f.id: f for f in self.reading.figures}
        self.held = {h.claim: h for h in made.held}

    def name(self, actor: str | None) -> str | None:
        """An actor's name."""
        found = self.actors.get(actor or "")
        return found.name if found else None

    def content(self, claim: Claim) -> str:
        """A claim's words as they leave."""
        snippet = self.made.snippets.get(claim.id)
        return snippet.content if snippet else " […] ".join(s.text for s in claim.content)

    def speaker(self, claim: Claim) -> str:
        """Who says it, in words: the outlet itself where no source is named."""
        if claim.speaker:
            return self.name(claim.speaker) or "an unnamed source"
        document = self.reading.document
        return document.outlet or "the document" if claim.quotation == "narration" else "an unnamed source"

    def first_place(self, ids: tuple[str, ...]) -> Place | None:
        """The first place that is on the ground."""
        found = [self.places[i] for i in ids if i in self.places]
        return next((p for p in found if p.literal), found[0] if found else None)


def rows(made: RedactedReading) -> Iterator[Row]:
    """The rows of one reading, in text order by kind; a document without claims is one row."""
    view = View(made)
    about = _document(view)
    if not view.claims and not made.held:
        yield _row(about, kind="document", id=view.reading.document.id)
        return
    for claim in view.reading.claims:
        yield _row(
            about, _claim(view, claim), kind="claim", id=claim.id, **_place(view.first_place(claim.places))
        )
    for held in made.held:
        yield _row(
            about,
            kind="held",
            id=held.claim,
            claim=held.claim,
            held_until=held.until or "publication date unknown",
        )
    for kind, made_rows in (
        ("figure", view.reading.figures),
        ("event", view.reading.events),
        ("trend", view.reading.trends),
        ("person", view.reading.persons),
    ):
        for item in made_rows:
            of = view.claims.get(item.claim)
            yield _row(about, _claim(view, of) if of else {}, kind=kind, id=item.id, **_item(view, item, of))


def _row(*parts: Row, **more: Any) -> Row:  # noqa: ANN401
    row: Row = dict.fromkeys(COLUMNS)
    for part in parts:
        row.update(part)
    row.update(more)
    return row


def _document(view: View) -> Row:
    document = view.reading.document
    return {
        "document": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "language": document.language,
        "text_sha256": document.text_sha256,
        "redacted": view.made.redacted,
        "note": NOTE if view.made.read else "kept, not read",
    }


def _claim(view: View, claim: Claim) -> Row:
    speaker = view.actors.get(claim.speaker or "")
    said = view.times.get(claim.said_on or "")
    snippet = view.made.snippets.get(claim.id)
    return {
        "claim": claim.id,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "speaker_role": speaker.role if speaker else None,
        "side": speaker.side if speaker else None,
        "via": "; ".join(view.name(v) or v for v in claim.via) or None,
        "cue": claim.cue.text if claim.cue else None,
        "stance": claim.stance,
        "quotation": claim.quotation,
        "certainty": claim.certainty.value,
        "said_on": said.start if said else None,
        "content": view.content(claim),
        "before": snippet.before if snippet else None,
        "after": snippet.after if snippet else None,
        **_span(claim.content[0] if claim.content else None, claim.content[-1] if claim.content else None),
    }


def _span(first: Span | None, last: Span | None = None) -> Row:
    return {"start": first.start if first else None, "end": (last or first).end if last or first else None}  # type: ignore[union-attr]


def _place(place: Place | None) -> Row:
    return {
        "place": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": place.precision if place else None,
        "geonames_id": place.geonames_id if place else None,
    }


def _window(window: Window | None) -> Row:
    return {
        "date_start": window.start if window else None,
        "date_end": window.end if window else None,
        "date_kind": window.kind if window else None,
    }


def _item(view: View, item: Figure | Event | Trend | Person, claim: Claim | None) -> Row:
    if isinstance(item, Figure):
        return _figure(view, item)
    if isinstance(item, Event):
        return _event(view, item)
    if isinstance(item, Trend):
        return {
            "words": item.span.text,
            **_span(item.span),
            "topic": item.topic,
            "subject": view.name(item.subject),
            "direction": item.direction,
            "factor": item.factor,
            **_window(item.window),
        }
    return {
        "words": item.mention.text,
        **_span(item.mention),
        "person": view.name(item.actor) or item.mention.text,
        "person_status": item.status,
        "age": item.age,
        "age_group": "child" if item.id in view.made.minors else None,
        "sex": item.sex,
        **_place(view.first_place(claim.places) if claim else None),
    }


def _figure(view: View, item: Figure) -> Row:
    return {
        "words": item.span.text,
        **_span(item.span),
        "measure": item.measure,
        "object": item.object,
        "value": item.value,
        "low": item.low,
        "high": item.high,
        "qualifier": item.qualifier,
        "affected_actor": view.name(item.affected.actor),
        "affected_side": item.affected.side,
        "population": item.affected.population,
        "by": view.name(item.by),
        "part_of": item.part_of,
        **_window(item.window),
        **_place(view.places.get(item.place or "")),
    }


def _event(view: View, item: Event) -> Row:
    time = view.times.get(item.time or "")
    return {
        "words": item.trigger.text,
        **_span(item.trigger),
        "event_type": item.type,
        "status": item.status,
        "actor": view.name(item.actor),
        "target": item.target.text if item.target else None,
        "weapon": item.weapon,
        "date_start": time.start if time else None,
        "date_end": time.end if time else None,
        "date_kind": time.precision if time else None,
        **_place(view.first_place(item.places)),
    }
