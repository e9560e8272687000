"""What reconciling gives: links, origins, questions and the accounts that answer them."""

from __future__ import annotations

from typing import Literal

import msgspec

from counterclaim.model.span import Span
from counterclaim.model.vocabulary import LinkKind

Aspect = Literal["number", "perpetrator", "occurrence", "side", "place", "time", "cause", "control"]
ReasonCode = Literal[
    "different_window", "different_scope", "subset", "different_population", "cumulative_versus_daily"
]


class End(msgspec.Struct, frozen=True):
    """One end of a link: a claim, by its document and its words."""

    file: str
    claim: str
    content: tuple[str, ...]
    document: str


class Evidence(msgspec.Struct, frozen=True):
    """Words that a link rests on, and the document they stand in."""

    file: str
    start: int
    end: int
    text: str


class Link(msgspec.Struct, frozen=True, kw_only=True, rename={"source": "from", "target": "to"}):
    """Two claims, how they stand to each other, why, and by which rule."""

    id: str
    kind: LinkKind
    aspect: Aspect | None
    reason_code: ReasonCode | None
    reason: str
    rule: str
    score: float
    source: End
    target: End
    evidence: tuple[Evidence, ...]


class Answer(msgspec.Struct, frozen=True):
    """One figure given to a question: by whom, when, and within which bounds.

    ``document``, ``claim`` and ``figure`` are ids; ``words`` is what the claim says; ``origin`` numbers the
    independent origins of the account from 0; ``low`` or ``high`` None is an open end.
    """

    file: str
    document: str
    claim: str
    figure: str
    voice: str
    side: str | None
    said: str | None
    low: float | None
    high: float | None
    text: str
    words: str
    origin: int


class Remark(msgspec.Struct, frozen=True):
    """A link that touches an account: why a figure is disputed, or not to be set beside another."""

    link: str
    kind: LinkKind
    code: ReasonCode | None
    reason: str
    source: str
    target: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """All answers to one question, by side and over time, with the independent origins counted.

    ``low`` and ``high`` span the answers, ``low_rows`` and ``high_rows`` are the figures they come from (an
    open end spans nothing). ``carriers`` lists by origin the documents that carry it.
    """

    id: str
    question: str
    measure: str
    population: str
    side: str | None
    place: str | None
    start: str | None
    end: str | None
    answers: tuple[Answer, ...]
    origins: int
    carriers: tuple[tuple[str, ...], ...]
    disjoint_sides: int
    latest: str | None
    low: float | None
    high: float | None
    low_rows: tuple[str, ...]
    high_rows: tuple[str, ...]
    disputes: tuple[Remark, ...]
    near_misses: tuple[Remark, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The figures it rests on."""
        return tuple(a.figure for a in self.answers)


class Reconciliation(msgspec.Struct, frozen=True):
    """What the readings say of each other. All of it can be thrown away and computed again."""

    links: tuple[Link, ...]
    origins: tuple[tuple[str, ...], ...]
    accounts: tuple[Account, ...]


def span_of(file: str, span: Span) -> Evidence:
    """A span with the document that it stands in."""
    return Evidence(file, span.start, span.end, span.text)
