"""Shares in words: "one in three", "one attack in five", "three in every ten"."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.lexicon.quantities import Quantities
from counterclaim.reading.languages.en.amounts import plain

_TOP = 1_000


def rate_at(words: Sequence[str], at: int, lex: Quantities) -> tuple[int, float | int] | None:
    """The end and the percentage of a rate that opens at ``words[at]``, or None."""
    part = _small(words[at], lex)
    if part is None:
        return None
    where = next((i for i in (at + 1, at + 2) if words[i : i + 1] == ["in"]), None)
    if where is None or where + 1 >= len(words):
        return None
    end = where + 2 if words[where + 1] != "every" else where + 3
    whole = _small(words[end - 1], lex) if end <= len(words) else None
    if whole is None or not part < whole or whole < 2:
        return None
    after = words[end] if end < len(words) else ""
    if after in lex.units or after in lex.months or after in lex.scales or after in ("-", "%"):
        return None  # "one attack in three days"
    noun = where == at + 2
    if noun and (part != 1 or not words[at + 1].isalpha() or words[at + 1] in _NO_NOUN or _counted(after)):
        return None  # "one man in four villages"
    return end, plain(round(100 * part / whole, 1))


_NO_NOUN = frozenset(
    ("was", "were", "is", "are", "died", "killed", "wounded", "injured", "dead", "each", "more")
)


def _counted(after: str) -> bool:
    return after.endswith("s") and after not in ("is", "was", "has", "as")


def _small(word: str, lex: Quantities) -> int | None:
    if word in lex.words:
        return lex.words[word]
    return int(word) if word.isdecimal() and len(word) <= 3 and int(word) <= _TOP else None
