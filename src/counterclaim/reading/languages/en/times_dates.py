"""Calendar dates in English words: "9 March 2025", "March 9", "Tuesday", "April 2023", "2024-06-07".

`read_date` reads one date at an offset; `resolve` gives it a year and turns it into a period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from counterclaim.reading.languages.en.times_calendar import (
    Period,
    day,
    make_date,
    shift,
    unresolved,
    weekday_on_or_after,
    weekday_on_or_before,
    whole_month,
    whole_year,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sep sept", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
FULL_MONTHS = {m for m in MONTHS if len(m) > 4 or m in ("may", "june", "july")}
AHEAD_DAYS = 92  # a date with future words lies at most so far ahead
SLACK_DAYS = 2  # a bare date may lie so far ahead without them: time zones, early datelines


def _either_case(words: list[str]) -> str:
    """Title case and capitals only: "may" and "march" are other words."""
    forms = [f for w in sorted(words, key=len, reverse=True) for f in (w.title(), w.upper())]
    return "|".join(forms)


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern in which a blank stands for any short run of blanks."""
    return re.compile(text.replace(" ?", r"\s{0,4}").replace(" ", r"\s{1,4}"), flags)


_FULL_MONTH = _either_case(sorted(FULL_MONTHS))
_MONTH = rf"{_FULL_MONTH}|(?:{_either_case(sorted(set(MONTHS) - FULL_MONTHS))})\b\.?"
_WEEKDAY = _either_case(list(WEEKDAYS))
_YEAR = r"(?:19|20)\d\d(?![\d%]|[.,]\d)"
_DAY = r"[0-3]?\d"
_TH = r"(?:st|nd|rd|th)?"
_DATE = pattern(
    rf"(?:(?P<wd>{_WEEKDAY})(?P<glue>,? (?:the )?| \())?"
    rf"(?:(?P<d1>{_DAY}){_TH}(?: of)? (?P<m1>{_MONTH})(?:,? (?P<y1>{_YEAR}))?"
    rf"|(?P<m2>{_MONTH}) (?P<d2>{_DAY}){_TH}(?![\d:%]|[.,]\d)(?:,? (?P<y2>{_YEAR}))?"
    rf"|(?P<m3>{_FULL_MONTH})(?:,| of)? (?P<y3>{_YEAR})"
    rf"|(?P<y4>{_YEAR})-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)(?!\d)"
    rf"|(?P<d5>{_DAY})\.(?P<m5>[01]?\d)\.(?P<y5>{_YEAR}))(?!\w)"
)
_WEEKDAY_ALONE = re.compile(rf"(?:{_WEEKDAY})\b")
_MONTH_ALONE = re.compile(rf"(?:{_FULL_MONTH})\b")
_YEAR_ALONE = re.compile(rf"{_YEAR}(?!\w|-\d)")
_DAY_ALONE = re.compile(rf"(?P<day>{_DAY}){_TH}(?![\d:%\w]|[.,/]\d)")


class Written(NamedTuple):
    """A date as written; what the text leaves out is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def read_date(text: str, at: int, *, bare: bool) -> tuple[Written, int] | None:
    """The date that begins at ``at`` and where it ends.

    A lone month or year counts only if ``bare``: the caller has seen a word that makes it a date
    ("in May", "since 2014"). A weekday always counts.
    """
    match = _DATE.match(text, at)
    if match:
        g = match.groupdict()
        month = g["m1"] or g["m2"] or g["m3"]
        number = MONTHS[month.lower().rstrip(".")] if month else int(g["m4"] or g["m5"])
        year = _number(g["y1"] or g["y2"] or g["y3"] or g["y4"] or g["y5"])
        of_month = _number(g["d1"] or g["d2"] or g["d4"] or g["d5"])
        if 1 <= number <= 12 and (of_month is None or 1 <= of_month <= 31):
            return Written(year, number, of_month), match.end()
        return None
    match = _WEEKDAY_ALONE.match(text, at)
    if match:
        return Written(weekday=WEEKDAYS.index(match.group().lower())), match.end()
    if not bare:
        return None
    match = _MONTH_ALONE.match(text, at)
    if match:
        return Written(month=MONTHS[match.group().lower()]), match.end()
    match = _YEAR_ALONE.match(text, at)
    if match:
        return Written(year=int(match.group())), match.end()
    return None


def read_day_number(text: str, at: int) -> tuple[int, int] | None:
    """A lone day of the month ("1" in "from 1 to 16 February") and where it ends."""
    match = _DAY_ALONE.match(text, at)
    if match and 1 <= int(match["day"]) <= 31:
        return int(match["day"]), match.end()
    return None


def resolve(
    written: Written,
    published: date | None,
    *,
    future: Callable[[], bool],
    known_years: dict[tuple[int, int], int],
) -> Period | None:
    """The period of a written date; None when the calendar has no such day.

    A date without a year takes the year in which the document gave it before (``known_years``), else
    the nearest at or before publication, or shortly after it where the words look ahead.
    """
    if written.weekday is not None:
        if published is None:
            return unresolved("on", needs_published=True)
        find = weekday_on_or_after if future() else weekday_on_or_before
        return day(find(published, written.weekday))
    if written.month is None:
        return whole_year(written.year) if written.year else None
    if written.year is not None:
        return _in_year(written, written.year)
    if written.day is not None and (written.month, written.day) in known_years:
        return _in_year(written, known_years[written.month, written.day])
    if published is None:
        return unresolved("on" if written.day else "during", needs_published=True)
    ahead = shift(published, AHEAD_DAYS if future() else SLACK_DAYS)
    for year in range(published.year + 1, published.year - 9, -1):  # nine years hold a 29 February
        period = _in_year(written, year)
        if period and period.start and period.start <= ahead:
            return period
    return None


def _in_year(written: Written, year: int) -> Period | None:
    month = written.month or 1
    if written.day is None:
        return whole_month(year, month) if 1 <= year <= 9999 else None
    when = make_date(year, month, written.day)
    return day(when) if when else None


def span_of_two(first: Written, last: Period) -> Period | None:
    """From ``first`` to the end of ``last``; what the first leaves out comes from the last."""
    if last.start is None or last.end is None:
        return unresolved("during", needs_published=last.needs_published)
    if first.weekday is not None:
        begin: date | None = weekday_on_or_before(last.start, first.weekday)
    else:
        month = first.month or (last.start.month if first.day else 1)
        year = first.year or last.start.year
        begin = make_date(year, month, first.day or 1)
        if begin and begin > last.start and first.year is None:
            begin = make_date(year - 1, month, first.day or 1)
    if begin is None or begin > last.end:
        return None
    return Period(begin, last.end, last.precision, "during")
