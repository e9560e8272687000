"""The periods that figures speak of: one day, a stretch, or a running total."""

from __future__ import annotations

import datetime
import functools
from typing import Literal

from counterclaim.model.rows import Figure, Window

Relation = Literal["same", "within", "around", "overlaps", "apart", "unknown"]
_LONG = 14  # a window of more days than this counts more than one event
_NEAR = 1  # "overnight" and "on Tuesday" differ by a day


@functools.lru_cache(maxsize=16384)
def day(text: str | None) -> datetime.date | None:
    """An ISO date, or None."""
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def length(window: Window | None) -> int | None:
    """How many days it lasts; None where an end is open."""
    if window is None:
        return None
    start, end = day(window.start), day(window.end)
    return (end - start).days + 1 if start and end else None


def cumulative(figure: Figure) -> bool:
    """Whether it is a running total: since a day long past, or of the whole conflict."""
    window = figure.window
    if window is None:
        return False
    if window.kind == "total":
        return True
    days = length(window)
    return window.kind == "since" and (days is None or days > _LONG)


def long(figure: Figure) -> bool:
    """Whether it covers more than one event's days."""
    days = length(figure.window)
    return cumulative(figure) or (days is not None and days > 3)


def relation(a: Window | None, b: Window | None) -> Relation:
    """How two periods lie to each other; ``unknown`` where a date is missing."""
    if a is None or b is None:
        return "unknown"
    starts, ends = (day(a.start), day(b.start)), (day(a.end), day(b.end))
    if starts[0] is None or starts[1] is None or ends[0] is None or ends[1] is None:
        return "unknown"
    if abs((starts[0] - starts[1]).days) <= _NEAR and abs((ends[0] - ends[1]).days) <= _NEAR:
        return "same"
    if ends[0] < starts[1] or ends[1] < starts[0]:
        gap = (starts[1] - ends[0]).days if ends[0] < starts[1] else (starts[0] - ends[1]).days
        return "apart" if gap > _NEAR else "overlaps"
    if starts[1] <= starts[0] and ends[0] <= ends[1]:
        return "within"
    if starts[0] <= starts[1] and ends[1] <= ends[0]:
        return "around"
    return "overlaps"
