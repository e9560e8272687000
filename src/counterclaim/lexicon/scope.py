"""Words that tell whose people or things a figure counts."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files


@functools.cache
def words(name: str) -> frozenset[str]:
    """A word list of ``data/scope.toml``."""
    path = files("counterclaim.lexicon") / "data" / "scope.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))[name])
