"""What the trained tagger marks, in the tokens of the parse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.tree import Range
from counterclaim.reading.page import Paragraph

if TYPE_CHECKING:
    from counterclaim.reading.tagger.decode import Run, Tagged


@dataclass(frozen=True, slots=True)
class Mark:
    """One attribution of the tagger within a paragraph; the figures are probabilities."""

    cue: Range
    content: list[Range]
    source: Range | None
    cue_sure: float
    content_sure: float
    source_sure: float
    linked: float
    sourced: float

    @property
    def sureness(self) -> float:
        """How sure the tagger is that there is an attribution with this cue and content."""
        return min(self.cue_sure, self.content_sure, self.linked)


class _Ruler:
    """Leads from the tagger's words to the parse's tokens of one paragraph."""

    def __init__(self, paragraph: Paragraph, words: tuple[list[int], list[int]]) -> None:
        self._starts = [t.idx for t in paragraph.doc]
        self._word_starts, self._word_ends = words

    def range(self, run: Run) -> Range:
        """The tokens that the run's words touch."""
        start, end = self._word_starts[run.start], self._word_ends[run.end - 1]
        return max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end)


def tagged(paragraphs: Sequence[Paragraph]) -> dict[int, list[Mark]]:
    """The tagger's attributions by paragraph number (the cue's); content elsewhere is left out."""
    from counterclaim.reading.tagger.session import tag

    tagged, words = tag([p.doc.text for p in paragraphs])
    out: dict[int, list[Mark]] = {}
    rulers: dict[int, _Ruler] = {}
    for item in tagged:
        here = item.cue.paragraph
        if here not in rulers:
            rulers[here] = _Ruler(paragraphs[here], words[here])
        mark = _mark(item, rulers[here])
        if mark is not None:
            out.setdefault(paragraphs[here].index, []).append(mark)
    return out


def _mark(item: Tagged, ruler: _Ruler) -> Mark | None:
    here = item.cue.paragraph
    content = [run for run in item.content if run.paragraph == here]
    source = item.source if item.source is not None and item.source.paragraph == here else None
    if not content:
        return None
    return Mark(
        ruler.range(item.cue),
        [ruler.range(run) for run in content],
        ruler.range(source) if source is not None else None,
        item.cue.sureness,
        min(run.sureness for run in content),
        source.sureness if source is not None else 1.0,
        item.linked,
        item.sourced,
    )
