"""People named as killed, wounded, missing, captured, detained, abducted or released.

Reads ``page.names``, ``page.actors`` and ``page.paragraphs``; writes ``page.persons`` in text order. Whoever
only speaks or comments is none of them. The figure that counts a person is not found here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.persons import Fates, fates
from counterclaim.model.vocabulary import PersonStatus
from counterclaim.reading.languages.en.events.frames import child_of, is_passive
from counterclaim.reading.languages.en.events.status import status_of
from counterclaim.reading.languages.en.events.words import base
from counterclaim.reading.languages.en.persons_details import age_of, beside, is_public, sex_of
from counterclaim.reading.languages.en.trends_topics import in_conflict
from counterclaim.reading.page import NameDraft, Page, PersonDraft, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTS = frozenset({"headline", "body", "related", "caption"})
_UP = 7
_REACH = 60
_COPULA = frozenset({"be", "remain", "go", "stay", "become"})
_PAST = frozenset({"VBD", "VBZ", "VBP"})


def run(page: Page) -> None:
    """Find the persons of all paragraphs; a person told of twice is one row."""
    known: set[tuple[str, PersonStatus]] = set()
    sentences: dict[tuple[int, int], list[NameDraft]] = {}
    violent: bool | None = None
    people = [n for n in page.names if n.is_person and page.paragraphs[n.span.paragraph].part in _PARTS]
    for name in people:
        sentences.setdefault(_sentence(page, name), []).append(name)
    for name in people:
        doc = page.paragraphs[name.span.paragraph].doc
        head = _head(doc, name.span)
        fate = _fate(head) or _listed(doc, name.span)
        if fate is None:
            continue
        if fate == "killed" and _natural(head):
            if violent is None:
                violent = bool(page.events) or any(in_conflict(p.doc) for p in page.paragraphs)
            if not violent:
                continue
        key = (doc[name.span.end - 1].lower_, fate)
        if key in known:
            continue
        known.add(key)
        page.persons.append(_row(page, name, head, fate, len(sentences[_sentence(page, name)]) == 1))


def _natural(token: Token) -> bool:
    """Whether the sentence tells a death that need not be a violent one."""
    table = fates()
    sentence = token.sent
    near = token.doc[max(sentence.start, token.i - _REACH) : min(sentence.end, token.i + _REACH)]
    lemmas = {base(t) for t in near if t.tag_[:1] in "VN"}
    natural = table.words["natural"]
    return not natural.isdisjoint(lemmas) and not any(w in table.passive for w in lemmas if w not in natural)


def _row(page: Page, name: NameDraft, head: Token, fate: PersonStatus, alone: bool) -> PersonDraft:
    span = name.span
    words = beside(head, span.start, span.end)
    row = PersonDraft(span, fate, age=age_of(head.doc, span.start, span.end), sex=sex_of(words, head, alone))
    row.actor = next((a for a in page.actors if any(m.overlaps(span) for m in a.mentions)), None)
    row.private = not (is_public(words) or (row.actor is not None and row.actor.public))
    return row


def _sentence(page: Page, name: NameDraft) -> tuple[int, int]:
    span = name.span
    return span.paragraph, page.paragraphs[span.paragraph].doc[span.start].sent.start


def _head(doc: Doc, span: TokenSpan) -> Token:
    """The word of the name that hangs on a word outside it."""
    for i in range(span.start, span.end):
        over = doc[i].head.i
        if over == i or not span.start <= over < span.end:
            return doc[i]
    return doc[span.end - 1]


def _fate(token: Token) -> PersonStatus | None:
    """What befell the person, from the tree above and right below the name."""
    table = fates()
    below = _clauses(token, table)
    if below is not None:
        return below
    for _ in range(_UP):
        label, over = token.dep_, token.head
        if over.i == token.i:
            return None
        if label in ("nsubjpass", "nsubj", "attr", "dobj", "oprd"):
            return _verb(token, over, label, table)
        if label == "pobj":
            found = _preposition(over, table)
            if found is not None:
                return found
            if over.lower_ not in table.words["including"] or over.head.tag_[:1] == "V":
                return None
            token = over.head
        elif label == "poss":
            return table.of.get(base(over))
        elif label in ("appos", "conj", "compound", "nmod", "amod"):
            if label == "appos" and _state(over, table) is not None:
                return _state(over, table)
            if over.tag_[:1] == "V":
                return None
            token = over
        else:
            return None
    return None


def _state(noun: Token, table: Fates) -> PersonStatus | None:
    """The status that a noun phrase tells: "the dead", "one of the wounded", "two victims"."""
    found = table.states.get(noun.lower_) or table.states.get(base(noun))
    if found is not None:
        return found
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "among"):
            inner = child_of(child, "pobj")
            if inner is not None:
                return table.states.get(inner.lower_) or table.states.get(base(inner))
    return None


def _clauses(token: Token, table: Fates) -> PersonStatus | None:
    """ "X, 34, killed in the raid", "X, who was abducted", "the missing X"."""
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            found = table.passive.get(base(child))
            if found is not None:
                return found
        elif child.dep_ == "relcl":
            subject = child_of(child, "nsubjpass", "nsubj")
            if subject is not None and subject.lower_ in ("who", "that"):
                found = table.passive.get(base(child)) if is_passive(child) else table.active.get(base(child))
                found = found or _copula(child, table)
                if found is not None and _real(child):
                    return found
    return None


def _verb(token: Token, verb: Token, label: str, table: Fates) -> PersonStatus | None:
    """The person as subject or object of a verb."""
    word = base(verb)
    if label == "nsubjpass":
        found = table.passive.get(word)
        if found is None and word == "shoot" and any(c.lower_ in ("dead", "down") for c in verb.children):
            found = "killed"
        if found is None and word == "take":
            found = next((s for c in verb.children if (s := table.states.get(base(c))) is not None), None)
        return found if found is not None and _real(verb) else _other_conjunct(verb, table)
    if label == "nsubj":
        found = table.active.get(word) or (_copula(verb, table) if word in _COPULA else None)
        return found if found is not None and _real(verb) else _among(verb, table)
    if label == "dobj":
        if word == "include" or word in table.words["naming"]:
            subject = child_of(verb, "nsubj")
            return _state(subject, table) if subject is not None else None
        found = table.passive.get(word)
        return found if found is not None and word not in ("bury", "mourn") and _real(verb) else None
    subject = child_of(verb, "nsubj", "nsubjpass")
    if subject is None:
        return _among(verb, table)
    if word == "be" or word in table.words["naming"]:
        return _state(subject, table) if _real(verb) else None
    return None


def _other_conjunct(verb: Token, table: Fates) -> PersonStatus | None:
    """ "was shot and killed"."""
    for child in verb.children:
        if child.dep_ == "conj" and child.tag_ == "VBN" and child_of(child, "nsubj", "nsubjpass") is None:
            found = table.passive.get(base(child))
            if found is not None and _real(verb):
                return found
    return None


def _copula(verb: Token, table: Fates) -> PersonStatus | None:
    """ "X is missing", "X was among the dead", "X was one of the victims"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "xcomp"):
            found = _state(child, table)
            if found is not None:
                return found
    return _among(verb, table)


def _among(verb: Token, table: Fates) -> PersonStatus | None:
    """ "Among the dead was X"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "among":
            inner = child_of(child, "pobj")
            if inner is not None and base(verb) == "be":
                return table.states.get(inner.lower_) or table.states.get(base(inner))
    return None


def _preposition(preposition: Token, table: Fates) -> PersonStatus | None:
    """ "the body of X", "the dead were identified as X"."""
    over = preposition.head
    if preposition.lower_ == "of" and over.tag_[:1] == "N":
        return table.of.get(over.lower_) or table.of.get(base(over))
    if preposition.lower_ == "as" and base(over) in table.words["naming"]:
        named = child_of(over, "dobj", "nsubjpass")
        return _state(named, table) if named is not None else None
    return None


def _listed(doc: Doc, span: TokenSpan) -> PersonStatus | None:
    """Lists that the tree does not hold together: "named the missing as A, B and C", "The dead: A; B"."""
    table = fates()
    start = doc[span.start].sent.start
    opening: int | None = None
    for i in range(span.start - 1, max(start, span.start - _REACH) - 1, -1):
        token = doc[i]
        if token.lower_ == "as" or token.text == ":":
            opening = i
            break
        if token.tag_ in _PAST and base(token) == "be":
            opening = i
            break
        if token.tag_[:1] == "V" or token.text == ".":
            return None
    if opening is None or opening - start > 12:
        return None
    words = [doc[i] for i in range(start, opening)]
    if doc[opening].lower_ == "as" and not any(base(w) in table.words["naming"] for w in words):
        return None
    if doc[opening].tag_ in _PAST and not (words and words[0].lower_ == "among"):
        return None
    if doc[opening].text == ":" and any(w.tag_ in _PAST for w in words):
        return None
    found = [s for w in words if (s := table.states.get(w.lower_) or table.states.get(base(w))) is not None]
    return found[0] if found else None


def _real(verb: Token) -> bool:
    """Whether it is said to have happened."""
    return status_of(verb, "other") in ("occurred", "ongoing")
