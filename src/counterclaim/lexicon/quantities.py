"""Words of number: amounts, scales, qualifiers, units, and labels that make a number a name."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

from counterclaim.model.vocabulary import Qualifier


class _Qualifiers(msgspec.Struct, frozen=True):
    """Qualifying phrases, by where they stand."""

    before: dict[str, Qualifier]
    after: dict[str, Qualifier]


class _File(msgspec.Struct, frozen=True):
    """``quantities.toml`` as written."""

    words: dict[str, int]
    scales: dict[str, int]
    abbreviations: dict[str, int]
    vague: dict[str, int]
    fractions: dict[str, float]
    factors: dict[str, float]
    qualifiers: _Qualifiers
    units: dict[str, list[str]]
    money: dict[str, list[str]]
    labels: dict[str, list[str]]


class Quantities(msgspec.Struct, frozen=True):
    """``quantities.toml`` ready for look-up; every key is lower-case."""

    words: dict[str, int]
    scales: dict[str, int]
    abbreviations: dict[str, int]
    vague: dict[str, int]
    fractions: dict[str, float]
    factors: dict[str, float]
    before: dict[tuple[str, ...], Qualifier]
    after: dict[tuple[str, ...], Qualifier]
    units: dict[str, str]  # word -> dimension
    money_before: frozenset[str]
    money_after: frozenset[str]
    labels: frozenset[str]
    months: frozenset[str]
    clock: frozenset[str]
    ordinals: frozenset[str]
    starters: frozenset[str]  # words that may open an amount


@functools.cache
def quantities() -> Quantities:
    """The words of number, read once."""
    raw = files("counterclaim.lexicon").joinpath("data/quantities.toml").read_text(encoding="utf-8")
    file = msgspec.convert(tomllib.loads(raw), _File)
    openers = {"a", "an", "half", "several", "few", "couple", "single", "no", "nobody", "none"}
    return Quantities(
        words=file.words,
        scales=file.scales,
        abbreviations=file.abbreviations,
        vague=file.vague,
        fractions=file.fractions,
        factors=file.factors,
        before={tuple(k.split()): v for k, v in file.qualifiers.before.items()},
        after={tuple(k.split()): v for k, v in file.qualifiers.after.items()},
        units={word: dimension for dimension, words in file.units.items() for word in words},
        money_before=frozenset(file.money["before"]),
        money_after=frozenset(file.money["after"]),
        labels=frozenset(file.labels["words"]),
        months=frozenset(file.labels["months"]),
        clock=frozenset(file.labels["clock"]),
        ordinals=frozenset(file.labels["ordinals"]),
        starters=frozenset({*file.words, *file.scales, *file.vague, *(openers - {"no", "nobody", "none"})}),
    )
