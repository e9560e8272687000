"""How sure the tagger must be of an attribution that no rule found, and where the grammar knows better.

The tagger learnt political news. What reports of a war have and its texts lack (people who ask to stay
unnamed, tolls that a blast "claimed", what nobody agrees on) it takes for statements; here such marks are
known by what they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import words
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.marks import Mark
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

NEVER = 1.01
STATES = 0.2  # the content has a verb or is quoted, and somebody is named
UNSAID = 0.4  # the same, and nobody is named
BARE = 0.4  # the content has no verb
VAGUE = 0.85  # it is a word or two, and the cue is none of the lexicon: "bristled at talk of drones"
_SHORT = 2  # tokens
_CITING, _TAKING = ("cite", "quote"), ("claim", "take", "cost")
_POINTING = ("PRP", "DT")
_TOLD = ("dobj", "dative", "nsubjpass")
_NEAR = 7  # tokens: a wish to stay unnamed is told in few


def needed(sheet: Sheet, mark: Mark, verb: Token) -> float:
    """The sureness from which a mark counts without a rule; above 1 where it never does.

    Args:
        sheet: the paragraph.
        mark: what the tagger saw.
        verb: the cue's word that attributes.

    """
    said = [i for a, b in mark.content for i in range(a, b)]
    if says_nothing(sheet, mark, verb):
        return NEVER
    if any(sheet.tags[i][:1] == "V" or sheet.tags[i] == "MD" or sheet.where[i] >= 0 for i in said):
        if sheet.tags[said[0]] in ("WP", "WRB") and entry_of(verb) is None:
            return VAGUE  # "gave conflicting accounts of who was in control"
        return STATES if mark.source is not None else UNSAID
    if mark.source is None:
        return NEVER  # "no deaths were reported": the outlet's own words
    return BARE if len(said) > _SHORT or entry_of(verb) is not None else VAGUE


def says_nothing(sheet: Sheet, mark: Mark, verb: Token) -> bool:
    """Whether the grammar knows that this is no statement."""
    doc, lower = sheet.doc, sheet.lower
    said = [i for a, b in mark.content for i in range(a, b)]
    if all(sheet.tags[i][:3] in _POINTING for i in said):
        return True  # "told him": nothing is said
    if mark.source is not None:
        if lower[mark.source[0]] in words("nobody"):
            return True  # "nobody agrees on the dead"
        head = doc[mark.source[0] : mark.source[1]].root
        if head.tag_ == "WDT":
            return True  # "a video, which suggests that": a thing
        if head.head == verb and head.dep_ in _TOLD and lemma(verb) in words("addressing_verbs"):
            return True  # "public opinion is informed that": it is told
    if any(lower[i] == "as" and lower[i + 1 : i + 2] == ["saying"] for i in said):
        return True  # "quoted him as saying that": he says it, and a rule knows
    if any(_unnamed(sheet, a, b) for a, b in mark.content):
        return True  # "asked not to be named"
    first = sheet.tags[said[0]]
    if first == "WP" and len(said) > 1 and said[1] != said[0] + 1:
        return True  # "what they tell us does not fit"
    if lower[said[0]] == "whether" and mark.source is None:
        return True  # "it was not confirmed whether drones had hit it"
    name = lemma(verb)
    if name in _CITING and not any(sheet.tags[i][:1] == "V" or sheet.where[i] >= 0 for i in said):
        return True  # "citing a doctor": who is cited is not what is said
    return name in _TAKING and any(lower[i] in words("toll_objects") for i in said[:3])


def _unnamed(sheet: Sheet, start: int, end: int) -> bool:
    """Whether the words are a wish to stay unnamed, with or without its reason."""
    if end - start > _NEAR and sheet.lower[start] not in ("not", "to", "that"):
        return False
    return any(lemma(sheet.doc[i]) in words("unnamed") for i in range(start, min(end, start + _NEAR)))
