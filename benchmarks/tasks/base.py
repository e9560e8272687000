"""What a task is: data it needs, a run over it, figures and the worst cases it gives back.

Every task reads other people's labelled data and compares it with what the reader says. Nothing of that
data enters the repository: cases (which quote it) go to ``build/accuracy/`` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

WORST = 30


class Case(NamedTuple):
    """One error: its category, where it stands, what was expected and what was read."""

    category: str
    where: str
    expected: str
    read: str


@dataclass(slots=True)
class Tally:
    """Right, expected and predicted; recall, precision and F1 in percent."""

    right: float = 0
    expected: float = 0
    predicted: float = 0

    def add(self, right: float, expected: float, predicted: float) -> None:
        """Count some more."""
        self.right += right
        self.expected += expected
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Right among the predicted."""
        return 100 * self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among the expected."""
        return 100 * self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


class Row(NamedTuple):
    """A line of the table. ``score`` is what the peer's figure is compared with; P and R where they exist."""

    name: str
    score: float
    precision: float | None = None
    recall: float | None = None
    peer: str = ""

    @classmethod
    def of(cls, name: str, tally: Tally, peer: str = "") -> Row:
        """The F1 of a tally, with its precision and recall."""
        return cls(name, tally.f1, tally.precision, tally.recall, peer)


@dataclass(slots=True)
class Result:
    """What a run gives: rows of the table, breakdowns (title to named tallies), errors, a note."""

    rows: list[Row] = field(default_factory=list)
    breakdowns: dict[str, dict[str, Tally]] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    note: str = ""

    def worst(self, limit: int = WORST) -> list[Case]:
        """Up to ``limit`` cases, each category in proportion to its share of the errors, the largest first."""
        counts = Counter(case.category for case in self.cases)
        total = sum(counts.values())
        chosen: list[Case] = []
        for category, number in counts.most_common():
            room = max(1, round(limit * number / total))
            some = [case for case in self.cases if case.category == category]
            step = max(1, len(some) // room)
            chosen += some[::step][:room]
        return chosen[:limit]


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, the data it needs (paths under the corpora folder) and what runs it.

    ``run`` is given the corpora folder and returns the figures; it is called only when all of ``needs`` is
    there. ``source`` says where the peers' figures were published.
    """

    name: str
    data: str
    needs: tuple[str, ...]
    source: str
    run: Callable[[Path], Result]

    def missing(self, corpora: Path) -> list[str]:
        """The needed files that are not there."""
        return [need for need in self.needs if not (corpora / need).exists()]
