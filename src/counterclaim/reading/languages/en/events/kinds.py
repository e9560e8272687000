"""Which type of event a trigger names, where the word alone does not tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from counterclaim.lexicon.measures import measures
from counterclaim.lexicon.parties import party, state_of_capital, state_of_demonym
from counterclaim.lexicon.weapons import weapons
from counterclaim.model.vocabulary import EventType
from counterclaim.reading.languages.en.events.frames import Frame, phrase, prepositions, weapon_in
from counterclaim.reading.languages.en.events.nouns import carrier
from counterclaim.reading.languages.en.events.words import armed, base, core, flying, is_date, people_words

VIOLENT: frozenset[EventType] = frozenset(
    (
        "shelling", "air_strike", "drone_strike", "missile_strike", "rocket_attack", "bombing", "shooting",
        "armed_clash",
    )
)  # fmt: skip
_VAGUE_NOUNS = frozenset(
    {"attack", "strike", "raid", "assault", "bombing", "blast", "explosion", "incident", "barrage"}
)
_VAGUE_VERBS = frozenset({"hit", "strike", "attack", "target", "bomb", "bombard", "pound"})
_AIR = frozenset({"jet", "warplane", "aviation", "air", "pilot", "aircraft", "plane", "helicopter"})
_UNMANNED = frozenset({"unmanned", "drone", "uav"})
_NEAR = 3  # paragraphs between an event and "the attack" that speaks of it
MOST = 500  # events kept in mind: enough for any article, and a bound for what is none
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Known(NamedTuple):
    """An event whose type its words tell: what is hit and where, by whom, in which paragraph."""

    kind: EventType
    target: frozenset[str]
    doer: str
    paragraph: int


@dataclass(slots=True)
class Memory:
    """The events of the document whose type its words tell, for those that are called only "the attack"."""

    known: list[Known] = field(default_factory=list)

    def learn(self, kind: EventType, frame: Frame) -> None:
        """Keep an event whose type is certain."""
        if kind in VIOLENT and len(self.known) < MOST:
            self.known.append(known(kind, frame))

    def same_target(self, frame: Frame) -> EventType | None:
        """The type of the event whose target and place share most words with this one's."""
        own = target_words(frame)
        best, most = None, 0
        for event in self.known:
            shared = len(own & event.target)
            if shared > most and event.kind != "armed_clash":
                best, most = event.kind, shared
        return best

    def latest(self, order: int, frame: Frame) -> EventType | None:
        """The type of the last event known before this one, else of the first one after it, if it may be it.

        Of a mere clash nobody speaks as "the attack".
        """
        before = next((e for e in reversed(self.known[:order]) if e.kind != "armed_clash"), None)
        event = before or next((e for e in self.known[order:] if e.kind != "armed_clash"), None)
        return event.kind if event is not None and _may_be(frame, event) else None

    def of_word(self, word: str) -> EventType | None:
        """The type of an event whose target is called so."""
        return next((event.kind for event in self.known if word in event.target), None)


def known(kind: EventType, frame: Frame) -> Known:
    """What is kept of an event."""
    return Known(kind, target_words(frame), _doer(frame), frame.paragraph)


def _may_be(frame: Frame, event: Known) -> bool:
    """Whether a vague word may name a known event: close by, and no other target, place or doer is given."""
    if abs(frame.paragraph - event.paragraph) > _NEAR:
        return False
    own, doer = target_words(frame) - people_words(), _doer(frame)  # whom it killed is no other target
    if own and event.target:
        return not own.isdisjoint(event.target)
    return not doer or not event.doer or doer == event.doer


def _doer(frame: Frame) -> str:
    """The doer's side, else the noun that names it; nothing for a pronoun."""
    if frame.agent is None or frame.agent.tag_[:1] != "N":
        return ""
    noun = core(frame.agent)
    known = party(noun.text)
    side = known.side if known is not None else state_of_demonym(noun.text) or state_of_capital(noun.text)
    return (side or base(noun)).lower()


def target_words(frame: Frame) -> frozenset[str]:
    """What is hit and where: the target's noun, and names beside it and the trigger."""
    spots = [n for w, n in prepositions(frame.head) if w in ("in", "at", "near", "on", "over")]
    if frame.patient is not None:
        spots.append(core(frame.patient))
        spots.extend(n for w, n in prepositions(frame.patient) if w in ("in", "at", "near", "of"))
    found: set[str] = set()
    for spot in spots:
        if not is_date(spot) and (spot.tag_[:1] == "N"):
            found.add(base(spot))
            found.update(c.lower_ for c in spot.children if c.tag_[:3] == "NNP" and c.dep_ == "compound")
    if not frame.verbal:
        found.update(c.lower_ for c in frame.head.children if c.tag_[:3] == "NNP" and c.dep_ == "compound")
    return frozenset(found)


def told(frame: Frame) -> EventType | None:
    """The type that the trigger, the weapon or the attacker tells."""
    if frame.entry.type is not None:
        if frame.key == "flee" and armed(frame.agent, False):
            return "withdrawal"
        if frame.key == "intercept" and not flying(frame.patient) and armed(frame.patient, False):
            return "armed_clash"
        return frame.entry.type
    weapon = frame.weapon or carrier(frame)
    if weapon is not None:
        frame.weapon = frame.weapon or weapon
        kind = weapons()[weapon].event
        if kind is not None:
            if kind == "bombing" and frame.key in ("drop", "bomb_by_air"):
                return "air_strike"
            return kind
    if frame.agent is not None:
        start, end = frame.agent_range or phrase(frame.agent)
        near = {base(frame.agent.doc[i]) for i in range(start, min(end, start + 12))}
        if not near.isdisjoint(_UNMANNED):
            return "drone_strike"
        if not near.isdisjoint(_AIR) and "defence" not in near and "defense" not in near:
            return "air_strike"
    if frame.patient is not None and frame.entry.instrument:
        return None if weapon_in(frame.patient) is None else frame.entry.default
    return None


def _fire_fight(frame: Frame) -> bool:
    """Fire on those who bear arms is a clash: "the patrol came under fire"."""
    return frame.key in ("come_under_fire", "return_fire") and armed(frame.patient or frame.agent, False)


def guessed(frame: Frame, memory: Memory, order: int, context: bool) -> EventType | None:
    """The type from the rest of the document, or the entry's default."""
    definite = any(
        c.lower_ in _DEFINITE or c.dep_ == "poss" for c in frame.head.children if c.i < frame.head.i
    )
    vague = frame.key in (_VAGUE_VERBS if frame.verbal else _VAGUE_NOUNS)
    if vague:
        same = memory.same_target(frame)
        if same is not None:
            return same
        if (not frame.verbal and (definite or frame.head.dep_ == "appos")) or frame.key in (
            "strike",
            "bomb",
            "bombing",
        ):
            near = memory.latest(order, frame)
            if near is not None and (
                definite
                or frame.head.dep_ == "appos"
                or near in ("air_strike", "missile_strike", "drone_strike")
            ):
                return near
    if _fire_fight(frame):
        return "armed_clash"
    if frame.key == "attack" and _armed_target(frame, context):
        return "armed_clash"
    if frame.key == "attack" and frame.verbal and context:
        near = memory.latest(order, frame)
        if near is not None:
            return near
    if frame.entry.default == "other" and not _plain(frame, context):
        return None
    if frame.entry.default is not None:
        return frame.entry.default
    if frame.key in ("strike",) and not frame.verbal:
        return "air_strike"
    if frame.key in ("strike", "hit", "target", "attack"):
        return "other" if _plain(frame, context) else None
    return None


def _plain(frame: Frame, context: bool) -> bool:
    """Whether an attack of unknown kind is surely a physical one: not a politician's on a rival."""
    patient = core(frame.patient) if frame.patient is not None else None
    doer_armed = armed(frame.agent, False)
    if patient is None:
        return doer_armed or (context and frame.agent is None)
    if patient.tag_[:3] == "NNP" or patient.tag_ in ("PRP", "CD", "DT"):
        return doer_armed
    thing = frame.agent is None and measures().things.get(base(patient)) in ("materiel", "building")
    return doer_armed or context or thing


def _armed_target(frame: Frame, context: bool) -> bool:
    """Whether the attack is on those who bear arms: a fight rather than an act against civilians."""
    patient = frame.patient
    if patient is None:
        return frame.verbal
    word = base(core(patient))
    return word in (
        "position",
        "base",
        "post",
        "outpost",
        "checkpoint",
        "barracks",
        "convoy",
        "garrison",
        "town",
        "village",
        "city",
    ) or (word not in ("group", "party") and armed(patient, False))
