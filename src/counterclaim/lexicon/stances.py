"""Words that tell stance and certainty from inside a claim's content."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files
from typing import Any


@functools.cache
def _data() -> dict[str, Any]:
    path = files("counterclaim.lexicon") / "data" / "stances.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def disputing() -> re.Pattern[str]:
    """Matches an expression that disputes another one's statement, in lower-case text."""
    phrases = sorted(_data()["disputing"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """A top-level word list."""
    return frozenset(_data()[name])


@functools.cache
def certainty_words() -> dict[str, str]:
    """Word to ``probable`` or ``possible``."""
    return {word: value for value, words in _data()["certainty"].items() for word in words}
