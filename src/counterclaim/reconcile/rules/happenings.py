"""Accounts of one happening that cannot both hold: who did it, who holds it, who was hit, when, how."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from counterclaim.model.rows import Event
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import places, windows
from counterclaim.reconcile.model import Aspect
from counterclaim.reconcile.proposals import Proposal, later_first
from counterclaim.reconcile.questions import family
from counterclaim.reconcile.reasons import both, says
from counterclaim.reconcile.rules.context import Bench, states
from counterclaim.reconcile.rules.denials import rejects
from counterclaim.reconcile.statements import Statement
from counterclaim.reconcile.voices import sides_in

_SAME_VOICE = ("same_person", "same_body", "same_side")
_FORCE = {
    "armed_clash", "shelling", "air_strike", "drone_strike", "missile_strike", "rocket_attack", "bombing",
    "shooting", "advance",
}  # fmt: skip
_REAL = ("occurred", "ongoing")
_OWN = re.compile(r"\b(?:our|we|us|ours)\b")
_BEATEN = re.compile(
    r"\b(?:repelled|repulsed|thwarted|foiled|beaten (?:back|off)|never fallen|not fallen|drove back|"
    r"driven back)\b"
)
_STATE = re.compile(r"\b(?:army|military|government|troops|soldiers|police)\b")
_GROUP = re.compile(r"\b(?:rebels?|movement|militants|fighters|insurgents)\b")
_BOTH = re.compile(r"\bboth (?:sides|banks|parties|armies|camps|directions)\b|\beach side\b")
_WEAPON_CAUSE = {"artillery", "air_bomb", "drone", "rocket", "gunfire"}
_EXPERTS = ("asserts", "assesses", "estimates", "confirms")


def find(bench: Bench) -> Iterator[Proposal]:
    """At most one contradiction for two statements, by its most telling aspect."""
    for x, y in bench.pairs("happenings"):
        if not states(x) or not states(y) or x.around.keys().isdisjoint(y.around) or not _meet(x, y):
            continue
        a, b = later_first(x, y)
        if bench.level(a, b) in _SAME_VOICE and not (a.voice.unnamed or b.voice.unnamed):
            continue
        judges = (_excluded,) if rejects(a) or rejects(b) else _JUDGES
        found = [p for judge in judges if (p := judge(bench, a, b)) is not None]
        if found:
            yield max(found, key=lambda p: p.score)


def _proposal(a: Statement, b: Statement, aspect: Aspect, score: float, why: str) -> Proposal:
    reason = f"{says(a)}; {says(b)}: {why}."
    return Proposal(a, b, "contradicts", f"rival_{aspect}", min(1.0, score), reason, both(a, b), aspect)


def force(statement: Statement) -> list[Event]:
    """Its events of fighting that took place."""
    return [e for e in statement.events if e.type in _FORCE and e.status in _REAL]


def _meet(a: Statement, b: Statement) -> bool:
    """Nothing sets the places or days of two statements apart."""
    if a.places and b.places and places.best(a.places, b.places) == "apart":
        return False
    days = [days_of(s) for s in (a, b)]
    return not (days[0] and days[1] and min(abs((p - q).days) for p in days[0] for q in days[1]) > 2)


def days_of(statement: Statement) -> list[datetime.date]:
    """The days of its events."""
    moments = (statement.moments.get(e.time or "") for e in statement.events)
    return [d for m in moments if m is not None and (d := windows.day(m.start)) is not None]


def beaten_off(statement: Statement) -> bool:
    """Whether it says that an attack was beaten off."""
    return _BEATEN.search(statement.text) is not None


def both_sides(statement: Statement) -> bool:
    """Whether a third voice has both sides firing."""
    if statement.voice.side is not None or not statement.words.keys() & {"=gunfire", "=strike"}:
        return False
    return _BOTH.search(statement.text) is not None


def _perpetrator(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """Each names another side as the one that did it."""
    if not _meet(a, b):
        return None
    for one in force(a):
        for two in force(b):
            sides = a.sides.get(one.actor or ""), b.sides.get(two.actor or "")
            if sides[0] is None or sides[1] is None or sides[0] == sides[1]:
                continue
            likeness = bench.likeness(a, b)
            opposed = bench.level(a, b) == "opposed"
            accusing = a.voice.side != sides[0] and b.voice.side != sides[1]
            crossed = opposed and a.voice.side == sides[1] and b.voice.side == sides[0]
            if not accusing:
                continue
            score = 0.3 + 0.5 * likeness + (0.25 if crossed else 0.0) + (0.1 if one.type == two.type else 0.0)
            return _proposal(a, b, "perpetrator", score, "each says that the other side did it")
    return None


def _control(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """Two sides hold, or held off, the same place, as two voices say; or both say the same side does."""
    if "control" not in a.flags or "control" not in b.flags or not _meet(a, b):
        return None
    holders = holder(a), holder(b)
    if holders[0] is None or holders[1] is None:
        return None
    score = 0.5 + 0.4 * bench.likeness(a, b)
    if holders[0] != holders[1]:
        return _proposal(a, b, "control", score, "each has another side in control")
    if bench.level(a, b) != "unknown":
        return None
    reason = f"{says(a)}; {says(b)}: an independent voice has the same side in control."
    return Proposal(a, b, "corroborates", "same_holder", score, reason, both(a, b), "control")


def _outcome(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """One side beat the attack off, the other struck home."""
    if bench.level(a, b) != "opposed" or not _meet(a, b):
        return None
    for held, struck in ((a, b), (b, a)):
        if not beaten_off(held) or beaten_off(struck):
            continue
        own = [e for e in force(struck) if struck.sides.get(e.actor or "") in (None, struck.voice.side)]
        if own or "control" in struck.flags:
            score = 0.5 + 0.4 * bench.likeness(a, b)
            proposal = _proposal(a, b, "occurrence", score, "one says that the attack was beaten off")
            proposal.rule = "rival_outcome"
            return proposal
    return None


def holder(statement: Statement) -> str | None:
    """Who holds the place, by the statement's own words."""
    words = statement.text
    if _OWN.search(words) or _BEATEN.search(words):
        return statement.voice.side
    content = " ".join(s.text for s in statement.claim.content)
    named = sides_in(content)
    if len(named) == 1:
        return named[0]
    if _STATE.search(words):
        return statement.home
    if _GROUP.search(words):
        groups = {a.side for a in statement.reading.actors if a.side and a.kind == "group"}
        return groups.pop() if len(groups) == 1 else None
    return statement.voice.side if not named else None


def _both(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """A third voice has both sides firing, where one blames the other alone."""
    for acting, other in ((a, b), (b, a)):
        if not both_sides(acting) or other.voice.side is None:
            continue
        blamed = {other.sides.get(e.actor or "") for e in force(other)} - {None, other.voice.side}
        if not blamed or not _meet(a, b):
            continue
        score = 0.45 + 0.4 * bench.likeness(a, b)
        reason = f"{says(acting)}; {says(other)}: the first has both sides doing it, the second one alone."
        return Proposal(
            acting,
            other,
            "disputes",
            "both_sides",
            min(1.0, score),
            reason,
            both(acting, other),
            "perpetrator",
        )
    return None


def _victims(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """One says fighters were hit, the other civilians."""
    if "negated" in a.flags or "negated" in b.flags:
        return None
    if not a.victims or not b.victims or a.victims & b.victims or not _meet(a, b):
        return None
    harmed = [s for s in (a, b) if "=kill" in s.around or "=strike" in s.around]
    if len(harmed) < 2:
        return None
    likeness = bench.likeness(a, b)
    score = 0.25 + 0.6 * likeness + (0.15 if bench.level(a, b) == "opposed" else 0.0)
    if _counted_apart(a, b):
        return None  # nine civilians and 21 soldiers are two counts, not one told in two ways
    return _proposal(a, b, "side", score, "one says that fighters were hit, the other civilians")


def _counted_apart(a: Statement, b: Statement) -> bool:
    """Whether both count people, and no number satisfies both."""
    pairs = [
        (bound.bounds(one), bound.bounds(two))
        for one in a.figures
        for two in b.figures
        if family(one) is not None and family(one) == family(two)
    ]
    return bool(pairs) and all(x is not None and y is not None and bound.disjoint(x, y) for x, y in pairs)


def _excluded(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """A cause that the other rules out."""
    for acting, other in ((a, b), (b, a)):
        if acting.not_causes & other.causes and _meet(a, b):
            score = 0.4 + 0.4 * bench.likeness(a, b) + (0.1 if bench.level(a, b) == "opposed" else 0.0)
            reason = f"{says(acting)}; {says(other)}: the first rules out the cause that the second names."
            return Proposal(
                acting,
                other,
                "disputes",
                "excluded_cause",
                min(1.0, score),
                reason,
                both(acting, other),
                "cause",
            )
    return None


def _cause(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """One harm, two causes."""
    if "=down" in a.words or "=down" in b.words:
        return None  # what was shot down is no cause
    if not a.causes or not b.causes or a.causes & b.causes or not _meet(a, b):
        return None
    likeness = bench.likeness(a, b)
    strong = not (a.causes <= _WEAPON_CAUSE and b.causes <= _WEAPON_CAUSE)
    score = (
        0.25 + 0.5 * likeness + (0.15 if bench.level(a, b) == "opposed" else 0.0) + (0.1 if strong else 0.0)
    )
    return _proposal(a, b, "cause", score, "they name different causes of one harm")


def _time(bench: Bench, a: Statement, b: Statement) -> Proposal | None:
    """One happening, two days."""
    for one in force(a):
        for two in force(b):
            if one.type != two.type:
                continue
            first, second = a.moments.get(one.time or ""), b.moments.get(two.time or "")
            days = [
                windows.day(m.start) if m is not None and m.precision == "day" else None
                for m in (first, second)
            ]
            if days[0] is None or days[1] is None or days[0] == days[1] or abs((days[0] - days[1]).days) > 3:
                continue
            not_then = " not on " in a.sentence or " not on " in b.sentence or "rather than on" in a.sentence
            score = 0.25 + 0.5 * bench.likeness(a, b) + (0.3 if not_then else 0.0)
            return _proposal(a, b, "time", score, "they put one happening on different days")
    return None


_JUDGES = (_excluded, _perpetrator, _outcome, _both, _control, _victims, _cause, _time)
