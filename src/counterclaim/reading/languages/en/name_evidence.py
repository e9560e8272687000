"""Which names are persons: titles, given names, appositions, speech, and surnames used again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import fold, lexicon, state_of_capital
from counterclaim.lexicon.titles import Titles, titles
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import NameDraft, Page, Paragraph

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_APPOSITION = 9  # tokens after the comma in which "a spokesman" must come
_OLDEST = 115
_LONGEST = 5  # words of a personal name


@dataclass(slots=True, eq=False)
class Candidate:
    """A name with its words (no hyphens or particles left out) and whether a title stands before it."""

    draft: NameDraft
    paragraph: Paragraph
    parts: list[str]
    titled: bool

    @property
    def doc(self) -> Doc:
        """The paragraph's parse."""
        return self.paragraph.doc


def mark_persons(page: Page, candidates: Iterable[Candidate]) -> None:
    """Set ``is_person`` on every name that the text or the list of given names shows to be one."""
    words = titles()
    rest: list[Candidate] = []
    surnames: set[tuple[str, ...]] = set()
    for candidate in candidates:
        if _known(candidate):
            continue
        if _is_person(candidate, words):
            candidate.draft.is_person = True
            surnames.update(_short_forms(candidate, words))
        else:
            rest.append(candidate)
    for candidate in rest:
        key = tuple(p.lower() for p in candidate.parts)
        if key in surnames and not _located(candidate, words):
            candidate.draft.is_person = True


def _known(candidate: Candidate) -> bool:
    """A state, capital, force, group or organisation of the lexicon."""
    start, end = candidate.draft.span.start, candidate.draft.span.end
    name = candidate.doc[start:end].text
    return fold(name) in lexicon().names or (len(candidate.parts) <= 2 and state_of_capital(name) is not None)


def _short_forms(candidate: Candidate, words: Titles) -> Iterable[tuple[str, ...]]:
    """The full name, its later parts ("Abu Hasira", "Hasira"), and a first part that is no given name."""
    parts = [p.lower() for p in candidate.parts]
    for at in range(len(parts)):
        if len(parts[at]) > 1:
            yield tuple(parts[at:])
    if len(parts) > 1 and words.first_names.get(parts[0], "none") in (None, "none"):
        yield (parts[0],)


def _is_person(candidate: Candidate, words: Titles) -> bool:
    doc, span = candidate.doc, candidate.draft.span
    lower = [p.lower() for p in candidate.parts]
    before = doc[span.start - 1] if span.start else None
    if len(lower) > _LONGEST + 1:
        return False
    if candidate.titled or (before is not None and _role(before, words)):
        return not any(x in words.bodies for x in lower)
    if any(x in words.not_person or x in words.bodies for x in lower) or _acronym(candidate.parts):
        return False
    if len(lower) > _LONGEST:
        return False
    if _aged(doc, span.end):
        return True
    if _located(candidate, words):
        return False
    if _apposition(doc, span.start, span.end, words):
        return True
    if len(lower) > 1 and (lower[0] in words.first_names or _initial(candidate.parts[0])):
        return True
    if before is not None and before.lower_ == "by" and span.start == 1:  # a byline
        return len(lower) > 1
    return _speaks(candidate, words)


def _role(token: Token, words: Titles) -> bool:
    """A lower-case role noun right before the name: "spokesman Ana Lopez"."""
    word = token.lower_
    if token.text != word or not token.tag_.startswith("NN"):
        return False
    return word in words.before_name or (word[-1:] == "s" and word[:-1] in words.before_name)


def _initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."


def _acronym(parts: list[str]) -> bool:
    return (any(p.isupper() and len(p) > 2 for p in parts) and not all(p.isupper() for p in parts)) or (
        len(parts) == 1 and parts[0].isupper()
    )


def _located(candidate: Candidate, words: Titles) -> bool:
    """In "in Umm Rawaba" the name is a place, whatever it looks like."""
    start = candidate.draft.span.start
    return start > 0 and candidate.doc[start - 1].lower_ in words.locative


def _aged(doc: Doc, end: int) -> bool:
    """An age follows: "Ana Lopez, 34,"."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return False
    age = doc[end + 1].text
    after = doc[end + 2].text if end + 2 < len(doc) else "."
    return age.isdigit() and len(age) <= 3 and int(age) < _OLDEST and after in ',.;:)”"'


def _apposition(doc: Doc, start: int, end: int, words: Titles) -> bool:
    """A role stands beside the name: "Ana Lopez, a trader" or "the governor, Ana Lopez"."""
    head = doc[end - 1]
    if head.dep_ == "appos" and start <= head.i < end and head.head.i < start:
        other = head.head
        if other.lower_ in words.roles and other.tag_ in ("NN", "NNP"):
            return True
    if end + 1 < len(doc) and doc[end].text == ",":
        first = doc[end + 1]
        if first.tag_ in ("DT", "JJ", "NN", "PRP$", "NNP") or first.lower_ in words.roles:
            for token in doc[end + 1 : end + 1 + _APPOSITION]:
                if token.text in ',.;:”"' or token.tag_[0] in "VM" or token.tag_ in ("IN", "POS"):
                    return False
                if token.lower_ in words.roles and token.tag_ in ("NN", "NNP"):
                    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
                    return after is None or not after.tag_.startswith("NN")
        return end - start > 1 and first.lower_ == "who"
    return False


def _speaks(candidate: Candidate, words: Titles) -> bool:
    """Two or three name words that are the subject of a speech verb, or follow "according to"."""
    parts = candidate.parts
    if not 2 <= len(parts) <= 3 or not all(p[0].isupper() and p[1:].islower() for p in parts):
        return False
    head = candidate.doc[candidate.draft.span.end - 1]
    if head.dep_ == "nsubj" and head.head.tag_[0] == "V":
        return lemma(head.head) in words.speech
    return head.dep_ == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according"
