"""Changes laid over a text: what is masked, where, and by what; the text itself is never touched."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` leaves as ``shown``; ``kind`` says what it was."""

    start: int
    end: int
    shown: str
    kind: str


@dataclass(slots=True)
class Tally:
    """How much was masked, coarsened and held, by kind."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, number: int = 1) -> None:
        """Count."""
        self.counts[kind] = self.counts.get(kind, 0) + number

    def merge(self, other: Tally) -> None:
        """Count what another counted."""
        for kind, number in other.counts.items():
            self.add(kind, number)


def merged(groups: Iterable[Iterable[Edit]]) -> list[Edit]:
    """Edits in text order, none overlapping: the earlier group wins, and grows by what it overlaps."""
    kept: list[Edit] = []
    for group in groups:
        for edit in group:
            at = bisect.bisect_left(kept, edit.start, key=lambda e: e.end)
            if at < len(kept) and kept[at].end == edit.start:
                at += 1  # they touch, and do not overlap
            end = at
            while end < len(kept) and kept[end].start < edit.end:
                end += 1
            if at == end:
                kept.insert(at, edit)
                continue
            first = kept[at]
            low, high = min(edit.start, first.start), max(edit.end, kept[end - 1].end)
            kept[at:end] = [Edit(low, high, first.shown, first.kind)]
    return kept


class Masked:
    """A text with its edits."""

    def __init__(self, text: str, edits: list[Edit]) -> None:
        self.text, self.edits = text, edits
        self._ends = [e.end for e in edits]
        self._used: set[int] = set()

    def between(self, start: int, end: int) -> list[Edit]:
        """The edits that touch a stretch."""
        return [self.edits[at] for at in self._at(start, end)]

    def _at(self, start: int, end: int) -> list[int]:
        at = bisect.bisect_right(self._ends, start)
        found = []
        while at < len(self.edits) and self.edits[at].start < end:
            found.append(at)
            at += 1
        return found

    def show(self, start: int = 0, end: int | None = None) -> str:
        """A stretch as it leaves; an edit that it cuts is shown whole."""
        end = len(self.text) if end is None else end
        pieces, at = [], start
        for number in self._at(start, end):
            self._used.add(number)
            edit = self.edits[number]
            pieces += [self.text[at : edit.start], edit.shown]
            at = edit.end
        pieces.append(self.text[at:end])
        return "".join(pieces)

    def count(self, tally: Tally) -> None:
        """Count every edit that was shown at least once."""
        for at in sorted(self._used):
            if self.edits[at].kind != "held":  # claims are counted, not sentences
                tally.add(self.edits[at].kind)
