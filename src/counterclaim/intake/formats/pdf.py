"""PDF with a text layer. Its text is layout text: a line of the page is a line; where pages start is kept."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from counterclaim.intake.formats.items import Failure, FormatOptions, Item
from counterclaim.intake.formats.rows import clean
from counterclaim.intake.formats.sidecar import described
from counterclaim.intake.formats.source import Source
from counterclaim.model.errors import CounterclaimError
from counterclaim.model.rows import ReadingWarning

NAME = "pdf"
ENDINGS = (".pdf",)
_LARGEST = 100_000_000  # pictures included
_MOST_PAGES = 5_000
_LONGEST_STREAM = 8_000_000  # of drawing commands on one page


class UnreadablePdf(CounterclaimError):
    """A PDF from which no text can be had."""

    code = "unreadable_pdf"


def sniff(head: bytes) -> bool:
    """Whether the file opens like a PDF."""
    return head[:1024].lstrip().startswith(b"%PDF-")


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """The file's one item, with its text, its pages and its bytes.

    Raises:
        CounterclaimError: it is damaged, encrypted or has no text layer.

    """
    data = source.read(_LARGEST)
    yield from described(item_of(data, source.key, source.plain_name, options), source, options)


def item_of(data: bytes, key: str, name: str, options: FormatOptions) -> Item:
    """The item of a PDF's bytes.

    Raises:
        UnreadablePdf: as `read`.

    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports on standard error
    pages, warnings = _pages(data, options.max_bytes)
    text, breaks = "", []
    pieces: list[str] = []
    size = 0
    for number, page in enumerate(pages):
        page = page.strip("\n") + ("\n\n" if number + 1 < len(pages) else "\n")
        breaks.append(size)
        pieces.append(page)
        size += len(page)
    text = "".join(pieces)
    if not text.strip():
        raise UnreadablePdf("has no text layer", "recognise its characters first, e.g. with ocrmypdf")
    message = "The text is taken from a page layout: headers, footers and columns may stand inside sentences."
    warnings = (ReadingWarning("layout_text", message), *warnings)
    return Item(
        key=key,
        data=data,
        text=text,
        media_type="application/pdf",
        page_breaks=tuple(breaks),
        name=name,
        warnings=warnings,
    )


def _pages(data: bytes, limit: int) -> tuple[list[str], tuple[ReadingWarning, ...]]:
    """The text of each page; "" for one that cannot be read, with a warning."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePdf("is encrypted", "save a copy without a password")
        count = len(reader.pages)
    except UnreadablePdf:
        raise
    except Exception as error:  # any fault of a parser on hostile bytes
        if "crypt" in str(error).lower():
            raise UnreadablePdf("is encrypted", "save a copy without a password") from None
        what = str(error).partition("\n")[0] or type(error).__name__
        raise UnreadablePdf(f"is damaged ({what})", "get a whole copy of it") from None
    if count > _MOST_PAGES:
        raise UnreadablePdf(f"has {count:,} pages", f"split it into parts of at most {_MOST_PAGES:,}")
    texts: list[str] = []
    unread: list[int] = []
    size = 0
    for number in range(count):
        text = _page(reader, number)
        if text is None:
            unread.append(number + 1)
        texts.append(text or "")
        size += len(text or "")
        if size > limit:
            raise UnreadablePdf(f"has more than {limit / 1e6:.3g} MB of text", "split it")
    if not unread:
        return texts, ()
    message = f"Pages that could not be read: {', '.join(map(str, unread[:20]))}."
    return texts, (ReadingWarning("pages_unread", message),)


def _page(reader: Any, number: int) -> str | None:  # noqa: ANN401
    """A page's text as `from_text` leaves it, so that offsets hold; None where it cannot be had."""
    try:
        page = reader.pages[number]
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _LONGEST_STREAM:
            return None
        text = page.extract_text()
    except Exception:  # one bad page never costs a document
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufeff", "")
    return clean(text)[0]
