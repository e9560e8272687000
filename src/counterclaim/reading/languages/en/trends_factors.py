"""By how much: "doubled", "by half", "three times as many", "by 30 percent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import change
from counterclaim.model.vocabulary import Direction
from counterclaim.reading.languages.en.events.words import base

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERCENT = frozenset({"percent", "%", "cent", "pct"})
_HEDGES = frozenset(
    ("a", "about", "some", "around", "nearly", "almost", "more", "than", "over", "roughly", "least", "at")
)
_LONGEST = 12


def number(word: str) -> float | None:
    """A plain number in digits or a small number word."""
    known = change().multiples.get(word)
    if known is not None:
        return known
    plain = word.replace(",", "")
    if len(plain) > _LONGEST or not plain.isascii():
        return None
    try:
        return float(plain) if plain[:1].isdigit() and "_" not in plain and "e" not in plain.lower() else None
    except ValueError:
        return None


def factor_of(token: Token, direction: Direction) -> tuple[float | None, int]:
    """The factor that a change word carries or that stands behind it, and where its words end."""
    own = change().factors.get(base(token))
    if own is not None:
        return own, token.i + 1
    doc = token.doc
    end = min(len(doc), token.sent.end)
    for child in token.children:
        if child.i > token.i and child.lower_ in change().factors:
            return change().factors[child.lower_], child.i + 1
    start = token.i + 1
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "by" and child.i > token.i:
            start = child.i + 1
            break
    return _share(doc, start, end, direction)


def _share(doc: Doc, start: int, end: int, direction: Direction) -> tuple[float | None, int]:
    """ "half", "a third", "30 percent" right behind."""
    i = start
    while i < end and i < start + 4 and doc[i].lower_ in _HEDGES:
        i += 1
    if i >= end:
        return None, start
    word = doc[i].lower_
    value = number(word)
    if value is None:
        return None, start
    j = i + 1
    if j < end and doc[j].lower_ == "per":
        j += 1
    if j < end and doc[j].lower_ in _PERCENT:
        share = value / 100
        return _applied(share, direction), j + 1
    if word in ("half", "third", "quarter"):
        return (round(1 - value, 4) if direction == "down" else round(1 + value, 4)), i + 1
    return None, start


def _applied(share: float, direction: Direction) -> float | None:
    if direction == "up":
        return round(1 + share, 4)
    return round(1 - share, 4) if share <= 1 else None


def times_as_many(token: Token) -> tuple[float, int] | None:
    """ "three times as many attacks", "twice as many": the factor and the last word before the noun."""
    value = number(token.lower_)
    if value is None:
        return None
    doc, end = token.doc, token.sent.end
    j = token.i + 1
    if token.lower_ not in ("twice", "half"):
        if j >= end or doc[j].lower_ != "times":
            return None
        j += 1
    if j + 1 < end and doc[j].lower_ == "as" and doc[j + 1].lower_ in ("many", "much"):
        return value, j + 2
    if j < end and doc[j].lower_ in ("more", "fewer") and token.lower_ not in ("half", "twice"):
        return value, j + 1
    return None
