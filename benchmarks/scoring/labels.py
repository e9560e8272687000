"""One label a text: weighted and macro F1, as scikit-learn averages and ``score_events.py`` reports them.

A text without an answer counts as wrong, and as nobody's false alarm.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from benchmarks.tasks.base import Tally


class Labels(NamedTuple):
    """The averages in percent, and a tally for each label."""

    accuracy: float
    weighted_f1: float
    macro_f1: float
    each: dict[str, Tally]


def score(gold: Mapping[str, str], found: Mapping[str, str]) -> Labels:
    """Score the labels found, by id.

    Raises:
        ValueError: an id is not in the gold.

    """
    unknown = set(found) - set(gold)
    if unknown:
        raise ValueError(f"unknown ids: {sorted(unknown)[:3]}")
    each: dict[str, Tally] = {}
    for key, label in gold.items():
        each.setdefault(label, Tally()).expected += 1
        answer = found.get(key)
        if answer is None:
            continue
        each.setdefault(answer, Tally()).predicted += 1
        each[label].right += answer == label
    number = len(gold)
    gold_counts = Counter(gold.values())
    return Labels(
        100 * sum(t.right for t in each.values()) / number if number else 0.0,
        sum(each[label].f1 * count for label, count in gold_counts.items()) / number if number else 0.0,
        sum(t.f1 for t in each.values()) / len(each) if each else 0.0,
        each,
    )
