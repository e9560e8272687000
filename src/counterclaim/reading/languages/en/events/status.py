"""Whether an event happened, goes on, is planned, denied or only imagined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import modality
from counterclaim.model.vocabulary import EventStatus, EventType
from counterclaim.reading.languages.en.events.frames import child_of, is_passive
from counterclaim.reading.languages.en.events.modals import (
    ORDER,
    governs,
    is_no,
    is_only,
    never_happened,
    noun_governs,
    predicate,
    qualifies,
)
from counterclaim.reading.languages.en.events.words import base, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 10
_CLAUSE_FEARS = frozenset(
    (
        "fear", "hope", "demand", "urge", "insist", "expect", "wish", "imagine", "suggest", "propose",
        "request", "ask",
        "recommend", "doubt",
    )
)  # fmt: skip
_BE = frozenset({"is", "are", "am", "'s", "'re", "’s", "’re"})
_HAVE = frozenset({"has", "have", "'ve", "’ve"})
_WERE = frozenset({"was", "were"})
_GOING_ON = frozenset({"rage", "erupt", "resume", "persist", "continue", "flare", "begin", "start"})
_MAYBE = frozenset({"possible", "likely", "unlikely", "imminent", "conceivable"})
_UNTRUE = frozenset({"untrue", "false"})
_PUBLIC = frozenset(
    {"say", "announce", "declare", "state", "promise", "pledge", "vow", "tell", "add", "confirm"}
)
_PRESENT = frozenset({"VBZ", "VBP"})
_SETTLED = frozenset({"agree", "announce", "declare", "propose_no", "broker", "mediate", "negotiate"})
_DEFINITE = frozenset({"the", "this", "these", "that", "those"})
_NOUN_PREPS = frozenset({"of", "for", "to", "against", "on", "about", "from", "in", "with", "at"})


def status_of(trigger: Token, kind: EventType) -> EventStatus:
    """The status of the event that the word names: the strongest mark on the way up to its clause's root."""
    marks = _Walk(kind)
    marks.climb(trigger)
    return next((s for s in ORDER if s in marks.found), "occurred")


class _Walk:
    """One way up the tree from a trigger, with the marks met."""

    def __init__(self, kind: EventType) -> None:
        self.kind = kind
        self.found: set[EventStatus] = set()

    def add(self, status: EventStatus | None) -> None:
        if status is not None:
            self.found.add(status)

    def climb(self, trigger: Token) -> None:
        node: Token | None = trigger
        marks = True
        for _ in range(_STEPS):
            if node is None:
                return
            verbal = node.tag_[:1] == "V" or node.tag_ == "MD"
            if verbal and (node.dep_ != "amod"):
                if marks:
                    self.verb_marks(node)
                    self.subject_no(node)
                node, marks = self.over_verb(node)
            else:
                self.noun_marks(node, node.i == trigger.i)
                node, marks = self.over_noun(node)

    def verb_marks(self, verb: Token) -> None:
        """Modals, negation, progressive, imperative."""
        lists = modality().words
        aux: list[Token] = []
        for child in verb.children:
            word = child.lower_
            if child.dep_ in ("aux", "auxpass"):
                aux.append(child)
                if word in lists["future"]:
                    self.add("planned")
                elif word in lists["modal"] and not (word in ("'d", "’d") and verb.tag_ == "VBN"):
                    self.add("planned" if word == "would" and self._announced(verb) else "hypothetical")
            elif (
                child.dep_ in ("neg", "preconj", "advmod") and word in lists["negation"] and child.i < verb.i
            ):
                if not is_only(child):
                    self.add("denied")
            elif (child.dep_ == "mark" and word in lists["if"]) or (
                child.dep_ in ("acomp", "oprd") and word in _MAYBE
            ):
                self.add("hypothetical")
        self._aspect(verb, aux)
        if (
            verb.tag_ == "VB"
            and not aux
            and verb.dep_ in ("ROOT", "ccomp")
            and child_of(verb, "nsubj") is None
        ):
            self.add("hypothetical")

    def _aspect(self, verb: Token, aux: list[Token]) -> None:
        """The progressive, and "continues to"."""
        words_ = {a.lower_ for a in aux}
        present = not words_.isdisjoint(_BE | _HAVE)
        progressive = (
            verb.tag_ == "VBG" and base(verb) != "go" and not words_.isdisjoint(_BE | _WERE | {"been", "be"})
        )
        backshifted = verb.dep_ == "ccomp" and not words_.isdisjoint(_WERE)
        going_on = base(verb) in modality().governors["ongoing"] and verb.tag_ in _PRESENT
        if (progressive and (present or backshifted)) or ("being" in words_ and present) or going_on:
            self.add("ongoing")

    def _announced(self, verb: Token) -> bool:
        """ "said it would withdraw": the future seen from the past."""
        if verb.dep_ != "ccomp" or child_of(verb, "advcl") is not None:
            return False
        return base(verb.head) in _PUBLIC

    def subject_no(self, verb: Token) -> None:
        """ "no strike took place", "nobody fired"."""
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj") and (
                child.lower_ in ("nobody", "none", "nothing") or any(is_no(c, child) for c in child.children)
            ):
                self.add("denied")

    def noun_marks(self, noun: Token, own: bool) -> None:
        """ "a possible attack", "no strike", "planned withdrawal", "false reports of"."""
        for child in noun.children:
            if child.dep_ == "relcl" and own and never_happened(child):
                self.add("denied")
            if child.i > noun.i:
                continue
            word = child.lower_
            if own and child.dep_ == "det" and word in modality().words["no"]:
                self.add("denied")
            elif child.dep_ in ("amod", "det", "advmod", "compound") and child.i < noun.i:
                self.add(qualifies(word) if child.dep_ != "advmod" else None)
                if base(noun) in modality().nouns["reports"] and word in modality().words["groundless"]:
                    self.add("denied")

    def over_verb(self, verb: Token) -> tuple[Token | None, bool]:
        """What governs a verb, and whether the governor's own modals and negation bear on the event."""
        label, head = verb.dep_, verb.head
        if label == "xcomp" or (label == "dobj" and head.tag_[:1] == "V"):
            if head.tag_[:1] != "V":  # "is able to attack", "is likely to advance"
                self.add(governs(base(head)) or qualifies(head.lower_))
                return (head.head, True) if head.dep_ in ("acomp", "attr") else (None, False)
            if base(head) == "go" and head.tag_ == "VBG" and verb.tag_ == "VB":
                self.add("planned")
            if _denies_not(head):
                return None, False
            self.governed(head)
            return head, True
        if label == "ccomp":
            return self._clause(verb, head)
        if label == "pcomp":
            return self._behind(head)
        if label == "acl":
            word = base(head)
            if word in modality().nouns["reports"] or word in words("involvement"):
                return head, False
            if child_of(verb, "aux") is not None and verb.tag_ == "VB":
                self.add(noun_governs(word))
            elif word in ("fear", "threat", "possibility", "risk", "likelihood", "chance"):
                self.add("hypothetical")
            return None, False
        if label == "conj":
            shares = child_of(verb, "nsubj", "nsubjpass") is None and child_of(verb, "aux") is None
            return head, shares and (verb.tag_ == head.tag_ or head.tag_ in ("VB", "VBG"))
        if label == "advcl":
            self._purpose(verb)
        if label in ("attr", "acomp"):
            return head, True
        return None, False

    def _clause(self, verb: Token, head: Token) -> tuple[Token | None, bool]:
        word = base(head)
        status = governs(word)
        if (status == "denied" and not _denies_not(head)) or (
            status in ("hypothetical",) and (word in _CLAUSE_FEARS or verb.tag_ == "VB")
        ):
            self.add(status)
        for child in head.children:
            if child.dep_ in ("acomp", "attr") and child.lower_ in _MAYBE | _UNTRUE:
                self.add("denied" if child.lower_ in _UNTRUE else "hypothetical")
            elif child.dep_ == "neg" and word in ("believe", "think"):
                self.add("denied")
        if head.tag_[:1] == "N" and word in modality().nouns["reports"]:
            return head, False
        return None, False

    def _purpose(self, verb: Token) -> None:
        """ "massed troops to attack the town": an aim, unless the main verb is the deed itself."""
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        if infinitive and base(verb.head) not in ("use", "fire", "launch", "send", "manage", "go"):
            self.add("hypothetical")

    def over_noun(self, noun: Token) -> tuple[Token | None, bool]:
        """What governs a noun."""
        label, head = noun.dep_, noun.head
        if label in ("dobj", "attr", "oprd") and head.tag_[:1] == "V":
            return self._object(noun, head)
        if label == "pobj":
            return self._behind(head)
        if label in ("nsubj", "nsubjpass"):
            return self._subject(noun, head)
        if label in ("conj", "compound", "nmod"):
            return head, False
        return None, False

    def _object(self, noun: Token, verb: Token) -> tuple[Token | None, bool]:
        word = base(verb)
        if _denies_not(verb):
            return None, False
        self.governed(verb)
        if base(noun) in modality().nouns["reports"] or base(noun) in words("involvement"):
            return None, False
        if word in words("light") or word == "be" or word in words("patient"):
            return verb, True
        return None, False

    def _subject(self, noun: Token, verb: Token) -> tuple[Token | None, bool]:
        word = base(verb)
        if base(noun) in modality().nouns["reports"]:
            if any(
                not {c.lower_ for c in predicate(verb)}.isdisjoint(modality().words["groundless"])
                for _ in (0,)
            ):
                self.add("denied")
            return None, False
        passive = noun.dep_ == "nsubjpass" or is_passive(verb)
        if passive:
            self.governed(verb)
        if word in modality().words["happening"] | _GOING_ON or (passive and word in words("light")):
            return verb, True
        definite = any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in noun.children if c.i < noun.i)
        if not definite and not passive:
            before = set(self.found)
            self.verb_marks(verb)
            self.found = before | (self.found & {"hypothetical", "planned"})
        return None, False

    def _behind(self, preposition: Token) -> tuple[Token | None, bool]:
        """The noun or verb before "of", "for", "to" and the like."""
        over = preposition.head
        word = base(over)
        if preposition.lower_ not in _NOUN_PREPS:
            return None, False
        if over.tag_[:1] == "N":
            if preposition.lower_ not in ("in", "with", "at") or word in words("involvement"):
                self.add(noun_governs(word))
            if word in modality().nouns["reports"] or word in words("involvement") or word in words("series"):
                return over, False
            if word in ("face",):
                return None, False
            return (over, False) if word in ("plan", "denial") else (None, False)
        if over.tag_[:1] == "V":
            if preposition.lower_ in ("for", "to", "of", "about", "against", "from") and word not in (
                "tell",
                "ask",
                "order",
            ):
                self.governed(over)
            if word in ("engage", "carry", "go", "come", "involve") or preposition.lower_ == "from":
                return over, True
            return None, False
        self.add(qualifies(over.lower_))
        return None, False

    def governed(self, verb: Token) -> None:
        """The mark that a governing verb sets."""
        word = base(verb)
        status = governs(word)
        if status == "ongoing" or _denies_not(verb) or (self.kind == "ceasefire" and word in _SETTLED):
            return
        self.add(status)


def _denies_not(verb: Token) -> bool:
    """ "neither confirmed nor denied the strike", "did not deny it": nobody denies."""
    if governs(base(verb)) != "denied":
        return False
    nor = verb.i > 0 and verb.nbor(-1).lower_ == "nor"
    return nor or any(c.dep_ == "neg" and not is_only(c) for c in verb.children)
