"""Which claim each figure and event belongs to; narration for those that nobody is said to state.

A figure or event inside a claim's content belongs to the innermost such claim. One that stands in the
frame around an attribution ("After the strike, officials said …") belongs to that attribution. All
others are the outlet's own statement: one narration claim a sentence. Figures that are part of a
speaker's description ("two officials said") are dropped, as are rows in credits and boilerplate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.confidence import narrated
from counterclaim.reading.languages.en.attribution.quotes import find_quotes, outer_sentences
from counterclaim.reading.languages.en.attribution.tree import Range, trim
from counterclaim.reading.page import ClaimDraft, EventDraft, FigureDraft, Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NARRATED_PARTS = {"headline", "body", "related", "caption"}
_CLAUSE_HEADS = {"ROOT", "advcl", "ccomp", "conj", "relcl", "acl", "parataxis", "pcomp", "csubj"}
_LEANING = {"advcl", "acl", "pcomp"}  # "…, killing three": told with the clause that it leans on
_DANGLING = {"CC", "IN", "WP", "WDT", "WRB", "TO"}
MIN_WORDS = 3
MAX_CLIMB = 40  # tokens between a row and its sentence's verb
_VAGUE_MEASURES = {"change"}


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
        if (
            isinstance(row, EventDraft)
            and paragraph.part == "body"
            and paragraph.doc[sentence[1] - 1].text == ":"
        ):
            return None  # "Balance of the fighting:" heads a list
        content = _content(paragraph, at, sentence, claims)
        if isinstance(content, ClaimDraft) or content is None:
            return content
        known = narrations.get(content)
        if known is None and _carries(row):
            known = ClaimDraft(
                content=[content], quotation="narration", stance="asserts", confidence=narrated()
            )
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
    taken = [
        (s.start, s.end, c)
        for c in here
        for s in (c.cue, *c.content, c.speaker_mention)
        if s is not None and s.paragraph == at.paragraph and not _before_speaking(s, c, at)
    ]
    for start, end, claim in taken:
        if start <= at.start < end:
            return claim
    node: Token = doc[at.start]
    best: Range | None = None
    for _ in range(MAX_CLIMB):
        if node.i in cues:
            return TokenSpan(at.paragraph, *best) if best is not None else cues[node.i]
        if node.dep_ in _CLAUSE_HEADS and (node.tag_[:1] == "V" or node.dep_ == "ROOT"):
            best = _beside(doc, node, at.start, sentence, taken) or best
            if best is not None and node.dep_ not in _LEANING:
                break
        if node.head.i == node.i:
            break
        node = node.head
    return TokenSpan(at.paragraph, *best) if best is not None else here[0]


def _before_speaking(span: TokenSpan, claim: ClaimDraft, at: TokenSpan) -> bool:
    """Whether the row is what the outlet tells of a speaker who speaks later in the sentence.

    "Militants who have shelled the town declared …": the militants belong to the narration, too.
    """
    return (
        span == claim.speaker_mention
        and claim.cue is not None
        and claim.cue.paragraph == at.paragraph
        and span.end <= at.start < claim.cue.start
    )


def _beside(
    doc: Doc, verb: Token, at: int, sentence: Range, taken: list[tuple[int, int, ClaimDraft]]
) -> Range | None:
    """The clause of ``verb`` as far as no attribution of the sentence takes part in it, or None."""
    first = verb.head.left_edge.i if verb.dep_ in ("relcl", "acl") else verb.left_edge.i
    start, end = max(first, sentence[0]), min(verb.right_edge.i + 1, sentence[1])
    for a, b, _ in taken:
        if start < b and a < end:
            start, end = (start, a) if at < a else (b, end)
    while end > start and (doc[end - 1].tag_ in _DANGLING or doc[end - 1].text == ","):
        end -= 1  # "Twelve died in what [Kyiv called …]", "Police fired, and [the minister said …]"
    while start < end and doc[start].tag_ == "CC":
        start += 1
    span = trim(doc, start, end) if start < end else None
    if span is None or not span[0] <= at < span[1] or span[1] - span[0] < MIN_WORDS:
        return None
    return span
