"""The ledger: documents, readings and decisions, kept for good and found again."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from counterclaim.intake.formats.items import Failure, Item
from counterclaim.ledger import (
    chain,
    deciding,
    gathering,
    listing,
    mapping,
    migrate,
    overview,
    pressing,
    scrubbing,
)
from counterclaim.ledger.adding import Adder, Read, Summary, read_document
from counterclaim.ledger.citing import cite
from counterclaim.ledger.columns import Cache
from counterclaim.ledger.decisions import ACTIONS, REVIEWS, overlay
from counterclaim.ledger.errors import NoLedger, ReadOnlyLedger
from counterclaim.ledger.filters import Filters
from counterclaim.ledger.incoming import Pending
from counterclaim.ledger.loading import Loader
from counterclaim.ledger.packed import pack_all
from counterclaim.ledger.readings import (
    DocumentRecord,
    empty_reading,
    machine_reading,
    record,
)
from counterclaim.ledger.refreshing import decided, effective
from counterclaim.ledger.rereading import Reread, reread
from counterclaim.ledger.schema import document
from counterclaim.ledger.search import Hit, Result, Search
from counterclaim.ledger.secret import secret
from counterclaim.ledger.showing import Shown, ShownDocument, find_document, show
from counterclaim.ledger.store import Store
from counterclaim.ledger.verifying import Verification, verify
from counterclaim.ledger.versions import History, history
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
        if there and not read_only:
            scrubbing.scrub(store, patience=0.0)
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
        self._cache, self._atlas = Cache(), gathering.Atlas()

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

    def load(self, ready: Iterable[Pending], *, progress: Callable[[Summary], None] | None = None) -> Summary:
        """Add documents that were read elsewhere, as `add` would have. See `Loader`."""
        self._may_write()
        return Loader(self.store, self._now, self.who, read_document).load(ready, progress)

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

    def pressing(self, filters: Filters, *, limit: int = 50) -> list[pressing.Pressing]:
        """Rows that wait for a person, by (1 - confidence) times the accounts that rest on them."""
        with self.store.reading() as connection:
            return pressing.pressing(self.store, connection, self._cache, filters, limit)

    def gathered(
        self, filters: Filters, *, limit: int = 50, offset: int = 0, points: bool = True
    ) -> gathering.Gathered:
        """All rows that match, by place and by day; and a page of them."""
        with self.store.reading() as connection:
            search = Search(self.store, connection, self._cache, filters)
            return gathering.gathered(
                search, connection, self._atlas, limit=limit, offset=offset, points=points
            )

    def weights(self, rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """How many accounts rest on rows, each given as document and row."""
        with self.store.reading() as connection:
            return pressing.weights(connection, list(rows))

    def find_documents(self, words: str, *, limit: int | None = 50) -> list[Document]:
        """Documents with these words in text or title, latest published first; those kept unread too."""
        with self.store.reading() as connection:
            return listing.documents_with(self.store, connection, words, limit)

    def state(self) -> str:
        """What is different after any change."""
        with self.store.reading() as connection:
            return overview.state(connection)

    def holding(self) -> overview.Holding:
        """What the ledger holds, counted."""
        with self.store.reading() as connection:
            return overview.holding(self.store, connection, self._cache)

    def page_of_documents(
        self, words: str | None = None, *, limit: int, offset: int = 0
    ) -> overview.DocumentPage:
        """Current documents, latest added first; or those with words, latest published first."""
        with self.store.reading() as connection:
            if words is not None:
                return listing.page_with(self.store, connection, words, limit=limit, offset=offset)
            return overview.page_of_documents(connection, limit=limit, offset=offset)

    def placed(self, hits: Sequence[Hit]) -> list[mapping.Placed]:
        """Rows that a search found, with their places on the map and their own dates."""
        with self.store.reading() as connection:
            return mapping.placed(connection, hits)

    def spots(self, name: str) -> list[mapping.Spot]:
        """The places of a name, or of a GeoNames number."""
        with self.store.reading() as connection:
            return mapping.spots_named(connection, name)

    def raw(self, name: str) -> bytes:
        """The bytes that a document was first read from."""
        with self.store.reading() as connection:
            return listing.raw_bytes(connection, find_document(connection, name))

    def readings(
        self, filters: Filters | None = None, *, decisions: bool = True, **given: Any  # noqa: ANN401
    ) -> Iterator[Reading]:  # fmt: skip
        """Readings of the documents with matching rows, cut down to those rows and what they refer to.

        Without any filter: every current document whole, those kept without a reading with their text only.
        """
        asked = filters or Filters.of(given)
        with self.store.reading() as connection:
            yield from listing.readings(self.store, connection, self._cache, asked, decisions=decisions)

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
        with self.store.writing() as connection:
            return deciding.decide(self.store, connection, name, field, value, self._by(who, reason))

    def undo(self, number: int, *, reason: str, who: str | None = None) -> int:
        """Take a decision back, which is a decision too. ``number`` is its entry in the log."""
        self._may_write()
        with self.store.writing() as connection:
            return deciding.undo(self.store, connection, number, self._by(who, reason))

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
        values = fields.pop("relation", None) or fields
        with self.store.writing() as connection:
            return deciding.add_row(
                self.store, connection, document, (kind, start, end), values, self._by(who, reason)
            )

    def takedown(self, name: str, *, reason: str, who: str | None = None) -> list[str]:
        """Remove a text for good; its hash stays. Returns the ids of copies that remain.

        While others read the ledger its words may still lie on the disk: see `scrubbed`. Whoever opens the
        ledger next to write removes them.
        """
        self._may_write()
        with self.store.writing() as connection:
            left = deciding.take_down(self.store, connection, name, self._by(who, reason))
            scrubbing.note(connection)
        scrubbing.scrub(self.store)
        return left

    @property
    def scrubbed(self) -> bool:
        """Whether all words of removed texts are gone from the disk, too; not while others read them."""
        return not scrubbing.waiting(self.store)

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

    def secret(self) -> str:
        """What pseudonyms in redacted exports are made with; made on first use, never exported."""
        return secret(self.store)

    def released(self) -> frozenset[str]:
        """Names that a person has released: of actors and persons whose ``released`` was set to true."""
        with self.store.reading() as connection:
            named = listing.documents_decided(connection, "released")
            entries = [e for name in named for e in chain.entries(connection, name)]
        decided_on = overlay(entries).values
        free = {
            row
            for row, fields in decided_on.items()
            if "released" in fields and fields["released"].value is True
        }
        names: set[str] = set()
        for name in sorted({e.document for e in entries if e.row in free and e.document}):
            reading = self.reading(name)
            names |= {a.name for a in reading.actors if a.id in free}
            names |= {p.mention.text for p in reading.persons if p.id in free}
        return frozenset(names)

    def decisions(self, document: str | None = None, *, limit: int = 50, offset: int = 0) -> chain.Page:
        """What people decided, newest first: on a document, or on any."""
        with self.store.reading() as connection:
            return chain.page(connection, ACTIONS, document, limit=limit, offset=offset)

    def entries(self) -> list[chain.Entry]:
        """The audit log."""
        with self.store.reading() as connection:
            return list(chain.entries(connection))

    def now(self) -> str:
        """The time, as the log writes it."""
        return self._now()

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _by(self, who: str | None, reason: str) -> deciding.Decision:
        return deciding.Decision(self._now(), who or self.who, reason)

    def _may_write(self) -> None:
        if self.store.read_only:
            raise ReadOnlyLedger(f"{self.name}: opened to be read only", "open it with the right to write")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


__all__ = ["REVIEWS", "Ledger", "open_ledger"]
