"""Factors of change: "more than doubled its output", "double the number", "halved", "a threefold increase".

What someone is told or means to double ("to double its production") changes nothing yet and is a trend's business.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.lexicon.quantities import quantities
from counterclaim.reading.languages.en.figures.counted import key
from counterclaim.reading.languages.en.numbers import Number, with_qualifier

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBS = ("VBD", "VBN", "VBZ", "VBG", "VBP")
_MODALS = ("MD", "TO")


def find_changes(doc: Doc) -> list[tuple[Number, int, int, str | None]]:
    """Each stated factor: its number, the span's tokens, and what changed."""
    lex = quantities()
    found: list[tuple[Number, int, int, str | None]] = []
    words: list[str] | None = None
    for token in doc:
        factor = lex.factors.get(token.lower_)
        if factor is None or not _states(token):
            continue
        if words is None:
            words = [t.lower_ for t in doc]
        value: float | int = int(factor) if factor == int(factor) else factor
        number = with_qualifier(
            words, Number(token.i, token.i + 1, token.i, token.i + 1, value, value, value, "exactly")
        )
        what, end = _changed(token)
        found.append((replace(number, end=token.i + 1), number.start, end, what))
    return found


def _states(token: Token) -> bool:
    """Whether the word states a change that took place, not one wanted and not a name ("double strike")."""
    word = token.lower_
    if word.endswith("fold"):
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.lower_ in ("-", "tap"):
        return False
    if token.tag_ in _VERBS:
        return not any(c.tag_ in _MODALS and c.dep_ == "aux" for c in token.children)
    if word in ("double", "triple", "treble", "quadruple"):
        if token.i and token.nbor(-1).tag_ in _MODALS:
            return False
        return (
            after is not None
            and after.lower_ in ("the", "that", "its", "last", "what")
            and not _wanted(token)
        )
    return False


def _wanted(token: Token) -> bool:
    return any(c.tag_ in _MODALS and c.dep_ == "aux" for c in token.children)


def _changed(token: Token) -> tuple[str | None, int]:
    """What changed, and where the wording ends: an object next to the verb belongs to it."""
    end = token.i + 1
    for child in token.children:
        if child.dep_ == "dobj" and child.i > token.i:
            inner = [
                g
                for p in child.rights
                if p.dep_ == "prep" and p.lower_ == "of"
                for g in p.rights
                if g.dep_ == "pobj"
            ]
            return key(inner[0] if inner else child), child.i + 1 if child.i - token.i < 4 else end
    for child in token.children:
        if child.dep_ == "nsubj" and child.tag_.startswith("NN"):
            return key(child), end
    if token.dep_ in ("amod", "predet", "compound") and token.head.i > token.i:
        return key(token.head), token.head.i + 1 if token.head.i - token.i < 4 else end
    return None, end
