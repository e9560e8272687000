"""Sentences about movements and positions, which are held for a while, and about sensitive sites."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.lexicon.redaction import redaction
from counterclaim.release.words import words

_END = re.compile(r"[.!?…。؟।]+[\"”’»)\]]*(?:\s+)|\n+")
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_]{1,4})\.\s+$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what it speaks of."""

    start: int
    end: int
    moves: bool
    site: bool


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text. One too many at an abbreviation is avoided: half a sentence tells too much."""
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if "\n" not in match.group() and _ABBREVIATED.search(text, max(start, end - 8), end):
            continue
        if text[start:end].strip():
            found.append(_sentence(text, start, end))
        start = end
    if text[start:].strip():
        found.append(_sentence(text, start, len(text)))
    return found


def _sentence(text: str, start: int, end: int) -> Sentence:
    moves, site = flags(text[start:end])
    return Sentence(start, end, moves, site)


def flags(text: str) -> tuple[bool, bool]:
    """Whether words tell a movement or position, and whether they name a sensitive site."""
    about = redaction()
    found = {part for word in words(text) for part in (word.key, *word.parts)}
    plain = " " + _SPACE.sub(" ", text.casefold()) + " "
    moving = not found.isdisjoint(about.movement.movers)
    still = moving and not found.isdisjoint(about.movement.statics)
    moves = (moving and not found.isdisjoint(about.movement.motions)) or any(
        p in plain for p in about.movement.phrases
    )
    site = still or not found.isdisjoint(about.sites.words) or any(p in plain for p in about.sites.phrases)
    return moves or still, site


def covering(found: list[Sentence], start: int, end: int) -> list[Sentence]:
    """The sentences that a stretch touches."""
    return [s for s in found if s.start < end and start < s.end]
