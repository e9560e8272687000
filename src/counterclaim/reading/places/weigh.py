"""Weighs a gazetteer match by the words around it.

A person, a newspaper or a university is no place, however large the town of that name. What is left
carries a number, `Mention.evidence`; `judge` decides later, when the whole document has been seen.
"""

from __future__ import annotations

import math

from counterclaim.gazetteer.lookup import Candidate
from counterclaim.lexicon.places import PlaceWords
from counterclaim.lexicon.regions import demonyms
from counterclaim.lexicon.titles import Titles
from counterclaim.reading.places.mention import Hint, Mention
from counterclaim.reading.places.table import Table

_SKIP = frozenset({"-", "–", "‑", "'s", "’s"})
_DISTANCE_WORDS = "km kms kilometres kilometers miles metres meters"
_DISTANCE = frozenset(_DISTANCE_WORDS.split())


def weigh(table: Table, mention: Mention, a: int, b: int, words: PlaceWords, titles: Titles) -> bool:
    """Set what the words around say, within the capitalised run ``a:b``; False when it is no place."""
    lower, start, end = table.lower, mention.span.start, mention.span.end
    if end - start == 1 and lower[start] in words.organisation:
        return False
    types(table, mention, a, b, words)
    if end - start == 1 and lower[start] in words.never and not mention.hint and not mention.national:
        return False
    if not _whole(table, mention, a, b, words):
        return False
    if start == a and a > 0 and lower[a - 1] in titles.before_name and not mention.hint:
        return False  # "spokesman Lyman"
    mention.evidence += _base(mention.candidates) + (0.5 if table.proper(end - 1) else -0.5)
    if end - start == 1 and not mention.national:
        if lower[start] in words.common:
            mention.evidence -= 2.5
        if lower[start] in titles.first_names:
            mention.evidence -= 1.0
        if mention.candidates[0].rank and mention.candidates[0].kind == "town":
            mention.evidence -= 0.2
    if table.opens(start) and not table.proper(start):
        mention.evidence -= 1.0
    if table.title_case:
        mention.evidence -= 0.5
    weight, near = before(table, start, words)
    mention.evidence += weight
    mention.near = mention.near or near
    return True


def _whole(table: Table, mention: Mention, a: int, b: int, words: PlaceWords) -> bool:
    """Whether the rest of the run leaves the name a place; sets ``literal``."""
    lower, start, end = table.lower, mention.span.start, mention.span.end
    left = [w for w in lower[a:start] if w not in _SKIP]
    right = [w for w in lower[end:b] if w not in _SKIP]
    sure = mention.hint in ("admin1", "admin2") or mention.large
    if right:
        typed = lower[end - 1] in words.admin1 or lower[end - 1] in words.admin2 or mention.hint == "near"
        if right[0] in words.organs or (typed and mention.hint and right[0] not in words.organisation):
            # "Gaza Health Ministry": a body named after the place.
            if not sure:
                return False
            mention.literal = False
        elif (any(w in words.organisation for w in right[:4]) and not table.title_case) or any(
            w in words.buildings for w in right[:3]
        ):
            return False
        elif not table.title_case:
            if not mention.national and not (right[0] in words.site and sure):
                return False
            mention.literal = mention.literal and right[0] in words.site
    elif end < len(lower) and lower[end] in words.organs:
        mention.literal = False
    if lower[end : end + 2] == ["-", "based"]:
        mention.literal = False
        mention.evidence += 1.5
    if table.title_case:
        return True
    if any(w in words.organisation for w in left[-2:]):
        return False
    nations = demonyms()
    strange = [
        w for w, t in zip(lower[a:start], table.text[a:start], strict=True)
        if w not in words.modifiers and t not in nations and w not in _SKIP and w not in words.weak
        and w not in words.settlement and w not in words.admin1
    ]  # fmt: skip
    if strange and not mention.national and mention.hint not in ("admin1", "admin2"):
        return False
    if strange and mention.hint == "admin2" and not mention.large:
        return False  # "Khair Khana district" is another one than Khana's
    # "University of X", "Bank of Y"
    return not (
        start >= 2
        and lower[start - 1] in ("of", "for")
        and table.text[start - 2][:1].isupper()
        and lower[start - 2] in words.organisation
    )


def types(table: Table, mention: Mention, a: int, b: int, words: PlaceWords) -> None:
    """What the words next to the name call it: "Kherson province", "city of Kherson"."""
    lower, start, end = table.lower, mention.span.start, mention.span.end
    hint = _after(table, end, b, words)
    if hint:
        mention.hint = hint
        mention.evidence += 2.0 if hint in ("admin1", "admin2") else 1.5
        if hint in ("admin1", "admin2") and not lower[end].endswith("s"):
            mention.span = mention.span._replace(end=end + 1)
        mention.near = hint == "near"
        return
    if start >= 2 and lower[start - 1] == "of":
        called = lower[start - 2]
    elif start >= 1 and start == a:
        called = lower[start - 1]
    else:
        return
    if called in words.admin1 and called not in ("state", "states"):
        mention.hint = "admin1"
    elif called in words.admin2:
        mention.hint = "admin2"
    elif called in words.settlement:
        mention.hint = "town"
    if mention.hint:
        mention.evidence += 2.5
    elif mention.candidates and mention.name.split()[-1].lower() in words.admin2 | words.admin1:
        # "Plymouth County" is in the gazetteer with its type.
        mention.hint = "admin2" if mention.candidates[0].kind == "admin2" else ""
        mention.evidence += 1.5


def _after(table: Table, end: int, b: int, words: PlaceWords) -> Hint:
    if end >= len(table.lower):
        return ""
    after = table.lower[end]
    following = table.lower[end + 1] if end + 1 < len(table.lower) else ""
    if end + 1 < b and following in words.organisation:
        return ""  # "Kherson State University"
    if after in ("state", "states"):
        # "Khartoum State" names a place; "Ukraine state media" does not.
        return (
            "admin1" if table.named(end) or table.tags[end] != "NN" or following not in words.organs else ""
        )
    if after in words.admin1:
        return "admin1"
    if after in words.admin2:
        return "admin2"
    if after in words.settlement and not table.named(end):
        return "town"
    return "near" if after in words.vicinity else ""


def before(table: Table, start: int, words: PlaceWords) -> tuple[float, bool]:
    """Evidence of the words before, past articles and "northern"; whether they say "near"."""
    lower = table.lower
    at, weight = start - 1, 0.0
    while at >= 0 and start - at < 5 and (lower[at] in words.modifiers or lower[at] in ("the", "-")):
        if lower[at] in words.modifiers:
            weight += 0.5
        at -= 1
    if at < 0:
        return weight, False
    word = lower[at]
    if word in words.inside:
        return weight + 2.0, word in words.near
    if word in ("of", "from") and at and (lower[at - 1] in words.direction or lower[at - 1] in _DISTANCE):
        return weight + 2.0, True
    return weight + (0.7 if word in words.weak else 0.0), False


def _base(candidates: tuple[Candidate, ...]) -> float:
    """How likely the name alone is a place: countries always, hamlets rarely."""
    best = 0.0
    for c in candidates:
        if c.kind == "country":
            return 3.0
        if c.kind == "region":
            value = 2.5
        elif c.kind == "admin1":
            value = 1.8 if c.rank == 0 else 1.3
        elif c.kind == "admin2":
            value = 0.2
        else:
            value = max(0.0, math.log10(c.population + 1) - 3.5) * 0.8
            value = min(2.0, value) * (0.7 if c.rank else 1.0)
        best = max(best, value)
    return best
