"""A trigger with what stands around it: who, whom, with what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from counterclaim.lexicon.events import Trigger
from counterclaim.reading.languages.en.events.words import base, core, weapon_at

if TYPE_CHECKING:
    from spacy.tokens import Token

Range = tuple[int, int]
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ASIDE = frozenset(
    {"prep", "agent", "prt", "advmod", "amod", "compound", "acomp", "oprd", "poss", "nmod", "npadvmod"}
)
_CONTROL = frozenset(
    (
        "order", "urge", "force", "ask", "tell", "call", "instruct", "accuse", "blame", "warn", "allow",
        "want", "expect",
        "prevent", "stop", "appeal", "press", "implore", "beg", "demand", "condemn", "denounce", "criticise",
        "criticize", "suspect", "charge",
    )
)  # fmt: skip
_ADDRESSING = frozenset({"on", "upon", "to", "for"})
_DEPTH = 6
_NP_PREPS = frozenset({"of", "in", "for", "from"})


@dataclass(slots=True)
class Frame:
    """A possible event: its trigger, its lexicon entry and its arguments."""

    paragraph: int
    key: str
    entry: Trigger
    head: Token
    start: int
    end: int
    verbal: bool
    agent: Token | None = None
    agent_range: Range | None = None
    patient: Token | None = None
    patient_range: Range | None = None
    weapon: str | None = None
    passive: bool = False
    light: Token | None = None
    at: bool = False
    near: set[str] = field(default_factory=set)
    dropped: bool = False


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the subject, the "by" phrase of a passive, or the subject of the verb that governs it."""
    agent = None
    passive = False
    for child in verb.children:
        label = child.dep_
        if label in ("nsubj", "csubj"):
            return _main_subject(child, verb) or antecedent(child, verb)
        if label == "agent":
            agent = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif label in ("nsubjpass", "auxpass"):
            passive = True
    if agent is not None or passive or depth >= _DEPTH:
        return agent
    return _governing_subject(verb, depth)


def _governing_subject(verb: Token, depth: int) -> Token | None:
    label, head = verb.dep_, verb.head
    if label == "acl":
        return head if verb.tag_ == "VBG" else None
    if label == "xcomp" or label == "ccomp":
        if base(head) in _CONTROL:
            found = asked(head)
            if found is not None:
                return found
        return subject_of(head, depth + 1) if label == "xcomp" else None
    if label == "pcomp":
        over = head.head
        if base(over) in _CONTROL:
            return asked(over)
        return subject_of(over, depth + 1) if over.tag_[:1] == "V" else None
    if label in ("conj", "advcl", "dobj") and head.tag_[:1] == "V":
        if label == "conj" and is_passive(head) and verb.tag_ == "VBN":
            agent = child_of(head, "agent")
            return child_of(agent, "pobj") if agent is not None else None
        return subject_of(head, depth + 1)
    return None


def asked(verb: Token) -> Token | None:
    """Who is accused, asked or told: the object, or "on X" and "to X" ("called on Rwanda to withdraw")."""
    found = child_of(verb, "dobj", "nsubjpass")
    if found is not None:
        return found
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _ADDRESSING:
            return child_of(child, "pobj")
    return None


def _main_subject(subject: Token, verb: Token) -> Token | None:
    """ "The rebels lost ten men as they took the town": the main clause's plural noun is who "they" are."""
    if subject.lower_ != "they" or verb.dep_ != "advcl":
        return None
    found = child_of(verb.head, "nsubj", "nsubjpass")
    return found if found is not None and found.tag_ in ("NNS", "NNPS") else None


def antecedent(token: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return token


def child_of(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    for child in token.children:
        if child.dep_ in labels:
            return child
    return None


def is_passive(verb: Token) -> bool:
    """Passive by its auxiliary, its subject, or as a participle after a noun."""
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "auxpass", "agent"):
            return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acl" or verb.dep_ == "advcl":
        return child_of(verb, "aux") is None
    return (
        verb.dep_ == "conj" and verb.head.tag_ == "VBN" and is_passive(verb.head) and not _has_subject(verb)
    )


def _has_subject(verb: Token) -> bool:
    return child_of(verb, "nsubj", "nsubjpass", "csubj") is not None


def object_of(verb: Token, passive: bool, depth: int = 0) -> Token | None:
    """Whom it befalls: the object, or the subject of a passive."""
    if not passive:
        found = child_of(verb, "dobj")
        if found is not None:
            return antecedent(found, verb)
        if depth < 2 and verb.dep_ == "relcl" and not _has_subject(verb):
            return None
        for child in verb.children:  # "shot and killed two men": the object stands with the second verb
            if child.dep_ == "conj" and child.tag_ == verb.tag_ and depth < 2 and not _has_subject(child):
                return object_of(child, False, depth + 1)
        return None
    found = child_of(verb, "nsubjpass")
    if found is not None:
        return antecedent(found, verb)
    if verb.dep_ == "acl":
        return verb.head
    if (
        verb.dep_ in ("conj", "xcomp", "advcl", "oprd", "ccomp")
        and depth < _DEPTH
        and verb.head.tag_[:1] == "V"
    ):
        return object_of(verb.head, is_passive(verb.head), depth + 1) or child_of(verb.head, "nsubj")
    return None


def prepositions(token: Token) -> list[tuple[str, Token]]:
    """Each preposition under the word, with its object; one more step for "on to", "out of"."""
    out: list[tuple[str, Token]] = []
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "dative"):
            continue
        for inner in child.children:
            if inner.dep_ == "pobj":
                out.append((child.lower_, inner))
            elif inner.dep_ == "prep":
                out.extend((inner.lower_, p) for p in inner.children if p.dep_ == "pobj")
            elif inner.dep_ == "pcomp":  # "attacked using drones"
                out.extend((child.lower_, p) for p in inner.children if p.dep_ == "dobj")
    return out


def neighbours(token: Token, *others: Token | None) -> set[str]:
    """Lemmas close to the trigger, for telling senses apart."""
    near: set[str] = set()
    for child in token.children:
        near.add(base(child))
        if child.dep_ in ("prep", "agent"):
            near.update(base(c) for c in child.children)
    for other in others:
        if other is not None:
            near.add(base(other))
            near.update(base(c) for c in other.children if c.dep_ in _ASIDE)
    return near


def phrase(head: Token) -> Range:
    """The token range of a noun phrase: its left modifiers, the noun, and "of …" right behind it."""
    doc = head.doc
    start, end = head.left_edge.i, head.i + 1
    low = head.sent.start
    start = max(start, low)
    for child in head.children:
        if child.i > head.i and child.dep_ == "prep" and child.i == end and child.lower_ in _NP_PREPS:
            inner = child_of(child, "pobj")
            if inner is not None and inner.i - child.i <= 6:
                end = max(end, phrase(inner)[1])
    while start < head.i and (doc[start].is_punct or doc[start].dep_ in ("cc", "mark", "prep", "preconj")):
        start += 1
    return start, end


def weapon_in(token: Token) -> str | None:
    """The weapon that a phrase names, also "a volley of rockets" and "artillery and mortars"."""
    found = weapon_at(core(token))
    if found is not None:
        return found
    for child in token.children:
        if child.dep_ in ("conj", "appos"):
            found = weapon_at(core(child))
            if found is not None:
                return found
    return None
