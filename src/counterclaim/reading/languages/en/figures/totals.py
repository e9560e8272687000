"""Numbers given as a total: "the death toll rose to 210", "losses amounted to 1,740 men", "Killed: 14"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from counterclaim.lexicon.measures import PEOPLE_MEASURES, Measures, measures
from counterclaim.model.vocabulary import Measure, Population
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, key, population, thing
from counterclaim.reading.languages.en.figures.nouns import noun_measure
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARMIES = frozenset(("army", "military", "troop", "troops", "navy", "combat"))


class Total(NamedTuple):
    """What a total counts; ``measure`` None: a bare "the figure", which takes it from what went before."""

    measure: Measure | None
    population: Population = "unstated"
    toll: bool = False  # a bare "toll", which counts the dead whatever was counted before


def total_of(doc: Doc, what: Counted) -> Total | None:
    """What the number totals, or None when it stands in no such phrase."""
    lex = measures()
    start = what.number.start
    if start and doc[start - 1].text in (":", "-", "–", "="):
        return _label(doc, start - 2, lex)
    if not what.elliptic and not is_person(what.noun) and not thing(what.noun):
        return None
    lead = doc[start - 1] if start else None
    if lead is not None and lead.lower_ in ("of", "at", "to", "by", "from"):
        if lead.lower_ == "of" and what.number.value == 1:
            return None
        if lead.lower_ == "of" and lead.head.tag_.startswith("NN"):
            return _noun_total(lead.head, what, lex)
        beside = doc[start - 2] if start >= 2 else None
        if beside is not None and lead.lower_ == "at" and lemma(beside) in lex.words["totals"]:
            return _noun_total(beside, what, lex)  # "the wounded at 12 and the toll at five"
        return _from_verb(lead, what, lex)
    token = what.top
    while token.dep_ == "conj" and token.head.i < token.i and token.head.tag_[0] == "N":
        token = token.head
    if (
        token.dep_ in ("dobj", "attr", "acomp", "npadvmod", "oprd")
        and lemma(token.head) in lex.words["reach"]
    ):
        return _arguments(token.head, token, what, lex)
    return None


def _label(doc: Doc, at: int, lex: Measures) -> Total | None:
    """ "Death toll: 14", "Killed: 5"."""
    if at < 0:
        return None
    token = doc[at]
    if measure := lex.states.get(token.lower_):
        return Total(measure)
    return _noun_total(token, None, lex)


def _from_verb(prep: Token, what: Counted, lex: Measures) -> Total | None:
    """The verb that "to N" or "at N" completes, up the tree or to the left of it."""
    token = prep.head
    for _ in range(6):
        if (token.tag_.startswith("VB") or token.dep_ == "ROOT") and lemma(token) in lex.words["reach"]:
            return _arguments(token, prep, what, lex)
        if token.head == token:
            break
        token = token.head
    return None


def _arguments(verb: Token, before: Token, what: Counted, lex: Measures) -> Total | None:
    for child in verb.children:
        near = child.i < before.i or (before.lower_ == "to" and child.i - before.i < 5)
        given = child.dep_ == "dobj" and near and child.i != what.top.i
        if given and (total := _noun_total(child, what, lex)):
            return total
    holder = verb
    for _ in range(3):
        for child in holder.children:
            if (
                child.dep_ in ("nsubj", "nsubjpass")
                and child.i < before.i
                and (found := _noun_total(child, what, lex))
            ):
                return found
        if holder.dep_ not in ("conj", "xcomp", "advcl"):
            break
        done = holder.head if holder.dep_ == "advcl" else None
        holder = holder.head
        if (
            done is not None
        ):  # "the number of men eliminated rises to 26", with the participle taken for the verb
            fate = _done(done, lex) if done.tag_ in ("VBD", "VBN") else None
            counts = any(
                c.dep_ in ("nsubj", "nsubjpass") and lemma(c) in lex.words["totals"] for c in done.children
            )
            return Total(fate) if fate and counts and done.i < before.i else None
    return None


def _noun_total(noun: Token, what: Counted | None, lex: Measures) -> Total | None:
    """The measure of "number of people killed", "death toll", "losses", "the injured"."""
    word = lemma(noun)
    if word in lex.words["losses"]:
        if what is not None and thing(what.noun) in ("materiel", "aircraft", "drone"):
            return Total("destroyed")
        army = any(t.lower_ in _ARMIES for t in noun.lefts)
        return Total("casualties", "military" if army else "unstated")
    if word in lex.words["totals"]:
        return _counting_noun(noun, lex)
    if word == "damage" and what is not None and thing(what.noun) in ("building", "materiel", "settlement"):
        return Total("damaged")
    if word in ("output", "production"):
        return Total("produced")
    measure = noun_measure(noun, lex)
    if word == "body" and lemma(noun.head) in lex.words["return"]:
        return Total("other")  # bodies handed over: the dead of some other day
    if what is not None and measure not in PEOPLE_MEASURES and thing(what.noun):
        return None  # "the strikes brought down three tunnels"
    if measure in PEOPLE_MEASURES or measure in ("attacks", "clashes", "air_strikes"):
        return Total(measure, population(noun))
    return None


def _counting_noun(noun: Token, lex: Measures) -> Total:
    """ "number of …", "death toll", "toll of killed"."""
    for child in noun.lefts:
        if child.dep_ in ("compound", "amod") and (measure := lex.nouns.get(lemma(child))):
            return Total(measure)
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "from", "among"):
            for target in prep.rights:
                if target.dep_ in ("pobj", "pcomp") and target.tag_ != "CD":
                    total = _counted_total(target, lex)
                    done = next((f for c in noun.rights if c.dep_ == "acl" and (f := _done(c, lex))), None)
                    return total if total.measure or done is None else Total(done, total.population)
        if prep.dep_ in ("acl", "relcl") and (measure := lex.states.get(prep.lower_)):
            return Total(measure)
    for child in noun.rights:  # "the number of militants killed", with "killed" hung on the number
        if child.dep_ in ("acl", "relcl") and (found := _done(child, lex)):
            return Total(found)
    return Total(None, toll=noun.lower_ == "toll")


def _done(participle: Token, lex: Measures) -> Measure | None:
    """What a participle says befell the counted people: "killed", "eliminated"."""
    done = lex.verbs.get(lemma(participle), ())
    return lex.states.get(participle.lower_) or next((m for m in done if m in PEOPLE_MEASURES), None)


def _counted_total(target: Token, lex: Measures) -> Total:
    if (measure := lex.nouns.get(key(target))) or (measure := lex.states.get(target.lower_)):
        return Total(noun_measure(target, lex) or measure, population(target))
    for child in target.children:
        if (measure := lex.states.get(child.lower_)) or (
            child.dep_ == "acl" and (measure := _done(child, lex))
        ):
            return Total(measure, population(target))
        if child.dep_ == "relcl" and lemma(child) == "die":
            return Total("killed", population(target))
    return Total(None, population(target))
