"""What a statement of change is about: attacks, losses, stockpiles … — or nothing of a conflict."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, cast

from counterclaim.lexicon.events import change
from counterclaim.lexicon.events import events as event_words
from counterclaim.model.vocabulary import TrendTopic
from counterclaim.reading.languages.en.events.frames import child_of, phrase
from counterclaim.reading.languages.en.events.words import base, is_date, is_side

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = frozenset({"compound", "amod", "nmod", "poss"})
_ARMS_ONLY = frozenset({"production", "stockpiles"})
_PEOPLE = frozenset({"return", "arrival", "crossing", "influx", "outflow"})
_FRONT = frozenset({"front", "contact", "demarcation", "battle"})
_SURE = frozenset(
    {"air", "missile", "drone", "rocket", "mortar", "artillery", "rebel", "militant", "insurgent"}
)
_ENOUGH = 3
_REACH = 40  # no further, so that a sentence of thousands of words stays cheap


@functools.cache
def topics() -> dict[str, TrendTopic]:
    """Word to topic."""
    return {word: cast("TrendTopic", topic) for topic, words in change().topics.items() for word in words}


def in_conflict(doc: Doc) -> bool:
    """Whether the words around speak of a conflict: several arms and fighting words."""
    context = event_words().words["context"]
    return sum(base(t) in context or t.lower_ in context for t in doc if t.tag_[:1] in "NJV") >= _ENOUGH


def measured(noun: Token) -> Token:
    """What is measured: "the number of attacks" is about attacks."""
    for _ in range(3):
        if base(noun) not in change().words["measures"]:
            break
        inner = next(
            (
                p
                for c in noun.children
                if c.dep_ == "prep" and c.lower_ in ("of", "in")
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
        if inner is None:
            inner = child_of(noun, "compound")
        if inner is None:
            break
        noun = inner
    return noun


def topic_of(noun: Token, context: bool) -> TrendTopic | None:
    """The topic of a noun phrase, or None when it is no matter of a conflict."""
    noun = measured(noun)
    word = base(noun)
    topic = topics().get(noun.lower_) or topics().get(word)
    if topic is None:
        return None
    near = {base(c) for c in noun.children if c.dep_ in _LEFT}
    for child in noun.children:
        if child.dep_ == "prep":
            near.update(base(p) for p in child.children)
            near.update(base(q) for p in child.children if p.dep_ == "pobj" for q in p.children)
    lists = change().words
    if not near.isdisjoint(lists["never"]):
        return None
    if word == "line" and near.isdisjoint(_FRONT):
        return None
    if word in _PEOPLE:
        told = not near.isdisjoint(lists["displaced"]) or (context and word == "return")
        return topic if told else None
    if word not in change().conflict or not near.isdisjoint(_SURE):
        return topic
    sentence = _arms(noun)
    if topic in _ARMS_ONLY:
        return topic if sentence else None
    return topic if context or sentence else None


def _arms(noun: Token) -> bool:
    """Arms or soldiers in the same sentence."""
    words = change().words["arms"]
    own, sentence = noun.i, noun.sent
    near = noun.doc[max(sentence.start, own - _REACH) : min(sentence.end, own + _REACH)]
    return any(t.i != own and (base(t) in words or t.lower_ in words) for t in near if t.tag_[:1] in "NJV")


def whose(noun: Token) -> tuple[int, int] | None:
    """ "Russia's losses", "Ukrainian drone raids", "attacks by the group"."""
    noun = measured(noun)
    for child in noun.children:
        if child.dep_ == "poss" and not is_date(child) and child.tag_ != "PRP$":
            return phrase(child)
        if child.i < noun.i and child.dep_ in _LEFT:
            side = child if is_side(child) else next((c for c in child.children if is_side(c)), None)
            if side is None and base(child) in event_words().words["armed_modifiers"]:
                side = child
            if side is not None:
                return side.i, side.i + 1
    for child in noun.children:
        if (child.dep_ == "prep" and child.lower_ == "by") or child.dep_ == "agent":
            inner = child_of(child, "pobj")
            if inner is not None:
                return phrase(inner)
    return None
