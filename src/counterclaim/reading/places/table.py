"""A paragraph's tokens as plain lists: faster to walk than the parser's objects."""

from __future__ import annotations

from typing import NamedTuple

from counterclaim.reading.columns import columns
from counterclaim.reading.page import Paragraph

_PROPER = frozenset({"NNP", "NNPS"})


class Table(NamedTuple):
    """Texts, lower-case texts and tags of a paragraph's tokens, by position."""

    paragraph: Paragraph
    text: list[str]
    lower: list[str]
    tags: list[str]
    glued: list[bool]  # no blank after the token
    starts: list[bool]  # first word of a sentence
    title_case: bool  # set like a headline: capitals say nothing

    def opens(self, i: int) -> bool:
        """Whether token ``i`` is the first word of its sentence or quote."""
        return i == 0 or self.starts[i] or self.text[i - 1] in _OPENERS

    def named(self, i: int) -> bool:
        """Whether token ``i`` looks like a word of a name."""
        return self.text[i][:1].isupper()

    def proper(self, i: int) -> bool:
        """Whether the tagger takes token ``i`` for a proper noun."""
        return self.tags[i] in _PROPER

    def words(self, start: int, end: int) -> str:
        """Tokens ``start`` to ``end`` as the parser saw them."""
        if end - start == 1:
            return self.text[start]
        last = end - 1
        spaced = [
            w if g else w + " " for w, g in zip(self.text[start:last], self.glued[start:last], strict=True)
        ]
        return "".join(spaced) + self.text[last]


_OPENERS = frozenset({'"', "“", "‘", "'", "(", "[", "•", ":", "—"})
_TITLE_SHARE = 0.7
_STOPS = frozenset({".", "!", "?"})  # a line that ends like a sentence is one


def table(paragraph: Paragraph) -> Table:
    """The table of a paragraph."""
    words = columns(paragraph.doc)
    text = words.text
    long = [w for w in text if len(w) > 3 and w.isalpha()]
    capitals = sum(w[0].isupper() for w in long)
    return Table(
        paragraph,
        text,
        words.lower,
        words.tags,
        words.glued,
        words.starts,
        len(long) > 3 and capitals > _TITLE_SHARE * len(long) and text[-1] not in _STOPS,
    )
