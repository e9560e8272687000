"""A document's text cut where marks begin and end, and its rows in words, ready for a template."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from counterclaim.model.reading import Reading
from counterclaim.report.describe import View
from counterclaim.report.marks import by_block, foremost


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under the same marks. ``start`` counts code points from the beginning of the text."""

    start: int
    text: str
    kinds: str
    row: str
    rows: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of one part of the document."""

    part: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row in words."""

    id: str
    kind: str
    title: str
    details: str
    words: str
    stance: str = ""
    review: str = "machine"
    speaker: str = ""
    named: bool = False
    before: str = ""
    after: str = ""
    inner: list[RowView] = field(default_factory=list)


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The text with its marks."""
    text = reading.document.text
    made = []
    for block, segments in by_block(reading):
        pieces = []
        for each in segments:
            mark = foremost(each)
            kinds = " ".join(dict.fromkeys(m.kind for m in each.marks))
            rows = " ".join(dict.fromkeys(m.row for m in each.marks))
            anchors = tuple(dict.fromkeys(m.row for m in each.opening))
            pieces.append(
                Piece(each.start, text[each.start : each.end], kinds, mark.row if mark else "", rows, anchors)
            )
        made.append(Paragraph(block.kind, pieces))
    return made


def once(made: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with each anchor only where its row's words first begin."""
    seen: set[str] = set()
    result = []
    for paragraph in made:
        pieces = []
        for piece in paragraph.pieces:
            new = tuple(a for a in piece.anchors if a not in seen)
            seen.update(new)
            pieces.append(Piece(piece.start, piece.text, piece.kinds, piece.row, piece.rows, new))
        result.append(Paragraph(paragraph.part, pieces))
    return result


def row_views(reading: Reading, reviews: dict[str, dict[str, Any]]) -> list[RowView]:
    """Claims in text order, with the figures and events that they hold."""
    view = View(reading)

    def review(row: str) -> str:
        mine = reviews.get(row, {})
        return str(mine.get("review") or ("corrected" if mine else "machine"))

    made = []
    for claim in reading.claims:
        inner = [
            RowView(
                f.id,
                "figure",
                f"{view.amount(f)} {view.counted(f)}",
                " · ".join(view.figure_details(f)),
                f.span.text,
                review=review(f.id),
            )
            for f in (view.figures[i] for i in claim.figures if i in view.figures)
        ]
        inner += [
            RowView(
                e.id,
                "event",
                f"{e.type.replace('_', ' ')}, {e.status}",
                " · ".join(view.event_details(e)),
                e.trigger.text,
                review=review(e.id),
            )
            for e in (view.events[i] for i in claim.events if i in view.events)
        ]
        via = view.via(claim)
        facts = (view.role(claim), view.said_on(claim), f"via {via}" if via else "", view.certainty(claim))
        made.append(
            RowView(
                claim.id,
                "claim",
                view.speaker(claim),
                " · ".join(f for f in facts if f),
                view.content(claim),
                stance=claim.stance,
                review=review(claim.id),
                speaker=view.speaker(claim),
                named=bool(view.actors.get(claim.speaker or "")),
                inner=inner,
            )
        )
    return made
