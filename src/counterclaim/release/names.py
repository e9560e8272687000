"""Finds the names that must not leave: every name-like word that nothing vouches for.

A word is name-like when it has a capital, or stands in a script that has none. It may leave when it is part
of a name that is vouched for (a place, a body, a person with an office, a released name), a word that is
nobody's name (days, titles, peoples), or an ordinary word at the opening of a sentence or in a headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from counterclaim.lexicon import weapons
from counterclaim.lexicon.redaction import redaction
from counterclaim.release import known
from counterclaim.release.edits import Edit
from counterclaim.release.known import Phrases
from counterclaim.release.pseudonyms import Pseudonyms
from counterclaim.release.shapes import acronym, aged, close, designation, headlines, joined, opens
from counterclaim.release.words import Word, keys, words

_WEAPON_NAMES = frozenset({"baba", "samad", "quds", "heron", "storm", "neptune"})  # persons' names as well
_ONE_LETTER = 1
_SHORT = 4


class Verdict(IntEnum):
    """What becomes of a word."""

    PLAIN = 0  # not name-like
    CALENDAR = 1
    VOUCHED = 2  # part of a name that may leave
    NOBODY = 3  # a title, a people, a weapon
    ORDINARY = 4  # an ordinary word in a capital
    PERSON = 5  # the name of a person who may be named
    DENIED = 6


@dataclass
class Knowledge:
    """What is known for one document: who may be named, what is a place or body, who must not be named."""

    persons: Phrases = field(default_factory=Phrases)
    places: Phrases = field(default_factory=Phrases)
    bodies: Phrases = field(default_factory=Phrases)
    denied: set[str] = field(default_factory=set)  # words of private persons' names
    heard: set[str] = field(default_factory=set)  # words of names masked elsewhere in the document
    taken: set[str] = field(
        default_factory=set
    )  # places' or days' names that are a person's here ("Anna Paris")
    full: dict[str, str] = field(default_factory=dict)  # a last name to the one full name that has it


class Gate:
    """Masks names under one knowledge."""

    def __init__(self, knowledge: Knowledge, pseudonyms: Pseudonyms) -> None:
        self.knowledge, self._pseudonyms = knowledge, pseudonyms
        self._openings: dict[str, list[str]] | None = None  # masked names by their first letters

    def learn(self, text: str) -> None:
        """Remember the names that are masked in a text, so that their parts are masked anywhere."""
        found = words(text)
        headline = headlines(text, found)
        for start, end in _runs(text, found, self._verdicts(text, found, strict=False)):
            run = [w for w in found[start:end] if w.capital or w.caseless]
            names = redaction().names
            parts = [
                p for w in run for p in w.parts if p not in names.particles | names.before and len(p) > 1
            ]
            if any(p not in known.capital_ordinary() for p in parts):  # "Coordination Committees" is nobody
                self.knowledge.heard.update(p for p in parts if not self._vouched(p))
                if not any(headline[start:end]):
                    self.knowledge.taken.update(p for p in parts if p in known.risky() and self._vouched(p))
            if len(parts) > 1:
                whole = text[found[start].start : found[end - 1].end]
                last = parts[-1]
                other = self.knowledge.full.setdefault(last, whole)
                if other and keys(other) != keys(whole):
                    self.knowledge.full[last] = ""  # two names end in it
        self._openings = None

    def _vouched(self, part: str) -> bool:
        """Whether a word is a place's, body's or day's as well: masked beside a name, not everywhere."""
        about = self.knowledge
        return (
            part in known.calendar()
            or part in known.nobody()
            or any(p.has(part) for p in (about.places, about.bodies, known.known()))
        )

    def edits(self, text: str, *, strict: bool = False) -> list[Edit]:
        """What to mask. ``strict``: words without capitals must be ordinary ones (names of files)."""
        found = words(text)
        return [
            Edit(a.start, b.end, self.pseudonym(text[a.start : b.end]), "name")
            for start, end in _runs(text, found, self._verdicts(text, found, strict=strict))
            for a, b in [(found[start], found[end - 1])]
        ]

    def pseudonym(self, name: str) -> str:
        """The pseudonym of a name; a last name alone has that of the one full name that ends in it."""
        parts = [p for w in words(name) for p in w.parts]
        if len(parts) == 1:
            name = self.knowledge.full.get(parts[0]) or name
        return self._pseudonyms.of(name)

    def may_leave(self, name: str) -> bool:
        """Whether a name is one that a person may be named by."""
        return self.knowledge.persons.has(name)

    def _verdicts(self, text: str, found: Sequence[Word], *, strict: bool) -> list[Verdict]:
        verdicts = [Verdict.PLAIN] * len(found)
        headline = headlines(text, found)
        at = 0
        while at < len(found):
            length, verdict = self._name(found, at, text)
            if length:
                verdicts[at : at + length] = [verdict] * length
                at += length
                continue
            verdicts[at] = self._word(text, found[at], headline[at], strict)
            at += 1
        _extend(text, found, verdicts, headline)
        self._small(text, found, verdicts)
        return verdicts

    def _small(self, text: str, found: Sequence[Word], verdicts: list[Verdict]) -> None:
        """Names in small letters that are ordinary words, after a denied one: "grace hill"."""
        about = self.knowledge
        for at in range(1, len(found)):
            word = found[at]
            if verdicts[at - 1] is Verdict.DENIED and verdicts[at] is Verdict.PLAIN and not word.capital:
                private = word.key in about.denied or word.key in about.heard
                if private and joined(text, found[at - 1], word):
                    verdicts[at] = Verdict.DENIED

    def _name(self, found: Sequence[Word], at: int, text: str) -> tuple[int, Verdict]:
        """A name from here that may leave: how many words."""
        word, about = found[at], self.knowledge
        if not (word.capital or word.caseless):
            return 0, Verdict.PLAIN
        for phrases, verdict in (
            (about.persons, Verdict.PERSON),
            (about.bodies, Verdict.VOUCHED),
            (about.places, Verdict.VOUCHED),
            (known.known(), Verdict.VOUCHED),
        ):
            length = phrases.at(found, at)
            while length and not close(text, found[at : at + length]):
                length = 1 if length > 1 and self._single(phrases, word) else 0
            if not length:
                continue
            if length == 1 and (self._private(word) or (verdict is Verdict.VOUCHED and aged(text, word))):
                return 0, Verdict.PLAIN
            if length == 1 and verdict is Verdict.VOUCHED and word.text.islower():
                continue
            return length, verdict
        return 0, Verdict.PLAIN

    @staticmethod
    def _single(phrases: Phrases, word: Word) -> bool:
        return phrases.at([word], 0) == 1

    def _private(self, word: Word) -> bool:
        return not (self.knowledge.denied | self.knowledge.taken).isdisjoint(word.parts)

    def _word(self, text: str, word: Word, headline: bool, strict: bool) -> Verdict:
        return max(
            (self._part(piece, text, headline, strict) for piece in word.pieces()), default=Verdict.DENIED
        )

    def _part(self, word: Word, text: str, headline: bool, strict: bool) -> Verdict:
        part, about = word.key, self.knowledge
        private = part in about.denied or part in about.heard or part in about.taken
        plain = part in known.ordinary()
        if not (word.capital or word.caseless):
            if not plain and (private or part in known.given() or self._contains(part)):
                return Verdict.DENIED
            if strict and not self._harmless(part):
                return Verdict.DENIED
            return Verdict.PLAIN
        if len(part) == _ONE_LETTER and not word.caseless:
            return Verdict.PLAIN
        if designation(text, word):
            return Verdict.NOBODY
        if private or word.caseless:
            return Verdict.DENIED
        single = part.removesuffix("s")
        if part in known.calendar() or single in known.calendar():
            return Verdict.CALENDAR
        names = (about.places, about.bodies, known.known())
        if any(p.has(single) or p.has(part) for p in names) and not aged(text, word):
            return Verdict.VOUCHED  # "Kherson-based", "Syrias"
        if part in known.nobody() or (
            weapons.named(part) and part not in _WEAPON_NAMES and part not in known.given()
        ):
            return Verdict.NOBODY
        if part in known.capital_ordinary() and (headline or strict or len(part) < 2 or opens(text, word)):
            return Verdict.ORDINARY
        if part in redaction().names.before or acronym(text, word):
            return Verdict.ORDINARY
        return Verdict.DENIED

    def _contains(self, part: str) -> bool:
        """ "halynasevcuk": a masked name within a word, as in the names of accounts."""
        if len(part) <= _SHORT:
            return False
        if self._openings is None:
            self._openings = {}
            for name in self.knowledge.denied | self.knowledge.heard:
                if len(name) >= _SHORT:
                    self._openings.setdefault(name[:_SHORT], []).append(name)
        for at in range(len(part) - _SHORT + 1):
            for name in self._openings.get(part[at : at + _SHORT], ()):
                edge = at == 0 or at + len(name) == len(part)
                if (len(name) > _SHORT or edge) and part.startswith(name, at):
                    return True
        return False

    def _harmless(self, part: str) -> bool:
        """Whether a word in small letters is surely no name: file names and addresses have no capitals."""
        about = self.knowledge
        return (
            len(part) < 2
            or part in known.capital_ordinary()
            or part in redaction().names.before
            or part in known.calendar()
            or part in known.nobody()
            or any(p.has(part) for p in (about.places, about.bodies, about.persons, known.known()))
        )


def _extend(text: str, found: Sequence[Word], verdicts: list[Verdict], headline: Sequence[bool]) -> None:
    """Let a denied word take its neighbours along: "Grace" in "Grace Petrenko", "Paris" in "Anna Paris"."""
    names = redaction().names
    risky = known.risky()
    for at in range(1, len(found)):
        word, before = found[at], found[at - 1]
        if verdicts[at - 1] is not Verdict.DENIED or not joined(text, before, word):
            continue
        if not (word.capital or word.caseless) or word.text.isdigit():
            continue
        verdict = verdicts[at]
        single = (
            at + 1 == len(found) or verdicts[at + 1] is not verdict or not joined(text, word, found[at + 1])
        )
        if (
            (verdict in (Verdict.VOUCHED, Verdict.PERSON) and (single or word.key in risky))
            or (verdict in (Verdict.NOBODY, Verdict.ORDINARY) and word.key in risky)
            or (verdict is Verdict.PLAIN and len(word.key) == _ONE_LETTER)
        ):
            verdicts[at] = Verdict.DENIED
    for at in range(len(found) - 2, -1, -1):
        word, after = found[at], found[at + 1]
        if verdicts[at + 1] is not Verdict.DENIED or not joined(text, word, after):
            continue
        verdict = verdicts[at]
        if not (word.capital or word.caseless):
            _fill_particles(text, found, verdicts, at)
            continue
        opener = word.key in known.nobody() or (word.key in names.before and opens(text, word))
        ordinary = verdict is Verdict.ORDINARY and not headline[at] and not opener
        one_letter = verdict is Verdict.PLAIN and len(word.key) == _ONE_LETTER and word.key not in ("a", "i")
        risk = word.key in risky and verdict is not Verdict.DENIED
        person = verdict is Verdict.PERSON and (at == 0 or verdicts[at - 1] is not Verdict.PERSON)
        if ordinary or one_letter or risk or person:
            verdicts[at] = Verdict.DENIED


def _fill_particles(text: str, found: Sequence[Word], verdicts: list[Verdict], last: int) -> None:
    """Small words between denied ones belong to the name: "Juan de la Cruz"."""
    first = last
    while first >= 0 and last - first < 3 and found[first].key in redaction().names.particles:
        if not joined(text, found[first], found[first + 1]):
            return
        first -= 1
    if (
        0 <= first < last
        and verdicts[first] is Verdict.DENIED
        and joined(text, found[first], found[first + 1])
    ):
        verdicts[first + 1 : last + 1] = [Verdict.DENIED] * (last - first)


def _runs(text: str, found: Sequence[Word], verdicts: Sequence[Verdict]) -> list[tuple[int, int]]:
    """Denied words side by side, as ranges of words: one name each."""
    runs: list[tuple[int, int]] = []
    for at, verdict in enumerate(verdicts):
        if verdict is not Verdict.DENIED:
            continue
        if runs and runs[-1][1] == at and joined(text, found[at - 1], found[at]):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs
