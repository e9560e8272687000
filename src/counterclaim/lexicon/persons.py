"""What befell a named person: the words that say killed, wounded, missing, held or released."""

from __future__ import annotations

import functools

import msgspec

from counterclaim.lexicon.events import load
from counterclaim.model.vocabulary import PersonStatus


class Fates(msgspec.Struct, frozen=True):
    """``persons.toml`` turned round: lemma to status, by the place of the person in the sentence."""

    passive: dict[str, PersonStatus]
    active: dict[str, PersonStatus]
    states: dict[str, PersonStatus]
    of: dict[str, PersonStatus]
    words: dict[str, frozenset[str]]


class _File(msgspec.Struct, frozen=True):
    passive: dict[PersonStatus, list[str]]
    active: dict[PersonStatus, list[str]]
    states: dict[PersonStatus, list[str]]
    of: dict[PersonStatus, list[str]]
    words: dict[str, frozenset[str]]


def _turned(table: dict[PersonStatus, list[str]]) -> dict[str, PersonStatus]:
    return {word: status for status, words in table.items() for word in words}


@functools.cache
def fates() -> Fates:
    """The words, read once."""
    file = msgspec.convert(load("persons.toml"), _File)
    return Fates(
        _turned(file.passive), _turned(file.active), _turned(file.states), _turned(file.of), file.words
    )
