"""How well attributions were found: per role, per attribution, and how many were invented.

Roles are source, cue and content. *Exact* compares contiguous units (a discontinuous annotation gives
several, a unit ends at a line break) as first and last token. *Overlap* compares whole annotations as
token sets, one to one, best first, right from half of their union on. An *attribution* is right when
every role the gold names overlaps by half with one and the same prediction, and none has a source
where gold has none. *Invented* are predictions whose cue and content touch no gold cue or content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Offsets = tuple[int, int]
ROLES = ("source", "cue", "content")
HALF = 0.5
_TOKEN = re.compile(r"\w+(?:['’]\w+)?|[^\w\s]")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Character spans of one attribution; an empty tuple where a role is not expressed."""

    source: tuple[Offsets, ...] = ()
    cue: tuple[Offsets, ...] = ()
    content: tuple[Offsets, ...] = ()

    def role(self, name: str) -> tuple[Offsets, ...]:
        """The spans of a role by its name."""
        spans: tuple[Offsets, ...] = getattr(self, name)
        return spans


@dataclass(slots=True)
class Tally:
    """Right, expected and predicted, with what follows from them in percent."""

    right: int = 0
    expected: int = 0
    predicted: int = 0

    @property
    def precision(self) -> float:
        """Right among the predicted."""
        return 100 * self._ratio(self.predicted)

    @property
    def recall(self) -> float:
        """Right among the expected."""
        return 100 * self._ratio(self.expected)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self._ratio(self.predicted), self._ratio(self.expected)
        return 100 * 2 * p * r / (p + r) if p + r else 0.0

    def _ratio(self, of: int) -> float:
        return self.right / of if of else 0.0

    def add(self, right: int, expected: int, predicted: int) -> None:
        """Count one document."""
        self.right += right
        self.expected += expected
        self.predicted += predicted


@dataclass(slots=True)
class Score:
    """The measures over all documents so far."""

    exact: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    overlap: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    attribution: Tally = field(default_factory=Tally)
    words: int = 0
    invented: int = 0

    @property
    def invented_per_1000_words(self) -> float:
        """Inventions for a thousand words of text."""
        return 1000 * self.invented / self.words if self.words else 0.0

    def add(self, text: str, expected: Sequence[Attribution], predicted: Sequence[Attribution]) -> None:
        """Count one document."""
        ruler = Ruler(text)
        self.words += len(text.split())
        gold = [{role: ruler.tokens(a.role(role)) for role in ROLES} for a in expected]
        found = [{role: ruler.tokens(a.role(role)) for role in ROLES} for a in predicted]
        for role in ROLES:
            wanted = {unit for a in expected for unit in ruler.units(a.role(role))}
            given = {unit for a in predicted for unit in ruler.units(a.role(role))}
            self.exact[role].add(len(wanted & given), len(wanted), len(given))
            wanted_sets = _distinct(row[role] for row in gold)
            given_sets = _distinct(row[role] for row in found)
            pairs = _paired(wanted_sets, given_sets)
            self.overlap[role].add(pairs, len(wanted_sets), len(given_sets))
        self.attribution.add(_right(gold, found), len(gold), len(found))
        touched: set[int] = set()
        for row in gold:
            touched |= row["cue"] | row["content"]
        self.invented += sum(not (row["cue"] | row["content"]) & touched for row in found)


class Ruler:
    """Measures character spans of one text in tokens."""

    def __init__(self, text: str) -> None:
        """Tokenise the text: words with an inner apostrophe, and single marks."""
        self._text = text
        self._at: dict[int, int] = {}
        for number, match in enumerate(_TOKEN.finditer(text)):
            for position in range(match.start(), match.end()):
                self._at[position] = number

    def tokens(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """The tokens that the spans touch."""
        return frozenset(self._at[i] for start, end in spans for i in range(start, end) if i in self._at)

    def units(self, spans: Iterable[Offsets]) -> list[tuple[int, int]]:
        """Contiguous units as first and last token; blanks join spans, line breaks part them."""
        joined: list[Offsets] = []
        for start, end in sorted(spans):
            if joined and not self._text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        out = []
        for start, end in joined:
            for line in _LINE.finditer(self._text, start, end):
                touched = self.tokens([line.span()])
                if touched:
                    out.append((min(touched), max(touched)))
        return out


def _distinct(sets: Iterable[frozenset[int]]) -> list[frozenset[int]]:
    """The different non-empty sets, in text order."""
    return sorted({s for s in sets if s}, key=lambda s: (min(s), sorted(s)))


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared tokens over all tokens of both."""
    return len(a & b) / len(a | b) if a and b else 0.0


def _best_first(scores: Mapping[tuple[int, int], float]) -> int:
    """How many pairs a greedy one-to-one choice makes, best first, ties by position."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for _, i, j in sorted((-score, i, j) for (i, j), score in scores.items()):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
    return len(taken_a)


def _paired(wanted: Sequence[frozenset[int]], given: Sequence[frozenset[int]]) -> int:
    """How many annotations find a partner that overlaps by half."""
    return _best_first(
        {
            (i, j): likeness
            for i, a in enumerate(wanted)
            for j, b in enumerate(given)
            if (likeness := _likeness(a, b)) >= HALF
        }
    )


def _right(gold: Sequence[dict[str, frozenset[int]]], found: Sequence[dict[str, frozenset[int]]]) -> int:
    """How many attributions are right in every role."""
    scores = {}
    for i, a in enumerate(gold):
        for j, b in enumerate(found):
            if all(role_right(role, a[role], b[role]) for role in ROLES):
                scores[i, j] = sum(_likeness(a[role], b[role]) for role in ROLES)
    return _best_first(scores)


def role_right(role: str, wanted: frozenset[int], given: frozenset[int]) -> bool:
    """Whether a role overlaps the wanted one by half; a source where none is wanted is wrong."""
    if wanted:
        return _likeness(wanted, given) >= HALF
    return role != "source" or not given
