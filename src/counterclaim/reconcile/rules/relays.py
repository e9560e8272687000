"""One statement in two documents: the same words, or one voice's statement that another document relays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile.proposals import Proposal, later_first
from counterclaim.reconcile.questions import family
from counterclaim.reconcile.reasons import both, says
from counterclaim.reconcile.rules.context import Bench, same_events, states
from counterclaim.reconcile.statements import REJECTING, Statement

FLOOR = 0.45
_LONG = 5  # words from which equal wording cannot be chance
_EQUAL = 0.8
_NUMBER = re.compile(r"\d+")


def find(bench: Bench, copied: bool) -> Iterator[Proposal]:
    """Copies and relays between two documents; ``copied`` when the documents share text."""
    if bench.within:
        return
    found = [
        p
        for x, y in bench.pairs("relays")
        if not x.words.keys().isdisjoint(y.words) or _figures(x, y) == 1
        if (p := _judge(bench, x, y, copied)) is not None
    ]
    taken: set[tuple[int, int]] = set()
    for proposal in sorted(found, key=lambda p: (-p.score, p.pair)):
        # One statement has one counterpart in another document.
        ends = {
            (proposal.source.index, proposal.target.document),
            (proposal.target.index, proposal.source.document),
        }
        if ends & taken:
            continue
        taken |= ends
        yield proposal


def _judge(bench: Bench, x: Statement, y: Statement, copied: bool) -> Proposal | None:
    a, b = later_first(x, y)
    if a.channel is not None and a.channel == a.voice.side and b.channel != b.voice.side:
        a, b = b, a
    if _copy(bench, a, b, copied):
        reason = f"{says(a)}; {says(b)}: the same words."
        return Proposal(a, b, "same_origin", "same_words", 0.9 + 0.1 * same_wording(a, b), reason, both(a, b))
    return _relay(bench, a, b)


def _copy(bench: Bench, a: Statement, b: Statement, copied: bool) -> bool:
    """The same words and numbers, not by chance: of one voice, in documents that share text, or at length."""
    if (
        bench.worded is not None
        and (a.index, b.index) not in bench.worded
        and (b.index, a.index) not in bench.worded
    ):
        return False
    if same_wording(a, b) < _EQUAL or set(_NUMBER.findall(a.text)) != set(_NUMBER.findall(b.text)):
        return False
    level = bench.level(a, b)
    if level == "opposed":
        return False
    length = min(len(a.text.split()), len(b.text.split()))
    return length >= (2 if copied else _LONG if level != "unknown" else 2 * _LONG)


def _relay(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """The press relays a party's statement: one voice, one content."""
    if not states(a) or not states(b) or (a.stance in REJECTING) != (b.stance in REJECTING):
        return None
    level = bench.level(a, b)
    figures = _figures(a, b)
    nameless = level == "unknown" and figures == 1 and _bodies(a, b)
    if level not in ("same_person", "same_body", "same_side") and not nameless:
        return None
    if a.channel is not None and a.channel == b.channel:
        return None  # two posts of one party are two statements
    if (a.voice.unnamed or b.voice.unnamed) and level == "same_side":
        return None
    if figures < 0:
        return None
    likeness = max(bench.weights.overlap(a.words, b.words), 0.75 * bench.weights.overlap(a.around, b.around))
    score = likeness + {"same_person": 0.25, "same_body": 0.15}.get(level, 0.05)
    score += 0.45 * figures + (0.1 if same_events(a, b) else 0.0)
    score += 0.1 if b.channel is not None and b.channel == b.voice.side else -0.1
    if figures == 0 and (bool(_counted(a)) != bool(_counted(b))):
        score -= 0.1
    if score < FLOOR:
        return None
    reason = f"{says(a)}; {says(b)}: one voice's statement, relayed."
    return Proposal(a, b, "repeats", "relayed_statement", min(1.0, score), reason, both(a, b))


def _counted(statement: Statement) -> list[str]:
    return [kind for f in statement.figures if (kind := family(f)) is not None]


def _bodies(a: Statement, b: Statement) -> bool:
    """The press names a body by its kind ("the shadow government"), the other is a body's own channel."""
    if a.channel is not None or b.channel is None or b.channel != b.voice.side or a.voice.person:
        return False
    return bool(a.voice.bodies & b.voice.bodies) and not a.voice.unnamed and not a.voice.outlet


def _figures(a: Statement, b: Statement) -> int:
    """1 where they share a figure, -1 where figures of one measure differ, 0 where none can be compared."""
    outcome = 0
    for one in a.figures:
        for two in b.figures:
            kind = family(one)
            if kind is None or kind != family(two):
                continue
            first, second = bound.bounds(one), bound.bounds(two)
            if first is None or second is None:
                continue
            if first == second:
                return 1
            if one.part_of is None and two.part_of is None and bound.disjoint(first, second):
                outcome = -1
    return outcome


def same_wording(a: Statement, b: Statement) -> float:
    """Share of the words that two contents have in common, in their order of neighbours."""
    one, two = neighbours(a), neighbours(b)
    return len(one & two) / max(1, min(len(one), len(two))) if min(len(one), len(two)) >= 1 else 0.0


def neighbours(statement: Statement) -> frozenset[tuple[str, str]]:
    """All pairs of words that stand side by side in its content."""
    if statement.neighbours is None:
        words = [w.strip("\"“”'‘’.,;:()") for w in statement.text.split()]
        statement.neighbours = frozenset(pairwise(w for w in words if w))
    return statement.neighbours


class Wording:
    """The wording of a document's claims: which claims have which words side by side."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.sizes = [len(neighbours(s)) for s in statements]
        self.holders: dict[int, list[int]] = {}  # by hash: what meets by chance is looked at, and no more
        for position, statement in enumerate(statements):
            for pair in map(hash, neighbours(statement)):
                self.holders.setdefault(pair, []).append(position)

    def equal(self, other: Wording) -> list[tuple[int, int]]:
        """Positions of claims of this document and the other one that have (nearly) the same words."""
        shared: Counter[tuple[int, int]] = Counter()
        for pair in self.holders.keys() & other.holders.keys():
            for i in self.holders[pair]:
                for j in other.holders[pair]:
                    shared[i, j] += 1
        return [
            (i, j) for (i, j), n in shared.items() if n >= _EQUAL * min(self.sizes[i], other.sizes[j])
        ]  # fmt: skip
