"""Compares two documents: what the one's claims have to do with the other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from counterclaim.model.reading import Reading
from counterclaim.reconcile import blocking, origins, scorer
from counterclaim.reconcile.found import Found, found_of
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.rules import denials, figures, happenings, own, relays, support
from counterclaim.reconcile.rules.context import Bench
from counterclaim.reconcile.statements import Statement, Weights, frequencies, statements_of

_RULES = (denials.find, figures.find, happenings.find, support.find)


class Compared:
    """A document with what comparing it needs, made once."""

    def __init__(self, number: int, reading: Reading, name: str | None) -> None:
        self.number, self.reading, self.name = number, reading, name
        self.day = blocking.day_of(reading)

    @cached_property
    def statements(self) -> list[Statement]:
        """Its claims."""
        return statements_of(self.reading, self.number, 0, self.name)

    @cached_property
    def frequencies(self) -> Counter[str]:
        """In how many of its claims each stem stands."""
        return frequencies(self.statements)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Its wording."""
        return origins.shingles(origins.body(self.reading))

    @cached_property
    def keys(self) -> blocking.Keys:
        """What it can be found by."""
        return blocking.keys(self.reading, self.shingles)


def _bench(one: Compared, other: Compared, drop_one: Iterable[int], drop_other: Iterable[int]) -> Bench:
    """Two documents side by side, without the statements that only carry another."""
    first, second = one.statements, other.statements
    within = one is other
    if not within:  # numbered apart, in the order of their documents
        for n, statement in enumerate((*first, *second)):
            statement.index = n
    else:
        for n, statement in enumerate(first):
            statement.index = n
    gone = set(drop_one), set(drop_other)
    a = [s for s in first if s.position not in gone[0]]
    b = a if within else [s for s in second if s.position not in gone[1]]
    return Bench(
        a, b, Weights(one.frequencies) if within else Weights(one.frequencies, other.frequencies), within
    )


def relayed(one: Compared, other: Compared, shared: float) -> list[Found]:
    """What of the one document carries what stands in the other. ``one`` is the earlier."""
    bench = _bench(one, other, (), ())
    return _written(bench, list(relays.find(bench, shared >= origins.COPIED)), one)


def _written(bench: Bench, proposals: list[Proposal], one: Compared) -> list[Found]:
    levels = scorer.levels_of(bench, proposals)
    return [found_of(p, one.number, found) for p, found in zip(proposals, levels, strict=True)]


def between(one: Compared, other: Compared, carriers: dict[int, set[int]]) -> list[Found]:
    """All else. ``carriers`` has by document the positions of claims that only carry another's."""
    bench = _bench(one, other, carriers.get(one.number, ()), carriers.get(other.number, ()))
    return _written(bench, [p for rule in _RULES for p in rule(bench)], one)


def within(one: Compared, carriers: dict[int, set[int]]) -> list[Found]:
    """How the claims of one document stand to each other.

    What holds within a document holds in its copy: it is said once.
    """
    bench = _bench(one, one, carriers.get(one.number, ()), ())
    drop = carriers.get(one.number, set())
    own_links = [p for p in own.find(one.statements) if not {p.source.position, p.target.position} <= drop]
    settled = {p.pair for p in own_links}
    rest = [p for rule in _RULES for p in rule(bench) if p.pair not in settled]
    return _written(bench, [*own_links, *rest], one)
