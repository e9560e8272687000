"""Who says what: the attribution stage for English.

Finds verbs, phrases and quotations that attribute (`verbal`, `phrases`, `quoted`, `relays`), decides
stance and certainty (`stance`) and writes `ClaimDraft`s. It does not decide who a mention is (the
actors stage does), and it keeps one level: what someone says that someone else says is content, unless
the first only relays ("state media quoted the governor as saying").
"""

from __future__ import annotations

from counterclaim.reading.languages.en.attribution import agree, confidence, stance
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.marks import tagged
from counterclaim.reading.languages.en.attribution.paragraph import attributions, speech_only
from counterclaim.reading.languages.en.attribution.sheet import sheet_of
from counterclaim.reading.languages.en.attribution.tree import Range
from counterclaim.reading.page import ClaimDraft, MomentDraft, Page, Paragraph, TokenSpan

READ_PARTS = {"headline", "body", "related"}  # a caption or credit never speaks


def run_tagged(page: Page) -> None:
    """As `run`, with the trained tagger: both decide together."""
    run(page, tagger=True)


def run(page: Page, *, tagger: bool = False) -> None:
    """Write the page's attributed claims, in text order. Reads moments for the date of saying."""
    marked = tagged([p for p in page.paragraphs if p.part in READ_PARTS and len(p.doc)]) if tagger else {}
    moments: dict[int, list[MomentDraft]] = {}
    for moment in page.moments:
        moments.setdefault(moment.mention.paragraph, []).append(moment)
    running: ClaimDraft | None = None  # a speech that the next paragraph may carry on
    before = -1
    for paragraph in page.paragraphs:
        if paragraph.part not in READ_PARTS or len(paragraph.doc) == 0:
            running = None
            continue
        sheet = sheet_of(paragraph.doc)
        speech = speech_only(sheet)
        if running is not None and speech and before == paragraph.index - 1:
            running.content.append(TokenSpan(paragraph.index, *speech))
            before = paragraph.index
            continue
        found = attributions(sheet, headline=paragraph.part != "body")
        if tagger:
            found = agree.decide(sheet, found, marked.get(paragraph.index, []))
        said = [c for item in found for c in item.content]
        free = [  # a moment that someone speaks of is not one of speaking
            m
            for m in moments.get(paragraph.index, [])
            if not any(a < m.mention.end and m.mention.start < b for a, b in said)
        ]
        claims = [_claim(paragraph, item, free, tagger=tagger) for item in found]
        page.claims.extend(claims)
        running = claims[-1] if claims and claims[-1].quotation in ("direct", "mixed") else None
        before = paragraph.index


def _claim(paragraph: Paragraph, item: Found, moments: list[MomentDraft], *, tagger: bool) -> ClaimDraft:
    def at(span: Range) -> TokenSpan:
        return TokenSpan(paragraph.index, *span)

    value, word = stance.certainty(paragraph.doc, item, item.stance)
    return ClaimDraft(
        content=[at(c) for c in item.content],
        quotation=item.quotation,
        stance=item.stance,
        speaker_mention=at(item.source) if item.source else None,
        via_mentions=[at(v) for v in item.via],
        cue=at(item.cue),
        cue_lemma=item.lemma.replace("_", " "),
        certainty=value,
        certainty_wording=at((word, word + 1)) if word is not None else None,
        addressee_mention=at(item.addressee) if item.addressee else None,
        said_on=_said_on(paragraph, item, moments),
        confidence=confidence.of(item, tagger=tagger),
    )


def _said_on(paragraph: Paragraph, item: Found, moments: list[MomentDraft]) -> MomentDraft | None:
    """The moment of the cue's own clause: in its sentence, outside all content, nearest to it."""
    doc = paragraph.doc
    sentence = doc[item.verb].sent
    best: tuple[int, MomentDraft] | None = None
    for moment in moments:
        start, end = moment.mention.start, moment.mention.end
        if moment.kind not in ("on", "during") or not (sentence.start <= start < sentence.end):
            continue
        distance = start - item.cue[1] if start >= item.cue[1] else item.cue[0] - end
        if best is None or distance < best[0]:
            best = (distance, moment)
    return best[1] if best else None
