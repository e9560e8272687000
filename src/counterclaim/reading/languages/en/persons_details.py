"""Age, sex and public role of a named person, from the words beside the name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from counterclaim.lexicon.persons import fates
from counterclaim.lexicon.titles import titles
from counterclaim.model.vocabulary import Sex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_SMALL = {word: number for number, word in enumerate(_NUMBERS, 1)}
_YEARS = re.compile(r"\b(\d{1,3}|[a-z]{3,9})[- ]years?[- ]old\b")
_AGED = re.compile(r"\baged? (\d{1,3})\b")
_OLDEST = 120
_BEFORE = 9
_REACH = 40
_PRONOUNS: dict[str, Sex] = {"he": "male", "his": "male", "him": "male", "she": "female", "her": "female"}
_KIN: dict[str, Sex] = {
    "son": "male", "daughter": "female", "brother": "male", "sister": "female", "father": "male",
    "mother": "female",
    "wife": "female", "husband": "male", "boy": "male", "girl": "female", "man": "male", "woman": "female",
    "grandmother": "female", "grandfather": "male", "widow": "female", "nephew": "male", "niece": "female",
    "uncle": "male", "aunt": "female", "schoolboy": "male", "schoolgirl": "female", "grandson": "male",
    "granddaughter": "female",
}  # fmt: skip


def age_of(doc: Doc, start: int, end: int) -> int | None:
    """The age that stands beside a name: "X, 41,", "X (41)", "41-year-old X", "X, aged 41"."""
    after = _behind(doc, end)
    if after is not None:
        return after
    low = doc[start].sent.start
    before = doc[max(low, start - _BEFORE) : start].text.lower() if start > low else ""
    found = [m for m in _YEARS.finditer(before) if "," not in before[m.end() :]]
    if found:
        return _number(found[-1].group(1))
    tail = doc[end : min(doc[start].sent.end, end + 8)].text.lower()
    match = _YEARS.search(tail) if tail[:1] in (",", "(", "–", "—") else None
    match = match or _AGED.search(tail)
    return _number(match.group(1)) if match else None


def _behind(doc: Doc, end: int) -> int | None:
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return None
    token = doc[end + 1]
    closing = (
        end + 2 >= len(doc)
        or doc[end + 2].text in (",", ")", ".", ";", "and")
        or doc[end + 2].tag_[:1] == "V"
    )
    if closing and token.text.isascii() and token.text.isdigit():
        return _number(token.text)
    return None


def _number(word: str) -> int | None:
    value = int(word) if word.isdigit() else _SMALL.get(word)
    return value if value is not None and value <= _OLDEST else None


def beside(name: Token, start: int, end: int) -> list[Token]:
    """Nouns that describe the person: before the name, or in apposition on either side."""
    doc = name.doc
    low = max(name.sent.start, start - 4)
    out: list[Token] = []
    for i in range(start - 1, low - 1, -1):
        token = doc[i]
        if token.is_punct or token.tag_[:1] == "V" or token.dep_ in ("prep", "cc", "mark"):
            if token.text in ("-", "."):
                continue
            break
        out.append(token)
    for child in name.children:
        if child.dep_ == "appos" and child.i >= end:
            out.append(child)
            out.extend(c for c in child.children if c.dep_ == "compound")
    if name.dep_ == "appos" and name.head.i < start:
        out.append(name.head)
        out.extend(c for c in name.head.children if c.dep_ == "compound")
    return out


def sex_of(words: list[Token], name: Token, alone: bool) -> Sex | None:
    """The sex that a title, a word of kin or a pronoun tells; ``alone``: no other person in the sentence."""
    table = titles()
    for token in words:
        word = token.lower_
        if word in _KIN:
            return _KIN[word]
        if word in table.female:
            return "female"
        if word in table.male:
            return "male"
    if alone and name.dep_ in ("nsubj", "nsubjpass"):
        for token in name.doc[name.i + 1 : min(name.sent.end, name.i + _REACH)]:
            if token.lower_ in _PRONOUNS:
                return _PRONOUNS[token.lower_]
            if token.tag_ == "NNP":
                return None
    return None


def is_public(words: list[Token]) -> bool:
    """Whether an office or a rank stands beside the name."""
    table = titles()
    none = fates().words["no_office"]
    return any(
        (w.lower_ in table.ranks or w.lower_ in table.public or w.lower_.rstrip(".") in table.ranks)
        and w.lower_ not in none
        for w in words
    )
