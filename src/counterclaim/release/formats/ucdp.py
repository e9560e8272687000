"""UCDP-GED-shaped CSV: UCDP's columns, one row an incident with at least one reported death.

Conflict, dyad and side numbers are UCDP's own and stay empty. ``source_original`` lists who says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.release.about import About
from counterclaim.release.cells import Table
from counterclaim.release.codes import DATE_PRECISION, WHERE_PRECISION, codelists, codes_of, country_name
from counterclaim.release.formats import Format
from counterclaim.release.incidents import Incident, incidents
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

_CIVIL = frozenset({"civilian", "children", "medical", "press", "aid_workers"})


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the incidents that UCDP would count."""
    found = incidents([View(made) for made in readings])
    with out.open("w", encoding="utf-8", newline="") as file:
        table = Table(file, codelists()["ucdp"]["columns"])
        table.header()
        for incident in found:
            if codes_of(incident.type).ucdp and any(n for n in incident.bounds("killed")):
                table.row(_row(incident))


def _violence(incident: Incident, populations: set[str]) -> int:
    codes = codes_of(incident.type).ucdp
    if populations and populations <= _CIVIL and 3 in codes:
        return 3
    return 2 if incident.actor and incident.actor.kind == "group" and codes == (2,) else codes[0]


def _row(incident: Incident) -> dict[str, Any]:
    low, best, high = incident.bounds("killed")
    tolls = incident.tolls("killed")
    populations = {t.population for _, t in tolls}
    place, reports = incident.place, incident.reports
    civil = best if populations <= _CIVIL else 0
    where = bool(place and place.latitude is not None and place.longitude is not None)
    return {
        "id": incident.id,
        "year": (incident.start or "")[:4],
        "code_status": "Reported claims, not verified",
        "type_of_violence": _violence(incident, populations),
        "side_a": incident.actor.name if incident.actor else "",
        "side_b": "Civilians" if populations <= _CIVIL else "",
        "number_of_sources": len({r.document for r in reports}),
        "source_article": "; ".join(
            dict.fromkeys(
                ", ".join(filter(None, (r.outlet, r.published, r.title))) or r.document for r in reports
            )
        ),
        "source_office": "; ".join(dict.fromkeys(r.outlet for r in reports if r.outlet)),
        "source_date": "; ".join(dict.fromkeys(r.published for r in reports if r.published)),
        "source_headline": "; ".join(dict.fromkeys(r.title for r in reports if r.title)),
        "source_original": "; ".join(dict.fromkeys(r.speaker for r in reports)),
        "where_prec": WHERE_PRECISION.get(place.precision, "") if place else "",
        "where_coordinates": place.name if place else "",
        "where_description": incident.dispute() or incident.target or "",
        "adm_1": place.admin1 if place else "",
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "geom_wkt": f"POINT ({place.longitude} {place.latitude})" if where and place else "",
        "country": country_name(place.country) if place else "",
        "event_clarity": 1 if incident.date_precision == "day" else 2,
        "date_prec": DATE_PRECISION.get(incident.date_precision, ""),
        "date_start": incident.start,
        "date_end": incident.end,
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": civil,
        "deaths_unknown": (best or 0) - (civil or 0),
        "best": best,
        "high": high if high is not None else "",
        "low": low,
    }


FORMAT = Format("ucdp", "UCDP GED's columns, one row an incident with deaths", write, sidecar=True)
