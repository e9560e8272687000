"""How change is worded: verbs and adjectives with their direction, and who stands behind them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from counterclaim.lexicon.events import change
from counterclaim.model.vocabulary import Direction, TrendTopic
from counterclaim.reading.languages.en.events.frames import child_of, prepositions, subject_of
from counterclaim.reading.languages.en.events.words import base

if TYPE_CHECKING:
    from spacy.tokens import Token

_FLIP: dict[Direction, Direction] = {"up": "down", "down": "up"}
_DIRECTIONS: tuple[Direction, ...] = ("short", "sufficient", "steady", "up", "down")
_REACH = 40
_DEGREES = frozenset({"JJR", "RBR"})


@functools.cache
def change_words(table: str) -> dict[str, Direction]:
    """Lemma to direction, of one table of the lexicon."""
    lists = getattr(change(), table)
    return {word: direction for direction in reversed(_DIRECTIONS) for word in lists.get(direction, ())}


def doer_of(verb: Token) -> Token | None:
    """The subject, also in "has more than doubled its output", which parsers take apart."""
    found = subject_of(verb)
    if found is None and verb.i - verb.sent.start >= 3 and verb.doc[verb.i - 1].lower_ == "than":
        found = subject_of(verb.doc[verb.i - 3])
    return found


def to_number(verb: Token) -> bool:
    """Whether the change is told by its result: "rose to 14"."""
    return any(w == "to" and n.tag_ == "CD" for w, n in prepositions(verb))


def nearest_subject(noun: Token) -> Token | None:
    """The subject of the closest verb before the noun, over whatever is put in between."""
    doc = noun.doc
    for i in range(noun.i - 1, max(noun.sent.start, noun.i - _REACH) - 1, -1):
        if doc[i].tag_[:1] == "V":
            found = child_of(doc[i], "nsubj")
            if found is not None:
                return found
    return subject_of(noun.head) if noun.head.tag_[:1] == "V" else None


def is_participle(token: Token) -> bool:
    """Whether a verb stands as an adjective or auxiliary."""
    return token.dep_ in ("amod", "aux", "auxpass")


def is_negated(verb: Token) -> bool:
    """Whether the change is denied."""
    return any(c.dep_ == "neg" or (c.lower_ in ("never", "no") and c.dep_ == "advmod") for c in verb.children)


def conjuncts(token: Token) -> list[Token]:
    """Further adjectives: "larger but less frequent", "and on a smaller scale"."""
    out: list[Token] = []
    queue = [token]
    while queue and len(out) < 4:
        node = queue.pop(0)
        for child in node.children:
            if child.dep_ in ("conj", "prep") and child.i > node.i:
                if child.tag_ == "IN":  # "and on a smaller scale"
                    noun = child_of(child, "pobj")
                    if noun is not None and base(noun) in ("scale", "level"):
                        out.extend(c for c in noun.children if c.dep_ == "amod")
                else:
                    out.append(child)
                    queue.append(child)
    return out


def direction_of(adjective: Token, verb: Token, topic: TrendTopic) -> Direction | None:
    """What an adjective says; "more" and "less" before it turn it."""
    word = base(adjective)
    table = change().adjectives
    degree = next(
        (
            c.lower_
            for c in adjective.children
            if c.dep_ == "advmod" and c.lower_ in ("more", "less", "fewer")
        ),
        None,
    )
    stayed = base(verb) in ("remain", "stay", "be", "seem", "appear")
    if word in table["steady"]:
        return "steady" if stayed else None
    if topic in ("supply", "stockpiles") and word in table["short"] | table["sufficient"] and degree is None:
        return "short" if word in table["short"] else "sufficient"
    direction = change_words("adjectives").get(word)
    if word in table["down"]:
        direction = "down"
    if direction not in ("up", "down"):
        return None
    if degree == "less":
        return _FLIP[direction]
    if stayed and degree is None and adjective.tag_ not in _DEGREES:
        return None  # "losses are high" tells no change
    return direction


def end_of(adjective: Token) -> int:
    """Where the adjective phrase ends: with its noun in "on a smaller scale"."""
    noun = adjective.head
    if adjective.dep_ == "amod" and noun.i > adjective.i:
        return noun.i + 1
    return adjective.i + 1
