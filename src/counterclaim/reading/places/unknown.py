"""Names that the gazetteer lacks but the words around call a place: "the village of Xyz", "near Xyz".

They become rows with their words and no point, unless a spelling alike in a country of the document
fits them. Only clear contexts count: an invented place is worse than a missing one.
"""

from __future__ import annotations

from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import PlaceWords
from counterclaim.lexicon.titles import Titles
from counterclaim.reading.page import TokenSpan
from counterclaim.reading.places.mention import Hint, Mention
from counterclaim.reading.places.table import Table
from counterclaim.reading.places.weigh import before

_CLEAR_WORDS = "in near outside around at into toward towards inside"
_CLEAR = frozenset(_CLEAR_WORDS.split())
_POSTS = [["administrative", kind] for kind in ("post", "unit", "area", "region")]
_WEAK_WORDS = "from to of off through between"
_WEAK = frozenset(_WEAK_WORDS.split())


def unknown(
    table: Table, start: int, end: int, words: PlaceWords, titles: Titles, gazetteer: Gazetteer
) -> Mention | None:
    """The run ``start:end`` as a place by its context alone; None when that is not clear."""
    lower, text = table.lower, table.text
    if (
        table.title_case
        or end - start > 4
        or not table.proper(end - 1)
        or not _plain(table, start, end, words, titles)
    ):
        return None
    before_ = lower[start - 1] if start else ""
    of = lower[start - 2] if start >= 2 and before_ == "of" else ""
    after = lower[end] if end < len(lower) else ""
    hint: Hint = ""
    evidence, tentative = 0.0, False
    stop = end
    if of in words.settlement or before_ in words.settlement:
        hint, evidence = "town", 4.0
    elif of in words.admin1 | words.admin2 and of not in ("state", "states", "department"):
        hint, evidence = "admin2" if of in words.admin2 else "admin1", 4.0
    elif lower[end : end + 2] in _POSTS:
        hint, evidence, stop = "admin2", 4.0, end + 2
    elif after in words.admin2 and after not in ("department", "division"):
        hint, evidence, stop = "admin2", 4.0, end + 1
    elif after in words.admin1 and after not in ("state", "states"):
        hint, evidence, stop = "admin1", 4.0, end + 1
    elif lower[end - 1] in words.buildings:
        evidence = 4.0 if before_ in ("in", "on", "at", "near", "along", "to", "of") else 0.0
    else:
        weight, near = before(table, start, words)
        clear = weight >= 2.0 and (before_ in _CLEAR or before_ in words.modifiers or near)
        if before_ in ("in", "at", "around") and text[start].isupper() and len(text[start]) > 1:
            return None
        if clear:
            evidence = weight + (1.0 if near else 0.5)
        elif (
            after in words.vicinity
            or _article(lower, start) in _WEAK
            or _article(lower, start) in words.inside
        ):
            evidence, tentative = 2.0, True
    if evidence <= 0:
        return None
    name = table.words(start, end)
    candidates = gazetteer.alike(name)
    if tentative and (not candidates or table.tags[end - 1] == "NNPS"):
        return None
    mention = Mention(TokenSpan(table.paragraph.index, start, stop), name, fold(name), candidates, evidence)
    mention.hint, mention.alike, mention.tentative = hint, True, tentative
    mention.near = before(table, start, words)[1]
    return mention


def _article(lower: list[str], start: int) -> str:
    """The word before the name, past an article."""
    at = start - 2 if start >= 2 and lower[start - 1] == "the" else start - 1
    return lower[at] if at >= 0 else ""


def _plain(table: Table, start: int, end: int, words: PlaceWords, titles: Titles) -> bool:
    """Whether none of the run's words tells of a person, a body, a date or a document."""
    for word, text in zip(table.lower[start:end], table.text[start:end], strict=True):
        if word in words.never or word in words.organs or word in words.organisation - words.buildings:
            return False
        if word in titles.before_name or word in titles.first_names or word in titles.bodies:
            return False
        if text.isupper() and len(text) <= 5:
            return False
    return start == 0 or table.lower[start - 1] not in titles.before_name
