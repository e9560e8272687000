"""Cue verbs and phrases of attribution: which words attribute, how, and with what stance."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files
from typing import Any, cast

import msgspec

from counterclaim.model.vocabulary import Stance


class CueVerb(msgspec.Struct, frozen=True):
    """A verb that attributes. ``frames`` say how it takes its content (see ``data/cues.toml``)."""

    stance: Stance
    frames: frozenset[str]
    weak: bool = False

    def prepositions(self) -> dict[str, str]:
        """Prepositions that introduce the content, each with the kind of its complement."""
        return {frame.partition(":")[0]: frame.partition(":")[2] for frame in self.frames if ":" in frame}


class CueNoun(msgspec.Struct, frozen=True):
    """A noun that attributes: "the claim that …", "X's estimate of …"."""

    stance: Stance


class CueIdiom(msgspec.Struct, frozen=True):
    """A noun that makes its verb attribute; the content follows a preposition or, with ``that``, a clause."""

    name: str
    stance: Stance
    prepositions: frozenset[str] = frozenset()
    that: bool = False
    bare: bool = False  # the clause may come without "that"


@functools.cache
def table(name: str) -> dict[str, Any]:
    """A top-level table of ``data/cues.toml``."""
    text = (files("counterclaim.lexicon") / "data" / "cues.toml").read_text(encoding="utf-8")
    return cast("dict[str, Any]", tomllib.loads(text).get(name, {}))


@functools.cache
def cue_verbs() -> dict[str, CueVerb]:
    """Lemma (with its particle: ``point_out``) to cue verb."""
    return msgspec.convert(table("verbs"), dict[str, CueVerb])


@functools.cache
def cue_nouns() -> dict[str, CueNoun]:
    """Lemma to cue noun."""
    return msgspec.convert(table("nouns"), dict[str, CueNoun])


@functools.cache
def idioms() -> dict[str, dict[str, CueIdiom]]:
    """Verb lemma to the nouns that make it attribute."""
    out: dict[str, dict[str, CueIdiom]] = {}
    for row in table("idioms").get("rows", ()):
        entry = msgspec.convert(row, _IdiomRow)
        for verb in entry.verbs:
            for noun in entry.nouns:
                out.setdefault(verb, {})[noun] = CueIdiom(
                    noun, entry.stance, entry.prepositions, entry.that, entry.bare
                )
    return out


class _IdiomRow(msgspec.Struct, frozen=True):
    verbs: list[str]
    nouns: list[str]
    stance: Stance
    prepositions: frozenset[str] = frozenset()
    that: bool = False
    bare: bool = False


@functools.cache
def words(name: str) -> frozenset[str]:
    """A plain word list of ``[lists]`` in ``data/cues.toml``."""
    return frozenset(table("lists")[name])
