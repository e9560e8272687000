"""Who speaks, across documents: names, offices, and the party that an outlet or an office speaks for."""

from __future__ import annotations

import functools
import re
from collections import Counter
from typing import Literal

import msgspec

from counterclaim.lexicon import matters
from counterclaim.lexicon.parties import fold, lexicon, party, state_of_capital, state_of_demonym
from counterclaim.lexicon.regions import countries
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Actor, Claim

Level = Literal["same_person", "same_body", "same_side", "opposed", "unknown"]
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_MOSTLY = 0.7  # of the places of a text that lie in one country make that country its home
_NO_CHANNEL = frozenset(("media", "health", "group", "team", "unit", "spokesman", "spokeswoman"))
_MOUTHPIECES = frozenset(("spokesperson", "spokesman", "media"))


def _official(words: frozenset[str] | set[str]) -> set[str]:
    """Words that show an office of a party."""
    return {w for w in words if w in matters.bodies()} - _NO_CHANNEL


class Voice(msgspec.Struct, frozen=True):
    """A speaker as far as documents can share one: words of the name, kinds of body, the party."""

    name: str
    words: frozenset[str]
    person: bool
    bodies: frozenset[str]
    side: str | None
    outlet: bool
    unnamed: bool


@functools.lru_cache(maxsize=8192)
def side_named(text: str) -> str | None:
    """The party that a name speaks for: "Rwandan soldiers", "IDF Spokesperson's Unit"."""
    found = sides_in(text)
    return found[0] if found else state_of_capital(text.strip())


@functools.lru_cache(maxsize=65536)
def _begins(word: str) -> bool:
    """Whether names of parties begin with it."""
    low = word.lower()
    return low == "the" or _first(low) in _firsts()


def _first(word: str) -> str:
    return next(iter(fold(word).lower().split()), "").rstrip(".")


@functools.cache
def _firsts() -> frozenset[str]:
    """The words that names of parties begin with: most words of a text begin none."""
    return frozenset(key.lower().split()[0].rstrip(".") for key in lexicon().names if key.strip())


@functools.lru_cache(maxsize=8192)
def sides_in(text: str) -> tuple[str, ...]:
    """All parties that a text names, the longest names first."""
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)]
    found: dict[str, None] = {}
    begins = [n for n, w in enumerate(words) if _begins(w)]
    for size in range(min(6, len(words)), 0, -1):
        for start in begins:
            if start + size > len(words):
                break
            if size == 1 and not words[start][:1].isupper():
                continue
            name = " ".join(words[start : start + size])
            known = party(name) or (party(name + ".") if "." in name else None)
            if known is not None and known.side:
                found[known.side] = None
    for word in words:
        state = state_of_demonym(word) if word[:1].isupper() else None
        if state:
            found[state] = None
    return tuple(found)


@functools.lru_cache(maxsize=8192)
def outlet_side(outlet: str | None) -> str | None:
    """The party whose own channel an outlet is; None for the press."""
    if not outlet:
        return None
    head = outlet.split("(")[0].strip(" ,")
    words = {w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(outlet)}
    whole = party(head)
    if whole is not None and whole.kind not in ("organisation", "country") and whole.side:
        return whole.side
    if not _official(words) and not words & _MOUTHPIECES:
        return side_named(head) if len(head.split()) <= 3 and whole is not None else None
    if words & matters.voice_words("press"):
        return None
    side = side_named(outlet)
    if side is None:
        for word in _WORD.findall(outlet):
            side = side or state_of_capital(word)
    return side or ("outlet:" + head.lower() if _official(words) else None)


def home(reading: Reading) -> str | None:
    """The state that "the army" is of: that of all the countries' places of the text, if one."""
    codes = Counter(
        p.country for p in reading.places if p.country and p.literal for _ in p.mentions or (None,)
    )
    if not codes:
        return None
    code, number = min(codes.items(), key=lambda item: (-item[1], item[0]))
    if number < _MOSTLY * codes.total():
        return None
    country = countries().get(code)
    known = party(country.name) if country is not None else None
    return known.side if known is not None else None


def voice_of(
    reading: Reading, claim: Claim, actors: dict[str, Actor], country: str | None, own_side: str | None
) -> Voice:
    """Who says it: the named speaker, or the outlet itself."""
    outlet = reading.document.outlet
    actor = actors.get(claim.speaker) if claim.speaker else None
    if actor is None:
        name = outlet or "the text itself"
        words, bodies = _parts(name)
        return Voice(name, words, False, bodies, own_side, True, False)
    names = [actor.name, actor.role or "", *(m.text for m in actor.mentions)]
    words, bodies = _parts(" ".join(names))
    name_words = {w.lower() for w in _WORD.findall(f"{actor.name} {actor.role or ''}")}
    person = actor.kind == "person"
    side = actor.side or side_named(actor.name)
    if name_words & matters.voice_words("rivals") and actor.kind != "group":
        side = None
    unnamed = actor.kind == "unnamed_source" or (
        not person and bool(name_words & matters.voice_words("unnamed"))
    )
    if side is None and actor.role:
        side = side_named(actor.role)
    if side is None and actor.kind != "person" and state_of_capital(actor.name):
        side = state_of_capital(actor.name)
    if side is None and not unnamed:
        if own_side is not None and (person or _official(name_words) or words & _parts(outlet or "")[0]):
            side = own_side
        elif bodies & {"army", "government", "ministry", "police"} and name_words & matters.voice_words(
            "state"
        ):
            side = country
    return Voice(actor.name, words, person, bodies, side, False, unnamed)


def _bare(*sides: str) -> bool:
    """Whether a side is only an outlet's own name, of which nobody knows whom it is against."""
    return any(s.startswith("outlet:") for s in sides)


def _parts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = {w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text)}
    known = matters.bodies()
    return frozenset(words - matters.voice_words("general")), frozenset(known[w] for w in words if w in known)


def compare(a: Voice, b: Voice) -> Level:
    """How two speakers stand to each other. Nothing is held the same on missing data."""
    if a.side is not None and b.side is not None and a.side != b.side and not _bare(a.side, b.side):
        return "opposed"
    surnames = a.name.split()[-1:] == b.name.split()[-1:]
    if a.person and b.person:
        if surnames:
            return "same_person"
    elif not a.unnamed and not b.unnamed and a.words and a.name.lower() == b.name.lower():
        return "same_person" if not a.outlet else "same_body"
    if a.side is not None and a.side == b.side:
        if a.bodies & b.bodies and not (a.unnamed or b.unnamed):
            return "same_body"
        return "same_side"
    shared = a.words & b.words
    if a.unnamed and b.unnamed and a.words == b.words and len(shared) >= 2:
        return "same_body"
    if len(shared) >= 2 and not a.unnamed and not b.unnamed and a.bodies & b.bodies:
        return "same_body"
    return "unknown"
