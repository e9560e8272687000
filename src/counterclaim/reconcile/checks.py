"""Arithmetic that does not add up. An exception is a question to ask, no verdict.

Within a document: parts against totals, launched against intercepted plus hit. Across documents: running
totals of one voice that fall, and that grow by less than the same voice's daily counts in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Figure
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import questions, windows
from counterclaim.reconcile.statements import Statement, statements_of

Check = Literal["parts_over_total", "more_stopped_than_launched", "total_falls", "days_over_total"]
_EXCLUSIVE = ({"children", "women", "men"}, {"military", "civilian"})
_DAYS_BETWEEN = 62  # two running totals further apart are not held against daily counts


class Seen(msgspec.Struct, frozen=True):
    """A figure that a check rests on; ``file`` is what its document is called."""

    document: str
    file: str
    claim: str
    figure: str
    voice: str
    said: str | None
    text: str


class Mismatch(msgspec.Struct, frozen=True):
    """Figures that do not add up: which check, in words why, and the rows."""

    check: Check
    reason: str
    rows: tuple[Seen, ...]


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as checks and trends see it."""

    seen: Seen
    low: float
    high: float
    family: str
    object: str | None
    side: str | None  # whose people or things
    by: str | None  # the side that acts
    population: str
    place: str | None
    country: str | None  # ISO 3166; of the figure's place, else the only one that its claim's places lie in
    begins: str | None
    ends: str | None
    cumulative: bool
    voice: str  # a side, or a voice of no side


def counted(statements: Iterable[Statement]) -> Iterator[tuple[Statement, Figure, Counted]]:
    """The figures of statements that have bounds and a measure that is compared."""
    for s in statements:
        for f in s.figures:
            limits, family = bound.bounds(f), questions.family(f)
            if limits is None or family is None or not questions.counts(s, f):
                continue
            side, where, window = questions.side(s, f), s.place_of.get(f.place or ""), f.window
            document = s.reading.document.id
            seen = Seen(document, s.file, s.claim.id, f.id, s.voice.name, s.day, f.span.text)
            made = Counted(
                seen=seen,
                low=limits[0],
                high=limits[1],
                family=family,
                object=f.object,
                side=side[1] if side is not None and side[0] else None,
                by=s.sides.get(f.by or ""),
                population=questions.population(f),
                place=where.name if where is not None else None,
                country=where.country if where is not None else country_of(s),
                begins=window.start if window is not None else None,
                ends=window.end if window is not None else None,
                cumulative=windows.cumulative(f),
                voice=s.voice.name if s.voice.unnamed or s.voice.side is None else s.voice.side,
            )
            yield s, f, made


def country_of(statement: Statement) -> str | None:
    """The country that a statement's places lie in, else those of its document, if it is one."""
    for places in (statement.places, [p for p in statement.reading.places if p.literal]):
        codes = {p.country for p in places if p.country}
        if codes:
            return codes.pop() if len(codes) == 1 else None
    return None


def check(readings: Iterable[Reading], names: Iterable[str | None] | None = None) -> list[Mismatch]:
    """All exceptions of some readings, by check and day."""
    found: list[Mismatch] = []
    totals: list[Counted] = []
    days: list[Counted] = []
    given = iter(names) if names is not None else None
    for number, reading in enumerate(readings):
        statements = statements_of(reading, number, 0, next(given) if given is not None else None)
        rows = list(counted(statements))
        found += _parts(rows)
        found += _stopped(rows)
        for s, f, row in rows:
            if not questions.is_part(s, f):
                (totals if row.cumulative else days).append(row)
    found += _series(totals, days)
    return sorted(found, key=lambda x: (x.check, x.rows[0].said or "", x.rows[0].figure))


def _parts(rows: Sequence[tuple[Statement, Figure, Counted]]) -> Iterator[Mismatch]:
    """A part larger than its whole; parts that exclude each other and add up to more."""
    by_id = {f.id: row for _, f, row in rows}
    of: dict[str, list[Counted]] = defaultdict(list)
    for s, f, row in rows:
        if f.part_of in by_id and questions.is_part(s, f):
            of[f.part_of or ""].append(row)
    for name, parts in of.items():
        whole = by_id[name]
        for part in parts:
            if part.low > whole.high:
                yield _told("parts_over_total", "a part is larger than its whole", whole, part)
        for kinds in _EXCLUSIVE:
            mine = {p.population: p for p in parts if p.population in kinds and p.family == whole.family}
            if len(mine) > 1 and sum(p.low for p in mine.values()) > whole.high:
                yield _told(
                    "parts_over_total", "the parts add up to more than the whole", whole, *mine.values()
                )


def _stopped(rows: Sequence[tuple[Statement, Figure, Counted]]) -> Iterator[Mismatch]:
    """One voice, one kind of weapon, one night: more shot down (and arrived) than launched."""
    groups: dict[tuple[str, str, str | None], list[Counted]] = defaultdict(list)
    for _, _, row in rows:
        if row.family in ("launched", "downed", "attacks") and row.object and not row.cumulative:
            groups[row.voice, row.object.lower().split()[-1].rstrip("s"), row.ends].append(row)
    for group in groups.values():
        launched = [r for r in group if r.family == "launched"]
        stopped = [r for r in group if r.family == "downed"]
        arrived = [r for r in group if r.family == "attacks"]
        if len(launched) != 1 or len(stopped) != 1 or len(arrived) > 1:
            continue  # several counts: which belongs to which is not known
        least = sum(r.low for r in (*stopped, *arrived))
        if least > launched[0].high:
            what = "more were shot down and arrived" if arrived else "more were shot down"
            yield _told(
                "more_stopped_than_launched", f"{what} than launched", launched[0], *stopped, *arrived
            )


def _series(totals: Sequence[Counted], days: Sequence[Counted]) -> Iterator[Mismatch]:
    """Running totals of one voice, in the order of time."""
    series: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for row in totals:
        if row.seen.said:
            series[_question(row), row.begins].append(row)
    daily: dict[tuple[object, ...], list[Counted]] = defaultdict(list)
    for row in days:
        if row.ends and row.begins == row.ends:
            daily[_question(row)].append(row)
    for key, rows in series.items():
        rows.sort(key=lambda r: (r.seen.said or "", r.low, r.seen.figure))
        for old, new in pairwise(rows):
            if old.seen.said == new.seen.said:
                continue
            if new.high < old.low:
                yield _told("total_falls", "a later running total is lower than an earlier one", old, new)
                continue
            between = _between(daily.get(key[0], []), old, new)  # type: ignore[call-overload]
            if between and sum(r.low for r in between) > new.high - old.low:
                why = "the days in between add up to more than the total grew by"
                yield _told("days_over_total", why, old, new, *between)


def _between(rows: Sequence[Counted], old: Counted, new: Counted) -> list[Counted]:
    """One count a day after the one total and up to the other; several of a day count once, the lowest."""
    first, last = windows.day(old.seen.said), windows.day(new.seen.said)
    if first is None or last is None or (last - first).days > _DAYS_BETWEEN:
        return []
    found: dict[str, Counted] = {}
    for row in rows:
        day = windows.day(row.ends)
        if day is not None and first < day < last:
            held = found.get(row.ends or "")
            if held is None or row.low < held.low:
                found[row.ends or ""] = row
    return [found[d] for d in sorted(found)]


def _question(row: Counted) -> tuple[object, ...]:
    kind = row.object.lower().split()[-1].rstrip("s") if row.object else None
    return row.voice, row.family, row.side, row.population, kind, row.place


def _told(name: Check, why: str, *rows: Counted) -> Mismatch:
    figures = "; ".join(
        f"{r.seen.voice} ({r.seen.file}, {r.seen.said or 'no date'}): “{r.seen.text}”" for r in rows[:6]
    )
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    return Mismatch(name, f"{why[:1].upper()}{why[1:]}: {figures}{more}.", tuple(r.seen for r in rows))
