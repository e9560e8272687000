"""From a document's parts to parsed paragraphs.

A paragraph is a line of the text (lines that were hard-wrapped are joined by `intake`, which gives
them one part). The parser sees repairs and normal quote marks; `Paragraph.back` leads from what it
saw to the text as published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from counterclaim.model.document import Document, Part
from counterclaim.reading.page import Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc

# One code point for one, so that offsets stay: odd blanks, and quote marks the parser does not know.
_PLAIN = str.maketrans(
    {
        "\n": " ", "\t": " ", "\xa0": " ", "\u2009": " ", "\u202f": " ", "\u200b": " ", "\u2007": " ",
        "«": "“", "»": "”", "„": "“", "‟": "“", "〝": "“", "〞": "”", "＂": '"', "‹": "‘", "›": "’", "‚": "‘",
        "`": "'", "´": "'", "\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”", "\xad": " ",
    }
)  # fmt: skip
MAX_PARAGRAPH = 6_000  # code points; a longer one is parsed in slices, cut at a blank
_BLANK = re.compile(r"\s")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")  # possessive in effect: no alternation to back off


def _slices(part: Part, text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs of a part: blank lines part them, and nothing is longer than `MAX_PARAGRAPH`."""
    for match in _PARAGRAPH.finditer(text[part.start : part.end]):
        start, end = part.start + match.start(), part.start + match.end()
        while end - start > MAX_PARAGRAPH:
            window = text[start + MAX_PARAGRAPH // 2 : start + MAX_PARAGRAPH]
            blanks = [m.start() for m in _BLANK.finditer(window)]
            cut = start + MAX_PARAGRAPH // 2 + (blanks[-1] if blanks else len(window))
            yield start, cut
            start = cut
        yield start, end


def _overlay(document: Document, start: int, end: int) -> tuple[str, list[int] | range]:
    """The text the parser sees for ``start:end`` and the way back to document offsets."""
    raw = document.text[start:end]
    repairs = [r for r in document.repairs if start <= r.start and r.end <= end]
    if not repairs:
        return raw.translate(_PLAIN), range(start, end + 1)
    seen: list[str] = []
    back: list[int] = []
    at = start
    for repair in repairs:
        seen.append(document.text[at : repair.start])
        back.extend(range(at, repair.start))
        seen.append(repair.read_as)
        # A repair only adds or drops characters: walk both forms together.
        source = repair.start
        for char in repair.read_as:
            back.append(min(source, repair.end - 1))
            if source < repair.end and document.text[source] == char:
                source += 1
        at = repair.end
    seen.append(document.text[at:end])
    back.extend(range(at, end + 1))
    return "".join(seen).translate(_PLAIN), back


def paragraphs(document: Document, parse: Callable[[Iterable[str]], Iterator[Doc]]) -> list[Paragraph]:
    """Parse each paragraph of each part; every code point of a paragraph stays reachable."""
    plan: list[tuple[Part, int, int, list[int] | range]] = []
    texts: list[str] = []
    for part in document.parts:
        for start, end in _slices(part, document.text):
            seen, back = _overlay(document, start, end)
            plan.append((part, start, end, back))
            texts.append(seen)
    return [
        Paragraph(index, part.kind, start, end, doc, back)
        for index, ((part, start, end, back), doc) in enumerate(zip(plan, parse(texts), strict=True))
    ]
