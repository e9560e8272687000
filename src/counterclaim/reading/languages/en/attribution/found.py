"""What the attribution rules find in one paragraph, before it becomes claims of the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.model.vocabulary import Quotation, Stance
from counterclaim.reading.languages.en.attribution.marks import Mark
from counterclaim.reading.languages.en.attribution.tree import Range


@dataclass(slots=True, eq=False)
class Found:
    """One attribution: token ranges within the paragraph. ``verb`` is the index of the cue's head token."""

    verb: int
    lemma: str
    stance: Stance
    cue: Range
    content: list[Range]
    source: Range | None = None
    frame: str = "clause"
    addressee: Range | None = None
    via: list[Range] = field(default_factory=list)
    quotation: Quotation = "indirect"
    rule: bool = True  # False where only the tagger found it
    mark: Mark | None = None  # what the tagger saw of it
    same_source: bool = False  # whether rule and tagger named the same source
    shared: float = 0.0  # how much of the content rule and tagger had in common (0 to 1)
    speaker_known: bool = True  # False for a passive without an agent: a claim by someone unnamed

    def covers(self, i: int) -> bool:
        """Whether token ``i`` stands in the content."""
        return any(start <= i < end for start, end in self.content)
