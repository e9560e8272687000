"""Nouns that may name an event, and their arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import Trigger, events
from counterclaim.lexicon.weapons import weapons
from counterclaim.reading.languages.en.events.frames import (
    Frame,
    asked,
    child_of,
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
    is_date,
    is_side,
    weapon_at,
    weapon_word,
    words,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEFT = frozenset({"compound", "amod", "nmod", "poss"})
_OF_PATIENT = frozenset(
    (
        "shelling", "bombing", "bombardment", "abduction", "kidnapping", "arrest", "looting", "displacement",
        "evacuation", "interception", "capture", "recapture", "shooting", "pillage", "pillaging",
        "aerial_bombardment", "execution", "massacre", "murder", "killing", "assassination",
    )
)  # fmt: skip
_OF_AGENT = frozenset({"withdrawal", "retreat", "advance", "pullout", "pullback"})
_HITS = frozenset(
    {"hit", "strike", "target", "destroy", "damage", "kill", "wound", "injure", "ravage", "devastate"}
)
_REACH = 14
_BLAMING = frozenset(
    {"blame", "accuse", "condemn", "denounce", "criticise", "criticize", "suspect", "charge"}
)

_TAKING_PART = frozenset({"involve", "implicate", "participate"})
_ATTRIBUTING = frozenset({"attribute", "blame", "pin", "ascribe"})


def noun_entry(token: Token, word: str) -> tuple[str, Trigger, int] | None:
    """The lexicon entry of a noun, with a compound before it ("air strike"); where the trigger starts."""
    lexicon = events()
    before = token.doc[token.i - 1] if token.i and not token.is_sent_start else None
    if word == "fire":
        return _fire(token)
    if before is not None:
        first = before
        if before.text == "-" and not before.is_sent_start and token.i >= 2:
            first = token.doc[token.i - 2]
        key = f"{first.lower_}_{word}"
        if key in lexicon.nouns:
            return key, lexicon.nouns[key], first.i
    entry = lexicon.nouns.get(word)
    if entry is None or (token.tag_[:3] == "NNP" and word in words("name_parts") and _in_name(token)):
        return None
    if token.dep_ == "compound" and token.head.i > token.i and base(token.head) not in words("carrying"):
        return None
    start = token.i
    if before is not None and before.head.i == token.i and before.dep_ == "compound" and weapon_word(before):
        start = before.i
    return word, entry, start


def _in_name(token: Token) -> bool:
    """ "Samarra Barrage": the word belongs to a name that is no side's."""
    before = [c for c in token.children if c.i < token.i and c.dep_ == "compound" and c.tag_[:3] == "NNP"]
    return bool(before) and not any(is_side(c) or weapon_word(c) for c in before)


def _fire(token: Token) -> tuple[str, Trigger, int] | None:
    """ "artillery fire", "exchange of fire"; a fire that burns is no event here."""
    kinds = events().fire
    over = token.head
    start = token.i
    found = None
    for child in token.children:
        if child.i < token.i and child.dep_ in _LEFT:
            for word in (child, *(c for c in child.children if c.dep_ in ("conj", "compound"))):
                kind = kinds.get(base(word)) or kinds.get(word.lower_)
                if kind is not None and found is None:
                    found, start = kind, min(start, word.i)
    if token.dep_ == "pobj" and over.lower_ == "of" and base(over.head) == "exchange":
        return "exchange_of_fire", events().nouns["exchange_of_fire"], over.head.i
    if token.dep_ == "pobj" and over.lower_ == "under" and base(over.head) == "come":
        return None  # the verb's phrase
    if token.dep_ == "dobj" and f"{base(over)}_fire" in events().phrases:
        return None
    if found is None:
        return None
    return "fire", Trigger(type=found), start


def noun_frame(paragraph: int, token: Token, key: str, entry: Trigger, start: int) -> Frame:
    """The frame of an event noun."""
    frame = Frame(paragraph, key, entry, token, start, token.i + 1, False)
    head = _head(token)
    _modifiers(frame, token)
    _around(frame, head, prepositions(token) + (prepositions(head) if head.i != token.i else []))
    _governor(frame, head)
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            _clause(frame, child)
    if frame.agent is None:
        frame.agent = _by(token)
    if (
        frame.agent is None
        and frame.start
        and not token.doc[frame.start].is_sent_start
        and is_side(token.doc[frame.start - 1])
    ):
        frame.agent = token.doc[frame.start - 1]  # "RSF shelling", whatever the parser makes of it
        frame.agent_range = (frame.start - 1, frame.start)
    over = {base(token.head)} | ({base(token.head.head)} if token.dep_ == "pobj" else set())
    frame.near = (
        over | neighbours(token, frame.patient) | {base(token.doc[token.i - 1])} if token.i else set()
    )
    if frame.light is not None:
        frame.near |= {base(c) for c in frame.light.children if c.dep_ == "dobj" and c.i != token.i}
    return frame


def _head(token: Token) -> Token:
    """The noun that stands for the event in the sentence: "a series of attacks", "a bombing campaign"."""
    for _ in range(3):
        if token.dep_ == "pobj" and token.head.lower_ == "of" and base(token.head.head) in words("series"):
            token = token.head.head
        elif (token.dep_ == "compound" and token.head.i > token.i) or (
            token.dep_ == "conj" and token.head.tag_[:1] == "N"
        ):
            token = token.head
        else:
            break
    return token


def _modifiers(frame: Frame, token: Token) -> None:
    """ "Russian drone attack", "the militia's shelling of …", "market bombing"."""
    for child in token.children:
        if child.i >= token.i or child.dep_ not in _LEFT:
            continue
        weapon = weapon_at(child) or weapon_word(child)
        if weapon is None:
            weapon = next((w for c in child.children if c.dep_ == "conj" and (w := weapon_word(c))), None)
        if weapon is not None and child.dep_ != "poss":
            frame.weapon = frame.weapon or weapon
            side = next((c for c in child.children if is_side(c)), None)
            if side is not None and frame.agent is None:
                frame.agent, frame.agent_range = side, (side.i, side.i + 1)
        elif is_date(child):
            continue
        elif child.dep_ == "poss":
            frame.agent = _whose(child, token)
        elif is_side(child) or (child.tag_[:3] == "NNP" and armed(child, False)):
            if frame.agent is None:
                frame.agent = child
                start = min((c.i for c in child.children if c.dep_ == "compound"), default=child.i)
                frame.agent_range = (min(start, child.i), child.i + 1)
        elif child.dep_ in ("compound", "nmod") and child.tag_[:1] == "N":
            if base(child) in ("suicide", "car", "roadside", "truck"):
                frame.weapon = frame.weapon or ("suicide_bomb" if base(child) == "suicide" else "car_bomb")
            elif base(child) in words("armed_modifiers") and frame.agent is None:
                frame.agent, frame.agent_range = child, (child.i, child.i + 1)
            elif frame.patient is None and attackable(child, False):
                frame.patient = child


def _whose(owner: Token, event: Token) -> Token:
    """The owner of a deed; of "its" the one who halts, goes on with or steps up the deed, where named there.

    "Turkey urged Israel to halt its strikes": they are Israel's.
    """
    verb = event.head
    if owner.lower_ not in ("its", "their") or event.dep_ != "dobj" or verb.tag_[:1] != "V":
        return owner
    if base(verb) in words("patient") | words("beaten") - {"halt", "stop"}:
        return owner
    return subject_of(verb) or owner


def _around(frame: Frame, head: Token, preps: list[tuple[str, Token]]) -> None:
    """ "by the army", "on a market", "with drones", "between the army and rebels"."""
    for word, noun in preps:
        if word == "by":
            if frame.agent is None:
                frame.agent = noun
            frame.weapon = frame.weapon or weapon_in(noun)
        elif word == "between":
            frame.agent = frame.agent or noun
            other = child_of(noun, "conj")
            frame.patient = frame.patient or other
        elif word in ("with", "using", "involving", "from"):
            found = weapon_in(noun)
            if found is not None:
                frame.weapon = frame.weapon or found
            elif word == "with" and frame.patient is None and armed(noun, True):
                frame.patient = noun
        elif word == "of":
            _of(frame, noun)
        elif (
            word in ("on", "against", "at", "upon", "targeting")
            and not is_date(noun)
            and (frame.patient is None or frame.patient.dep_ == "compound")
            and attackable(noun, True)
        ):
            frame.patient = noun


def _of(frame: Frame, noun: Token) -> None:
    weapon = weapon_in(noun)
    if frame.key in _OF_PATIENT:
        frame.patient = noun
    elif weapon is not None:
        frame.weapon = frame.weapon or weapon
    elif frame.key in _OF_AGENT:
        frame.agent = frame.agent or noun


def _governor(frame: Frame, head: Token) -> None:
    """Read the verb over the noun: "launched an attack", "came under attack", "repelled an assault"."""
    verb = head.head
    label = head.dep_
    if label == "pobj" and verb.dep_ == "prep":
        prep, verb = verb, verb.head
        if prep.lower_ == "under" and base(verb) in words("patient"):
            frame.light = verb
            frame.patient = frame.patient or subject_of(verb)
            return
        if prep.lower_ in ("for", "of", "over") and verb.tag_[:1] == "V" and base(verb) in _BLAMING:
            frame.agent = frame.agent or asked(verb)
            return
        if prep.lower_ == "for" and verb.dep_ == "dobj" and base(verb.head) in _BLAMING:
            if frame.agent is None:  # "blamed the rebels for the raid", the raid hung on the rebels
                frame.agent, frame.agent_range = verb, (verb.left_edge.i, verb.i + 1)
            return
        if prep.lower_ in ("for", "in") and base(verb) in words("involvement") | {"blame", "responsible"}:
            frame.agent = frame.agent or subject_of(verb.head)
            return
        if prep.lower_ == "in" and base(verb) in _TAKING_PART:
            frame.agent = frame.agent or (object_of(verb, True) if is_passive(verb) else subject_of(verb))
            return
        if base(verb) not in ("engage", "carry"):
            return
        label = "dobj"
    word = base(verb)
    if label in ("dobj", "nsubjpass") and verb.tag_[:1] == "V":
        if word in words("light"):
            frame.light = verb
            doer = subject_of(verb)
            if frame.agent is None and doer is not None and doer.i != head.i:
                frame.agent = doer
            _around(frame, head, prepositions(verb))
        elif word in words("patient") | words("beaten"):
            frame.patient = frame.patient or subject_of(verb)
        elif label == "nsubjpass" and word in _ATTRIBUTING:
            frame.agent = frame.agent or _attributed(verb)
    elif label == "dobj" and word in _OF_PATIENT:
        frame.agent = frame.agent or subject_of(verb)
    elif label == "nsubj" and word in _HITS and frame.patient is None:
        hit = object_of(verb, is_passive(verb))
        frame.patient = hit if attackable(hit, True) else None


def _clause(frame: Frame, verb: Token) -> None:
    """ "an attack carried out by rebels", "a strike that hit a school"."""
    word = base(verb)
    passive = is_passive(verb)
    if passive and word in words("light"):
        frame.agent = frame.agent or subject_of(verb)
    elif passive and word in _ATTRIBUTING:
        frame.agent = frame.agent or _attributed(verb)
    elif not passive and word in _HITS | {"hit"}:
        hit = object_of(verb, False)
        if frame.patient is None and attackable(hit, True):
            frame.patient = hit


def _attributed(verb: Token) -> Token | None:
    """ "Attributed to the rebels", "blamed on the army"."""
    return next((noun for word, noun in prepositions(verb) if word in ("to", "on")), None)


def _by(token: Token) -> Token | None:
    """A "by …" further on that belongs to the noun though the parser hung it on another one."""
    doc = token.doc
    end = min(len(doc), token.i + _REACH)
    for i in range(token.i + 1, end):
        if doc[i].is_sent_start or doc[i].tag_[:1] == "V" or doc[i].text in (",", ";"):
            return None
        if doc[i].lower_ == "by":
            noun = child_of(doc[i], "pobj")
            return noun if noun is not None and armed(noun, False) else None
    return None


def carrier(frame: Frame) -> str | None:
    """The weapon that the agent is: "an attack by warplanes"."""
    if frame.agent is None:
        return None
    found = weapon_in(core(frame.agent))
    return found if found is not None and weapons()[found].carrier else None
