"""Rules for calendar dates, alone, joined and after the words that make a lone month a date."""

from __future__ import annotations

import re

from counterclaim.reading.languages.en.times_calendar import third
from counterclaim.reading.languages.en.times_dates import MONTHS, WEEKDAYS, Written, read_date
from counterclaim.reading.languages.en.times_grammar import (
    AND,
    DIGITS,
    HYPHEN,
    THROUGH,
    days_of_month,
    expression_at,
    optional,
    rule,
    with_part_of_day,
)
from counterclaim.reading.languages.en.times_scene import Hit, Scene


@rule(" ".join([*MONTHS, *WEEKDAYS, DIGITS]), r"")
def _date(scene: Scene, match: re.Match[str]) -> Hit | None:
    at = match.start()
    if at and scene.text[at - 1] in ":.,/-–$€£#" and at > 1 and scene.text[at - 2].isdigit():
        return None  # the tail of a clock time, a decimal or a model number
    return (
        days_of_month(scene, at)
        or scene.range_at(at, HYPHEN, bare=False)
        or with_part_of_day(scene, scene.date_at(at, bare=False))
    )


@rule("between from", r"(?:between|from) (?:the )?(?:night of )?")
def _range(scene: Scene, match: re.Match[str]) -> Hit | None:
    joint = AND if match.group().startswith("between") else THROUGH
    hit = days_of_month(scene, match.end(), joint) or scene.range_at(match.end(), joint, bare=True)
    if hit and hit.period.precision == "day":
        hit = with_part_of_day(scene, hit)
    return hit._replace(start=match.start()) if hit else None


@rule(
    "in of during throughout until till by before after to through for around",
    r"(?:in|of|during|throughout|until|till|by|before|after|to|through|for|around) ",
)
def _bare_date(scene: Scene, match: re.Match[str]) -> Hit | None:
    """A lone month or year after a preposition; the mention is the date alone."""
    at = match.end()
    if not (scene.text[at : at + 1].isupper() or scene.text[at : at + 1].isdigit()):
        return None
    found = read_date(scene.text, at, bare=True)
    if found is None:
        return None
    written, end = found
    if match.group().startswith("in") and written.month and written.day and not written.year:
        # "in June 24 people": nobody writes "in June 24" for a day.
        if not scene.text[at].isalpha() or not optional(r" [a-z]").match(scene.text, end):
            return None
        month = optional(r"[a-z]+\.?").match(scene.lower, at)
        end = month.end() if month else end
        written = Written(month=written.month)
    if written.day or written.weekday is not None or (written.year and written.month):
        return None  # a full date opens its own expression
    if written.month and not written.year and match.group().startswith("for"):
        return None  # "for June": as likely a name
    joined = scene.range_at(at, HYPHEN, bare=True) if written.year else None
    if joined:
        return joined
    period = scene.period_of(written, at, end)
    return Hit(period, at, end) if period else None


@rule("early mid middle late", r"(?P<part>early|mid|late)(?:-|[ ]in[ ]| )(?:the )?")
def _third(scene: Scene, match: re.Match[str]) -> Hit | None:
    inner = expression_at(scene, match.end(), bare=True)
    if inner is None:
        return None
    period = inner.period
    if period.precision in ("month", "year") and period.kind == "during":
        period = third(period, match["part"])
    return Hit(period, match.start(), inner.end)


@rule("earlier later", r"(?:earlier|later)(?: on)? (?:in |on )?(?P<this>this )?")
def _earlier_on(scene: Scene, match: re.Match[str]) -> Hit | None:
    at = match.start("this") if match["this"] else match.end()
    inner = expression_at(scene, at)
    if inner and (match["this"] or inner.period.precision == "day"):
        return inner._replace(start=match.start())
    return None
