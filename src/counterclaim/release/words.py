"""Words of any script, and the key that two spellings of one word share."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

# Marks and invisible characters stand inside words ("H\u200balyna", "S\u030cevc\u030cuk"): split there, a
# name's remainder would look like an ordinary word.
_MARKS = (
    "\u00ad\u034f\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061c"
    "\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u0816-\u082d\u0859-\u085b\u08d3-\u08ff"
    "\u0900-\u0963\u0966-\u109f\u135d-\u135f\u1712-\u1714\u1780-\u17d3\u180b-\u180e\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2069\u20d0-\u20f0\ua66f-\ua67d\ua8e0-\ua8f1"
    "\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U0001e000-\U0001e02a\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
_APOSTROPHES = "'\u2019\u02bc\u2018\u02bb\u02b9\u00b4`\u02bf\u02be\u2032\uff07"
_HYPHENS = "\\-\u2010\u2011\u2012\u00b7\u30fb"
_LETTER = f"[^\\W\\d_]|[{_MARKS}]"
_WORD = re.compile(f"(?:{_LETTER})(?:[^\\W_]|[{_MARKS}]|[{_APOSTROPHES}{_HYPHENS}](?={_LETTER}))*")
_PARTS = re.compile(f"[{_HYPHENS}]+")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}](?:s|S|m|re|ve|ll|d)?$")  # and "he's", "I'm"
_DROP = re.compile(f"[{_APOSTROPHES}]")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands; ``key`` has no case, marks or possessive."""

    start: int
    end: int
    text: str
    key: str
    capital: bool
    caseless: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """The keys of what hyphens join."""
        return tuple(filter(None, _PARTS.split(self.key)))

    def pieces(self) -> list[Word]:
        """What hyphens join, each as a word of its own."""
        if not _PARTS.search(self.text):
            return [self]
        found, at = [], self.start
        for piece in _PARTS.split(self.text):
            capital, caseless = _shape(piece)
            found.append(Word(at, at + len(piece), piece, key(piece), capital, caseless))
            at += len(piece) + 1
        return [piece for piece in found if piece.key]


@functools.lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """The form that words are compared in.

    >>> key("Ševčuková’s"), key("O'Neill")
    ('sevcukova', 'oneill')
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", text))
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Me"))
    return _DROP.sub("", plain.casefold()).translate(_LETTERS)


def keys(text: str) -> tuple[str, ...]:
    """The keys of all words of a phrase, hyphenated ones apart."""
    return tuple(part for word in words(text) for part in word.parts)


@functools.lru_cache(maxsize=65_536)
def _shape(text: str) -> tuple[bool, bool]:
    """Whether a word has a capital, and whether it has letters of a script without capitals."""
    capital = any(c.isupper() or c.istitle() for c in text)
    # Georgian has capital forms that nobody writes names with: it counts as a script without.
    caseless = any(
        c.isalpha()
        and (("\u10d0" <= c <= "\u10ff") or (not c.islower() and not c.isupper() and not c.istitle()))
        for c in text
    )
    return capital, caseless


def words(text: str) -> list[Word]:
    """All words of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group()
        capital, caseless = _shape(word)
        found.append(Word(match.start(), match.end(), word, key(word), capital, caseless))
    return found
