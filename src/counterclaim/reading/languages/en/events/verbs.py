"""Verbs that may name an event, and their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import Trigger, events, particles
from counterclaim.lexicon.weapons import weapons
from counterclaim.reading.languages.en.events.frames import (
    Frame,
    is_passive,
    neighbours,
    object_of,
    prepositions,
    subject_of,
    weapon_in,
)
from counterclaim.reading.languages.en.events.words import (
    armed,
    attackable,
    base,
    core,
    flying,
    is_date,
    weapon_at,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_HARM = Trigger(needs=("weapon_agent",))
_AIMS = frozenset({"at", "on", "against", "toward", "towards", "into"})
_REACH = 30
_BARE = frozenset({"hit", "strike", "attack", "bomb", "shell", "target"})
_FRAGMENTS = frozenset({"debris", "fragment", "wreckage", "remnant", "launcher", "site"})


def verb_entry(token: Token, word: str) -> tuple[str, Trigger, int] | None:
    """The lexicon entry of a verb, with its particle where it has one; where the trigger ends."""
    lexicon = events()
    parts = particles().get(word)
    if parts is not None:
        for child in token.children:
            if child.lower_ in parts and child.i > token.i:
                key = f"{word}_{child.lower_}"
                end = child.i + 1 if child.i == token.i + 1 else token.i + 1
                return key, lexicon.verbs[key], end
    found = _fixed(token, word)
    if found is not None:
        return found
    entry = lexicon.verbs.get(word)
    if entry is not None:
        return word, entry, token.i + 1
    if word in lexicon.words["harm"]:
        return word, _HARM, token.i + 1
    return None


def _fixed(token: Token, word: str) -> tuple[str, Trigger, int] | None:
    """Verbs that make an event with their object: "opened fire", "came under fire", "took control"."""
    for child in token.children:
        if child.i <= token.i:
            continue
        if child.dep_ in ("dobj", "ccomp", "advmod", "oprd") or child.tag_[:2] == "NN":
            key = f"{word}_{base(child)}"
            entry = events().phrases.get(key)
            if entry is not None:
                return key, entry, child.i + 1 if child.i - token.i <= 2 else token.i + 1
        if child.dep_ == "prep" and word in ONTO and (found := _onto(token, word, child)) is not None:
            return found
        if word == "take" and child.lower_ == "to" and any(base(c) == "street" for c in child.children):
            return "take_street", events().phrases["take_street"], token.i + 1
        if word == "come" and child.lower_ == "under":
            fire = next((c for c in child.children if c.lower_ == "fire"), None)
            if fire is not None:
                return "come_under_fire", events().phrases["come_under_fire"], fire.i + 1
    return None


ONTO = frozenset({"set", "run", "drive", "step", "walk", "tread"})
_MINES = frozenset({"mine", "landmine", "ied"})


def _onto(token: Token, word: str, prep: Token) -> tuple[str, Trigger, int] | None:
    """ "set on fire", "ran onto a mine"."""
    noun = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if noun is None:
        return None
    if word == "set":
        named = prep.lower_ == "on" and noun.lower_ == "fire"
        return ("set_on-fire", events().verbs["set_on-fire"], noun.i + 1) if named else None
    if prep.lower_ in ("onto", "on", "over", "into") and base(noun) in _MINES:
        return "hit_mine", events().phrases["hit_mine"], noun.i + 1
    return None


def verb_frame(paragraph: int, token: Token, key: str, entry: Trigger, end: int) -> Frame:
    """The frame of a verb."""
    passive = is_passive(token)
    agent, patient = subject_of(token), object_of(token, passive)
    frame = Frame(paragraph, key, entry, token, token.i, end, True, agent, None, patient, passive=passive)
    preps = prepositions(token)
    if key == "come_under_fire":
        frame.patient, frame.agent = agent, None
        fire = token.doc[end - 1]
        preps += prepositions(fire)
        frame.weapon = _before(fire)
    elif "_" in key and key in events().phrases:
        frame.patient = None
        noun = token.doc[end - 1]
        preps += prepositions(noun)
        frame.weapon = _before(noun)
        if key == "set_fire":
            frame.patient = next((n for w, n in preps if w == "to"), None)
    if key in words("harm") and entry.type == "interception" and not flying(frame.patient):
        frame.entry = _HARM  # "aircraft destroyed two launchers"
    elif key in _BARE and not passive and frame.patient is None and agent is not None:
        _headline_passive(frame, agent)
    _instrument(frame, preps)
    if frame.key == "drop" and frame.weapon == "ied":
        frame.weapon = "aerial_bomb"  # a bomb that is dropped is no planted one
    _aims(frame, preps)
    frame.near = neighbours(token, frame.agent, frame.patient)
    if frame.weapon is None and frame.agent is not None and base(core(frame.agent)) not in _FRAGMENTS:
        weapon = weapon_in(frame.agent)
        if weapon is not None and weapons()[weapon].carrier:
            frame.weapon = weapon
    return frame


def _further_on(frame: Frame) -> Token | None:
    """ "fired two missiles from the hills toward the port": the aim may hang on another noun."""
    doc = frame.head.doc
    for i in range(frame.end, min(len(doc), frame.end + _REACH)):
        token = doc[i]
        if token.is_sent_start or (token.tag_[:1] == "V" and token.tag_ != "VBN") or token.text == ";":
            return None
        if token.dep_ == "prep" and token.lower_ in _AIMS:
            for noun in token.children:
                if (
                    noun.dep_ == "pobj"
                    and noun.tag_ != "CD"
                    and not is_date(noun)
                    and attackable(noun, False)
                ):
                    return noun
    return None


def _headline_passive(frame: Frame, agent: Token) -> None:
    """ "Fuel depot hit in the north": what is hit stands first and the auxiliary is left out."""
    if attackable(agent, False) and not armed(agent, False) and weapon_in(agent) is None:
        frame.patient, frame.agent, frame.passive = agent, None, True


def _before(noun: Token) -> str | None:
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "amod", "nmod"):
            found = weapon_at(child)
            if found is not None:
                return found
    return None


def _instrument(frame: Frame, preps: list[tuple[str, Token]]) -> None:
    """The weapon: object of "fire", subject of "explode", or "with …"."""
    entry = frame.entry
    if entry.instrument and frame.patient is not None:
        frame.weapon = weapon_in(frame.patient)
        if frame.weapon is not None:
            frame.patient = None
    elif entry.intransitive and frame.agent is not None:
        frame.weapon = weapon_in(frame.agent)
        frame.agent = None
    if frame.weapon is None:
        for word, noun in preps:
            if word in words("with"):
                frame.weapon = weapon_in(noun)
                if frame.weapon is not None:
                    break
    if frame.weapon is None:
        for child in frame.head.children:  # "attacked Kyiv using drones"
            if child.dep_ == "advcl" and child.lower_ in ("using", "employing", "deploying"):
                for noun in child.children:
                    if noun.dep_ == "dobj":
                        frame.weapon = weapon_in(noun)


def _aims(frame: Frame, preps: list[tuple[str, Token]]) -> None:
    """The target behind "at", "on", "against": where there is no object, or the object is the weapon."""
    for word, noun in preps:
        if word not in words("at"):
            continue
        frame.at = frame.at or attackable(noun, True)
        if noun.tag_ == "CD":
            continue
        if frame.patient is None and attackable(noun, True) and word != "in":
            frame.patient = noun
    if frame.patient is None and (frame.entry.instrument or frame.key.endswith("_fire")):
        frame.patient = _further_on(frame)
        frame.at = frame.at or frame.patient is not None
    if frame.patient is None and frame.entry.intransitive:
        near = [n for w, n in preps if w in ("in", "near", "at", "inside") and attackable(n, True)]
        frame.patient = near[0] if near else None
