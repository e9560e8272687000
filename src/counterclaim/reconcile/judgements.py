"""What people said on whether two claims speak of one matter, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Literal

import msgspec

from counterclaim.reconcile.found import Row
from counterclaim.reconcile.sets import Sets

Verdict = Literal["same", "not_same", "unsure"]
VERDICTS: tuple[Verdict, ...] = ("same", "not_same", "unsure")


class Judgement(msgspec.Struct, frozen=True):
    """A person's word on two claims. ``entry`` is its number in the log; later ones replace earlier ones."""

    entry: int
    one: str
    other: str
    verdict: Verdict
    who: str
    at: str
    reason: str


class Judgements:
    """Judgements with what follows: A = B and B = C make A = C; A = B and B ≠ C make A ≠ C.

    Of two judgements on one pair the later counts. Where a "not same" contradicts what "same" adds up to,
    both stay, `conflicts` tells of it, and the two claims are kept apart.
    """

    def __init__(self, given: Iterable[Judgement] = ()) -> None:
        latest: dict[tuple[str, str], Judgement] = {}
        for j in sorted(given, key=lambda j: j.entry):
            latest[min(j.one, j.other), max(j.one, j.other)] = j
        self.given = list(latest.values())
        self._sets: Sets[str] = Sets()
        for j in self.given:
            if j.verdict == "same":
                self._sets.join(j.one, j.other)
        self._apart = [j for j in self.given if j.verdict == "not_same"]
        self._pairs = {self._roots(j.one, j.other) for j in self._apart}
        self._direct = {frozenset((j.one, j.other)) for j in self._apart}

    def _roots(self, a: str, b: str) -> tuple[str, str]:
        one, two = self._sets.root(a), self._sets.root(b)
        return min(one, two), max(one, two)

    def __bool__(self) -> bool:
        return bool(self.given)

    def differ(self, a: str, b: str) -> bool:
        """Whether two claims are not the same matter, by a judgement or by what follows."""
        if not self._pairs:
            return False
        roots = self._roots(a, b)
        return frozenset((a, b)) in self._direct or (roots[0] != roots[1] and roots in self._pairs)

    def agree(self, a: str, b: str) -> bool:
        """Whether two claims are the same matter, by judgements."""
        return a != b and self._sets.root(a) == self._sets.root(b) and not self.differ(a, b)

    def same_pairs(self) -> Iterator[tuple[str, str]]:
        """Pairs said to be the same, directly."""
        for j in self.given:
            if j.verdict == "same":
                yield j.one, j.other

    def apart(self, left: Sequence[Row], right: Sequence[Row]) -> bool:
        """Whether any of one group differs from any of the other."""
        return bool(self._pairs) and any(self.differ(a.claim, b.claim) for a in left for b in right)

    def conflicts(self) -> list[str]:
        """Judgements that cannot all hold, in words."""
        told = []
        for j in self._apart:
            if self._sets.root(j.one) == self._sets.root(j.other):
                way = " and ".join(f"[{x.entry}] by {x.who}" for x in self._way(j))
                told.append(
                    f"{j.one} and {j.other} are not the same, says [{j.entry}] by {j.who} ({j.reason}); "
                    f"but the same, by {way}"
                )
        return told

    def _way(self, j: Judgement) -> list[Judgement]:
        root = self._sets.root(j.one)
        same = [x for x in self.given if x.verdict == "same" and self._sets.root(x.one) == root]
        return sorted(same, key=lambda x: x.entry)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """All pairs of claims that one judgement or another ties together."""
        groups: dict[str, set[str]] = {}
        for j in self.given:
            for name in (j.one, j.other):
                groups.setdefault(self._sets.root(name), set()).add(name)
        for group in groups.values():
            yield from combinations(sorted(group), 2)
        for j in self.given:
            yield j.one, j.other
