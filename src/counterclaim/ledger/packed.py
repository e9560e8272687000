"""Packed columns: the search columns of many rows as arrays, for exact counts over a million rows.

A segment packs the current rows of one kind in a range of seqs. Rows that no segment covers are read
from ``entry``, so that segments may be missing at any time: a change to a row just deletes its segment.
Segments are never altered, only replaced under a new number, which is why they may be cached.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, delete, func, or_, select

from counterclaim.ledger.dating import dated
from counterclaim.ledger.schema import SEARCHED, document, entry, property_, segment, segment_column, term
from counterclaim.ledger.store import Store
from counterclaim.ledger.words import fold, whole_names

ROWS = 8_192  # a segment's size
LOOSE = 256  # so many rows at the end are read one by one rather than packed

# Words become numbers, of closed vocabularies and of open ones; 0 is null.
CLOSED = ("stance", "quotation", "certainty", "measure", "population", "type", "happening", "review")
OPEN = ("speaker", "side", "affected_side", "object", "weapon", "outlet", "language")
# Each column is packed as narrow as its values allow; what a blob's width means depends on the column.
_WORDS = {1: "u1", 2: "<u2", 4: "<u4"}
_DAYS = {2: "<u2", 4: "<i4"}
_WIDTHS: dict[str, dict[int, str]] = {
    **dict.fromkeys((*CLOSED, *OPEN, "place_counts"), _WORDS),
    **{name: {4: "<u4"} for name in ("seq", "document", "claim", "added")},
    **dict.fromkeys(("from", "to", "published"), _DAYS),
    "amount": {8: "<f8"},
    "dated": {1: "u1"},  # 1: by itself, not only by the statement or the publication
}
_PACKED = (*_WIDTHS, "place_numbers")
_DAY_ZERO = date(1899, 12, 31).toordinal()
Array = NDArray[Any]


class Segment(NamedTuple):
    """A range of rows that lies packed."""

    number: int
    first: int
    last: int
    rows: int


_LAST_SEGMENT = select(property_.c.value).where(property_.c.name == "last_segment")


def day(text: str | None) -> int:
    """An ISO date as days since the end of 1899; 0 is none."""
    if not text:
        return 0
    try:
        return date.fromisoformat(text[:10]).toordinal() - _DAY_ZERO
    except ValueError:
        return 0


def seconds(text: str) -> int:
    """An ISO time as seconds since 1970; without a zone it is UTC."""
    moment = datetime.fromisoformat(text)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


class Numbered(NamedTuple):
    """Numbers of words that are in no table yet, and the highest of each dimension, in one state."""

    own: dict[str, dict[str, int]]
    last: dict[str, int]


class Terms:
    """The numbers of words; only those asked for are looked up, as there may be very many."""

    def __init__(self, connection: Connection, numbered: Numbered | None = None) -> None:
        self._connection = connection
        numbered = Numbered({}, {}) if numbered is None else numbered
        self._own, self._last = numbered.own, numbered.last

    @property
    def connection(self) -> Connection:
        """What words are looked up with."""
        return self._connection

    def last(self, dimension: str) -> int:
        """The highest number in use."""
        if dimension not in self._last:
            highest = select(func.coalesce(func.max(term.c.code), 0)).where(term.c.dimension == dimension)
            self._last[dimension] = self._connection.execute(highest).scalar_one()
        return self._last[dimension]

    def encode(self, dimension: str, values: Sequence[str | None], *, add: bool) -> list[int]:
        """Numbers for words. Words without one get one: for good (``add``), or for this object's life."""
        codes = self._look_up(dimension, {v for v in values if v is not None})
        own, new = self._own.setdefault(dimension, {}), []
        for value in dict.fromkeys(values):
            if value is None or value in codes:
                continue
            if value not in own:
                self._last[dimension] = own[value] = self.last(dimension) + 1
                new.append((dimension, own[value], value, fold(value)))
            codes[value] = own[value]
        if add and new:
            columns = ("dimension", "code", "value", "folded")
            self._connection.execute(term.insert(), [dict(zip(columns, row, strict=True)) for row in new])
        return [0 if v is None else codes[v] for v in values]

    def _look_up(self, dimension: str, values: set[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        ordered = sorted(values)
        for start in range(0, len(ordered), 500):
            rows = self._connection.execute(
                select(term.c.value, term.c.code).where(
                    term.c.dimension == dimension, term.c.value.in_(ordered[start : start + 500])
                )
            )
            found.update((value, code) for value, code in rows)
        return found

    def words(self, wanted: dict[str, list[int]]) -> dict[tuple[str, int], str]:
        """Words for numbers, of several dimensions at once."""
        found = {(name, code): value for name in wanted for value, code in self._own.get(name, {}).items()}
        conditions = []
        for name, codes in wanted.items():
            stored = [c for c in codes if (name, c) not in found]
            if stored:
                conditions.append(and_(term.c.dimension == name, term.c.code.in_(stored)))
        if conditions:
            rows = self._connection.execute(
                select(term.c.dimension, term.c.code, term.c.value).where(or_(*conditions))
            )
            found.update({(row.dimension, row.code): row.value for row in rows})
        return found

    def chosen(self, dimension: str, wanted: str, *, part: bool) -> Array:
        """A table by number: true for the word (folded alike), or for all that have it as a ``part``.

        Names in double quotes are taken whole, whatever ``part`` says: any of them will do.
        """
        whole = whole_names(wanted)
        table = np.zeros(self.last(dimension) + 1, dtype=bool)
        names = whole or frozenset({fold(wanted)})
        alike = term.c.folded.contains(fold(wanted), autoescape=True)
        condition = term.c.folded.in_(sorted(names)) if whole or not part else alike
        rows = self._connection.execute(select(term.c.code).where(term.c.dimension == dimension, condition))
        table[[code for (code,) in rows]] = True
        for value, code in self._own.get(dimension, {}).items():
            folded = fold(value)
            found = folded in names if whole or not part else fold(wanted) in folded
            table[code] = table[code] or found
        return table


def rows_of(connection: Connection, kind: str, first: int, last: int | None, limit: int | None) -> list[Any]:
    """Current rows of a kind from one number on, with what is packed of them."""
    columns = [
        entry.c[name] for name in ("seq", "document", "claim", "amount", "date_from", "date_to", "places")
    ]
    columns += [entry.c[n] for n in (*CLOSED, *OPEN) if n in entry.c]
    columns += [document.c.outlet, document.c.language, document.c.published, document.c.added_at]
    query = (
        select(*columns)
        .join(document, document.c.seq == entry.c.document)
        .where(entry.c.kind == kind, entry.c.seq >= first, entry.c.current)
        .order_by(entry.c.seq)
    )
    if last is not None:
        query = query.where(entry.c.seq <= last)
    return list(connection.execute(query.limit(limit) if limit else query).mappings().all())


def pack_column(name: str, rows: Sequence[Any], terms: Terms, *, add: bool) -> Array:
    """A column of rows of ``entry`` as an array."""
    values: list[Any]
    if name in ("seq", "document", "claim"):
        values = [r[name] for r in rows]
    elif name == "amount":
        values = [float("nan") if r["amount"] is None else r["amount"] for r in rows]
    elif name in ("from", "to"):
        values = [day(r["date_" + name]) for r in rows]
    elif name == "published":
        values = [day(r["published"]) for r in rows]
    elif name == "added":
        values = [seconds(r["added_at"]) for r in rows]
    elif name == "dated":
        values = dated(terms.connection, [r["seq"] for r in rows])
    elif name == "place_counts":
        values = [r["places"].count(",") + 1 if r["places"] else 0 for r in rows]
    elif name == "place_numbers":
        values = [int(n) for r in rows if r["places"] for n in r["places"].split(",")]
    else:
        values = terms.encode(name, [r[name] for r in rows], add=add)
    return narrow(name, values)


def narrow(name: str, values: Sequence[Any]) -> Array:
    """The values in the narrowest type that holds them all."""
    if name == "place_numbers":
        return np.array(values, dtype="<u4")
    for width in _WIDTHS[name].values():
        kind = np.dtype(width)
        if kind.kind == "f" or not values:
            break
        if np.iinfo(kind).min <= min(values) and max(values) <= np.iinfo(kind).max:
            break
    return np.array(values, dtype=kind)


def unpacked(name: str, data: bytes, rows: int) -> Array:
    """A segment's column; its width tells the type."""
    width = "<u4" if name == "place_numbers" else _WIDTHS[name][len(data) // rows]
    return np.frombuffer(data, dtype=width)


def segments_of(connection: Connection, kind: str) -> list[Segment]:
    """The segments of a kind, in order."""
    found = connection.execute(
        select(segment.c.number, segment.c.first, segment.c.last, segment.c.rows)
        .where(segment.c.kind == kind)
        .order_by(segment.c.first)
    )
    return [Segment(*row) for row in found]


def last_segment(connection: Connection) -> int:
    """The highest number that a segment has had."""
    return int(connection.execute(_LAST_SEGMENT).scalar_one_or_none() or 0)


def gaps_of(segments: Sequence[Segment]) -> list[tuple[int, int | None]]:
    """The ranges of seqs that no segment covers; the last is open."""
    gaps: list[tuple[int, int | None]] = []
    start = 0
    for each in segments:
        if each.first > start:
            gaps.append((start, each.first - 1))
        start = each.last + 1
    return [*gaps, (start, None)]


def unpack_rows(connection: Connection, first: int, last: int, kind: str | None = None) -> None:
    """Delete the segments over these rows, which are about to change."""
    numbers = select(segment.c.number).where(segment.c.first <= last, segment.c.last >= first)
    if kind is not None:
        numbers = numbers.where(segment.c.kind == kind)
    gone = [n for (n,) in connection.execute(numbers)]
    if gone:
        connection.execute(delete(segment_column).where(segment_column.c.segment.in_(gone)))
        connection.execute(delete(segment).where(segment.c.number.in_(gone)))


def pack_some(store: Store, connection: Connection, kind: str) -> bool:
    """Pack one segment of what is not packed; False when nothing is left that is worth packing.

    A last segment that is not full is taken up again with what came after it.
    """
    segments = segments_of(connection, kind)
    for first, last in gaps_of(segments):
        if last is None:
            waiting = _count(connection, kind, first)
            if waiting < min(LOOSE, ROWS):
                return False
            newest = segments[-1] if segments else None
            if newest is not None and 0 < newest.rows < ROWS:
                first = newest.first
                unpack_rows(connection, first, newest.last, kind)
        rows = rows_of(connection, kind, first, last, ROWS)
        if not rows and last is None:
            return False
        # With nothing current left in a gap, an empty segment says so.
        end = rows[-1]["seq"] if rows and (len(rows) == ROWS or last is None) else last
        assert end is not None
        _write(store, connection, kind, first, end, rows)
        return True
    return False


def _count(connection: Connection, kind: str, first: int) -> int:
    """Current rows from here on, counted no further than need be."""
    some = select(entry.c.seq).where(entry.c.kind == kind, entry.c.seq >= first, entry.c.current)
    return int(connection.execute(select(func.count()).select_from(some.limit(ROWS).subquery())).scalar_one())


def _write(
    store: Store, connection: Connection, kind: str, first: int, last: int, rows: Sequence[Any]
) -> None:
    terms = Terms(connection)
    packed = {name: pack_column(name, rows, terms, add=True) for name in _PACKED}
    # Numbers are never used again, not even those of deleted segments: caches know segments by them.
    new = last_segment(connection) + 1
    connection.execute(delete(property_).where(property_.c.name == "last_segment"))
    connection.execute(property_.insert(), {"name": "last_segment", "value": str(new)})
    connection.execute(
        segment.insert(), {"number": new, "kind": kind, "first": first, "last": last, "rows": len(rows)}
    )
    columns = [(name, new, data.tobytes()) for name, data in packed.items()]
    store.bulk_insert(connection, segment_column, ("name", "segment", "data"), columns)


def pack_all(store: Store) -> int:
    """Pack whatever can be packed, a transaction a segment; returns how many were made."""
    made = 0
    for kind in SEARCHED:
        while True:
            with store.writing() as connection:
                if not pack_some(store, connection, kind):
                    break
            made += 1
    return made
