"""Adding: items in, documents with their readings out; what is there already is left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from counterclaim.intake.formats.items import Failure, Item, failure
from counterclaim.ledger import copies
from counterclaim.ledger.errors import LedgerError, UnsoundReading
from counterclaim.ledger.incoming import (
    Pending,
    check,
    document_of,
    input_sha256,
    name_of,
    readable,
    source_of,
)
from counterclaim.ledger.packed import pack_all
from counterclaim.ledger.returned import Returned
from counterclaim.ledger.schema import carrier, document
from counterclaim.ledger.standing import Standing, known_document, newest_version, standing, was_version
from counterclaim.ledger.store import Store
from counterclaim.ledger.writer import Writer
from counterclaim.ledger.writing import Source, set_current
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning

Read = Callable[[Document, Sequence[ReadingWarning]], Reading]
TOGETHER, _CHARS_TOGETHER = 16, 200_000  # items and characters in one transaction
_PACK_EVERY = 100  # documents between two packings of the search columns


@dataclass(slots=True)
class Summary:
    """What adding came to."""

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    copies: int = 0  # of those added: exact or near copies of what was there
    kept_not_read: int = 0  # of those added: in a language without a reader
    taken_down: int = 0  # removed for good before, and not taken again
    claims: int = 0
    failed: list[Failure] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """All items."""
        return self.added + self.unchanged + self.new_versions + self.taken_down + len(self.failed)


def _reader() -> Read:
    """The reader; loaded on first use, as it brings the parser."""
    from counterclaim.reading.pipeline import read_document

    return read_document


def read_document(made: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """Read a document with this version's reader."""
    return _reader()(made, warnings)


class Adder:
    """Adds items, a few in a transaction: killed at any moment, it leaves whole documents.

    Reading happens outside the transaction, so that others may write meanwhile.
    """

    def __init__(self, store: Store, now: Callable[[], str], who: str, read: Read) -> None:
        self._store, self._now, self._who, self._read = store, now, who, read
        self._waiting: list[Pending] = []
        self._returned = Returned()
        self.summary = Summary()

    def add(
        self, items: Iterable[Item | Failure], progress: Callable[[Summary], None] | None = None
    ) -> Summary:
        """Add all; one bad item never costs the others."""
        for number, item in enumerate(items, 1):
            self._add_or_complain(item)
            if progress is not None:
                progress(self.summary)
            if number % _PACK_EVERY == 0:
                self._send()
                pack_all(self._store)
        for item in self._returned.taken():
            self._add_or_complain(item, returns=True)
        self._send()
        if progress is not None:
            progress(self.summary)
        if self.summary.added or self.summary.new_versions:
            pack_all(self._store)
            self._store.settle()
        return self.summary

    def _add_or_complain(self, item: Item | Failure, *, returns: bool = False) -> None:
        if isinstance(item, Failure):
            self.summary.failed.append(item)
            return
        try:
            self._add(item, returns=returns)
        except LedgerError as error:
            if not isinstance(error, UnsoundReading):
                raise  # the ledger itself is in trouble: the other items would fail too
            self.summary.failed.append(failure(name_of(item), error))
        except (ImportError, MemoryError):
            raise
        except Exception as error:  # a bad item, or a defect of ours in it, is that item's failure
            self.summary.failed.append(failure(name_of(item), error))

    def _add(self, item: Item, *, returns: bool) -> None:
        seen = input_sha256(item)
        if any(p.item.key == item.key for p in self._waiting):
            self._send()
        with self._store.reading() as connection:
            newest = newest_version(connection, item.key).input_sha256
            if newest == seen:
                self._returned.drop(item.key)
                self.summary.unchanged += 1
                return
            if newest is not None and not returns and was_version(connection, item.key, seen):
                self.summary.unchanged += 1
                for early in self._returned.put(item):
                    self._add_or_complain(early, returns=True)
                return
            if returns:
                self.summary.unchanged -= 1
            made, warnings = document_of(item)
            known = known_document(connection, made.id)
        marks: frozenset[str] = copies.shingles(made.text) if known is None else frozenset()
        hashes = copies.bands(marks)
        # What is compared must be in the ledger: a copy of something that waits does not wait with it.
        if any(p.made.text_sha256 == made.text_sha256 or set(hashes) & set(p.hashes) for p in self._waiting):
            self._send()
            known = self._is_known(made)
        made_reading = None
        if known is None and readable(made):
            made_reading = item.reading or self._read(made, warnings)
            check(made_reading, name_of(item))
        self._waiting.append(Pending(item, seen, made, warnings, made_reading, marks, hashes))
        if len(self._waiting) >= TOGETHER or sum(len(p.made.text) for p in self._waiting) > _CHARS_TOGETHER:
            self._send()

    def _is_known(self, made: Document) -> int | None:
        with self._store.reading() as connection:
            return known_document(connection, made.id)

    def _send(self) -> None:
        """Write what waits, in one transaction; should one defeat it, each by itself."""
        waiting, self._waiting = self._waiting, []
        before = replace(self.summary, failed=list(self.summary.failed))
        try:
            self.write(waiting)
        except (LedgerError, ImportError, MemoryError):
            self.summary = before
            raise
        except Exception as error:
            self.summary = before
            if len(waiting) == 1:
                self.summary.failed.append(failure(name_of(waiting[0].item), error))
            else:
                for one in waiting:
                    self._waiting = [one]
                    self._send()

    def write(self, waiting: Sequence[Pending]) -> None:
        """Write items in one transaction. No two may have one key or be copies of each other."""
        if waiting:
            with self._store.writing() as connection:
                writer = Writer(self._store, connection)
                writer.expect(p for one in waiting if one.reading for p in one.reading.places)
                there = standing(
                    connection,
                    keys={one.item.key for one in waiting},
                    documents={one.made.id for one in waiting},
                    texts={one.made.text_sha256 for one in waiting},
                    bands={h for one in waiting for h in one.hashes},
                )
                for one in waiting:
                    self._write(connection, writer, one, there)
                writer.flush()

    def _write(self, connection: Connection, writer: Writer, one: Pending, there: Standing) -> None:
        """Write one item; another process may have been at it since we looked."""
        item, made = one.item, one.made
        version, newest, old = there.newest(item.key)
        if newest == one.seen or (old is not None and _says_no_more(connection, old, made)):
            self.summary.unchanged += 1
            return
        if made.text_sha256 in there.removed:
            self.summary.taken_down += 1
            return
        at = self._now()
        source = source_of(item, one.seen, version + 1, old, made)
        known = there.documents.get(made.id)
        copied = was_there = known is not None
        if known is None:
            seq = writer.next_document()
            # The bands of a text that is there already need not be kept: its twin's stand for them.
            group = there.groups.get(made.text_sha256)
            hashes = one.hashes if group is None else ()
            if group is None:
                shared = [h for h in hashes if h in there.bands]
                group = copies.origin_of(connection, seq, one.marks, shared)
            known = writer.document(
                made, source, group=group, hashes=hashes, warnings=one.warnings, at=at,
                status="read" if one.reading is not None else "kept",
            )  # fmt: skip
            copied = group != seq
            sha256 = writer.reading(one.reading, known, at=at) if one.reading is not None else None
            self._log(writer, at, one, source, sha256)
        elif version:
            self._log(writer, at, one, source, None)
        writer.carrier(source, known, at=item.retrieved or at)
        if old is not None or was_there:
            writer.flush()
            if old is not None:
                _retire(connection, old)
            if not _is_current(connection, known):
                set_current(connection, known, current=True)  # an edit taken back
        self._count(one.reading, copied=copied, version=version)

    def _count(self, made_reading: Reading | None, *, copied: bool, version: int) -> None:
        if version:
            self.summary.new_versions += 1
        else:
            self.summary.added += 1
            self.summary.copies += copied
        if made_reading is not None:
            self.summary.claims += len(made_reading.claims)
        elif not copied:
            self.summary.kept_not_read += 1

    def _log(self, writer: Writer, at: str, one: Pending, source: Source, sha256: str | None) -> None:
        payload = {
            "key": source.key,
            "version": source.version,
            "raw_sha256": source.raw_sha256,
            "text_sha256": one.made.text_sha256,
            "reading_sha256": sha256,
        }
        if one.item.reading is not None:
            payload["reading"] = "as given"
        writer.log(at=at, who=self._who, action="add", document=one.made.id, payload=payload)


def _says_no_more(connection: Connection, old: int, made: Document) -> bool:
    """Whether the text is the one we have, with nothing about it that we did not know."""
    names = ("title", "outlet", "url", "language", "published", "text_sha256")
    columns = [document.c[name] for name in names]
    kept = connection.execute(select(*columns).where(document.c.seq == old)).mappings().one()
    return all(getattr(made, n) in (None, kept[n]) for n in names)


def _is_current(connection: Connection, seq: int) -> bool:
    return bool(connection.execute(select(document.c.current).where(document.c.seq == seq)).scalar_one())


def _retire(connection: Connection, old: int) -> None:
    """A document that no source holds any longer in its newest version is found no more."""
    newest = select(carrier.c.key, func.max(carrier.c.version).label("v")).group_by(carrier.c.key)
    held = newest.where(carrier.c.key.in_(select(carrier.c.key).where(carrier.c.document == old))).subquery()
    still = connection.execute(
        select(carrier.c.seq)
        .join(held, (held.c.key == carrier.c.key) & (held.c.v == carrier.c.version))
        .where(carrier.c.document == old)
        .limit(1)
    ).first()
    if still is None:
        set_current(connection, old, current=False)
