"""Map and timeline of events, linked to each other and to the list.

Few rows are shown one by one. Of many, map and timeline show all of them gathered by place and by day, and
the list is a page of them; whoever follows a point or a bar narrows the view until rows are shown one by one.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from counterclaim.desk.asked import Asked, of
from counterclaim.desk.pages.shared import page, pager
from counterclaim.desk.service import Desk
from counterclaim.ledger.gathering import Gathered, Point
from counterclaim.ledger.mapping import Placed

Offset = Annotated[int, Parameter(ge=0, le=1_000_000)]


class Mapped(msgspec.Struct, frozen=True):
    """The events (or figures) asked for: how many there are, those listed, and all gathered if many."""

    asked: Asked
    total: int
    rows: list[Placed]
    whole: Gathered | None

    @property
    def without_point(self) -> int:
        """How many have no place that can be drawn."""
        return self.whole.without_point if self.whole else sum(1 for r in self.rows if r.spot is None)

    @property
    def without_date(self) -> int:
        """How many have no date of their own."""
        return self.whole.without_date if self.whole else sum(1 for r in self.rows if not r.start)


def mapped(desk: Desk, asked: Asked, offset: int = 0, *, points: bool = True) -> Mapped:
    """What map and list show, latest published first."""
    if asked.filters.kinds()[0] not in ("event", "figure"):
        asked = of({**asked.given, "kind": "event"})
    few = desk.settings.mapped
    found = desk.gathered(asked.filters, limit=desk.settings.page, offset=offset, points=points)
    if found.total > few:
        return Mapped(asked, found.total, desk.ledger.placed(found.hits), found)
    hits = found.hits
    if len(hits) < found.total:
        hits = desk.search(asked.filters, limit=few, facets=False).hits
    return Mapped(asked, found.total, desk.ledger.placed(hits), None)


def gathered_features(points: list[Point]) -> dict[str, Any]:
    """Places with their numbers of rows as GeoJSON."""
    made = []
    for number, point in enumerate(points):
        geometry = {"type": "Point", "coordinates": [point.longitude, point.latitude]}
        about = {
            "place": point.name,
            "rows": point.rows,
            "places": point.places,
            "precision": point.precision,
            "cell": point.cell,
        }
        made.append({"type": "Feature", "id": number, "geometry": geometry, "properties": about})
    return {"type": "FeatureCollection", "features": made}


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
def world(desk: Desk, asked: Asked, offset: Offset = 0) -> Template:
    """The page; the map itself is drawn from `/api/map` with the same filters."""
    found = mapped(desk, asked, offset, points=False)
    order = sorted(found.rows, key=lambda r: (r.start is None, r.start or "", r.hit.id))
    return page(
        "map", desk, asked=found.asked, total=found.total, rows=order, whole=found.whole,
        days=dict(found.whole.days) if found.whole else {},
        number_nowhere=found.without_point, number_undated=found.without_date,
        nowhere=[r for r in order if not r.spot], undated=[r for r in order if not r.start],
        pager=pager(found.total, desk.settings.page, offset) if found.whole else None,
    )  # fmt: skip
