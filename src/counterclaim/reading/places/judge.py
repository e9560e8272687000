"""Decides which possible mentions are places, with the whole document in view."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from counterclaim.lexicon.places import PlaceWords
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.table import Table

if TYPE_CHECKING:
    from spacy.tokens import Token

ACCEPT = 1.5
HOME = 0.3  # share of a document's countries from which it plays there
_AND = frozenset({",", "and", "or", "&"})
_BETWEEN = frozenset({",", "and", "or", "&", "/", "as", "well", "the", ";", "in", "to"})


def judge(
    mentions: Sequence[Mention], tables: Sequence[Table], words: PlaceWords, people: frozenset[str]
) -> list[Mention]:
    """The mentions that are places, in text order."""
    _at_home(mentions, people)
    connect(mentions, tables)
    _actors(mentions, tables, words, people)
    strong: dict[str, float] = {}
    for mention in mentions:
        strong[mention.key] = max(strong.get(mention.key, -9.0), mention.evidence)
    return [m for m in mentions if _accepted(m, strong)]


def _at_home(mentions: Sequence[Mention], people: frozenset[str]) -> None:
    """A town of the country that the document is about is likelier meant than one elsewhere."""
    nations: dict[str, int] = {}
    for mention in mentions:
        code = mention.country or next((c.country for c in mention.candidates if c.kind == "country"), None)
        if code:
            nations[code] = nations.get(code, 0) + 1
    total = sum(nations.values())
    home = {code for code, count in nations.items() if count >= HOME * total}
    for mention in mentions:
        if mention.key in people or mention.alike:
            continue
        if any(c.kind != "country" and c.country in home for c in mention.candidates):
            mention.evidence += 0.5


def _accepted(mention: Mention, strong: Mapping[str, float]) -> bool:
    if mention.demonym:
        return True
    evidence = mention.evidence
    if strong[mention.key] >= ACCEPT + 1.0:
        evidence += 1.0
    return evidence >= ACCEPT


def connect(mentions: Sequence[Mention], tables: Sequence[Table]) -> None:
    """ "in Lyman and Marinka": the preposition counts for both; "Paris, Texas": one holds the other."""
    for left, right in itertools.pairwise(mentions):
        a, b = left.span, right.span
        if (
            a.paragraph != b.paragraph
            or b.start - a.end > 4
            or b.start < a.end
            or left.demonym
            or right.demonym
        ):
            continue
        table = tables[a.paragraph]
        between = table.lower[a.end : b.start]
        if not between or not all(w in _BETWEEN for w in between):
            continue
        if between == [","]:
            after = table.tags[b.end] if b.end < len(table.tags) else ""
            if _holds(left, right):
                left.inside = right
                left.evidence += 2.5
                right.evidence += 2.0
                continue
            if after.startswith("VB"):
                continue
        if between == ["in"]:
            if _holds(left, right):
                left.inside = right
            continue
        if left.evidence >= ACCEPT and "in" not in between:
            right.evidence += min(1.5, left.evidence - ACCEPT + 0.5)
    for left, right in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=True):
        if right.evidence >= ACCEPT + 0.5 and left.evidence < ACCEPT and _joined(left, right, tables):
            left.evidence += 0.7
    _share_types(mentions, tables)


def _joined(left: Mention, right: Mention, tables: Sequence[Table]) -> bool:
    """Whether only "and", "or" or a comma stands between the two."""
    a, b = left.span, right.span
    if a.paragraph != b.paragraph or not 0 < b.start - a.end <= 2 or left.demonym or right.demonym:
        return False
    return all(w in _AND for w in tables[a.paragraph].lower[a.end : b.start])


def _share_types(mentions: Sequence[Mention], tables: Sequence[Table]) -> None:
    """ "the Poltava and Sumy regions": the plural type counts for the names before it too."""
    plural = False
    for left, right in zip(reversed(mentions[:-1]), reversed(mentions[1:]), strict=False):
        a, b = left.span, right.span
        table = tables[b.paragraph]
        if right.hint and b.end < len(table.lower) and table.lower[b.end].endswith("s"):
            plural = True
        near_by = a.paragraph == b.paragraph and 0 < b.start - a.end <= 3
        between = table.lower[a.end : b.start] if near_by else []
        if (
            not (plural and right.hint and between and all(w in _BETWEEN and w != "in" for w in between))
            or left.hint
        ):
            plural = False
            continue
        left.hint, left.near = right.hint, right.near
        left.evidence += 1.5


def _holds(inner: Mention, outer: Mention) -> bool:
    """Whether a candidate of ``outer`` is the country or region of a candidate of ``inner``."""
    for c in outer.candidates:
        if c.kind == "country" and any(
            i.country == c.country and i.kind != "country" for i in inner.candidates
        ):
            return True
        if c.kind == "admin1" and any(
            i.country == c.country and i.admin1 == c.admin1 and i.kind in ("town", "admin2")
            for i in inner.candidates
        ):
            return True
    return False


def _actors(
    mentions: Sequence[Mention], tables: Sequence[Table], words: PlaceWords, people: frozenset[str]
) -> None:
    """A name that speaks or decides is a government or a person, not the ground."""
    for mention in mentions:
        if mention.demonym:
            continue
        doc = tables[mention.span.paragraph].paragraph.doc
        last = doc[mention.span.end - 1]
        for _ in range(4):  # "the US and the UK struck": both act
            if last.dep_ != "conj" or last.head is last:
                break
            last = last.head
        if mention.key in people and mention.candidates and mention.candidates[0].kind == "town":
            mention.evidence -= 2.5
        if last.dep_ in ("nsubj", "agent") or (last.dep_ == "pobj" and last.head.dep_ == "agent"):
            head = last.head.head if last.dep_ == "pobj" and last.head.i else last.head
            verb = lemma(head)
            large = any(c.kind == "country" or c.population > 500_000 for c in mention.candidates)
            if verb in words.acts and last.dep_ != "pobj":
                if large:
                    mention.literal = False
                elif verb in words.speech:
                    mention.evidence -= 2.5
            elif last.dep_ == "pobj" and any(c.kind == "country" for c in mention.candidates):
                mention.literal = False
        elif (last.dep_ == "poss" and lemma(last.head) in words.organs) or (
            last.dep_ in ("compound", "nmod") and (last.head.lower_ in words.organs or _whose(last, words))
        ):
            mention.literal = False


def _whose(token: Token, words: PlaceWords) -> bool:
    """ "U.S. soldiers", "a U.K. base": an abbreviation that stands for the adjective."""
    return token.text.isupper() and token.head.tag_ in ("NN", "NNS") and token.head.lower_ not in words.lands
