"""Whether rows have a date of their own, that of what they speak of: not that of the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, select

from counterclaim.ledger.schema import context, entry

_AT_ONCE = 500


class _Time(msgspec.Struct):
    start: str | None = None
    end: str | None = None


class _Dated(msgspec.Struct):
    """Of any row, what it is dated by."""

    time: str | None = None
    window: _Time | None = None


_DATA = select(entry.c.seq, entry.c.document, entry.c.data).where(
    entry.c.seq.in_(bindparam("seqs", expanding=True))
)
_TIMES = select(context.c.document, context.c.id, context.c.data).where(
    context.c.document.in_(bindparam("documents", expanding=True)),
    context.c.kind == "time",
    context.c.current,
)


def dated(connection: Connection, seqs: Sequence[int]) -> list[int]:
    """By row, 1 where it is dated by itself: an event by its time, others by a window."""
    found: dict[int, tuple[int, _Dated]] = {}
    for some in _batches(seqs):
        for seq, number, data in connection.execute(_DATA, {"seqs": some}):
            found[seq] = (number, msgspec.json.decode(data, type=_Dated))
    known = _moments(connection, {number for number, about in found.values() if about.time})

    def own(seq: int) -> int:
        number, about = found[seq]
        window = about.window
        return int((number, about.time) in known or bool(window and (window.start or window.end)))

    return [own(seq) for seq in seqs]


def _moments(connection: Connection, documents: set[int]) -> set[tuple[int, str | None]]:
    """The times of some documents that are resolved to dates."""
    made: set[tuple[int, str | None]] = set()
    for some in _batches(sorted(documents)):
        for seq, name, data in connection.execute(_TIMES, {"documents": some}):
            moment = msgspec.json.decode(data, type=_Time)
            if moment.start or moment.end:
                made.add((seq, name))
    return made


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield list(numbers[start : start + _AT_ONCE])
