"""Writes documents, their readings and their rows. Every function works inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Integer, Table, bindparam, func, select, update

from counterclaim.ledger.packed import unpack_rows
from counterclaim.ledger.rows import (
    Found,
)
from counterclaim.ledger.schema import context, document, entry, place, reading
from counterclaim.ledger.words import fold
from counterclaim.model.rows import Place


@dataclass(frozen=True, slots=True)
class Source:
    """Where a version of a document came from."""

    key: str
    version: int
    supersedes: int | None
    input_sha256: str
    raw_sha256: str
    raw: bytes
    media_type: str | None
    completeness: str
    channel: str | None
    edited: str | None
    page_breaks: tuple[int, ...]


def next_number(connection: Connection, column: Column[int]) -> int:
    """The number after the highest. Safe, since there is one writer at a time."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def seq_of(table: Table) -> Column[int]:
    """The table's running number."""
    column: Column[int] = table.c.seq
    assert isinstance(column.type, Integer)
    return column


def document_words(title: str | None, text: str) -> str:
    """What full text finds a document by, folded."""
    return fold(f"{title or ''} {text}")


def stored(found: Found, claims: dict[str, int], numbers: dict[str, int], own: int) -> tuple[Any, ...]:
    """The search columns with numbers for ids."""
    places = ",".join(str(numbers[p]) for p in dict.fromkeys(found.places) if p in numbers)
    return (claims.get(found.claim, own), *found[1:-1], places)


def place_key(item: Place) -> str:
    """What makes two mentions the same place."""
    about = (
        item.name,
        item.geonames_id,
        item.latitude,
        item.longitude,
        item.country,
        item.admin1,
        item.precision,
    )
    return msgspec.json.encode(about).decode("utf-8")


def place_values(item: Place, number: int) -> dict[str, Any]:
    """A row of the table of places."""
    return {
        "number": number,
        "key": place_key(item),
        "name": item.name,
        "folded": fold(item.name),
        "geonames_id": item.geonames_id,
        "latitude": item.latitude,
        "longitude": item.longitude,
        "country": item.country,
        "admin1": item.admin1,
        "precision": item.precision,
    }


_KNOWN_PLACES = select(place.c.key, place.c.number).where(place.c.key.in_(bindparam("keys", expanding=True)))


def known_places(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of those places that are in the table of places."""
    wanted, known = sorted(set(keys)), {}
    for start in range(0, len(wanted), 500):
        rows = connection.execute(_KNOWN_PLACES, {"keys": wanted[start : start + 500]})
        known.update({row.key: row.number for row in rows})
    return known


def set_current(connection: Connection, seq: int, *, current: bool) -> None:
    """Whether a document's rows are found: they are while some source's newest version holds it."""
    connection.execute(update(document).where(document.c.seq == seq).values(current=current))
    newest = select(func.max(reading.c.seq)).where(reading.c.document == seq).scalar_subquery()
    for table in (entry, context):
        connection.execute(
            update(table).where(table.c.document == seq, table.c.reading == newest).values(current=current)
        )
    unpack_document(connection, seq)


def unpack_document(connection: Connection, seq: int) -> None:
    """A document's rows change: its packed columns are out of date."""
    found = connection.execute(select(entry.c.seq).where(entry.c.document == seq).order_by(entry.c.seq))
    runs: list[list[int]] = []
    for (number,) in found:
        if runs and number - runs[-1][1] <= 64:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    for first, last in runs:  # rows added by people stand far from the others
        unpack_rows(connection, first, last)
