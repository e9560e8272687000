"""Words about persons and bodies: titles, ranks, offices, sources, given names."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any

import msgspec

from counterclaim.model.vocabulary import Sex


class Titles(msgspec.Struct, frozen=True, dict=True):
    """Word sets of ``data/titles.toml`` and ``data/first_names.toml``, all in lower case."""

    ranks: frozenset[str]
    honorifics: frozenset[str]
    public: frozenset[str]
    private: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    portfolio: frozenset[str]
    government: frozenset[str]
    armed_force: frozenset[str]
    group: frozenset[str]
    organisation: frozenset[str]
    sources: frozenset[str]
    documents: frozenset[str]
    classes: dict[str, frozenset[str]]
    of_heads: frozenset[str]
    for_heads: frozenset[str]
    not_person: frozenset[str]
    particles: frozenset[str]
    hyphenated: frozenset[str]
    possessive: frozenset[str]
    place_titles: frozenset[str]
    locative: frozenset[str]
    calendar: frozenset[str]
    openers: frozenset[str]
    speech: frozenset[str]
    first_names: dict[str, Sex | None]

    @functools.cached_property
    def before_name(self) -> frozenset[str]:
        """Ranks, honorifics and roles: what may stand right before a person's name."""
        return self.ranks | self.honorifics | self.public | self.private

    @functools.cached_property
    def roles(self) -> frozenset[str]:
        """Nouns that describe a person."""
        return self.public | self.private | self.ranks

    @functools.cached_property
    def offices(self) -> frozenset[str]:
        """Roles that are no mere ranks."""
        return (self.public | self.private) - self.ranks

    @functools.cached_property
    def common(self) -> frozenset[str]:
        """Words that are no name when they stand alone at the opening of a sentence or line."""
        return self.openers | self.bodies | self.sources | self.documents | self.roles

    @functools.cached_property
    def bodies(self) -> frozenset[str]:
        """Nouns that describe a body of people."""
        return self.government | self.armed_force | self.group | self.organisation


def _load(name: str) -> dict[str, Any]:
    text = files("counterclaim.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(text)
    return data


def _words(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _classes(groups: object) -> dict[str, frozenset[str]]:
    """Each noun with all the nouns that can name the same body again."""
    wide: dict[str, set[str]] = {}
    for group in msgspec.convert(groups, list[str]):
        words = _words(group)
        for word in words:
            wide.setdefault(word, set()).update(words)
    return {word: frozenset(others) for word, others in wide.items()}


@functools.cache
def titles() -> Titles:
    """The word sets, read once."""
    data = _load("titles.toml")
    persons, bodies, names = data["persons"], data["bodies"], data["names"]
    given = _load("first_names.toml")
    first: dict[str, Sex | None] = dict.fromkeys(_words(given["either"]))
    male, female = _words(given["male"]), _words(given["female"])
    first.update(dict.fromkeys(male - female, "male"))
    first.update(dict.fromkeys(female - male, "female"))
    first.update(dict.fromkeys(male & female))
    return Titles(
        **{key: _words(persons[key]) for key in
           ("ranks", "honorifics", "public", "private", "female", "male", "portfolio")},
        **{key: _words(bodies[key]) for key in
           ("government", "armed_force", "group", "organisation", "sources", "documents")},
        **{key: _words(names[key]) for key in
           ("of_heads", "for_heads", "not_person", "particles", "hyphenated", "possessive", "place_titles",
            "locative", "calendar", "openers", "speech")},
        classes=_classes(bodies["classes"]),
        first_names=first,
    )  # fmt: skip
