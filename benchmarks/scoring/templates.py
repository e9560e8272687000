"""Slots of MUC-4 templates: whether a fill is right, and a message's fills compared as a bag.

Slots are scored message by message over all of its templates, without the official alignment of templates: a
gold fill is right when a predicted fill of the same message matches one of its alternatives, one to one.
Optional fills cost nothing when missed. This is kinder than the official score where a message has several
incidents, and harsher where a system would have skipped the message, so peers' figures are beside it for
orientation only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from benchmarks.tasks.base import Tally


class Amount(NamedTuple):
    """A number with its bounds (None is open) and what befell those counted."""

    low: float | None
    high: float | None
    effect: str


def bounds(fill: dict[str, Any]) -> tuple[float | None, float | None] | None:
    """The bounds of an alternative of a number slot; None where the key gives none."""
    number = fill.get("num")
    return (number["low"], number["high"]) if number else None


def same_bounds(gold: tuple[float | None, float | None], low: float | None, high: float | None) -> bool:
    """Equal bounds; an open "at least 2" (PLURAL) takes any number from two on, and one left vague."""
    if gold == (2, None):
        return (low or 0) >= 2 or (low is None and high is None)
    return gold == (low, high)


def bag(
    gold: Sequence[dict[str, Any]], found: Sequence[Any], fits: Callable[[dict[str, Any], Any], bool]
) -> tuple[Tally, list[int], list[int]]:
    """The tally of one message's slot, the gold fills missed and the predicted ones nothing asked for.

    ``gold`` are fills ``{"optional", "alts"}``; ``fits`` compares an alternative with a prediction.
    """
    tally, used, missed = Tally(), set[int](), list[int]()
    for i, fill in enumerate(gold):
        hit = next(
            (j for j, p in enumerate(found) if j not in used and any(fits(alt, p) for alt in fill["alts"])),
            None,
        )
        if hit is not None:
            used.add(hit)
            tally.add(1, 1, 1)
        elif not fill["optional"]:
            tally.add(0, 1, 0)
            missed.append(i)
    extra = [j for j in range(len(found)) if j not in used]
    tally.predicted += len(extra)
    return tally, missed, extra
