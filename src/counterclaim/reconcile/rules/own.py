"""Relations that a reading found by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.statements import Statement

_ASPECTS = {"updates", "contradicts"}


def find(statements: Sequence[Statement]) -> Iterator[Proposal]:
    """The reading's relations between statements that links may join."""
    if not statements:
        return
    by_id = {s.claim.id: s for s in statements}
    for row in statements[0].reading.relations:
        a, b = by_id.get(row.source), by_id.get(row.target)
        if a is None or b is None or a is b:
            continue
        if row.kind == "refines" and _part(a, b):
            continue  # a part of a whole: the rows say so already
        evidence = tuple((a, span) for span in row.evidence)
        aspect = "number" if row.kind in _ASPECTS and a.figures and b.figures else None
        yield Proposal(a, b, row.kind, "within_document", 0.9, row.reason, evidence, aspect)  # type: ignore[arg-type]


def _part(a: Statement, b: Statement) -> bool:
    wholes = {f.id for f in b.figures}
    return a.voice.name == b.voice.name or any(f.part_of in wholes for f in a.figures)
