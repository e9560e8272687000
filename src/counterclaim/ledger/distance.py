"""Which places a search means: by name, or by distance."""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, degrees, radians, sin, sqrt

from sqlalchemy import Connection, select

from counterclaim.ledger.filters import Filters
from counterclaim.ledger.schema import place
from counterclaim.ledger.words import fold

_EARTH_KM = 6371.0088


def kilometres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Along a great circle."""
    first, second = radians(one[0]), radians(other[0])
    half = sin((second - first) / 2) ** 2
    half += cos(first) * cos(second) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(half)))


def places_wanted(connection: Connection, filters: Filters) -> list[int]:
    """The numbers of the places that are meant: by name, or by distance from a point or a named place."""
    if filters.near is None and filters.within_km is None:
        named = select(place.c.number).where(place.c.folded == fold(filters.place or ""))
        return [n for (n,) in connection.execute(named)]
    centres = [filters.near] if filters.near else _points_named(connection, filters.place or "")
    radius = filters.within_km if filters.within_km is not None else 10.0
    found: set[int] = set()
    for centre in centres:
        found.update(_within(connection, centre, radius))
    return sorted(found)


def _points_named(connection: Connection, name: str) -> list[tuple[float, float]]:
    """Where places of this name lie, as the ledger has it; a settlement goes before its province."""
    rows = connection.execute(
        select(place.c.latitude, place.c.longitude, place.c.precision)
        .where(place.c.folded == fold(name), place.c.latitude.is_not(None), place.c.longitude.is_not(None))
        .order_by(place.c.number)
    ).all()
    for precisions in (("exact", "populated_place"), ("near", "admin2", "admin1", "country")):
        found = [(lat, lon) for lat, lon, precision in rows if precision in precisions]
        if found:
            return list(dict.fromkeys(found))
    return []


def _within(connection: Connection, centre: tuple[float, float], radius: float) -> Iterator[int]:
    """Places within the distance: a box by the index, then the exact distance. Countries are too coarse."""
    high = degrees(radius / _EARTH_KM) * 1.001 + 1e-9
    south, north = centre[0] - high, centre[0] + high
    conditions = [place.c.latitude.between(south, north)]
    if south > -90 and north < 90:
        wide = min(
            180.0, degrees(asin(min(1.0, sin(radians(high)) / cos(radians(centre[0]))))) * 1.001 + 1e-9
        )
        west, east = centre[1] - wide, centre[1] + wide
        if west >= -180 and east <= 180:
            conditions.append(place.c.longitude.between(west, east))
    rows = connection.execute(
        select(place.c.number, place.c.latitude, place.c.longitude).where(
            *conditions, place.c.precision.not_in(("country", "admin1", "unresolved"))
        )
    )
    for number, latitude, longitude in rows:
        if kilometres_between(centre, (latitude, longitude)) <= radius:
            yield number
