"""Weapons: words and model names, and the type of event that their use is."""

from __future__ import annotations

import functools
import re

import msgspec

from counterclaim.lexicon.events import load
from counterclaim.model.vocabulary import EventType

_MODEL_NUMBER = re.compile(r"[-/]?\d.*$")


class Weapon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of weapon (see ``data/weapons.toml``)."""

    words: tuple[str, ...]
    names: tuple[str, ...] = ()
    event: EventType | None = None
    flies: bool = False
    carrier: bool = False


@functools.cache
def weapons() -> dict[str, Weapon]:
    """Weapon id to weapon."""
    return msgspec.convert(load("weapons.toml")["weapons"], dict[str, Weapon])


@functools.cache
def _by_phrase() -> dict[tuple[str, ...], str]:
    return {tuple(w.split()): key for key, weapon in weapons().items() for w in weapon.words}


@functools.cache
def heads() -> frozenset[str]:
    """Last words of all weapon terms."""
    return frozenset(phrase[-1] for phrase in _by_phrase())


@functools.cache
def _names() -> dict[str, str]:
    return {name: key for key, weapon in weapons().items() for name in weapon.names}


def named(word: str) -> str | None:
    """The weapon that a model name in lower case belongs to, whatever number follows it ("shahed-136")."""
    found = _names().get(word)
    if found is None and word[-1:].isdigit():
        found = _names().get(_MODEL_NUMBER.sub("", word))
    return found


def weapon_of(words: tuple[str, ...]) -> str | None:
    """The weapon that a term names, by its longest known ending ("long-range cruise missile")."""
    phrases = _by_phrase()
    for start in range(max(0, len(words) - 3), len(words)):
        found = phrases.get(words[start:])
        if found is not None:
            return found
    return None
