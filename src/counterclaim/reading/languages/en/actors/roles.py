"""The office, rank or occupation that the text gives a name, before it or in apposition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counterclaim.lexicon.titles import Titles, titles
from counterclaim.reading.languages.en.actors.sides import joined, side_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FAR = 14  # tokens of a role's wording
_INSIDE = ("NN", "JJ", "POS", "HYPH", "CD", "VBN")
_BEFORE_ONLY = frozenset(
    {"dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "sir", "sheikh"}
)
_LINKS = frozenset({"of", "for", "at", "with", "in", "to", "on"})


@dataclass(slots=True)
class Role:
    """One role: its wording, the noun that heads it, and whether it is a public one."""

    wording: str
    noun: str
    public: bool
    side: str | None
    words: set[str] = field(default_factory=set)
    ranks: set[str] = field(default_factory=set)  # ranks and titles that stand with the name besides
    owner: Token | None = None  # "the ministry's spokesman": the ministry


def role_at(doc: Doc, start: int, end: int) -> Role | None:
    """The role given with the name ``start:end``, the office before the rank."""
    words = titles()
    before, at = _before(doc, start, words)
    beside = _apposition_before(doc, at, words) or _apposition_after(doc, end, words)
    if beside is None:
        return before
    if before is not None:
        beside.ranks.add(before.noun)
        beside.words |= before.words
        beside.public = beside.public or before.public
        beside.side = beside.side or before.side
    return beside


def _before(doc: Doc, start: int, words: Titles) -> tuple[Role | None, int]:
    """A title right before the name ("Kremlin spokesman"), and where its wording begins."""
    at = start
    while at > 0 and start - at < _FAR:
        token = doc[at - 1]
        rank_dot = token.text == "." and at > 1 and doc[at - 2].lower_ in words.ranks
        if not (token.tag_.startswith(_INSIDE) or rank_dot) or (
            token.is_sent_start and at - 1 != 0 and False
        ):
            break
        at -= 1
        if token.is_sent_start:
            break
    while at < start and (doc[at].tag_ in ("POS", "HYPH") or not doc[at].text[0].isalnum()):
        at += 1
    head = start - 1
    while head > at and not doc[head].text[0].isalnum():
        head -= 1
    if at >= start or doc[head].lower_ not in words.before_name:
        return None, at
    return _role(doc, at, start, head, words), at


def _apposition_before(doc: Doc, at: int, words: Titles) -> Role | None:
    """ "The deputy commissioner of Kotli, …": a role before the comma."""
    while at > 0 and doc[at - 1].lower_ in ("the", "a", "an"):
        at -= 1
    comma = at - 1
    if comma < 1 or doc[comma].text != ",":
        return None
    head = doc[comma - 1]
    for _ in range(4):
        if head.lower_ in words.roles and head.tag_[0] == "N":
            break
        if head.head.i >= head.i or comma - head.head.i > _FAR or head.head.tag_[0] == "V":
            return None
        head = head.head
    if head.lower_ not in words.roles or head.tag_ not in ("NN", "NNP"):
        return None
    return _role(doc, _start(head), comma, head.i, words)


def _start(head: Token) -> int:
    start = head.i
    for child in head.lefts:
        if child.dep_ in ("det", "amod", "compound", "poss", "nmod", "nummod"):
            start = min(start, child.left_edge.i)
    return max(start, head.i - _FAR)


def _apposition_after(doc: Doc, end: int, words: Titles) -> Role | None:
    """ "…, an analyst with the firm Meridian": a role after the comma."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    at = end + 1
    stop = at
    head = -1
    while stop < len(doc) and stop - at < _FAR:
        token = doc[stop]
        if token.text in ',.;:()”"' or (token.tag_[0] in "VMW" and token.tag_ != "VBN"):
            break
        if token.tag_ == "IN" and token.lower_ not in _LINKS:
            break
        if head < 0:
            if token.tag_ == "IN":
                return None
            if token.lower_ in words.roles and token.tag_ in ("NN", "NNP"):
                after = doc[stop + 1] if stop + 1 < len(doc) else None
                if after is None or not (after.tag_.startswith("NN") or after.tag_ == "POS"):
                    head = stop
        stop += 1
    if head < 0 or stop >= len(doc):
        return None
    return _role(doc, at, stop, head, words)


def _role(doc: Doc, start: int, end: int, head: int, words: Titles) -> Role | None:
    while start < head and doc[start].tag_ in ("DT", "PRP$"):
        start += 1
    noun = doc[head].lower_
    ranks = {noun} if noun in words.ranks else set()
    if ranks:  # "team leader Colonel …": the office counts, not the rank
        at = next((t.i for t in reversed(doc[start:head]) if t.lower_ in words.offices), head)
        if at != head and not (noun == "general" and at == head - 1):  # "Attorney General" is the office
            noun, head, end = doc[at].lower_, at, at + 1
    if noun in _BEFORE_ONLY and head == end - 1 and start == head:
        public = noun == "sheikh"
        return None if not public else Role(doc[head].text, noun, False, None, {noun})
    tokens = list(doc[start:end])
    while tokens and not tokens[-1].text[0].isalnum() and tokens[-1].text != ".":
        tokens.pop()
    lower = {t.lower_ for t in tokens}
    public = noun in words.public or noun in words.ranks
    side = side_of(tokens) if public else None
    owner = next((t for t in doc[head].lefts if t.dep_ == "poss"), None)
    return Role(wording(tokens, head - start), noun, public, side, lower, ranks, owner)


def wording(tokens: list[Token], head: int) -> str:
    """The role without the nationality that opens it: "Defense Minister"."""
    from counterclaim.lexicon.parties import state_of_demonym

    first = 0
    while first < head and state_of_demonym(tokens[first].text) is not None:
        first += 1
    last = len(tokens)
    while last - 1 > first and tokens[last - 1].lower_ in _BEFORE_ONLY:
        last -= 1
    return " ".join(joined(tokens[first:last]).split())
