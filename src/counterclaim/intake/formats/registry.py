"""All formats in one table. A format is a module with ``NAME``, ``ENDINGS``, ``sniff`` and ``read``.

Another format is a file like `counterclaim.intake.formats.text` and its name in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

from counterclaim.intake.formats import (
    delimited,
    feed,
    html,
    json_file,
    jsonl,
    parquet,
    pdf,
    telegram,
    text,
    warc,
)
from counterclaim.intake.formats.items import BadOptions, Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.source import Source
from counterclaim.intake.formats.walk import walk


class Format(Protocol):
    """What a module must have to be a format."""

    NAME: str
    ENDINGS: tuple[str, ...]

    def sniff(self, head: bytes) -> bool:
        """Whether a file with these first bytes, and no ending that says so, is of this format."""

    def read(self, source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
        """The documents of a file. May raise anything: what was yielded before is kept."""


# In the order in which they are asked about a file without a telling ending.
FORMATS = cast(
    tuple[Format, ...], (pdf, warc, parquet, telegram, jsonl, json_file, feed, html, delimited, text)
)
_MEND = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages", ".epub"), "save it as plain text or PDF"),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), "save it as CSV"),
    **dict.fromkeys(
        (".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".wacz"), "unpack it first"
    ),
    **dict.fromkeys((".eml", ".msg", ".mbox"), "save the message as plain text or HTML"),
}


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return tuple(one.NAME for one in FORMATS)


def iterate(path: str | Path, options: FormatOptions | None = None) -> Iterator[Item | Failure]:
    """The documents of a file, or of all files below a folder, and what could not be read; in a fixed order.

    Raises:
        BadOptions: ``options.format`` is not the name of a format.

    """
    options = options or FormatOptions()
    if options.format is not None and options.format not in names():
        raise BadOptions(f"there is no format {options.format!r}", f"the formats are {', '.join(names())}")
    return _iterate(Path(path), options)


def _iterate(path: Path, options: FormatOptions) -> Iterator[Item | Failure]:
    named = not path.is_dir()
    for found in walk(path, options):
        if isinstance(found, Failure):
            yield found
            continue
        try:
            reader = _format_of(found, options, named=named)
            if isinstance(reader, Failure):
                yield reader
            else:
                yield from reader.read(found, options)
        except Exception as error:  # one bad file never costs a run
            yield failure(found.name, error)


def _format_of(source: Source, options: FormatOptions, *, named: bool) -> Format | Failure:
    """The format of a file: what the options say, else what its ending says, else what opens it.

    A file of an unknown ending is looked into only where a person ``named`` it: folders hold much that is
    text and no article.
    """
    if options.format is not None:
        return next(one for one in FORMATS if options.format == one.NAME)
    ending = Path(source.plain_name).suffix.lower()
    for one in FORMATS:
        if ending in one.ENDINGS:
            return one
    if ending in _MEND:
        return failure(source.name, f"has the ending {ending}, which is not read; {_MEND[ending]}")
    head = source.head()
    if not head:
        return failure(source.name, "is empty")
    # By its content a feed or a PDF is sure; that something is text says little.
    for one in FORMATS if named else FORMATS[:5]:
        if one.sniff(head):
            return one
    what = f"has the ending {ending}, which is not read" if ending else "has no ending that says what it is"
    return failure(source.name, f"{what}; if it is an article, give it the ending .txt or .html")
