"""What words say about the measure of a figure: counted nouns, verbs, states, populations."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import TypeVar

import msgspec

from counterclaim.model.vocabulary import Measure, Population


class _File(msgspec.Struct, frozen=True):
    """``measures.toml`` as written."""

    nouns: dict[Measure, list[str]]
    weapon_attacks: dict[Measure, list[str]]
    verbs: dict[Measure, list[str]]
    phrasal: dict[Measure, list[str]]
    subject_verbs: dict[str, list[str]]
    states: dict[Measure, list[str]]
    things: dict[str, list[str]]
    people: dict[Population, list[str]]
    worker: dict[str, list[str]]
    adjectives: dict[Population, list[str]]
    words: dict[str, list[str]]


class Measures(msgspec.Struct, frozen=True):
    """``measures.toml`` turned round for look-up by lemma."""

    nouns: dict[str, Measure]
    weapon_attacks: dict[str, Measure]
    verbs: dict[str, tuple[Measure, ...]]
    phrasal: dict[str, dict[str, Measure]]  # verb -> second word -> measure
    subject_verbs: dict[str, str]
    states: dict[str, Measure]
    things: dict[str, str]
    people: dict[str, Population]
    workers: frozenset[str]
    worker_kinds: dict[str, Population]
    adjectives: dict[str, Population]
    words: dict[str, frozenset[str]]


K = TypeVar("K", bound=str)

PEOPLE_MEASURES: frozenset[Measure] = frozenset(
    (
        "killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced",
        "evacuated", "affected",
    )
)  # fmt: skip
ATTACK_MEASURES: frozenset[Measure] = frozenset(
    (
        "air_strikes", "missile_strikes", "drone_strikes", "rocket_attacks", "shelling_attacks", "attacks",
        "clashes",
    )
)  # fmt: skip
FLYING = frozenset(("drone", "missile", "rocket", "target", "aircraft", "shell"))
ARRIVALS: dict[str, Measure] = {
    "drone": "drone_strikes", "missile": "missile_strikes", "rocket": "rocket_attacks",
    "shell": "shelling_attacks",
}  # fmt: skip


def _turned(table: Mapping[K, Sequence[str]]) -> dict[str, K]:
    return {word: key for key, words in table.items() for word in words}


@functools.cache
def measures() -> Measures:
    """The words of measure, read once."""
    raw = files("counterclaim.lexicon").joinpath("data/measures.toml").read_text(encoding="utf-8")
    file = msgspec.convert(tomllib.loads(raw), _File)
    verbs: dict[str, tuple[Measure, ...]] = {}
    for measure, words in file.verbs.items():
        for word in words:
            verbs[word] = (*verbs.get(word, ()), measure)
    phrasal: dict[str, dict[str, Measure]] = {}
    for measure, phrases in file.phrasal.items():
        for phrase in phrases:
            verb, second = phrase.split()
            phrasal.setdefault(verb, {}).setdefault(second, measure)
    worker_kinds: dict[str, Population] = {}
    kinds: tuple[Population, ...] = ("medical", "aid_workers", "press", "military")
    for kind in kinds:
        worker_kinds.update(dict.fromkeys(file.worker[kind], kind))
    return Measures(
        nouns=_turned(file.nouns),
        weapon_attacks=_turned(file.weapon_attacks),
        verbs=verbs,
        phrasal=phrasal,
        subject_verbs=_turned(file.subject_verbs),
        states=_turned(file.states),
        things=_turned(file.things),
        people=_turned(file.people),
        workers=frozenset(file.worker["nouns"]),
        worker_kinds=worker_kinds,
        adjectives=_turned(file.adjectives),
        words={key: frozenset(words) for key, words in file.words.items()},
    )
