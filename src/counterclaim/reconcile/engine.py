"""From readings to links: statements, sameness, rules, and a choice of one link for two claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from counterclaim.model.reading import Reading
from counterclaim.reconcile import origins
from counterclaim.reconcile.blocking import related
from counterclaim.reconcile.model import End, Link, span_of
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.rules import choose, denials, figures, happenings, own, relays, support
from counterclaim.reconcile.rules.context import Bench
from counterclaim.reconcile.statements import Statement, Weights, statements_of


class Case:
    """All readings of one run, in an order of their own: the order of the input does not matter."""

    def __init__(self, readings: Sequence[Reading], names: Sequence[str | None]) -> None:
        order = sorted(range(len(readings)), key=lambda i: _place_in_time(readings[i], names[i]))
        self.readings = [readings[i] for i in order]
        self.names = [names[i] for i in order]
        self.statements: list[list[Statement]] = []
        first = 0
        for number, (reading, name) in enumerate(zip(self.readings, self.names, strict=True)):
            found = statements_of(reading, number, first, name)
            self.statements.append(found)
            first += len(found)
        self.shared = origins.shared_text(self.readings)
        self.groups = origins.groups(self.readings, self.shared)
        self.pairs = related(self.readings, self.shared)

    def bench(self, one: int, other: int, drop: set[int]) -> Bench:
        """Two documents side by side, without the statements that only carry another."""
        a = [s for s in self.statements[one] if s.index not in drop]
        b = a if one == other else [s for s in self.statements[other] if s.index not in drop]
        whole = self.statements[one] + (self.statements[other] if one != other else [])
        return Bench(a, b, Weights(whole), one == other)


def _place_in_time(reading: Reading, name: str | None) -> tuple[str, str, str]:
    return reading.document.published or "", name or "", reading.document.id


def proposals_of(case: Case) -> list[Proposal]:
    """All links of a case before they are written out, in the order of their documents."""
    proposals: list[Proposal] = []
    everything: set[int] = set()
    for one, other in case.pairs:
        copied = case.shared.get((one, other), 0.0) >= 0.1
        proposals.extend(relays.find(case.bench(one, other, everything), copied))
    carriers = _carriers(proposals)
    own_links = [p for group in case.statements for p in own.find(group)]
    # What holds within a document holds in its copy: it is said once.
    own_links = [p for p in own_links if not {p.source.index, p.target.index} <= carriers]
    settled = {p.pair for p in own_links}
    for one, other in [*((n, n) for n in range(len(case.readings))), *case.pairs]:
        bench = case.bench(one, other, carriers)
        found = [
            *denials.find(bench),
            *figures.find(bench),
            *happenings.find(bench),
            *support.find(bench),
        ]
        proposals.extend(p for p in found if p.pair not in settled)
    return choose.choose([*own_links, *proposals])


def written(proposals: Iterable[Proposal]) -> tuple[Link, ...]:
    """The links as the contract has them."""
    return tuple(_link(p) for p in proposals)


def _carriers(same: Iterable[Proposal]) -> set[int]:
    """Statements that only carry another: the links that hold for the source need not be repeated."""
    return {p.source.index for p in same}


def _end(statement: Statement) -> End:
    content = tuple(s.text for s in statement.claim.content)
    return End(statement.file, statement.claim.id, content, statement.reading.document.id)


def _link(proposal: Proposal) -> Link:
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
