"""From text to paragraphs: which line breaks part paragraphs and which only wrap a line.

Some texts have one paragraph a line, some are wrapped at a column. In a wrapped text the first word of
the next line would not have fitted on the line before it; that is measured over the whole text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from counterclaim.lexicon.cleanup import cleanup

_WIDEST = 140  # nobody wraps at a wider column
_NARROWEST = 30
_SLACK = 0.88  # ragged wrapping still fills this share of the column
_FEW = 0.3  # a smaller share of lines that break off says nothing
_MANY = 0.8  # share of them that are full in a wrapped text
_ENDS = ".!?…:;”\"’'»)]"
SENTENCE_ENDS = ".!?…"


class Line(NamedTuple):
    """A line with words on it: ``text[start:end]``, blanks at both ends left out."""

    start: int
    end: int
    indent: int
    words: str
    after_blank: bool  # a blank line, or the start of the text, stands before it


class Paragraph(NamedTuple):
    """Consecutive lines that belong together."""

    start: int
    end: int
    words: str
    after_blank: bool


def lines_of(text: str) -> list[Line]:
    """The lines that have words on them."""
    found: list[Line] = []
    at, blank = 0, True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(at + indent, at + indent + len(words), indent, words, blank))
        blank = not words
        at += len(raw) + 1
    return found


def _first_word(words: str) -> int:
    """The length of the first word."""
    head = words[:80]
    return len(head.split(None, 1)[0])


def _last_word(words: str) -> str:
    return words[-20:].rsplit(None, 1)[-1]


def _fills(line: Line, following: Line, width: int) -> bool:
    """Whether the first word of the next line would not have fitted at this column."""
    room = width if line.words[-1] in _ENDS else width * _SLACK
    return line.indent + len(line.words) + 1 + _first_word(following.words) > room


def wrap_column(lines: list[Line]) -> int | None:
    """The column at which the text is wrapped, or None when it has one paragraph a line."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    # Lines that break off in the middle of a sentence tell; those that end one may end a paragraph.
    broken = [(a, b) for a, b in pairs if a.words[-1] not in _ENDS]
    if len(broken) < 2 or len(broken) < _FEW * len(pairs):
        return None
    # A line of the text may be longer than its column: an address, a table.
    lengths = sorted(a.indent + len(a.words) for a, _ in broken)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    longer = sum(len(line.words) + line.indent > width * 1.1 for line in lines)
    if longer > 0.1 * len(lines) + 1:
        return None
    full = sum(_fills(a, b, width) for a, b in broken)
    return width if full >= _MANY * len(broken) else None


def _is_shout(words: str) -> bool:
    return words.isupper() and len(words) > 3


def _goes_on(line: Line, following: Line, width: int | None) -> bool:
    """Whether the next line goes on with the paragraph of this one."""
    if following.after_blank:
        return False
    last, first = line.words[-1], following.words[0]
    if first.islower() and (last.isalnum() or last in ",-–—") and len(line.words) >= _NARROWEST:
        return True
    if last.isalpha() and len(line.words) >= _NARROWEST and _last_word(line.words) in cleanup().unfinished:
        return True
    if width is None or _is_shout(line.words) != _is_shout(following.words):
        return False
    if following.indent > line.indent and last in _ENDS:
        return False
    return _fills(line, following, width)


def paragraphs_of(lines: list[Line], breaks: frozenset[int] = frozenset()) -> list[Paragraph]:
    """The paragraphs; ``breaks`` are starts of lines that never go on with the line before."""
    width = wrap_column(lines)
    found: list[Paragraph] = []
    first = 0
    for index, line in enumerate(lines):
        last = index + 1 == len(lines)
        if not last and lines[index + 1].start not in breaks and _goes_on(line, lines[index + 1], width):
            continue
        head = lines[first]
        words = head.words if first == index else " ".join(x.words for x in lines[first : index + 1])
        found.append(Paragraph(head.start, line.end, words, head.after_blank))
        first = index + 1
    return found
