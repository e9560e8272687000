"""How likely an attribution is right, from what rule and tagger say of it.

A logistic model for each case (both found it, the rule alone, the tagger alone); weights stand in
``lexicon/data/confidence.toml`` and are fitted by ``training/calibrate.py``. Nothing of who speaks or
which side is spoken of enters.
"""

from __future__ import annotations

import functools
import math
import tomllib
from importlib.resources import files

from counterclaim.reading.languages.en.attribution.found import Found

CORE_FRAMES = frozenset({"clause", "trailing", "according", "quote", "as", "relative"})
_EDGE = 0.01


@functools.cache
def weights() -> dict[str, list[float]]:
    """The weights of each case, in the order of `features`."""
    text = (files("counterclaim.lexicon") / "data" / "confidence.toml").read_text(encoding="utf-8")
    return {name: [float(w) for w in row] for name, row in tomllib.loads(text)["weights"].items()}


def case(item: Found, *, tagger: bool) -> str:
    """Which model applies."""
    if not tagger:
        return "grammar"
    if item.mark is None:
        return "rule"
    return "both" if item.rule else "tagged"


def features(item: Found, name: str) -> list[float]:
    """What the model of a case looks at, a constant first."""
    core = float(item.frame in CORE_FRAMES)
    named = float(item.source is not None)
    if item.mark is None:
        return [1.0, core, named]
    mark = item.mark
    seen = [1.0, _odds(mark.sureness), _odds(min(mark.source_sure, mark.sourced)), named]
    if name == "tagged":
        return seen
    return [*seen, core, float(item.same_source), item.shared]


def of(item: Found, *, tagger: bool) -> float:
    """The probability that the attribution is right, to two places."""
    name = case(item, tagger=tagger)
    total = sum(w * x for w, x in zip(weights()[name], features(item, name), strict=True))
    return round(1 / (1 + math.exp(-total)), 2)


def narrated() -> float:
    """The same for a statement of the outlet's own: an estimate, not calibrated."""
    return weights()["narration"][0]


def _odds(chance: float) -> float:
    chance = min(max(chance, _EDGE), 1 - _EDGE)
    return math.log(chance / (1 - chance))
