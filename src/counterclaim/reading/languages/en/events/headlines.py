"""Verbs of title-case headlines, which the tagger takes for names: "Gunmen Attack Village In The North"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import events
from counterclaim.reading.languages.en.events.frames import Frame
from counterclaim.reading.languages.en.events.words import armed, attackable, base

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBS = frozenset(
    (
        "attack", "ambush", "raid", "storm", "shell", "bomb", "abduct", "kidnap", "capture", "recapture",
        "loot", "overrun", "torch", "ransack", "besiege", "detain", "arrest",
    )
)  # fmt: skip
_LONGEST = 6


def headline_frame(paragraph: int, token: Token) -> Frame | None:
    """The frame of a capitalised verb between its doer and its target, both capitalised."""
    word = token.lower_
    verb = word if word in _VERBS else word.removesuffix("s")
    if verb not in _VERBS or not token.text.istitle() or token.i == token.sent.start:
        return None
    doc = token.doc
    doer = doc[token.i - 1]
    plural = doer.lower_ in _PLURALS or (doer.text[-1:] == "s" and armed(doer, False))
    if not doer.text[:1].isupper() or not plural:
        return None  # "Army Attack" may be a noun
    target = _target(token)
    if target is None:
        return None
    frame = Frame(
        paragraph, verb, events().verbs[verb], token, token.i, token.i + 1, True, doer, None, target
    )
    frame.agent_range = (doer.i, doer.i + 1)
    frame.patient_range = (token.i + 1, target.i + 1)
    frame.near = {base(doer), base(target)}
    return frame


_PLURALS = frozenset({"gunmen", "militiamen", "servicemen"})
_PLACED = frozenset(
    {"in", "on", "at", "near", "outside", "inside", "of", "for", "with", "after", "amid", "over"}
)


def _target(token: Token) -> Token | None:
    """The last noun of the capitalised run after the verb, if it can be attacked or held."""
    found = None
    for after in token.doc[token.i + 1 : min(token.sent.end, token.i + 1 + _LONGEST)]:
        if (
            after.is_sent_start
            or after.lower_ in _PLACED
            or after.tag_[0] not in "NJC"
            or not (after.text[:1].isupper() or after.tag_ == "CD")
        ):
            break
        if after.tag_[0] == "N":
            found = after
    return found if attackable(found, False) else None
