"""Who denies or disputes what: the statement that a rejection is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile.model import Aspect
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.questions import family
from counterclaim.reconcile.reasons import both, says
from counterclaim.reconcile.rules.context import Bench, same_events, states
from counterclaim.reconcile.statements import REJECTING, Statement

FLOOR = 0.35
_TARGETS = 2
_WORDS = re.compile(r"[^\W_]+")
_NOUNS = re.compile(
    r"\b(?:claims?|figures?|numbers?|allegations?|accusations?|charges?|story|stories|reports?|versions?|accounts?|"
    r"statements?|tolls?|counts?|estimates?|assertions?|narratives?|rumours?)\b"
)
_NUMBERS = re.compile(r"\b(?:figures?|numbers?|tolls?|counts?|estimates?|align)\b")


def find(bench: Bench) -> Iterator[Proposal]:
    """For every rejection of one document, the best target in the other (or in its own)."""
    for acting, others in ((bench.one, bench.other), (bench.other, bench.one)):
        for statement in acting:
            if not rejects(statement):
                continue
            found = [p for other in others if (p := _judge(bench, statement, other)) is not None]
            # Which of them it is about is for the scorer to say.
            yield from sorted(found, key=lambda p: (-p.score, p.target.index))[:_TARGETS]
        if bench.within:
            return


def rejects(statement: Statement) -> bool:
    """Whether it says that something is not so, or is wrong."""
    if statement.rejecting is None:
        statement.rejecting = _rejects(statement)
    return statement.rejecting


def _rejects(statement: Statement) -> bool:
    if "abstains" in statement.flags:
        return False
    if statement.stance in REJECTING or "reject_words" in statement.flags:
        return True
    denied = any(e.status == "denied" for e in statement.events)
    return states(statement) and "negated" in statement.flags and (denied or bool(_zeros(statement)))


def _zeros(statement: Statement) -> list[str]:
    return [f.measure for f in statement.figures if f.value == 0 or (f.low == 0 and f.high == 0)]


def _refers(d: Statement, t: Statement) -> bool:
    """Whether the rejection names the other's statement as its owner's: "the ministry's figures"."""
    if not _NOUNS.search(d.sentence):
        return False
    if _NUMBERS.search(d.text) and not any(family(f) for f in t.figures if f.part_of is None):
        return False
    if t.voice.side is not None and t.voice.side != d.voice.side and t.voice.side in d.named:
        return True
    names = {w for w in t.voice.words if len(w) > 3} - d.voice.words
    return len(names & set(_WORDS.findall(d.sentence))) >= (1 if t.voice.person else 2)


def _same_figure(d: Statement, t: Statement) -> bool:
    """Whether the rejection quotes a figure that the other gave."""
    for one in d.figures:
        for two in t.figures:
            first, second = bound.bounds(one), bound.bounds(two)
            if family(one) is None or family(one) != family(two) or not first or not second:
                continue
            if first[0] > 2 and not bound.disjoint(first, second) and bound.ratio(first, second) < 1.1:
                return True
    return False


def _judge(bench: Bench, d: Statement, t: Statement) -> Proposal | None:
    if t is d or not states(t) or t.stance in REJECTING or "abstains" in t.flags:
        return None
    level = bench.level(d, t)
    if level in ("same_person", "same_body", "same_side"):
        return None
    if bench.within and d.voice.outlet and t.voice.outlet:
        return None
    if d.stance not in REJECTING and level != "opposed" and "reject_words" not in d.flags:
        return None  # a bare "no" answers only the other side
    # Nobody answers what is yet to be said, but a later document may print what was said before.
    early = (t.reading.document.published or "") > (d.reading.document.published or "") != ""
    likeness = max(
        bench.weights.overlap(d.words, t.words),
        0.9 * bench.weights.overlap(d.words, t.around),
        0.95 * bench.weights.overlap(d.around, t.words),
        0.85 * bench.weights.overlap(d.around, t.around),
    )
    score = likeness - (0.2 if early else 0.0)
    if _refers(d, t):
        score += 0.35
    if level == "opposed":
        score += 0.15
    if d.voice.side and any(t.sides.get(e.actor or "") == d.voice.side for e in t.events):
        score += 0.1  # the accused answers
    if same_events(d, t):
        score += 0.1
    zeros = {family(f) for f in d.figures if f.value == 0}
    if zeros & {family(f) for f in t.figures if f.value != 0} - {None}:
        score += 0.15
    if _same_figure(d, t):
        score += 0.35
    if "control" in d.flags and "control" in t.flags:
        score += 0.2
    if t.stance == "accuses":
        score += 0.05
    if score < FLOOR:
        return None
    flat = d.stance == "denies" or (d.stance not in REJECTING and level == "opposed")
    kind = "denies" if flat else "disputes"
    verb = "disputes" if kind == "disputes" else "rejects"
    reason = f"{says(d)}; it {verb} this: {says(t)}."
    return Proposal(d, t, kind, "rejection", min(1.0, score), reason, both(d, t), aspect_of(d, t))  # type: ignore[arg-type]


def aspect_of(d: Statement, t: Statement) -> Aspect:
    """What the rejection is about."""
    words = d.text
    if d.stance == "disputes" and any(w in words for w in ("figure", "number", "toll", "count")):
        return "number"
    if d.causes and t.causes and d.causes != t.causes:
        return "cause"
    if "=children" in d.words or "=civilian" in d.words or "=fighter" in d.words:
        return "side" if not _zeros(d) else "occurrence"
    if "=control" in d.words and "control" in t.flags:
        return "control"
    if d.voice.side and any(t.sides.get(e.actor or "") == d.voice.side for e in t.events):
        return "perpetrator" if any(w in words for w in (" its ", "our", "his ", "their")) else "occurrence"
    return "occurrence"
