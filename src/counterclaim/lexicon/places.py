"""Words that surround the names of places, and capitalised words that only look like them."""

from __future__ import annotations

import functools
import tomllib
from importlib.resources import files

import msgspec

Words = frozenset[str]


class PlaceWords(msgspec.Struct, frozen=True):
    """The word sets of ``data/places.toml`` and ``data/common_words.txt``, in lower case."""

    admin1: Words
    admin2: Words
    settlement: Words
    vicinity: Words
    site: Words
    water: Words
    inside: Words
    weak: Words
    near: Words
    modifiers: Words
    direction: Words
    organisation: Words
    organs: Words
    lands: Words
    never: Words
    acts: Words
    speech: Words
    buildings: Words
    bodies: tuple[str, ...]
    links: Words
    closed: Words
    compounds: Words
    common: Words


@functools.cache
def place_words() -> PlaceWords:
    """The word sets, read once."""
    folder = files("counterclaim.lexicon") / "data"
    data = tomllib.loads((folder / "places.toml").read_text("utf-8"))

    def words(group: str, key: str) -> Words:
        return frozenset(data[group][key].split())

    return PlaceWords(
        **{
            key: words("types", key)
            for key in ("admin1", "admin2", "settlement", "vicinity", "site", "water")
        },
        **{key: words("before", key) for key in ("inside", "weak", "modifiers", "direction")},
        **{
            key: words("names", key)
            for key in ("organisation", "organs", "lands", "buildings", "never", "acts", "speech")
        },
        bodies=tuple(data["names"]["bodies"]),
        links=words("small", "links"),
        closed=words("small", "closed"),
        compounds=words("small", "compounds"),
        near=words("before", "vicinity"),
        common=frozenset((folder / "common_words.txt").read_text("utf-8").split()),
    )
