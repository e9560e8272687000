"""Quotation marks: which tokens of a paragraph stand inside a quotation.

Handles curly, straight, doubled single and angle marks (the parser sees angle marks as curly), marks
that are never closed, and the habit of opening every paragraph of a long quotation anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OPEN = {"“", "``", "‘‘"}
_CLOSE = {"”", "’’"}
_BOTH = {'"', "''", "＂"}
_MARKS = _OPEN | _CLOSE | _BOTH | {"‘", "'"}
_SENTENCE_END = {".", "!", "?", "…", "..."}
_HOURS = {"a.m.", "p.m."}
MAX_OPEN = 400  # tokens an unclosed quotation may run on within its paragraph


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens ``start`` to ``end`` (half-open), marks included; ``closed`` when the end mark is there."""

    start: int
    end: int
    closed: bool


def _is_opening(token: Token, doc: Doc) -> bool:
    """Whether a two-faced mark (``"``) opens: it hugs the word on its right."""
    before = token.i == 0 or bool(doc[token.i - 1].whitespace_) or doc[token.i - 1].text in "([—–-"
    after = not token.whitespace_ and token.i + 1 < len(doc)
    return before and after


def _single_open(token: Token, doc: Doc) -> bool:
    """A single curly mark that opens a quotation (not an apostrophe)."""
    if token.text not in ("‘", "'"):
        return False
    return _is_opening(token, doc) and (token.i + 1 < len(doc) and doc[token.i + 1].text[0].isalpha())


def _single_close(doc: Doc, start: int) -> int | None:
    """The mark that closes a single quotation opened at ``start``: one after a word, before a blank."""
    for i in range(start + 1, min(len(doc), start + 120)):
        token = doc[i]
        if token.text in ("’", "'") and token.tag_ != "POS" and (token.whitespace_ or i + 1 == len(doc)):
            return i
    return None


def find_quotes(doc: Doc, tokens: list[Token] | None = None, texts: list[str] | None = None) -> list[Quote]:
    """The outermost quotations of a paragraph, in order; its tokens and texts if at hand."""
    if tokens is None:
        tokens = list(doc)
    if texts is None:
        texts = [t.text for t in tokens]
    out: list[Quote] = []
    i = 0
    for start, text in enumerate(texts):
        if start < i or text not in _MARKS:
            continue
        i = start
        opens = text in _OPEN or (text in _BOTH and _is_opening(tokens[i], doc))
        if opens:
            end = _close(doc, i, texts)
            if end is not None:
                out.append(Quote(i, end + 1, True))
                i = end + 1
                continue
            out.append(Quote(i, _unclosed_end(doc, i), False))
            i = out[-1].end
            continue
        if _single_open(tokens[i], doc) and (end := _single_close(doc, i)) is not None:
            out.append(Quote(i, end + 1, True))
            i = end + 1
    return out


def _close(doc: Doc, start: int, texts: list[str]) -> int | None:
    """The mark that closes the quotation opened at ``start``; a new opening mark ends the search."""
    curly = texts[start] in _OPEN
    for i in range(start + 1, len(texts)):
        text = texts[i]
        if text not in _MARKS:
            continue
        if text in _CLOSE:
            return i
        if text in _BOTH:
            if not _is_opening(doc[i], doc):
                return i
            if not curly:
                return None
        elif curly and text in _OPEN:
            return i if not _is_opening(doc[i], doc) else None  # „so“ closes with what elsewhere opens
    return None


def _unclosed_end(doc: Doc, start: int) -> int:
    """Where an unclosed quotation ends: the paragraph's end, or before the next opening mark."""
    for i in range(start + 1, min(len(doc), start + MAX_OPEN)):
        if doc[i].text in _OPEN or (doc[i].text in _BOTH and _is_opening(doc[i], doc)):
            return i
    return min(len(doc), start + MAX_OPEN)


def inside(quotes: list[Quote], n: int) -> list[int]:
    """For each of ``n`` tokens the number of the quotation it stands in, or -1."""
    out = [-1] * n
    for number, quote in enumerate(quotes):
        for i in range(quote.start, quote.end):
            out[i] = number
    return out


def ends_sentence(doc: Doc, quote: Quote) -> bool:
    """Whether the quotation's last words end a sentence (``.”``, ``!”``, ``?”``)."""
    last = quote.end - (2 if quote.closed else 1)
    return last > quote.start and doc[last].text in _SENTENCE_END


def outer_sentences(
    doc: Doc, quotes: list[Quote], where: list[int] | None = None, texts: list[str] | None = None
) -> list[tuple[int, int]]:
    """Sentences of the paragraph with quotations kept whole, as half-open token ranges.

    The parser's own bounds cut quotations to pieces; here a quotation never is.
    """
    if where is None:
        where = inside(quotes, len(doc))
    if texts is None:
        texts = [t.text for t in doc]
    out: list[tuple[int, int]] = []
    start = 0
    i, n = 0, len(doc)
    while i < n:
        if where[i] >= 0:
            quote = quotes[where[i]]
            i = quote.end
            if i < n and ends_sentence(doc, quote) and _starts_sentence(doc, i):
                out.append((start, i))
                start = i
            continue
        text = texts[i]
        if text not in _SENTENCE_END and text.lower() not in _HOURS:
            i += 1
            continue
        hour = text.lower() in _HOURS and i + 1 < n and where[i + 1] >= 0 and texts[i + 1] in _OPEN | _BOTH
        if hour and i + 2 < n and texts[i + 2][0].isupper():  # "… from 7 p.m. “People should stay in,”"
            out.append((start, i + 1))
            start = i + 1
        elif text in _SENTENCE_END and (i + 1 >= n or _starts_sentence(doc, i + 1)):
            end = i + 1
            if end > start:
                out.append((start, end))
            start = end
        i += 1
    if start < n:
        out.append((start, n))
    return out


def _starts_sentence(doc: Doc, i: int) -> bool:
    """Whether token ``i`` can open a sentence after an end mark."""
    token = doc[i]
    if not (token.text[0].isupper() or token.text[0].isdigit() or token.text in _OPEN | _BOTH | {"‘", "("}):
        return False
    before = doc[i - 1].text
    # "?” Peskov asked." goes on; ".” Peskov said." does not by itself, so look for a verb of saying next.
    return before in _SENTENCE_END or not _speech_tail(doc, i)


_TAIL_VERBS = {
    "said",
    "says",
    "asked",
    "asks",
    "told",
    "added",
    "wrote",
    "replied",
    "shouted",
    "asking",
    "cried",
}


def _speech_tail(doc: Doc, i: int) -> bool:
    """Whether "Peskov said." or "the minister asked" follows: a short clause around a verb of saying."""
    for j in range(i, min(len(doc), i + 7)):
        word = doc[j].lower_
        if word in _TAIL_VERBS:
            return doc[i : j + 1].text.count(",") == 0
        if doc[j].text in _SENTENCE_END:
            return False
    return False
