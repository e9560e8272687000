"""Finds names that may be places: the longest gazetteer match in each run of capitalised words.

The words of the run and around it decide: a person, a newspaper or a university is no place, however
large the town of that name. What is left carries a number, `Mention.evidence`; `judge` decides later,
when the whole document has been seen.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.gazetteer.lookup import Candidate, Gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import PlaceWords
from counterclaim.lexicon.regions import demonyms
from counterclaim.lexicon.titles import Titles
from counterclaim.reading.page import TokenSpan
from counterclaim.reading.places.mention import Hint, Mention
from counterclaim.reading.places.table import Table

LONGEST = 7  # tokens of a name
_LINKS = frozenset(
    """al el ad an ar as ash at az ed es esh et ez ul de del da do dos di du des la le les los las sur abu umm bin
    ibn""".split()
)
_HYPHENS = frozenset({"-", "–", "‑"})
_JOINERS = frozenset({"of", "and", "the", "&", "-", "–", "on", "upon", "en", "sous"}) | _LINKS
# Words that sentences open with and that no name does, however they are tagged.
_CLOSED = frozenset(
    """the a an this that these those it its he she they we i you his her their our my your in on at by to from for with
    of as and or but if when while where who what which how why there here not no so than then after before since until
    although though because also even still yet just only however meanwhile another other others some many most more all
    both each few several such any every two three four five six seven eight nine ten one first second last next
    near outside inside around across throughout within into toward towards through between over under against during
    without despite according is are was were has have had do does did will would can could should may might must
    asked once nearly about up down out off again now today yesterday tomorrow overnight earlier later
    north south east west""".split()
)


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
            yield from self._in_run(table, i, end_of_run, taken)

    def _namelike(self, table: Table, i: int) -> bool:
        word, low = table.text[i], table.lower[i]
        if not word[:1].isupper():
            return False
        if low in self.titles.calendar and not (low == "march" and False):
            return False
        if low in _CLOSED and not (table.proper(i) and not table.opens(i)):
            return False
        return len(word) > 1 or (i + 1 < len(table.text) and table.text[i + 1] == ".")

    def _run_end(self, table: Table, start: int) -> int:
        """One past the last token of the capitalised run that begins at ``start``."""
        text, count = table.text, len(table.text)
        end = start + 1
        while end < count and end - start < 24:
            if self._namelike(table, end):
                end += 1
                continue
            at = end
            while at < count and (
                (text[at] in _HYPHENS and table.glued[at] and table.glued[at - 1]) or table.lower[at] in _LINKS
            ):
                at += 1
            if at == end or at >= count or not text[at][:1].isalpha():
                break
            if not self._namelike(table, at):
                # "Kyiv-based", "Russian-made": the name ends at its hyphen.
                break
            end = at + 1
        return end

    def _in_run(self, table: Table, start: int, end: int, taken: set[int]) -> Iterator[Mention]:
        at = start
        while at < end:
            found = self._longest(table, at, end)
            if found is None:
                at += 1
                continue
            stop, name, candidates = found
            if not taken.intersection(range(at, stop)):
                mention = self._weigh(table, start, end, at, stop, name, candidates)
                if mention is not None:
                    yield mention
                    stop = max(stop, mention.span.end)
            at = stop

    def _longest(self, table: Table, at: int, end: int) -> tuple[int, str, tuple[Candidate, ...]] | None:
        limit = self._reach(table, end)
        for stop in range(min(at + LONGEST, limit), at, -1):
            if not table.text[stop - 1][:1].isupper():
                continue
            name = table.words(at, stop)
            candidates = self.named(name)
            if candidates:
                return stop, name, candidates
            if stop <= end and (nation := demonyms().get(name)):
                return stop, name, () if nation else ()
        return None

    def named(self, name: str) -> tuple[Candidate, ...]:
        """The candidates of a name as written."""
        candidates = self.gazetteer.candidates(name)
        return _written(name, candidates) if candidates and " " not in name else candidates

    @staticmethod
    def _reach(table: Table, end: int) -> int:
        """How far a name may go past its run, over "of" and "and" ("Bosnia and Herzegovina")."""
        at, count = end, len(table.text)
        while at < count and at < end + 4 and table.lower[at] in _JOINERS:
            at += 1
        if at == end:
            return end
        while at < count and at < end + 6 and table.text[at][:1].isupper():
            at += 1
        return at

    def _weigh(
        self, table: Table, a: int, b: int, start: int, end: int, name: str, candidates: tuple[Candidate, ...]
    ) -> Mention | None:
        """The mention with its evidence; None when the words around show that it is no place."""
        words, lower = self.words, table.lower
        span = TokenSpan(table.paragraph.index, start, end)
        nation = demonyms().get(name)
        if nation is not None and not any(c.kind == "country" for c in candidates):
            return Mention(span, name, fold(name), (), 3.0, literal=False, demonym=True, country=nation)
        if not candidates:
            return None
        mention = Mention(span, name, fold(name), candidates)
        self.types(table, mention, a, b)
        best = candidates[0]
        large = any(c.kind in ("country", "admin1", "region") or c.population >= 200_000 for c in candidates)
        if mention.hint == "" and not table.title_case and not self._whole(table, mention, a, b, large):
            return None
        if start == a and self._titled(table, a) and mention.hint == "":
            return None
        mention.evidence += _base(candidates) + (0.5 if table.proper(end - 1) else -0.5)
        if end - start == 1:
            if lower[start] in words.common:
                mention.evidence -= 2.5
            if lower[start] in self.titles.first_names:
                mention.evidence -= 1.0
            if best.rank and best.kind == "town":
                mention.evidence -= 0.3
        if table.opens(start) and not table.proper(start):
            mention.evidence -= 1.0
        if table.title_case:
            mention.evidence -= 0.5
        self._before(table, mention, start)
        return mention

    def _whole(self, table: Table, mention: Mention, a: int, b: int, large: bool) -> bool:
        """Whether the rest of the run leaves the name a place; sets ``literal``."""
        words, lower = self.words, table.lower
        start, end = mention.span.start, mention.span.end
        left = [w for w in lower[a:start] if w not in _HYPHENS]
        right = [w for w in lower[end:b] if w not in _HYPHENS]
        if any(w in words.organisation for w in right[:4]):
            if not (right[0] in words.organs and large):
                return False
            mention.literal = False
        elif right and right[0] in words.organs:
            if not large:
                return False
            mention.literal = False
        elif right and mention.candidates[0].kind != "country":
            return False
        if lower[end : end + 2] == ["-", "based"]:
            mention.literal = False
        if any(w in words.organisation for w in left[-2:]):
            return False
        strange = [
            w
            for w, t in zip(lower[a:start], table.text[a:start], strict=True)
            if w not in words.modifiers and t not in demonyms() and t not in _HYPHENS and w not in words.weak
        ]
        if strange and not (large and mention.candidates[0].kind == "country"):
            return False
        # "University of X", "Bank of Y"
        return not (
            start >= 2 and lower[start - 1] in ("of", "for") and table.text[start - 2][:1].isupper()
            and lower[start - 2] in words.organisation and not table.title_case
        )  # fmt: skip

    def _titled(self, table: Table, a: int) -> bool:
        """Whether a title stands right before the run ("spokesman Lyman")."""
        return a > 0 and table.lower[a - 1] in self.titles.before_name

    def types(self, table: Table, mention: Mention, a: int, b: int) -> None:
        """What the words next to the name call it: "Kherson province", "city of Kherson"."""
        words, lower = self.words, table.lower
        start, end = mention.span.start, mention.span.end
        after = lower[end] if end < len(lower) else ""
        following = lower[end + 1] if end + 1 < len(lower) else ""
        if end < b and following in words.organisation and end + 1 < b:
            after = ""  # "Kherson State University"
        hint: Hint = ""
        if after in words.admin1 and not (after in ("state", "states") and _state_alone(table, end, b)):
            hint = "admin1"
        elif after in words.admin2:
            hint = "admin2"
        elif after in words.settlement:
            hint = "town"
        elif after in words.vicinity:
            hint = "near"
        if hint:
            mention.hint = hint
            mention.evidence += 2.0 if hint in ("admin1", "admin2") else 1.5
            if hint in ("admin1", "admin2") and not after.endswith("s"):
                mention.span = mention.span._replace(end=end + 1)
            mention.near = hint == "near"
            return
        if start >= 2 and lower[start - 1] == "of":
            before = lower[start - 2]
        elif start >= 1 and start == a:
            before = lower[start - 1]
        else:
            return
        if before in words.admin1 and before not in ("state", "states"):
            mention.hint = "admin1"
        elif before in words.admin2:
            mention.hint = "admin2"
        elif before in words.settlement:
            mention.hint = "town"
        if mention.hint:
            mention.evidence += 2.5

    def _before(self, table: Table, mention: Mention, start: int) -> None:
        """Evidence of the words before: "in", "near", "north of", past articles and "northern"."""
        words, lower = self.words, table.lower
        at = start - 1
        steps = 0
        while at >= 0 and steps < 4 and (lower[at] in words.modifiers or lower[at] in ("the", "-")):
            if lower[at] in words.modifiers and lower[at] != "-":
                mention.evidence += 0.5
            at -= 1
            steps += 1
        if at < 0:
            return
        word = lower[at]
        if word in words.inside:
            mention.evidence += 2.0
            mention.near = mention.near or word in words.near
        elif word in ("of", "from") and at and lower[at - 1] in words.direction:
            mention.evidence += 2.0
            mention.near = True
        elif word in ("of", "from") and at and lower[at - 1] in ("km", "kilometres", "kilometers", "miles"):
            mention.evidence += 2.0
            mention.near = True
        elif word in words.weak:
            mention.evidence += 0.7


def _state_alone(table: Table, at: int, b: int) -> bool:
    """ "Khartoum State" names a place, "Ukraine state media" does not."""
    return at >= b and at + 1 < len(table.text) and table.tags[at + 1] in ("NN", "NNS", "VBN", "HYPH")


def _written(name: str, candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates that fit how a single word is written: "US" is a country, "IS" no village."""
    if len(name) <= 5 and name.isupper() and name.isalpha():
        return tuple(c for c in candidates if c.kind == "country" or (c.kind == "region" and len(name) < 4))
    if len(name) == 2 or "." in name:
        return tuple(c for c in candidates if c.kind in ("country", "region") and "." in name or c.rank == 0)
    return candidates


def _base(candidates: tuple[Candidate, ...]) -> float:
    """How likely the name alone is a place: countries always, hamlets rarely."""
    best = 0.0
    for c in candidates:
        if c.kind == "country":
            return 3.0
        if c.kind == "region":
            value = 2.5
        elif c.kind == "admin1":
            value = 1.8 if c.rank == 0 else 1.3
        elif c.kind == "admin2":
            value = 0.2
        else:
            value = max(0.0, math.log10(c.population + 1) - 3.5) * 0.8
            value = min(2.0, value) * (0.7 if c.rank else 1.0)
        best = max(best, value)
    return best
