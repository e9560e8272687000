"""Words for full-text search, the same in every database: folded here, only matched there."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from counterclaim.ledger.errors import BadFilter

_WORD = re.compile(r"[^\W_]+")
_QUERY = re.compile(r'"([^"]*)"|(\S+)')
_WHOLE = re.compile(r'\s*(?:"[^"]*"\s*)+')
_MAX_CHARS = 600_000  # PostgreSQL's vectors end at one megabyte


def fold(text: str) -> str:
    """Words without case, diacritics and punctuation, with single blanks."""
    if text.isascii():
        folded = text.lower()
    else:
        folded = "".join(
            c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c)
        )
    return " ".join(_WORD.findall(folded[:_MAX_CHARS]))


def whole_names(wanted: str) -> frozenset[str]:
    """The names in double quotes, folded, with and without "the"; none where other words stand beside.

    >>> sorted(whole_names('"General Staff" "The Army"'))
    ['army', 'general staff', 'the army', 'the general staff']
    """
    if not _WHOLE.fullmatch(wanted):
        return frozenset()
    names = {fold(quoted).removeprefix("the ") for quoted, _ in _QUERY.findall(wanted)} - {""}
    return frozenset(names | {f"the {name}" for name in names})


class Phrase(NamedTuple):
    """Words that follow each other; the last may be a beginning only ("strik*")."""

    words: tuple[str, ...]
    prefix: bool


def query(text: str) -> tuple[Phrase, ...]:
    """What is looked for: every word must be there, words in double quotes in that order."""
    phrases = []
    for quoted, word in _QUERY.findall(text):
        given = (quoted or word).rstrip()
        folded = tuple(fold(given).split())
        if folded:
            phrases.append(Phrase(folded, given.endswith("*")))
    if not phrases:
        raise BadFilter(f"no words to look for in {text!r}", "give at least one word")
    return tuple(phrases)
