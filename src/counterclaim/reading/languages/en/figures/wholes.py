"""Figures that lean on one before: "five of them", "including 12 children", "41 over the city"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ARRIVALS, PEOPLE_MEASURES
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, opening, thing
from counterclaim.reading.page import FigureDraft

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PARTS = frozenset(
    (
        "including",
        "among",
        "included",
        "includes",
        "include",
        "incl",
        "incl.",
        "viz",
        "viz.",
        "namely",
        "comprising",
    )
)
GRADES = frozenset(
    (
        "seriously", "critically", "severely", "badly", "gravely", "lightly", "slightly", "fatally",
        "grievously", "mortally",
    )
)  # fmt: skip
_REACH = 3  # sentences back that "of them" may point
_GAP = 10  # words between "including" and its number


@dataclass(slots=True)
class Made:
    """A figure drafted, with what it was read from."""

    figure: FigureDraft
    what: Counted
    paragraph: int
    order: int  # running number of its sentence in the document
    kind: str = ""  # class of the thing counted, its own or inherited
    split: bool = False  # "93 of 117": its part is stated with it


def _size(figure: FigureDraft) -> float:
    """The most that is known of a figure, for asking whether a part fits in it."""
    for bound in (figure.high, figure.value, figure.low):
        if bound is not None:
            return float(bound)
    return 0.0


def fits_in(part: float | int | None, whole: FigureDraft) -> bool:
    """Whether a number can be part of a figure. Open-ended wholes hold anything."""
    if part is None or whole.qualifier in ("at_least", "more_than", "vague", "about"):
        return True
    return float(part) <= _size(whole)


def introduced(doc: Doc, what: Counted) -> bool:
    """Whether the number stands after "including", "among them", "of whom" or as "five of them"."""
    if what.pronoun or opens_with_them(doc, what):
        return True
    if what.elliptic and what.number.end < len(doc) and doc[what.number.end].lower_ in GRADES:
        return True  # "six were injured, two seriously"
    start = what.number.start
    if _own_clause(doc, what):
        return False
    first = opening(doc, start, _GAP)
    depth = 0
    for at in range(start - 1, max(0, start - _GAP if first is None else first) - 1, -1):
        low = doc[at].lower_
        if low in _PARTS:
            return True
        if low in (".", ";", ":") or doc[at].tag_ in ("VBD", "VBZ", "VBP"):
            return False
        depth += low == ","
        if depth > 1:
            return False
    return False


def _own_clause(doc: Doc, what: Counted) -> bool:
    """ "…, including five children, and three died": the subject of a clause that "and" opens."""
    start, verb = what.number.start, what.top.head
    if not start or doc[start - 1].lower_ not in ("and", "but", "while"):
        return False
    return what.top.dep_ in ("nsubj", "nsubjpass") and verb.i > start and verb.tag_ in ("VBD", "VBN", "VBZ")


def opens_with_them(doc: Doc, what: Counted) -> bool:
    """ "Of these, 212 are minors"."""
    first = opening(doc, what.number.start, 5)
    if first is None or what.number.start - first < 2:
        return False
    return doc[first].lower_ in ("of", "among") and doc[first + 1].lower_ in ("these", "those", "them")


def antecedent(
    made: list[Made], paragraph: int, order: int, part: float | int | None, *, near: bool
) -> Made | None:
    """The figure that a part leans on: the nearest in its sentence, else the last whole shortly before."""
    for earlier in reversed(made):
        if earlier.paragraph != paragraph or earlier.order != order:
            break
        if earlier.figure.measure not in ("share", "money", "change") and fits_in(part, earlier.figure):
            whole = earlier.figure.part_of
            if whole is None or not near:
                return earlier
            return next((m for m in made if m.figure is whole), earlier)
    if near:
        return None
    for earlier in reversed(made):
        if order - earlier.order > _REACH:
            break
        figure = earlier.figure
        counts = figure.measure not in ("share", "money", "change") and figure.value != 0
        if counts and earlier.order < order and figure.part_of is None and fits_in(part, figure):
            return earlier
    return None


def of_measure(made: list[Made], order: int, measure: Measure, part: float | int | None) -> Made | None:
    """For "three of the dead": the last whole of that measure not far before."""
    for earlier in reversed(made):
        if order - earlier.order > _REACH:
            return None
        figure = earlier.figure
        if (
            figure.measure == measure
            and figure.part_of is None
            and fits_in(part, figure)
            and figure.value != 0
        ):
            return earlier
    return None


def launched_before(
    made: list[Made], order: int, kind: str, measure: Measure, part: float | int | None
) -> Made | None:
    """The one launch that an interception or arrival of the same weapon is part of."""
    if kind not in ARRIVALS or (
        measure != "intercepted" and measure not in ARRIVALS.values() and measure != "other"
    ):
        return None
    launches = [
        m
        for m in made
        if m.figure.measure == "launched" and m.kind == kind and 0 <= order - m.order <= 2 * _REACH
    ]
    if len(launches) == 1 and fits_in(part, launches[0].figure) and not launches[0].split:
        return launches[0]
    return None


def listed_after_total(doc: Doc, what: Counted, made: list[Made], paragraph: int, order: int) -> Made | None:
    """ "96 drones: 41 over A, 30 over B and eight over C": an item of a list that breaks a total down."""
    at = what.number.end
    if not what.elliptic or at >= len(doc) or doc[at].tag_ != "IN" or doc[at].lower_ == "of":
        return None
    start = what.number.start
    before = doc[start - 1].lower_ if start else ""
    if before not in (":", ",", "and", "-", "–", "—", "with"):
        return None
    for earlier in reversed(made):
        if earlier.paragraph != paragraph or earlier.order != order:
            return None
        if before == ":" or earlier.figure.part_of is not None:
            whole = earlier.figure.part_of or earlier.figure
            holder = next((m for m in made if m.figure is whole), None)
            return holder if holder and fits_in(what.number.value, whole) else None
        return None
    return None


def coordinated(doc: Doc, what: Counted, made: list[Made], paragraph: int, order: int) -> Made | None:
    """ "three attacks with missiles and eight with rocket launchers": an elliptic item of a row."""
    start = what.number.start
    at = what.number.end
    if not what.elliptic or not start or doc[start - 1].lower_ not in ("and", ",", "or", "another", "plus"):
        return None
    if at < len(doc) and doc[at].tag_ not in ("IN", ",", ".", "CC"):
        return None
    last = made[-1] if made else None
    if last is None or last.paragraph != paragraph or last.order != order:
        return None
    return last if what.top.head.i >= last.what.number.start or what.top.dep_ == "conj" else None


def people(measure: Measure) -> bool:
    """Whether a measure counts people."""
    return measure in PEOPLE_MEASURES


def kind_of(what: Counted, inherited: Made | None) -> str:
    """The class of thing counted, from the noun or from the figure leaned on."""
    own = thing(what.noun)
    return own or (inherited.kind if inherited is not None and what.elliptic else "")
