"""What the redaction gate knows: words that vouch for a name, sensitive sites, movements, addresses, ages."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

Words = frozenset[str]


class Names(msgspec.Struct, frozen=True):
    """Words about names; see ``data/redaction.toml``."""

    not_office: Words
    kin: Words
    ambiguous: Words
    particles: Words
    before: Words
    proper: Words
    media: Words
    outlets: Words


class Ages(msgspec.Struct, frozen=True):
    """Words that make a number an age. ``words`` are the ages from 0, in order."""

    words: tuple[str, ...]
    units: tuple[str, ...]
    unspaced: tuple[str, ...]


class Sites(msgspec.Struct, frozen=True):
    """Places that are told no finer than their region."""

    words: Words
    phrases: tuple[str, ...]


class Movement(msgspec.Struct, frozen=True):
    """What is held for a while after publication."""

    movers: Words
    motions: Words
    statics: Words
    phrases: tuple[str, ...]
    events: Words


class Addresses(msgspec.Struct, frozen=True):
    """Words of addresses."""

    streets: tuple[str, ...]
    units: tuple[str, ...]


class Redaction(msgspec.Struct, frozen=True):
    """All that the gate knows."""

    names: Names
    ages: Ages
    sites: Sites
    movement: Movement
    addresses: Addresses
    ordinary: Words


def _words(text: str) -> Words:
    return frozenset(text.split())


@functools.cache
def redaction() -> Redaction:
    """The word lists, read once."""
    folder = files("counterclaim.lexicon") / "data"
    data = tomllib.loads((folder / "redaction.toml").read_text("utf-8"))
    ages, sites, movement, addresses = data["ages"], data["sites"], data["movement"], data["addresses"]
    return Redaction(
        names=Names(**{key: _words(words) for key, words in data["names"].items()}),
        ages=Ages(
            words=tuple(ages["words"].split()),
            units=tuple(ages["units"].split()),
            unspaced=tuple(word for group in ages["scripts"] for word in group["words"]),
        ),
        sites=Sites(_words(sites["words"]), tuple(sites["phrases"])),
        movement=Movement(
            _words(movement["movers"]),
            _words(movement["motions"]),
            _words(movement["statics"]),
            tuple(movement["phrases"]),
            frozenset(movement["events"]),
        ),
        addresses=Addresses(tuple(addresses["streets"].split()), tuple(addresses["units"].split())),
        ordinary=_words((folder / "ordinary_words.txt").read_text("utf-8")),
    )
