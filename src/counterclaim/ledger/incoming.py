"""Items on their way into a ledger: what tells them apart, their document, what is wrong with them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from counterclaim.intake import SUPPORTED, from_text, load
from counterclaim.intake.formats.items import Item
from counterclaim.intake.language import language_code
from counterclaim.ledger.errors import UnsoundReading
from counterclaim.ledger.writing import Source
from counterclaim.model.document import Document
from counterclaim.model.errors import CounterclaimError, EmptyDocument
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning


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
    if item.reading is not None:
        seen.update(msgspec.json.encode(item.reading))
    return seen.hexdigest()


def readable(made: Document) -> bool:
    """Whether there is a reader for its language."""
    return (language_code(made.language) or "en") in SUPPORTED


def document_of(item: Item) -> tuple[Document, Sequence[ReadingWarning]]:
    """The item's document."""
    if item.reading is not None:
        return item.reading.document, item.reading.warnings
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
    """Refuse a reading whose spans are not its text.

    Raises:
        UnsoundReading: some are not.

    """
    broken = made.broken_spans()
    if broken:
        first = broken[0]
        raise UnsoundReading(
            f"{name}: {len(broken)} spans are not the text at their offsets, first {first.start}-{first.end}",
            "report it; the document was not added",
        )


def source_of(item: Item, seen: str, version: int, old: int | None, made: Document) -> Source:
    """Where an item's document comes from: version ``version`` of its source, after document ``old``."""
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
