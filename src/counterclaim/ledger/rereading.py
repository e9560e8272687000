"""Reading again with a newer reader: what changes, and that people's decisions stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select, update

from counterclaim.intake import from_text
from counterclaim.ledger import chain
from counterclaim.ledger.adding import Read
from counterclaim.ledger.decisions import Overlay
from counterclaim.ledger.differences import Change, differences
from counterclaim.ledger.incoming import readable
from counterclaim.ledger.readings import (
    DocumentRecord,
    cut,
    empty_reading,
    in_batches,
    machine_reading,
    record,
)
from counterclaim.ledger.refreshing import decided, refresh
from counterclaim.ledger.rows import items, reading_digest, row_id
from counterclaim.ledger.schema import context, document, entry, reading
from counterclaim.ledger.store import Store
from counterclaim.ledger.writer import Writer
from counterclaim.ledger.writing import unpack_document
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What reading a document again comes to. ``kept`` are rows that only people's decisions keep."""

    document: str
    title: str | None
    changes: list[Change]
    kept: list[str]


def reread(
    store: Store, read: Read, *, now: str, who: str, dry_run: bool, documents: Sequence[str] = ()
) -> Iterator[Reread]:
    """Read documents again; those that come out the same, byte for byte, are passed over."""
    with store.reading() as connection:
        query = select(document.c.seq).where(document.c.status != "removed", document.c.current)
        if documents:
            query = query.where(document.c.id.in_(documents))
        seqs = list(connection.execute(query.order_by(document.c.seq)).scalars())
    for batch in in_batches(seqs):
        for seq in batch:
            found = _again(store, read, seq, now=now, who=who, dry_run=dry_run)
            if found is not None:
                yield found


def _again(store: Store, read: Read, seq: int, *, now: str, who: str, dry_run: bool) -> Reread | None:
    with store.reading() as connection:
        found = record(connection, seq)
        old = machine_reading(connection, found)
        decisions = decided(connection, found)
    if not readable(found.document):
        return None
    new = read(_split_anew(found), found.warnings)
    if new.broken_spans() or (old is not None and reading_digest(old) == reading_digest(new)):
        return None
    before = old or empty_reading(found)
    changes = differences(before, new)
    lost = _lost(before, new, decisions)
    kept = {row_id(item, n): (kind, item) for kind, n, item in items(cut(before, lost))} if lost else {}
    kept = {name: row for name, row in kept.items() if name not in _ids(new)}
    if not dry_run:
        with store.writing() as connection:
            for name, (kind, item) in kept.items():
                payload = {
                    "kind": kind,
                    "new": msgspec.to_builtins(item),
                    "reason": "kept for the decision on it",
                }
                chain.append(
                    connection, at=now, who=who, action="add_row", document=found.document.id, row=name,
                    payload=payload,
                )  # fmt: skip
            _write(store, connection, found, new, now=now, who=who, decided=bool(kept) or found.decided)
    return Reread(document=found.document.id, title=found.document.title, changes=changes, kept=sorted(lost))


def _split_anew(found: DocumentRecord) -> Document:
    """The document with the parts and repairs that intake finds today; all else as it was kept."""
    about = found.document
    made, _ = from_text(
        about.text, published=about.published, outlet=about.outlet, title=about.title, url=about.url,
        language=about.language,
    )  # fmt: skip
    return msgspec.structs.replace(about, parts=made.parts, repairs=made.repairs)


def _ids(made: Reading) -> set[str]:
    return {row_id(item, n) for _, n, item in items(made)}


def _lost(old: Reading, new: Reading, decisions: Overlay) -> set[str]:
    """Rows that people decided on and the newer reader does not find; wrong rows need not be kept."""
    gone = (_ids(old) - _ids(new)) & set(decisions.values)
    return gone - decisions.rejected()


def _write(
    store: Store,
    connection: Connection,
    found: DocumentRecord,
    new: Reading,
    *,
    now: str,
    who: str,
    decided: bool,
) -> None:
    """The new reading takes the old one's place; the old one stays, and is found no more."""
    unpack_document(connection, found.seq)
    connection.execute(update(reading).where(reading.c.document == found.seq).values(current=False))
    for table in (entry, context):
        connection.execute(update(table).where(table.c.document == found.seq).values(current=False))
    writer = Writer(store, connection)
    sha256 = writer.reading(new, found.seq, at=now)
    writer.flush()
    values = {n: msgspec.json.encode(getattr(new.document, n)).decode() for n in ("parts", "repairs")}
    connection.execute(update(document).where(document.c.seq == found.seq).values(status="read", **values))
    payload = {"reader": msgspec.to_builtins(new.reader), "reading_sha256": sha256}
    chain.append(connection, at=now, who=who, action="reread", document=found.document.id, payload=payload)
    if decided:
        refresh(store, connection, record(connection, found.seq))
