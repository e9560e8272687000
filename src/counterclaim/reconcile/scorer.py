"""How likely a proposed link is right: a declared scorer over comparison levels.

A proposal is described by levels ("voice:opposed", "where:same", "rule:rejection"); each adds its weight, and
the sum is the log-odds that a person would draw the link. The weights are data, made by
``benchmarks/train_links.py`` from the labelled development dossiers (logistic regression with a ridge).
`explain` lists them one by one.
"""

from __future__ import annotations

import functools
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files

from counterclaim.reconcile import places, windows
from counterclaim.reconcile.proposals import Proposal
from counterclaim.reconcile.rules.context import Bench, same_events
from counterclaim.reconcile.statements import REJECTING, Statement

_GROUPS = {
    "relayed_statement": "relay", "rejection": "reject", "near_miss": "miss", "within_document": "own",
    "same_words": "relay", "one_event": "support", "fitting_traces": "support",
    "disjoint_bounds": "number", "agreeing_bounds": "number", "later_figure": "number",
    "risen_toll": "number", "risen_floor": "number",
}  # fmt: skip
Levels = tuple[str, ...]


_used: dict[str, float] = {}


def use(found: dict[str, float]) -> None:
    """Take other weights than those shipped: for training only."""
    _used.clear()
    _used.update(found)


def weights() -> dict[str, float]:
    """The weight of each level, with ``bias`` and ``threshold``."""
    return _used or _shipped()


@functools.cache
def _shipped() -> dict[str, float]:
    text = (files("counterclaim.reconcile") / "data" / "link_scorer.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def digest() -> str:
    """A short hash of the weights: what was found with others must be found anew."""
    text = json.dumps(sorted(weights().items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def levels_of(bench: Bench, proposals: Sequence[Proposal]) -> list[Levels]:
    """The levels of the proposals between two documents; how they rival each other is one of them."""
    crowd: Counter[tuple[int, str]] = Counter()
    top: dict[tuple[int, str], float] = {}
    for p in proposals:
        for key in _keys(p):
            crowd[key] += 1
            top[key] = max(top.get(key, 0.0), p.score)
    return [_levels(bench, p, crowd, top) for p in proposals]


def _keys(p: Proposal) -> list[tuple[int, str]]:
    group = _GROUPS.get(p.rule, "rival")
    return [(s.index, group) for s in (p.source, p.target)]


def _levels(
    bench: Bench, p: Proposal, crowd: Counter[tuple[int, str]], top: dict[tuple[int, str], float]
) -> Levels:
    a, b = p.source, p.target
    group = _GROUPS.get(p.rule, "rival")
    firsts = sum(p.score >= top[key] for key in _keys(p))
    most = max(crowd[key] for key in _keys(p))
    found = [
        f"rule:{p.rule}",
        f"kind:{p.kind}",
        f"about:{p.aspect or p.code}",
        f"{group}:score {min(9, int(p.score * 10))}",
        f"voice:{bench.level(a, b)}",
        f"{group}:{'within' if bench.within else 'between'}",
        f"where:{places.best(a.places, b.places)}",
        f"days:{_days(a, b)}",
        f"words:{_bin(bench.weights.overlap(a.words, b.words))}",
        f"sentence:{_bin(bench.weights.overlap(a.around, b.around))}",
        f"mass:{min(6, int(bench.weights.mass(a.words, b.words) / 2))}",
        f"rejects:{(a.stance in REJECTING) + (b.stance in REJECTING)}",
        f"narrated:{a.voice.outlet + b.voice.outlet}",
        f"unnamed:{a.voice.unnamed + b.voice.unnamed}",
        f"events:{'same' if same_events(a, b) else 'none' if not a.events or not b.events else 'other'}",
        f"best:{firsts}",
        f"{group}:crowd {min(most, 4)}",
        f"lengths:{min(3, abs(len(a.words) - len(b.words)) // 5)}",
    ]
    if group == "number" or group == "miss":
        found.append(f"figures:{min(3, max(len(a.figures), len(b.figures)))}")
    return tuple(found)


def _bin(share: float) -> int:
    return min(5, int(share * 6))


def _days(a: Statement, b: Statement) -> str:
    one, two = windows.day(a.day), windows.day(b.day)
    if one is None or two is None:
        return "unknown"
    gap = abs((one - two).days)
    return "0" if gap == 0 else "1" if gap == 1 else "few" if gap <= 4 else "many"


def log_odds(levels: Iterable[str]) -> float:
    """The sum of the levels' weights."""
    known = weights()
    return known["bias"] + sum(known.get(level, 0.0) for level in levels)


def probability(levels: Iterable[str]) -> float:
    """How likely a person would draw the link, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-log_odds(levels)))


def explain(levels: Iterable[str]) -> list[tuple[str, float]]:
    """Each level with its weight, the heaviest first."""
    known = weights()
    return sorted(((level, known.get(level, 0.0)) for level in levels), key=lambda x: (-abs(x[1]), x[0]))
