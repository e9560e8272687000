"""Annotated documents as training windows.

Labels are O, then B and I for source, cue and content. A content word points to the first word of its
cue (of its source, where no cue is marked; to itself where neither is); a cue's words point to the first
word of their source. What a window does not hold is position 0, the window's own first piece.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.reading.tagger.windows import LIMIT, Pieces, Window, cut, windows
from tokenizers import Tokenizer

ROLES = ("source", "cue", "content")
IGNORED = -100
_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(slots=True)
class Example:
    """A window with what is to be learnt: a label and two links for each piece."""

    window: Window
    labels: list[int]
    to_cue: list[int]
    to_source: list[int]


@dataclass(slots=True)
class Annotated:
    """A document in pieces, with each word's label and links as (paragraph, word) pairs."""

    pieces: list[Pieces]
    labels: dict[tuple[int, int], int]
    to_cue: dict[tuple[int, int], tuple[int, int]]
    to_source: dict[tuple[int, int], tuple[int, int]]

    def examples(self, limit: int = LIMIT) -> Iterator[Example]:
        """The document's windows as examples."""
        for window in windows(self.pieces, limit):
            at = {word: i for i, word in enumerate(window.origin) if word[0] >= 0}
            out = Example(window, [], [], [])
            for word in window.origin:
                real = word[0] >= 0
                out.labels.append(self.labels.get(word, 0) if real else IGNORED)
                for links, answers in ((self.to_cue, out.to_cue), (self.to_source, out.to_source)):
                    known = real and word in links
                    answers.append(at.get(links[word], 0) if known else IGNORED)
            yield out


def annotate(tokenizer: Tokenizer, row: dict[str, Any]) -> Annotated:
    """A corpus row as labels and links."""
    text = row["text"]
    lines = [match.span() for match in _LINE.finditer(text)]
    pieces = [cut(tokenizer, text[start:end]) for start, end in lines]
    at: dict[int, tuple[int, int]] = {}
    for number, (line, words) in enumerate(zip(lines, pieces, strict=True)):
        for word, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
            for character in range(line[0] + start, line[0] + end):
                at[character] = (number, word)
    out = Annotated(pieces, {}, {}, {})
    for item in row["attributions"]:
        spans = {role: [_words(at, span) for span in item[role] or []] for role in ROLES}
        spans = {role: [span for span in found if span] for role, found in spans.items()}
        for number, role in enumerate(ROLES):
            for span in spans[role]:
                _label(out.labels, span, 1 + 2 * number)
        source = spans["source"][0][0] if spans["source"] else None
        cue = spans["cue"][0][0] if spans["cue"] else None
        for span in spans["cue"]:
            out.to_source.update(dict.fromkeys(span, source or (-2, -2)))
        for span in spans["content"]:
            out.to_cue.update(dict.fromkeys(span, cue or source or span[0]))
    return out


def _words(at: dict[int, tuple[int, int]], span: list[int]) -> list[tuple[int, int]]:
    return sorted({at[i] for i in range(*span) if i in at})


def _label(labels: dict[tuple[int, int], int], span: list[tuple[int, int]], begin: int) -> None:
    """B on the span's first word and on the first after a line's end, I on the others."""
    for word, before in zip(span, [(-1, -1), *span], strict=False):
        labels[word] = begin if before[0] != word[0] else begin + 1


def documents(path: Path, tokenizer: Tokenizer) -> list[Annotated]:
    """All documents of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        return [annotate(tokenizer, json.loads(line)) for line in lines]


def shuffled(read: list[Annotated], chance: random.Random) -> list[Example]:
    """One epoch's windows, packed to a length drawn for each document, in random order."""
    out = [example for document in read for example in document.examples(chance.randint(128, LIMIT))]
    chance.shuffle(out)
    return out
