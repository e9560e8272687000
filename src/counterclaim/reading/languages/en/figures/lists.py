"""Lists that break a total down, and numbers set against one before.

"Thirteen persons were hurt, viz. nine civilians, three rangers and one officer"; "2,460 families (11,318
individuals)"; "26 so far, against 61 last year"; "they have become rarer: three in November, five in May".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ATTACK_MEASURES, PEOPLE_MEASURES, measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, thing
from counterclaim.reading.languages.en.figures.nouns import noun_measure
from counterclaim.reading.languages.en.figures.wholes import Made, fits_in
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ITEMS = 8  # parts of a total looked at
_JOINTS = frozenset((",", "and", "&", "plus", ";", "as", "well"))
_OPENERS = frozenset((",", ":", "-", "–", "—", "(", ";"))
_AGAINST = frozenset(("against", "versus", "vs", "vs."))
_SUBJECT = 25  # words back from a colon to what is counted after it


def breakdowns(doc: Doc, rows: list[Counted]) -> dict[int, int]:
    """Which numbers (by start) add up to a number before them in their sentence: part to whole."""
    found: dict[int, int] = {}
    values = [_whole_number(w) for w in rows]
    for i, total in enumerate(values):
        if total is None or total < 3 or i + 2 >= len(values) or rows[i].number.start in found:
            continue
        rest = total
        for j in range(i + 1, min(i + 1 + _ITEMS, len(values))):
            value = values[j]
            if value is None or value > rest or not _joined(doc, rows[j - 1], rows[j], first=j == i + 1):
                break
            rest -= value
            if rest == 0 and j > i + 1:
                for k in range(i + 1, j + 1):
                    found[rows[k].number.start] = rows[i].number.start
                break
    return found


def _whole_number(what: Counted) -> int | None:
    number = what.number
    plain = number.kind == "count" and isinstance(number.value, int) and number.qualifier == "exactly"
    return int(number.value) if plain and number.value is not None else None


def _joined(doc: Doc, before: Counted, what: Counted, *, first: bool) -> bool:
    """Whether two numbers stand in one list, with no verb between them but in the clause of the total."""
    between = doc[before.end : what.number.start]
    if not 0 < len(between) <= 12 or any(
        t.text in (".", "!", "?") and t.i < what.number.start - 2 for t in between
    ):
        return False
    if first:
        return any(t.text in _OPENERS for t in between[-3:])
    return any(t.lower_ in _JOINTS for t in between[-2:]) and not any(
        t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between
    )


def continues(doc: Doc, what: Counted, last: Made | None) -> Made | None:
    """The item before, when this number goes on a list of parts: "among them a guide and two porters"."""
    if last is None or last.figure.part_of is None or not fits_in(what.number.value, last.figure.part_of):
        return None
    between = doc[last.what.end : what.number.start]
    near = 0 < len(between) <= 3 and all(t.lower_ in _JOINTS for t in between)
    return last if near and (what.elliptic or is_person(what.noun) or not thing(what.noun)) else None


def restated(doc: Doc, what: Counted, last: Made | None) -> Made | None:
    """The figure that a number puts in other units, or that it is set against."""
    start = what.number.start
    if last is None or not start:
        return None
    before = doc[start - 1].lower_
    people = last.figure.measure in PEOPLE_MEASURES
    if before == "(":
        return last if people and is_person(what.noun) and 0 <= start - 1 - last.what.end <= 1 else None
    compared = before in _AGAINST or (
        before in ("with", "to") and start >= 2 and doc[start - 2].lower_ == "compared"
    )
    if compared and what.elliptic and (people or last.figure.measure in ATTACK_MEASURES):
        return last
    return None


def counted_above(doc: Doc, what: Counted) -> Measure | None:
    """After a colon, what the clause before it speaks of: "attacks have become rarer: three in May"."""
    start = what.number.start
    if not what.elliptic or not start or doc[start - 1].text != ":":
        return None
    if what.number.end < len(doc) and doc[what.number.end].tag_ != "IN":
        return None
    lex = measures()
    for token in doc[max(0, start - _SUBJECT) : start - 1]:
        if token.tag_ == "NNS" and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            measure = noun_measure(token, lex)
            if measure in PEOPLE_MEASURES or measure in ATTACK_MEASURES:
                return measure
    return None


def given(what: Counted) -> bool:
    """Whether a bare number is someone's count of what was counted before: "the rebels speak of 18"."""
    if not what.elliptic or what.of is not None or what.number.kind != "count":
        return False
    token = what.top
    if token.dep_ == "pobj" and token.head.lower_ in ("of", "at"):
        token = token.head
        return token.dep_ == "prep" and lemma(token.head) in ("speak", "talk")
    return token.dep_ == "dobj" and lemma(token.head) in measures().words["giving"]
