"""The words that tell an article's furniture from its body, and those that are found glued together."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec


class Cleanup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``data/cleanup.toml``, as sets to look words up in and tuples to match ends with."""

    agencies: frozenset[str]
    credit_words: tuple[str, ...]
    caption_labels: frozenset[str]
    caption_openers: tuple[str, ...]
    related_prompts: frozenset[str]
    related_openers: tuple[str, ...]
    boilerplate_openers: tuple[str, ...]
    platforms: tuple[str, ...]
    byline_openers: tuple[str, ...]
    byline_endings: tuple[str, ...]
    byline_words: frozenset[str]
    dateline_words: frozenset[str]
    dateline_brackets: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    date_line_words: frozenset[str]
    glued_verbs: tuple[str, ...]
    glued_after_verb: tuple[str, ...]
    glued_pair_verbs: tuple[str, ...]
    glued_before_name: frozenset[str]
    verb_prefixes: frozenset[str]
    sentence_openers: frozenset[str]
    address_endings: frozenset[str]
    hyphen_tails: frozenset[str]
    hyphen_heads: frozenset[str]
    unfinished: frozenset[str]
    english_words: frozenset[str]


@cache
def cleanup() -> Cleanup:
    """The lexicon of clean-up, read once."""
    data = (files("counterclaim.lexicon") / "data" / "cleanup.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(data), Cleanup)
