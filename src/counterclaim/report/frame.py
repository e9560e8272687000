"""A reading as pandas tables: one row a claim, figure, event …, names beside ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from counterclaim.model.reading import Reading
from counterclaim.model.span import Span
from counterclaim.report.describe import View

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def _span(span: Span | None, prefix: str = "") -> Row:
    """Offsets and words of a span; nulls without one."""
    return {
        f"{prefix}start": span.start if span else None,
        f"{prefix}end": span.end if span else None,
        f"{prefix}text": span.text if span else None,
    }


def _claims(view: View) -> Iterable[Row]:
    for c in view.reading.claims:
        moment = view.times.get(c.said_on or "")
        yield {
            "id": c.id,
            "speaker": c.speaker,
            "speaker_name": view.name(c.speaker),
            "speaker_text": c.speaker_mention.text if c.speaker_mention else None,
            "via": list(c.via),
            "cue": c.cue.text if c.cue else None,
            "cue_lemma": c.cue.lemma if c.cue else None,
            "content": view.content(c),
            "start": c.content[0].start if c.content else None,
            "end": c.content[-1].end if c.content else None,
            "quotation": c.quotation,
            "stance": c.stance,
            "certainty": c.certainty.value,
            "certainty_text": c.certainty.wording.text if c.certainty.wording else None,
            "addressee": c.addressee,
            "said_on": c.said_on,
            "said_on_start": moment.start if moment else None,
            "said_on_end": moment.end if moment else None,
            "figures": list(c.figures),
            "events": list(c.events),
            "places": list(c.places),
            "part": c.part,
        }


def _figures(view: View) -> Iterable[Row]:
    for f in view.reading.figures:
        claim = view.claims.get(f.claim)
        yield {
            "id": f.id,
            "claim": f.claim,
            "speaker_name": view.name(claim.speaker) if claim else None,
            "measure": f.measure,
            "object": f.object,
            "value": f.value,
            "low": f.low,
            "high": f.high,
            "qualifier": f.qualifier,
            "affected_actor": f.affected.actor,
            "affected_side": f.affected.side,
            "affected_population": f.affected.population,
            "by": f.by,
            "by_name": view.name(f.by),
            "window_start": f.window.start if f.window else None,
            "window_end": f.window.end if f.window else None,
            "window_kind": f.window.kind if f.window else None,
            "place": f.place,
            "place_name": view.place(f.place),
            "event": f.event,
            "part_of": f.part_of,
            **_span(f.span),
        }


def _events(view: View) -> Iterable[Row]:
    for e in view.reading.events:
        moment = view.times.get(e.time or "")
        yield {
            "id": e.id,
            "claim": e.claim,
            "type": e.type,
            "status": e.status,
            "actor": e.actor,
            "actor_name": view.name(e.actor),
            "target": e.target.text if e.target else None,
            "weapon": e.weapon,
            "places": list(e.places),
            "place_names": [view.place(p) for p in e.places],
            "time": e.time,
            "time_start": moment.start if moment else None,
            "time_end": moment.end if moment else None,
            "figures": list(e.figures),
            **_span(e.trigger),
        }


def _actors(view: View) -> Iterable[Row]:
    for a in view.reading.actors:
        yield {
            "id": a.id,
            "name": a.name,
            "kind": a.kind,
            "role": a.role,
            "side": a.side,
            "wikidata": a.wikidata,
            "mentions": len(a.mentions),
        }


def _places(view: View) -> Iterable[Row]:
    for p in view.reading.places:
        yield {
            "id": p.id,
            "name": p.name,
            "geonames_id": p.geonames_id,
            "latitude": p.latitude,
            "longitude": p.longitude,
            "country": p.country,
            "admin1": p.admin1,
            "precision": p.precision,
            "literal": p.literal,
            "mentions": len(p.mentions),
        }


def _times(view: View) -> Iterable[Row]:
    for t in view.reading.times:
        yield {
            "id": t.id,
            "from": t.start,
            "to": t.end,
            "precision": t.precision,
            **_span(t.mention),
        }


def _trends(view: View) -> Iterable[Row]:
    for t in view.reading.trends:
        yield {
            "id": t.id,
            "claim": t.claim,
            "topic": t.topic,
            "subject": t.subject,
            "subject_name": view.name(t.subject),
            "direction": t.direction,
            "factor": t.factor,
            "window_start": t.window.start if t.window else None,
            "window_end": t.window.end if t.window else None,
            **_span(t.span),
        }


def _persons(view: View) -> Iterable[Row]:
    for p in view.reading.persons:
        yield {
            "id": p.id,
            "actor": p.actor,
            "status": p.status,
            "age": p.age,
            "sex": p.sex,
            "claim": p.claim,
            "figure": p.figure,
            "private": p.private,
            **_span(p.mention),
        }


def _relations(view: View) -> Iterable[Row]:
    for r in view.reading.relations:
        source, target = view.claims.get(r.source), view.claims.get(r.target)
        yield {
            "from": r.source,
            "to": r.target,
            "kind": r.kind,
            "from_speaker": view.speaker(source) if source else None,
            "to_speaker": view.speaker(target) if target else None,
            "reason": r.reason,
            "evidence": [s.text for s in r.evidence],
        }


def _warnings(view: View) -> Iterable[Row]:
    for w in view.reading.warnings:
        yield {"code": w.code, "message": w.message}


_SPAN = ("start", "end", "text")
_WINDOW = ("window_start", "window_end")
_TABLES: dict[str, tuple[Callable[[View], Iterable[Row]], tuple[str, ...]]] = {
    "claims": (
        _claims,
        (
            *("id", "speaker", "speaker_name", "speaker_text", "via", "cue", "cue_lemma", "content"),
            *("start", "end", "quotation", "stance", "certainty", "certainty_text", "addressee"),
            *("said_on", "said_on_start", "said_on_end", "figures", "events", "places", "part"),
        ),
    ),
    "figures": (
        _figures,
        (
            *("id", "claim", "speaker_name", "measure", "object", "value", "low", "high", "qualifier"),
            *("affected_actor", "affected_side", "affected_population", "by", "by_name"),
            *(*_WINDOW, "window_kind", "place", "place_name", "event", "part_of", *_SPAN),
        ),
    ),
    "events": (
        _events,
        (
            *("id", "claim", "type", "status", "actor", "actor_name", "target", "weapon", "places"),
            *("place_names", "time", "time_start", "time_end", "figures", *_SPAN),
        ),
    ),
    "actors": (_actors, ("id", "name", "kind", "role", "side", "wikidata", "mentions")),
    "places": (
        _places,
        (
            *("id", "name", "geonames_id", "latitude", "longitude", "country", "admin1", "precision"),
            *("literal", "mentions"),
        ),
    ),
    "times": (_times, ("id", "from", "to", "precision", *_SPAN)),
    "trends": (
        _trends,
        ("id", "claim", "topic", "subject", "subject_name", "direction", "factor", *_WINDOW, *_SPAN),
    ),
    "persons": (
        _persons,
        ("id", "actor", "status", "age", "sex", "claim", "figure", "private", *_SPAN),
    ),
    "relations": (
        _relations,
        ("from", "to", "kind", "from_speaker", "to_speaker", "reason", "evidence"),
    ),
    "warnings": (_warnings, ("code", "message")),
}
TABLES: tuple[str, ...] = tuple(_TABLES)


def table(reading: Reading, name: str) -> pd.DataFrame:
    """One table by name; an empty one has its columns all the same.

    Raises:
        KeyError: there is no such table.
        ImportError: pandas is not installed.

    """
    if name not in _TABLES:
        raise KeyError(f"no table {name!r}; there are {', '.join(TABLES)}")
    try:
        import pandas as pd
    except ImportError as error:
        raise ImportError("tables need pandas; install counterclaim[pandas]") from error
    rows, columns = _TABLES[name]
    return pd.DataFrame(list(rows(View(reading))), columns=list(columns))


def tables(reading: Reading) -> dict[str, pd.DataFrame]:
    """All tables by name."""
    return {name: table(reading, name) for name in TABLES}
