"""Nouns that are measures by themselves: deaths, prisoners, shelling; attacks by the weapon they go with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import Measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import key
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token


_BREACHES = frozenset(("violation", "breach"))
_TRUCES = frozenset(("ceasefire", "cease-fire", "truce", "armistice"))
_NEAR = 15  # words between a breach and the truce that it breaks


def noun_measure(noun: Token, lex: Measures) -> Measure | None:
    """The measure that a noun names by itself; attacks by the weapon they go with."""
    measure = lex.nouns.get(key(noun)) or lex.nouns.get(lemma(noun))
    if measure == "other" and lemma(noun) in _BREACHES:
        near = noun.doc[max(0, noun.i - _NEAR) : noun.i + _NEAR]
        return "attacks" if any(t.lower_ in _TRUCES for t in near) else measure
    if measure in ("attacks", "shelling_attacks", "other"):
        return weapon_of(noun, lex) or measure
    return measure


def weapon_of(noun: Token, lex: Measures, *, before: bool = True) -> Measure | None:
    """ "drone attacks", "attacks with missiles"; looking only after: "eight with rocket launchers"."""
    doc = noun.doc
    for token in doc[max(0, noun.i - 3) if before else noun.i : noun.i]:
        if token.tag_ in ("NN", "JJ", "NNS", "NNP") and (measure := lex.weapon_attacks.get(lemma(token))):
            if measure == "shelling_attacks" and noun.i - token.i > 1:
                continue
            return measure
    for child in noun.children:
        if (
            child.dep_ in ("prep", "agent")
            and child.lower_ in ("with", "by", "from", "using", "of")
            and child.i > noun.i
        ):
            for target in child.children:
                if target.dep_ == "pobj":
                    for token in (target, *target.lefts):
                        if measure := lex.weapon_attacks.get(_singular(token)):
                            return measure
    return None


def _singular(token: Token) -> str:
    return lemma(token) if token.tag_ not in ("NNP", "NNPS") else token.lower_.removesuffix("s")
