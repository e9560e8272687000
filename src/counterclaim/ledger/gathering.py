"""All rows that match, gathered by place and by day: a map and a timeline of a million rows, exact.

A row stands at its first place that can be drawn; rows without one, and rows without a date of their own
(not that of the statement or the publication), are counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

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
    points: list[Point]
    without_point: int
    without_date: int
    days: dict[str, int]


class Atlas:
    """All places of a ledger by number; they are never altered, so that only new ones need be read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows: list[tuple[str, float, float, str]] = [("", 0.0, 0.0, "")]
        self._drawn = np.zeros(1, dtype=bool)

    def up_to_date(self, connection: Connection) -> tuple[list[tuple[str, float, float, str]], Mask]:
        """Names, points and precisions; and which of them can be drawn."""
        with self._lock:
            rows = list(self._rows)
            drawn = list(self._drawn)
            columns = (place.c.number, place.c.name, place.c.latitude, place.c.longitude, place.c.precision)
            found = connection.execute(
                select(*columns).where(place.c.number >= len(rows)).order_by(place.c.number)
            ).all()
            if not found:
                return self._rows, self._drawn
            for number, name, latitude, longitude, precision in found:
                while len(rows) < number:  # a number that is not used
                    rows.append(("", 0.0, 0.0, ""))
                    drawn.append(False)
                there = latitude is not None and longitude is not None
                rows.append((name, latitude or 0.0, longitude or 0.0, precision))
                drawn.append(there and precision in POINTS)
            self._rows, self._drawn = rows, np.array(drawn, dtype=bool)
            return self._rows, self._drawn


def gathered(search: Search, connection: Connection, atlas: Atlas, *, limit: int, offset: int) -> Gathered:
    """The rows of a search, and a page of them."""
    packed = search.packed()
    packed.fetch([*search.columns_used(), *_COLUMNS])
    where = search.matching(packed)
    hits = hits_of(connection, search.page(packed, where, limit, offset))
    at, without = _places(packed, where, atlas, connection)
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
    packed: Packed, where: NDArray[np.intp], atlas: Atlas, connection: Connection
) -> tuple[list[Point], int]:
    """Points with their rows, and how many rows have none."""
    about, drawn = atlas.up_to_date(connection)
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
    points = [Point(*about[n], int(totals[n]), 1, 0.0) for n in found]
    return _clustered(points), int(len(where) - first.sum())


def _clustered(points: list[Point]) -> list[Point]:
    """No more points than one answer holds, the ones with most rows first; no row is left out."""
    made = points
    for cell in _CELLS:
        if len(made) <= _MOST:
            break
        cells: dict[tuple[int, int], list[Point]] = {}
        for p in points:
            cells.setdefault((int(p.latitude // cell), int(p.longitude // cell)), []).append(p)
        made = [_one(some, cell) for some in cells.values()]
    return sorted(made, key=lambda p: (-p.rows, p.name, p.latitude, p.longitude))


def _one(some: Sequence[Point], cell: float) -> Point:
    if len(some) == 1:
        return some[0]
    rows = sum(p.rows for p in some)
    head = max(some, key=lambda p: (p.rows, p.name))
    latitude = sum(p.latitude * p.rows for p in some) / rows
    longitude = sum(p.longitude * p.rows for p in some) / rows
    return Point(head.name, round(latitude, 5), round(longitude, 5), head.precision, rows, len(some), cell)
