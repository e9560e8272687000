"""A timemap bundle: events, associations and sources as its server gives them; every value is a string."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.release.about import About
from counterclaim.release.atomic import write_bundle
from counterclaim.release.cells import json_bytes
from counterclaim.release.formats import Format
from counterclaim.release.formats.datapackage import readme
from counterclaim.release.incidents import Incident, incidents
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

_POINTS = frozenset({"exact", "populated_place", "near"})


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the bundle."""
    found = [i for i in incidents([View(made) for made in readings]) if _shown(i)]
    sources: dict[str, dict[str, Any]] = {}
    for incident in found:
        for report in incident.reports:
            sources.setdefault(
                report.document,
                {
                    "id": report.document,
                    "title": report.title or report.outlet or report.document,
                    "paths": [report.url] if report.url else [],
                    "type": "Article",
                    "url": report.url or "",
                    "description": "Reported claims, not verified facts.",
                    "author": report.outlet or "",
                    "date": report.published or "",
                },
            )
    types = sorted({i.type for i in found})
    told = about.made()
    write_bundle(
        out,
        {
            "export_events.json": json_bytes([_event(i) for i in found], indent=1),
            "export_associations.json": json_bytes(
                [
                    {"id": t, "title": t.replace("_", " "), "desc": "", "mode": "FILTER", "filter_paths": [t]}
                    for t in types
                ],
                indent=1,
            ),
            "export_sources.json": json_bytes(sources, indent=1),
            "about.json": json_bytes(told, indent=2),
            "README.txt": readme(told),
        },
    )


def _point(incident: Incident) -> tuple[str, str] | None:
    place = incident.place
    if place is None or place.precision not in _POINTS or place.latitude is None or place.longitude is None:
        return None
    return str(place.latitude), str(place.longitude)


def _shown(incident: Incident) -> bool:
    """A timemap event needs a date or a point."""
    return bool(incident.start or _point(incident))


def _event(incident: Incident) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": incident.id,
        "description": incident.notes(),
        "date": "/".join((incident.start[5:7], incident.start[8:10], incident.start[:4]))
        if incident.start
        else "",
        "time": "",
        "location": incident.place.name if incident.place else "",
        "type": incident.type,
        "category": incident.type,
        "associations": [incident.type],
        "sources": list(dict.fromkeys(r.document for r in incident.reports)),
        "comments": "disputed" if incident.contested else "",
    }
    point = _point(incident)
    if point:
        made["latitude"], made["longitude"] = point
    return made


FORMAT = Format("timemap", "a timemap bundle (a folder, or NAME.zip)", write, folder=True)
