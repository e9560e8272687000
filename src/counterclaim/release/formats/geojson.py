"""GeoJSON (RFC 7946): one feature an incident or placed figure; a place coarser than a town has no point."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.rows import Place
from counterclaim.release.about import About
from counterclaim.release.cells import json_bytes
from counterclaim.release.codes import RADIUS_M
from counterclaim.release.formats import Format
from counterclaim.release.incidents import Incident, incidents
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

_POINTS = frozenset({"exact", "populated_place", "near"})


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the features, then what the export says of itself."""
    views = [View(made) for made in readings]
    with out.open("wb") as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for number, feature in enumerate(_features(views)):
            file.write(b",\n" if number else b"\n")
            file.write(json_bytes(feature))
        file.write(b'\n],"about":' + json_bytes(about.made()) + b"}\n")


def _features(views: list[View]) -> Iterator[dict[str, Any]]:
    for incident in incidents(views):
        yield _feature(incident.id, incident.place, _incident(incident))
    for view in views:
        told = {e.id for e in view.reading.events}
        for figure in view.reading.figures:
            place = view.places.get(figure.place or "")
            claim = view.claims.get(figure.claim)
            if place is None or claim is None or figure.event in told:
                continue
            window, document = figure.window, view.reading.document
            yield _feature(
                figure.id,
                place,
                {
                    "kind": "figure",
                    "date": window.start if window else None,
                    "date_end": window.end if window else None,
                    "type": figure.measure,
                    "value": figure.value,
                    "low": figure.low,
                    "high": figure.high,
                    "qualifier": figure.qualifier,
                    "words": figure.span.text,
                    "speaker": view.speaker(claim),
                    "stance": claim.stance,
                    "document": document.id,
                    "url": document.url,
                    "note": "reported claim, not a verified fact",
                },
            )


def _incident(incident: Incident) -> dict[str, Any]:
    low, best, high = incident.bounds("killed")
    wounded_low, _, wounded_high = incident.bounds("wounded")
    return {
        "kind": "event",
        "event_id": incident.id,
        "date": incident.start,
        "date_end": incident.end,
        "type": incident.type,
        "acled_sub_event_type": incident.sub_type or None,
        "status": incident.status,
        "killed_min": low,
        "killed_best": best,
        "killed_max": high,
        "wounded_min": wounded_low,
        "wounded_max": wounded_high,
        "n_claims": len({r.claim for r in incident.reports}),
        "n_speakers": len({r.speaker for r in incident.reports}),
        "n_documents": len({r.document for r in incident.reports}),
        "contested": incident.contested,
        "actor": incident.actor.name if incident.actor else None,
        "target": incident.target,
        "weapon": incident.weapon,
        "speakers": "; ".join(dict.fromkeys(r.speaker for r in incident.reports)),
        "url": next((r.url for r in incident.reports if r.url), None),
        "notes": incident.notes(),
        "claims": " ".join(dict.fromkeys(r.claim for r in incident.reports)),
    }


def _feature(row: str, place: Place | None, properties: dict[str, Any]) -> dict[str, Any]:
    geometry = None
    if place and place.precision in _POINTS and place.latitude is not None and place.longitude is not None:
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    properties |= {
        "place": place.name if place else None,
        "admin1": place.admin1 if place else None,
        "country": place.country if place else None,
        "precision": place.precision if place else None,
        "radius_m": RADIUS_M.get(place.precision) if place else None,
        "geonames_id": place.geonames_id if place else None,
    }
    return {"type": "Feature", "id": row, "geometry": geometry, "properties": properties}


FORMAT = Format("geojson", "one feature an incident or placed figure", write)
