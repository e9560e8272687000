"""What the formats hand over: an item for each document found, a failure for each that could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from counterclaim.intake.decode import MAX_BYTES
from counterclaim.model.errors import CounterclaimError
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning

Completeness = Literal["full", "summary"]
FIELDS = ("text", "title", "published", "url", "outlet", "language", "id", "edited")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One document as it was found. At least one of ``data`` and ``text`` is given.

    ``text`` is what is to be read. Where it is None, ``data`` is (text or HTML, by ``media_type``), with
    `counterclaim.intake.load`. Where both are given (PDF), ``data`` are the bytes that ``text`` came from.
    """

    key: str  # the same for all versions of a document
    data: bytes | None = None
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None  # an ISO date, with a time where one is known
    language: str | None = None
    media_type: str = "text/plain"
    speaker_channel: str | None = None
    edited: str | None = None  # as `published`
    page_breaks: tuple[int, ...] = ()  # where in `text` each page starts
    completeness: Completeness = "full"
    name: str = ""  # what messages call it; ends like the file, so that HTML is known by it
    charset: str | None = None  # what HTTP said of the bytes
    retrieved: str | None = None  # when an archive fetched it
    warnings: tuple[ReadingWarning, ...] = ()
    reading: Reading | None = None  # where the item is a reading already: it is kept as it is


class Failure(msgspec.Struct, frozen=True):
    """Something that could not be read: its name and why, each on one line."""

    name: str
    reason: str


class BadOptions(CounterclaimError):
    """Options that name a field or a format that there is not."""

    code = "bad_options"


class FormatOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says of the files.

    Raises:
        BadOptions: ``columns`` names a field that there is not.

    """

    columns: dict[str, str] = {}  # field → the column (CSV) or key (JSON) that holds it
    format: str | None = None  # the name of a format, whatever the files' endings say
    root: Path | None = None  # paths in keys are told from it; without it, from the folder that is added
    date_format: str | None = None  # as in strptime, for dates that can be read in two ways
    channel: str | None = None  # the Telegram channel's user name, which its export does not tell
    max_bytes: int = MAX_BYTES  # of one document

    def __post_init__(self) -> None:
        for field in self.columns:
            if field not in FIELDS:
                raise BadOptions(f"there is no field {field!r}", f"the fields are {', '.join(FIELDS)}")


def one_line(words: str, most: int = 300) -> str:
    """The words on one line, with nothing in them that moves a terminal's cursor."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words[: 2 * most]).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def failure(name: str, reason: str | BaseException) -> Failure:
    """A failure from words, or from an error and what it says."""
    if isinstance(reason, CounterclaimError):
        what = reason.message.removeprefix(f"{' '.join(name.split())}: ")
        reason = f"{what}; {reason.mend}"
    elif isinstance(reason, OSError):
        reason = f"cannot be read ({reason.strerror or reason})"
    elif isinstance(reason, RecursionError):
        reason = "is nested too deeply"
    elif isinstance(reason, MemoryError):
        reason = "needs more memory than there is"
    elif isinstance(reason, BaseException):
        reason = f"cannot be read ({type(reason).__name__}: {reason})"
    return Failure(one_line(name), one_line(reason))
