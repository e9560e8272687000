"""The shape of words in their line: sentence openings, headlines, designations, ages, what is joined."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from counterclaim.release import known
from counterclaim.release.words import Word

_OPENING = re.compile(r"(?:^|[.!?…:;\n•*|>\u2013\u2014\"“„«‘(\[]|(?<=\s)['-])[\s\"“”„«»‘’'()\[\]*\-]*$")
_GAP = re.compile(r"\s{1,3}|\.?\s?|\s?['\"“”‘’«»]\s?")
_AGED = re.compile(r"\s{0,2},\s{0,2}(?:aged\s)?\d{1,3}\s{0,2}(?:[,.;)]|$|–|—| and\b| who\b| was\b| of\b)")
_ABBREVIATION = 3
_SHORT = 4


def close(text: str, found: Sequence[Word]) -> bool:
    """Whether the words of a name stand side by side."""
    return all(
        b.start - a.end <= 3 and not re.search(r"[,;:!?()]|\n\s*\n", text[a.end : b.start])
        for a, b in itertools.pairwise(found)
    )


def aged(text: str, word: Word) -> bool:
    """ "Sofia, 9, …": somebody's age follows, so this is a person."""
    return bool(_AGED.match(text, word.end, word.end + 16))


def designation(text: str, word: Word) -> bool:
    """ "T-72", "Su-35", "S-300": a few letters and a number."""
    letters = [c for c in word.text if c.isalpha()]
    after = text[word.end : word.end + 2]
    numbered = (after[:1] in "-\u2011\u2010" and after[1:2].isdigit()) or any(c.isdigit() for c in word.text)
    return len(letters) <= _ABBREVIATION and numbered and not any(ord(c) > 0x52F for c in letters)


def acronym(text: str, word: Word) -> bool:
    """ "SNC": two to four capitals in a line that is not all capitals; beside a name they are part of it."""
    if not (2 <= len(word.text) <= _SHORT and word.text.isupper() and word.text.isascii()):
        return False
    start = text.rfind("\n", 0, word.start) + 1
    line = text[max(start, word.start - 80) : word.end + 80].partition("\n")[0]
    return word.key not in known.risky() and sum(c.islower() for c in line) > 2 * len(word.text)


def opens(text: str, word: Word) -> bool:
    """Whether a word opens a sentence, a line or a quotation."""
    before = text[max(0, word.start - 12) : word.start]
    return word.start == 0 or bool(_OPENING.search(before if word.start > 12 else "\n" + before))


def headlines(text: str, found: Sequence[Word]) -> list[bool]:
    """For each word, whether its line is written in capitals like a headline."""
    result: list[bool] = []
    at = 0
    while at < len(found):
        end_of_line = text.find("\n", found[at].start)
        end_of_line = len(text) if end_of_line < 0 else end_of_line
        end = at
        long = capitals = 0
        while end < len(found) and found[end].start < end_of_line:
            if len(found[end].text) >= 4 and not found[end].caseless:
                long += 1
                capitals += found[end].capital
            end += 1
        end = max(end, at + 1)
        result += [long >= 3 and capitals >= 0.7 * long] * (end - at)
        at = end
    return result


def joined(text: str, a: Word, b: Word) -> bool:
    """Whether two words may belong to one name: a space or the stop of an abbreviation between, no more."""
    gap = text[a.end : b.start]
    if "\n" in gap or not _GAP.fullmatch(gap):
        return False
    return "." not in gap or len(a.text) <= _ABBREVIATION
