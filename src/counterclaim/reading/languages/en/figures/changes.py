"""Factors of change: "more than doubled its output", "double the number", "halved", "a threefold increase".

What someone is told or means to double ("to double its production") changes nothing yet: that is a trend.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.lexicon.quantities import quantities
from counterclaim.reading.columns import columns
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
    words = columns(doc).lower
    for i, word in enumerate(words):
        factor = lex.factors.get(word)
        if factor is None or not _states(token := doc[i]):
            continue
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


_MEASURED = frozenset(
    (
        "number", "output", "production", "amount", "rate", "volume", "size", "count", "level",
    )
)  # fmt: skip
_MOVES = frozenset(
    (
        "increase", "rise", "jump", "growth", "surge", "decrease", "drop", "fall", "reduction",
    )
)  # fmt: skip


def _changed(token: Token) -> tuple[str | None, int]:
    """What changed, and where the wording ends: an object next to the verb belongs to it."""
    end = token.i + 1
    for relation in ("dobj", "nsubj", "nsubjpass"):
        for child in token.children:
            if child.dep_ == relation and child.tag_.startswith("NN"):
                near = 0 < child.i - token.i < 4
                return _named(child), child.i + 1 if near else end
    if token.dep_ in ("amod", "predet", "compound", "nmod") and 0 < token.head.i - token.i < 4:
        return _named(token.head), token.head.i + 1
    return None, end


def _named(noun: Token) -> str | None:
    """The thing itself for "number of drones" or "increase in output"."""
    word = key(noun)
    if word not in _MEASURED and word not in _MOVES:
        return word
    for left in noun.lefts:
        if left.dep_ == "compound":
            return key(left)
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "in"):
            for target in prep.rights:
                if target.dep_ == "pobj":
                    return key(target)
    return None if word in _MOVES else word
