"""What bounds two figures imply, and whether one number can satisfy both."""

from __future__ import annotations

from counterclaim.model.rows import Figure

_ABOUT = 0.1  # "about 70" allows a tenth either way
_SOME = {"dozens": 24.0, "hundreds": 200.0, "thousands": 2000.0}
INF = float("inf")
Bounds = tuple[float, float]


def bounds(figure: Figure) -> Bounds | None:
    """The lowest and highest number that the words allow; None where they give no number."""
    value = None if figure.value is None else float(figure.value)
    low = None if figure.low is None else float(figure.low)
    high = None if figure.high is None else float(figure.high)
    qualifier = figure.qualifier
    if qualifier == "vague":
        return (low, INF) if low is not None else None
    if qualifier == "about":
        middle = value if value is not None else low if low is not None else high
        if low is not None and high is not None and low < high:
            return low, high
        return None if middle is None else (middle * (1 - _ABOUT), middle * (1 + _ABOUT))
    if qualifier == "at_least":
        floor = low if low is not None else value
        return None if floor is None else (floor, INF)
    if qualifier == "more_than":
        floor = low if low is not None else value
        return None if floor is None else (floor, INF)
    if qualifier in ("up_to", "less_than"):
        ceiling = high if high is not None else value
        return None if ceiling is None else (0.0, ceiling)
    if low is None and high is None:
        return None if value is None else (value, value)
    return (-INF if low is None else low, INF if high is None else high)


def disjoint(a: Bounds, b: Bounds) -> bool:
    """Whether no number satisfies both."""
    return a[1] < b[0] or b[1] < a[0]


def equal(a: Bounds, b: Bounds) -> bool:
    """Whether both say the same."""
    return a == b


def grown(old: Bounds, new: Bounds) -> bool:
    """Whether the later figure lies above the earlier one (a floor that rose counts)."""
    return new[0] > old[0] and (old[1] == INF or new[0] > old[1] or new[1] > old[1])


def ratio(a: Bounds, b: Bounds) -> float:
    """How many times the larger the one is of the other, by their finite ends."""
    one = a[0] if a[0] > 0 else a[1]
    two = b[0] if b[0] > 0 else b[1]
    small, large = min(one, two), max(one, two)
    if large == INF or small <= 0:
        return INF
    return large / small
