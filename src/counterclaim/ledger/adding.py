"""Adding: items in, documents with their readings out; what is there already is left alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, func, select

from counterclaim.intake import SUPPORTED, from_text, load
from counterclaim.intake.formats.items import Failure, Item, failure
from counterclaim.intake.language import language_code
from counterclaim.ledger import copies
from counterclaim.ledger.errors import LedgerError, UnsoundReading
from counterclaim.ledger.packed import pack_all
from counterclaim.ledger.schema import carrier, document
from counterclaim.ledger.standing import Standing, known_document, newest_version, standing
from counterclaim.ledger.store import Store
from counterclaim.ledger.writer import Writer
from counterclaim.ledger.writing import Source, set_current
from counterclaim.model.document import Document
from counterclaim.model.errors import CounterclaimError, EmptyDocument
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


class Unstorable(CounterclaimError):
    """Characters that no database keeps as they are."""

    code = "unstorable"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}: has NUL characters or halves of surrogate pairs", "clean the text")
        self.name = name

    def _arguments(self) -> tuple[str, ...]:
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Pending:
    """An item that is decoded and read, and waits to be written with a few others."""

    item: Item
    seen: str
    made: Document
    warnings: Sequence[ReadingWarning]
    reading: Reading | None
    marks: frozenset[str]
    hashes: Sequence[int]


class Adder:
    """Adds items, a few in a transaction: killed at any moment, it leaves whole documents.

    Reading happens outside the transaction, so that others may write meanwhile.
    """

    def __init__(self, store: Store, now: Callable[[], str], who: str, read: Read) -> None:
        self._store, self._now, self._who, self._read = store, now, who, read
        self._waiting: list[Pending] = []
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
        self._send()
        if progress is not None:
            progress(self.summary)
        if self.summary.added or self.summary.new_versions:
            pack_all(self._store)
            self._store.settle()
        return self.summary

    def _add_or_complain(self, item: Item | Failure) -> None:
        if isinstance(item, Failure):
            self.summary.failed.append(item)
            return
        try:
            self._add(item)
        except LedgerError as error:
            if not isinstance(error, UnsoundReading):
                raise  # the ledger itself is in trouble: the other items would fail too
            self.summary.failed.append(failure(name_of(item), error))
        except (ImportError, MemoryError):
            raise
        except Exception as error:  # a bad item, or a defect of ours in it, is that item's failure
            self.summary.failed.append(failure(name_of(item), error))

    def _add(self, item: Item) -> None:
        seen = input_sha256(item)
        if any(p.item.key == item.key for p in self._waiting):
            self._send()
        with self._store.reading() as connection:
            if newest_version(connection, item.key).input_sha256 == seen:
                self.summary.unchanged += 1
                return
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
            made_reading = self._read(made, warnings)
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
        source = _source(item, one.seen, version + 1, old, made)
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
            self._log(writer, at, made, source, sha256)
        elif version:
            self._log(writer, at, made, source, None)
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

    def _log(self, writer: Writer, at: str, made: Document, source: Source, sha256: str | None) -> None:
        payload = {
            "key": source.key,
            "version": source.version,
            "raw_sha256": source.raw_sha256,
            "text_sha256": made.text_sha256,
            "reading_sha256": sha256,
        }
        writer.log(at=at, who=self._who, action="add", document=made.id, payload=payload)


def name_of(item: Item) -> str:
    """What messages call an item."""
    return item.name or item.key.removeprefix("file:")


def input_sha256(item: Item) -> str:
    """What tells an unchanged item without decoding it: its bytes and what is said about it."""
    about = (
        item.title, item.outlet, item.url, item.published, item.language, item.media_type,
        item.speaker_channel, item.edited, item.completeness, ",".join(map(str, item.page_breaks)),
    )  # fmt: skip
    seen = hashlib.sha256(
        "\x1f".join("\x00" if a is None else a for a in about).encode("utf-8", "surrogatepass")
    )
    for part in (item.data, None if item.text is None else item.text.encode("utf-8", "surrogatepass")):
        seen.update(b"\x1e0" if part is None else b"\x1e1" + part)
    return seen.hexdigest()


def readable(made: Document) -> bool:
    """Whether there is a reader for its language."""
    return (language_code(made.language) or "en") in SUPPORTED


def document_of(item: Item) -> tuple[Document, Sequence[ReadingWarning]]:
    """The item's document and what decoding it had to say.

    Raises:
        CounterclaimError: it cannot be decoded, is empty or too large.
        ValueError: no database would keep its characters.

    """
    name = name_of(item)
    if item.text is not None:
        if not item.text.strip():
            raise EmptyDocument(name)
        made, warnings = from_text(
            item.text, published=item.published, outlet=item.outlet, title=item.title, url=item.url,
            language=item.language,
        )  # fmt: skip
    else:
        made, warnings = load(
            _as_utf8(item.data or b"", item.charset), name=name, published=item.published,
            outlet=item.outlet, title=item.title, url=item.url,
        )  # fmt: skip
    words = "".join(w for w in (made.text, made.title, made.outlet, made.url) if w)
    if "\x00" in words or not _is_unicode(words):
        raise ValueError(
            "has NUL characters or halves of surrogate pairs, which no database keeps; clean the text"
        )
    return made, warnings


def _as_utf8(data: bytes, charset: str | None) -> bytes:
    """The bytes in UTF-8 where HTTP said what they are in; else as they came, for intake to find out."""
    if charset is None or charset.casefold().replace("-", "") in ("utf8", "utf16", "utf32"):
        return data
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def check(made: Reading, name: str) -> None:
    """Refuse a reading whose spans are not the text at their offsets."""
    broken = made.broken_spans()
    if broken:
        first = broken[0]
        raise UnsoundReading(
            f"{name}: {len(broken)} spans are not the text at their offsets, first {first.start}-{first.end}",
            "report it; the document was not added",
        )


def _source(item: Item, seen: str, version: int, old: int | None, made: Document) -> Source:
    data = item.data if item.data is not None else (item.text or "").encode("utf-8", "surrogatepass")
    return Source(
        key=item.key,
        version=version,
        supersedes=old,
        input_sha256=seen,
        raw_sha256=hashlib.sha256(data).hexdigest(),
        raw=data,
        media_type=item.media_type,
        completeness=item.completeness,
        channel=item.speaker_channel,
        edited=item.edited,
        page_breaks=tuple(item.page_breaks),
    )


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
