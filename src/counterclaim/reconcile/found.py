"""What comparing two documents leaves behind: links before the choice, and figures as accounts need them.

Both can be written down and taken up again, so that a ledger need not compare the same documents twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import places, questions, scorer, windows
from counterclaim.reconcile.model import End, Link, ReasonCode, span_of
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.statements import Statement
from counterclaim.reconcile.voices import Voice

_NUMBER = ("contradicts", "updates", "corrects", "corroborates", "repeats", "same_origin")
_PAIRED = (
    "disjoint_bounds", "agreeing_bounds", "risen_toll", "risen_floor", "later_figure", "own_correction",
    "number_set_aside",
)  # fmt: skip
_CHARACTERS = 600  # of a claim's words that an account shows


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure with what an account says of it. Infinite bounds are None."""

    document: str
    file: str
    claim: str
    figure: str
    position: int  # of the claim in its document
    start: int
    day: str | None = None
    voice: Voice
    low: float | None = None
    high: float | None = None
    family: str
    population: str | None = None
    side: str | None = None
    place: str | None = None
    place_rank: int = 0
    begins: str | None = None
    ends: str | None = None
    cumulative: bool = False
    text: str
    words: str


class Found(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A link that was proposed; ``source`` and ``target`` are positions of the claims in their documents."""

    link: Link
    source: int
    target: int
    source_start: int
    target_start: int
    back: bool = False  # the source stands in the later document
    wide: int | None = None
    levels: tuple[str, ...] = ()  # how the two compare: see `scorer`
    alike: tuple[tuple[str, str], ...] = ()  # figures that answer one question


@dataclass(slots=True, frozen=True)
class Seat:
    """A statement's place among all that are compared."""

    index: int
    document: int
    start: int


@dataclass(slots=True)
class Candidate:
    """A proposal with its seats: what the choice of links looks at."""

    found: Found
    source: Seat
    target: Seat

    @property
    def kind(self) -> str:
        """The link's kind."""
        return self.found.link.kind

    @property
    def rule(self) -> str:
        """The rule that made it."""
        return self.found.link.rule

    @property
    def score(self) -> float:
        """How sure the rule is, 0 to 1."""
        return self.found.link.score

    @property
    def likely(self) -> float:
        """How likely a person would draw the link."""
        return scorer.probability(self.found.levels)

    @property
    def code(self) -> ReasonCode | None:
        """Why two figures are no match."""
        return self.found.link.reason_code

    @property
    def wide(self) -> int | None:
        """The statement with the wider count."""
        return (
            self.found.wide if self.found.wide is None else (self.source, self.target)[self.found.wide].index
        )

    @property
    def pair(self) -> tuple[int, int]:
        """The two statements, whatever the direction."""
        a, b = self.source.index, self.target.index
        return (a, b) if a < b else (b, a)


def rows_of(statements: Iterable[Statement]) -> list[Row]:
    """The figures that may answer a question: with bounds, of a known measure, no parts of another."""
    rows = []
    for statement in statements:
        for figure in statement.figures:
            limits, family = bound.bounds(figure), questions.family(figure)
            if limits is None or family is None or questions.is_part(statement, figure):
                continue
            if not questions.counts(statement, figure):
                continue  # an old or a rejected figure, quoted: it is nobody's answer
            side, people = questions.side(statement, figure), questions.population(figure)
            where, window = statement.place_of.get(figure.place or ""), figure.window
            rows.append(
                Row(
                    document=statement.reading.document.id,
                    file=statement.file,
                    claim=statement.claim.id,
                    figure=figure.id,
                    position=statement.position,
                    start=statement.start,
                    day=statement.day,
                    voice=statement.voice,
                    low=None if limits[0] == -bound.INF else limits[0],
                    high=None if limits[1] == bound.INF else limits[1],
                    family=family,
                    population=None if people == "open" else people,
                    side=side[1] if side is not None and side[0] else None,
                    place=where.name if where is not None else None,
                    place_rank=places.rank(where) if where is not None else 0,
                    begins=window.start if window is not None else None,
                    ends=window.end if window is not None else None,
                    cumulative=windows.cumulative(figure),
                    text=figure.span.text,
                    words=" ".join(statement.claim.content[0].text.split())[:_CHARACTERS],
                )
            )
    return rows


def found_of(proposal: Proposal, earlier: int, levels: tuple[str, ...] = ()) -> Found:
    """A proposal, written down; ``earlier`` is the number of the earlier document."""
    a, b = proposal.source, proposal.target
    wide = None if proposal.wide is None else 0 if proposal.wide == a.index else 1
    return Found(
        link=link_of(proposal),
        source=a.position,
        target=b.position,
        source_start=a.start,
        target_start=b.start,
        back=a.document != earlier,
        wide=wide,
        levels=levels,
        alike=_alike(proposal) if proposal.kind in _NUMBER else (),
    )


def _alike(link: Proposal) -> tuple[tuple[str, str], ...]:
    a, b = link.source, link.target
    spans = {span for _, span in link.evidence}
    return tuple(
        (one.id, two.id)
        for one in a.figures
        for two in b.figures
        if (found := questions.compare(a, one, b, two)) is not None and found.code is None
        if {one.span, two.span} == spans
        or (link.rule not in _PAIRED and bound.bounds(one) == bound.bounds(two))
    )


def link_of(proposal: Proposal) -> Link:
    """The link as the contract has it. Its id depends on its ends, kind and rule."""
    a, b = proposal.source, proposal.target
    ends = (a.reading.document.id, a.claim.id, b.reading.document.id, b.claim.id)
    key = "\x1f".join((proposal.kind, proposal.rule, *ends))
    return Link(
        id="l-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        kind=proposal.kind,
        aspect=proposal.aspect,
        reason_code=proposal.code,
        reason=proposal.reason,
        rule=proposal.rule,
        score=round(proposal.score, 3),
        source=_end(a),
        target=_end(b),
        evidence=tuple(span_of(s.file, span) for s, span in proposal.evidence),
    )


def _end(statement: Statement) -> End:
    content = tuple(s.text for s in statement.claim.content)
    return End(statement.file, statement.claim.id, content, statement.reading.document.id)


def seated(found: Sequence[tuple[Found, int, int]], first: Mapping[int, int]) -> list[Candidate]:
    """Candidates from proposals with their documents' numbers; ``first`` is each document's first index."""
    return [
        Candidate(
            f, Seat(first[a] + f.source, a, f.source_start), Seat(first[b] + f.target, b, f.target_start)
        )
        for f, a, b in found
    ]
