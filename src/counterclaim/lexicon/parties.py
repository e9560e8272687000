"""Parties to conflicts and those who speak about them: states, forces, armed groups, organisations.

The knowledge is in ``data/states.csv`` and ``data/parties.toml``; this module finds it by name.
"""

from __future__ import annotations

import csv
import functools
import io
import tomllib
from importlib.resources import files
from typing import Any

import msgspec

from counterclaim.model.vocabulary import ActorKind

_SELF = "self"
_ACRONYM = 6  # capitals up to this length are matched as written: WHO is not who
_FOLD = str.maketrans({"-": " ", "‑": " ", "’": "'", "‘": "'", "ʼ": "'"})


class Party(msgspec.Struct, frozen=True):
    """A known party. ``side`` is whom it speaks for, ``nouns`` may name it again ("the group")."""

    name: str
    kind: ActorKind
    side: str | None = None
    wikidata: str | None = None
    seat: bool = False
    nouns: frozenset[str] = frozenset()


class _Row(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    kind: ActorKind
    side: str
    wikidata: str | None = None
    seat: bool = False
    nouns: list[str] = []
    aliases: list[str] = []


class Lexicon(msgspec.Struct, frozen=True):
    """All look-ups: folded name to party, demonym or capital to its state's name."""

    names: dict[str, Party]
    states: dict[str, Party]
    demonyms: dict[str, str]
    capitals: dict[str, str]


@functools.lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """The form that names are compared in: acronyms as written, anything else in lower case."""
    plain = name.translate(_FOLD)
    if plain.isupper() and len(plain) <= _ACRONYM:
        return plain
    return plain.lower().removeprefix("the ")


def _text(name: str) -> str:
    return files("counterclaim.lexicon").joinpath("data", name).read_text(encoding="utf-8")


@functools.cache
def lexicon() -> Lexicon:
    """The look-ups, read once."""
    names: dict[str, Party] = {}
    states: dict[str, Party] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(_text("states.csv")), delimiter=";"):
        name = row["name"]
        nouns = frozenset({"country", "state"})
        state = Party(name, "country", name, row["wikidata"] or None, nouns=nouns)
        states[name] = state
        for alias in (name, *filter(None, row["aliases"].split("|"))):
            names[fold(alias)] = state
        for word in filter(None, row["demonyms"].split("|")):
            demonyms[word.lower()] = name
        for word in filter(None, row["capital"].split("|")):
            capitals[word.lower()] = name
    data: dict[str, Any] = tomllib.loads(_text("parties.toml"))
    for entry in msgspec.convert(data["party"], list[_Row]):
        side = entry.name if entry.side == _SELF else entry.side or None
        party = Party(entry.name, entry.kind, side, entry.wikidata, entry.seat, frozenset(entry.nouns))
        for alias in (entry.name, *entry.aliases):
            names.setdefault(fold(alias), party)
    return Lexicon(names, states, demonyms, capitals)


def party(name: str) -> Party | None:
    """The party of that name, acronym or alias, whatever its hyphens and leading article."""
    return lexicon().names.get(fold(name))


def state_of_demonym(word: str) -> str | None:
    """The state that "Ukrainian" or "Ukrainians" belongs to."""
    return lexicon().demonyms.get(word.lower())


def state_of_capital(word: str) -> str | None:
    """The state that "Kyiv" is the capital (or seat of government) of."""
    return lexicon().capitals.get(word.lower())
