"""From numbers to figure drafts, paragraph after paragraph."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ATTACK_MEASURES, measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures import wholes
from counterclaim.reading.languages.en.figures.changes import find_changes
from counterclaim.reading.languages.en.figures.context import (
    Meaning,
    Place,
    counts_something,
    meaning_of,
    population_of,
)
from counterclaim.reading.languages.en.figures.counted import (
    Counted,
    counted,
    object_name,
    population,
    thing,
)
from counterclaim.reading.languages.en.figures.lists import breakdowns
from counterclaim.reading.languages.en.figures.meaning import measure_of, of_part, of_whole
from counterclaim.reading.languages.en.figures.singles import FATES, find_singles, told_plainly
from counterclaim.reading.languages.en.figures.totals import total_of
from counterclaim.reading.languages.en.figures.wholes import Made
from counterclaim.reading.languages.en.figures.zeros import find_zeros
from counterclaim.reading.languages.en.numbers import find_numbers
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import FigureDraft, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECTLESS = ATTACK_MEASURES | {"share", "money"}
_WEAPONS = frozenset(("drone", "missile", "rocket", "shell"))
_STRIKING = frozenset(
    ("violate", "attack", "shell", "bomb", "strike", "bombard", "raid", "fire", "open", "break")
)


class Drafter:
    """Builds the figures of one document; parts may lean on figures of sentences before."""

    def __init__(self) -> None:
        self._made: list[Made] = []
        self._order = -1
        self._parts: dict[int, int] = {}
        self._denied: tuple[int, Meaning] | None = None
        self._paragraph = self._at = -1  # where the last number stood

    def figures(self) -> list[FigureDraft]:
        """The figures so far."""
        return [m.figure for m in self._made]

    def read(self, paragraph: Paragraph) -> None:
        """Draft the figures of a paragraph."""
        doc, index = paragraph.doc, paragraph.index
        numbers = find_numbers(doc)
        taken = -1
        inside = {i for n in numbers for i in range(n.start, n.end)}
        rows = [counted(doc, n) for n in numbers]
        ones = find_singles(doc, inside)
        self._parts = breakdowns(doc, list(merge(rows, ones, key=lambda w: w.number.start))) if rows else {}
        position = -1
        for what in merge(rows, ones, key=lambda w: w.number.start):
            number = what.number
            if what.single:
                self._enter(doc, index, number.core_start)
                self._single(doc, index, what)
                continue
            position += 1
            if position == taken:
                continue
            self._enter(doc, index, number.core_start)
            if number.former and not _varies(doc, what):
                continue
            if what.whole and position + 1 < len(numbers):
                self._part_and_whole(doc, index, what, rows[position + 1])
                taken = position + 1
            elif number.kind == "count":
                self._count(doc, index, what)
            else:
                self._measured(doc, index, what)
        self._zeros(doc, index)
        self._changes(doc, index)

    def _enter(self, doc: Doc, index: int, at: int) -> None:
        """Count the sentences up to this one, also those that hold no figure."""
        if index != self._paragraph:
            self._paragraph, self._at, passed = index, at, 1
        else:
            passed = sum(1 for i in range(self._at + 1, at + 1) if doc[i].is_sent_start)
            self._at = max(self._at, at)
        self._order += passed

    def _add(
        self, index: int, what: Counted, measure: Measure, end: int, kind: str, *, start: int | None = None
    ) -> Made:
        number = what.number
        figure = FigureDraft(
            span=TokenSpan(index, number.start if start is None else start, max(end, number.end)),
            number=TokenSpan(index, number.core_start, number.core_end),
            measure=measure,
            value=number.value,
            low=number.low,
            high=number.high,
            qualifier=number.qualifier,
        )
        made = Made(figure, what, index, self._order, kind)
        self._made.append(made)
        return made

    def _count(self, doc: Doc, index: int, what: Counted) -> None:
        """One number, one figure, or none."""
        number = what.number
        if isinstance(number.value, float) and number.value != int(number.value):
            return  # nobody counts a half: coordinates, rates, scores
        place = Place(self._made, index, self._order, self._parts)
        meaning = meaning_of(doc, what, place)
        if number.rejected:
            self._denied = (self._order, meaning)
            return
        before = doc[number.start - 1].lower_ if number.start else ""
        if before == "but" and what.elliptic and self._denied and self._denied[0] == self._order:
            meaning = self._denied[1]  # "not ninety but 640"
        measure = meaning.measure
        if measure is None or _under_none(doc, number.start) or _not_done(what):
            return
        kind = wholes.kind_of(what, meaning.lender)
        whole = meaning.whole
        if whole is None:
            part = number.value if number.value is not None else number.low
            whole = wholes.launched_before(self._made, self._order, kind, measure, part)
        if measure == "destroyed" and kind in _WEAPONS and whole and whole.figure.measure == "launched":
            measure = "intercepted"  # "fired 18 drones ... 17 of them were destroyed"
        people = population_of(what, meaning, place)
        start, end = _span_start(doc, what), _span_end(doc, what)
        if number.value == 0 and measure == "casualties":  # nobody killed, nobody wounded
            self._add(index, what, "killed", end, kind, start=start).figure.population = people
            measure = "wounded"
        made = self._add(index, what, measure, end, kind, start=start)
        made.figure.population = people
        made.figure.part_of = whole.figure if whole else None
        if measure not in _OBJECTLESS and kind:
            lent = meaning.lender.figure.object if meaning.lender else None
            made.figure.object = object_name(what.noun) or lent

    def _single(self, doc: Doc, index: int, what: Counted) -> None:
        """One person, by an article or "another"."""
        last = Place(self._made, index, self._order).last()
        if what.elliptic and (last is None or not wholes.people(last.figure.measure)):
            return
        measure = measure_of(doc, what)
        place = Place(self._made, index, self._order, self._parts)
        at = self._parts.get(what.number.start)
        whole = place.at(at) if at is not None else None
        if whole is None and wholes.introduced(doc, what):  # "two others, including a child, were killed"
            leaned = wholes.antecedent(self._made, index, self._order, 1, near=True)
            whole = leaned if leaned is not None and measure in (None, leaned.figure.measure) else None
        if measure is None and whole is not None and whole.figure.measure in FATES:
            measure = whole.figure.measure
        if measure not in FATES or not told_plainly(what):
            return
        figure = self._add(index, what, measure, _span_end(doc, what), "").figure
        figure.population = population(what.noun)
        figure.part_of = whole.figure if whole is not None else None

    def _part_and_whole(self, doc: Doc, index: int, part: Counted, whole: Counted) -> None:
        """ "93 of 117 drones": the part by the verb, the whole by what it is."""
        shown = Counted(part.number, whole.noun, part.top, part.number.end)
        kind, own = thing(whole.noun), of_whole(whole)
        measure = of_part(doc, shown) or measure_of(doc, Counted(part.number, None, part.top, whole.end))
        last = Place(self._made, index, self._order).last()
        if measure is None and last is not None and last.kind in _WEAPONS and kind in _WEAPONS:
            measure = last.figure.measure if last.figure.measure == "intercepted" else None
        if measure is None:
            measure = own if own and own != "launched" else counts_something(whole)
        if measure is None:
            return
        if own is None and kind in _WEAPONS:
            own = "launched" if measure == "intercepted" or measure in ATTACK_MEASURES else "other"
        first = self._add(index, shown, measure, part.number.end, kind, start=_span_start(doc, part))
        second = self._add(index, whole, own or "other", whole.end, kind)
        first.figure.part_of = second.figure
        second.split = True
        first.figure.population = second.figure.population = population(whole.noun)
        first.figure.object = second.figure.object = object_name(whole.noun)

    def _measured(self, doc: Doc, index: int, what: Counted) -> None:
        """Shares, money, areas and loads; other units measure nothing that is reported here."""
        number = what.number
        if number.kind == "percent":
            near = Place(self._made, index, self._order).last()
            share = self._add(index, what, "share", number.end, "")
            restated = number.start > 0 and doc[number.start - 1].lower_ == "or"
            if near is not None and (restated or what.pronoun):
                share.figure.part_of = near.figure  # "1.9 million people, or 90 per cent"; "half of them"
        elif number.kind == "money":
            self._add(index, what, "money", number.end, "")
        elif number.unit == "times":
            verbs = (_verb_over(doc[number.end - 1]), *doc[max(0, number.start - 3) : number.start])
            if any(lemma(t) in _STRIKING and t.tag_[0] == "V" for t in verbs):
                self._add(index, what, "attacks", number.end, "")
        elif number.dimension == "area":
            self._add(index, what, "other", number.end, "").figure.object = number.unit
        elif number.dimension == "weight":
            unit = doc[number.end - 1]
            given = measure_of(doc, Counted(number, unit, unit, number.end)) == "delivered"
            measure = "delivered" if given or measure_of(doc, what) == "delivered" else "other"
            if not given and not _is_load(doc, number.end):
                return
            made = self._add(index, what, _LOADS[measure], what.end, "")
            made.figure.object = number.unit

    def _zeros(self, doc: Doc, index: int) -> None:
        for what, rows, start, end in find_zeros(doc):
            for measure in rows:
                made = self._add(index, what, measure, end, "", start=start)
                made.figure.population = population(what.noun)
                if thing(what.noun) and measure not in _OBJECTLESS:
                    made.figure.object = object_name(what.noun)

    def _changes(self, doc: Doc, index: int) -> None:
        for number, start, end, name in find_changes(doc):
            what = Counted(number, None, doc[number.core_start], end)
            self._add(index, what, "change", end, "", start=start).figure.object = name


def _varies(doc: Doc, what: Counted) -> bool:
    """ "from 74 to 69 attacks": what is counted anew in each period, unlike a toll that is put right."""
    total = total_of(doc, what)
    return total is not None and total.measure in ATTACK_MEASURES


_LOADS: dict[str, Measure] = {"delivered": "delivered", "other": "other"}


def _is_load(doc: Doc, at: int) -> bool:
    """ "45 tonnes of food": a load of something that reports track."""
    loads = measures().words["loads"]
    return doc[at : at + 1].text == "of" and any(t.lower_ in loads for t in doc[at + 1 : at + 4])


def _under_none(doc: Doc, start: int) -> bool:
    """ "None of the 12 crew members was hurt" says nothing of twelve."""
    return any(t.lower_ in ("none", "neither") for t in doc[max(0, start - 3) : start])


def _not_done(what: Counted) -> bool:
    """ "did not release a single bomb", "have not lost 20 men": what a negated verb would have done."""
    verb = what.top.head
    if what.top.dep_ != "dobj" or not verb.tag_.startswith("VB") or what.number.value == 0:
        return False
    return any(
        c.dep_ == "neg" and (c.i + 1 >= len(c.doc) or c.nbor(1).lower_ not in ("only", "just", "merely"))
        for c in verb.children
    )


def _verb_over(token: Token) -> Token:
    """The verb that an adverbial hangs on."""
    for _ in range(4):
        if token.tag_.startswith("VB") or token.head == token:
            break
        token = token.head
    return token


def _span_start(doc: Doc, what: Counted) -> int:
    """An elliptic number takes the verb right before it along: "injuring six", "shot down 93"."""
    start = what.number.start
    if what.elliptic and start and not what.pronoun:
        before = doc[start - 1]
        if before.lower_ == "down" and start >= 2 and lemma(doc[start - 2]) == "shoot":
            return start - 2
        if before.tag_.startswith("VB") and lemma(before) in measures().verbs:
            return start - 1
        if (
            before.lower_ in ("to", "at")
            and start >= 2
            and lemma(doc[start - 2]) in measures().words["reach"]
        ):
            return start - 2
    return start


_BETWEEN = frozenset(
    ("was", "were", "been", "have", "has", "had", "more", "others", "other", "also", "being")
)


def _span_end(doc: Doc, what: Counted) -> int:
    """The phrase, with the state that follows at once: "20 wounded", "two people were killed"."""
    lex = measures()
    at = what.end
    while at < len(doc) and at < what.end + 4 and doc[at].lower_ in _BETWEEN:
        at += 1
    if at >= len(doc):
        return what.end
    token = doc[at]
    if token.lower_ in lex.states:
        return at + 1
    if token.tag_ in ("VBN", "VBD") and (lemma(token) in lex.verbs or lemma(token) in ("die", "flee")):
        if token.lower_ == "shot" and doc[at + 1 : at + 2].text.lower() == "down":
            return at + 2
        active = token.tag_ == "VBD" and any(c.dep_ == "dobj" for c in token.children)
        return what.end if active else at + 1  # not "three strikes destroyed"
    return what.end
