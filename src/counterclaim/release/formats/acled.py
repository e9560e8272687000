"""ACLED-shaped CSV: ACLED's columns and codes, one row an incident; the dispute stands in the notes.

``fatalities`` is the lowest figure that is reported, as ACLED counts. What the text does not say stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.rows import Actor
from counterclaim.release.about import About
from counterclaim.release.cells import Table
from counterclaim.release.codes import (
    GEO_PRECISION,
    STATE_KINDS,
    TIME_PRECISION,
    acled_types,
    codelists,
    country_name,
    disorder,
    iso3,
)
from counterclaim.release.formats import Format
from counterclaim.release.incidents import Incident, incidents
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the incidents that ACLED has a code for."""
    found = incidents([View(made) for made in readings])
    with out.open("w", encoding="utf-8", newline="") as file:
        table = Table(file, codelists()["acled"]["columns"])
        table.header()
        for incident in found:
            row = _row(incident)
            if row:
                table.row(row)


def _inter(actor: Actor | None) -> str:
    """Only what the kind of actor says: a group may be rebels or a militia, which the text does not tell."""
    labels: dict[str, str] = codelists()["acled"]["inter"]
    return labels["1"] if actor and actor.kind in STATE_KINDS else ""


def _row(incident: Incident) -> dict[str, Any] | None:
    types = acled_types(incident.type, incident.actor.kind if incident.actor else None)
    if types is None:
        return None
    place = incident.place
    killed, _, _ = incident.bounds("killed")
    civilian = any(
        t.population in ("civilian", "children", "women", "medical", "press", "aid_workers")
        for r in incident.reports
        for t in r.tolls
    )
    inter1, inter2 = _inter(incident.actor), codelists()["acled"]["inter"]["7"] if civilian else ""
    return {
        "event_id_cnty": f"{iso3(place.country) if place else ''}{incident.id}",
        "event_date": incident.start,
        "year": (incident.start or "")[:4],
        "time_precision": TIME_PRECISION.get(incident.date_precision),
        "disorder_type": disorder(*types),
        "event_type": types[0],
        "sub_event_type": types[1],
        "actor1": incident.actor.name if incident.actor else "",
        "assoc_actor_1": incident.actor.side
        if incident.actor and incident.actor.side != incident.actor.name
        else "",
        "inter1": inter1,
        "actor2": f"Civilians ({country_name(place.country)})"
        if civilian and place and place.country
        else inter2,
        "inter2": inter2,
        "interaction": f"{inter1}-{inter2}" if inter1 and inter2 else "",
        "civilian_targeting": "Civilian targeting" if civilian else "",
        "country": country_name(place.country) if place else "",
        "admin1": place.admin1 if place else "",
        "location": place.name if place else "",
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "geo_precision": GEO_PRECISION.get(place.precision) if place else "",
        "source": "; ".join(dict.fromkeys(r.outlet or r.document for r in incident.reports)),
        "notes": incident.notes(),
        "fatalities": killed if killed is not None else "",
        "tags": f"status={incident.status}",
    }


FORMAT = Format("acled", "ACLED's columns, one row an incident", write, sidecar=True)
