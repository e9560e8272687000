"""HXL: CSV with a row of hashtags under the header, one row an incident."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterclaim.release.about import About
from counterclaim.release.cells import Table
from counterclaim.release.formats import Format
from counterclaim.release.incidents import incidents
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

COLUMNS = {
    "Event id": "#event+code",
    "Date from": "#date+occurred+start",
    "Date to": "#date+occurred+end",
    "Event type": "#event+type",
    "Status": "#status",
    "Actor": "#group+name+actor",
    "Target": "#group+name+target",
    "Killed, lowest": "#affected+killed+min",
    "Killed, highest": "#affected+killed+max",
    "Wounded, lowest": "#affected+injured+min",
    "Wounded, highest": "#affected+injured+max",
    "Displaced": "#affected+displaced",
    "Disputed": "#x_disputed",
    "Country": "#country+code+v_iso2",
    "Region": "#adm1+name",
    "Place": "#loc+name",
    "GeoNames": "#loc+code+v_geonames",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Precision": "#geo+precision",
    "Source": "#meta+source",
    "Speakers": "#meta+speaker",
    "Link": "#meta+url",
    "Reported": "#date+reported",
    "Description": "#description",
}


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the incidents."""
    found = incidents([View(made) for made in readings])
    with out.open("w", encoding="utf-8", newline="") as file:
        table = Table(file, COLUMNS)
        table.header()
        table.header(COLUMNS.values())
        for incident in found:
            killed, wounded = incident.bounds("killed"), incident.bounds("wounded")
            place, reports = incident.place, incident.reports
            table.row(
                {
                    name: _one_line(value)
                    for name, value in {
                        "Event id": incident.id,
                        "Date from": incident.start,
                        "Date to": incident.end,
                        "Event type": incident.type,
                        "Status": incident.status,
                        "Actor": incident.actor.name if incident.actor else None,
                        "Target": incident.target,
                        "Killed, lowest": killed[0],
                        "Killed, highest": killed[2],
                        "Wounded, lowest": wounded[0],
                        "Wounded, highest": wounded[2],
                        "Displaced": incident.bounds("displaced")[0],
                        "Disputed": incident.contested,
                        "Country": place.country if place else None,
                        "Region": place.admin1 if place else None,
                        "Place": place.name if place else None,
                        "GeoNames": place.geonames_id if place else None,
                        "Latitude": place.latitude if place else None,
                        "Longitude": place.longitude if place else None,
                        "Precision": place.precision if place else None,
                        "Source": "; ".join(dict.fromkeys(r.outlet or r.document for r in reports)),
                        "Speakers": "; ".join(dict.fromkeys(r.speaker for r in reports)),
                        "Link": next((r.url for r in reports if r.url), None),
                        "Reported": min((r.published for r in reports if r.published), default=None),
                        "Description": incident.notes(),
                    }.items()
                }
            )


def _one_line(value: object) -> object:
    """Words with single blanks: HXL validators hold runs of white space against a file."""
    return " ".join(value.split()) if isinstance(value, str) else value


FORMAT = Format("hxl", "CSV with HXL hashtags, one row an incident", write, sidecar=True)
