"""Statements that bear one another out: traces, records and witnesses beside a claim of the same matter."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.reasons import both, says
from counterclaim.reconcile.rules.context import Bench, same_events, states
from counterclaim.reconcile.rules.denials import rejects
from counterclaim.reconcile.statements import Statement

_SAME_VOICE = ("same_person", "same_body", "same_side")


def find(bench: Bench) -> Iterator[Proposal]:
    """For every statement with traces in it, the claim it supports best in the other document."""
    for acting, others in ((bench.one, bench.other), (bench.other, bench.one)):
        for statement in acting:
            if not states(statement) or rejects(statement):
                continue
            found = [p for other in others if (p := _judge(bench, statement, other)) is not None]
            if found:
                yield max(found, key=lambda p: (p.score, -p.target.index))
        if bench.within:
            return


def _judge(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    if a is b or not states(b) or rejects(b):
        return None
    if bench.level(a, b) in (*_SAME_VOICE, "opposed") or a.voice.side is not None:
        return None  # support counts only from a voice of its own
    if bench.within and a.voice.outlet and b.voice.outlet:
        return None
    if (a.reading.document.published or "") < (b.reading.document.published or ""):
        return None
    if a.causes and b.causes and not a.causes & b.causes:
        return None
    traces = "evidence" in a.flags
    likeness = bench.likeness(a, b)
    score = likeness + (0.15 if traces else 0.0) + (0.1 if same_events(a, b) else 0.0)
    score += 0.15 if a.causes & b.causes else 0.0
    kind = "supports" if traces else "corroborates"
    how = "bears it out" if traces else "an independent voice says the same"
    reason = f"{says(a)}; {says(b)}: {how}."
    return Proposal(a, b, kind, "borne_out", min(1.0, score), reason, both(a, b))  # type: ignore[arg-type]
