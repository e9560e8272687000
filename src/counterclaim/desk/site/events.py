"""Rows for the map and the timeline, from what left through the gate."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.ledger.mapping import Placed, Spot
from counterclaim.ledger.search import Hit
from counterclaim.model.rows import Claim, Event, Place
from counterclaim.release.rows import View


class Latest:
    """The events of the latest documents; all are counted, also those without a point or without a date."""

    def __init__(self, limit: int) -> None:
        self._limit, self._rows = limit, list[Placed]()
        self.total = self.without_point = self.without_date = 0

    def add(self, view: View) -> None:
        """The events of a document."""
        found = list(events(view))
        self.total += len(found)
        self.without_point += sum(r.spot is None for r in found)
        self.without_date += sum(not r.start for r in found)
        self._rows += found
        if len(self._rows) > 2 * self._limit:
            self._rows = self.rows()

    def rows(self) -> list[Placed]:
        """The latest published, no more than the limit."""
        by_place = sorted(self._rows, key=lambda r: (r.hit.document, r.hit.start, r.hit.id))
        return sorted(by_place, key=lambda r: r.hit.published or "", reverse=True)[: self._limit]


def events(view: View) -> Iterator[Placed]:
    """The events of a document with places and dates, in text order."""
    for event in view.reading.events:
        claim = view.claims.get(event.claim)
        if claim is None:
            continue
        spots = tuple(_spot(view.places[i]) for i in event.places if i in view.places)
        when = view.times.get(event.time or "")
        start, end = (when.start, when.end) if when else (None, None)
        yield Placed(_hit(view, event, claim, spots), spots, start or end, end or start)


def _spot(place: Place) -> Spot:
    return Spot(
        place.name, place.geonames_id, place.latitude, place.longitude, place.country, place.admin1,
        place.precision,
    )  # fmt: skip


def _hit(view: View, event: Event, claim: Claim, spots: tuple[Spot, ...]) -> Hit:
    about = view.reading.document
    return Hit(
        id=event.id,
        kind="event",
        document=about.id,
        words=event.trigger.text,
        speaker=view.name(claim.speaker),
        side=None,
        stance=claim.stance,
        certainty=claim.certainty.value,
        measure=None,
        amount=None,
        type=event.type,
        happening=event.status,
        date_from=None,
        date_to=None,
        places=tuple(dict.fromkeys(s.name for s in spots)),
        outlet=about.outlet,
        published=about.published,
        title=about.title,
        url=about.url,
        review="machine",
        start=event.trigger.start,
        end=event.trigger.end,
    )
