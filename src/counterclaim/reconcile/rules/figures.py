"""Two figures: one question and bounds that agree or not, a later count, or a near miss."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.lexicon import matters
from counterclaim.model.rows import Figure
from counterclaim.model.vocabulary import LinkKind
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import questions, windows
from counterclaim.reconcile.proposals import Proposal, later_first
from counterclaim.reconcile.questions import Comparison
from counterclaim.reconcile.reasons import gives
from counterclaim.reconcile.rules.context import Bench, states
from counterclaim.reconcile.statements import REJECTING, Statement
from counterclaim.reconcile.voices import Level

_ASIDE = re.compile(
    r"\b(?P<how>not|rather than|instead of|no longer)\s+(?:(?:the|counts?|only|just|some|about)\s+){0,2}"
    r"(?P<number>\d[\d,]*|[a-z]+)\b"
)
_SAME_VOICE = ("same_person", "same_body", "same_side")


def find(bench: Bench) -> Iterator[Proposal]:
    """At most one link for two statements: the clearest thing that their figures show."""
    misses: list[Proposal] = []
    alike: list[_Pair] = []
    for x, y in bench.pairs("figures"):
        if not x.figures or not y.figures or not states(x) or not states(y):
            continue
        a, b = later_first(x, y)
        for one in a.figures:
            for two in b.figures:
                comparison = questions.compare(a, one, b, two)
                if comparison is None:
                    continue
                if not questions.counts(a, one) or not questions.counts(b, two):
                    if (taken_back := _taken_back(bench, a, one, b, two)) is not None:
                        misses.append(taken_back)
                    continue
                if comparison.code is not None:
                    misses.append(_near_miss(bench, a, one, b, two, comparison))
                elif a.stance not in REJECTING and b.stance not in REJECTING:
                    alike.append(_Pair(a, one, b, two, comparison.strength + 0.3 * bench.likeness(a, b)))
    found: dict[tuple[int, int], Proposal] = {}
    for proposal in [*_answers(bench, alike), *misses]:
        held = found.get(proposal.pair)
        if held is None or (proposal.code is None, proposal.score) > (held.code is None, held.score):
            found[proposal.pair] = proposal
    yield from found.values()


def _taken_back(bench: Bench, a: Statement, one: Figure, b: Statement, two: Figure) -> Proposal | None:
    """ "Our earlier notice spoke of 19": the statement that gave the 19 is corrected."""
    if "retraction" not in a.flags or "quotes_old" not in a.flags or bench.level(a, b) not in _SAME_VOICE:
        return None
    if bound.bounds(one) != bound.bounds(two) or a.document == b.document:
        return None
    reason = f"{gives(a, one)}, and takes it back; {gives(b, two)}."
    return Proposal(a, b, "corrects", "own_correction", 0.8, reason, ((a, one.span), (b, two.span)), "number")


@dataclass(slots=True)
class _Pair:
    """Two figures that answer one question, so far as the rows tell."""

    a: Statement
    one: Figure
    b: Statement
    two: Figure
    strength: float


def _answers(bench: Bench, alike: list[_Pair]) -> Iterator[Proposal]:
    """Judged pairs: a figure that has many partners is less surely about the same as any of them."""
    partners: Counter[tuple[int, str]] = Counter()
    best: dict[tuple[int, str], float] = {}
    for pair in alike:
        for key in ((pair.a.index, pair.one.id), (pair.b.index, pair.two.id)):
            partners[key] += 1
            best[key] = max(best.get(key, 0.0), pair.strength)
    for pair in alike:
        keys = ((pair.a.index, pair.one.id), (pair.b.index, pair.two.id))
        crowd = partners[keys[0]] + partners[keys[1]] - 2
        strength = pair.strength + ((0.2 if bench.within else 0.15) if crowd == 0 else -0.04 * min(crowd, 5))
        if not bench.within and any(best[k] > pair.strength for k in keys):
            strength -= 0.2  # each has a better partner
        level = bench.level(pair.a, pair.b)
        if level == "same_side" and (pair.a.voice.unnamed or pair.b.voice.unnamed):
            level = "unknown"  # an unnamed captain does not speak for the ministry
        first, second = bound.bounds(pair.one), bound.bounds(pair.two)
        assert first is not None and second is not None
        strength += _echo(pair)
        if bench.within and pair.a.voice.outlet != pair.b.voice.outlet:
            strength -= 0.15  # a text that sums up what it quotes does not contradict it
        aside = _set_right(pair, level)
        if aside is not None:
            yield aside
            continue
        judge = _unequal if bound.disjoint(first, second) else _agreeing
        proposal = judge(pair.a, pair.one, pair.b, pair.two, level, min(1.0, strength))
        if proposal is not None and _explains(pair) and pair.a.document != pair.b.document:
            why = proposal.reason.rpartition(": ")[0]
            proposal.kind, proposal.rule = "explains", "explained_difference"
            proposal.reason = f"{why}: the first says why the counts differ."
        if proposal is not None:
            yield proposal


def _explains(pair: _Pair) -> bool:
    return "explanation" in pair.a.flags and "rise" not in pair.a.flags


def _set_right(pair: _Pair, level: Level) -> Proposal | None:
    """ "Eleven, not nine": the number that the other gave is named and put aside."""
    for acting, one, other, two in (
        (pair.a, pair.one, pair.b, pair.two),
        (pair.b, pair.two, pair.a, pair.one),
    ):
        given, own = bound.bounds(two), bound.bounds(one)
        assert given is not None and own is not None
        aside = set_aside(acting.text)
        stated = {x for x in given if x not in (0.0, bound.INF)}
        if not stated & aside.keys() or not bound.disjoint(given, own) or stated & {own[0], own[1]}:
            continue
        past = any(aside.get(n) for n in stated)
        kind: LinkKind = "updates" if past else "corrects" if level in _SAME_VOICE else "disputes"
        reason = f"{gives(other, two)}; {gives(acting, one)}, and puts the first number aside."
        evidence = ((acting, one.span), (other, two.span))
        return Proposal(acting, other, kind, "number_set_aside", 0.85, reason, evidence, "number")
    return None


def set_aside(text: str) -> dict[float, bool]:
    """Numbers that the words put aside ("not nine", "rather than 38"); True for "no longer three"."""
    found: dict[float, bool] = {}
    for match in _ASIDE.finditer(text):
        word = match["number"].replace(",", "")
        value = float(word) if word.isdigit() else matters.number_words().get(word)
        if value is not None:
            found[value] = match["how"] == "no longer"
    return found


def _echo(pair: _Pair) -> float:
    """Numbers that meet: the same one in both, or the old one quoted beside the new ("up from 13")."""
    new, old = bound.bounds(pair.one), bound.bounds(pair.two)
    assert new is not None and old is not None
    if not bound.disjoint(new, old):
        return (0.2 if new[0] >= 5 else 0.1 if new[0] >= 3 else 0.0) if new[0] == old[0] else 0.0
    kind = questions.family(pair.one)
    beside = [f for f in pair.a.figures if f is not pair.one and questions.family(f) == kind]
    return 0.25 if any(bound.bounds(f) == old for f in beside) else 0.0


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
) -> Proposal:
    likeness = bench.likeness(a, b)
    reason = f"{gives(a, one)}; {gives(b, two)}: not to be set side by side, because {comparison.why}."
    score = (
        comparison.strength
        + 0.2 * likeness
        - (0.15 if questions.is_part(a, one) or questions.is_part(b, two) else 0.0)
    )
    first, second = bound.bounds(one), bound.bounds(two)
    if comparison.code == "different_population" and bench.level(a, b) == "opposed" and first and second:
        score += 0.1 if bound.ratio(first, second) <= 2 else 0.0  # alike enough to be confused
    wide = a.index if _wider(one, two) else b.index
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
        wide,
    )


def _wider(one: Figure, two: Figure) -> bool:
    """Whether the first covers more: a running total, a longer window, a larger number."""
    if windows.cumulative(one) != windows.cumulative(two):
        return windows.cumulative(one)
    if windows.long(one) != windows.long(two):
        return windows.long(one)
    first, second = bound.bounds(one), bound.bounds(two)
    return first is not None and second is not None and first[0] >= second[0]


def _later(a: Statement, b: Statement) -> bool:
    one, two = windows.day(a.day), windows.day(b.day)
    return one is not None and two is not None and one > two
