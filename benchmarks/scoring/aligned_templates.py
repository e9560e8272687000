"""MUC-4 templates aligned one to one and scored slot by slot, after ``scoring-guidelines.v7``.

The rules that the guidelines give to the program are kept: partial credit counts half; ATTACK for another type
of incident is partly right; the right country alone is a partly right place; a day within the key's range, a
partly right date; optional fills and optional templates cost nothing when missed. Judgements that people made
at the keyboard are replaced by fixed rules: words of the key found whole in the response (or the other way
round) are right, a shared head word partly right. Templates may be aligned when their types match at least
partly; the alignment maximises credit, greedily. Figures are therefore near the official ones, not equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Template = Mapping[str, Sequence[Any]]  # slot to the response's fills: text, (set, text), (low, high) or days
STRINGS = (
    "PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID", "PHYS TGT: ID", "HUM TGT: NAME", "HUM TGT: DESCRIPTION",
    "INCIDENT: INSTRUMENT ID",
)  # fmt: skip
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)")
_EMPTY = frozenset({"THE", "A", "AN", "OF", "SOME", "AND"})


class Days(NamedTuple):
    """A window of days, ISO, both ends included."""

    start: str
    end: str


class Place(NamedTuple):
    """A place and its country, in English, any case."""

    name: str
    country: str


class Amount(NamedTuple):
    """A number with its bounds; None is open."""

    low: float | None
    high: float | None


@dataclass(slots=True)
class Score:
    """Fills of one slot: credit, and how many the key and the response hold."""

    credit: float = 0
    possible: int = 0
    actual: int = 0

    def add(self, other: Score) -> None:
        """Count some more."""
        self.credit += other.credit
        self.possible += other.possible
        self.actual += other.actual

    @property
    def recall(self) -> float:
        """Credit among what the key holds, in percent."""
        return 100 * self.credit / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Credit among what the response holds, in percent."""
        return 100 * self.credit / self.actual if self.actual else 0.0

    @property
    def f1(self) -> float:
        """The official P&R: their harmonic mean."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


def days_of(words: str) -> tuple[str | None, str | None]:
    """First and last day of a key's date ("- 06 DEC 89" has no first)."""
    found = [
        f"19{y}-{_MONTHS.index(m) + 1:02}-{int(d):02}" for d, m, y in _DAY.findall(words) if m in _MONTHS
    ]
    if not found:
        return None, None
    return (None if words.strip().startswith("-") else found[0]), found[-1]


def date_credit(key: str, found: Days) -> float:
    """1 for the key's own day or within its range, a half for a day of a default range or an overlap."""
    first, last = days_of(key)
    if last is None:
        return 0.0
    if first is None:  # "- 06 DEC 89": not later than the dateline
        return 0.5 if found.start <= last else 0.0
    if first == last:
        return (
            1.0
            if (found.start, found.end) == (first, last)
            else 0.5
            if found.start <= first <= found.end
            else 0.0
        )
    if first <= found.start and found.end <= last:
        return 1.0
    return 0.5 if found.start <= last and first <= found.end else 0.0


def place_credit(key: str, found: Place) -> float:
    """1 for the last place that the key names, a half for another of its places or the country alone."""
    parts = [re.sub(r"\(.*?\)", "", part).strip() for part in re.split(r":| - ", key.upper())]
    name, country = found.name.upper(), found.country.upper()
    if parts[-1] == name or (len(parts) == 1 and country == parts[0] == name):
        return 1.0
    return 0.5 if name in parts or country in parts else 0.0


def words_credit(key: str, found: str) -> float:
    """1 where all telling words of one are among the other's, a half where only the last word is shared."""
    wanted = [w for w in re.findall(r"[\w']+", key.upper()) if w not in _EMPTY and not w.isdigit()]
    given = [w for w in re.findall(r"[\w']+", found.upper()) if w not in _EMPTY and not w.isdigit()]
    if not wanted or not given:
        return 0.0
    if set(wanted) <= set(given) or (
        set(given) <= set(wanted) and wanted[-1] == given[-1] and len(given) > 1
    ):
        return 1.0
    shared = {w.rstrip("S") for w in wanted} & {w.rstrip("S") for w in given}
    return 0.5 if shared & {wanted[-1].rstrip("S"), given[-1].rstrip("S")} else 0.0


def amount_credit(num: Mapping[str, Any], found: Amount) -> float:
    """1 for the same bounds (any number from two on for PLURAL), a half for an end of the key's range."""
    low, high = num["low"], num["high"]
    if num.get("plural"):
        return 1.0 if found.low is None or found.low >= 2 else 0.0
    if (found.low, found.high) == (low, high):
        return 1.0
    return 0.5 if found.low is not None and found.low in (low, high) else 0.0


def credit(slot: str, alt: Mapping[str, Any], found: Any) -> float:
    """What a response's fill earns against one alternative of the key."""
    kind = alt["set"] or ""
    if isinstance(found, Days):
        return date_credit(kind, found)
    if isinstance(found, Place):
        return place_credit(kind, found)
    if isinstance(found, Amount):
        return amount_credit(alt["num"], found) if alt.get("num") else 0.0
    if slot in STRINGS:
        return words_credit(alt["string"] or kind, str(found))
    if kind == found:
        return 1.0
    if slot == "INCIDENT: TYPE" and found == "ATTACK":
        return 0.5
    return 0.5 if slot == "PERP: ORGANIZATION CONFIDENCE" and kind == f"{found} BY AUTHORITIES" else 0.0


def slot_score(slot: str, key: Sequence[Mapping[str, Any]], found: Sequence[Any]) -> Score:
    """One slot of an aligned pair: fills matched one to one, the best first."""
    pairs = sorted(
        ((max(credit(slot, alt, f) for alt in fill["alts"]), i, j) for i, fill in enumerate(key)
         for j, f in enumerate(found)), key=lambda p: (-p[0], p[1], p[2]),
    )  # fmt: skip
    hit: dict[int, int] = {}
    score = Score(actual=len(found))
    for worth, i, j in pairs:
        if worth > 0 and i not in hit and j not in hit.values():
            hit[i] = j
            score.credit += worth
    score.possible = sum(i in hit or not fill["optional"] for i, fill in enumerate(key))
    return score


@dataclass(slots=True)
class Aligned:
    """The scores of all slots over the messages so far; ``slots`` are those of the key."""

    slots: Sequence[str]
    by_slot: dict[str, Score] = field(default_factory=dict)

    def add(self, key: Sequence[Mapping[str, Any]], response: Sequence[Template]) -> None:
        """Align the templates of one message and count them."""
        options = []
        for i, template in enumerate(key):
            for j, found in enumerate(response):
                if slot_score(
                    "INCIDENT: TYPE", template["slots"]["INCIDENT: TYPE"], found["INCIDENT: TYPE"]
                ).credit:
                    worth = sum(
                        slot_score(s, template["slots"][s], found.get(s, ())).credit for s in self.slots
                    )
                    options.append((-worth, i, j))
        of_key: dict[int, int] = {}
        for _, i, j in sorted(options):
            if i not in of_key and j not in of_key.values():
                of_key[i] = j
        for i, template in enumerate(key):
            if i in of_key or not template["optional"]:
                found = response[of_key[i]] if i in of_key else {}
                for slot in self.slots:
                    self._count(slot, slot_score(slot, template["slots"][slot], found.get(slot, ())))
        for j, found in enumerate(response):
            if j not in of_key.values():
                for slot in self.slots:
                    self._count(slot, Score(actual=len(found.get(slot, ()))))

    def _count(self, slot: str, score: Score) -> None:
        self.by_slot.setdefault(slot, Score()).add(score)

    @property
    def all_slots(self) -> Score:
        """All slots of all templates: the official "ALL TEMPLATES" row."""
        total = Score()
        for score in self.by_slot.values():
            total.add(score)
        return total
