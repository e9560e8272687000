"""One happening, one event: the verb and the noun of one clause that tell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.model.vocabulary import EventType
from counterclaim.reading.languages.en.events.frames import Frame, antecedent, child_of, prepositions
from counterclaim.reading.languages.en.events.kinds import VIOLENT
from counterclaim.reading.languages.en.events.words import core

if TYPE_CHECKING:
    from spacy.tokens import Token

Typed = tuple[Frame, EventType]
_PARAGRAPH = 1_000_000  # more tokens than a paragraph has: paragraph and token make one number
_MEANS = frozenset({"other", "looting", "advance", "abduction"})  # in which people are killed
_BY_MEANS = frozenset({"in", "by", "with", "during", "from", "under", "as", "through"})


def merge(events: list[Typed]) -> list[Typed]:
    """Drop a verb that only tells what an event noun of its clause does."""
    nouns = {f.head.i + f.paragraph * _PARAGRAPH: (f, k) for f, k in events if not f.verbal}
    out: list[Typed] = []
    verbs = {
        f.head.i + f.paragraph * _PARAGRAPH
        for f, k in events
        if f.verbal and (k in VIOLENT or (k in _MEANS and f.key != "kill"))
    }
    taken: set[tuple[int, int]] = set()
    for frame, kind in events:
        if frame.verbal:
            over = frame.head.head.i + frame.paragraph * _PARAGRAPH
            if (
                over in verbs
                and "weapon_agent" in frame.entry.needs
                and child_of(frame.head, "nsubj") is None
            ):
                continue  # "bombed the town and killed two"
            other = _same(frame, kind, nouns)
            if other is not None:
                _give(frame, other[0])
                continue
        place = (frame.paragraph, frame.start)
        if place not in taken:
            taken.add(place)
            out.append((frame, kind))
    return out


def _same(frame: Frame, kind: EventType, nouns: dict[int, Typed]) -> Typed | None:
    """The event noun that is the verb's subject or means: "an air strike hit …", "killed in a raid"."""
    offset = frame.paragraph * _PARAGRAPH
    for token in _spots(frame):
        for word in (token, core(token)):
            found = nouns.get(word.i + offset)
            if found is not None and (kind in VIOLENT or kind == "other") and found[1] in VIOLENT | {"other"}:
                return found
    return None


def _spots(frame: Frame) -> list[Token]:
    verb = frame.head
    spots: list[Token] = []
    subject = child_of(verb, "nsubj")
    if subject is not None:
        spots.append(antecedent(subject, verb))
    if verb.dep_ == "acl":
        spots.append(verb.head)
    if frame.agent is not None:
        spots.append(frame.agent)
    spots.extend(noun for word, noun in prepositions(verb) if word in _BY_MEANS)
    if frame.entry.instrument or frame.key in ("target", "strike", "hit"):
        obj = child_of(verb, "dobj", "nsubjpass")
        if obj is not None:
            spots.append(obj)
    return spots


def _give(verb: Frame, noun: Frame) -> None:
    """The noun takes over what only the verb tells."""
    if noun.patient is None and verb.patient is not None and verb.patient.i != noun.head.i:
        noun.patient = verb.patient
    if noun.agent is None and verb.agent is not None and verb.agent.i != noun.head.i:
        noun.agent = verb.agent
    noun.weapon = noun.weapon or verb.weapon
