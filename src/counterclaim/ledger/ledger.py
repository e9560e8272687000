"""The ledger: documents, readings and decisions, kept for good and found again."""

from __future__ import annotations

import getpass
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from counterclaim.intake.formats.items import Failure, Item
from counterclaim.ledger import chain, migrate
from counterclaim.ledger.adding import Adder, Read, Summary, read_document
from counterclaim.ledger.decisions import REVIEWS, check, new_row, overlay
from counterclaim.ledger.errors import BadDecision, NoLedger, ReadOnlyLedger, UnknownRow
from counterclaim.ledger.filters import Filters
from counterclaim.ledger.packed import Cache, pack_all
from counterclaim.ledger.readings import (
    DocumentRecord,
    cut,
    empty_reading,
    in_batches,
    machine_reading,
    record,
)
from counterclaim.ledger.refreshing import decided, effective, refresh
from counterclaim.ledger.removal import take_down
from counterclaim.ledger.rereading import Reread, reread
from counterclaim.ledger.schema import carrier, document, entry, raw
from counterclaim.ledger.search import Result, Search
from counterclaim.ledger.showing import (
    History,
    Shown,
    ShownDocument,
    cite,
    find,
    find_document,
    history,
    show,
)
from counterclaim.ledger.store import Store
from counterclaim.ledger.verifying import Verification, verify
from counterclaim.ledger.words import query
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading

_SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def open_ledger(
    address: str | Path,
    *,
    create: bool = False,
    read_only: bool = False,
    who: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Ledger:
    """Open a ledger: a file's path, or ``postgresql://user@host/database``.

    Args:
        address: where it is.
        create: make it if there is none.
        read_only: never write to it.
        who: whom the log names; else ``COUNTERCLAIM_USER``, else the user of the system.
        clock: tells the time; the log, the time of adding and nothing else depend on it.

    Raises:
        LedgerError: there is none, it is something else, a newer version wrote it, it cannot be reached.

    """
    store = _store(address, read_only=read_only)
    try:
        there = store.exists()
        if not there and (not create or read_only):
            raise NoLedger(
                f"{store.name}: there is no ledger", "make one with counterclaim add PATH --ledger …"
            )
        migrate.prepare(store, new=not there)
    except BaseException:
        store.close()
        raise
    return Ledger(store, who=who, clock=clock)


def _store(address: str | Path, *, read_only: bool) -> Store:
    """The store for an address; only its own driver is loaded."""
    if isinstance(address, str) and address.startswith(_SCHEMES):
        from counterclaim.ledger.postgresql import PostgresqlStore

        return PostgresqlStore("postgresql://" + address.partition("://")[2], read_only=read_only)
    from counterclaim.ledger.sqlite import SqliteStore

    path = str(address).removeprefix("sqlite:///")
    return SqliteStore(Path(path), read_only=read_only)


class Ledger:
    """One ledger. Close it, or use it in a ``with`` statement."""

    def __init__(
        self, store: Store, *, who: str | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.store = store
        self.who = who or os.environ.get("COUNTERCLAIM_USER") or _user()
        self._clock = clock or (lambda: datetime.now(UTC))
        self._cache = Cache()

    @property
    def name(self) -> str:
        """Its path or address, without a password."""
        return self.store.name

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *about: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self.store.close()

    def add(
        self,
        items: Iterable[Item | Failure],
        *,
        progress: Callable[[Summary], None] | None = None,
        read: Read = read_document,
    ) -> Summary:
        """Add items; those that are there unchanged are passed over. See `Adder`."""
        self._may_write()
        return Adder(self.store, self._now, self.who, read).add(items, progress)

    def pack(self) -> int:
        """Pack the search columns of rows that were written since; `add` does it by itself."""
        self._may_write()
        return pack_all(self.store)

    def document(self, name: str) -> DocumentRecord:
        """A document by its id (or by the id of a row in it)."""
        with self.store.reading() as connection:
            return find_document(connection, name)

    def documents(self) -> Iterator[DocumentRecord]:
        """All documents in the order of adding, tombstones and old versions too."""
        with self.store.reading() as connection:
            seqs = list(connection.execute(select(document.c.seq).order_by(document.c.seq)).scalars())
            for seq in seqs:
                yield record(connection, seq)

    def reading(self, name: str, *, decisions: bool = False) -> Reading:
        """A document's reading, byte for byte as the reader made it, or with people's decisions applied."""
        with self.store.reading() as connection:
            found = find_document(connection, name)
            if decisions:
                return effective(connection, found)
            return machine_reading(connection, found) or empty_reading(found)

    def search(
        self, filters: Filters | None = None, *, limit: int | None = 50, offset: int = 0, facets: bool = True,
        **given: Any,  # noqa: ANN401
    ) -> Result:  # fmt: skip
        """Rows that match all filters, latest published first, with counts by facet.

        Filters may be given as `Filters` or by name: ``ledger.search(speaker="General Staff", min=10)``.
        """
        with self.store.reading() as connection:
            asked = filters or Filters.of(given)
            return Search(self.store, connection, self._cache, asked).result(
                limit=limit, offset=offset, facets=facets
            )

    def find_documents(self, words: str, *, limit: int | None = 50) -> list[Document]:
        """Documents with these words in text or title, latest published first; those kept unread too."""
        with self.store.reading() as connection:
            seqs = [int(n) for n in self.store.match(connection, "document", query(words))]
            rows: list[tuple[str, int]] = []
            for batch in in_batches(seqs, 500):
                found = connection.execute(
                    select(document.c.published, document.c.seq).where(
                        document.c.seq.in_(batch), document.c.current
                    )
                )
                rows.extend((row.published or "", row.seq) for row in found)
            rows.sort(key=lambda row: (row[0], -row[1]), reverse=True)
            return [record(connection, seq).document for _, seq in rows[:limit]]

    def raw(self, name: str) -> bytes:
        """The bytes that a document was first read from."""
        with self.store.reading() as connection:
            found = find_document(connection, name)
            data = connection.execute(
                select(raw.c.data)
                .join(carrier, carrier.c.raw_sha256 == raw.c.sha256)
                .where(carrier.c.document == found.seq)
                .order_by(carrier.c.seq)
                .limit(1)
            ).scalar_one_or_none()
        if data is None:
            raise UnknownRow(f"{name}: its bytes were taken down", "nothing is left but their hash")
        return zlib.decompress(data)

    def readings(
        self, filters: Filters | None = None, *, decisions: bool = True, **given: Any  # noqa: ANN401
    ) -> Iterator[Reading]:  # fmt: skip
        """Readings of the documents with matching rows, cut down to those rows and what they refer to.

        Without any filter: every current document whole, those kept without a reading with their text only.
        """
        asked = filters or Filters.of(given)
        with self.store.reading() as connection:
            if not asked.words_used():
                rows = select(document.c.seq).where(document.c.current, document.c.status != "removed")
                for seq in list(connection.execute(rows.order_by(document.c.seq)).scalars()):
                    yield self._reading(connection, seq, decisions=decisions)
                return
            wanted: dict[int, list[str]] = {}
            for batch in in_batches(Search(self.store, connection, self._cache, asked).seqs(), 500):
                for seq, row in connection.execute(
                    select(entry.c.document, entry.c.id).where(entry.c.seq.in_(batch)).order_by(entry.c.seq)
                ):
                    wanted.setdefault(seq, []).append(row)
            for seq, ids in wanted.items():
                yield cut(self._reading(connection, seq, decisions=decisions), ids)

    def _reading(self, connection: Any, seq: int, *, decisions: bool) -> Reading:  # noqa: ANN401
        found = record(connection, seq)
        if decisions:
            return effective(connection, found)
        return machine_reading(connection, found) or empty_reading(found)

    def reviews(self, name: str) -> dict[str, dict[str, Any]]:
        """What people set on a document's rows: row id to field to value; ``review`` and ``released`` too."""
        with self.store.reading() as connection:
            found = find_document(connection, name)
            made = decided(connection, found)
        return {row: {n: h.value for n, h in values.items()} for row, values in made.values.items()}

    def show(self, name: str) -> Shown | ShownDocument:
        """All about a row or a document: ``ROW``, ``DOCUMENT`` or ``DOCUMENT/ROW``."""
        with self.store.reading() as connection:
            return show(connection, name)

    def cite(self, name: str) -> str:
        """A row as quotation, speaker, source, date and hash, ready to paste."""
        with self.store.reading() as connection:
            return cite(connection, name)

    def history(self, name: str) -> History:
        """The versions of a document, what changed between them, and the decisions on them."""
        with self.store.reading() as connection:
            return history(connection, name)

    def decide(self, name: str, field: str, value: object, *, reason: str, who: str | None = None) -> int:
        """Set a field of a row; the reader's value stays beside it. Returns the log's entry.

        ``review`` takes confirmed, corrected, rejected or unsure.
        """
        self._may_write()
        _reasoned(reason)
        with self.store.writing() as connection:
            found, row = find(connection, name)
            if row is None:
                raise BadDecision(f"{name} is a document", "decide on a row of it")
            made = effective(connection, found, keep_rejected=True)
            old, new = check(made, row, field, value)
            if field in ("review", "note", "released"):
                mine = decided(connection, found)
                old = mine.review(row) if field == "review" else None
                if field != "review" and field in mine.values.get(row, {}):
                    old = mine.values[row][field].value
            payload = {"field": field, "old": old, "new": new, "reason": reason}
            number = chain.append(
                connection, at=self._now(), who=who or self.who, action="decide", document=found.document.id,
                row=row, payload=payload,
            )  # fmt: skip
            refresh(self.store, connection, found)
            return number

    def undo(self, number: int, *, reason: str, who: str | None = None) -> int:
        """Take a decision back, which is a decision too. ``number`` is its entry in the log."""
        self._may_write()
        _reasoned(reason)
        with self.store.writing() as connection:
            undone = next((e for e in chain.entries(connection) if e.seq == number), None)
            if undone is None or undone.action not in ("decide", "add_row", "undo") or undone.payload is None:
                raise BadDecision(f"entry {number} is no decision", "see counterclaim history DOC")
            assert undone.document is not None
            found = find_document(connection, undone.document)
            before = overlay(chain.entries(connection, undone.document))
            payload = {"undoes": number, "reason": reason}
            made = chain.append(
                connection, at=self._now(), who=who or self.who, action="undo", document=undone.document,
                row=undone.row, payload=payload,
            )  # fmt: skip
            after = overlay(chain.entries(connection, undone.document))
            if before == after:
                raise BadDecision(f"entry {number} is undone already", "undo the undoing to have it back")
            _no_dangling(before.added.keys() - after.added.keys(), after.added)
            refresh(self.store, connection, found)
            return made

    def add_row(
        self,
        document: str,
        kind: str,
        start: int,
        end: int,
        *,
        reason: str,
        who: str | None = None,
        **fields: Any,  # noqa: ANN401
    ) -> str:
        """Add a row that the reader missed, by document and offsets; returns its id.

        ``kind``: actor, place, claim, figure, event, trend, person or relation (with ``from``, ``to``,
        ``kind`` and ``reason`` among ``fields`` as a mapping under ``relation``).
        """
        self._may_write()
        _reasoned(reason)
        with self.store.writing() as connection:
            found = find_document(connection, document)
            made = effective(connection, found, keep_rejected=True)
            row, data = new_row(made, kind, start, end, fields.pop("relation", None) or fields)
            payload = {"kind": kind, "new": data, "reason": reason}
            chain.append(
                connection, at=self._now(), who=who or self.who, action="add_row", document=found.document.id,
                row=row, payload=payload,
            )  # fmt: skip
            refresh(self.store, connection, found)
            return row

    def takedown(self, name: str, *, reason: str, who: str | None = None) -> list[str]:
        """Remove a text for good; its hash stays. Returns the ids of copies that remain."""
        self._may_write()
        _reasoned(reason)
        with self.store.writing() as connection:
            found, row = find(connection, name)
            if row is not None:
                raise BadDecision(f"{name} is a row", f"name its document, {found.document.id}")
            if found.status == "removed":
                raise BadDecision(f"{name} was taken down already", "nothing is left to remove")
            left = take_down(
                self.store, connection, found, at=self._now(), who=who or self.who, reason=reason
            )
        self.store.scrub()
        return left

    def reread(
        self, *, dry_run: bool = False, documents: Iterable[str] = (), read: Read = read_document
    ) -> Iterator[Reread]:
        """Read again with today's reader; yields the documents whose rows change."""
        if not dry_run:
            self._may_write()
        yield from reread(
            self.store, read, now=self._now(), who=self.who, dry_run=dry_run, documents=list(documents)
        )
        if not dry_run:
            pack_all(self.store)

    def verify(self, progress: Callable[[int], None] | None = None) -> Verification:
        """Check the chain, every text, every reading and every row."""
        return verify(self.store, progress)

    def log(self, action: str, detail: dict[str, Any], *, document: str | None = None) -> int:
        """Append to the audit log, e.g. that an unredacted export was made."""
        self._may_write()
        with self.store.writing() as connection:
            return chain.append(
                connection, at=self._now(), who=self.who, action=action, document=document, payload=detail
            )

    def entries(self) -> list[chain.Entry]:
        """The audit log."""
        with self.store.reading() as connection:
            return list(chain.entries(connection))

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _may_write(self) -> None:
        if self.store.read_only:
            raise ReadOnlyLedger(f"{self.name}: opened to be read only", "open it with the right to write")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise BadDecision("a decision needs a reason", "say why with --reason")


def _no_dangling(gone: Iterable[str], added: dict[str, tuple[str, dict[str, Any]]]) -> None:
    """Rows that were added for rows that go."""
    lost = set(gone)
    for name, (_, data) in added.items():
        if lost & {v for v in data.values() if isinstance(v, str)}:
            raise BadDecision(f"{name} refers to what would go", "undo that one first")


__all__ = ["REVIEWS", "Ledger", "open_ledger"]
