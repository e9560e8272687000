"""Quotations find their cue: completion of mixed content, direct speech, and quotations that run on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.quotes import Quote, ends_sentence
from counterclaim.reading.languages.en.attribution.tree import Range, overlap

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FRAGMENT_FRAMES = {"np", "to", "as", "prep", "gerund"}  # "urged “restraint”" quotes a part of what was said
_ACTS = {"demands", "promises", "warns", "accuses", "asks"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
MIN_QUOTED = 2  # words; scare quotes on one word do not make the content a quotation
MIN_SPEECH = 3  # words; a shorter quotation with no cue of its own is a name or a scare quote


def complete(doc: Doc, found: list[Found], quotes: list[Quote]) -> None:
    """A content that touches a quotation takes all of it, so that mixed speech is not cut by the parser."""
    for item in found:
        grown: list[Range] = []
        for start, end in item.content:
            for quote in quotes:
                if quote.start < end and start < quote.end:
                    start, end = min(start, quote.start), max(end, quote.end)
            grown.append((start, end))
        item.content = _merge([g for g in grown if not _swallows(g, item)] or item.content)


def _swallows(grown: Range, item: Found) -> bool:
    """Whether a grown content would take in its own cue or speaker."""
    if grown[0] <= item.cue[0] and item.cue[1] <= grown[1]:
        return True
    return item.source is not None and overlap(grown, item.source)


def _merge(ranges: list[Range]) -> list[Range]:
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def attach(doc: Doc, found: list[Found], quotes: list[Quote], sentences: list[Range]) -> None:
    """Give each free quotation to the cue of its sentence, else to the speech that it continues."""
    free = [q for q in quotes if not any(f.covers(q.start) or f.covers(q.end - 1) for f in found)]
    last_speech: Found | None = None
    for first, last in sentences:
        here = [f for f in found if first <= f.verb < last]
        mine = [q for q in free if first <= q.start < last]
        for quote in mine:
            cue = _cue_for(doc, quote, here, (first, last))
            if cue is not None:
                cue.content = _merge([*cue.content, (quote.start, quote.end)])
            elif (
                last_speech is not None
                and not here
                and _is_speech(doc, quote)
                and _fills(quote, (first, last))
            ):
                last_speech.content = _merge([*last_speech.content, (quote.start, quote.end)])
        speaking = [f for f in here if f.content]
        if speaking and any(q.start >= first and q.end <= last for q in quotes):
            last_speech = speaking[-1]
        elif not mine or speaking:
            last_speech = speaking[-1] if speaking and _quoted(speaking[-1], quotes) else None


def _quoted(item: Found, quotes: list[Quote]) -> bool:
    return any(q.start < end and start < q.end for q in quotes for start, end in item.content)


def _is_speech(doc: Doc, quote: Quote) -> bool:
    return quote.end - quote.start >= MIN_SPEECH + 1 or ends_sentence(doc, quote)


def _fills(quote: Quote, sentence: Range) -> bool:
    """Whether the quotation is (nearly) the whole sentence."""
    return sentence[1] - sentence[0] - (quote.end - quote.start) <= 2


def _cue_for(doc: Doc, quote: Quote, here: list[Found], sentence: Range) -> Found | None:
    """The cue of the same sentence that a quotation belongs to: an empty one first, then the nearest."""
    able = [
        f
        for f in here
        if f.frame in ("quote", "clause", "trailing", "prep", "to", "as", "np") and f.source is not None
    ]
    able = [f for f in able if not f.content or _touches(doc, f, quote)]
    able = [f for f in able if not _swallows((quote.start, quote.end), f)]
    if not able:
        return None
    return min(able, key=lambda f: (bool(f.content), _distance(f, quote)))


def _distance(item: Found, quote: Quote) -> int:
    return item.cue[0] - quote.end if item.cue[0] >= quote.end else quote.start - item.cue[1]


def _touches(doc: Doc, item: Found, quote: Quote) -> bool:
    """Whether a cue that has content may take one more piece: "“A,” he said, “B.”"."""
    gap = doc[item.cue[1] : quote.start].text.strip() if item.cue[1] <= quote.start else "-"
    return gap in ("", ",", ":", ".") or (
        item.content[-1][1] <= item.cue[0] <= quote.start and _distance(item, quote) <= 6
    )


def _has_verb(doc: Doc, item: Found) -> bool:
    return any(doc[i].tag_ in _FINITE for start, end in item.content for i in range(start, end))


def _is_title(doc: Doc, quote: Quote) -> bool:
    """A name in quotation marks (a ship, a school, an operation) quotes nobody."""
    words = [t for t in doc[quote.start : quote.end] if t.text[0].isalnum()]
    return 0 < len(words) <= 4 and all(t.tag_ in ("NNP", "NNPS") or t.text[0].isdigit() for t in words)


def kind(doc: Doc, item: Found, quotes: list[Quote]) -> None:
    """Set direct, indirect or mixed by how much of the content's words stand in quotations."""
    quotes = [q for q in quotes if not _is_title(doc, q)]
    total = quoted = longest = 0
    for start, end in item.content:
        for i in range(start, end):
            if doc[i].is_punct or doc[i].tag_ in ("``", "''"):
                continue
            total += 1
            quoted += any(q.start <= i < q.end for q in quotes)
    for quote in quotes:
        if any(quote.start < end and start < quote.end for start, end in item.content):
            longest = max(longest, sum(t.text[0].isalnum() for t in doc[quote.start : quote.end]))
    fragment = item.frame == "quote" and item.stance in _ACTS and not _has_verb(doc, item)
    if total and quoted == total and not fragment and item.frame not in _FRAGMENT_FRAMES:
        item.quotation = "direct"
    elif quoted and longest >= MIN_QUOTED:
        item.quotation = "mixed"
    else:
        item.quotation = "indirect"
