"""Verify: whether the ledger still is what was put into it, and exactly what is not."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, func, select

from counterclaim.ledger import chain, scrubbing
from counterclaim.ledger.decisions import Overlay, applied, overlay
from counterclaim.ledger.readings import DocumentRecord, empty_reading, machine_reading, record_of
from counterclaim.ledger.refreshing import wrong_columns
from counterclaim.ledger.rows import digest, reading_digest
from counterclaim.ledger.schema import carrier, context, document, entry, log, raw, reading
from counterclaim.ledger.store import Store
from counterclaim.model.document import text_sha256
from counterclaim.model.reading import Reading
from counterclaim.model.span import Span

_MOST = 200  # faults told in full


@dataclass(slots=True)
class Verification:
    """What was looked at and what is wrong. ``head`` is the newest hash of the log: note it elsewhere."""

    documents: int = 0
    rows: int = 0
    entries: int = 0
    head: str = chain.START
    faults: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def fault(self, words: str) -> None:
        """Note a fault."""
        if len(self.faults) < _MOST:
            self.faults.append(words)
        else:
            self.more += 1


def verify(store: Store, progress: Callable[[int], None] | None = None) -> Verification:
    """Go through everything: the database, the chain, every text, every reading and every row."""
    found = Verification()
    for words in store.damage():
        found.fault(f"database: {words}")
    if scrubbing.waiting(store):
        found.fault(
            "words of removed texts may still lie on the disk, as others read the ledger; they go when it is "
            "next opened to be written while nobody reads it"
        )
    with store.reading() as connection:
        for words in chain.faults(connection):
            found.fault(words)
        newest = connection.execute(select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
        if newest is not None:
            found.entries, found.head = newest
        _all_logged(connection, found)
        last = 0
        while row := connection.execute(
            select(document).where(document.c.seq > last).order_by(document.c.seq).limit(1)
        ).mappings().first():  # fmt: skip
            last = row["seq"]
            found.documents += 1
            _document(connection, row, found)
            if progress is not None:
                progress(found.documents)
    return found


def _all_logged(connection: Connection, found: Verification) -> None:
    """Documents that the log knows and the table lacks, and the other way round."""
    added = select(log.c.document).where(log.c.action == "add")
    for name in connection.execute(
        select(log.c.document)
        .distinct()
        .where(log.c.action == "add", log.c.document.not_in(select(document.c.id)))
    ).scalars():
        found.fault(f"{name}: the document is gone without a takedown")
    for name in connection.execute(select(document.c.id).where(document.c.id.not_in(added))).scalars():
        found.fault(f"{name}: the log does not know how this document came here")


def _document(connection: Connection, row: Any, found: Verification) -> None:  # noqa: ANN401
    name, entries = row["id"], list(chain.entries(connection, row["id"]))
    if row["status"] == "removed":
        _tombstone(connection, row, entries, found)
        return
    try:
        record = record_of(row)
    except ValueError as error:
        found.fault(f"{name}: its parts cannot be read ({error})")
        return
    if row["text"] is None or text_sha256(row["text"]) != row["text_sha256"]:
        found.fault(f"{name}: the text is not the one of SHA-256 {row['text_sha256']}")
    logged = {e.payload["text_sha256"] for e in entries if e.action == "add" and e.payload}
    if row["text_sha256"] not in logged:
        found.fault(f"{name}: the log has another SHA-256 of the text")
    _raw(connection, record, found)
    decisions = overlay(entries)
    if bool(row["decided"]) != bool(decisions.values or decisions.added) and not any(
        e.action == "undo" for e in entries
    ):
        found.fault(f"{name}: the mark of people's decisions was altered")
    _rows(connection, record, decisions, found)
    _readings(connection, record, entries, decisions, found)


def _tombstone(connection: Connection, row: Any, entries: list[chain.Entry], found: Verification) -> None:  # noqa: ANN401
    if not any(e.action == "takedown" for e in entries):
        found.fault(f"{row['id']}: removed, but the log has no takedown of it")
    left = sum(
        connection.execute(select(func.count()).select_from(t).where(t.c.document == row["seq"])).scalar_one()
        for t in (entry, context)
    )
    if row["text"] is not None or left:
        what = "its text" if row["text"] is not None else f"{left} rows"
        found.fault(f"{row['id']}: taken down, but {what} still there")


def _raw(connection: Connection, record: DocumentRecord, found: Verification) -> None:
    rows = connection.execute(
        select(carrier.c.key, carrier.c.raw_sha256, raw.c.data, raw.c.size)
        .join(raw, raw.c.sha256 == carrier.c.raw_sha256, isouter=True)
        .where(carrier.c.document == record.seq)
    ).all()
    if not rows:
        found.fault(f"{record.document.id}: no source holds this document")
    for key, sha256, data, size in rows:
        if data is None:
            found.fault(f"{record.document.id}: the raw bytes of {key} are gone")
            continue
        try:
            whole = zlib.decompressobj().decompress(data, size + 1)
        except zlib.error:
            whole = b""
        if hashlib.sha256(whole).hexdigest() != sha256:
            found.fault(f"{record.document.id}: the raw bytes of {key} are not those of SHA-256 {sha256}")


def _rows(connection: Connection, record: DocumentRecord, decisions: Overlay, found: Verification) -> None:
    """Each row's own digest, and its words against the text."""
    from counterclaim.ledger.rows import decoded

    name, text = record.document.id, record.document.text
    for table in (entry, context):
        for row in connection.execute(select(table).where(table.c.document == record.seq)).mappings():
            found.rows += 1
            where = f"{name}/{row['id']}"
            if digest(row["kind"], row["id"], row["data"]) != row["digest"]:
                found.fault(f"{where}: the {row['kind']} was altered")
            try:
                decoded(row["kind"], row["data"])
            except ValueError as error:
                found.fault(f"{where}: the {row['kind']} cannot be read ({error})")
                continue
            for span in _spans(row["data"]):
                if text[span.start : span.end] != span.text:
                    found.fault(f"{where}: {span.start}-{span.end} is not {span.text!r} in the text any more")
            if row["origin"] == "person" and row["id"] not in decisions.added:
                found.fault(f"{where}: no decision added this {row['kind']}")


def _spans(data: str) -> Iterator[Span]:
    import msgspec

    waiting: list[Any] = [msgspec.json.decode(data)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
                yield Span(value["start"], value["end"], value["text"])
            else:
                waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _readings(
    connection: Connection,
    record: DocumentRecord,
    entries: list[chain.Entry],
    decisions: Overlay,
    found: Verification,
) -> None:
    """Each reading as a whole against the log, and what searches see against readings and decisions."""
    name = record.document.id
    logged = {e.payload.get("reading_sha256") for e in entries if e.action in ("add", "reread") and e.payload}
    rows = connection.execute(select(reading).where(reading.c.document == record.seq)).mappings().all()
    for row in rows:
        try:
            made = machine_reading(connection, record, row["seq"])
        except ValueError:
            return  # told above, row by row
        assert made is not None
        if reading_digest(made) != row["sha256"]:
            found.fault(
                f"{name}: reading {row['seq']} is not the one of SHA-256 {row['sha256']}"
                " (rows altered, missing or added)"
            )
        if row["sha256"] not in logged and made.reader.name != "none":
            found.fault(f"{name}: the log does not know reading {row['seq']}")
        if row["current"]:
            _columns(connection, record, applied(made, decisions, keep_rejected=True), decisions, found)
    if not rows and record.status == "read":
        found.fault(f"{name}: its reading is gone")
    if not rows and (decisions.added or decisions.values):
        _columns(connection, record, empty_reading(record), decisions, found)


def _columns(
    connection: Connection, record: DocumentRecord, whole: Reading, decisions: Overlay, found: Verification
) -> None:
    for seq, wrong in wrong_columns(connection, record.seq, whole, decisions):
        row = connection.execute(select(entry.c.id).where(entry.c.seq == seq)).scalar_one()
        names = ", ".join(wrong)
        found.fault(
            f"{record.document.id}/{row}: what searches see ({names}) is not what was read or decided"
        )
