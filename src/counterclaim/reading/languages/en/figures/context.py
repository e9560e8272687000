"""The measure of a number in its sentence and document: its own words, else the figures it leans on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.lexicon.measures import ARRIVALS, ATTACK_MEASURES, measures
from counterclaim.model.vocabulary import Measure, Population
from counterclaim.reading.languages.en.figures import lists, wholes
from counterclaim.reading.languages.en.figures.counted import (
    Counted,
    is_person,
    opening,
    population,
    thing,
)
from counterclaim.reading.languages.en.figures.meaning import measure_of, of_part, stated
from counterclaim.reading.languages.en.figures.nouns import weapon_of
from counterclaim.reading.languages.en.figures.totals import total_of
from counterclaim.reading.languages.en.figures.wholes import Made
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOTABLE = frozenset(
    (
        "drone", "missile", "rocket", "shell", "aircraft", "materiel", "building", "settlement", "group",
        "target",
    )
)  # fmt: skip
_WEAPONS = frozenset(("drone", "missile", "rocket", "shell"))
_LENDING: frozenset[Measure] = frozenset(
    ("destroyed", "damaged", "intercepted", "launched", "delivered", "produced", "other", "captured")
)
_WIDER: frozenset[Measure] = frozenset(("casualties", "other", "affected", "displaced"))
_FATES = ATTACK_MEASURES | {"launched", "intercepted", "destroyed", "damaged", "other"}
_TAKING_IN = frozenset(("receive", "admit", "treat"))  # what a hospital does with those brought in
_OPENING = 14  # words from "Of the wounded," to the number


class Meaning(NamedTuple):
    """What a number is taken to say. ``whole``: what it is part of; ``lender``: what names its things."""

    measure: Measure | None
    population: Population = "unstated"
    whole: Made | None = None
    lender: Made | None = None


class Place(NamedTuple):
    """Where a number stands: the figures before it, its paragraph, and its sentence's running number."""

    made: list[Made]
    paragraph: int
    order: int
    parts: Mapping[int, int] = MappingProxyType(
        {}
    )  # numbers that add up to one before: part to whole, by start

    def at(self, start: int) -> Made | None:
        """The figure of this paragraph whose number stands there."""
        for made in reversed(self.made):
            if made.paragraph != self.paragraph:
                return None
            if made.what.number.start == start:
                return made
        return None

    def last(self) -> Made | None:
        """The figure just before, if it stands in the same sentence."""
        last = self.made[-1] if self.made else None
        return last if last and last.paragraph == self.paragraph and last.order == self.order else None


def meaning_of(doc: Doc, what: Counted, place: Place) -> Meaning:
    """Measure, population, the whole, and the figure it leans on; measure None for no figure."""
    number = what.number
    part = number.value if number.value is not None else number.low
    if (total := _total(doc, what, place)) is not None:
        return total
    own = measure_of(doc, what)
    measure: Measure | None
    if wholes.introduced(doc, what):
        near = not (what.pronoun or wholes.opens_with_them(doc, what)) or part == 1
        leaned = wholes.antecedent(place.made, place.paragraph, place.order, part, near=near)
        if leaned is not None and leaned.order < place.order and what.pronoun and _named_here(doc, what):
            return Meaning(None)
        if leaned is not None and _may_part(own, leaned.figure.measure):
            measure = own or leaned.figure.measure
            after = doc[number.end].lower_ if number.end < len(doc) else ""
            if what.pronoun and what.end < len(doc):
                after = doc[what.end].lower_
            if after in ("fatally", "mortally"):
                measure = "killed"
            if measure == "attacks":  # "20 of them got through": an arrival of what was launched
                measure = ARRIVALS.get(leaned.kind, measure)
            if measure == "other" and part == 1:
                return Meaning(None)
            return Meaning(measure, "unstated", leaned, leaned)
    if (found := _in_list(doc, what, own, place)) is not None:
        return found
    leaned = wholes.listed_after_total(doc, what, place.made, place.paragraph, place.order)
    if leaned is not None:
        return Meaning(own or leaned.figure.measure, "unstated", leaned, leaned)
    if own is not None and picked_out(what, own, doc):
        return Meaning(None)
    if own is None and (measure := _opening_group(doc, what)) is not None:
        return Meaning(measure, "unstated", wholes.of_measure(place.made, place.order, measure, part))
    if what.of is not None and not what.pronoun and own is not None:
        if part == 1 and what.number.qualifier == "exactly" and of_part(doc, what) is None:
            return Meaning(None)  # "one of the dead was a teacher"
        own = of_part(doc, what) or own
        if not _own_noun(what.of):
            return Meaning(own)
        return Meaning(own, "unstated", wholes.of_measure(place.made, place.order, own, part))
    if own is not None:
        lends = what.elliptic and own in _LENDING and place.last() is not None
        return Meaning(own, lender=place.last() if lends else None)
    row = wholes.coordinated(doc, what, place.made, place.paragraph, place.order)
    if row is not None:
        measure = row.figure.measure
        if measure in ATTACK_MEASURES:
            measure = weapon_of(what.top, measures(), before=False) or measure
        return Meaning(measure, lender=row)
    if (measure := lists.counted_above(doc, what)) is not None:
        return Meaning(measure)
    if lists.given(what):
        leaned = wholes.antecedent(place.made, place.paragraph, place.order, None, near=False)
        if leaned is not None and wholes.people(leaned.figure.measure):
            return Meaning(leaned.figure.measure, leaned.figure.population)
    return Meaning(_weapon_in_row(what, place) or counts_something(what))


def _in_list(doc: Doc, what: Counted, own: Measure | None, place: Place) -> Meaning | None:
    """A part of a total that its list adds up to, the next item of such a list, or a total said again."""
    at = place.parts.get(what.number.start)
    whole = place.at(at) if at is not None else None
    if whole is not None and _may_part(own, whole.figure.measure):
        return Meaning(own if own not in (None, "other") else whole.figure.measure, "unstated", whole)
    last = place.last()
    if own in (None, "other"):
        if (item := lists.continues(doc, what, last)) is not None:
            holder = next((m for m in place.made if m.figure is item.figure.part_of), None)
            return Meaning(item.figure.measure, "unstated", holder)
        if (said := lists.restated(doc, what, last)) is not None:
            return Meaning(said.figure.measure, said.figure.population)
    return None


def _total(doc: Doc, what: Counted, place: Place) -> Meaning | None:
    """ "The toll rose to 210"; a bare "the number stands at 148" speaks of the figure before it."""
    total = total_of(doc, what)
    if total is None or (what.noun is not None and _own_noun(what.noun)):
        return None
    measure: Measure | None = stated(doc, what) or total.measure
    if measure is not None:
        return Meaning(measure, total.population)
    if total.toll:
        return Meaning("killed")
    leaned = wholes.antecedent(place.made, place.paragraph, place.order, None, near=False)
    fits = leaned is not None and wholes.people(leaned.figure.measure)
    return Meaning(leaned.figure.measure, leaned.figure.population) if leaned is not None and fits else None


def _named_here(doc: Doc, what: Counted) -> bool:
    """Whether "them" are things of the same sentence that nobody counted: "craters, eight of them"."""
    for token in doc[doc[what.number.start].sent.start : what.number.start]:
        if token.tag_ == "NNS" and token.dep_ in ("dobj", "attr") and not is_person(token):
            return True
    return False


def _own_noun(noun: Token) -> bool:
    lex = measures()
    return noun.lower_ in lex.nouns or lemma(noun) in lex.nouns


def _may_part(own: Measure | None, whole: Measure) -> bool:
    """A dead one is among the casualties; the wounded are no part of the dead."""
    if whole == "launched":
        return own in _FATES or own is None
    return own is None or own == whole or whole in _WIDER or (own == "other" and wholes.people(whole))


def _weapon_in_row(what: Counted, place: Place) -> Measure | None:
    """ "117 drones … as well as two ballistic missiles": a weapon coordinated with one launched."""
    last = place.last()
    if last is None:
        return None
    between = what.top.doc[last.figure.span.end : what.number.start]
    if thing(what.noun) == "materiel" and last.figure.measure in ("casualties", "destroyed"):
        listed = all(t.lower_ in (",", "and", "plus", "as", "well") for t in between)
        return "destroyed" if listed else None  # losses of "300 troops, two tanks and five howitzers"
    if thing(what.noun) not in _WEAPONS or last.kind not in _WEAPONS:
        return None
    joined = any(t.lower_ in ("and", "plus", ",", "with") for t in between)
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP") for t in between)
    if joined and not (finite and between[-1].lower_ != "as"):
        return last.figure.measure if last.figure.measure in ("launched", "intercepted") else None
    return None


def counts_something(what: Counted) -> Measure | None:
    """`other` for weapons, buildings, settlements and people that nothing is said to have happened to."""
    number = what.number
    size = number.value if number.value is not None else number.low
    if what.noun is None or size is None or size < 2 or _speaks(what.top):
        return None
    if what.top.dep_ == "dobj" and lemma(what.top.head) == "have" and population(what.noun) == "children":
        return None  # "she has three children"
    if thing(what.noun) in _NOTABLE:
        return "other"
    party = population(what.noun) != "unstated" or what.noun.lower_ in ("people", "persons")
    taken_in = what.top.dep_ == "dobj" and lemma(what.top.head) in _TAKING_IN
    return "other" if (party or taken_in) and is_person(what.noun) else None


def _speaks(token: Token) -> bool:
    """ "two residents said", "according to three officials": sources, not figures."""
    lex = measures()
    for _ in range(4):
        head = token.head
        if token.dep_ == "nsubj" and lemma(head) in lex.words["speech"]:
            return True
        if token.dep_ == "pobj" and head.lower_ in ("to", "by") and head.head.lower_ in ("according", "told"):
            return True
        if token.dep_ not in ("conj", "appos", "pobj", "prep") or head == token:
            return False
        token = head
    return False


def _opening_group(doc: Doc, what: Counted) -> Measure | None:
    """ "Of the wounded, three were critical", "Among the dead were four staff": the whole comes first."""
    first = opening(doc, what.number.start, _OPENING)
    if first is None or doc[first].lower_ not in ("of", "among"):
        return None
    if thing(what.noun):
        return None
    lex = measures()
    for token in doc[first + 1 : min(first + 4, what.number.start)]:
        if measure := lex.nouns.get(token.lower_) or lex.nouns.get(lemma(token)):
            return measure
    return None


def picked_out(what: Counted, measure: Measure, doc: Doc) -> bool:
    """ "the father of one victim", "he was one of the dead": one of many picked out, not a count."""
    if what.number.value != 1 or what.number.qualifier != "exactly":
        return False
    if what.of is not None and (what.top.dep_ == "attr" or measure in ATTACK_MEASURES or measure == "other"):
        return True
    if what.elliptic and what.of is None:
        before = doc[what.number.start - 1] if what.number.start else None
        if what.top.dep_ == "appos" or (before is not None and before.tag_ in ("``", "''")):
            return stated(doc, what) is None  # "two bombs fell, one on the stairs"
        after = doc[what.number.end].tag_ if what.number.end < len(doc) else ""
        if what.top.dep_ == "conj" and after == "IN":
            return stated(doc, what) is None
        if what.top.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj", "ROOT"):
            return stated(doc, what) is None
    return (
        what.noun is not None
        and measure == "casualties"
        and what.noun.tag_ == "NN"
        and what.top.dep_ == "pobj"
    )


def population_of(what: Counted, meaning: Meaning, place: Place) -> Population:
    """The population from the noun, the predicate ("five were children"), the total or the row it is in."""
    found = population(what.noun)
    if found == "unstated" and (what.of is not None or what.pronoun or what.elliptic):
        verb = what.top.head
        if what.top.dep_ in ("nsubj", "nsubjpass") and lemma(verb) == "be":
            for child in verb.children:
                if child.dep_ == "attr":
                    found = population(child)
    if found != "unstated" or meaning.population != "unstated":
        return found if found != "unstated" else meaning.population
    # "61 soldiers were killed … and seven wounded": an elliptic item speaks of the same kind of people
    before = meaning.whole or (place.last() if what.elliptic and not what.pronoun else None)
    if before is not None and meaning.measure is not None and wholes.people(meaning.measure):
        given = before.figure.population
        return given if given in ("military", "civilian") else "unstated"
    return "unstated"
