"""Words that bear on an event's status: governors, adjectives, negation."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from counterclaim.lexicon.events import modality
from counterclaim.model.vocabulary import EventStatus
from counterclaim.reading.languages.en.events.frames import child_of
from counterclaim.reading.languages.en.events.words import base

if TYPE_CHECKING:
    from spacy.tokens import Token

ORDER: tuple[EventStatus, ...] = ("denied", "hypothetical", "planned", "ongoing")


@functools.lru_cache(maxsize=20_000)
def governs(word: str) -> EventStatus | None:
    """The status that a governing verb or adjective gives: "plans to", "fears"."""
    for status, lemmas in modality().governors.items():
        if word in lemmas:
            return _as_status(status)
    return None


@functools.lru_cache(maxsize=20_000)
def noun_governs(word: str) -> EventStatus | None:
    """The status that a governing noun gives: "threat of", "plan for"."""
    for status, lemmas in modality().nouns.items():
        if status != "reports" and word in lemmas:
            return _as_status(status)
    return None


@functools.lru_cache(maxsize=20_000)
def qualifies(word: str) -> EventStatus | None:
    """The status that an adjective gives: "possible", "planned"."""
    for status, lemmas in modality().adjectives.items():
        if word in lemmas:
            return _as_status(status)
    return None


def _as_status(name: str) -> EventStatus:
    return next(s for s in ORDER if s == name)


def never_happened(verb: Token) -> bool:
    """ "an attack that the military says never happened"."""
    clauses = [verb, *(c for c in verb.children if c.dep_ == "ccomp")]
    return any(base(v) in ("happen", "occur", "take") and child_of(v, "neg") is not None for v in clauses)


def is_no(word: Token, noun: Token) -> bool:
    """ "no", "neither" or "not a" before a noun."""
    return (
        word.i < noun.i
        and word.nbor(1).lower_ not in ("fewer", "less", "more", "later")  # "no fewer than 12"
        and word.dep_ in ("det", "neg", "preconj")
        and (word.lower_ in ("no", "neither") or (word.lower_ == "not" and word.dep_ != "preconj"))
    )


def is_only(negation: Token) -> bool:
    """Whether a negation belongs to "not only"."""
    after = negation.i + 1
    return after < len(negation.doc) and negation.doc[after].lower_ in ("only", "just", "least")


def predicate(verb: Token) -> list[Token]:
    """What is said of the subject: the complements of the verb and all within."""
    out = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd", "dobj")]
    out.extend(c for first in list(out) for c in first.subtree)
    return out
