"""From a text, or from the bytes of a file, to a document."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from counterclaim.intake.dates import published_date
from counterclaim.intake.decode import MAX_BYTES, decode
from counterclaim.intake.html import extract, is_html
from counterclaim.intake.language import detect_language, language_code
from counterclaim.intake.parts import split
from counterclaim.intake.repairs import find_repairs
from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.model.errors import EmptyDocument, TooLarge, UnreadableFile
from counterclaim.model.rows import ReadingWarning

_HTML_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")

_MARKS = re.compile(r"^#{1,6} +")


def normal_text(text: str) -> str:
    """The text as a document holds it: no byte-order mark, line ends as ``\\n``, nothing else changed."""
    text = text.removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _title(text: str, parts: tuple[Part, ...]) -> str | None:
    """The headline, if there is one, without Markdown's marks."""
    for part in parts[:6]:
        if part.kind == "headline":
            return _MARKS.sub("", " ".join(text[part.start : part.end].split()))
    return None


def _blank_to_none(value: str | None) -> str | None:
    return (value.strip() or None) if value else None


def from_text(
    text: str,
    *,
    published: str | date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    language: str | None = None,
) -> tuple[Document, tuple[ReadingWarning, ...]]:
    """A document from a text. Pure: the same arguments give the same document.

    Args:
        text: the article as published.
        published: the date of publication; relative dates are resolved against it.
        outlet: who published it.
        title: its title; without it, the headline.
        url: where it was published.
        language: what it is written in, as a language tag; without it, the text tells.

    Raises:
        BadDate: ``published`` is not a date.

    """
    day = published_date(published)
    text = normal_text(text)
    outlet, url = _blank_to_none(outlet), _blank_to_none(url)
    parts = split(text)
    document = Document(
        id=document_id(text, outlet=outlet, url=url, published=day),
        title=_blank_to_none(title) or _title(text, parts),
        outlet=outlet,
        url=url,
        language=language_code(language) or detect_language(text),
        published=day,
        text=text,
        text_sha256=text_sha256(text),
        parts=parts,
        repairs=find_repairs(text, parts),
    )
    return document, ()


def _bytes_of(path: Path, name: str) -> bytes:
    """The file's bytes; never more than one over the limit is read."""
    try:
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            raise TooLarge(name)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(name, "no such file", "check the path") from None
    except IsADirectoryError:
        raise UnreadableFile(name, "is a folder, not a file", "name the files in it") from None
    except PermissionError:
        raise UnreadableFile(name, "may not be opened", "check its permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise UnreadableFile(name, f"cannot be read ({reason or error})") from None


def load(
    source: Path | str | bytes,
    *,
    name: str | None = None,
    published: str | date | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> tuple[Document, tuple[ReadingWarning, ...]]:
    """A document from a file's path or from its bytes: plain text or HTML.

    Args:
        source: a path, or the bytes.
        name: what errors call it, and what tells HTML by its ending; a path's own name if not given.
        published: as in `from_text`; what is given here goes before what HTML says of itself.
        outlet: as in `from_text`.
        title: as in `from_text`.
        url: as in `from_text`.

    Raises:
        CounterclaimError: one of `counterclaim.model.errors`, naming the file and the mend.

    """
    published_date(published)
    if isinstance(source, bytes):
        name, data = name or "the input", source
    else:
        name = name or str(source)
        data = _bytes_of(Path(source), name)
    text, warnings = decode(data, name)
    if name.casefold().endswith(_HTML_ENDINGS) or is_html(text):
        page = extract(text, name=name, url=url)
        warnings = (*warnings, *page.warnings)
        text = page.text
        published = published or page.published
        outlet, title, url = outlet or page.outlet, title or page.title, url or page.url
        language = detect_language(text, page.language)
    else:
        language = None
    if not text.strip():
        raise EmptyDocument(name)
    document, more = from_text(
        text, published=published, outlet=outlet, title=title, url=url, language=language
    )
    return document, (*warnings, *more)
