"""A link before it is written out: two statements, how, why, on which words."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.model.span import Span
from counterclaim.model.vocabulary import LinkKind
from counterclaim.reconcile.model import Aspect, ReasonCode
from counterclaim.reconcile.statements import Statement

DIRECTED = frozenset(
    ("updates", "corrects", "denies", "disputes", "explains", "supports", "refines", "repeats")
)


@dataclass(slots=True)
class Proposal:
    """``source`` is the later or acting statement."""

    source: Statement
    target: Statement
    kind: LinkKind
    rule: str
    score: float
    reason: str
    evidence: tuple[tuple[Statement, Span], ...]
    aspect: Aspect | None = None
    code: ReasonCode | None = None
    wide: int | None = None  # of a near miss: the statement with the wider count

    @property
    def pair(self) -> tuple[int, int]:
        """The two statements, whatever the direction."""
        a, b = self.source.index, self.target.index
        return (a, b) if a < b else (b, a)


def later_first(a: Statement, b: Statement) -> tuple[Statement, Statement]:
    """The two with the later said (then: published, then: standing further down) first."""
    one, two = (_when(a), _when(b))
    return (a, b) if one >= two else (b, a)


def _when(s: Statement) -> tuple[str, str, int, int]:
    return s.day or "", s.reading.document.published or "", s.document, s.start
