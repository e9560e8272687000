"""Names that are nobody's: places, parties, days, titles, peoples; what the lexicon vouches for."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from counterclaim.lexicon import parties, regions, weapons
from counterclaim.lexicon.redaction import redaction
from counterclaim.lexicon.titles import titles
from counterclaim.release.words import Word, key, keys

Key = tuple[str, ...]
_MAY = frozenset({"may", "march", "april", "june", "august", "sun", "sat", "mar", "jan", "eid", "easter"})


class Phrases:
    """Names of one or more words, found at a word of a text."""

    def __init__(self, names: Iterable[str] = (), base: Phrases | None = None) -> None:
        self._of: dict[str, set[Key]] = {}
        self._base = base
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """One name more."""
        found = keys(name)
        if found and len(found) <= 12:
            self._of.setdefault(found[0], set()).add(found)

    def at(self, words: Sequence[Word], index: int) -> int:
        """How many words from here are one of the names; 0 when none is. The longest name counts."""
        longest = self._base.at(words, index) if self._base else 0
        parts = words[index].parts
        options = self._of.get(parts[0]) if parts else None
        if not options:
            return longest
        ahead: list[str] = []
        ends: dict[int, int] = {}
        for number, word in enumerate(words[index : index + 12], 1):
            ahead.extend(word.parts)
            ends[len(ahead)] = number
        for option in options:
            number = ends.get(len(option), 0)  # a name ends where a word does
            if number > longest and tuple(ahead[: len(option)]) == option:
                longest = number
        return longest

    def has(self, name: str) -> bool:
        """Whether this is exactly one of the names."""
        found = keys(name)
        return bool(found) and (
            found in self._of.get(found[0], ()) or bool(self._base and self._base.has(name))
        )


@functools.cache
def places() -> Phrases:
    """Countries, regions, waters and capitals, in all spellings that the lexicon has."""
    names: list[str] = []
    for country in regions.countries().values():
        names += [country.name, country.capital, *country.alternates]
    for region in regions.regions():
        names += [region.name, *region.alternates]
    names += [name for name, _ in regions.abbreviations().values()]
    names += parties.lexicon().capitals
    return Phrases(n for n in names if n)


@functools.cache
def known() -> Phrases:
    """Places, and parties to conflicts with their names and adjectives."""
    found = Phrases(base=places())
    lexicon = parties.lexicon()
    for name in (*lexicon.names, *lexicon.states, *lexicon.demonyms, *regions.demonyms()):
        found.add(name)
    return found


@functools.cache
def calendar() -> frozenset[str]:
    """Days, months and hours."""
    return frozenset(key(w.rstrip(".")) for w in titles().calendar)


@functools.cache
def calendar_names() -> frozenset[str]:
    """Those of them that are given names as well."""
    return _MAY


@functools.cache
def nobody() -> frozenset[str]:
    """Single words that may stand in capitals anywhere: titles, bodies, faiths, weapons."""
    words, names = titles(), redaction().names
    found = (
        words.before_name | words.roles | words.bodies | words.portfolio | words.not_person | words.of_heads
    )
    found |= words.for_heads | words.documents | words.sources | names.proper | names.media | weapons.heads()
    plain = {part for word in found for part in keys(word)}
    return frozenset(plain - names.ambiguous - given() - names.particles | {"of", "for", "and", "the"})


@functools.cache
def bodies() -> frozenset[str]:
    """Words that show that a name is a body's, not a person's."""
    words = titles()
    found = {key(w) for w in words.bodies | words.not_person | words.of_heads}
    return frozenset(found - redaction().names.ambiguous)


@functools.cache
def given() -> frozenset[str]:
    """Given names of persons."""
    return frozenset(key(name) for name in titles().first_names) - {"said", "than", "thin", "win", "guy"}


@functools.cache
def risky() -> frozenset[str]:
    """Words that are a name when a name stands beside them."""
    return redaction().names.ambiguous | given() | calendar_names()


@functools.cache
def ordinary() -> frozenset[str]:
    """Ordinary words, which no name is made of."""
    found = redaction().ordinary | titles().openers | redaction().names.before
    return found | {word + "s" for word in found if len(word) > 3}


@functools.cache
def capital_ordinary() -> frozenset[str]:
    """Ordinary words that may open a sentence in a capital without being taken for a name."""
    names = redaction().names.ambiguous | given()
    return ordinary() - names - {name + "s" for name in names}


def public_role(role: str | None) -> bool:
    """Whether a role is an office, a rank or a spokesperson's, by its head noun."""
    if not role:
        return False
    found = keys(role)
    names, words = redaction().names, titles()
    if not names.kin.isdisjoint(found):
        return False
    head = list(found)
    for small in ("of", "for", "at", "in", "to", "on"):
        if small in head[1:]:
            head = head[: head.index(small, 1)]
    offices = (words.public | words.ranks) - names.not_office
    return bool(head) and (head[-1] in offices or (head[-1] == "general" and len(head) > 1))
