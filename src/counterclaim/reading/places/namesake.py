""" "The regional capital of the same name": a town that is named by its province."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from counterclaim.reading.page import TokenSpan
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.table import Table

REACH = 20  # mentions back
_TOWNS_WORDS = "capital city town village centre center seat port settlement"
_TOWNS = frozenset(_TOWNS_WORDS.split())
_REGIONS_WORDS = "province region oblast governorate state district county"
_REGIONS = frozenset(_REGIONS_WORDS.split())
_KINDS_WORDS = "regional provincial district state administrative main"
_KINDS = frozenset(_KINDS_WORDS.split())


def namesakes(tables: Sequence[Table], mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the form "the city of the same name", named by the nearest place before them."""
    found = []
    by_paragraph: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_paragraph.setdefault(mention.span.paragraph, []).append(mention)
    for table in tables:
        lower = table.lower
        for at in range(len(lower) - 3):
            if lower[at] == "of" and lower[at + 1 : at + 4] == ["the", "same", "name"] and at:
                named = _namesake(table, at, by_paragraph.get(table.paragraph.index, []))
                if named is not None:
                    found.append(named)
    return found


def _namesake(table: Table, at: int, mentions: Sequence[Mention]) -> Mention | None:
    head = table.lower[at - 1]
    if head not in _TOWNS and head not in _REGIONS:
        return None
    start = at - 2 if at >= 2 and table.lower[at - 2] in _KINDS else at - 1
    span = TokenSpan(table.paragraph.index, start, at + 4)
    wanted = ("town",) if head in _TOWNS else ("admin1", "admin2")
    before = bisect.bisect_left(mentions, span, key=lambda m: m.span)
    for model in reversed(mentions[max(0, before - REACH) : before]):
        candidates = tuple(c for c in model.candidates if c.kind in wanted)
        if candidates and not model.national:
            mention = Mention(span, model.name, model.key, candidates, 5.0, namesake=True)
            mention.hint = "town" if head in _TOWNS else "admin1"
            return mention
    return None
