"""Rules that count from another day or open a longer period: "a day earlier", "since December"."""

from __future__ import annotations

import re
from datetime import date

from counterclaim.reading.languages.en.times_calendar import (
    Period,
    add_months,
    day,
    last_units,
    shift,
    unit_period,
    unresolved,
    whole_month,
    whole_week,
    whole_year,
)
from counterclaim.reading.languages.en.times_grammar import (
    COUNT,
    DIGITS,
    NUMBERS,
    UNIT,
    as_kind,
    count_of,
    expression_at,
    optional,
    rule,
    whole,
)
from counterclaim.reading.languages.en.times_scene import Hit, Scene

_COUNT_WORDS = " ".join(
    {re.split(r"\W", w)[0]: None for w in (*NUMBERS, "few", "several", "many", "some", "number")}
)
# "the day before the attack", "a day after he …": counted from an event, not from a date.
_EVENT_FOLLOWS = (
    r"(?! (?:the|a|an|his|her|its|their|our|he|she|it|they|we|that|this|what|when|being|of|yesterday)\b"
    r"| [a-z]+ing\b| [a-z]+['’]s\b)"
)
_WAY = rf"(?P<way>(?:earlier|later|previously)\b(?! than\b)|(?:before|after|prior)\b{_EVENT_FOLLOWS})"
# A cheap look ahead, so that "a hospital" does not walk through the number words.
_SOON_A_UNIT = r"(?=(?:[\w-]+ ){0,3}(?:minute|hour|day|night|week|month|year|decade))"
_UNITS = "minutes hour hours day days night nights week weeks month months year years decades decade"


def _moved(when: date, unit: str, count: int) -> Period:
    """The day, or the calendar week, month or year, ``count`` units from a day."""
    if unit in ("minute", "hour"):
        return day(when)
    return unit_period(when, "day" if unit == "night" else unit, max(-9_000, min(count, 9_000)))


def after_story_day(scene: Scene, unit: str, count: int) -> Period:
    """So many units after the day spoken of; unresolved when none was."""
    story = scene.story_day
    if story is None or story.end is None or unit == "decade":
        return unresolved("on")
    return _moved(story.end, unit, count)


_RECENT = 30  # days


@rule(f"{_COUNT_WORDS} {DIGITS} {_UNITS}", rf"{_SOON_A_UNIT}(?:{COUNT} )?{UNIT} ago\b")
def _ago(scene: Scene, match: re.Match[str]) -> Hit | None:
    count = count_of(match["n"]) if match["n"] else None
    unit = match["unit"]
    if unit in ("minute", "hour") and (count is None or count < 24):
        return whole(match, scene.from_published(day))
    if count is None or unit == "decade":
        return whole(match, unresolved("on"))
    days = -(count // 24) if unit == "hour" else -count
    step = "day" if unit == "hour" else unit
    return whole(match, scene.from_published(lambda p: _moved(p, step, days)))


@rule(
    f"{_COUNT_WORDS} {DIGITS} {_UNITS}",
    rf"{_SOON_A_UNIT}(?:{COUNT} )?{UNIT} {_WAY}",
)
def _earlier(scene: Scene, match: re.Match[str]) -> Hit | None:
    """Back: from the paragraph's last day or publication. On: from the last day spoken of."""
    unit, back = match["unit"], match["way"] in ("earlier", "before", "previously", "prior")
    the = scene.lower.endswith("the ", 0, match.start())
    if match["n"] is None and not the and unit not in ("minute", "hour"):
        plural = match.group().split()[0].endswith("s")
        return whole(match, unresolved("on")) if plural and match["way"] in ("earlier", "later") else None
    if match["way"] in ("before", "after") and (match["n"] or unit in ("minute", "hour")) and not the:
        follows = scene.lower[match.end() : match.end() + 1]
        if follows not in (".", ",", ";", ""):
            return None  # "two days before elections", "hours after missiles …"
    count = count_of(match["n"])
    if count is None or unit == "decade":
        return whole(match, unresolved("on"))
    if unit in ("minute", "hour") and (match["n"] is None or count < 24):
        on = optional(" (?:on )?").match(scene.lower, match.end())
        dated = scene.date_at(on.end(), bare=False) if on else None  # "hours later on Tuesday"
        return dated._replace(start=match.start()) if dated else whole(match, scene.from_anchor(day))
    if unit == "hour":
        unit, count = "day", count // 24
    if back:
        return whole(match, scene.from_anchor(lambda a: _moved(a, unit, -count), unit))
    return whole(match, after_story_day(scene, unit, count))


@rule(
    "previous preceding following",
    r"(?P<way>previous|preceding|following) (?P<unit>day|night|week|month|year)\b",
)
def _previous(scene: Scene, match: re.Match[str]) -> Hit | None:
    unit = match["unit"]
    if match["way"] == "following":
        return whole(match, after_story_day(scene, unit, 1))
    if unit == "night":
        return whole(match, scene.from_anchor(lambda a: Period(shift(a, -1), a, "day")))
    return whole(match, scene.from_anchor(lambda a: _moved(a, unit, -1), unit))


@rule("that same", r"(?:that|same)(?: same)? (?P<unit>day|morning|afternoon|evening|night|week|month|year)\b")
def _that_day(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The day (or its week, month, year) spoken of last; a night that was told stays a night."""
    if match.group().startswith("same") and not scene.lower.endswith("the ", 0, match.start()):
        return None
    story = scene.story_day
    if story is None or story.end is None:
        return whole(match, unresolved("on"))
    end, unit = story.end, match["unit"]
    if unit == "night":
        return whole(match, story)
    period = {
        "week": whole_week(end),
        "month": whole_month(end.year, end.month),
        "year": whole_year(end.year),
    }
    return whole(match, period.get(unit, day(end)))


# Since, and parts of periods -----------------------------------------------------------------------------


@rule("since", r"since (?:then|that (?:day|time)|the same day)\b")
def _since_then(scene: Scene, match: re.Match[str]) -> Hit | None:
    story = scene.story_day
    if story is None or scene.published is None:
        return whole(match, unresolved("since"))
    return whole(match, Period(story.end, scene.published, "day", "since"))


@rule("since", r"since (?:at least |about |around |roughly )?(?:the )?(?:morning of |night of |evening of )?")
def _since(scene: Scene, match: re.Match[str]) -> Hit | None:
    """From the beginning of the inner expression to publication."""
    hour = optional(r"(?:dawn|daybreak|morning|midnight|noon)\b").match(scene.lower, match.end())
    if hour:
        inner: Hit | None = Hit(scene.from_published(day), match.end(), hour.end())
    else:
        inner = expression_at(scene, match.end(), bare=True)
    if inner is None:
        return None
    start, end = inner.period.start, inner.period.end
    if inner.period.kind == "since" and start is None and not inner.period.needs_published:
        return inner._replace(start=match.start())
    if optional(r"since (?:the )?(?:night|evening)").match(match.group()) and end:
        start = end
    alone = optional(r" alone\b").match(scene.lower, inner.end)
    period = Period(start, scene.published, inner.period.precision, "since", inner.period.needs_published)
    return Hit(period, match.start(), alone.end() if alone else inner.end)


@rule("since", r"since (?:(?!(?:in|on|then) )[^\W\d_][\w'’-]{0,20} ){1,8}?(?:in|on) ")
def _since_event(scene: Scene, match: re.Match[str]) -> Hit | None:
    """ "Since the war began in April 2023": the date is the beginning, not the time of what is told."""
    inner = expression_at(scene, match.end(), bare=True)
    if inner is None or inner.period.start is None or inner.period.kind == "since":
        return None
    start, now = inner.period.start, scene.published
    if inner.period.precision == "day" and now is not None and (now - start).days <= _RECENT:
        return None  # "since fighting broke out on 13 June": the day of what the text tells
    return Hit(Period(start, now, inner.period.precision, "since"), match.start(), inner.end)


@rule(
    "start beginning outbreak onset end middle",
    r"(?P<which>start|beginning|outbreak|onset|end|middle) of (?P<the>the |this |last |next )?",
)
def _start_of(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The start, middle or end of a week, month or year; after "since" its first day."""
    at, which = match.end(), match["which"]
    unit = optional(r"(?P<unit>week|month|year)\b").match(scene.lower, at)
    since = optional(r"since (?:about |around )?(?:the )?$")
    after_since = since.search(scene.lower, max(0, match.start() - 20), match.start()) is not None
    if unit:
        step = {"last ": -1, "next ": 1}.get(match["the"] or "", 0)
        period = scene.from_published(lambda p: unit_period(p, unit["unit"], step))
        end = unit.end()
    else:
        the = match["the"] or ""
        if the in ("last ", "next ", "this "):
            at = match.start("the")
        inner = expression_at(scene, at, bare=True)
        if inner is None:
            # "since the start of the war": a beginning that the text does not date.
            return Hit(unresolved("since"), match.start(), match.end() - len(the)) if after_since else None
        period, end = inner.period, inner.end
    if after_since or not period.resolved:
        return Hit(period, match.start(), end)
    return Hit(_part(period, which), match.start(), end)


def _part(period: Period, which: str) -> Period:
    """The first, middle or last stretch: a month of a year, ten days of a month, else the whole."""
    assert period.start is not None and period.end is not None
    if period.precision == "year" and which != "middle":
        month = 1 if which in ("start", "beginning") else 12
        return whole_month(period.start.year, month)
    if period.precision == "year":
        return Period(add_months(period.start, 4), shift(add_months(period.start, 8), -1), "month", "during")
    if period.precision == "month" and which in ("start", "beginning", "end"):
        if which == "end":
            return Period(period.end.replace(day=21), period.end, "week", "during")
        return Period(period.start, period.start.replace(day=10), "week", "during")
    return period


@rule(
    "first second third fourth last",
    r"(?P<nth>first|second|third|fourth|last) (?P<part>half|quarter|week) of (?:the )?",
)
def _nth_part(scene: Scene, match: re.Match[str]) -> Hit | None:
    """Halves and quarters of a year, weeks and halves of a month."""
    unit = optional(r"(?P<unit>month|year)\b").match(scene.lower, match.end())
    if unit:
        period, end = scene.from_published(lambda p: unit_period(p, unit["unit"], 0)), unit.end()
    else:
        inner = expression_at(scene, match.end(), bare=True)
        if inner is None:
            return None
        period, end = inner.period, inner.end
    if period.start is None or period.end is None:
        return Hit(period, match.start(), end)
    cut = _cut(period, match["nth"], match["part"])
    return Hit(cut, match.start(), end) if cut else None


def _cut(period: Period, nth: str, part: str) -> Period | None:
    assert period.start is not None and period.end is not None
    start, last = period.start, period.end
    count = {"half": 2, "quarter": 4, "week": 4}[part]
    index = count - 1 if nth == "last" else ("first", "second", "third", "fourth").index(nth)
    if index >= count:
        return None
    if period.precision == "year" and part != "week":
        months = 12 // count
        begin = add_months(start, index * months)
        return Period(begin, shift(add_months(begin, months), -1), "month", "during")
    if period.precision == "month" and part == "week":
        begin = shift(last, -6) if nth == "last" else start.replace(day=1 + 7 * index)
        return Period(begin, shift(begin, 6), "week", "during")
    if period.precision == "month" and part == "half":
        middle = start.replace(day=15)
        begin, end = (start, middle) if index == 0 else (shift(middle, 1), last)
        return Period(begin, end, "week", "during")
    return None


@rule("as", r"as (?:of|at) (?:the )?(?:morning of |evening of )?")
def _as_of(scene: Scene, match: re.Match[str]) -> Hit | None:
    """The day up to which a total counts; a clock time is the publication day's."""
    clock = optional(r"(?:\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m\b)").match(scene.lower, match.end())
    if clock:
        on = optional(r" (?:on )?").match(scene.lower, clock.end())
        dated = expression_at(scene, on.end()) if on else None
        if dated and dated.period.precision in ("day", "unresolved"):
            return Hit(as_kind(dated.period, "total"), match.start(), dated.end)
        return Hit(as_kind(scene.from_published(day), "total"), match.start(), clock.end())
    inner = expression_at(scene, match.end(), bare=True)
    if inner is None:
        return None
    return Hit(as_kind(inner.period, "total"), match.start(), inner.end)


@rule(
    f"hours days week weeks month months year {DIGITS} {_COUNT_WORDS}",
    rf"{_SOON_A_UNIT}(?:{COUNT} )?{UNIT} (?:to|ending|ended|through|up to)(?: on)? ",
)
def _units_to(scene: Scene, match: re.Match[str]) -> Hit | None:
    """ "The week to 12 November": so many units up to a date."""
    inner = scene.date_at(match.end(), bare=False)
    count = count_of(match["n"])
    if inner is None or count is None or match["unit"] == "decade":
        return None
    end, unit = inner.period.end, match["unit"]
    period = as_kind(last_units(end, unit, count), "during") if end else inner.period
    return Hit(period, match.start(), inner.end)
