"""Brings the search columns of a document in line with the decisions on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from counterclaim.ledger import chain
from counterclaim.ledger.decisions import Overlay, applied, overlay
from counterclaim.ledger.readings import DocumentRecord, empty_reading, machine_reading, machine_readings
from counterclaim.ledger.rows import TYPES, Found, Item, Searchable, claim_words, decoded, items, row_id
from counterclaim.ledger.schema import SEARCHED, context, document, entry, reading
from counterclaim.ledger.store import Store
from counterclaim.ledger.writer import Writer
from counterclaim.ledger.writing import known_places, next_number, place_key, seq_of, stored, unpack_document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim

_COLUMNS = ("review", *Found._fields)


def decided(connection: Connection, found: DocumentRecord) -> Overlay:
    """What people decided on a document."""
    return overlay(chain.entries(connection, found.document.id)) if found.decided else Overlay()


def effective(connection: Connection, found: DocumentRecord, *, keep_rejected: bool = False) -> Reading:
    """The newest reading with people's decisions applied."""
    made = machine_reading(connection, found) or empty_reading(found)
    return applied(made, decided(connection, found), keep_rejected=keep_rejected) if found.decided else made


def effective_many(connection: Connection, seqs: Sequence[int]) -> dict[int, Reading]:
    """What `effective` gives, of many documents at once; those without a reading are left out."""
    found = machine_readings(connection, seqs)
    return {
        seq: applied(made, decided(connection, about)) if about.decided else made
        for seq, (about, made) in found.items()
    }


def refresh(store: Store, connection: Connection, found: DocumentRecord) -> None:
    """Write rows that people added, take out those they took back, and set every search column anew."""
    decisions = overlay(chain.entries(connection, found.document.id))
    whole = applied(machine_reading(connection, found) or empty_reading(found), decisions, keep_rejected=True)
    connection.execute(update(document).where(document.c.seq == found.seq).values(decided=True))
    number = newest_reading(connection, found.seq)
    if number is None:
        number = _reading_of_people(connection, found, whole)
    unpack_document(connection, found.seq)
    _take_out(store, connection, found.seq)
    added = [
        (kind, position, item)
        for kind, position, item in items(whole)
        if row_id(item, position) in decisions.added
    ]
    claims = connection.execute(
        select(entry.c.id, entry.c.seq).where(
            entry.c.document == found.seq, entry.c.reading == number, entry.c.kind == "claim"
        )
    )
    writer = Writer(store, connection)
    known = {row.id: row.seq for row in claims}
    writer.rows(whole, added, document=found.seq, number=number, origin="person", claims=known)
    writer.flush()
    for seq, values in wrong_columns(connection, found.seq, whole, decisions):
        connection.execute(update(entry).where(entry.c.seq == seq).values(**values))
    unpack_document(connection, found.seq)


def newest_reading(connection: Connection, seq: int) -> int | None:
    """The number of a document's newest reading."""
    return connection.execute(
        select(func.max(reading.c.seq)).where(reading.c.document == seq, reading.c.current)
    ).scalar_one_or_none()


def _reading_of_people(connection: Connection, found: DocumentRecord, made: Reading) -> int:
    """A document that was not read gets an empty reading for rows that people add."""
    from counterclaim.ledger.rows import reading_digest

    number, blank = next_number(connection, seq_of(reading)), empty_reading(found)
    words = {n: msgspec.json.encode(getattr(blank, n)).decode() for n in ("reader", "warnings")}
    words |= {n: msgspec.json.encode(getattr(blank.document, n)).decode() for n in ("parts", "repairs")}
    connection.execute(
        reading.insert(),
        {
            "seq": number, "document": found.seq, "schema": made.schema, "sha256": reading_digest(blank),
            "read_at": found.added_at, "current": True, **words,
        },
    )  # fmt: skip
    return number


def _take_out(store: Store, connection: Connection, seq: int) -> None:
    """Rows that people added, to be written anew."""
    rows = connection.execute(
        select(entry.c.seq, entry.c.data).where(
            entry.c.document == seq, entry.c.origin == "person", entry.c.kind == "claim"
        )
    ).all()
    words = [(number, claim_words(_claim(data))) for number, data in rows]
    if words:
        store.remove_words(connection, "claim", words)
    for table in (entry, context):
        connection.execute(delete(table).where(table.c.document == seq, table.c.origin == "person"))


def _claim(data: str) -> Claim:
    item = decoded("claim", data)
    assert isinstance(item, Claim)
    return item


def wrong_columns(
    connection: Connection, seq: int, whole: Reading, decisions: Overlay
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows whose search columns are not what they should be, with the right values of those that differ."""
    rows = connection.execute(
        select(entry).join(reading, reading.c.seq == entry.c.reading).where(
            entry.c.document == seq, reading.c.current
        )
    ).mappings().all()  # fmt: skip
    claims = {row["id"]: row["seq"] for row in rows if row["kind"] == "claim"}
    by_key = known_places(connection, map(place_key, whole.places))
    numbers = {p.id: by_key[key] for p in whole.places if (key := place_key(p)) in by_key}
    columns = Searchable(whole)
    shown: dict[str, Item] = {row_id(item, n): item for kind, n, item in items(whole) if kind in SEARCHED}
    for row in rows:
        item = shown.get(row["id"]) or msgspec.json.decode(row["data"], type=TYPES[row["kind"]])
        right = (decisions.review(row["id"]), *stored(columns.columns(item), claims, numbers, row["seq"]))
        wrong = {n: v for n, v in zip(_COLUMNS, right, strict=True) if row[n] != v}
        if wrong:
            yield row["seq"], wrong
