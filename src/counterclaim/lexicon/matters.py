"""Words by which two statements are seen to speak of one matter, to reject, retract or explain it."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

import msgspec

_VOWEL = frozenset("aeiouy")
_WORDS = re.compile(r"\w+")
_DOUBLED = frozenset("bdfgmnprt")


class _File(msgspec.Struct, frozen=True):
    """``matters.toml`` as written."""

    concepts: dict[str, list[str]]
    plain: dict[str, list[str]]
    negation: dict[str, list[str]]
    reject: dict[str, list[str]]
    retraction: dict[str, list[str]]
    rise: dict[str, list[str]]
    explanation: dict[str, list[str]]
    evidence: dict[str, list[str]]
    scope: dict[str, list[str]]
    control: dict[str, list[str]]
    causes: dict[str, list[str]]
    victims: dict[str, list[str]]
    voices: dict[str, list[str]]
    bodies: dict[str, list[str]]
    numbers: dict[str, float]


@functools.cache
def _file() -> _File:
    text = files("counterclaim.lexicon").joinpath("data/matters.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _File)


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A light stem: plural, past and progressive endings off ("bombed", "bombs", "bombing" are one)."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "i"
    for ending in ("ing", "ed", "ion", "ly", "es", "s", "e"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= 3 and _VOWEL & set(rest) and not word.endswith("ss"):
            if ending in ("ing", "ed") and rest[-1] == rest[-2] and rest[-1] in _DOUBLED:
                rest = rest[:-1]
            return stem(rest) if ending in ("s", "ly") else rest
    return word[:-1] + "i" if word.endswith("y") else word


@functools.cache
def plain() -> frozenset[str]:
    """Stems that show nothing when two statements share them."""
    return frozenset(stem(w) for w in _file().plain["words"]) | frozenset(_file().plain["words"])


@functools.cache
def concepts() -> dict[str, tuple[str, ...]]:
    """Stem to the concepts that it may stand for."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _file().concepts.items():
        for word in words:
            for key in (word, stem(word)):
                if name not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), name)
    return found


@functools.cache
def evidence_words() -> frozenset[str]:
    """Stems of traces, records and witnesses."""
    return frozenset(_file().evidence["words"]) | frozenset(stem(w) for w in _file().evidence["words"])


@functools.cache
def negators() -> frozenset[str]:
    """Words that negate a clause."""
    return frozenset(_file().negation["words"])


@functools.cache
def voice_words(name: str) -> frozenset[str]:
    """A list of words in the names of those who speak."""
    return frozenset(_file().voices[name])


@functools.cache
def number_words() -> dict[str, float]:
    """Simple number words and their values."""
    return _file().numbers


@functools.cache
def bodies() -> dict[str, str]:
    """Word to the kind of body that it shows: "ministry", "army"."""
    return {word: kind for kind, words in _file().bodies.items() for word in words}


@functools.cache
def phrases(section: str, name: str = "phrases") -> re.Pattern[str]:
    """Matches one of the phrases of a section in lower-case text, from a word's beginning."""
    table: dict[str, list[str]] = getattr(_file(), section)
    longest_first = sorted(table[name], key=lambda p: (-len(p), p))
    whole = section not in ("victims", "causes")
    tail = r"(?!\w)" if whole else ""
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + ")" + tail)


@functools.cache
def _firsts(section: str, name: str) -> frozenset[str]:
    """The words that the phrases of a section begin with."""
    return frozenset(_WORDS.findall(p)[0] for p in getattr(_file(), section)[name])


def words_of(text: str) -> frozenset[str]:
    """The words of a lower-case text, as `speaks` wants them."""
    return frozenset(_WORDS.findall(text))


def speaks(section: str, text: str, words: frozenset[str], name: str = "phrases") -> bool:
    """Whether a lower-case text has a phrase of a section; ``words`` are its `words_of`."""
    return not words.isdisjoint(_firsts(section, name)) and phrases(section, name).search(text) is not None


@functools.cache
def groups(section: str) -> tuple[str, ...]:
    """The names within a section, in file order."""
    return tuple(getattr(_file(), section))


def groups_in(section: str, text: str) -> frozenset[str]:
    """Which groups of a section (causes, victims) have a word in the lower-case text."""
    if not text or _any(section).search(text) is None:
        return frozenset()
    return frozenset(name for name in groups(section) if phrases(section, name).search(text))


@functools.cache
def _any(section: str) -> re.Pattern[str]:
    """Matches a phrase of any group of a section."""
    return re.compile("|".join(phrases(section, name).pattern for name in groups(section)))
