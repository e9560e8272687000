"""The measure of a figure: from the state beside it, the noun it counts, or the verb over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ARRIVALS, PEOPLE_MEASURES, Measures, measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, thing
from counterclaim.reading.languages.en.figures.nouns import noun_measure
from counterclaim.reading.languages.en.figures.states import BE, state_before, state_beside
from counterclaim.reading.languages.en.figures.verbs import verb_on_object, verb_on_subject
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ATTACKING = frozenset(
    (
        "attack", "strike", "hit", "raid", "shell", "bombard", "pound", "assault", "target", "launch",
        "deliver", "fire", "barrage", "blow",
    )
)  # fmt: skip
_UTILITIES = frozenset(("power", "electricity", "water", "heating", "gas"))


def stated(doc: Doc, what: Counted) -> Measure | None:
    """The measure that stands in the phrase itself: "210 dead", "14 civilian deaths", "31 wounded people"."""
    lex = measures()
    return state_beside(doc, what, lex) or _noun_says(what, lex) or _modifier_says(what, lex)


def of_whole(what: Counted) -> Measure | None:
    """The measure of the whole in "X of Y": from its own noun or clause, not from the verb over the part."""
    lex = measures()
    return _noun_says(what, lex) or _modifier_says(what, lex) or _participle(what, lex)


def of_part(doc: Doc, what: Counted) -> Measure | None:
    """The measure of the part in "X of Y": from the verb over it; the words on Y are the whole's."""
    lex = measures()
    return _governor_says(what, lex) or _verb_beside(doc, what, lex)


_LIST = 30  # items of a coordination that are climbed: daily loss reports list a dozen kinds and more


def measure_of(doc: Doc, what: Counted) -> Measure | None:
    """The measure that the figure's own words give it; None where they give none."""
    lex = measures()
    measure = (
        state_beside(doc, what, lex)
        or state_before(doc, what, lex)
        or _noun_says(what, lex)
        or _modifier_says(what, lex)
        or _participle(what, lex)
        or _governor_says(what, lex)
        or _relative_clause(what, lex)
        or _verb_beside(doc, what, lex)
        or _utilities(doc, what)
    )
    if measure in PEOPLE_MEASURES and what.noun is not None and lemma(what.noun) in lex.words["animals"]:
        return "other"
    return measure


def _noun_says(what: Counted, lex: Measures) -> Measure | None:
    """Nouns that are measures: deaths, prisoners, air raids, shelling."""
    noun = what.of if what.of is not None and not what.pronoun else what.noun
    if noun is None:
        return None
    measure = noun_measure(noun, lex)
    swapped = noun.head.lower_ == "for" and noun.head.head.lower_ in ("exchange", "return", "swap")
    returned = swapped or lemma(noun.head) in lex.words["return"]
    if measure == "attacks" and noun.dep_ in ("dobj", "nsubjpass"):
        return _carried_out_by(noun, lex) or measure
    if measure in _HELD and returned:
        return "other"  # "exchanged 75 prisoners": they were captured some other day
    if measure in _HELD and (fate := _governor_says(what, lex)) in ("killed", "wounded"):
        return fate  # "killing 12 prisoners"
    return measure


def _carried_out_by(noun: Token, lex: Measures) -> Measure | None:
    """ "F-16 aircraft carried out four strikes": the doer is the weapon that names the measure."""
    for child in noun.head.children:
        if child.dep_ == "nsubj":
            return lex.weapon_attacks.get(lemma(child))
        if child.dep_ == "agent":
            return next((lex.weapon_attacks.get(lemma(c)) for c in child.children if c.dep_ == "pobj"), None)
    return None


def _modifier_says(what: Counted, lex: Measures) -> Measure | None:
    """ "31 wounded people", "1,900 displaced people", "five blackened tanks"."""
    if what.noun is None:
        return None
    doc = what.noun.doc
    for token in doc[what.number.end : what.noun.i]:
        if measure := lex.states.get(token.lower_):
            if measure in _HELD and lemma(what.top.head) in lex.words["return"]:
                return "other"  # "returned 15 captured soldiers"
            return measure
    return None


def _participle(what: Counted, lex: Measures) -> Measure | None:
    """ "117 drones launched by", "soldiers taken prisoner"."""
    for holder in {what.phrase.i: what.phrase, what.top.i: what.top}.values():
        for child in holder.rights:
            participle = child.dep_ == "acl" and child.tag_ in ("VBN", "VBD")
            if participle and (measure := verb_on_object(child, what, lex)):
                return measure
    return None


def _relative_clause(what: Counted, lex: Measures) -> Measure | None:
    """ "People who died"; not "38 missiles, 30 of which were intercepted", which speaks of the 30."""
    for child in what.phrase.rights:
        if child.dep_ == "relcl":
            subject = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            if subject is None or subject.lower_ not in ("who", "which", "that"):
                # "the 70 families whom the Red Crescent brought out"
                if any(c.dep_ == "dobj" and c.lower_ in ("whom", "that", "which") for c in child.children):
                    return verb_on_object(child, what, lex)
                continue
            if subject.dep_ == "nsubjpass":
                return verb_on_object(child, what, lex)
            return verb_on_subject(child, what, lex)
    return None


def _governor_says(what: Counted, lex: Measures) -> Measure | None:
    """The verb or noun that the phrase hangs on, over coordination."""
    token = what.top
    for _ in range(_LIST):
        verbal = token.head.tag_.startswith("VB")
        if token.dep_ in ("conj", "appos") and token.head.i < token.i and not verbal:
            token = token.head
        elif token.dep_ == "conj" and verbal and token.head.i < token.i:
            # "killed 11 soldiers and at least eight farmworkers", hung on the verb by the parser
            return verb_on_object(token.head, what, lex) if _has_object_before(token) else None
        else:
            break
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ == "total":
        token = token.head.head  # "a total of 21 people were killed"
    token = _misread_modifier(token)
    head, dep = token.head, token.dep_
    if head == token:
        return None
    if dep in ("nsubjpass", "dobj", "oprd", "npadvmod", "dative") and head.tag_.startswith("VB"):
        return verb_on_object(head, what, lex) or (_dead_object(head, lex) if dep == "dobj" else None)
    if dep == "nsubj":
        return _subject(head, what, lex)
    if dep == "pobj":
        return _after_preposition(head, what, lex)
    if dep in ("nummod", "appos", "dep") and head.i < token.i and head.tag_.startswith("VB"):
        return verb_on_object(head, what, lex)
    return None


def _has_object_before(token: Token) -> bool:
    verb = token.head
    if verb.i and verb.nbor(-1).tag_ == "NNP" and any(c.isdecimal() for c in verb.nbor(-1).text):
        return False  # "117 Shahed-136 strike UAVs as well as two missiles": no verb at all
    return token.tag_[0] in "NC" and any(c.dep_ == "dobj" and verb.i < c.i < token.i for c in verb.children)


def _misread_modifier(token: Token) -> Token:
    """For "Shahed-136 strike UAVs" read as a verb with its object: the name before, which leads out."""
    verb = token.head
    if verb.i == token.i - 1 and verb.tag_ in ("VB", "VBP") and verb.i:
        name = verb.nbor(-1)
        if name.tag_ == "NNP" and any(c.isdecimal() for c in name.text):
            return name
    return token


def _dead_object(verb: Token, lex: Measures) -> Measure | None:
    """ "leave 12 people dead"; "shot dead 12 people"."""
    for child in verb.children:
        if child.dep_ in ("oprd", "acomp", "ccomp", "advmod", "prt") and (
            measure := lex.states.get(child.lower_)
        ):
            return measure
    return None


def _subject(verb: Token, what: Counted, lex: Measures) -> Measure | None:
    """What a verb does to its subject: dies, is missing, was killed (where the parse missed the passive)."""
    if verb.tag_ == "VBN" and any(c.lower_ in ("was", "were", "been", "being", "be") for c in verb.lefts):
        return verb_on_object(verb, what, lex)
    for child in verb.children:
        if child.dep_ in ("acomp", "oprd", "attr", "ccomp") and (measure := lex.states.get(child.lower_)):
            return measure
    if lemma(verb) in ("flee", "leave") and lemma(verb.head) in ("force", "compel", "cause"):
        return "displaced"
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "among":  # "three of its workers were among the wounded"
            for target in child.children:
                if target.dep_ == "pobj" and (measure := lex.nouns.get(target.lower_)):
                    return measure
    return verb_on_subject(verb, what, lex)


def _after_preposition(prep: Token, what: Counted, lex: Measures) -> Measure | None:
    """ "deaths of 12 people", "attacked with 117 drones", "hits by six UAVs", "the lives of 20"."""
    head, kind = prep.head, thing(what.noun)
    word = lemma(head)
    if kind in ARRIVALS:
        if word == "hit" and head.tag_.startswith("NN"):
            return ARRIVALS[kind]
        if prep.lower_ in ("with", "using", "of") and (
            word in _ATTACKING
            or any(lemma(t) in _ATTACKING for t in (head.head, *head.children) if t != prep)
        ):
            return "launched"
    if prep.lower_ == "to" and (lemma(head) == "set" or lemma(head.head) == "set"):
        fire = head if head.tag_.startswith("NN") else None
        words = {fire.lower_} if fire is not None else {c.lower_ for c in head.children}
        return "destroyed" if "fire" in words and kind in ("building", "materiel", "settlement") else None
    if prep.lower_ == "on" and word == "operate":
        return verb_on_object(head, what, lex)
    if prep.lower_ in ("for", "with") and word in lex.phrasal and head.tag_.startswith("VB"):
        return verb_on_object(head, what, lex) if prep.lower_ in lex.phrasal[word] else None
    if prep.lower_ == "of" and head.tag_.startswith("NN"):
        if lemma(head) == "body" and (
            lemma(head.head) in lex.words["return"] or lemma(head.head.head) in lex.words["return"]
        ):
            return "other"  # bodies handed over: the dead of some other day
        if head.lower_ in ("lives", "life", "remains"):
            return "killed"
        if word in lex.words["deadly_deeds"] and not kind:  # "the assassination of six students"
            return "killed"
        return lex.nouns.get(word) if lex.nouns.get(word) in _PERSONAL else _gerund(head, what, lex)
    if prep.lower_ == "of" and head.tag_ == "VBG":
        return verb_on_object(head, what, lex)
    if prep.lower_ == "to" and word in ("injury", "damage"):
        return "wounded" if word == "injury" else "damaged"
    if prep.lower_ == "in" and word == "result":
        return None
    return None


_HELD = frozenset(("captured", "abducted", "detained"))
_PERSONAL = frozenset(("killed", "wounded", "detained", "abducted", "missing", "displaced"))


def _gerund(noun: Token, what: Counted, lex: Measures) -> Measure | None:
    """Nouns made of verbs: "the killing of", "the destruction of", "the evacuation of"."""
    return _DEEDS.get(noun.lower_)


_DEEDS: dict[str, Measure] = {
    "killing": "killed", "murder": "killed", "execution": "killed", "massacre": "killed",
    "destruction": "destroyed",
    "evacuation": "evacuated", "launch": "launched", "delivery": "delivered", "interception": "intercepted",
    "capture": "captured", "production": "produced", "wounding": "wounded", "loss": "casualties",
}  # fmt: skip


def _verb_beside(doc: Doc, what: Counted, lex: Measures) -> Measure | None:
    """A verb right before the phrase or a passive right after it, where the parse went astray."""
    start = what.number.start
    if start:
        before = doc[start - 1]
        if before.lower_ == "down" and start >= 2 and lemma(doc[start - 2]) == "shoot":
            return "intercepted"
        verbal = before.tag_ in ("VBG", "VBD", "VBZ", "VB", "NNS", "NN", "VBP") or (
            before.tag_ in ("VBN", "JJ") and before.lower_.endswith("ed")  # "Shelling damaged 12 houses"
        )
        if verbal and (measure := verb_on_object(before, what, lex)):
            return measure
        if before.tag_ in ("NNP", "NNPS") and before.text.istitle():  # "Airstrikes Kill Over 100 Fighters"
            word = before.lower_ if before.lower_ in lex.verbs else before.lower_.removesuffix("s")
            if word in lex.verbs and (measure := verb_on_object(before, what, lex, word)):
                return measure
    at, steps, passive = what.end, 0, False
    while at < len(doc) and steps < 4 and (doc[at].lower_ in BE or doc[at].tag_ == "RB"):
        passive |= doc[at].lower_ in ("was", "were", "been", "being")
        at, steps = at + 1, steps + 1
    if at < len(doc) and passive and doc[at].tag_ in ("VBN", "VBD"):
        return verb_on_object(doc[at], what, lex)
    return None


def _utilities(doc: Doc, what: Counted) -> Measure | None:
    """ "left 180,000 households without power", "knocked out power to 180,000 households"."""
    if what.noun is None or not (
        is_person(what.noun) or thing(what.noun) in ("group", "building", "settlement")
    ):
        return None
    near = doc[max(0, what.number.start - 4) : what.end + 4]
    if any(t.lower_ in _UTILITIES for t in near):
        words = {t.lower_ for t in near}
        if words & {"without", "out", "off", "lost", "cut", "knocked", "no"}:
            return "affected"
    return None
