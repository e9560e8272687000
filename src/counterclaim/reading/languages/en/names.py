"""Proper names: maximal runs of name words, told apart from titles, and which of them are persons.

Reads ``page.paragraphs``; writes ``page.names`` in text order. No statistical entity tagger: a run of
capitalised name words is a name, with the small words that belong inside it ("Ministry of Health",
"Khalid al-Amin"). Titles are cut off ("Defense Minister Ana Lopez" gives "Ana Lopez"). What kind of
place or body a name is, is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.lexicon.parties import fold, lexicon, state_of_demonym
from counterclaim.lexicon.titles import Titles, titles
from counterclaim.reading.columns import columns
from counterclaim.reading.languages.en.name_evidence import Candidate, mark_persons
from counterclaim.reading.page import NameDraft, Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PROPER = frozenset({"NNP", "NNPS"})
# Tags of words that may stand capitalised inside a name ("Armed Forces", "Doctors Without Borders", "M23");
# in running text the tagger also takes unknown surnames for verbs.
_INNER = frozenset({"NN", "NNS", "JJ", "JJR", "JJS", "VBN", "VBG", "CD", "FW", "RB", "IN", "XX", "ADD"})
_VERBS = frozenset({"VB", "VBP", "VBD", "VBZ"})
_OPENING = frozenset({"NN", "NNS", "JJ", "CD", "FW", "VBN", "VBG", "XX", "ADD"})  # … and may open one
_ARTICLES = frozenset({"the", "a", "an"})
_HYPHENS = frozenset({"-", "–", "‑"})
_OPENERS = frozenset({"“", "‘", ":", "•", "|", "—"})
_LONGEST = 40  # tokens of a run
_TITLE_CASE = 0.6  # share of capitalised words from which a line counts as set in title case


class _Words(NamedTuple):
    """A paragraph's tokens as plain lists: faster to walk than spaCy's objects."""

    text: list[str]
    lower: list[str]
    tags: list[str]
    glued: list[bool]  # no blank after the token
    opens: list[bool]  # first word of a sentence, or after a colon, bullet or quote mark
    title_case: bool


def run(page: Page) -> None:
    """Find the names of every paragraph and tell persons among them."""
    words = titles()
    seen_lower: set[str] = set()
    tables = []
    for paragraph in page.paragraphs:
        table = _words(paragraph.doc)
        tables.append(table)
        seen_lower.update(w for w in table.text if w.islower())
    found: list[Candidate] = []
    for paragraph, table in zip(page.paragraphs, tables, strict=True):
        for start, end in _runs(table, words):
            found.extend(_names(paragraph, table, start, end, words, seen_lower))
    mark_persons(page, found)
    page.names = [candidate.draft for candidate in found]


def _words(doc: Doc) -> _Words:
    text, lower, tags, glued, starts = columns(doc)
    opens = [False] * len(text)
    fresh = True
    for i, word in enumerate(text):
        if starts[i]:
            fresh = True
        if word[0].isalnum():
            opens[i] = fresh
            fresh = False
        elif word in _OPENERS or tags[i] == "``":
            fresh = True
    long_words = [t for t in text if len(t) > 3 and t.isalpha()]
    capital = sum(t[0].isupper() for t in long_words)
    return _Words(text, lower, tags, glued, opens, capital > _TITLE_CASE * len(long_words) and capital > 3)


def _is_name(w: _Words, i: int, words: Titles, *, opening: bool) -> bool:
    """Whether token ``i`` can stand in a name; ``opening`` when it would be the first of it."""
    text = w.text[i]
    if not text[0].isupper() or w.lower[i] in words.calendar:
        return False
    tag = w.tags[i]
    if tag in _PROPER:
        return True
    if not opening:
        return tag in _INNER or (tag in _VERBS and not w.title_case)
    if w.opens[i] or w.title_case:  # there a capital says nothing
        return tag in _OPENING and fold(text) in lexicon().names
    return (tag in _OPENING or tag in _VERBS) and len(text) > 1


def _runs(w: _Words, words: Titles) -> Iterator[tuple[int, int]]:
    """Maximal runs of name words, with their inner particles, as token bounds."""
    i, n = 0, len(w.text)
    while i < n:
        if _opens_run(w, i, words):
            end = i + 1 if w.text[i][0].isupper() or w.text[i][0].isdigit() else i + 3
            while end - i < _LONGEST and (longer := _next(w, i, end, words)) > end:
                end = longer
            yield i, end
            i = end
        else:
            i += 1


def _opens_run(w: _Words, i: int, words: Titles) -> bool:
    first = w.text[i][0]
    if first.isupper():
        return _is_name(w, i, words, opening=True)
    if first.isdigit():  # "58th Army"
        return (
            w.lower[i][-2:] in ("st", "nd", "rd", "th")
            and i + 1 < len(w.text)
            and w.text[i + 1][0].isupper()
            and w.lower[i + 1] in words.armed_force
        )
    return w.lower[i] in words.hyphenated and _hyphen(w, i + 1)  # "al-Amin"


def _hyphen(w: _Words, i: int) -> bool:
    """Whether token ``i`` is a hyphen inside a name: glued on both sides, a capital or number after it."""
    return (
        0 < i < len(w.text) - 1
        and w.text[i] in _HYPHENS
        and w.glued[i - 1]
        and w.glued[i]
        and (w.text[i + 1][0].isupper() or w.text[i + 1][0].isdigit())
    )


def _next(w: _Words, start: int, end: int, words: Titles) -> int:
    """The run's end one step further, or ``end`` itself when it stops there."""
    n = len(w.text)
    if end >= n:
        return end
    text, lower = w.text[end], w.lower[end]
    if text[0].isupper() and _is_name(w, end, words, opening=False):
        return end + 1
    if end + 1 >= n:
        return end
    last = w.lower[end - 1]
    after = end + 1
    if _hyphen(w, end):
        return end + 2
    if text == "." and w.glued[end - 1] and last + "." in words.before_name and w.text[after][0].isupper():
        return end + 1
    if text == "&" and w.text[after][0].isupper():
        return end + 2
    if lower in words.hyphenated and _hyphen(w, after):
        return end + 3
    if w.text[after][0].isupper() and not w.opens[after]:
        if lower in ("'s", "’s", "'", "’") and (last in words.possessive) and w.glued[end - 1]:
            return end + 1
        if lower in words.particles and w.lower[after] not in words.calendar:
            return end + 2
    heads = words.of_heads if lower == "of" else words.for_heads if lower in ("for", "on") else ()
    if last in heads:
        if w.lower[after] == "the":
            after += 1
        if after < n and _is_name(w, after, words, opening=True) and not _adjective(w, after):
            return after + 1
    return end


def _adjective(w: _Words, i: int) -> bool:
    """A demonym that belongs to a common noun: "of the Ukrainian armed forces"."""
    if state_of_demonym(w.text[i]) is None:
        return False
    return i + 1 >= len(w.text) or not w.text[i + 1][0].isupper()


def _names(
    paragraph: Paragraph, w: _Words, start: int, end: int, words: Titles, seen_lower: set[str]
) -> Iterator[Candidate]:
    """The names in a run: without articles, and cut at titles."""
    while start < end and w.lower[start] in _ARTICLES and w.text[start] != "A":
        start += 1
    for first, last, titled in _cut_titles(w, start, end, words):
        begin = _after_office(w, first, last, words)
        first, titled = begin, titled or begin > first
        while last > first and not w.text[last - 1][0].isalnum():
            last -= 1
        if first >= last or _nothing(w, first, last, words, seen_lower):
            continue
        draft = NameDraft(TokenSpan(paragraph.index, first, last))
        parts = [x for x in w.text[first:last] if x[0].isalnum()]
        yield Candidate(draft, paragraph, parts, titled)


def _cut_titles(w: _Words, start: int, end: int, words: Titles) -> Iterator[tuple[int, int, bool]]:
    """Parts of a run that a title parts, with whether a title stands before each."""
    for at in range(end - 1, start - 1, -1):
        if w.lower[at] not in words.before_name:
            continue
        rest = at + 1
        while rest < end and not w.text[rest][0].isalnum() and not _hyphen(w, rest):
            rest += 1
        if rest >= end:
            if w.lower[at] in words.private or (at == start == end - 1 and w.lower[at] in words.first_names):
                continue  # "Presidential Guard"; a name that is also a title
            yield from _cut_titles(w, start, _title_start(w, start, at, words), words)
            return
        if _hyphen(w, rest) or any(x in words.not_person or x in words.bodies for x in w.lower[rest:end]):
            continue  # "General Staff", "King Hussein Bridge"
        if start == at and end - rest == 1 and _in_place(w, start, words):
            continue  # "in Sheikh Zuweid"
        before = _title_start(w, start, at, words)
        if before > start:
            yield from _cut_titles(w, start, before, words)
        yield rest, end, True
        return
    if start < end:
        yield start, end, False


def _title_start(w: _Words, start: int, at: int, words: Titles) -> int:
    """Where the title that ends at ``at`` begins: ranks, portfolios and hyphens before it belong to it."""
    while at > start and (
        w.lower[at - 1] in words.before_name
        or w.lower[at - 1] in words.portfolio
        or not w.text[at - 1][0].isalnum()
    ):
        at -= 1
    return at


def _in_place(w: _Words, start: int, words: Titles) -> bool:
    return start > 0 and w.lower[start] in words.place_titles and w.lower[start - 1] in words.locative


def _after_office(w: _Words, first: int, last: int, words: Titles) -> int:
    """Past the office in "Secretary of State Ana Lopez": where the name begins, or ``last``."""
    if first > 1 and w.lower[first - 1] == "of" and w.lower[first - 2] in words.public:
        while first < last and w.lower[first] in words.portfolio:
            first += 1
    return first


def _nothing(w: _Words, first: int, last: int, words: Titles, seen_lower: set[str]) -> bool:
    """A run that is no name: a demonym alone, a common word with a sentence's or title's capital."""
    if all(state_of_demonym(x) is not None for x in w.text[first:last]):
        return True
    if any(x[-1].isdigit() and x[0].isupper() for x in w.text[first:last]):
        return False
    plain = w.lower[first:last]
    if all(len(x) == 1 or (x in words.portfolio and x in seen_lower) for x in plain):
        return True
    if (w.opens[first] and last - first == 1) or w.title_case:
        if last - first == 1 and plain[0] in words.common and not w.text[first].isupper():
            return True
        if fold(" ".join(w.text[first:last])) in lexicon().names:
            return False
        return all(x in seen_lower or not x[0].isalnum() for x in plain)
    return False
