"""What the rules of the times stage know while they read: text, publication date, dates read so far."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from counterclaim.reading.languages.en.times_calendar import Period, unresolved
from counterclaim.reading.languages.en.times_dates import (
    Written,
    read_date,
    resolve,
    span_of_two,
)


class Hit(NamedTuple):
    """A time expression found: its period and where its words stand in the paragraph."""

    period: Period
    start: int
    end: int


@dataclass(slots=True)
class Scene:
    """The paragraph being read and what came before it in the document."""

    published: date | None
    text: str = ""
    lower: str = ""
    future_at: Callable[[int, int], bool] = lambda start, end: False
    in_paragraph: Period | None = None  # the last resolved day of this paragraph
    recent: Period | None = None  # … its last resolved day, month or year
    in_document: Period | None = None  # … and of the document
    depth: int = 0  # how deep expressions nest just now
    years: dict[tuple[int, int], int] = field(default_factory=dict)  # (month, day) → year given before

    def begin(self, text: str, lower: str, future_at: Callable[[int, int], bool]) -> None:
        """Turn to the next paragraph."""
        self.text, self.lower, self.future_at = text, lower, future_at
        self.in_paragraph = self.recent = None

    def note(self, period: Period) -> None:
        """Remember a resolved day, for "a day earlier" and "that night"."""
        if period.resolved and period.kind in ("on", "during"):
            self.recent = period
        if period.resolved and period.precision == "day" and period.kind == "on":
            self.in_paragraph = self.in_document = period

    @property
    def anchor(self) -> date | None:
        """What "a day earlier" counts from: the paragraph's last resolved day, else publication."""
        return self.in_paragraph.end if self.in_paragraph else self.published

    @property
    def story_day(self) -> Period | None:
        """What "that day" and "the following day" point to: the last resolved day of the text."""
        return self.in_paragraph or self.in_document

    def from_published(self, make: Callable[[date], Period]) -> Period:
        """A period counted from publication; unresolved without a publication date."""
        if self.published is None:
            return unresolved("on", needs_published=True)
        return make(self.published)

    def from_anchor(self, make: Callable[[date], Period], unit: str = "day") -> Period:
        """A period counted from the anchor; months and years also count from a month or year just named."""
        anchor = self.anchor
        if unit in ("month", "year") and self.recent:
            anchor = self.recent.start
        if anchor is None:
            return unresolved("on", needs_published=True)
        return make(anchor)

    def period_of(self, written: Written, start: int, end: int) -> Period | None:
        """Resolve a written date that stands at ``start:end``."""
        period = resolve(
            written,
            self.published,
            future=lambda: self.future_at(start, end),
            known_years=self.years,
        )
        if period and written.year and written.month and written.day:
            self.years[written.month, written.day] = written.year
        return period

    def date_at(self, at: int, *, bare: bool) -> Hit | None:
        """The calendar date that begins at ``at``."""
        found = read_date(self.text, at, bare=bare)
        if found is None:
            return None
        period = self.period_of(found[0], at, found[1])
        return Hit(period, at, found[1]) if period else None

    def range_at(self, at: int, joint: re.Pattern[str], *, bare: bool) -> Hit | None:
        """Two dates joined by ``joint``, as one period: "9 March to 2 April", "Monday-Wednesday"."""
        first = read_date(self.text, at, bare=bare)
        if first is None:
            return None
        glue = joint.match(self.text, first[1])
        second = read_date(self.text, glue.end(), bare=bare) if glue else None
        if second is None:
            return None
        return self.join(first[0], second[0], at, second[1])

    def join(self, first: Written, second: Written, start: int, end: int) -> Hit | None:
        """The period from one written date to another."""
        if (first.weekday is None) != (second.weekday is None) and second.weekday is not None:
            return None
        last = self.period_of(second, start, end)
        if last is None:
            return None
        period = span_of_two(first, last)
        return Hit(period, start, end) if period else None
