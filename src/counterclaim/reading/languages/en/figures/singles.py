"""One person at a time: "a woman was killed", "her infant grandson", "maimed another", "a fourth is missing".

An article counts only where the words say what befell the person, and only in a plain statement: not in
"could kill a soldier", not in "a wounded man said".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person
from counterclaim.reading.languages.en.numbers import Number
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FATES: frozenset[Measure] = frozenset(("killed", "wounded", "missing", "abducted", "captured", "detained"))
_OPENERS = frozenset(("a", "an", "another"))
_MORE = frozenset(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
_OWN = frozenset(("his", "her", "their"))
_PERSONS = ("someone", "somebody")
_REACH = 7  # words from the article to its noun
_STEPS = 6
_NO_STATEMENT = frozenset(("to", "by", "like", "as", "without"))


def find_singles(doc: Doc, taken: set[int]) -> list[Counted]:
    """Each article, "another" or ordinal that may count one person; ``taken``: tokens of other numbers."""
    found: list[Counted] = []
    for token in doc:
        low = token.lower_
        if low in _OPENERS and token.tag_ == "DT" and token.i not in taken:
            what = _one(doc, token)
        elif low in _OWN and token.tag_ == "PRP$" and token.head.dep_ in ("conj", "appos"):
            what = _relative(doc, token)
        else:
            continue
        if what is not None:
            found.append(what)
    return found


def _number(start: int, end: int) -> Number:
    return Number(start, end, start, end, 1, 1, 1, "exactly")


def _one(doc: Doc, token: Token) -> Counted | None:
    """ "a woman", "a 60-year-old man", "another", "a second"."""
    at, noun = token.i, token.head
    if at and doc[at - 1].lower_ == "not":
        return None
    after = doc[at + 1] if at + 1 < len(doc) else None
    if token.lower_ == "another" and (noun.i < at or token.dep_ not in ("det", "amod")):
        if after is not None and after.tag_[0] in "NJC":
            return None  # "another 20", "another wounded man"
        return Counted(_number(at, at + 1), None, token, at + 1, single=True)
    if after is not None and after.lower_ in _MORE and noun.i == at + 1 and token.lower_ == "a":
        return Counted(_number(at, at + 2), None, after, at + 2, single=True)
    if not 0 < noun.i - at <= _REACH or noun.tag_ != "NN" or not is_person(noun):
        return None
    if doc[noun.i + 1 : noun.i + 2].text == "-" or noun.dep_ == "compound":
        return None
    if any(t.tag_ in (",", ".", "CD", ":") and t.i > at + 1 for t in doc[at : noun.i]):
        return None
    return Counted(_number(at, at + 1), noun, noun, noun.i + 1, single=True)


def _relative(doc: Doc, token: Token) -> Counted | None:
    """ "a woman and her infant grandson": a person joined to one that is counted."""
    noun = token.head
    if noun.tag_ != "NN" or not is_person(noun) or not 0 < noun.i - token.i <= 4 or noun.head.i > token.i:
        return None
    if noun.head.tag_ not in ("NN", "NNS"):
        return None
    if any(t.tag_ == "CD" for t in doc[token.i : noun.i]):
        return None
    return Counted(_number(token.i, token.i + 1), noun, noun, noun.i + 1, single=True)


def told_plainly(what: Counted) -> bool:
    """Whether the clause is a plain statement: no modal, negation, condition, infinitive, no speaker."""
    token = what.top
    for _ in range(_STEPS):
        head = token.head
        if token.tag_[:2] == "VB" or token.tag_ == "MD":
            for child in token.children:
                if child.dep_ == "neg" or child.tag_ in ("MD", "TO"):
                    return False
                if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
                    return False
            if token.dep_ in ("ccomp", "ROOT", "parataxis"):
                return True
        elif _no_statement(token, head):
            return False
        if head == token:
            return True
        token = head
    return True


def _no_statement(token: Token, head: Token) -> bool:
    """A source ("a wounded man said"), a complement, or the doer behind a preposition."""
    if token.dep_ == "nsubj":
        return lemma(head) in measures().words["speech"]
    if token.dep_ == "attr":
        return lemma(head) == "be"
    return token.dep_ == "pobj" and head.lower_ in _NO_STATEMENT
