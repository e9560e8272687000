"""What a place is to its clause: the ground something happened on, where it came from or went, or neither.

"in Kherson" is ground; "from Yemen" an origin; "into Goma" a goal. A hospital that took in the wounded, a
cause fought for ("in support of …"), a government named by its capital and the town where somebody spoke
or negotiated are none of these: nothing that the text counts happened there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from counterclaim.lexicon.places import place_words
from counterclaim.lexicon.scope import words
from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Ground = Literal["ground", "origin", "goal", "away"]
_CLIMB = 7  # nouns between a place and its clause: "in a village on the edge of the district of X"
_ATTRIBUTE = frozenset({"poss", "compound", "nmod", "amod", "conj", "appos", "nummod"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})


def ground_of(doc: Doc, start: int, end: int) -> Ground:
    """What the place named by tokens ``start:end`` is to its clause."""
    token = doc[end - 1]
    while start <= token.head.i < end and token.head.i != token.i:
        token = token.head
    return _climb(token)


def _climb(token: Token) -> Ground:
    for _ in range(_CLIMB):
        above = token.head
        if above.i == token.i:
            return "ground"
        found: Ground | Token | None
        if token.dep_ in ("pobj", "pcomp") and above.tag_ in ("IN", "TO", "RP", "RB"):
            found = _after(above)
        elif token.dep_ in _ATTRIBUTE:
            found = _within(above) if above.tag_[:1] == "N" and token.dep_ in ("poss", "compound") else None
        elif above.tag_[:1] == "V":
            return _argument(token, above)
        else:
            return "ground"
        if isinstance(found, str):
            return found
        token = found if found is not None else above
    return "ground"


def _after(prep: Token) -> Ground | Token:
    """What a place after a preposition is; the noun above where that decides."""
    word, above = prep.lower_, prep.head
    if above.tag_ in ("IN", "RB") and above.i != prep.i:
        return "ground"  # "outside of X", "close to X"
    verb = above.tag_[:1] == "V"
    if word in words("origin"):
        return "ground" if _distance(above) else "origin"
    if word in words("goal"):
        if above.tag_[:1] == "J" or above.lower_ in place_words().direction or _distance(above):
            return "ground"
        return "away" if verb and lemma(above) in words("care_verbs") else "goal"
    if word in words("no_ground"):
        return "away"
    if word == "of":
        if lemma(above) in words("motives"):
            return "away"
        if verb:
            return "away" if lemma(above) in words("blame_verbs") else "ground"
        return _within(above) or above
    if verb:
        return "away" if lemma(above) in words("care_verbs") | words("talk_verbs") else "ground"
    if above.tag_[:1] == "N":
        return _within(above) or "ground"
    return "ground"


def _within(noun: Token) -> Ground | Token | None:
    """A place that belongs to a noun: none of an office or talks, and of a hospital only one that is hit."""
    word = lemma(noun)
    if word in words("care_houses") or word in words("offices"):
        return noun if _hit(noun) else "away"
    if word in words("talks"):
        return "away"
    # "A security official in X", "the operator in X": where somebody sits, unless it is they who are counted.
    if word in titles().public and noun.tag_ not in ("NNS", "NNPS") and noun.dep_ != "nsubjpass":
        return "away"
    return None


def _hit(noun: Token) -> bool:
    """Whether a hospital or office is where it happened: struck, harmed, or close by."""
    node = noun
    for _ in range(_CLIMB):
        above = node.head
        if above.i == node.i:
            return False
        if above.tag_[:1] == "V":
            if node.dep_ in ("dobj", "nsubjpass"):
                return lemma(above) in words("harming_verbs")
            return node.dep_ == "prep" and (
                lemma(above) in words("harming_verbs") or node.lower_ in words("close_by")
            )
        if above.tag_[:1] == "N" and lemma(above) in words("harm_nouns"):
            return True
        node = above
    return False


def _argument(token: Token, verb: Token) -> Ground:
    """A place as subject or object of a verb."""
    word = lemma(verb)
    if token.dep_ == "nsubj" and word in titles().speech:
        return "away"
    if token.dep_ in ("dobj", "dative") and word in words("blame_verbs"):
        return "away"
    return "ground"


def _distance(token: Token) -> bool:
    return token.lower_ in words("distances") or any(c.lower_ in words("distances") for c in token.children)
