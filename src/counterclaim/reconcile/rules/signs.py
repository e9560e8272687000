"""Which claims of two documents a rule can link at all: blocking by claim, declared for each rule.

Most pairs of claims share nothing that any rule looks at. Of each claim, a rule's `Sign` says what it has and
what it wants in another one, as bits; a rule is shown two claims only where one has what the other wants, and
where their days allow it. This throws out pairs that the rule would have passed over, and no others: a rule
that looks at more than its sign says must say so here. All pairs and these give the same links (tested).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import windows
from counterclaim.reconcile.questions import family
from counterclaim.reconcile.rules import happenings, support
from counterclaim.reconcile.rules.context import states
from counterclaim.reconcile.rules.denials import rejects
from counterclaim.reconcile.statements import Statement

_ALWAYS = (-(2**30), 2**30)  # days of what may lie at any time


class Sign(NamedTuple):
    """What a claim has and wants (bits), and its first and last day."""

    has: int = 0
    wants: int = 0
    days: tuple[int, int] = _ALWAYS


def _bit(kind: str, low: int, size: int) -> int:
    """One of ``size`` bits from ``low`` on; two kinds may share one, which costs a look and no more."""
    return 1 << (low + zlib.crc32(kind.encode("utf-8", "surrogatepass")) % size)


def _bits(kinds: Iterable[str], low: int, size: int) -> int:
    found = 0
    for kind in kinds:
        found |= _bit(kind, low, size)
    return found


def _one_party(s: Statement) -> Sign:
    """One voice: a common side, or kind of body, or the same words for somebody unnamed."""
    voice = s.voice
    bits = _bits(voice.bodies, 0, 12)
    if voice.side is not None:
        bits |= _bit(voice.side, 12, 40)
    if voice.unnamed:
        bits |= _bit(" ".join(sorted(voice.words)), 52, 12)
    return Sign(bits, bits)


def _one_name(s: Statement) -> Sign:
    """One voice: the same last word of its name. Of the same words in two documents, see `relays.Wording`."""
    bits = _bit("".join(s.voice.name.lower().split()[-1:]), 0, 64)
    return Sign(bits, bits)


def _counted(s: Statement) -> Sign:
    """Figures of one measure; of single days, where all are, not days apart."""
    if not states(s):
        return Sign()
    kinds: set[str] = set()
    starts: list[int] = []
    ends: list[int] = []
    always = False
    for figure in s.figures:
        kind = family(figure)
        if kind is None or bound.bounds(figure) is None:
            continue
        kinds.add("dead" if kind == "people" else kind)  # they may answer one question
        window = figure.window
        start, end = (windows.day(window.start), windows.day(window.end)) if window else (None, None)
        if start is None or end is None or end < start or windows.long(figure):
            always = True
        else:
            starts.append(start.toordinal())
            ends.append(end.toordinal())
    bits = _bits(kinds, 0, 60)
    return Sign(bits, bits, _ALWAYS if always or not starts else (min(starts), max(ends) + 1))


_ACTS, _STRUCK, _BEATEN, _BOTH, _HOLDS, _HIT, _CAUSED = (1 << n for n in range(7))


def _happened(s: Statement) -> Sign:
    """A cause that the other rules out or rivals, an actor, an outcome, a holder, who was hit, when."""
    if not states(s):
        return Sign()
    has, wants = _bits(s.causes, 8, 24), _bits(s.not_causes, 8, 24)
    if not rejects(s):
        force = happenings.force(s)
        if any(s.sides.get(e.actor or "") is not None for e in force):
            has |= _ACTS
            wants |= _ACTS
        if force or "control" in s.flags:
            has |= _STRUCK
        if happenings.beaten_off(s) or happenings.both_sides(s):
            wants |= _STRUCK
        if "control" in s.flags:
            has |= _HOLDS
            wants |= _HOLDS
        if s.victims and "negated" not in s.flags:
            has |= _HIT
            wants |= _HIT
        if s.causes:
            has |= _CAUSED
            wants |= _CAUSED
        types = _bits((e.type for e in force if e.time), 32, 24)
        has |= types
        wants |= types
    days = [d.toordinal() for d in happenings.days_of(s)]
    return Sign(has, wants, (min(days), max(days) + 1) if days else _ALWAYS)


def _supported(s: Statement) -> Sign:
    """Traces of a cause that the other names; the same kind of event with a target."""
    if not states(s) or rejects(s):
        return Sign()
    causes = _bits(s.causes, 0, 24)
    types = _bits((e.type for e in support.told(s) if e.target is not None), 24, 32)
    return Sign(causes | types, (causes if support.traces(s) else 0) | types)


_RULES: Sequence[tuple[str, Callable[[Statement], Sign], int]] = (  # and how many days two may lie apart
    ("relays", _one_party, 0), ("relays", _one_name, 0), ("figures", _counted, 1),
    ("happenings", _happened, 2), ("support", _supported, 0),
)  # fmt: skip


@dataclass(slots=True, frozen=True)
class Signs:
    """The signs of a document's claims: rules by claims."""

    has: NDArray[np.uint64]
    wants: NDArray[np.uint64]
    first: NDArray[np.int32]
    last: NDArray[np.int32]


def signs(statements: Sequence[Statement]) -> Signs:
    """The signs of a document's claims for every rule."""
    table = [[sign(s) for s in statements] for _, sign, _ in _RULES]
    shape = len(table), len(statements)
    return Signs(
        np.array([s.has for row in table for s in row], np.uint64).reshape(shape),
        np.array([s.wants for row in table for s in row], np.uint64).reshape(shape),
        np.array([s.days[0] for row in table for s in row], np.int32).reshape(shape),
        np.array([s.days[1] for row in table for s in row], np.int32).reshape(shape),
    )


NAMES = tuple(name for name, _, _ in _RULES)
_REACH = np.array([days for _, _, days in _RULES], np.int32)[:, None, None]
RELAYS, REST = slice(0, 2), slice(2, None)  # of the rules: those that find relays, and all others


def near(one: Signs, other: Signs, *, within: bool, rules: slice = REST) -> dict[str, list[tuple[int, int]]]:
    """The pairs of claims that each rule must look at, by their positions, in the order of the documents.

    Within one document each pair comes once, the later claim first.
    """
    names, reach = NAMES[rules], _REACH[rules]
    meet = one.has[rules, :, None] & other.wants[rules, None, :]
    meet |= one.wants[rules, :, None] & other.has[rules, None, :]
    apart = one.first[rules, :, None] - other.last[rules, None, :] >= reach
    apart |= other.first[rules, None, :] - one.last[rules, :, None] >= reach
    found: dict[str, list[tuple[int, int]]] = {rule: [] for rule in names}
    for rule, i, j in np.argwhere((meet != 0) & ~apart).tolist():
        if not within or j < i:
            found[names[rule]].append((i, j))
    return found
