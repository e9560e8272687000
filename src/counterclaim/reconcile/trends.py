"""Trend claims beside the ledger's own dated figures: consistent, inconsistent, or too little data.

What reports happen to count is no measurement: the outcome says whether the ledger's figures for the country
move as the claim says, from how many figures, and never that a claim is true.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Trend, Window
from counterclaim.reconcile import windows
from counterclaim.reconcile.bounds import INF
from counterclaim.reconcile.checks import Counted, counted, country_of
from counterclaim.reconcile.statements import Statement, statements_of

Outcome = Literal["consistent", "inconsistent", "too_little_data"]
_FAMILIES = {
    "attacks": ("attacks", "launched"),
    "losses": ("dead", "wounded", "destroyed"),
    "displacement": ("displaced",),
}
_FEWEST = 3  # figures in each of the two periods
_CHANGE = 0.1  # a mean that moves by less stays as it is


class TrendCheck(msgspec.Struct, frozen=True, kw_only=True):
    """A trend claim, the two periods, and what the figures in them come to. Means are of lowest bounds."""

    trend: str
    claim: str
    document: str
    file: str
    voice: str
    text: str
    topic: str
    direction: str
    outcome: Outcome
    reason: str
    period: tuple[str, str] | None
    before: tuple[str, str] | None
    figures: tuple[str, ...]
    figures_before: tuple[str, ...]
    mean: float | None
    mean_before: float | None


def beside(readings: Sequence[Reading], names: Iterable[str | None] | None = None) -> list[TrendCheck]:
    """Every trend claim of the readings beside the figures of all of them."""
    given = list(names) if names is not None else [None] * len(readings)
    rows: list[Counted] = []
    trends: list[tuple[Trend, Statement]] = []
    for number, (reading, name) in enumerate(zip(readings, given, strict=True)):
        statements = statements_of(reading, number, 0, name)
        by_claim = {s.claim.id: s for s in statements}
        rows += [row for _, _, row in counted(statements) if not row.cumulative and row.ends]
        trends += [(t, by_claim[t.claim]) for t in reading.trends if t.claim in by_claim]
    return [_judged(trend, s, rows) for trend, s in trends]


def _judged(trend: Trend, s: Statement, rows: Sequence[Counted]) -> TrendCheck:
    period = _period(trend.window)
    before = _period(trend.compared_with) or (_just_before(period) if period is not None else None)
    families = _FAMILIES.get(trend.topic, ())
    party = s.sides.get(trend.subject or "")
    country = country_of(s)
    rows = [r for r in rows if country is not None and r.country == country]
    now = _within(rows, families, party, trend.topic, period)
    then = _within(rows, families, party, trend.topic, before)
    mean, mean_before = _mean(now), _mean(then)
    outcome: Outcome
    if country is None:
        outcome, reason = "too_little_data", "which country the claim is about is not clear"
    else:
        outcome, reason = _outcome(trend, period, families, now, then)
    return TrendCheck(
        trend=trend.id,
        claim=trend.claim,
        document=s.reading.document.id,
        file=s.file,
        voice=s.voice.name,
        text=trend.span.text,
        topic=trend.topic,
        direction=trend.direction,
        outcome=outcome,
        reason=reason,
        period=_iso(period),
        before=_iso(before),
        figures=tuple(r.seen.figure for r in now),
        figures_before=tuple(r.seen.figure for r in then),
        mean=mean,
        mean_before=mean_before,
    )


def _outcome(
    trend: Trend, period: object, families: Sequence[str], now: Sequence[Counted], then: Sequence[Counted]
) -> tuple[Outcome, str]:
    if not families or trend.direction not in ("up", "down", "steady"):
        return "too_little_data", f"no figures of the ledger speak of {trend.topic} going {trend.direction}"
    if period is None:
        return "too_little_data", "the claim names no period"
    counts = f"{len(now)} figures in the period, {len(then)} before"
    if len(now) < _FEWEST or len(then) < _FEWEST:
        return "too_little_data", f"{counts}; at least {_FEWEST} of each are needed"
    mean, earlier = _mean(now) or 0.0, _mean(then) or 0.0
    moved = (
        "steady"
        if abs(mean - earlier) <= _CHANGE * max(earlier, 1e-9)
        else "up"
        if mean > earlier
        else "down"
    )
    told = f"{counts}; their mean went from {earlier:,.4g} to {mean:,.4g}"
    return ("consistent" if moved == trend.direction else "inconsistent"), told


def _within(
    rows: Sequence[Counted],
    families: Sequence[str],
    party: str | None,
    topic: str,
    period: tuple[datetime.date, datetime.date] | None,
) -> list[Counted]:
    """The figures of a topic and a period; of a party, where the claim names one."""
    if period is None:
        return []
    found = []
    for row in rows:
        day = windows.day(row.ends)
        whose = row.side if topic == "losses" else row.by
        if day is None or row.family not in families or row.low == -INF or not period[0] <= day <= period[1]:
            continue
        if party is None or whose is None or whose == party:
            found.append(row)
    return found


def _mean(rows: Sequence[Counted]) -> float | None:
    return sum(r.low for r in rows) / len(rows) if rows else None


def _period(window: Window | None) -> tuple[datetime.date, datetime.date] | None:
    if window is None:
        return None
    start, end = windows.day(window.start), windows.day(window.end)
    return (start, end) if start is not None and end is not None and start <= end else None


def _just_before(period: tuple[datetime.date, datetime.date]) -> tuple[datetime.date, datetime.date]:
    day = datetime.timedelta(days=1)
    return period[0] - (period[1] - period[0]) - day, period[0] - day


def _iso(period: tuple[datetime.date, datetime.date] | None) -> tuple[str, str] | None:
    return None if period is None else (period[0].isoformat(), period[1].isoformat())
