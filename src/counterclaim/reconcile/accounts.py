"""Accounts: all figures that answer one question, by side and over time, with independent origins counted."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from counterclaim.model.rows import Figure
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import questions
from counterclaim.reconcile.model import Account, Answer
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.statements import Statement
from counterclaim.reconcile.voices import compare

_NUMBER = ("contradicts", "updates", "corrects", "corroborates", "repeats", "same_origin")
_REJECTS = ("denies", "disputes", "corrects")
_ONE_VOICE = ("same_person", "same_body", "same_side")
Key = tuple[int, str]
T = TypeVar("T", int, tuple[int, str])


class Sets(Generic[T]):
    """Disjoint sets; the least member stands for its set."""

    def __init__(self) -> None:
        self._up: dict[T, T] = {}

    def root(self, item: T) -> T:
        """The member that stands for the item's set."""
        while (above := self._up.setdefault(item, item)) != item:
            item = above
        return item

    def join(self, a: T, b: T) -> None:
        """Make two sets one."""
        one, two = sorted((self.root(a), self.root(b)))
        self._up[two] = one


@dataclass(slots=True)
class _Row:
    statement: Statement
    figure: Figure
    bounds: bound.Bounds


def build(
    statements: Iterable[Statement], links: Sequence[Proposal], copies: Sequence[Sequence[int]]
) -> list[Account]:
    """The questions that at least two statements answer, in the order of `order`."""
    rows: dict[Key, _Row] = {}
    for statement in statements:
        for figure in statement.figures:
            limits = bound.bounds(figure)
            if limits is not None and questions.family(figure) and not questions.is_part(statement, figure):
                rows[statement.index, figure.id] = _Row(statement, figure, limits)
    sets: Sets[Key] = Sets()
    for link in links:
        if link.kind in _NUMBER:
            for a, b in _answers_alike(link):
                if a in rows and b in rows:
                    sets.join(a, b)
    groups: dict[Key, list[_Row]] = defaultdict(list)
    for key, row in rows.items():
        groups[sets.root(key)].append(row)
    carried: Sets[int] = Sets()
    touching: dict[int, list[Proposal]] = defaultdict(list)
    for link in links:
        touching[link.source.index].append(link)
        touching[link.target.index].append(link)
        if link.kind in ("repeats", "same_origin"):
            carried.join(link.source.index, link.target.index)
    group_of = {document: n for n, group in enumerate(copies) for document in group}
    found = []
    for group in groups.values():
        if len(group) > 1:
            members = list({r.statement.index: r.statement for r in group}.values())
            about = {id(p): p for s in members for p in touching[s.index]}
            found.append(_account(group, list(about.values()), origin_of(members, carried, group_of)))
    # One voice that nobody disputes is no contest.
    return order(a for a in found if a.origins > 1 or a.disputes or a.low != a.high)


def _answers_alike(link: Proposal) -> list[tuple[Key, Key]]:
    """The figures of a link that answer one question."""
    a, b = link.source, link.target
    return [
        ((a.index, one.id), (b.index, two.id))
        for one in a.figures
        for two in b.figures
        if (found := questions.compare(a, one, b, two)) is not None and found.code is None
        if {one.span, two.span} == {span for _, span in link.evidence}
        or (link.rule not in _PAIRED and bound.bounds(one) == bound.bounds(two))
    ]


_PAIRED = (
    "disjoint_bounds",
    "agreeing_bounds",
    "risen_toll",
    "risen_floor",
    "later_figure",
    "own_correction",
    "number_set_aside",
)


def origin_of(
    statements: Sequence[Statement], carried: Sets[int], group_of: dict[int, int]
) -> dict[int, int]:
    """Statement to its origin: copies, relays and several statements of one voice are one origin.

    ``carried`` joins statements that carry one another, ``group_of`` tells which documents share text.
    """
    sets: Sets[int] = Sets()
    for i, a in enumerate(statements):
        for b in statements[:i]:
            copied = a.document in group_of and group_of[a.document] == group_of.get(b.document)
            own_words = a.voice.outlet and b.voice.outlet and (copied or a.document == b.document)
            one_voice = compare(a.voice, b.voice) in _ONE_VOICE and not (a.voice.unnamed or b.voice.unnamed)
            if own_words or one_voice or carried.root(a.index) == carried.root(b.index):
                sets.join(a.index, b.index)
    return {s.index: sets.root(s.index) for s in statements}


def _account(group: list[_Row], links: Sequence[Proposal], origins: dict[int, int]) -> Account:
    group = sorted(
        group, key=lambda r: (r.statement.day or "", r.statement.document, r.statement.start, r.figure.id)
    )
    numbered = {root: n for n, root in enumerate(dict.fromkeys(origins[r.statement.index] for r in group))}
    answers = tuple(_answer(r, numbered[origins[r.statement.index]]) for r in group)
    members = {r.statement.index for r in group}
    spans = {(r.statement.index, r.figure.span) for r in group}
    disputes = [
        p.reason
        for p in links
        if (p.kind in _REJECTS and members & {p.source.index, p.target.index})
        or (
            p.kind == "contradicts"
            and any((s.index, span) in spans for s, span in p.evidence)
            and p.aspect == "number"
        )
    ]
    carriers: dict[int, dict[str, None]] = defaultdict(dict)
    for row in group:
        carriers[numbered[origins[row.statement.index]]][row.statement.file] = None
    first = group[0]
    sides = [s for r in group if (s := questions.side(r.statement, r.figure)) is not None and s[0]]
    where = [p for r in group if (p := r.statement.place_of.get(r.figure.place or "")) is not None]
    windows = [r.figure.window for r in group if r.figure.window is not None]
    people = [named for r in group if (named := questions.population(r.figure)) != "open"]
    lows = [a.low for a in answers if a.low is not None]
    highs = [a.high if a.high is not None else a.low for a in answers]
    finite = [h for h in highs if h is not None]
    key = "\x1f".join(sorted(f"{r.statement.reading.document.id} {r.figure.id}" for r in group))
    measure: str = questions.family(first.figure) or first.figure.measure
    place = where[0].name if where else None
    return Account(
        id="q-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        question=_words(measure, sides[0][1] if sides else None, people[0] if people else None, place),
        measure=measure,
        population=people[0] if people else "unstated",
        side=sides[0][1] if sides else None,
        place=place,
        start=min((w.start for w in windows if w.start), default=None),
        end=max((w.end for w in windows if w.end), default=None),
        answers=answers,
        origins=len(numbered),
        carriers=tuple(tuple(carriers[n]) for n in range(len(numbered))),
        disjoint_sides=_disjoint_sides(group),
        latest=max((a.said for a in answers if a.said), default=None),
        low=min(lows, default=None),
        high=max(finite, default=None),
        rows=tuple(a.figure for a in answers),
        disputes=tuple(dict.fromkeys(disputes)),
    )


def _answer(row: _Row, origin: int) -> Answer:
    low, high = row.bounds
    return Answer(
        file=row.statement.file,
        claim=row.statement.claim.id,
        figure=row.figure.id,
        voice=row.statement.voice.name,
        side=row.statement.voice.side,
        said=row.statement.day,
        low=None if low == -bound.INF else low,
        high=None if high == bound.INF else high,
        text=row.figure.span.text,
        origin=origin,
    )


def _words(measure: str, side: str | None, people: str | None, place: str | None) -> str:
    """The question in words: ``dead, military, of Ukraine, in Kirumba``."""
    parts = [measure, people, f"of {side}" if side else None, f"in {place}" if place else None]
    return ", ".join(p for p in parts if p)


def _disjoint_sides(group: list[_Row]) -> int:
    """How many sides (or voices of no side) say last what no other's last figure can be."""
    last: dict[str, _Row] = {}
    for row in group:
        voice = row.statement.voice
        last[voice.name if voice.unnamed or voice.side is None else voice.side] = row
    rows = list(last.values())
    return sum(any(bound.disjoint(r.bounds, o.bounds) for o in rows if o is not r) for r in rows)


def order(accounts: Iterable[Account]) -> list[Account]:
    """The most contested first: sides with disjoint bounds, then independent origins, then latest date."""
    by_name = sorted(accounts, key=lambda a: a.id)
    by_date = sorted(by_name, key=lambda a: a.latest or "", reverse=True)
    return sorted(by_date, key=lambda a: (-a.disjoint_sides, -a.origins))
