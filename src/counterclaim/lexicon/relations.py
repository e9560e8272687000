"""Words by which one statement speaks of another: nouns, phrases, and words that say the same."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Literal

import msgspec

ReferenceKind = Literal["figure", "accusation", "statement"]


class _File(msgspec.Struct, frozen=True):
    """``relations.toml`` as written."""

    references: dict[ReferenceKind, list[str]]
    words: dict[str, list[str]]
    phrases: dict[str, list[str]]
    concepts: dict[str, list[str]]


class RelationWords(msgspec.Struct, frozen=True):
    """``relations.toml`` turned round for look-up by lemma."""

    references: dict[str, ReferenceKind]
    concepts: dict[str, str]
    words: dict[str, frozenset[str]]


@functools.cache
def _file() -> _File:
    text = files("counterclaim.lexicon").joinpath("data/relations.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File)


@functools.cache
def relation_words() -> RelationWords:
    """The look-ups, read once."""
    file = _file()
    return RelationWords(
        references={word: kind for kind, words in file.references.items() for word in words},
        concepts={word: concept for concept, words in file.concepts.items() for word in words},
        words={name: frozenset(words) for name, words in file.words.items()},
    )


@functools.cache
def phrases(name: str) -> re.Pattern[str]:
    """Matches one of the phrases of that name in lower-case text, whole words only."""
    longest_first = sorted(_file().phrases[name], key=lambda p: (-len(p), p))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
