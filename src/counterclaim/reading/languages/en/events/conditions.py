"""Whether what stands beside a trigger makes it an event."""

from __future__ import annotations

from counterclaim.lexicon.weapons import weapons
from counterclaim.reading.languages.en.events.frames import Frame, prepositions
from counterclaim.reading.languages.en.events.words import (
    armed,
    attackable,
    base,
    core,
    flying,
    is_number,
    is_people,
    is_place,
    words,
)

_PLACE_PREPS = frozenset({"of", "in", "on", "into", "from", "near", "to", "toward", "towards", "at"})


def holds(frame: Frame, context: bool) -> bool:
    """Whether an alternative that the entry asks for is met, and no word of another sense is near."""
    entry = frame.entry
    if entry.never and not entry.never.isdisjoint(frame.near):
        return False
    agent = frame.agent
    if (
        agent is not None
        and base(core(agent)) in words("harmless")
        and frame.entry.needs != ("any",)
        and entry.type != "accident"  # a bus attacks nobody, but it may crash
    ):
        return False
    return any(
        all(_met(frame, condition, context) for condition in alternative.split("+"))
        for alternative in entry.needs
    )


def _met(frame: Frame, need: str, context: bool) -> bool:
    """One condition."""
    patient = frame.patient
    if need in ("any", "context"):
        return need == "any" or context
    if need == "weapon":
        return frame.weapon is not None
    if need == "weapon_agent":
        return _weapon_agent(frame)
    if need == "armed":
        return armed(frame.agent, context)
    if need == "target":
        return attackable(patient, context)
    if need == "armed_target":
        return armed(patient, context)
    if need in ("people", "of_people"):
        return is_people(patient) or (frame.entry.type == "displacement" and is_people(frame.agent))
    if need in ("place", "of_place"):
        return _has_place(frame)
    if need == "no_object":
        return patient is None or not frame.verbal
    if need == "number":
        return is_number(patient) or is_number(frame.agent)
    if need == "flying":
        return flying(patient)
    return _rare(frame, need, context)


def _rare(frame: Frame, need: str, context: bool) -> bool:
    """Conditions of few entries."""
    if need == "at":
        return frame.at
    if need == "passive":
        return frame.passive and frame.patient is not None
    if need in ("crowd", "vehicle", "goods"):
        group = words({"crowd": "crowds", "vehicle": "vehicles", "goods": "goods"}[need])
        spots = [frame.agent, frame.patient] if need != "goods" else [frame.patient]
        near = frame.near if need == "goods" else set()
        return any(s is not None and base(core(s)) in group for s in spots) or (
            need == "goods" and not frame.verbal and not near.isdisjoint(group)
        )
    if need == "between":
        return frame.agent is not None and frame.patient is not None
    if need == "by":
        return frame.agent is not None
    if need == "of_armed":
        return armed(frame.agent, context)
    if need == "home":
        left = [n for _, n in prepositions(frame.head)]
        if frame.patient is not None:
            left.append(frame.patient)
        return any(base(noun) in words("homes") or is_place(noun) for noun in left)
    return _lists(frame, need)


def _lists(frame: Frame, need: str) -> bool:
    """Conditions met by a word of a list."""
    patient = frame.patient
    if need == "position":
        return patient is not None and base(patient) in words("positions")
    if need == "hostilities":
        return patient is not None and base(patient) in words("hostilities")
    if need == "place_left":
        return attackable(patient, False) and not is_people(patient) and frame.verbal
    if need == "goods_agent":
        return _aid_convoy(frame)
    if need == "lull":
        return not frame.near.isdisjoint(words("lulls"))
    if need == "of_named":
        return any(w == "of" and n.tag_[:3] == "NNP" for w, n in prepositions(frame.head))
    if need == "held":  # "a rally was held", "staged a march"
        return base(frame.head.head) in (
            "hold",
            "stage",
            "organise",
            "organize",
            "join",
            "attend",
            "disperse",
        )
    if need == "plural_noun":
        return frame.head.tag_ == "NNS"
    if need == "beaten":  # "repelled an assault"
        return frame.head.dep_ in ("dobj", "nsubjpass") and base(frame.head.head) in words("beaten")
    if need == "liberty":  # "deprived of their liberty"
        return "liberty" in frame.near or "freedom" in frame.near
    if need == "killer":  # "gunmen killed four farmers": no word for the deed but its end
        return frame.agent is not None and base(core(frame.agent)) in words("killers")
    if need == "blaze":
        return frame.agent is not None and base(core(frame.agent)) in ("fire", "blaze")
    if need == "broke":
        return base(frame.head.head) in words("broke")
    if need == "mass":
        return not frame.near.isdisjoint(words("mass"))
    if need == "none_happened":  # "no strike took place"
        return (
            frame.head.dep_ == "nsubj"
            and any(c.lower_ == "no" for c in frame.head.children)
            and (base(frame.head.head) in ("take", "occur", "happen"))
        )
    if need == "heavy":
        return "heavy" in frame.near or "fierce" in frame.near
    if need == "plural":
        return frame.agent is not None and base(core(frame.agent)) in words("plurals")
    if need == "in":
        return frame.head.dep_ == "pobj" and frame.head.head.lower_ == "in"
    return False


def _aid_convoy(frame: Frame) -> bool:
    """The subject is a convoy or lorry that carries relief."""
    agent = frame.agent
    if agent is None or base(core(agent)) not in words("carriers"):
        return False
    near = {base(c) for c in agent.children} | {base(n) for _, n in prepositions(agent)}
    near |= {base(c) for _, n in prepositions(agent) for c in n.children}
    near |= {base(p) for _, n in prepositions(agent) for _, p in prepositions(n)}
    return not near.isdisjoint(words("goods") | words("goods_carriers")) or base(core(agent)) == "aid"


def _has_place(frame: Frame) -> bool:
    if is_place(frame.patient):
        return True
    behind = prepositions(frame.head)
    if frame.verbal and frame.end > frame.head.i + 1:
        behind = behind + prepositions(frame.head.doc[frame.end - 1])
    return any(w in _PLACE_PREPS and is_place(n) for w, n in behind)


def _weapon_agent(frame: Frame) -> bool:
    """The subject or "by" phrase is a weapon that does the deed: "drones destroyed two launchers"."""
    weapon = frame.weapon
    if (
        frame.agent is None
        or weapon is None
        or not weapons()[weapon].carrier
        or weapons()[weapon].event is None
    ):
        return False
    if weapon == "tank" or (frame.patient is None and frame.key not in ("impact",)):
        return False
    return attackable(frame.patient, True)
