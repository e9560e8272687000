"""PLOVER JSONL: one record an event, planned, denied and imagined ones with PLOVER's auxiliary modes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.rows import Actor, Event, Place
from counterclaim.release.about import About
from counterclaim.release.cells import json_bytes
from counterclaim.release.codes import RESOLUTION, codelists, codes_of, country_name, iso3
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

_MODES = {"planned": ["future"], "denied": ["negation"], "hypothetical": ["hypothetical"]}
_SECTORS = {"armed_force": "MIL", "government": "GOV", "country": "GOV", "office": "GOV"}


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the events that PLOVER has a code for."""
    with out.open("wb") as file:
        for made in readings:
            view = View(made)
            for event in view.reading.events:
                record = _record(view, event)
                if record:
                    file.write(json_bytes(record) + b"\n")


def _record(view: View, event: Event) -> dict[str, Any] | None:
    codes = codes_of(event.type)
    claim = view.claims.get(event.claim)
    if not codes.plover_event or claim is None:
        return None
    document, time = view.reading.document, view.times.get(event.time or "")
    actor = view.actors.get(event.actor or "")
    killed = [
        f
        for f in view.reading.figures
        if f.id in event.figures and f.measure == "killed" and f.part_of is None
    ]
    wounded = [
        f
        for f in view.reading.figures
        if f.id in event.figures and f.measure == "wounded" and f.part_of is None
    ]
    return {
        "id": event.id,
        "has_event": True,
        "date": time.start if time else None,
        "enddate": time.end if time else None,
        "actor": [_entity(actor)] if actor else [],
        "recipient": [{"entity_text": event.target.text}] if event.target else [],
        "event": [codes.plover_event],
        "event_loc": _location(view.first_place(event.places)),
        "event_text": [event.trigger.text],
        "quad_code": codelists()["plover"]["events"][codes.plover_event]["quad"],
        "mode": [codes.plover_mode, *_MODES.get(event.status, [])]
        if codes.plover_mode
        else _MODES.get(event.status, []),
        "context": [],
        "size": {
            "dead": killed[0].value if killed else None,
            "dead_low": killed[0].low if killed else None,
            "dead_high": killed[0].high if killed else None,
            "injured": wounded[0].value if wounded else None,
        },
        "text": view.content(claim),
        "text_info": {
            "start": event.trigger.start,
            "end": event.trigger.end,
            "text_sha256": document.text_sha256,
        },
        "cite_info": {
            "citation": document.id,
            "url": document.url,
            "title": document.title,
            "language": document.language,
            "publication": document.outlet,
            "date": document.published,
            "speaker": view.speaker(claim),
            "stance": claim.stance,
            "coder": "counterclaim",
            "codebook": "PLOVER",
            "redacted": view.made.redacted,
        },
        "comment": "Reported claim, not a verified fact.",
    }


def _entity(actor: Actor) -> dict[str, Any]:
    return {
        "entity_text": actor.name,
        "identifier_text": actor.wikidata,
        "sector": _SECTORS.get(actor.kind, "UNK"),
        "office": actor.role,
        "side": actor.side,
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.latitude,
        "lon": place.longitude,
        "province": place.admin1,
        "country": country_name(place.country) or None,
        "country_code": iso3(place.country) or None,
        "resolution": RESOLUTION.get(place.precision),
    }


FORMAT = Format("plover", "PLOVER records, one a line", write, sidecar=True)
