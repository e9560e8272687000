"""Relations that a reading found by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.reconcile import questions
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
        if row.kind in ("contradicts", "corroborates") and not _comparable(a, b):
            continue
        evidence = tuple((a, span) for span in row.evidence)
        aspect = "number" if row.kind in _ASPECTS and a.figures and b.figures else None
        yield Proposal(a, b, row.kind, "within_document", 0.9, row.reason, evidence, aspect)  # type: ignore[arg-type]


def _comparable(a: Statement, b: Statement) -> bool:
    """Whether their figures, where both have some of one family, answer one question."""
    pairs = [(f, g) for f in a.figures for g in b.figures if questions.family(f) == questions.family(g)]
    found = [questions.compare(a, f, b, g) for f, g in pairs if questions.family(f) is not None]
    return not found or any(c is not None and c.code is None for c in found)


def _part(a: Statement, b: Statement) -> bool:
    wholes = {f.id for f in b.figures}
    return a.voice.name == b.voice.name or any(f.part_of in wholes for f in a.figures)
