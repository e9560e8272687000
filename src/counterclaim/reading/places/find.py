"""Finds names that may be places: the longest gazetteer match in each run of capitalised words.

What the words around a match say is `weigh`'s task; what is no name of the gazetteer, `unknown`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.gazetteer.lookup import Candidate, Gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import PlaceWords
from counterclaim.lexicon.regions import abbreviations, demonyms
from counterclaim.lexicon.titles import Titles
from counterclaim.reading.page import TokenSpan
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.table import Table
from counterclaim.reading.places.unknown import unknown
from counterclaim.reading.places.weigh import weigh

_ALSO = frozenset({"and", "or", ",", "&"})
_ATTRIBUTE = frozenset({"compound", "nmod", "amod", "poss"})
LONGEST = 7  # tokens of a name
LONGEST_RUN = 24
_HYPHENS = frozenset({"-", "–", "‑"})
_JOINERS = frozenset({"of", "and", "the", "&", "-", "–", "on", "upon", "en", "sous"})
_DOTTED = frozenset({"U.S.", "U.K.", "U.A.E.", "U.S.A.", "D.C.", "D.R."})


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds the mentions of one document's paragraphs."""

    gazetteer: Gazetteer
    words: PlaceWords
    titles: Titles

    def mentions(self, table: Table, persons: Sequence[TokenSpan]) -> Iterator[Mention]:
        """Possible places of a paragraph, in text order."""
        taken = {i for span in persons for i in range(span.start, span.end)}
        end_of_run = 0
        for i, word in enumerate(table.text):
            if i < end_of_run or not word[:1].isupper() or not self._namelike(table, i):
                continue
            end_of_run = self._run_end(table, i)
            for mention in self._in_run(table, i, end_of_run, taken):
                end_of_run = max(end_of_run, mention.span.end)
                yield mention

    def _namelike(self, table: Table, i: int) -> bool:
        word, low = table.text[i], table.lower[i]
        if not word[:1].isupper() or low in self.titles.calendar:
            return False
        if low not in self.words.closed:
            return len(word) > 1 or (i > 0 and table.proper(i - 1) and table.proper(i))
        if table.opens(i):
            # "North Kivu" opens a sentence too: the next word has to be a name then.
            following = i + 1 < len(table.text) and table.proper(i + 1)
            return low in self.words.modifiers and following
        return table.proper(i) or low in self.words.modifiers

    def _run_end(self, table: Table, start: int) -> int:
        """One past the last token of the capitalised run that begins at ``start``."""
        count = len(table.text)
        end = start + 1
        while end < count and end - start < LONGEST_RUN:
            if self._namelike(table, end):
                end += 1
                continue
            at = end
            while at < min(count, end + 4) and (_hyphen(table, at) or self._link(table, at)):
                at += 1
            # "Kyiv-based", "Russian-made": the name ends at its hyphen.
            if at == end or at >= count or not self._namelike(table, at):
                break
            end = at + 1
        return end

    def _link(self, table: Table, at: int) -> bool:
        """Whether a small word may stand inside a name; "as" and "at" only with a hyphen ("as-Suwayda")."""
        word = table.lower[at]
        return word in self.words.links and (word not in self.words.closed or table.glued[at])

    def _in_run(self, table: Table, start: int, end: int, taken: set[int]) -> Iterator[Mention]:
        at, named = start, False
        while at < end:
            if " ".join(table.text[at : at + 2]) in self.words.bodies:
                at, named = at + 2, True
                continue
            match = self._longest(table, at, end)
            if match is None:
                at += 1
                continue
            stop, mention = match
            if self._compounded(table, stop):
                named = True
            elif not taken.intersection(range(at, stop)) and (
                mention.demonym or weigh(table, mention, start, end, self.words, self.titles)
            ):
                named = True
                yield mention
                stop = max(stop, mention.span.end)
            at = stop
        if not named and not taken.intersection(range(start, end)):
            other = unknown(table, start, end, self.words, self.titles, self.gazetteer)
            if other is not None:
                yield other

    def _compounded(self, table: Table, stop: int) -> bool:
        """ "Iranian-backed", "Marshall Islands-flagged": an origin or a patron, nowhere on the ground."""
        return (
            stop + 1 < len(table.text)
            and table.text[stop] in _HYPHENS
            and table.glued[stop]
            and table.lower[stop + 1] in self.words.compounds
        )

    def _article(self, table: Table, at: int, stop: int) -> bool:
        """Whether "the" stands before a name that heads its phrase: "the Dnipro", not "the Mosul front"."""
        if not at or table.lower[at - 1] != "the" or stop - at > 1:
            return False
        if stop < len(table.text):
            tag, word = table.tags[stop], table.text[stop]
            if tag[:1] in "NJ" or tag in ("POS", "CD", "HYPH") or word in _HYPHENS or word[:1].isupper():
                return False
            if table.lower[stop] in _ALSO and table.text[min(stop + 1, len(table.text) - 1)][:1].isupper():
                return False  # "the Poltava and Sumy regions"
        return table.paragraph.doc[stop - 1].dep_ not in _ATTRIBUTE

    def _longest(self, table: Table, at: int, end: int) -> tuple[int, Mention] | None:
        limit = self._reach(table, end)
        for stop in range(min(at + LONGEST, limit), at, -1):
            if not table.text[stop - 1][:1].isupper():
                continue
            name = table.words(at, stop)
            span = TokenSpan(table.paragraph.index, at, stop)
            candidates = self.abbreviated(table, at, name) or self.named(name, dateline=at == 0)
            if candidates and self._article(table, at, stop):
                # A river, a sea, a ridge, or a region known by its article; towns take none.
                with_article = self.gazetteer.candidates("the " + name)
                if with_article and table.text[at - 1] == "The" and not table.opens(at - 1):
                    span, name = span._replace(start=at - 1), "The " + name  # "in The Hague"
                candidates = with_article or tuple(c for c in candidates if c.kind in ("country", "region"))
            nation = demonyms().get(name)
            if nation and not any(c.kind == "country" for c in candidates):
                return stop, Mention(
                    span, name, fold(name), (), 3.0, literal=False, demonym=True, country=nation
                )
            if candidates:
                return stop, Mention(span, name, fold(name), candidates)
        return None

    def named(self, name: str, *, dateline: bool = False) -> tuple[Candidate, ...]:
        """The candidates of a name as written; datelines are set in capitals."""
        candidates = self.gazetteer.candidates(name)
        if not candidates or " " in name or (dateline and len(name) > 3):
            return candidates
        return _written(name, candidates)

    def abbreviated(self, table: Table, at: int, name: str) -> tuple[Candidate, ...]:
        """ "Ky." after a comma, "B.C." anywhere."""
        if len(name) > 6 or not ("." in name[:-1] or (at and table.text[at - 1] == ",")):
            return ()
        codes = abbreviations().get(name)
        region = self.gazetteer.admin1(*codes) if codes else None
        return (region,) if region else ()

    def _reach(self, table: Table, end: int) -> int:
        """How far a name may go past its run, over "of" and "and" ("Bosnia and Herzegovina")."""
        at, count = end, len(table.text)
        links = self.words.links
        while at < count and at < end + 4 and (table.lower[at] in _JOINERS or table.lower[at] in links):
            at += 1
        if at == end:
            return end
        while at < count and at < end + 6 and table.text[at][:1].isupper():
            at += 1
        return at


def _hyphen(table: Table, at: int) -> bool:
    return table.text[at] in _HYPHENS and table.glued[at] and table.glued[at - 1]


def _written(name: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates that fit how a single word is written: "US" is a country, "IS" no village."""
    if "." in name:
        # Folding drops the stops: "U.N." is not "Un".
        return tuple(c for c in candidates if c.kind in ("country", "region") and name in _DOTTED)
    if len(name) <= 5 and name.isupper() and name.isalpha():
        return tuple(c for c in candidates if c.kind == "country" or (c.kind == "region" and len(name) < 4))
    return tuple(c for c in candidates if c.rank == 0) if len(name) == 2 else candidates
