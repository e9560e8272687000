"""One document's masks: its text with all edits laid over it, and any other string of its rows."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator

from counterclaim.lexicon.redaction import redaction
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Place
from counterclaim.model.span import Span
from counterclaim.release.edits import Edit, Masked, Tally, merged
from counterclaim.release.holds import Sentence, flags, sentences
from counterclaim.release.identifiers import identifiers, minors
from counterclaim.release.knowledge import gather, is_minor, private_actors
from counterclaim.release.names import Gate
from counterclaim.release.policy import Policy
from counterclaim.release.pseudonyms import Pseudonyms
from counterclaim.release.words import words

_AGE = re.compile(r"(?:,\s{0,2}(?:aged\s)?|\()(1[0-7]|\d)(?=\s?(?:[,.;)]|$|\u2013|\u2014| and | who | was ))")
_FINE = frozenset({"exact", "populated_place", "near"})
HELD = "[held]"  # what stands for words that are held


def is_fine(place: Place) -> bool:
    """Whether a place is told more finely than its district."""
    return place.precision in _FINE


def region(place: Place) -> str:
    """The words that stand for a place that is coarsened."""
    return f"[place in {place.admin1 or place.country or 'an unnamed region'}]"


class Stretches:
    """Sentences in text order, asked for by offset."""

    def __init__(self, found: list[Sentence]) -> None:
        self.sentences = found
        self._ends = [s.end for s in found]

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a stretch."""
        at = bisect.bisect_right(self._ends, start)
        return at < len(self.sentences) and self.sentences[at].start < end


class Masking:
    """The masks of one document under a policy."""

    def __init__(self, reading: Reading, policy: Policy, *, holding: bool) -> None:
        self.tally = Tally()
        self.holding = holding
        self.gate = Gate(gather(reading, policy), Pseudonyms(policy.salt))
        self._reading = reading
        text = reading.document.text
        self.gate.learn(text)
        self.gate.learn(reading.document.title or "")
        self.sentences = sentences(text)
        self._held = Stretches(self._held_sentences() if holding else [])
        self._sites = Stretches([s for s in self.sentences if s.site])
        self._strings: dict[tuple[str, bool], tuple[str, Tally]] = {}
        self._fine = [p for p in reading.places if is_fine(p)]
        self.text = Masked(
            text,
            merged(
                [
                    [Edit(s.start, s.end, HELD + " ", "held") for s in self._held.sentences],
                    identifiers(text),
                    self._people(private_actors(reading, policy)),
                    self.gate.edits(text),
                    [*minors(text), *_ages(text)],
                    self._coarse(),
                ]
            ),
        )

    def _held_sentences(self) -> list[Sentence]:
        """Sentences that tell a movement or position, and those of claims about one."""
        kinds = redaction().movement.events
        moving = {e.claim for e in self._reading.events if e.type in kinds}
        stretches = [s for c in self._reading.claims if c.id in moving for s in c.content]
        stretches += [e.trigger for e in self._reading.events if e.type in kinds]
        touched = self.touching(stretches)
        return [s for at, s in enumerate(self.sentences) if s.moves or at in touched]

    def touching(self, stretches: list[Span]) -> set[int]:
        """The sentences, by number, that any of the stretches touches."""
        ordered = sorted(stretches)
        found: set[int] = set()
        at = 0
        for number, sentence in enumerate(self.sentences):
            while (
                at < len(ordered) and ordered[at].end <= sentence.start and ordered[at].start < sentence.start
            ):
                at += 1
            if any(
                s.start < sentence.end and sentence.start < s.end for s in ordered[max(0, at - 8) : at + 8]
            ):
                found.add(number)
        return found

    def _coarse(self) -> Iterator[Edit]:
        """Towns in sentences about sensitive sites."""
        for place in self._fine:
            for mention in place.mentions:
                if self._sites.touch(mention.start, mention.end):
                    yield Edit(mention.start, mention.end, region(place), "place")

    def _people(self, hidden: frozenset[str]) -> Iterator[Edit]:
        """Private persons where the reader found them, whatever their names are otherwise ("Jordan")."""
        mentions = [m for a in self._reading.actors if a.id in hidden for m in a.mentions]
        mentions += [p.mention for p in self._reading.persons if p.private or is_minor(p)]
        for mention in mentions:
            named = [w for w in words(mention.text) if w.capital or w.caseless]
            if named and self._reading.document.text[mention.start : mention.end] == mention.text:
                start, end = mention.start + named[0].start, mention.start + named[-1].end
                if not self.gate.may_leave(mention.text):
                    yield Edit(
                        start, end, self.gate.pseudonym(mention.text[named[0].start : named[-1].end]), "name"
                    )

    def is_held(self, start: int, end: int) -> bool:
        """Whether a stretch touches a sentence that is held."""
        return self._held.touch(start, end)

    def is_site(self, start: int, end: int) -> bool:
        """Whether a stretch touches a sentence about a sensitive site or a position."""
        return self._sites.touch(start, end)

    def span(self, span: Span) -> Span:
        """The same offsets with masked words."""
        shown = self.text.show(span.start, span.end)
        if span.text != self.text.text[span.start : span.end]:
            shown = self.string(span.text) or ""  # not the text's words: mask them by themselves
        return Span(span.start, span.end, shown.strip() if shown != span.text else shown)

    def string(self, value: str | None, *, strict: bool = False) -> str | None:
        """Any other string of the document's rows."""
        if not value:
            return value
        known = self._strings.get((value, strict))
        if known is None:
            tally = Tally()
            known = self._strings[value, strict] = (self._masked(value, strict, tally), tally)
        self.tally.merge(known[1])
        return known[0]

    def _masked(self, value: str, strict: bool, tally: Tally) -> str:
        moves, site = flags(value)
        if self.holding and moves:
            tally.add("held")
            return HELD
        coarse = self._places_in(value) if site else []
        masked = Masked(
            value,
            merged(
                [
                    identifiers(value),
                    self.gate.edits(value, strict=strict),
                    [*minors(value), *_ages(value)],
                    coarse,
                ]
            ),
        )
        shown = masked.show()
        masked.count(tally)
        return shown

    def _places_in(self, value: str) -> list[Edit]:
        low = value.casefold()
        found = []
        for place in self._fine:
            for name in {place.name, *(m.text for m in place.mentions)}:
                at = low.find(name.casefold()) if name else -1
                while at >= 0 and len(low) == len(value):
                    found.append(Edit(at, at + len(name), region(place), "place"))
                    at = low.find(name.casefold(), at + len(name))
        return found


def _ages(text: str) -> Iterator[Edit]:
    """ "Danylo, 9, …": a number in commas after a name in capitals."""
    for match in _AGE.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()].rstrip().split()
        if before and (before[-1][:1].isupper() or not before[-1].isascii()) and before[-1][-1:].isalpha():
            yield Edit(match.start(1), match.end(1), "child", "age")
