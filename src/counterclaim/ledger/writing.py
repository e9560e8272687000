"""Writes documents, their readings and their rows. Every function works inside the caller's transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Column, Connection, Integer, Table, func, select, update

from counterclaim.ledger import copies
from counterclaim.ledger.packed import unpack_rows
from counterclaim.ledger.rows import (
    Found,
    Item,
    Searchable,
    claim_words,
    digest,
    encoded,
    items,
    reading_digest,
    row_id,
)
from counterclaim.ledger.schema import SEARCHED, carrier, context, document, entry, place, raw, reading
from counterclaim.ledger.store import Store
from counterclaim.ledger.words import fold
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, Place, ReadingWarning

NORMALISATION = "counterclaim-text/1"  # byte-order mark dropped, line ends as \n, nothing else
ENTRY_COLUMNS = (
    "seq", "document", "reading", "kind", "position", "id", "data", "digest", "origin", "current", "review",
    *Found._fields,
)  # fmt: skip
CONTEXT_COLUMNS = (
    "seq", "document", "reading", "kind", "position", "id", "data", "digest", "origin", "current",
)  # fmt: skip


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


def write_document(
    store: Store,
    connection: Connection,
    made: Document,
    source: Source,
    *,
    status: str,
    warnings: Sequence[ReadingWarning],
    at: str,
) -> tuple[int, bool]:
    """Write a text that is new; returns its number and whether it is a copy of one that was there."""
    seq = next_number(connection, seq_of(document))
    group, hashes = copies.origin_of(connection, seq, made.text, made.text_sha256)
    connection.execute(
        document.insert(),
        {
            "seq": seq,
            "id": made.id,
            "status": status,
            "title": made.title,
            "outlet": made.outlet,
            "url": made.url,
            "language": made.language,
            "published": made.published,
            "text": made.text,
            "text_sha256": made.text_sha256,
            "normalisation": NORMALISATION,
            "media_type": source.media_type,
            "completeness": source.completeness,
            "channel": source.channel,
            "page_breaks": _json(source.page_breaks),
            "parts": _json(made.parts),
            "repairs": _json(made.repairs),
            "warnings": _json(tuple(warnings)),
            "origin_group": group,
            "added_at": at,
            "current": True,
            "decided": False,
        },
    )
    copies.keep_bands(store, connection, seq, hashes)
    store.index_words(connection, "document", [(seq, document_words(made.title, made.text))])
    return seq, group != seq


def document_words(title: str | None, text: str) -> str:
    """What full text finds a document by, folded."""
    return fold(f"{title or ''} {text}")


def write_carrier(store: Store, connection: Connection, source: Source, seq: int, *, at: str) -> None:
    """Write that this version of the source holds this document; keep the raw bytes."""
    connection.execute(
        carrier.insert(),
        {
            "seq": next_number(connection, seq_of(carrier)),
            "key": source.key,
            "version": source.version,
            "document": seq,
            "supersedes": source.supersedes,
            "input_sha256": source.input_sha256,
            "raw_sha256": source.raw_sha256,
            "retrieved_at": at,
            "edited": source.edited,
        },
    )
    packed = zlib.compress(source.raw, 6)
    store.insert_new(
        connection, raw, [{"sha256": source.raw_sha256, "size": len(source.raw), "data": packed}]
    )


def write_reading(store: Store, connection: Connection, made: Reading, seq: int, *, at: str) -> str:
    """Write a reading's rows; returns its SHA-256."""
    number = next_number(connection, seq_of(reading))
    sha256 = reading_digest(made)
    connection.execute(
        reading.insert(),
        {
            "seq": number,
            "document": seq,
            "schema": made.schema,
            "reader": _json(made.reader),
            "parts": _json(made.document.parts),
            "repairs": _json(made.document.repairs),
            "warnings": _json(made.warnings),
            "sha256": sha256,
            "read_at": at,
            "current": True,
        },
    )
    write_rows(store, connection, made, list(items(made)), document=seq, number=number, origin="reader")
    return sha256


def write_rows(
    store: Store,
    connection: Connection,
    made: Reading,
    rows: Iterable[tuple[str, int, Item]],
    *,
    document: int,
    number: int,
    origin: str,
) -> None:
    """Write rows of a reading, its search columns with them."""
    searched: list[tuple[Any, ...]] = []
    others: list[tuple[Any, ...]] = []
    words: list[tuple[int, str]] = []
    rows = list(rows)
    numbers = place_numbers(store, connection, made.places)
    columns = Searchable(made)
    next_entry, next_context = (
        next_number(connection, seq_of(entry)),
        next_number(connection, seq_of(context)),
    )
    claims = _claim_seqs(connection, document, number) if origin != "reader" else {}
    claims.update(
        {item.id: next_entry + i for i, item in enumerate(_searched(rows)) if isinstance(item, Claim)}
    )
    for kind, position, item in rows:
        data, found_id = encoded(item), row_id(item, position)
        seq = next_entry + len(searched) if kind in SEARCHED else next_context + len(others)
        base = (
            seq,
            document,
            number,
            kind,
            position,
            found_id,
            data,
            digest(kind, found_id, data),
            origin,
            True,
        )
        if kind not in SEARCHED:
            others.append(base)
            continue
        found = columns.columns(item)
        searched.append((*base, "machine", *stored(found, claims, numbers, seq)))
        if isinstance(item, Claim):
            words.append((seq, claim_words(item)))
    store.bulk_insert(connection, entry, ENTRY_COLUMNS, searched)
    store.bulk_insert(connection, context, CONTEXT_COLUMNS, others)
    if words:
        store.index_words(connection, "claim", words)


def _searched(rows: Sequence[tuple[str, int, Item]]) -> list[Item]:
    return [item for kind, _, item in rows if kind in SEARCHED]


def _claim_seqs(connection: Connection, seq: int, number: int) -> dict[str, int]:
    found = connection.execute(
        select(entry.c.id, entry.c.seq).where(
            entry.c.document == seq, entry.c.reading == number, entry.c.kind == "claim"
        )
    )
    return {row.id: row.seq for row in found}


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


def place_numbers(store: Store | None, connection: Connection, places: Sequence[Place]) -> dict[str, int]:
    """The number of each place in the table of places, by the id that the reading gives it.

    New places are added, unless there is no store to add them with.
    """
    keys = {item.id: place_key(item) for item in places}
    known = _known_places(connection, keys.values())
    new: dict[str, dict[str, Any]] = {}
    for item in places:
        key = keys[item.id]
        if key in known or key in new:
            continue
        new[key] = {
            "number": 0,
            "key": key,
            "name": item.name,
            "folded": fold(item.name),
            "geonames_id": item.geonames_id,
            "latitude": item.latitude,
            "longitude": item.longitude,
            "country": item.country,
            "admin1": item.admin1,
            "precision": item.precision,
        }
    if new and store is not None:
        number = next_number(connection, place.c.number)
        for offset, (key, values) in enumerate(new.items()):
            values["number"] = known[key] = number + offset
        store.insert_new(connection, place, list(new.values()))
    return {row_id: known[key] for row_id, key in keys.items() if key in known}


def _known_places(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    wanted, known = sorted(set(keys)), {}
    for start in range(0, len(wanted), 500):
        rows = connection.execute(
            select(place.c.key, place.c.number).where(place.c.key.in_(wanted[start : start + 500]))
        )
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


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
