"""A paragraph's tokens with their attributes as lists, taken once: asking the parse each time is slow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.quotes import Quote, find_quotes, inside, outer_sentences
from counterclaim.reading.languages.en.attribution.tree import Range

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One paragraph. ``where`` tells each token's quotation or -1; ``outside`` the words in none."""

    doc: Doc
    tokens: list[Token]
    lower: list[str]
    tags: list[str]
    quotes: list[Quote]
    where: list[int]
    sentences: list[Range]
    verbs: list[Token]  # outside quotations, auxiliaries included

    def spoken(self, forms: frozenset[str]) -> list[Token]:
        """Tokens outside quotations that have one of the lower-case forms."""
        if forms.isdisjoint(self.lower):
            return []
        return [self.tokens[i] for i, w in enumerate(self.lower) if w in forms and self.where[i] < 0]


def sheet_of(doc: Doc) -> Sheet:
    """The sheet of a parsed paragraph."""
    tokens = list(doc)
    tags = [t.tag_ for t in tokens]
    texts = [t.text for t in tokens]
    quotes = find_quotes(doc, tokens, texts)
    where = inside(quotes, len(tokens))
    return Sheet(
        doc,
        tokens,
        [t.lower() for t in texts],
        tags,
        quotes,
        where,
        outer_sentences(doc, quotes, where, texts),
        [t for t, tag, at in zip(tokens, tags, where, strict=True) if tag[:1] == "V" and at < 0],
    )
