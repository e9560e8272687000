"""What a text calls events, and each type's codes in ACLED, PLOVER, UCDP and CAMEO."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import msgspec

from counterclaim.model.vocabulary import EventType


class Codes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An event type in the field's standards.

    ``acled_sub_event`` may list several: who did it decides between them, the first is the default.
    UCDP's ``type_of_violence`` likewise: 1 state-based, 2 non-state, 3 one-sided.
    """

    acled_event: str | None = None
    acled_sub_event: tuple[str, ...] = ()
    plover_event: str | None = None
    plover_mode: str | None = None
    ucdp: tuple[int, ...] = ()
    cameo: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that may name an event.

    ``type`` is that event's type; without it the weapon, the attacker or the rest of the text decides and
    ``default`` is the last resort. ``needs`` lists what must stand beside the word, alternatives of
    conditions joined by ``+``; ``never`` words beside it make it another sense. ``frame`` names a
    construction with rules of its own. ``instrument`` says that the object is the weapon, not the target.
    """

    type: EventType | None = None
    default: EventType | None = None
    needs: tuple[str, ...] = ("any",)
    never: frozenset[str] = frozenset()
    instrument: bool = False
    intransitive: bool = False
    context: bool = False


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``events.toml``: verbs by lemma (``shoot_down``), nouns by lemma, phrases and word lists."""

    types: dict[EventType, Codes]
    verbs: dict[str, Trigger]
    nouns: dict[str, Trigger]
    phrases: dict[str, Trigger]
    fire: dict[str, EventType]
    words: dict[str, frozenset[str]]


def load(name: str) -> dict[str, Any]:
    """A TOML file of the lexicon."""
    text = files("counterclaim.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return data


@functools.cache
def events() -> Lexicon:
    """The triggers and word lists, read once."""
    return msgspec.convert(load("events.toml"), Lexicon)


@functools.cache
def particles() -> Mapping[str, frozenset[str]]:
    """Verb lemma to the particles that make another trigger of it: shoot → down, dead."""
    found: dict[str, set[str]] = {}
    for key in events().verbs:
        verb, _, particle = key.partition("_")
        if particle:
            found.setdefault(verb, set()).add(particle)
    return {verb: frozenset(parts) for verb, parts in found.items()}


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``modality.toml``: words that make what they govern planned, denied or hypothetical."""

    governors: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]


@functools.cache
def modality() -> Modality:
    """The words of status, read once."""
    return msgspec.convert(load("modality.toml"), Modality)


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``trends.toml``: subjects of change by topic, words of change by direction."""

    topics: dict[str, frozenset[str]]
    conflict: frozenset[str]
    verbs: dict[str, frozenset[str]]
    adjectives: dict[str, frozenset[str]]
    nouns: dict[str, frozenset[str]]
    factors: dict[str, float]
    multiples: dict[str, float]
    words: dict[str, frozenset[str]]


@functools.cache
def change() -> Change:
    """The words of change, read once."""
    return msgspec.convert(load("trends.toml"), Change)
