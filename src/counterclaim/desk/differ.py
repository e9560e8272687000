"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\s+|[^\s]+")
_MOST = 6000  # words; longer texts are compared by paragraph


class Run(NamedTuple):
    """Words that stayed ("same"), went ("gone") or came ("new")."""

    what: str
    text: str


def runs(old: str, new: str) -> list[Run]:
    """The two texts as one, with what went and what came."""
    pattern = _WORD if max(len(old), len(new)) < _MOST * 6 else re.compile(r"[^\n]*\n+|[^\n]+")
    before, after = pattern.findall(old), pattern.findall(new)
    made: list[Run] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            made.append(Run("same", "".join(before[a:b])))
            continue
        if b > a:
            made.append(Run("gone", "".join(before[a:b])))
        if d > c:
            made.append(Run("new", "".join(after[c:d])))
    return made
