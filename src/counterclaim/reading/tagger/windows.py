"""Paragraphs cut into the windows that the tagger sees.

A window is a run of whole paragraphs of one document, with a separator after each. A paragraph too long
for a window is cut after a sentence's end in it, or between words where it has none. Windows depend on the
document alone, never on what else is read beside it.

The encoder reads lower case, so that each piece also carries a *shape*: how its word is written (lower,
Title, UPPER, other) and whether it stands inside quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

CLS, SEP = 101, 102
LIMIT = 254
SHAPES = 8
_QUOTED = 4
_TITLE, _UPPER, _OTHER = 1, 2, 3


@dataclass(slots=True)
class Pieces:
    """A paragraph as word pieces; ``starts`` and ``ends`` are character offsets of each word in it."""

    ids: list[int]
    shapes: list[int]
    words: list[int]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(slots=True)
class Window:
    """Input of one run of the encoder; ``origin`` says which word of which paragraph a piece begins.

    A piece that begins no word (a separator, a word's later pieces) has the origin (-1, -1).
    """

    ids: list[int] = field(default_factory=lambda: [CLS])
    shapes: list[int] = field(default_factory=lambda: [0])
    origin: list[tuple[int, int]] = field(default_factory=lambda: [(-1, -1)])

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, paragraph: int, pieces: Pieces, start: int, end: int) -> None:
        """Append a paragraph's pieces from ``start`` to ``end`` and a separator."""
        self.ids += pieces.ids[start:end]
        self.shapes += pieces.shapes[start:end]
        last = -1
        for word in pieces.words[start:end]:
            self.origin.append((-1, -1) if word == last else (paragraph, word))
            last = word
        self.ids.append(SEP)
        self.shapes.append(0)
        self.origin.append((-1, -1))


def cut(tokenizer: Tokenizer, text: str) -> Pieces:
    """A paragraph's pieces, words and shapes."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    words: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    last = None
    for word, (start, end) in zip(encoded.word_ids, encoded.offsets, strict=True):
        if word != last:
            starts.append(start)
            ends.append(end)
            last = word
        else:
            ends[-1] = end
        words.append(len(starts) - 1)
    by_word = _shapes(text, starts, ends)
    return Pieces(list(encoded.ids), [by_word[word] for word in words], words, starts, ends)


def _shapes(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    out = []
    quoted = False
    for start, end in zip(starts, ends, strict=True):
        word = text[start:end]
        if word in ("“", "”", '"'):
            quoted = word == "“" or (word == '"' and not quoted)
            out.append(_QUOTED)
            continue
        out.append(_case(word) + (_QUOTED if quoted else 0))
    return out


def _case(word: str) -> int:
    if word.islower():
        return 0
    if word.istitle():
        return _TITLE
    return _UPPER if word.isupper() else _OTHER


def windows(paragraphs: Sequence[Pieces], limit: int = LIMIT) -> Iterator[Window]:
    """The paragraphs of a document in windows of at most ``limit`` pieces and a separator or two."""
    window = Window()
    for number, pieces in enumerate(paragraphs):
        if len(window) > 1 and len(window) + len(pieces) > limit:
            yield window
            window = Window()
        start = 0
        while len(pieces) - start > limit:
            end = _break(pieces, start, start + limit)
            window.add(number, pieces, start, end)
            yield window
            window, start = Window(), end
        if start < len(pieces):
            window.add(number, pieces, start, len(pieces))
    if len(window) > 1:
        yield window


def _break(pieces: Pieces, start: int, end: int) -> int:
    """Where to cut a long paragraph: after the last sentence end in reach, else between two words."""
    words = pieces.words
    for at in range(end, (start + end) // 2, -1):
        if words[at] != words[at - 1] and pieces.ids[at - 1] in ENDS:
            return at
    for at in range(end, start + 1, -1):
        if words[at] != words[at - 1]:
            return at
    return end


ENDS = frozenset({1012, 999, 1029})  # . ! ?
