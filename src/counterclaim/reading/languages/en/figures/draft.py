"""From numbers to figure drafts, paragraph after paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ATTACK_MEASURES, measures
from counterclaim.model.vocabulary import Measure, Population
from counterclaim.reading.languages.en.figures import wholes
from counterclaim.reading.languages.en.figures.changes import find_changes
from counterclaim.reading.languages.en.figures.counted import (
    Counted,
    counted,
    is_person,
    object_name,
    population,
    thing,
)
from counterclaim.reading.languages.en.figures.meaning import measure_of, of_part, of_whole, stated, weapon_of
from counterclaim.reading.languages.en.figures.totals import total_of
from counterclaim.reading.languages.en.figures.wholes import Made
from counterclaim.reading.languages.en.figures.zeros import find_zeros
from counterclaim.reading.languages.en.numbers import Number, find_numbers
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import FigureDraft, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOTABLE = frozenset(
    (
        "drone",
        "missile",
        "rocket",
        "shell",
        "aircraft",
        "materiel",
        "building",
        "settlement",
        "group",
        "target",
    )
)
_OBJECTLESS = ATTACK_MEASURES | {"share", "money"}


class Drafter:
    """Builds the figures of one document; parts may lean on figures of sentences before."""

    def __init__(self) -> None:
        self._made: list[Made] = []
        self._order = -1
        self._sentence = (-1, -1)

    def figures(self) -> list[FigureDraft]:
        """The figures so far."""
        return [m.figure for m in self._made]

    def read(self, paragraph: Paragraph) -> None:
        """Draft the figures of a paragraph."""
        doc, index = paragraph.doc, paragraph.index
        numbers = [n for n in find_numbers(doc) if not n.former]
        whole_of: dict[int, Made] = {}
        taken = -1
        for position, number in enumerate(numbers):
            self._enter(doc, index, number.core_start)
            what = counted(doc, number)
            if what.whole and position + 1 < len(numbers):
                self._part_and_whole(doc, index, what, counted(doc, numbers[position + 1]), whole_of)
                taken = position + 1
            elif position != taken:
                self._draft(doc, index, what)
        self._zeros(doc, index)
        self._changes(doc, index)

    def _enter(self, doc: Doc, index: int, at: int) -> None:
        """Count the sentences, also those that hold no figure."""
        start = doc[at].sent.start
        if (index, start) != self._sentence:
            passed = 1
            if self._sentence[0] == index:
                passed = max(1, sum(1 for t in doc[self._sentence[1] + 1 : start + 1] if t.is_sent_start))
            self._sentence = (index, start)
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
        made = Made(figure, what, index, self._sentence[1], self._order, kind)
        self._made.append(made)
        return made

    def _draft(self, doc: Doc, index: int, what: Counted) -> None:
        """One number, one figure, or none."""
        number = what.number
        if number.kind != "count":
            self._measured(doc, index, what)
            return
        measure, people, part_of, inherited = self._meaning(doc, index, what)
        if measure is None:
            return
        kind = wholes.kind_of(what, inherited)
        if part_of is None:
            part_of = self._found_whole(doc, what, measure, kind)
        made = self._add(index, what, measure, _span_end(doc, what), kind, start=_span_start(doc, what))
        made.figure.population = _population(what, people)
        made.figure.part_of = part_of.figure if part_of else None
        if measure not in _OBJECTLESS and kind:
            made.figure.object = object_name(what.noun) or (inherited.figure.object if inherited else None)

    def _meaning(
        self, doc: Doc, index: int, what: Counted
    ) -> tuple[Measure | None, Population, Made | None, Made | None]:
        """Measure, population, the whole, and the figure it leans on."""
        number = what.number
        part = number.value if number.value is not None else number.low
        total = total_of(doc, what)
        if total is not None and measures().nouns.get(_low(what.noun)) is None:
            measure = stated(doc, what) or total.measure
            if measure is None:
                leaned = wholes.antecedent(self._made, index, self._order, None, near=False)
                if leaned is not None and wholes.people(leaned.figure.measure):
                    return leaned.figure.measure, leaned.figure.population, None, None
            if measure is not None:
                return measure, total.population, None, None
        own = measure_of(doc, what)
        if wholes.introduced(doc, what):
            leaned = wholes.antecedent(self._made, index, self._order, part, near=not what.pronoun)
            if leaned is not None:
                measure = own or leaned.figure.measure
                return measure, "unstated", leaned, leaned
        if own is not None and _only_one(what, own, doc):
            return None, "unstated", None, None
        if (of_the := _of_the(doc, what)) is not None:
            return of_the, "unstated", wholes.of_measure(self._made, self._order, of_the, part), None
        if what.of is not None and not what.pronoun and own is not None:
            own = of_part(doc, what) or own
            return own, "unstated", wholes.of_measure(self._made, self._order, own, part), None
        leaned = wholes.listed_after_total(doc, what, self._made, index, self._order)
        if leaned is not None:
            return own or leaned.figure.measure, "unstated", leaned, leaned
        if own is not None:
            leaned = self._things_before(what, index) if what.elliptic else None
            return own, "unstated", None, leaned
        row = wholes.coordinated(doc, what, self._made, index, self._order)
        if row is not None:
            measure = row.figure.measure
            if measure in ATTACK_MEASURES:
                measure = weapon_of(what.top, measures(), before=False) or measure
            return measure, "unstated", row.figure.part_of and row, row
        return self._weapon_in_row(what, index) or _other(what), "unstated", None, None

    def _things_before(self, what: Counted, index: int) -> Made | None:
        """ "Four storage tanks were destroyed and three more damaged": things lend their name to the elliptic item."""
        last = self._made[-1] if self._made else None
        if (
            last
            and last.paragraph == index
            and last.order == self._order
            and last.kind
            and what.number.value != 0
        ):
            return last
        return None

    def _weapon_in_row(self, what: Counted, index: int) -> Measure | None:
        """ "117 drones … as well as two ballistic missiles": a weapon coordinated with one launched."""
        kind, last = thing(what.noun), self._made[-1] if self._made else None
        if last is None or kind not in ("drone", "missile", "rocket", "shell"):
            return None
        if (
            last.paragraph == index
            and last.order == self._order
            and last.kind in ("drone", "missile", "rocket", "shell")
        ):
            between = what.top.doc[last.figure.span.end : what.number.start]
            if any(t.lower_ in ("and", "plus", ",", "with") for t in between) and (
                not _finite(between) or (len(between) and between[-1].lower_ == "as")
            ):
                return last.figure.measure if last.figure.measure in ("launched", "intercepted") else None
        return None

    def _found_whole(self, doc: Doc, what: Counted, measure: Measure, kind: str) -> Made | None:
        number = what.number
        part = number.value if number.value is not None else number.low
        return wholes.launched_before(self._made, self._order, kind, measure, part)

    def _part_and_whole(
        self, doc: Doc, index: int, part: Counted, whole: Counted, _: dict[int, Made]
    ) -> None:
        """ "93 of 117 drones": the part by the verb, the whole by what it is."""
        shown = Counted(part.number, whole.noun, part.top, part.number.end)
        measure = of_part(doc, shown)
        own = of_whole(whole)
        kind = thing(whole.noun)
        if measure is None:
            measure = own if own and own != "launched" else _other(whole)
        if measure is None:
            return
        first = self._add(index, shown, measure, part.number.end, kind, start=_span_start(doc, part))
        if own is None and kind in ("drone", "missile", "rocket", "shell"):
            own = "launched" if measure == "intercepted" or measure in ATTACK_MEASURES else "other"
        second = self._add(index, whole, own or _other(whole) or "other", whole.end, kind)
        first.figure.part_of = second.figure
        first.figure.population = second.figure.population = population(whole.noun)
        name = object_name(whole.noun)
        first.figure.object = second.figure.object = name

    def _measured(self, doc: Doc, index: int, what: Counted) -> None:
        """Shares, money, areas and loads; other units measure nothing that is reported here."""
        number = what.number
        if number.kind == "percent":
            share = self._add(index, what, "share", number.end, "")
            near = wholes.antecedent(self._made[:-1], index, self._order, None, near=True)
            if near is not None and doc[number.start - 1].lower_ == "or" if number.start else False:
                share.figure.part_of = near.figure if near else None
        elif number.unit == "times":
            if (
                lemma(doc[number.core_start].head.head) in _STRIKING
                or lemma(_verb_over(doc[number.end - 1])) in _STRIKING
            ):
                self._add(index, what, "attacks", number.end, "")
        elif number.kind == "money":
            self._add(index, what, "money", number.end, "")
        elif number.dimension == "area" or (number.dimension == "weight" and _of_cargo(doc, number)):
            measure = measure_of(doc, what) if number.dimension == "weight" else None
            end = what.end if number.dimension == "weight" else number.end
            made = self._add(index, what, measure if measure == "delivered" else "other", end, "")
            made.figure.object = number.unit

    def _zeros(self, doc: Doc, index: int) -> None:
        for what, rows, start, end in find_zeros(doc):
            self._enter_at(doc, index, start)
            for measure in rows:
                made = self._add(index, what, measure, end, "", start=start)
                made.figure.population = population(what.noun)
                made.figure.object = (
                    object_name(what.noun) if thing(what.noun) and measure not in _OBJECTLESS else None
                )

    def _changes(self, doc: Doc, index: int) -> None:
        for number, start, end, name in find_changes(doc):
            self._enter_at(doc, index, number.core_start)
            made = self._add(
                index, Counted(number, None, doc[number.core_start], end), "change", end, "", start=start
            )
            made.figure.object = name

    def _enter_at(self, doc: Doc, index: int, at: int) -> None:
        """Name the sentence of a row found after the numbers, without counting it again."""
        start = doc[at].sent.start
        self._sentence = (index, start)


def _of_the(doc: Doc, what: Counted) -> Measure | None:
    """ "Of the wounded, three were in a critical condition": the sentence opens with what the number is part of."""
    if not what.elliptic:
        return None
    opening = doc[what.number.core_start].sent.start
    if what.number.start - opening > 6 or doc[opening].lower_ != "of":
        return None
    lex = measures()
    for token in doc[opening + 1 : what.number.start]:
        if (measure := lex.nouns.get(token.lower_)) or (measure := lex.nouns.get(lemma(token))):
            return measure
    return None


def _only_one(what: Counted, measure: Measure, doc: Doc) -> bool:
    """ "the father of one victim", "he was one of the dead": one of many picked out, not a count."""
    if what.number.value != 1 or what.number.qualifier != "exactly":
        return False
    if what.top.dep_ == "attr" and what.of is not None:
        return True
    if (
        what.elliptic
        and what.of is None
        and what.top.dep_ not in ("nsubj", "nsubjpass", "dobj", "conj", "ROOT")
    ):
        return stated(doc, what) is None
    return (
        what.noun is not None
        and measure == "casualties"
        and what.noun.tag_ == "NN"
        and what.top.dep_ == "pobj"
    )


_STRIKING = frozenset(
    ("violate", "attack", "shell", "bomb", "strike", "bombard", "raid", "fire", "open", "break")
)


def _verb_over(token: Token) -> Token:
    """The verb that an adverbial hangs on."""
    for _ in range(4):
        if token.tag_.startswith("VB") or token.head == token:
            break
        token = token.head
    return token


def _low(token: Token | None) -> str:
    return "" if token is None else (token.lower_ if token.lower_ in measures().nouns else lemma(token))


def _finite(tokens: object) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP") for t in tokens)  # type: ignore[attr-defined]


def _other(what: Counted) -> Measure | None:
    """`other` for weapons, buildings, settlements and people that nothing is said to have happened to."""
    number = what.number
    size = number.value if number.value is not None else number.low
    if what.noun is None or size is None or size < 2 or number.value == 0:
        return None
    if _speaks(what.top):
        return None
    if thing(what.noun) in _NOTABLE:
        return "other"
    return "other" if is_person(what.noun) else None


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


def _of_cargo(doc: Doc, number: Number) -> bool:
    return number.end < len(doc) and doc[number.end].lower_ == "of"


def _population(what: Counted, given: Population) -> Population:
    """The population from the noun, from the predicate ("five of them were children"), or from the total."""
    found = population(what.noun)
    if found == "unstated" and (what.of is not None or what.pronoun or what.elliptic):
        verb = what.top.head
        if what.top.dep_ in ("nsubj", "nsubjpass") and lemma(verb) == "be":
            for child in verb.children:
                if child.dep_ == "attr":
                    found = population(child)
    return found if found != "unstated" else given


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


def _span_end(doc: Doc, what: Counted) -> int:
    """The phrase, with the state or participle that follows at once: "20 wounded", "two people were killed"."""
    lex = measures()
    end = what.end
    at = end
    while at < len(doc) and at < end + 4 and doc[at].lower_ in (
        "was", "were", "been", "have", "has", "had", "more", "others", "other", "also", "being",
    ):  # fmt: skip
        at += 1
    if at < len(doc) and (
        doc[at].lower_ in lex.states or (doc[at].tag_ in ("VBN", "VBD") and lemma(doc[at]) in lex.verbs)
        or lemma(doc[at]) in ("die", "flee")
    ):  # fmt: skip
        return at + 1
    return end
