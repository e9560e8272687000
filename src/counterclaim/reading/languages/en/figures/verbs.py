"""What a verb makes of its subject or object: the measure, by the kind of thing it is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ARRIVALS, FLYING, Measures, measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, key, thing
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token


def verb_on_subject(verb: Token, what: Counted, lex: Measures) -> Measure | None:
    """The measure of the verb's subject: "died", "fled", "reached the target", "lost their lives"."""
    word, kind, person = lemma(verb), thing(what.noun), is_person(what.noun)
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    if word == "lose" and objects and objects[0].lower_ in ("lives", "life"):
        return "killed"
    if word == "pay" and any(
        c.lower_ == "with" and "lives" in {t.lower_ for t in c.children} for c in verb.children
    ):
        return "killed"
    if word in ("embrace", "attain") and objects and objects[0].lower_ == "martyrdom":
        return "killed"
    if objects and (
        (word in _HURTING and lemma(objects[0]) in _INJURIES)
        or (word in _BREAKING and lemma(objects[0]) in _LIMBS)
    ):
        return "wounded"
    if word == "pass" and any(c.lower_ == "away" for c in verb.children) and (kind == "" or person):
        return "killed"
    if word in ("be", "remain", "stay") and (person or what.elliptic) and _in_custody(verb):
        return "detained"
    if word in lex.words["hosting"] and _household(what):
        return "displaced"
    if word == "go" and (person or what.elliptic) and any(c.lower_ == "missing" for c in verb.children):
        return "missing"
    if word == "fall" and is_person(what.noun):
        as_martyrs = any(c.lower_ == "as" for c in verb.children)
        return "killed" if as_martyrs or (what.noun is not None and _military(what.noun, lex)) else None
    if word == "leave" and _moved_out(verb, objects, what, kind):
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
_INJURIES = frozenset(
    (
        "injury", "burn", "wound", "concussion", "fracture", "splinter", "laceration", "bruise", "cut",
        "trauma", "shrapnel", "amputation",
    )
)  # fmt: skip
_HURTING = frozenset(("suffer", "sustain", "receive", "get", "have", "incur"))
_BREAKING = frozenset(("sprain", "break", "fracture", "lose"))
_LIMBS = frozenset(
    ("wrist", "ankle", "leg", "arm", "limb", "hand", "foot", "eye", "finger", "rib", "collarbone", "hip")
)  # fmt: skip
_HOMES = frozenset(
    ("home", "house", "village", "town", "city", "area", "neighbourhood", "neighborhood", "camp")
)


def _in_custody(verb: Token) -> bool:
    return any(
        c.dep_ == "prep" and c.lower_ in ("in", "under") and any(t.lower_ in _CUSTODY for t in c.children)
        for c in verb.children
    )


_CUSTODY = frozenset(("custody", "detention", "prison", "jail", "arrest"))


def _household(what: Counted) -> bool:
    return what.noun is not None and lemma(what.noun) in ("family", "household", "individual")


def _moved_out(verb: Token, objects: list[Token], what: Counted, kind: str) -> bool:
    """ "2,300 families had left the districts", "90 people left": not troops, not a person or two."""
    size = what.number.value if what.number.value is not None else what.number.low
    if what.noun is not None and _military(what.noun, measures()):
        return False
    if objects:
        return lemma(objects[0]) in _HOMES or (
            kind == "group" and (thing(objects[0]) == "settlement" or objects[0].tag_[:3] == "NNP")
        )
    if verb.tag_ == "VBN" and not any(c.lower_ in ("have", "has", "had") for c in verb.children):
        return False  # "ten people left in the village"
    return bool(size and size >= 10) and (kind == "group" or is_person(what.noun))


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
    if word == "lose" and what.elliptic:
        follows = verb.doc[what.number.end : what.number.end + 4]
        own = follows.text.lower().startswith(
            ("of its", "of their", "of our", "of his", "from the best", "more of")
        )
        return "casualties" if own else None
    if word in lex.words["hosting"] and _household(what):
        return "displaced"
    if word == "lose" and not any(c.lower_ == "from" for c in verb.children):
        return "casualties" if person else ("destroyed" if kind in _LOST else None)
    if word == "take" and any(c.lower_ in ("prisoner", "captive", "hostage") for c in verb.children):
        return "abducted" if any(c.lower_ == "hostage" for c in verb.children) else "captured"
    if word == "hold":
        held = {c.lower_ for c in verb.children}
        if held & {"hostage", "captive"}:
            return "abducted"
        return "detained" if person or (what.elliptic and verb.tag_ == "VBN") else None
    if word in ("recover", "confiscate", "impound", "uncover"):
        return "captured" if kind in ("materiel", "shell", "drone", "rocket", "missile") else None
    if word == "shoot":
        return _shot(verb, kind)
    if word == "treat" and (what.noun is None or person) and _has_injury(verb):
        return "wounded"
    if word == "leave" and (person or not kind) and _has_injury(verb, "with"):
        return "wounded"
    phrasal = lex.phrasal.get(word)
    if phrasal is not None and (measure := _phrasal(verb, phrasal)) is not None:
        return _fits(measure, f"{word} down", kind, person, what)
    for measure in lex.verbs.get(word, ()):
        if fit := _fits(measure, word, kind, person, what):
            return fit
    return None


def _phrasal(verb: Token, phrasal: dict[str, Measure]) -> Measure | None:
    """The measure of a verb with its particle, or with a word behind its preposition ("sent to hell")."""
    for child in verb.children:
        if child.i < verb.i and child.dep_ not in ("prep", "agent"):
            continue
        measure = phrasal.get(child.lower_)
        if measure is not None and (child.dep_ != "prep" or child.lower_ == "on"):
            return measure
        if child.dep_ == "prep":
            for target in child.children:
                if measure := phrasal.get(lemma(target)):
                    return measure
    return None


def _has_injury(verb: Token, *prepositions: str) -> bool:
    """ "treated for burns", "left with splinters"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in (prepositions or ("for", "with")):
            for target in child.children:
                if any(lemma(t) in _INJURIES for t in (target, *target.children)):
                    return True
    return False


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


_LOST = frozenset(("materiel", "aircraft", "drone", "missile", "rocket", "shell"))
_GOODS = frozenset(("drone", "missile", "rocket", "shell", "materiel", "aircraft", "cargo"))
