"""Compares two documents: what the one's claims have to do with the other's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from counterclaim.model.reading import Reading
from counterclaim.reconcile import blocking, origins, scorer
from counterclaim.reconcile.found import Found, found_of
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.rules import denials, figures, happenings, own, relays, signs, support
from counterclaim.reconcile.rules.context import Bench
from counterclaim.reconcile.statements import Statement, statements_of
from counterclaim.reconcile.weights import SideBySide, Vocabulary, frequencies

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
    def vocabulary(self) -> Vocabulary:
        """The stems of its claims, and in how many of them each stands."""
        return Vocabulary(self.statements, frequencies(self.statements))

    @cached_property
    def signs(self) -> signs.Signs:
        """What each rule can see in its claims."""
        return signs.signs(self.statements)

    @cached_property
    def wording(self) -> relays.Wording:
        """The words of its claims."""
        return relays.Wording(self.statements)

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Its wording."""
        return origins.shingles(origins.body(self.reading))

    @cached_property
    def keys(self) -> blocking.Keys:
        """What it can be found by."""
        return blocking.keys(self.reading, self.shingles)


def _bench(
    one: Compared,
    other: Compared,
    drop_one: Iterable[int],
    drop_other: Iterable[int],
    rules: slice,
    weights: SideBySide | None = None,
) -> Bench:
    """Two documents side by side, without the statements that only carry another."""
    first, second = one.statements, other.statements
    within = one is other
    # Numbered apart, in the order of their documents.
    for n, statement in enumerate(first if within else (*first, *second)):
        statement.index = n
    near = signs.near(one.signs, other.signs, within=within, rules=rules)
    worded = None
    if rules is signs.RELAYS:
        equal = one.wording.equal(other.wording)
        worded = {(i, len(first) + j) for i, j in equal}
        near["relays"] = list(dict.fromkeys([*near["relays"], *equal]))
    gone = set(drop_one), set(drop_one if within else drop_other)
    a = [s for s in first if s.position not in gone[0]]
    b = a if within else [s for s in second if s.position not in gone[1]]
    shown = {
        rule: [(first[i], second[j]) for i, j in pairs if i not in gone[0] and j not in gone[1]]
        for rule, pairs in near.items()
    }
    return Bench(a, b, weights or _weights(one, other), within, shown, worded)


def _weights(one: Compared, other: Compared) -> SideBySide:
    return SideBySide(one.vocabulary, other.vocabulary)


def _written(bench: Bench, proposals: list[Proposal], one: Compared) -> list[Found]:
    levels = scorer.levels_of(bench, proposals)
    return [found_of(p, one.number, found) for p, found in zip(proposals, levels, strict=True)]


def relayed(one: Compared, other: Compared, shared: float, weights: SideBySide | None = None) -> list[Found]:
    """What of the one document carries what stands in the other. ``one`` is the earlier."""
    bench = _bench(one, other, (), (), signs.RELAYS, weights)
    return _written(bench, list(relays.find(bench, shared >= origins.COPIED)), one)


def between(
    one: Compared, other: Compared, carriers: dict[int, set[int]], weights: SideBySide | None = None
) -> list[Found]:
    """All else. ``carriers`` has by document the positions of claims that only carry another's."""
    drop = carriers.get(one.number, ()), carriers.get(other.number, ())
    bench = _bench(one, other, *drop, signs.REST, weights)
    return _written(bench, [p for rule in _RULES for p in rule(bench)], one)


def both(
    one: Compared, other: Compared, shared: float, carriers: dict[int, set[int]]
) -> tuple[list[Found], list[Found]]:
    """What `relayed` and `between` give."""
    weights = _weights(one, other)
    return relayed(one, other, shared, weights), between(one, other, carriers, weights)


def within(one: Compared, carriers: dict[int, set[int]]) -> list[Found]:
    """How the claims of one document stand to each other.

    What holds within a document holds in its copy: it is said once.
    """
    bench = _bench(one, one, carriers.get(one.number, ()), (), signs.REST)
    drop = carriers.get(one.number, set())
    own_links = [p for p in own.find(one.statements) if not {p.source.position, p.target.position} <= drop]
    settled = {p.pair for p in own_links}
    rest = [p for rule in _RULES for p in rule(bench) if p.pair not in settled]
    return _written(bench, [*own_links, *rest], one)
