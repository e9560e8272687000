"""All rows that match, gathered by place and by day: a map and a timeline of a million rows, exact.

A row stands at its first place that can be drawn; rows without one, and rows without a date of their own
(not that of the statement or the publication), are counted.
"""

from __future__ import annotations

from threading import Lock
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from counterclaim.ledger.columns import Packed
from counterclaim.ledger.mapping import POINTS
from counterclaim.ledger.schema import place
from counterclaim.ledger.search import Hit, Mask, Search, hits_of

_MOST = 2_000  # points in one answer; beyond it, places near each other become one
_CELLS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # degrees


class Point(msgspec.Struct, frozen=True):
    """Rows at a place, or at ``places`` places within a cell, named after the one with most rows.

    ``cell`` is the size of the cell in degrees, 0 for one place.
    """

    name: str
    latitude: float
    longitude: float
    precision: str
    rows: int
    places: int
    cell: float


_COLUMNS = ("seq", "published", "from", "place_counts", "place_numbers", "dated")


class Gathered(msgspec.Struct, frozen=True):
    """Rows by place and by day: ``days`` from ISO dates to numbers of rows, of those dated by themselves.

    ``hits`` is a page of them, the latest published first.
    """

    total: int
    hits: list[Hit]
    points: list[Point]  # empty where they were not asked for
    without_point: int
    without_date: int
    days: dict[str, int]


class _Places(NamedTuple):
    """All places by number."""

    names: list[str]
    precisions: list[str]
    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    drawn: Mask


class Atlas:
    """All places of a ledger by number; they are never altered, so that only new ones need be read."""

    def __init__(self) -> None:
        self._lock = Lock()
        none = np.zeros(1)
        self._places = _Places([""], [""], none, none, np.zeros(1, dtype=bool))

    def up_to_date(self, connection: Connection) -> _Places:
        """The places, with those that are new."""
        with self._lock:
            known = self._places
            columns = (place.c.number, place.c.name, place.c.latitude, place.c.longitude, place.c.precision)
            new = place.c.number >= len(known.names)
            found = connection.execute(select(*columns).where(new).order_by(place.c.number)).all()
            if not found:
                return known
            size = found[-1].number + 1
            names, precisions = [*known.names], [*known.precisions]
            points = np.full((2, size), np.nan)
            points[0, : len(names)], points[1, : len(names)] = known.latitudes, known.longitudes
            for number, name, latitude, longitude, precision in found:
                gap = number - len(names)  # numbers that are not used
                names += [""] * gap + [name]
                precisions += [""] * gap + [precision]
                if latitude is not None and longitude is not None:
                    points[:, number] = latitude, longitude
            exact = np.array([p in POINTS for p in precisions], dtype=bool)
            drawn = exact & ~np.isnan(points[0])
            self._places = _Places(names, precisions, points[0], points[1], drawn)
            return self._places


def gathered(
    search: Search, connection: Connection, atlas: Atlas, *, limit: int, offset: int, points: bool
) -> Gathered:
    """The rows of a search, and a page of them (``limit`` 0: none)."""
    packed = search.packed()
    packed.fetch([*search.columns_used(), *_COLUMNS])
    where = search.matching(packed)
    hits = hits_of(connection, search.page(packed, where, limit, offset))
    places = atlas.up_to_date(connection)
    numbers, totals, without = _places(packed, where, places.drawn)
    at = _clustered(places, numbers, totals) if points else []
    dated = packed.column("dated")[where] != 0
    days = packed.column("from")[where][dated].astype(np.int64)
    days = days[days != 0]
    return Gathered(len(where), hits, at, without, int(len(where) - dated.sum()), _by_day(days))


def _by_day(days: NDArray[np.int64]) -> dict[str, int]:
    if not len(days):
        return {}
    first = int(days.min())
    totals = np.bincount(days - first)
    found = np.flatnonzero(totals)
    dates = np.datetime64("1899-12-31", "D") + (found + first).astype("timedelta64[D]")
    return {str(d): int(n) for d, n in zip(dates, totals[found], strict=True)}


def _places(
    packed: Packed, where: NDArray[np.intp], drawn: Mask
) -> tuple[NDArray[np.intp], NDArray[np.intp], int]:
    """The numbers of places, how many rows stand at each, and how many rows stand nowhere."""
    owner, numbers = packed.column("place_owners"), packed.column("place_numbers")
    can = drawn[numbers]
    if len(where) < packed.rows:
        wanted = np.zeros(packed.rows, dtype=bool)
        wanted[where] = True
        can = can & wanted[owner]
    rows, at = owner[can], numbers[can]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = rows[1:] != rows[:-1]
    totals = np.bincount(at[first])
    found = np.flatnonzero(totals)
    return found, totals[found], int(len(where) - first.sum())


def _clustered(places: _Places, numbers: NDArray[np.intp], totals: NDArray[np.intp]) -> list[Point]:
    """Points, no more than one answer holds, the ones with most rows first; no row is left out."""
    latitudes, longitudes = places.latitudes[numbers], places.longitudes[numbers]
    cell, of_cell, size = 0.0, np.arange(len(numbers)), len(numbers)
    for wider in _CELLS if size > _MOST else ():
        keys = np.floor(latitudes / wider) * 100_000 + np.floor(longitudes / wider)
        there, of_cell = np.unique(keys, return_inverse=True)
        cell, size = wider, len(there)
        if size <= _MOST:
            break
    rows = np.bincount(of_cell, totals, size)
    members = np.bincount(of_cell, minlength=size)
    middle = [np.bincount(of_cell, totals * c, size) / np.maximum(rows, 1) for c in (latitudes, longitudes)]
    order = np.lexsort((numbers, totals))  # the place with most rows comes last, and so stays
    head = np.zeros(size, dtype=np.int64)
    head[of_cell[order]] = numbers[order]
    made = []
    for n in np.lexsort((head, -rows)).tolist():
        name, precision = places.names[head[n]], places.precisions[head[n]]
        one = int(members[n]) == 1
        at = round(float(middle[0][n]), 5), round(float(middle[1][n]), 5)
        made.append(Point(name, *at, precision, int(rows[n]), int(members[n]), 0.0 if one else cell))
    return made
