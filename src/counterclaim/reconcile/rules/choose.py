"""Which proposals become links: one for two claims, and no more near misses than help."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeVar

from counterclaim.reconcile import scorer
from counterclaim.reconcile.model import ReasonCode


class _Seated(Protocol):
    @property
    def index(self) -> int: ...
    @property
    def document(self) -> int: ...
    @property
    def start(self) -> int: ...


class Choosable(Protocol):
    """What the choice looks at."""

    @property
    def source(self) -> _Seated: ...  # noqa: D102
    @property
    def target(self) -> _Seated: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def rule(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float: ...  # noqa: D102
    @property
    def likely(self) -> float: ...  # noqa: D102
    @property
    def code(self) -> ReasonCode | None: ...  # noqa: D102
    @property
    def wide(self) -> int | None: ...  # noqa: D102
    @property
    def pair(self) -> tuple[int, int]: ...  # noqa: D102


P = TypeVar("P", bound=Choosable)

_ORDER = (
    "within_document",
    "same_words",
    "relayed_statement",
    "own_correction",
    "number_set_aside",
    "rejection",
)


def choose(proposals: Iterable[P]) -> list[P]:
    """One link for two claims: the likeliest; none that is less likely than the scorer's threshold."""
    best: dict[tuple[int, int], P] = {}
    for proposal in proposals:
        if proposal.likely < scorer.weights()["threshold"]:
            continue
        held = best.get(proposal.pair)
        if held is None or _key(proposal) < _key(held):
            best[proposal.pair] = proposal
    kept = _few_rejections(list(best.values()))
    kept = _no_shortcuts(_few_near_misses(kept))
    return sorted(
        kept, key=lambda p: (p.source.document, p.source.start, p.target.document, p.target.start, p.kind)
    )


def _key(proposal: Choosable) -> tuple[int, float, str]:
    rank = _ORDER.index(proposal.rule) if proposal.rule in _ORDER else len(_ORDER)
    return rank, -proposal.likely, proposal.kind


def _few_rejections(proposals: list[P]) -> list[P]:
    """A rejection answers one statement, or several that are as likely."""
    acting: dict[int, list[P]] = defaultdict(list)
    for proposal in proposals:
        if proposal.rule in ("rejection", "fitting_traces"):
            acting[proposal.source.index].append(proposal)
    dropped = set()
    for group in acting.values():
        top = max(p.likely for p in group)
        dropped |= {id(p) for p in group if p.likely < 0.75 * top}
    return [p for p in proposals if id(p) not in dropped]


def _few_near_misses(proposals: list[P]) -> list[P]:
    """The wider count of a near miss is set against one narrower count: the nearest in the text."""
    rows = [p for p in proposals if p.kind == "not_comparable"]
    used: set[int] = set()
    kept = set()
    for p in sorted(rows, key=lambda p: (-_nearness(p), p.pair)):
        wide = p.wide if p.wide is not None else p.source.index
        ends = {wide} if p.code not in ("different_population",) else {p.source.index, p.target.index}
        if ends & used:
            continue
        used |= ends
        kept.add(id(p))
    return [p for p in proposals if p.kind != "not_comparable" or id(p) in kept]


def _nearness(p: Choosable) -> float:
    if p.source.document != p.target.document:
        return p.score
    return p.score + 0.25 - 0.01 * min(10, abs(p.source.index - p.target.index))


def _no_shortcuts(proposals: list[P]) -> list[P]:
    """A count that agrees with a newer one need not update what the newer one updates."""
    agrees: dict[int, set[int]] = defaultdict(set)
    updates: dict[int, set[int]] = defaultdict(set)
    for p in proposals:
        if p.kind in ("corroborates", "repeats", "same_origin"):
            agrees[p.source.index].add(p.target.index)
            agrees[p.target.index].add(p.source.index)
        if p.kind == "updates":
            updates[p.source.index].add(p.target.index)
    return [
        p
        for p in proposals
        if p.kind != "updates"
        or not any(p.target.index in updates[c] for c in agrees[p.source.index] if c < p.source.index)
    ]
