"""Rules for weeks, months, years and seasons around publication: "last week", "the past 24 hours"."""

from __future__ import annotations

import re
from datetime import date

from counterclaim.reading.languages.en.times_calendar import (
    SEASONS,
    Period,
    add_months,
    day,
    last_units,
    season,
    shift,
    unit_period,
    unresolved,
    weekday_on_or_after,
    weekday_on_or_before,
    whole_month,
)
from counterclaim.reading.languages.en.times_dates import read_date
from counterclaim.reading.languages.en.times_grammar import (
    COUNT,
    NUMBER_WORDS,
    UNIT,
    VAGUE,
    as_kind,
    count_of,
    optional,
    rule,
    whole,
    with_part_of_day,
)
from counterclaim.reading.languages.en.times_relative import after_story_day
from counterclaim.reading.languages.en.times_scene import Hit, Scene

_STEP = {"last": -1, "this": 0, "next": 1, "previous": -1, "preceding": -1, "following": 1}
_SEASON = r"(?P<season>spring|summer|autumn|fall(?! of (?!19|20))|winter)\b"


@rule("so this", r"(?:so far )?this (?P<unit>week|month|year)\b(?: so far| alone)?")
def _this_unit(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The current week, month or year, up to publication unless the words look ahead."""
    future = scene.future_at(match.start(), match.end())

    def make(here: date) -> Period:
        period = unit_period(here, match["unit"], 0)
        return period if future else period._replace(end=here)

    return whole(match, scene.from_published(make))


@rule("last next this", r"(?P<step>last|next|this)(?: coming| past)? ")
def _last_named(scene: Scene, match: re.Match[str]) -> Hit | None:
    """ "Last Tuesday", "next March", "this Friday": strictly before or after publication but for "this"."""
    found = read_date(scene.text, match.end(), bare=True)
    if found is None or found[0].year or found[0].day:
        return None
    written, end = found
    published = scene.published
    if published is None:
        return Hit(unresolved("on", needs_published=True), match.start(), end)
    step = _STEP[match["step"]]
    if written.weekday is not None:
        if step > 0:
            when = weekday_on_or_after(shift(published, 1), written.weekday)
        elif step < 0:
            when = weekday_on_or_before(shift(published, -1), written.weekday)
        else:
            when = shift(published, written.weekday - published.weekday())
        return with_part_of_day(scene, Hit(day(when), match.start(), end))
    month = written.month or 1
    year = published.year
    if step < 0 and month >= published.month:
        year -= 1
    elif step > 0 and month <= published.month:
        year += 1
    return Hit(whole_month(year, month), match.start(), end)


@rule("last next", r"(?P<step>last|next) (?P<unit>week|month|year)\b(?: alone)?")
def _last_unit(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The calendar week, month or year before or after; "the last week" is seven days."""
    if scene.lower.endswith("the ", 0, match.start()):
        return None
    step = _STEP[match["step"]]
    return whole(match, scene.from_published(lambda p: unit_period(p, match["unit"], step)))


@rule("last past", rf"(?:last|past) (?:{COUNT} )?{UNIT}")
def _last_units(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The N units up to publication."""
    count = count_of(match["n"])
    if count is None or match["unit"] == "decade":
        return whole(match, unresolved("last"))
    unit = match["unit"]
    period = scene.from_published(lambda p: last_units(p, unit, count))
    return whole(match, as_kind(period, "last"))


@rule("in within", rf"(?P<prep>in|within) (?:just |only |under )?(?P<n>24|48|72) {UNIT}")
def _in_hours(scene: Scene, match: re.Match[str]) -> Hit | None:
    """A day's count: "70 shellings in 24 hours". Not "will arrive within 24 hours"."""
    if match["unit"] != "hour" or scene.future_at(match.start(), match.end()):
        return None
    if match["prep"] == "within" or optional(" (?:of|after|before)").match(scene.lower, match.end()):
        return None
    period = scene.from_published(lambda p: last_units(p, "hour", int(match["n"])))
    return Hit(as_kind(period, "last"), match.start("n"), match.end())


@rule("next coming", rf"(?:next|coming)(?: (?P<n>\d{{1,3}}|{NUMBER_WORDS}|{VAGUE}))? {UNIT}")
def _coming(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The N units after publication; "the next day" is the day after the one spoken of."""
    unit, count = match["unit"], count_of(match["n"])
    if match["n"] is None and match.group().startswith("next"):
        return whole(match, after_story_day(scene, unit, 1))
    if match["n"] is None or count is None or unit == "decade":
        return whole(match, unresolved("during"))
    days = {"minute": 0, "hour": -(-count // 24), "day": count, "night": count, "week": 7 * count}

    def make(here: date) -> Period:
        if unit in days:
            return Period(here, shift(here, days[unit]), "day", "during")
        return Period(here, add_months(here, count * (12 if unit == "year" else 1)), "month", "during")

    return whole(match, scene.from_published(make))


@rule("recent", r"recent (?:days|weeks|months|years|hours|nights)\b")
def _recent(scene: Scene, match: re.Match[str]) -> Hit | None:
    return whole(match, unresolved("last"))


@rule("weekend last this next", r"(?:(?P<step>last|this|next) )?weekend\b")
def _weekend(scene: Scene, match: re.Match[str]) -> Hit | None:
    """Saturday and Sunday: the latest that has begun, the one before or the one after."""

    def make(here: date) -> Period:
        saturday = weekday_on_or_before(here, 5)
        if match["step"] == "next" or (
            match["step"] != "last" and scene.future_at(match.start(), match.end())
        ):
            saturday = weekday_on_or_after(shift(here, 1), 5)
        elif match["step"] == "last" and saturday >= shift(here, -1):
            saturday = shift(saturday, -7)
        return Period(saturday, shift(saturday, 1), "day", "during")

    return whole(match, scene.from_published(make))


@rule(
    "last this next in since",
    rf"(?:(?P<step>last|this|next)|in|(?P<since>since)(?: the| last| this)?)(?: the)? {_SEASON}"
    r"(?: of (?P<year>(?:19|20)\d\d)| (?P<year2>(?:19|20)\d\d))?",
)
def _season(scene: Scene, match: re.Match[str]) -> Hit | None:
    """A northern season. "Fall" alone is a verb more often than autumn, so it wants "last" or "in the"."""
    first = SEASONS[match["season"]]
    if match["season"] == "fall" and match.group().startswith(("in fall", "since fall")):
        return None
    given = match["year"] or match["year2"]

    def make(here: date) -> Period:
        year = here.year
        if match["step"] == "next":
            year += (here.month >= first) or 0
        elif season(year, first).start > here:  # type: ignore[operator]
            year -= 1
        period = season(year, first)
        if match["step"] == "last" and period.end >= here:  # type: ignore[operator]
            period = season(year - 1, first)
        return period

    period = season(int(given), first) if given else scene.from_published(make)
    if match["since"]:
        period = Period(period.start, scene.published, period.precision, "since", period.needs_published)
    return whole(match, period)
