"""Which question a figure answers, and whether two figures answer the same one."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from counterclaim.lexicon import matters
from counterclaim.lexicon.measures import ATTACK_MEASURES
from counterclaim.model.rows import Figure
from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import places, windows
from counterclaim.reconcile.model import ReasonCode
from counterclaim.reconcile.statements import Statement

_FAMILIES = {
    "killed": "dead", "casualties": "dead", "wounded": "wounded", "missing": "missing", "captured": "held",
    "detained": "held", "abducted": "held", "displaced": "displaced", "evacuated": "displaced",
    "intercepted": "downed", "launched": "launched", "destroyed": "destroyed", "damaged": "damaged",
}  # fmt: skip
_PEOPLE = {"dead", "wounded", "missing", "held", "people", "displaced"}
_FLYING = ("drone", "uav", "missile", "rocket", "aerial", "shahed", "geran", "kalibr")
_PARTS = {"children", "women", "men", "elderly", "medical", "press", "aid_workers"}
_OWN = (" our ", "our own", " own ", "on our side", "loyalist", "of ours", " we ")
_OURS = ("our", "ours", "own", "us", "ally", "allies")
_ROLES = (
    *_OURS, "enemy", "enemies", "adversary", "opponent", "attacker", "attackers", "militant", "militants",
    "terrorist", "terrorists", "gunman", "gunmen", "insurgents", "infiltrators", "assailants",
)  # fmt: skip
_ENEMY = ("enemy", "adversary", "opponent")
_FAR = 25.0  # times the other: hardly a count of the same thing


@dataclass(slots=True, frozen=True)
class Comparison:
    """Same question (``code`` None), or a near miss with the reason; ``strength`` how sure."""

    code: ReasonCode | None
    strength: float
    why: str


def family(figure: Figure) -> str | None:
    """Measures that may answer one question; None for what is never compared."""
    if figure.measure in ATTACK_MEASURES:
        return "attacks"
    if figure.measure == "destroyed" and figure.object and any(w in figure.object for w in _FLYING):
        return "downed"
    if figure.measure == "other" and figure.object and not figure_victims(figure):
        return "other " + figure.object.split()[-1]
    if figure.measure == "other" and figure_victims(figure):
        return "people"
    return _FAMILIES.get(figure.measure)


def is_part(statement: Statement, figure: Figure) -> bool:
    """Whether it is a part of a figure of its own kind (61 shot down *of* 83 launched is none)."""
    whole = statement.figure_of.get(figure.part_of or "")
    if whole is None:
        return False
    kinds = family(whole), family(figure)
    return kinds[0] == kinds[1] or set(kinds) <= _PEOPLE


def side(statement: Statement, figure: Figure) -> tuple[bool, str] | None:
    """Whose people or things are counted: (True, side) theirs, (False, side) anybody's but theirs."""
    named = figure.affected.side
    if named and named.lower() in _ROLES:  # a part in the fight, as the speaker sees it, is no party
        ours = named.lower() in _OURS
        return (ours, statement.voice.side) if statement.voice.side else None
    if named:
        return True, named
    near = " " + figure.span.text.lower() + " "
    if statement.voice.side:
        if any(w in near for w in _OWN) or " on our side" in statement.text:
            return True, statement.voice.side
        if any(w in near for w in _ENEMY):
            return False, statement.voice.side
    if (
        "fighter" in figure_victims(figure)
        and statement.voice.side
        and figure.measure in ("killed", "casualties")
    ):
        words = near.split()
        if any(w.startswith(("militant", "terrorist", "infiltrat", "attacker", "kh")) for w in words):
            return False, statement.voice.side
    return None


def figure_victims(figure: Figure) -> frozenset[str]:
    """Whether its words call those counted fighters or civilians."""
    return _victims(figure.span.text)


@functools.lru_cache(maxsize=16384)
def _victims(text: str) -> frozenset[str]:
    return matters.groups_in("victims", text.lower())


def apart_sides(a: tuple[bool, str] | None, b: tuple[bool, str] | None) -> bool | None:
    """Whether two figures surely count different sides' people; None when that is open."""
    if a is None or b is None:
        return None
    if a[0] and b[0]:
        return a[1] != b[1]
    if a[0] != b[0]:
        return a[1] == b[1]
    return None


def population(figure: Figure) -> str:
    """Military, civilian, a part of the people, or open."""
    stated = figure.affected.population
    if stated in ("unstated", "mixed"):
        named = figure_victims(figure)
        if named == {"fighter"}:
            return "military"
        if named == {"civilian"}:
            return "civilian"
        return "open"
    return stated


def counts(statement: Statement, figure: Figure) -> bool:
    """Whether the statement gives the figure itself, and does not quote an old or a rejected one."""
    return "quotes_old" not in statement.flags


def zero(figure: Figure) -> bool:
    """A stated nothing."""
    return figure.value == 0 or (figure.low == 0 and figure.high == 0)


def compare(a: Statement, one: Figure, b: Statement, two: Figure) -> Comparison | None:
    """Same question, near miss, or None: nothing to do with each other."""
    kind = family(one)
    if kind is None or not _kin(kind, family(two)):
        return None
    if bound.bounds(one) is None or bound.bounds(two) is None:
        return None
    if is_part(a, one) != is_part(b, two) and not _same_people(one, two):
        return _part_beside_whole(a, one, b, two)
    if kind in ("destroyed", "damaged", "launched") and not _same_object(one, two):
        return None
    if kind == "downed" and one.object and two.object and not _same_object(one, two):
        return None
    where = places.relation(a.place_of.get(one.place or ""), b.place_of.get(two.place or ""))
    if where == "apart" and _one_war(a, one, b, two):
        where = "unknown"
    when = windows.relation(one.window, two.window)
    different = _different(a, one, b, two, kind)
    period = _period(one, two, when)
    if period == "elsewhen":
        return None
    if period is not None and (zero(one) or zero(two)):
        return None
    if period is not None:
        if where == "apart" and kind not in ("downed", "attacks"):
            return None
        return Comparison(*period)
    if different is not None and (zero(one) or zero(two)):
        return None
    if different is not None:
        return None if where == "apart" and a.document != b.document else different
    scope = _scope(a, one, b, two, where)
    if scope is not None:
        return scope
    if where == "apart":
        return None
    strength = 0.4
    strength += {"same": 0.3, "near": 0.1, "inside": 0.15, "around": 0.15}.get(where, 0.0)
    strength += {"same": 0.2, "within": 0.1, "around": 0.1, "overlaps": 0.1}.get(when, 0.0)
    if is_part(a, one) or is_part(b, two):
        strength -= 0.1
    if zero(one) or zero(two):
        strength -= 0.15  # "no deaths were reported": where, is everything
    if one is not a.figures[0] and two is not b.figures[0]:
        strength -= 0.1  # said in passing by both
    return Comparison(None, strength, "")


def _part_beside_whole(a: Statement, one: Figure, b: Statement, two: Figure) -> Comparison | None:
    """19 women *of* the dead, beside another document's count of the dead of that place and time."""
    where = places.relation(a.place_of.get(one.place or ""), b.place_of.get(two.place or ""))
    alike = where == "same" and windows.relation(one.window, two.window) == "same"
    if not alike or a.document == b.document or zero(one) or zero(two):
        return None
    return Comparison("subset", 0.5, "one counts a part of those that the other counts")


def _one_war(a: Statement, one: Figure, b: Statement, two: Figure) -> bool:
    """One side's losses since one day: which country the sentence names with them makes no difference."""
    if one.affected.side is None or one.affected.side != two.affected.side:
        return False
    if not one.window or not two.window or not windows.cumulative(one) or not windows.cumulative(two):
        return False
    ranks = [places.rank(p) for p in (a.place_of.get(one.place or ""), b.place_of.get(two.place or "")) if p]
    return one.window.start == two.window.start and min(ranks, default=0) == 3


def _kin(one: str, two: str | None) -> bool:
    """People struck, of whom it is not said how badly, may be those killed."""
    return one == two or {one, two} == {"people", "dead"}


def _same_people(one: Figure, two: Figure) -> bool:
    """A part may be compared with a whole only where both count the same special group."""
    return population(one) == population(two) != "open"


def _same_object(one: Figure, two: Figure) -> bool:
    if not one.object or not two.object:
        return False
    first, second = set(one.object.lower().split()), set(two.object.lower().split())
    flying = [any(w in o.object.lower() for w in ("drone", "uav", "aerial")) for o in (one, two) if o.object]
    return bool(first & second) or all(flying)


def _different(a: Statement, one: Figure, b: Statement, two: Figure, kind: str) -> Comparison | None:
    """Other people, other side."""
    apart = apart_sides(side(a, one), side(b, two))
    if apart is None:
        classes = _classes(a, one), _classes(b, two)
        apart = True if classes[0] and classes[1] and not classes[0] & classes[1] else None
    if kind in ("downed", "launched", "attacks") or kind.startswith("other"):
        actors = (a.sides.get(one.by or ""), b.sides.get(two.by or ""))
        if apart or (actors[0] and actors[1] and actors[0] != actors[1]):
            return Comparison("different_scope", 0.7, "each counts what the other side did or lost")
        if kind == "downed" and a.voice.side and b.voice.side and a.voice.side != b.voice.side:
            return Comparison(
                "different_scope", 0.7, "each counts what it says it shot down of the other side's"
            )
        return None
    people = (population(one), population(two))
    if apart is None and "open" in people and bound.bounds(one) == bound.bounds(two):
        return None  # "four men" and "all four" are the same four
    if apart:
        return Comparison("different_population", 0.7, "they count people of different sides")
    if {"military", "civilian"} <= set(people):
        return Comparison("different_population", 0.7, "one counts fighters or soldiers, the other civilians")
    if people[0] != people[1] and set(people) & _PARTS and not is_part(a, one) and not is_part(b, two):
        if "open" in people:
            return Comparison("subset", 0.3, "one counts a part of the people only")
        return Comparison("different_population", 0.3, "each counts a part of the people only")
    if people[0] != people[1] and "military" in people and "open" in people:
        if apart is False:
            return None
        return Comparison("different_population", 0.45, "one counts fighters or soldiers, the other all")
    return None


_STATE = ("soldier", "troop", "servicem", "policem", "security", "army", "officer")
_IRREGULAR = (
    "militant",
    "terrorist",
    "rebel",
    "fighter",
    "gunm",
    "jihad",
    "khwarij",
    "khawarij",
    "insurg",
    "infiltr",
    "attacker",
    "raider",
    "assailant",
)


def _classes(statement: Statement, figure: Figure) -> frozenset[str]:
    """Whether the words call those counted a state's forces or an armed group's."""
    if kind := _class_words(figure.span.text.lower()):
        return kind
    whole = _class_words(statement.text)
    # "17 attackers were neutralised, four captured": the four are attackers too.
    return whole if len(whole) == 1 and figure.affected.population == "military" else frozenset()


def _class_words(words: str) -> frozenset[str]:
    found = {"state"} if any(w in words for w in _STATE) else set()
    return frozenset(found | ({"group"} if any(w in words for w in _IRREGULAR) else set()))


def _period(one: Figure, two: Figure, when: str) -> tuple[ReasonCode | None, float, str] | str | None:
    """Another period: a running total against a day's count, or other days."""
    totals = windows.cumulative(one), windows.cumulative(two)
    if totals[0] != totals[1]:
        return "cumulative_versus_daily", 0.8, "one is a running total, the other a count of one day or event"
    if totals[0] and totals[1]:
        starts = (one.window.start if one.window else None, two.window.start if two.window else None)
        if starts[0] and starts[1] and starts[0] != starts[1]:
            return "different_window", 0.7, "the running totals begin on different days"
        return None
    lengths = windows.long(one), windows.long(two)
    if when == "apart" and lengths[0] == lengths[1]:
        return "elsewhen"
    if lengths[0] != lengths[1]:
        known = windows.length(one.window), windows.length(two.window)
        if None in known and max(k for k in (*known, 0) if k is not None) <= 14:
            return None  # who gives no period may mean the same one
        if None in known:
            return "different_window", 0.5, "one covers many days, the other gives none"
        return "different_window", 0.7, "one covers many days, the other one event"
    return None


def _scope(a: Statement, one: Figure, b: Statement, two: Figure, where: str) -> Comparison | None:
    """A region's count against a town's."""
    wide = ("wide" in a.flags, "wide" in b.flags)
    bounds_a, bounds_b = bound.bounds(one), bound.bounds(two)
    assert bounds_a is not None and bounds_b is not None
    times = bound.ratio(bounds_a, bounds_b)
    if wide[0] != wide[1] and times > 2:
        return Comparison("different_scope", 0.7, "one counts a wider area than the other")
    if where in ("inside", "around"):
        ranks = [
            places.rank(p) for p in (a.place_of.get(one.place or ""), b.place_of.get(two.place or "")) if p
        ]
        if max(ranks) >= 2 and times >= 3 and bounds_a[0] > 0 and bounds_b[0] > 0:
            return Comparison("different_scope", 0.6, "one counts a wider area than the other")
    if times > _FAR and times != bound.INF:
        return (
            None
            if a.document != b.document
            else Comparison("different_scope", 0.4, "the counts differ too widely")
        )
    return None
