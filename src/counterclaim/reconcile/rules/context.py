"""What a rule sees: the statements of two documents (or one) and what is telling among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from counterclaim.reconcile.statements import ATTITUDES, Statement
from counterclaim.reconcile.voices import Level, compare
from counterclaim.reconcile.weights import Weights


@dataclass(slots=True)
class Bench:
    """Two documents side by side; ``one is other`` when a document is compared with itself."""

    one: Sequence[Statement]
    other: Sequence[Statement]
    weights: Weights
    within: bool
    near: dict[str, list[tuple[Statement, Statement]]] | None = None  # what `signs` left of all pairs
    worded: set[tuple[int, int]] | None = None  # by index, all that have the same words: see `relays.Wording`
    _likeness: dict[tuple[int, int], float] = field(default_factory=dict)
    _levels: dict[tuple[int, int], Level] = field(default_factory=dict)

    def pairs(self, rule: str | None = None) -> Iterator[tuple[Statement, Statement]]:
        """All pairs that a rule must look at, each once."""
        if self.near is not None and rule in self.near:
            yield from self.near[rule]
            return
        if self.within:
            for i, a in enumerate(self.one):
                for b in self.one[:i]:
                    yield a, b
            return
        for a in self.one:
            for b in self.other:
                yield a, b

    def likeness(self, a: Statement, b: Statement) -> float:
        """How far the two speak of one thing, 0 to 1: words of the claims, then of their sentences."""
        key = (a.index, b.index) if a.index < b.index else (b.index, a.index)
        if (known := self._likeness.get(key)) is not None:
            return known
        inner = self.weights.overlap(a.words, b.words)
        outer = self.weights.overlap(a.around, b.around)
        found = self._likeness[key] = min(1.0, max(inner, 0.85 * outer))
        return found

    def level(self, a: Statement, b: Statement) -> Level:
        """How the two speakers stand to each other."""
        key = (id(a.voice), id(b.voice))
        if (known := self._levels.get(key)) is None:
            known = self._levels[key] = self._levels[key[::-1]] = compare(a.voice, b.voice)
        return known


def states(statement: Statement) -> bool:
    """Whether it states something that may hold or not."""
    return statement.stance not in ATTITUDES


def same_events(a: Statement, b: Statement) -> set[str]:
    """Types of event that both speak of, but for "other"."""
    return {str(e.type) for e in a.events} & {str(e.type) for e in b.events} - {"other"}
