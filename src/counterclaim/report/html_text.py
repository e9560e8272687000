"""The article of the page: its paragraphs, with the words that rows rest on marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from counterclaim.report.describe import View
from counterclaim.report.html_ids import Ids
from counterclaim.report.marks import Block, Mark, Segment, by_block, foremost
from counterclaim.report.markup import text_of

_TAGS = {"headline": "h2"}
_LABELS = {"caption": "Caption", "related": "Related", "boilerplate": "Boilerplate"}
# Kinds whose words are links to their row. Speakers and cues share the number that opens the content.
_LINKED = {"figure", "place", "event", "person", "trend", "time"}
_SPOKEN = {"speaker", "cue", "content", "figure", "place", "event", "person"}


def article(view: View, ids: Ids) -> Iterator[str]:
    """The paragraphs of the text."""
    for kind, group in groupby(by_block(view.reading), key=lambda pair: pair[0].kind):
        label = _LABELS.get(kind)
        if label:
            yield f'<div class="aside {kind}"><p class="label">{label}</p>\n'
        for block, segments in group:
            yield from _paragraph(view, ids, block, segments)
        if label:
            yield "</div>\n"


def _paragraph(view: View, ids: Ids, block: Block, segments: list[Segment]) -> Iterator[str]:
    tag = _TAGS.get(block.kind, "p")
    yield f'<{tag} class="part-{escape(block.kind)}" dir="auto">'
    for segment in segments:
        yield from _segment(view, ids, segment)
    yield f"</{tag}>\n"


def _segment(view: View, ids: Ids, segment: Segment) -> Iterator[str]:
    words = text_of(view.reading.document.text[segment.start : segment.end])
    if not segment.marks:
        yield words
        return
    for mark in segment.opening:
        yield from _open(view, ids, mark)
    kinds = sorted({f"k-{m.kind}" for m in segment.marks})
    starts = {f"s-{m.kind}" for m in segment.opening}
    ends = {f"e-{m.kind}" for m in segment.closing}
    classes = " ".join(["m", *kinds, *sorted(starts), *sorted(ends)])
    rows = " ".join(dict.fromkeys(ids.of(m.row) for m in segment.marks))
    first = foremost(segment)
    attributes = f'class="{classes}" data-rows="{rows}"'
    if first and first.kind in _LINKED and ids.has_row(first.row):
        yield f'<a href="#r-{ids.of(first.row)}" {attributes}><mark>{words}</mark></a>'
    else:
        yield f"<mark {attributes}>{words}</mark>"
    for mark in segment.closing:
        if mark.kind in _SPOKEN:
            yield f'<span class="hidden"> end {mark.kind}.</span>'


def _open(view: View, ids: Ids, mark: Mark) -> Iterator[str]:
    """What stands before a mark's first words: its anchor, its spoken label, a claim's number."""
    anchor = ids.anchor(mark)
    place = f'<span id="{anchor}" class="here"></span>' if anchor else ""
    spoken = f'<span class="hidden"> {_spoken(view, mark)}: </span>' if mark.kind in _SPOKEN else ""
    number = view.numbers.get(mark.row)
    if mark.kind == "content" and number and anchor:
        yield (
            f'{place}<a class="number" href="#r-{ids.of(mark.row)}" data-rows="{ids.of(mark.row)}">'
            f'<span class="hidden">claim </span>{number}</a>{spoken}'
        )
    else:
        yield place + spoken


def _spoken(view: View, mark: Mark) -> str:
    number = view.numbers.get(mark.row)
    return f"{mark.kind} of claim {number}" if number and mark.kind != "content" else mark.kind
