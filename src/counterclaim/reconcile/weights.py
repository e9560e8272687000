"""How telling a word is among the claims of two documents, and how far two claims share what is telling.

Weights are multiples of 2⁻⁴⁰: sums of them are exact, in whatever order and by whatever means they are made.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile.statements import Statement

_UNSEEN = 3.0  # the weight of a stem that no sentence of the two documents has
_FEW = 10  # statements that two short documents are taken to have more, so that shared words stay telling
_LEAST = 0.05
_CONCEPT = 0.8  # a concept counts for less than a word
_EXACT = 2.0**40
_SAYS = 4.0  # weight that both must have to be wholly alike
Floats = NDArray[np.float64]


def frequencies(statements: Iterable[Statement]) -> Counter[str]:
    """In how many statements each stem stands; all of them under the empty one."""
    counts: Counter[str] = Counter()
    for statement in statements:
        counts[""] += 1
        counts.update(statement.around.keys())
    return counts


@functools.lru_cache(maxsize=4096)
def _table(number: int, most: int) -> Floats:
    """Weights by count, of words and of concepts: the log of how few of the statements have it."""
    found = np.full((2, most + 1), _UNSEEN)
    for count in range(1, most + 1):
        plain = math.log(number / (count + 0.5))
        found[0, count] = round(max(_LEAST, plain) * _EXACT) / _EXACT
        found[1, count] = round(max(_LEAST, plain * _CONCEPT) * _EXACT) / _EXACT
    return found


class Weights(dict[str, float]):
    """How telling a stem is among the statements of some documents: rare there, telling.

    Args:
        counts: the `frequencies` of each document.

    """

    def __init__(self, *counts: Counter[str]) -> None:
        super().__init__()
        self._counts = counts
        number = sum(c[""] for c in counts)
        self._table = _table(number + _FEW, number)
        self._whole: dict[int, tuple[Counter[str], float]] = {}

    def __bool__(self) -> bool:
        return True

    def __missing__(self, stem: str) -> float:
        """The weight of a stem; of several documents, their counts are added."""
        count = sum(c.get(stem, 0) for c in self._counts)
        known = self[stem] = float(self._table[int(stem[0] == "="), count])
        return known

    def overlap(self, a: Counter[str], b: Counter[str]) -> float:
        """Share of the lesser side's weight that both have, 0 to 1; both must say something."""
        shared = self.mass(a, b)
        return shared / max(min(self._of(a), self._of(b)), _SAYS) if shared else 0.0

    def mass(self, a: Counter[str], b: Counter[str]) -> float:
        """The weight of what both have."""
        return sum(map(self.__getitem__, a.keys() & b.keys()))

    def _of(self, words: Counter[str]) -> float:
        """The weight of all words, summed once; the counter is kept so that its number stays its own."""
        known = self._whole.get(id(words))
        if known is None:
            known = self._whole[id(words)] = words, sum(map(self.__getitem__, words))
        return known[1]


class Vocabulary:
    """The stems of a document's claims, as `SideBySide` wants them.

    ``rows`` has a row for each claim's words, then one for each claim's sentence; a column for each stem.
    """

    def __init__(self, statements: Sequence[Statement], counts: Counter[str]) -> None:
        bags = [*(s.words for s in statements), *(s.around for s in statements)]
        marks = {hash(stem): stem for stem in chain.from_iterable(bags)}
        order = sorted(marks)
        columns = {marks[mark]: n for n, mark in enumerate(order)}
        stems = list(columns)
        self.counts = counts
        self.marks = np.array(order, np.int64)
        self.times = np.fromiter(map(counts.__getitem__, stems), np.int64, len(stems))
        self.concept = np.fromiter((stem[0] == "=" for stem in stems), np.int64, len(stems))
        at = np.fromiter(map(columns.__getitem__, chain.from_iterable(bags)), np.int64)
        self.rows = np.zeros((len(bags), len(stems)))
        self.rows[np.repeat(np.arange(len(bags)), [len(bag) for bag in bags]), at] = 1.0
        self.numbers = {id(bag): n for n, bag in enumerate(bags)}  # the bags live as long as their statements


class SideBySide(Weights):
    """The weights of two documents (or of one with itself), all overlaps of their claims at once."""

    def __init__(self, one: Vocabulary, other: Vocabulary) -> None:
        super().__init__(*([one.counts] if one is other else [one.counts, other.counts]))
        self._one, self._other = one, other
        self._made: tuple[Floats, Floats] | None = None

    def _all(self) -> tuple[Floats, Floats]:
        """Common weight and overlap of all claims, made when first asked for."""
        if self._made is None:
            self._made = self._compute(self._one, self._other)
        return self._made

    def _compute(self, one: Vocabulary, other: Vocabulary) -> tuple[Floats, Floats]:
        times, theirs = one.times, other.times
        if one is other:
            left = right = np.arange(len(one.marks))
        else:
            at = np.searchsorted(other.marks, one.marks)
            at[at == len(other.marks)] = 0
            met = other.marks[at] == one.marks if len(other.marks) else np.zeros(len(at), bool)
            left, right = np.nonzero(met)[0], at[met]
            times, theirs = times.copy(), theirs.copy()
            times[left] += other.times[right]
            theirs[right] = times[left]
        weights = self._table[one.concept, times]
        first = one.rows @ weights
        second = first if one is other else other.rows @ self._table[other.concept, theirs]
        mass: Floats = (one.rows[:, left] * weights[left]) @ other.rows[:, right].T
        return mass, mass / np.maximum(np.minimum(first[:, None], second[None, :]), _SAYS)

    def overlap(self, a: Counter[str], b: Counter[str]) -> float:
        """Share of the lesser side's weight that both have, 0 to 1; both must say something."""
        seat = self._seat(a, b)
        return super().overlap(a, b) if seat is None else float(self._all()[1].item(seat))

    def mass(self, a: Counter[str], b: Counter[str]) -> float:
        """The weight of what both have."""
        seat = self._seat(a, b)
        return super().mass(a, b) if seat is None else float(self._all()[0].item(seat))

    def _seat(self, a: Counter[str], b: Counter[str]) -> tuple[int, int] | None:
        i, j = self._one.numbers.get(id(a)), self._other.numbers.get(id(b))
        if i is None or j is None:
            i, j = self._one.numbers.get(id(b)), self._other.numbers.get(id(a))
        return None if i is None or j is None else (i, j)
