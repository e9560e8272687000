"""Quantities in a sentence against those marked by hand: value, and value with its qualifier.

A quantity is ``(value, qualifier)``; a range is a pair of numbers and matches a range alone. Values are equal
within 1e-5 of the predicted one. *strict* matches one to one, those with the right qualifier first. *cqe*
counts as the evaluation of CQE does, where a prediction is used up only together with its unit; it stands
beside published figures, strict beside our own. The same numbers as ``score_quant.py`` of the shared scorers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

Value = float | tuple[float, float]


class Quantity(NamedTuple):
    """A quantity; ``unit`` is the normalised unit ("-" where none is known)."""

    value: Value
    change: str = "="
    unit: str = "-"


def value_of(text: str) -> Value:
    """A value as the corpus writes it: "6.0", or "10-12" for a range."""
    text = text.strip()
    if "E" not in text and not text.startswith("-") and "-" in text:
        low, high = text.split("-")[:2]
        return float(low), float(high)
    return float(text)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-8 + 1e-5 * abs(b)


def same(gold: Value, found: Value) -> bool:
    """Whether two values are one: both ranges or both numbers, within the tolerance."""
    if isinstance(gold, tuple):
        return isinstance(found, tuple) and _close(gold[0], found[0]) and _close(gold[1], found[1])
    return not isinstance(found, tuple) and _close(gold, found)


def strict(gold: Sequence[Quantity], found: Sequence[Quantity]) -> tuple[dict[int, int], int]:
    """The one-to-one pairs (gold to found) with equal values, and how many share the qualifier."""
    pairs: dict[int, int] = {}

    def take(fits: Callable[[Quantity, Quantity], bool]) -> None:
        for i, wanted in enumerate(gold):
            if i in pairs:
                continue
            for j, given in enumerate(found):
                if j not in pairs.values() and fits(wanted, given):
                    pairs[i] = j
                    break

    take(lambda a, b: same(a.value, b.value) and a.change == b.change)
    qualified = len(pairs)
    take(lambda a, b: same(a.value, b.value))
    return pairs, qualified


def cqe(gold: Sequence[Quantity], found: Sequence[Quantity]) -> tuple[int, int]:
    """Value hits and value-with-qualifier hits, as CQE's evaluation counts them."""
    wanted = sorted(gold, key=lambda q: q.unit)
    left = sorted(found, key=lambda q: q.unit)
    room, hits, qualified = len(wanted), 0, 0
    for each in wanted:
        for given in list(left):
            if same(each.value, given.value):
                if room > 0:
                    hits += 1
                    room -= 1
                qualified += given.change == each.change
                if given.unit == each.unit:
                    left.remove(given)
                    break
    return hits, qualified
