"""Independent voices that bear one another out: one event seen twice, traces of the weapon that is blamed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model.rows import Event
from counterclaim.reconcile import places
from counterclaim.reconcile.proposals import Proposal, later_first
from counterclaim.reconcile.reasons import both, says
from counterclaim.reconcile.rules.context import Bench, states
from counterclaim.reconcile.rules.denials import rejects
from counterclaim.reconcile.statements import Statement, stems

_TRACES = re.compile(
    r"\b(?:consistent with|point(?:s|ed)? to|suggest(?:s|ed)?|came from|fragments?|warhead|tail|crater|"
    r"remnants?|serial numbers?|shape|wreckage|shrapnel|casing)\b"
)
_REAL = ("occurred", "ongoing")


def find(bench: Bench) -> Iterator[Proposal]:
    """For every statement, the one in the other document (or its own) that it bears out best."""
    best: dict[int, Proposal] = {}
    for x, y in bench.pairs("support"):
        if not _independent(bench, x, y):
            continue
        a, b = later_first(x, y)
        for proposal in (_traces(bench, x, y), _traces(bench, y, x), _seen_twice(bench, a, b)):
            if proposal is None:
                continue
            held = best.get(proposal.source.index)
            if held is None or proposal.score > held.score:
                best[proposal.source.index] = proposal
    yield from best.values()


def _independent(bench: Bench, a: Statement, b: Statement) -> bool:
    if not states(a) or not states(b) or rejects(a) or rejects(b):
        return False
    if bench.within and (a.voice.outlet or b.voice.outlet):
        return False
    return bench.level(a, b) == "unknown"


def _traces(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """The weapon that the traces show is the weapon that the claim names."""
    if not (a.causes & b.causes) or not traces(a):
        return None
    if _TRACES.search(b.text) or "=down" in b.words:
        return None
    score = 0.5 + 0.4 * bench.likeness(a, b) + (0.1 if b.voice.side is not None else 0.0)
    reason = f"{says(a)}; {says(b)}: the traces fit what the second says did the harm."
    return Proposal(a, b, "supports", "fitting_traces", min(1.0, score), reason, both(a, b), "cause")


def traces(statement: Statement) -> bool:
    """Whether a voice of no party speaks of traces."""
    if statement.voice.side is not None:
        return False
    return statement.stance == "assesses" or _TRACES.search(statement.text) is not None


def _seen_twice(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """One kind of event, one target, one place."""
    for one in told(a):
        for two in told(b):
            if one.type != two.type or one.target is None or two.target is None:
                continue
            targets = set(stems(one.target.text)) & set(stems(two.target.text))
            if not targets or places.best(a.places, b.places) == "apart":
                continue
            score = 0.35 + 0.5 * bench.likeness(a, b) + 0.05 * min(2, len(targets))
            reason = f"{says(a)}; {says(b)}: independent voices tell of one event."
            return Proposal(a, b, "corroborates", "one_event", min(1.0, score), reason, both(a, b))
    return None


def told(statement: Statement) -> list[Event]:
    """Its events that took place, of a known kind."""
    return [e for e in statement.events if e.status in _REAL and e.type != "other"]
