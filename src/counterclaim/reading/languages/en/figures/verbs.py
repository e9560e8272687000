"""What a verb makes of its subject or object: the measure, by the kind of thing it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ARRIVALS, FLYING, Measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, key, thing
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_on_subject(verb: Token, what: Counted, lex: Measures) -> Measure | None:
    """The measure of the verb's subject: "died", "fled", "reached the target", "lost their lives"."""
    word, kind = lemma(verb), thing(what.noun)
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if word == "lose" and objects and objects[0].lower_ in ("lives", "life"):
        return "killed"
    if word in ("embrace", "attain") and objects and objects[0].lower_ == "martyrdom":
        return "killed"
    if word in ("suffer", "sustain") and objects and lemma(objects[0]) in _INJURIES:
        return "wounded"
    if word == "fall" and is_person(what.noun):
        as_martyrs = any(c.lower_ == "as" for c in verb.children)
        return "killed" if as_martyrs or (what.noun is not None and _military(what.noun, lex)) else None
    if word == "leave" and objects and lemma(objects[0]) in _HOMES:
        return "displaced"
    if word == "take" and objects and objects[0].lower_ == "part" and kind in FLYING:
        return "launched"
    if (
        word == "get"
        and any(c.lower_ == "through" for c in verb.children)
        and (kind in ARRIVALS or what.elliptic)
    ):
        return ARRIVALS.get(kind, "attacks")
    if word in ("reach", "penetrate", "breach", "hit", "strike", "attack") and kind in ARRIVALS:
        return ARRIVALS[kind]
    found = lex.subject_verbs.get(word)
    if found == "killed" and (is_person(what.noun) or what.elliptic or not kind):
        return "killed"
    if found in ("displaced", "captured", "missing"):
        if found == "displaced" and what.noun is not None and _military(what.noun, lex):
            return "other"
        return _UNDERGONE[found]
    if found == "destroyed" and kind in ("building", "materiel", "settlement"):
        return "destroyed"
    if word == "burn" and kind in ("building", "materiel"):
        return "destroyed"
    if found == "launched" and kind in ("drone", "missile", "rocket", "shell"):
        return "launched"
    return None


_UNDERGONE: dict[str, Measure] = {"displaced": "displaced", "captured": "captured", "missing": "missing"}
_INJURIES = frozenset(("injury", "burn", "wound", "concussion", "fracture"))
_HOMES = frozenset(
    ("home", "house", "village", "town", "city", "area", "neighbourhood", "neighborhood", "camp")
)


def _military(noun: Token, lex: Measures) -> bool:
    return lex.people.get(key(noun)) == "military"


def verb_on_object(verb: Token, what: Counted, lex: Measures, word: str = "") -> Measure | None:
    """The measure of what the verb (or ``word`` in its place) is done to, by the kind of thing that is."""
    word, kind = word or lemma(verb), thing(what.noun)
    person = is_person(what.noun)
    if what.noun is not None and lemma(what.noun) == "life":
        return "killed" if word in ("claim", "take", "cost", "lose") else None
    if word in ("force", "compel", "cause", "prompt") and _made_to_flee(verb):
        return "displaced"
    if word == "lose" and not any(c.lower_ == "from" for c in verb.children):
        return (
            "casualties" if person else ("destroyed" if kind in ("materiel", "aircraft", "drone") else None)
        )
    if word == "take" and any(c.lower_ in ("prisoner", "captive", "hostage") for c in verb.children):
        return "abducted" if any(c.lower_ == "hostage" for c in verb.children) else "captured"
    if word == "shoot":
        return _shot(verb, kind)
    for measure in lex.verbs.get(word, ()):
        if fit := _fits(measure, word, kind, person, what):
            return fit
    return None


def _made_to_flee(verb: Token) -> bool:
    """ "forced thousands to flee", "forced from their homes"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp") and lemma(child) in ("flee", "leave", "evacuate"):
            return True
        if child.dep_ == "prep" and child.lower_ in ("from", "out"):
            return any(lemma(t) in _HOMES for t in child.subtree)
    return False


def _shot(verb: Token, kind: str) -> Measure | None:
    words = {c.lower_ for c in verb.children}
    if "down" in words or verb.doc[verb.i + 1 : verb.i + 2].text.lower() == "down":
        return "intercepted"
    if "dead" in words:
        return "killed"
    if kind in FLYING:
        return "launched" if kind in ("missile", "rocket", "shell") else "intercepted"
    return None


def _fits(measure: Measure, word: str, kind: str, person: bool, what: Counted) -> Measure | None:
    """Whether a verb's measure suits the thing counted, and what it becomes of it."""
    bare = what.noun is None or (not kind and not person)
    if measure == "killed":
        if kind in ("materiel", "building", "aircraft"):
            return "destroyed"
        return "killed" if person or kind == "group" or what.noun is None or not kind else None
    if measure in ("wounded", "detained", "abducted", "casualties"):
        if measure == "casualties" and kind:
            return "intercepted" if kind in FLYING else "destroyed"
        return measure if not kind or kind == "group" or person else None
    if measure in ("displaced", "evacuated", "affected"):
        return measure
    if measure == "captured":
        if person or what.noun is None or kind in ("materiel", "drone", "shell", "missile", "rocket"):
            return "captured"
        return "other" if kind else None
    if measure in ("destroyed", "damaged"):
        if person:
            return "other"
        if measure == "destroyed" and kind in ("drone", "missile", "rocket", "target"):
            return "intercepted"
        return measure if kind or what.noun is None or word in ("destroy", "damage") else None
    if measure == "intercepted":
        return measure if kind in FLYING or what.noun is None else None
    if measure == "launched":
        return (
            measure
            if kind in ("drone", "missile", "rocket", "shell") or (kind == "aircraft" and word == "launch")
            else None
        )
    if measure in ("delivered", "produced"):
        return measure if kind in _GOODS and not person else None
    return None if bare else measure


_GOODS = frozenset(("drone", "missile", "rocket", "shell", "materiel", "aircraft", "cargo"))
