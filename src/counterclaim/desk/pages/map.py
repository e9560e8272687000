"""Map and timeline of events, linked to each other and to the list."""

from __future__ import annotations

from typing import Any

from litestar import get
from litestar.response import Template

from counterclaim.desk.asked import Asked, of
from counterclaim.desk.pages.shared import page
from counterclaim.desk.service import Desk
from counterclaim.ledger.mapping import Placed


def mapped(desk: Desk, asked: Asked) -> tuple[Asked, int, list[Placed], dict[str, dict[str, int]]]:
    """The events (or figures) asked for: how many there are, and the latest of them with place and date."""
    if asked.filters.kinds()[0] not in ("event", "figure"):
        asked = of({**asked.given, "kind": "event"})
    found = desk.ledger.search(asked.filters, limit=desk.settings.mapped)
    return asked, found.total, desk.ledger.placed(found.hits), found.facets


def features(rows: list[Placed]) -> dict[str, Any]:
    """Rows with a point as GeoJSON."""
    made = []
    for row in rows:
        spot = row.spot
        if spot is None:
            continue
        made.append(
            {
                "type": "Feature",
                "id": row.hit.id,
                "geometry": {"type": "Point", "coordinates": [spot.longitude, spot.latitude]},
                "properties": {
                    "id": row.hit.id,
                    "document": row.hit.document,
                    "what": (row.hit.type or row.hit.measure or "").replace("_", " "),
                    "status": row.hit.happening,
                    "place": spot.name,
                    "precision": spot.precision,
                    "start": row.start,
                    "end": row.end,
                    "speaker": row.hit.speaker,
                    "words": row.hit.words[:200],
                },
            }
        )
    return {"type": "FeatureCollection", "features": made}


@get("/map", sync_to_thread=True, include_in_schema=False)
def world(desk: Desk, asked: Asked) -> Template:
    """The page; the map itself is drawn from `/api/map` with the same filters."""
    asked, total, rows, facets = mapped(desk, asked)
    order = sorted(rows, key=lambda r: (r.start is None, r.start or "", r.hit.id))
    placed = [r for r in order if r.spot]
    return page(
        "map", desk, asked=asked, total=total, rows=order, facets=facets, placed=placed,
        nowhere=[r for r in order if not r.spot], undated=[r for r in order if not r.start],
    )  # fmt: skip
