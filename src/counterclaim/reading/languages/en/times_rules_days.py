"""Rules for days around publication: "today", "overnight", "the night of June 7", "at dawn"."""

from __future__ import annotations

import re

from counterclaim.reading.languages.en.times_calendar import Period, day, shift
from counterclaim.reading.languages.en.times_dates import read_date
from counterclaim.reading.languages.en.times_grammar import (
    PART_OF_DAY,
    THROUGH,
    as_kind,
    days_of_month,
    optional,
    rule,
    whole,
)
from counterclaim.reading.languages.en.times_scene import Hit, Scene

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@rule("today tonight yesterday tomorrow", rf"(?:today|tonight|yesterday|tomorrow)\b(?: {PART_OF_DAY})?")
def _named_day(scene: Scene, match: re.Match[str]) -> Hit | None:
    offset = _DAYS[match.group().split()[0]]
    return whole(match, scene.from_published(lambda p: day(shift(p, offset))))


@rule("day", r"day (?P<way>before yesterday|after tomorrow)\b")
def _next_but_one(scene: Scene, match: re.Match[str]) -> Hit | None:
    offset = -2 if match["way"].endswith("yesterday") else 2
    return whole(match, scene.from_published(lambda p: day(shift(p, offset))))


@rule("this", r"this (?:early |late )?(?:morning|afternoon|evening)\b")
def _this_morning(scene: Scene, match: re.Match[str]) -> Hit | None:
    return whole(match, scene.from_published(day))


@rule("last past", r"(?:last|past) night\b")
def _last_night(scene: Scene, match: re.Match[str]) -> Hit | None:
    return whole(match, scene.from_published(lambda p: Period(shift(p, -1), p, "day")))


@rule("overnight", r"overnight\b(?: (?P<prep>into|on|to|of|from|between))?(?: early)?(?: the)?(?P<gap> )?")
def _overnight(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The evening before to the day: of a date that follows, else of publication."""
    at = match.end()
    if match["gap"]:
        both = days_of_month(scene, at, THROUGH) or scene.range_at(at, THROUGH, bare=False)
        if both:
            return both._replace(start=match.start())
        inner = scene.date_at(at, bare=False)
        if inner:
            end = inner.period.end
            period = Period(shift(end, -1), end, "day") if end else inner.period
            return Hit(period, match.start(), inner.end)
    period = scene.from_published(lambda p: Period(shift(p, -1), p, "day"))
    return Hit(period, match.start(), match.start() + len("overnight"))


@rule("night evening eve", r"(?:night|evening|eve) (?:of|between|from|to) (?:the )?")
def _night_of(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The night of a date runs into the next day, unless that is after publication."""
    both = days_of_month(scene, match.end(), THROUGH) or scene.range_at(match.end(), THROUGH, bare=False)
    if both:
        return both._replace(start=match.start(), period=as_kind(both.period, "on"))
    inner = scene.date_at(match.end(), bare=False)
    if inner is None or inner.period.precision not in ("day", "unresolved"):
        return None
    period, when = inner.period, inner.period.start
    if when and match.group().startswith("night"):
        into = when == scene.published
        period = Period(shift(when, -1), when, "day") if into else Period(when, shift(when, 1), "day")
    return Hit(period, match.start(), inner.end)


@rule("at", r"at (?P<what>dawn|daybreak|dusk|sunset|sunrise|noon|midday|midnight|first light|nightfall)\b")
def _at_dawn(scene: Scene, match: re.Match[str]) -> Hit | None:
    """An hour without a date: the paragraph's last day, else publication. With a date, that one speaks."""
    after = optional(" (?:on |of |yesterday|today|tomorrow)?(?:the )?").match(scene.lower, match.end())
    if after and (
        after.group().strip() in ("yesterday", "today", "tomorrow")
        or read_date(scene.text, after.end(), bare=False)
    ):
        return None
    period = scene.from_anchor(day)
    return Hit(period, match.start("what"), match.end())
