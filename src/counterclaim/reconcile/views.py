"""The shapes in which what reconciling left is read: pages, lines of a list, accounts with their sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from counterclaim.reconcile.model import Account, Answer, Link

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some rows of a list, and how many the whole list has."""

    rows: tuple[T, ...]
    total: int
    limit: int
    offset: int


class AccountLine(msgspec.Struct, frozen=True, kw_only=True):
    """An account in a list."""

    id: str
    question: str
    measure: str
    population: str
    side: str | None
    place: str | None
    start: str | None
    end: str | None
    disjoint_sides: int
    origins: int
    latest: str | None
    answers: int
    disputes: int
    low: float | None
    high: float | None


class SideAnswers(msgspec.Struct, frozen=True):
    """What one side (or a voice of no side) answers, over time; ``low`` and ``high`` of its last figure."""

    side: str
    party: bool  # a side of the conflict; else one voice
    low: float | None
    high: float | None
    answers: tuple[Answer, ...]


class Carrier(msgspec.Struct, frozen=True):
    """A document that carries an origin's figure."""

    document: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None


class AccountView(msgspec.Struct, frozen=True, kw_only=True):
    """An account as computed, its answers by side, and the documents that carry each origin."""

    account: Account
    sides: tuple[SideAnswers, ...]
    origins: tuple[tuple[Carrier, ...], ...]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How far the ledger has been reconciled."""

    documents: int  # that can be compared
    waiting: int  # of those: new, changed, or judged on since the last run
    gone: int  # compared once, and not there any more
    links: int
    accounts: int


class Judged(msgspec.Struct, frozen=True):
    """A judgement taken, and judgements that cannot all hold with it, in words."""

    entry: int
    conflicts: tuple[str, ...]


def by_side(found: Account) -> tuple[SideAnswers, ...]:
    """An account's answers by side, each side's in the order of time; sides of the conflict first."""
    groups: dict[tuple[bool, str], list[Answer]] = {}
    for answer in found.answers:
        groups.setdefault((answer.side is not None, answer.side or answer.voice), []).append(answer)
    return tuple(
        SideAnswers(name, party, answers[-1].low, answers[-1].high, tuple(answers))
        for (party, name), answers in sorted(groups.items(), key=lambda g: (not g[0][0], g[0][1]))
    )


_ACCOUNTS, _LINKS = msgspec.json.Decoder(Account), msgspec.json.Decoder(Link)


def account_of(data: str) -> Account:
    """An account as it is kept."""
    return _ACCOUNTS.decode(data)


def link_of(data: str) -> Link:
    """A link as it is kept."""
    return _LINKS.decode(data)


def line_of(found: Account) -> AccountLine:
    """An account in a list."""
    names: Sequence[str] = ("id", "question", "measure", "population", "side", "place", "start", "end")
    return AccountLine(
        **{n: getattr(found, n) for n in names},
        disjoint_sides=found.disjoint_sides,
        origins=found.origins,
        latest=found.latest,
        answers=len(found.answers),
        disputes=len(found.disputes),
        low=found.low,
        high=found.high,
    )
