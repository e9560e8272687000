"""Two figures: one question and bounds that agree or not, a later count, or a near miss."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model.rows import Figure
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import questions, windows
from counterclaim.reconcile.proposals import Proposal, later_first
from counterclaim.reconcile.questions import Comparison
from counterclaim.reconcile.reasons import gives
from counterclaim.reconcile.rules.context import Bench, states
from counterclaim.reconcile.statements import REJECTING, Statement
from counterclaim.reconcile.voices import Level

_SAME_VOICE = ("same_person", "same_body", "same_side")


def find(bench: Bench) -> Iterator[Proposal]:
    """At most one link for two statements: the clearest thing that their figures show."""
    for x, y in bench.pairs():
        if not x.figures or not y.figures or not states(x) or not states(y):
            continue
        a, b = later_first(x, y)
        found: list[Proposal] = []
        for one in a.figures:
            for two in b.figures:
                proposal = _judge(bench, a, one, b, two)
                if proposal is not None:
                    found.append(proposal)
        if found:
            yield max(found, key=lambda p: (p.code is None, p.score))


def _judge(bench: Bench, a: Statement, one: Figure, b: Statement, two: Figure) -> Proposal | None:
    comparison = questions.compare(a, one, b, two)
    if comparison is None:
        return None
    if comparison.code is not None:
        return _near_miss(bench, a, one, b, two, comparison)
    if a.stance in REJECTING or b.stance in REJECTING:
        return None  # who rejects a figure quotes it: that is another rule's matter
    first, second = bound.bounds(one), bound.bounds(two)
    assert first is not None and second is not None
    level = bench.level(a, b)
    strength = min(1.0, comparison.strength + 0.3 * bench.likeness(a, b))
    if bound.disjoint(first, second):
        return _unequal(a, one, b, two, level, strength)
    return _agreeing(a, one, b, two, level, strength)


def _unequal(
    a: Statement, one: Figure, b: Statement, two: Figure, level: Level, strength: float
) -> Proposal | None:
    new, old = bound.bounds(one), bound.bounds(two)
    assert new is not None and old is not None
    if bound.ratio(new, old) > 12 and min(new[0], old[0]) > 0 and level not in ("opposed",):
        return None
    words = f"{gives(a, one)}; {gives(b, two)}"
    later = _later(a, b)
    evidence = ((a, one.span), (b, two.span))
    if level in _SAME_VOICE:
        if "retraction" in a.flags:
            reason = f"{words}: the same voice takes the earlier figure back."
            return Proposal(a, b, "corrects", "own_correction", strength, reason, evidence, "number")
        if not later:
            return None
        reason = f"{words}: the same voice, later, for the same question."
        return Proposal(a, b, "updates", "later_figure", strength, reason, evidence, "number")
    running = windows.cumulative(one) and windows.cumulative(two)
    grown = bound.grown(old, new)
    if level != "opposed" and grown and (later or "rise" in a.flags or running):
        reason = f"{words}: a later and higher count for the same question."
        return Proposal(a, b, "updates", "risen_toll", strength, reason, evidence, "number")
    reason = f"{words}: no number satisfies both."
    return Proposal(a, b, "contradicts", "disjoint_bounds", strength, reason, evidence, "number")


def _agreeing(
    a: Statement, one: Figure, b: Statement, two: Figure, level: Level, strength: float
) -> Proposal | None:
    new, old = bound.bounds(one), bound.bounds(two)
    assert new is not None and old is not None
    words = f"{gives(a, one)}; {gives(b, two)}"
    evidence = ((a, one.span), (b, two.span))
    if level in _SAME_VOICE:
        return None
    if _later(a, b) and bound.grown(old, new) and new != old:
        reason = f"{words}: a later and higher count for the same question."
        return Proposal(a, b, "updates", "risen_floor", strength, reason, evidence, "number")
    reason = f"{words}: the bounds agree, and the voices are not the same."
    if new == old and max(new) <= 2:
        strength -= 0.25  # "one dead" and "one dead" agree by chance
    return Proposal(a, b, "corroborates", "agreeing_bounds", strength, reason, evidence, "number")


def _near_miss(
    bench: Bench, a: Statement, one: Figure, b: Statement, two: Figure, comparison: Comparison
) -> Proposal | None:
    likeness = bench.likeness(a, b)
    reason = f"{gives(a, one)}; {gives(b, two)}: not to be set side by side, because {comparison.why}."
    score = comparison.strength + 0.2 * likeness - (0.15 if one.part_of or two.part_of else 0.0)
    return Proposal(
        a,
        b,
        "not_comparable",
        "near_miss",
        score,
        reason,
        ((a, one.span), (b, two.span)),
        None,
        comparison.code,
    )


def _later(a: Statement, b: Statement) -> bool:
    one, two = windows.day(a.day), windows.day(b.day)
    return one is not None and two is not None and one > two
