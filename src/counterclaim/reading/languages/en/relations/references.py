"""Nouns that stand for somebody's statement: "Washington's calculations of losses", "the charge"."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.lexicon.relations import ReferenceKind, relation_words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations.scene import Scene, keys, named_side
from counterclaim.reading.languages.en.relations.voices import Owner, owner_at
from counterclaim.reading.page import ClaimDraft, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADJECTIVAL = ("amod", "compound", "nmod")
_MAX_PHRASE = 14
_MOST = 8  # references of one claim that are followed
_LONGEST = 60  # tokens of a complement that are looked at
_ABOUT = ("of", "about", "on", "for", "over", "regarding", "concerning")
_INDEFINITE = ("a", "an", "some", "any", "no", "another", "several", "many", "few")


@dataclass(slots=True)
class Reference:
    """A noun in a claim's content that stands for another statement."""

    noun: Token
    kind: ReferenceKind
    phrase: TokenSpan
    owner: Owner | None
    about: frozenset[str]  # telling words of its complement: "of Russia's losses"
    sides: set[str]  # sides that the complement names
    clause: bool  # the complement is a clause: "the claim that …"


def references(scene: Scene, claim: ClaimDraft) -> list[Reference]:
    """The references in the content of a claim, in text order."""
    kinds = relation_words().references
    out = []
    for span in claim.content:
        for token in scene.words_of(span):
            if token.tag_[:2] != "NN":
                continue
            word = lemma(token)
            kind = kinds.get(word if word in kinds else word.removesuffix("s"))
            if kind is not None and _stands_for_words(token, kind):
                out.append(_reference(scene, span, token, kind))
    return out[:_MOST]


def _stands_for_words(noun: Token, kind: ReferenceKind) -> bool:
    """Not "a number of people", not "a report": what is meant has been said, or is somebody's."""
    if noun.dep_ in ("compound", "amod") and noun.head.tag_[:2] == "NN":
        return False
    for child in noun.children:
        if child.dep_ == "det" and child.lower_ in _INDEFINITE:
            return False
        if kind == "figure" and noun.lower_ == "number" and child.lower_ == "of":
            return False
    return True


def _reference(scene: Scene, span: TokenSpan, noun: Token, kind: ReferenceKind) -> Reference:
    owner_token = _owner_of(noun, kind)
    owner = owner_at(scene, span.paragraph, owner_token) if owner_token is not None else None
    about: list[Token] = []
    clause = False
    for child in noun.children:
        if owner_token is not None and (child is owner_token or child.is_ancestor(owner_token)):
            continue
        if child.i < noun.i or child.i >= span.end:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl", "advcl") and child.tag_[:1] == "V":
            clause = clause or any(c.lower_ == "that" or c.dep_ == "nsubj" for c in child.children)
            about.extend(islice(child.subtree, _LONGEST))
        elif child.dep_ == "prep" and child.lower_ in _ABOUT:
            about.extend(t for t in islice(child.subtree, _LONGEST) if t is not child)
    inside = [t for t in about if span.start <= t.i < span.end]
    start = max(span.start, min([noun.left_edge.i, *([owner.words.start] if owner else [])]))
    end = min(span.end, max(noun.i, noun.right_edge.i) + 1, start + _MAX_PHRASE)
    return Reference(
        noun=noun,
        kind=kind,
        phrase=TokenSpan(span.paragraph, start, max(end, noun.i + 1)),
        owner=owner,
        about=keys(inside),
        sides={s for t in inside if (s := named_side(t)) is not None},
        clause=clause,
    )


def _owner_of(noun: Token, kind: ReferenceKind) -> Token | None:
    """Whose it is: "Kyiv's toll", "the US estimate", "reports spread by Baku", "Kyiv never gives numbers"."""
    for child in noun.children:
        if child.dep_ == "poss" and child.tag_ != "PRP$":
            return child
        if child.dep_ in _ADJECTIVAL and named_side(child) is not None:
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            held = _object(child)
            if held is not None:
                return held
        if child.dep_ == "prep" and child.lower_ == "of" and kind == "statement":
            held = _object(child)
            if held is not None and named_side(held) is not None:
                return held
        if child.dep_ in ("acl", "relcl") and lemma(child) in relation_words().words["giving"]:
            giver = _giver(child)
            if giver is not None:
                return giver
    head = noun.head
    if noun.dep_ == "dobj" and lemma(head) in relation_words().words["giving"]:
        subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.tag_[:2] == "NN":
            return subject
    return None


def _object(preposition: Token) -> Token | None:
    return next((c for c in preposition.children if c.dep_ == "pobj" and c.tag_[:2] == "NN"), None)


def _giver(verb: Token) -> Token | None:
    """The one who gives: agent of a participle, subject of a relative clause."""
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return _object(child)
        if child.dep_ == "nsubj" and child.tag_[:2] == "NN":
            return child
    return None
