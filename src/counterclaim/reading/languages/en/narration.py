"""Which claim each figure and event belongs to; narration for those that nobody is said to state.

A figure or event inside a claim's content belongs to the innermost such claim. One that stands in the
frame around an attribution ("After the strike, officials said …") belongs to that attribution. All
others are the outlet's own statement: one narration claim a sentence. Figures that are part of a
speaker's description ("two officials said") are dropped, as are rows in credits and boilerplate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.quotes import find_quotes, outer_sentences
from counterclaim.reading.languages.en.attribution.tree import Range, trim
from counterclaim.reading.page import ClaimDraft, EventDraft, FigureDraft, Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

NARRATED_PARTS = {"headline", "body", "related", "caption"}
_CLAUSE_HEADS = {"ROOT", "advcl", "ccomp", "conj", "relcl", "acl", "parataxis", "pcomp", "csubj"}
_VAGUE_MEASURES = {"money", "share", "other", "change"}


def run(page: Page) -> None:
    """Give every figure and event a claim; add narration claims; keep claims in text order."""
    by_paragraph: dict[int, list[ClaimDraft]] = {}
    for claim in page.claims:
        for number in sorted({c.paragraph for c in claim.content} | {claim.paragraph}):
            by_paragraph.setdefault(number, []).append(claim)
    sentences: dict[int, list[Range]] = {}
    narrations: dict[TokenSpan, ClaimDraft] = {}

    def place(row: FigureDraft | EventDraft, at: TokenSpan) -> ClaimDraft | None:
        claims = by_paragraph.get(at.paragraph, [])
        holder = _holder(claims, at)
        if holder is not None:
            return holder
        if any(c.speaker_mention is not None and c.speaker_mention.covers(at) for c in claims):
            return None
        paragraph = page.paragraphs[at.paragraph]
        if paragraph.part not in NARRATED_PARTS:
            return None
        if at.paragraph not in sentences:
            sentences[at.paragraph] = outer_sentences(paragraph.doc, find_quotes(paragraph.doc))
        sentence = next((s for s in sentences[at.paragraph] if s[0] <= at.start < s[1]), None)
        if sentence is None:
            return None
        content = _content(paragraph, at, sentence, claims)
        if isinstance(content, ClaimDraft) or content is None:
            return content
        known = narrations.get(content)
        if known is None and _carries(row):
            known = ClaimDraft(content=[content], quotation="narration", stance="asserts")
            narrations[content] = known
        return known

    for figure in page.figures:
        figure.claim = place(figure, figure.number)
    for event in page.events:
        event.claim = place(event, event.trigger)
    page.figures = [f for f in page.figures if f.claim is not None]
    page.events = [e for e in page.events if e.claim is not None]
    page.claims.extend(narrations.values())
    page.claims.sort(key=lambda c: (min(c.content), c.cue or c.content[0]))
    for figure in page.figures:
        if figure.claim is not None:
            figure.claim.figures.append(figure)
        if figure.part_of is not None and figure.part_of.claim is None:
            figure.part_of = None
    for event in page.events:
        if event.claim is not None:
            event.claim.events.append(event)


def _holder(claims: list[ClaimDraft], at: TokenSpan) -> ClaimDraft | None:
    """The claim with the shortest content that holds the words."""
    holding = [
        (c.end - c.start, n, claim) for n, claim in enumerate(claims) for c in claim.content if c.covers(at)
    ]
    return min(holding, key=lambda h: h[:2])[2] if holding else None


def _carries(row: FigureDraft | EventDraft) -> bool:
    """Whether the row is reason enough to call its sentence a claim of the outlet."""
    if isinstance(row, FigureDraft):
        return row.measure not in _VAGUE_MEASURES or row.object is not None
    return row.status in ("occurred", "ongoing")


def _content(
    paragraph: Paragraph, at: TokenSpan, sentence: Range, claims: list[ClaimDraft]
) -> TokenSpan | ClaimDraft | None:
    """The words of the narration around a row, or the attribution in whose frame the row stands."""
    doc = paragraph.doc
    here = [
        c
        for c in claims
        if c.cue is not None and c.cue.paragraph == at.paragraph and sentence[0] <= c.cue.start < sentence[1]
    ]
    if not here:
        span = trim(doc, *sentence)
        return TokenSpan(at.paragraph, *span) if span else None
    cues = {i: c for c in here if c.cue is not None for i in range(c.cue.start, c.cue.end)}
    node: Token = doc[at.start]
    while True:
        if node.i in cues:
            return cues[node.i]
        if node.dep_ in _CLAUSE_HEADS and (node.tag_[:1] == "V" or node.dep_ == "ROOT"):
            break
        if node.head.i == node.i:
            break
        node = node.head
    start, end = max(node.left_edge.i, sentence[0]), min(node.right_edge.i + 1, sentence[1])
    for claim in here:  # never swallow an attribution: the narration is what stands beside it
        spans = [s for s in (claim.cue, *claim.content, claim.speaker_mention) if s is not None]
        for taken in spans:
            if taken.paragraph != at.paragraph:
                continue
            if taken.start <= at.start < taken.end:
                return claim
            if start < taken.end and taken.start < end:
                start, end = (start, taken.start) if at.start < taken.start else (taken.end, end)
    trimmed = trim(doc, start, end) if start < end else None
    if trimmed is None or not trimmed[0] <= at.start < trimmed[1] or trimmed[1] - trimmed[0] < 3:
        return here[0]
    return TokenSpan(at.paragraph, *trimmed)
