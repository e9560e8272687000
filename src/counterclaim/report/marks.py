"""Which words a row rests on, and the text cut where any of them begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from counterclaim.model.document import Part
from counterclaim.model.reading import Reading
from counterclaim.model.span import Span

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*")
# The most telling kind first: it decides what a click on shared words opens.
KINDS = ("figure", "person", "place", "time", "event", "speaker", "cue", "trend", "content")


class Mark(NamedTuple):
    """Words of the text that belong to a row."""

    start: int
    end: int
    kind: str
    row: str


class Segment(NamedTuple):
    """A stretch between two boundaries: the marks over it, and those that open or close at its ends."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


class Block(NamedTuple):
    """A paragraph of a document part."""

    kind: str
    start: int
    end: int


def marks(reading: Reading) -> list[Mark]:
    """The marks of all rows, without those whose offsets are not in the text."""
    found: list[Mark] = []

    def add(span: Span | None, kind: str, row: str) -> None:
        if span is not None and 0 <= span.start < span.end <= len(reading.document.text):
            found.append(Mark(span.start, span.end, kind, row))

    for claim in reading.claims:
        add(claim.speaker_mention, "speaker", claim.id)
        for span in claim.content:
            add(span, "content", claim.id)
        if claim.cue:
            add(Span(claim.cue.start, claim.cue.end, claim.cue.text), "cue", claim.id)
    for figure in reading.figures:
        add(figure.span, "figure", figure.id)
    for event in reading.events:
        add(event.trigger, "event", event.id)
    for place in reading.places:
        for mention in place.mentions if place.literal else ():
            add(mention, "place", place.id)
    for moment in reading.times:
        add(moment.mention, "time", moment.id)
    for trend in reading.trends:
        add(trend.span, "trend", trend.id)
    for person in reading.persons:
        add(person.mention, "person", person.id)
    return sorted(set(found), key=lambda m: (m.start, -m.end, m.kind, m.row))


def blocks(reading: Reading) -> Iterator[Block]:
    """The paragraphs of every part; a text without parts is all body."""
    text = reading.document.text
    for part in reading.document.parts or (Part("body", 0, len(text)),):
        at = part.start
        for gap in _BLANK_LINE.finditer(text, part.start, part.end):
            yield from _block(text, part.kind, at, gap.start())
            at = gap.end()
        yield from _block(text, part.kind, at, part.end)


def _block(text: str, kind: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block(kind, start, end)


def segments(block: Block, found: list[Mark]) -> Iterator[Segment]:
    """The block cut at every mark's ends; ``found`` holds the marks that touch it, sorted."""
    inside = [m for m in found if m.start < block.end and m.end > block.start]
    cuts = sorted(
        {block.start, block.end}
        | {max(m.start, block.start) for m in inside}
        | {min(m.end, block.end) for m in inside}
    )
    active: list[Mark] = []
    following = 0
    for start, end in pairwise(cuts):
        active = [m for m in active if m.end > start]
        opening: list[Mark] = []
        while following < len(inside) and max(inside[following].start, block.start) == start:
            mark = inside[following]
            active.append(mark)
            if mark.start >= block.start:
                opening.append(mark)
            following += 1
        closing = tuple(m for m in active if m.end == end)
        yield Segment(start, end, tuple(active), tuple(opening), closing)


def by_block(reading: Reading) -> Iterator[tuple[Block, list[Segment]]]:
    """Every paragraph with its segments, in one pass over the marks."""
    found = marks(reading)
    waiting: list[Mark] = []
    following = 0
    for block in blocks(reading):
        while following < len(found) and found[following].start < block.end:
            waiting.append(found[following])
            following += 1
        waiting = [m for m in waiting if m.end > block.start]
        yield block, list(segments(block, waiting))


def foremost(segment: Segment) -> Mark | None:
    """The mark that a click on the segment means: the most telling kind, then the shortest."""
    return min(
        segment.marks,
        key=lambda m: (KINDS.index(m.kind), m.end - m.start, m.start, m.row),
        default=None,
    )
