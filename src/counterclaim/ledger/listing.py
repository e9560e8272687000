"""Goes through documents and readings: those that match, or all."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from counterclaim.ledger import overview
from counterclaim.ledger.columns import Cache
from counterclaim.ledger.errors import UnknownRow
from counterclaim.ledger.filters import Filters
from counterclaim.ledger.readings import (
    DocumentRecord,
    cut,
    empty_reading,
    in_batches,
    machine_reading,
    record,
)
from counterclaim.ledger.refreshing import effective
from counterclaim.ledger.schema import carrier, document, entry, log, raw
from counterclaim.ledger.search import Search
from counterclaim.ledger.store import Store
from counterclaim.ledger.words import query
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading


def documents_with(store: Store, connection: Connection, words: str, limit: int | None) -> list[Document]:
    """Current documents with these words in text or title, latest published first."""
    return [record(connection, seq).document for seq in _with(store, connection, words)[:limit]]


def page_with(
    store: Store, connection: Connection, words: str, *, limit: int, offset: int
) -> overview.DocumentPage:
    """Current documents with these words, latest published first, as they are listed."""
    seqs = _with(store, connection, words)
    return overview.DocumentPage(len(seqs), overview.listed(connection, seqs[offset : offset + limit]))


def _with(store: Store, connection: Connection, words: str) -> list[int]:
    seqs = [int(n) for n in store.match(connection, "document", query(words))]
    rows: list[tuple[str, int]] = []
    for batch in in_batches(seqs, 500):
        found = connection.execute(
            select(document.c.published, document.c.seq).where(document.c.seq.in_(batch), document.c.current)
        )
        rows.extend((row.published or "", row.seq) for row in found)
    rows.sort(key=lambda row: (row[0], -row[1]), reverse=True)
    return [seq for _, seq in rows]


def documents_decided(connection: Connection, field: str) -> list[str]:
    """Documents on whose rows people have set a field."""
    told = f'%"field":"{field}"%'  # the payload is written without spaces
    query = select(log.c.document).where(log.c.action == "decide", log.c.payload.like(told)).distinct()
    return sorted(name for name in connection.execute(query).scalars() if name)


def raw_bytes(connection: Connection, found: DocumentRecord) -> bytes:
    """The bytes that a document was first read from."""
    data = connection.execute(
        select(raw.c.data)
        .join(carrier, carrier.c.raw_sha256 == raw.c.sha256)
        .where(carrier.c.document == found.seq)
        .order_by(carrier.c.seq)
        .limit(1)
    ).scalar_one_or_none()
    if data is None:
        raise UnknownRow(f"{found.document.id}: its bytes were taken down", "nothing is left but their hash")
    return zlib.decompress(data)


def readings(
    store: Store, connection: Connection, cache: Cache, asked: Filters, *, decisions: bool
) -> Iterator[Reading]:
    """Readings cut down to the rows that match; without any filter, all of them whole."""
    if not asked.words_used():
        rows = select(document.c.seq).where(document.c.current, document.c.status != "removed")
        for seq in list(connection.execute(rows.order_by(document.c.seq)).scalars()):
            yield _reading(connection, seq, decisions=decisions)
        return
    wanted: dict[int, list[str]] = {}
    for batch in in_batches(Search(store, connection, cache, asked).seqs(), 500):
        for seq, row in connection.execute(
            select(entry.c.document, entry.c.id).where(entry.c.seq.in_(batch)).order_by(entry.c.seq)
        ):
            wanted.setdefault(seq, []).append(row)
    for seq, ids in wanted.items():
        yield cut(_reading(connection, seq, decisions=decisions), ids)


def _reading(connection: Connection, seq: int, *, decisions: bool) -> Reading:
    found = record(connection, seq)
    if decisions:
        return effective(connection, found)
    return machine_reading(connection, found) or empty_reading(found)
