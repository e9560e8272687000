"""Periods and calendar arithmetic for the times stage. No words are read here."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import NamedTuple

from counterclaim.model.vocabulary import TimePrecision, WindowKind

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # first month, northern


class Period(NamedTuple):
    """What a time expression stands for; dates are inclusive, None while unresolved.

    ``needs_published`` marks a relative expression that only a publication date would resolve.
    """

    start: date | None
    end: date | None
    precision: TimePrecision
    kind: WindowKind = "on"
    needs_published: bool = False

    @property
    def resolved(self) -> bool:
        """Whether it has a beginning."""
        return self.start is not None


def unresolved(kind: WindowKind, *, needs_published: bool = False) -> Period:
    """A time expression whose dates the text does not give."""
    return Period(None, None, "unresolved", kind, needs_published)


def day(when: date, kind: WindowKind = "on") -> Period:
    """One day."""
    return Period(when, when, "day", kind)


def shift(when: date, days: int) -> date:
    """``days`` later (earlier when negative); stays within the calendar."""
    try:
        return when + timedelta(days=days)
    except OverflowError:
        return when


def add_months(when: date, months: int) -> date:
    """The same day ``months`` later, or that month's last day; stays within the calendar."""
    index = when.year * 12 + when.month - 1 + months
    year = min(max(index // 12, 1), 9999)
    month = index % 12 + 1
    return date(year, month, min(when.day, calendar.monthrange(year, month)[1]))


def whole_week(when: date) -> Period:
    """The week, Monday to Sunday, of a day."""
    monday = shift(when, -when.weekday())
    return Period(monday, shift(monday, 6), "week", "during")


def whole_month(year: int, month: int) -> Period:
    """A calendar month."""
    last = calendar.monthrange(year, month)[1]
    return Period(date(year, month, 1), date(year, month, last), "month", "during")


def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year", "during")


def season(year: int, first_month: int) -> Period:
    """Three months from ``first_month``; a winter ends in the following year."""
    start = date(year, first_month, 1)
    return Period(start, shift(add_months(start, 3), -1), "month", "during")


def third(period: Period, which: str) -> Period:
    """The early, mid or late part of a month or year (thirds; the last takes the rest)."""
    if period.start is None or period.end is None:
        return period
    start, end = period.start, period.end
    if period.precision == "year":
        first = {"early": 0, "mid": 4, "late": 8}[which]
        begin = add_months(start, first)
        return Period(begin, shift(add_months(begin, 4), -1), "month", "during")
    if period.precision == "month":
        cuts = {"early": (1, 10), "mid": (11, 20), "late": (21, end.day)}[which]
        return Period(end.replace(day=cuts[0]), end.replace(day=min(cuts[1], end.day)), "week", "during")
    return period


def weekday_on_or_before(when: date, weekday: int) -> date:
    """The latest such weekday up to and including ``when``."""
    return shift(when, -((when.weekday() - weekday) % 7))


def weekday_on_or_after(when: date, weekday: int) -> date:
    """The first such weekday from ``when`` on."""
    return shift(when, (weekday - when.weekday()) % 7)


def make_date(year: int, month: int, day_of_month: int) -> date | None:
    """The date, or None when the calendar has no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= day_of_month <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day_of_month)


def unit_period(published: date, unit: str, count: int) -> Period:
    """The calendar day, week, month or year ``count`` units from the publication date (0: this one)."""
    if unit == "day":
        return day(shift(published, count))
    if unit == "week":
        return whole_week(shift(published, 7 * count))
    if unit == "month":
        when = add_months(published, count)
        return whole_month(when.year, when.month)
    return whole_year(min(max(published.year + count, 1), 9999))


def last_units(end: date, unit: str, count: int) -> Period:
    """The ``count`` hours, days, weeks, months or years up to and including ``end``.

    The last 24 hours and the last day begin the day before: their first hours lie there. A week is
    seven days with ``end`` as the seventh.
    """
    if unit in ("minute", "hour"):
        hours = count if unit == "hour" else 0
        return Period(shift(end, -min(-(-hours // 24), 36_500)), end, "day", "last")
    if unit in ("day", "night"):
        return Period(shift(end, -max(1, min(count, 36_500) - 1)), end, "day", "last")
    if unit == "week":
        return Period(shift(end, -(7 * min(count, 5_000) - 1)), end, "week", "last")
    months = min(count, 1_200) * (12 if unit == "year" else 1)
    return Period(shift(add_months(end, -months), 1), end, "month" if unit == "month" else "year", "last")
