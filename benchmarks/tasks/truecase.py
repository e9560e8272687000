"""Letters of ordinary case for texts in capitals, so that a modern parser can read MUC-4.

A word keeps its capital at the start of a sentence, and where other texts mostly write it with one. Code points stay one for one. It belongs to the benchmark: the reader
itself never changes a text.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[A-Z][A-Z'’]*")
_SENTENCE_END = re.compile(r"(?:(?<![ .(][A-Za-z])[.!?:][\"”]?\s+|\]\s*|\n\s*\n\s*|--\s*)[\"“(]*$")
_INSIDE = re.compile(r"(?<=[a-z,] )([A-Za-z][a-z'’]+)")
_ENOUGH = 2
_ALWAYS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "salvadoran",
        "salvadorans",
        "colombian",
        "colombians",
        "peruvian",
        "peruvians",
        "guatemalan",
        "honduran",
        "nicaraguan",
        "chilean",
        "bolivian",
        "panamanian",
        "american",
        "cuban",
        "spanish",
        "soviet",
        "christian",
        "catholic",
        "jesuit",
        "jesuits",
        "indian",
        "english",
        "french",
        "german",
        "u.s",
        "united",
    ]
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b(?:FMLN|ELN|FARC|EPL|MRTA|ERP|FPL|URNG|ARENA|UN|USA|US|TV|CIA|FBI|DEA|M-19|ACAN|EFE|AFP|DAS|UCA|CGTP|APRA|OAS|EGTK|FPMR|MIR|COPREFA|UNO|PDC|FDR|FSLN|PLO|ETA|II|III|FAL)\b")  # fmt: skip


class Caser:
    """Case by counts: what share of a word's uses within sentences has a capital (Lita et al. 2003, unigrams).

    Counted over texts of ordinary case; a word never seen is a name unless its stem was seen small.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.small: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        for text in texts:
            for match in _INSIDE.finditer(text):
                word = match.group(1)
                (self.small if word.islower() else self.capital)[word.lower()] += 1
        self.is_name = functools.lru_cache(maxsize=100_000)(self._is_name)

    def _is_name(self, word: str) -> bool:
        small, capital = self.small[word], self.capital[word]
        if word in _ALWAYS:
            return True
        if len(word) < 3:
            return capital > small
        if small + capital >= _ENOUGH or (small + capital and not _looks_english(word)):
            return capital > small
        return not (_looks_english(word) or any(self.small[stem] for stem in _stems(word)))

    def truecase(self, text: str) -> str:
        """The text in ordinary case, as long as before."""
        out: list[str] = list(text.lower())
        for match in _WORD.finditer(text):
            start = match.start()
            opens = start == 0 or _SENTENCE_END.search(text[max(0, start - 12) : start])
            if opens or self.is_name(match.group().lower().rstrip("'’")):
                out[start] = text[start]
        for match in _ACRONYM.finditer(text):
            out[slice(*match.span())] = text[slice(*match.span())]
        return "".join(out)


def _stems(word: str) -> Iterable[str]:
    for suffix in ("'s", "s", "es", "ed", "d", "ing", "ly", "er", "ers"):
        if word.endswith(suffix) and len(word) - len(suffix) > 2:
            stem = word.removesuffix(suffix)
            yield from (stem, stem + "e", stem[:-1])


_SUFFIXES = ("tion", "tions", "ing", "ed", "ly", "ment", "ments", "ness", "able", "ible", "ous", "ities", "ives",
             "ance", "ence", "ical")  # fmt: skip


def _looks_english(word: str) -> bool:
    return word.endswith(_SUFFIXES)
