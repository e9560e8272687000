"""Lines of a text of any size and character set, one at a time."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from counterclaim.intake.decode import decode
from counterclaim.intake.formats.source import CHUNK
from counterclaim.model.errors import CounterclaimError, EmptyDocument
from counterclaim.model.rows import ReadingWarning

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("utf-16-le", "utf-16-be", "cp1252", "cp1251", "koi8_r")
_ESCAPED = re.compile("[\udc80-\udcff]")


class Line(NamedTuple):
    """A line with its end (``\\n``), or what is wrong with it."""

    number: int
    text: str
    problem: str = ""
    warnings: tuple[ReadingWarning, ...] = ()


def character_set(head: bytes, name: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The character set that the first bytes speak for, with a warning where that is a guess.

    Raises:
        CounterclaimError: they are no text.

    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec, ()
    cut = head.rfind(b"\n")
    sample = head[: cut + 1] if cut > 0 else head
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample, final=False)
    except UnicodeDecodeError:
        pass
    else:
        if b"\x00" not in sample:
            return "utf-8", ()
    try:
        text, warnings = decode(sample[: len(sample) - len(sample) % 4 or None], name)
    except EmptyDocument:
        return "utf-8", ()
    except CounterclaimError:
        if 0 < sample.count(0) <= max(8, 0.01 * len(sample)):  # a few NULs spoil a few rows, not the file
            return character_set(sample.replace(b"\x00", b" "), name)
        raise
    for codec in _GUESSES:
        if sample[: len(sample) - len(sample) % 4 or None].decode(codec, "replace") == text:
            return codec, warnings
    return "utf-8", ()


def lines(stream: BinaryIO, name: str, limit: int, *, blanks: bool = True) -> Iterator[Line]:
    """The lines of a stream; one of more than ``limit`` characters is skipped and said to be too long.

    Without ``blanks``, empty lines are counted and left out.

    Raises:
        CounterclaimError: the stream is no text, or is damaged: after its last sound line.

    """
    head = stream.read(CHUNK)
    codec, warnings = character_set(head, name)
    end = "\r" if "\n" not in (start := head.decode(codec, "replace")) and "\r" in start else "\n"
    errors = "surrogateescape" if codec == "utf-8" else "replace"
    decoder = codecs.getincrementaldecoder(codec)(errors)
    first = head.removeprefix(
        next((mark for mark, of in _MARKS if of == codec and head.startswith(mark)), b"")
    )
    kept: list[str] = []
    size, number, raw = 0, 1, first or head
    while True:
        *whole, rest = decoder.decode(raw, final=not raw).split(end)
        for piece in whole:
            if not (piece or size or blanks):
                number += 1
                continue
            if size + len(piece) > limit:
                yield Line(number, "", f"is longer than {limit:,} characters")
            else:
                kept.append(piece)
                yield _line(number, "".join(kept) + "\n", warnings)
            kept.clear()
            size, number = 0, number + 1
        size += len(rest)
        if size > limit:
            kept.clear()  # what follows, up to the line's end, is let go
        else:
            kept.append(rest)
        if not raw:
            break
        raw = stream.read(CHUNK)
    if size > limit:
        yield Line(number, "", f"is longer than {limit:,} characters")
    elif size:
        yield _line(number, "".join(kept), warnings)


def _line(number: int, text: str, warnings: tuple[ReadingWarning, ...]) -> Line:
    """The line; a stretch that is no UTF-8 in a file that else is gets a guess of its own."""
    if text.isascii() or not _ESCAPED.search(text):
        return Line(number, text, "", warnings)
    try:
        found, guess = decode(text.encode("utf-8", "surrogateescape"), f"line {number}")
    except (CounterclaimError, UnicodeEncodeError):
        return Line(number, "", "is not text")
    return Line(number, found, "", (*warnings, *guess))
