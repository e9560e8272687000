"""All attributions of one paragraph: verbs, phrases, quotations; what nests is settled here."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution import (
    idioms,
    phrases,
    quoted,
    relays,
    stance,
    trailing,
    verbal,
)
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import Range, child, overlap, trim, without

if TYPE_CHECKING:
    from spacy.tokens import Doc


MAX_FOUND = 64  # of each kind in a paragraph: no news has more, and hostile text shall cost little


def attributions(sheet: Sheet, *, headline: bool = False) -> list[Found]:
    """The attributions of a parsed paragraph, outermost only, in text order."""
    doc = sheet.doc
    quotes, sentences = sheet.quotes, sheet.sentences
    found = _one_per_verb(
        [
            one
            for find in (
                relays.quoted_as_saying,
                relays.declining,
                relays.unverified,
                idioms.find,
                verbal.find,
                phrases.find,
            )
            for one in islice(find(sheet), MAX_FOUND)
        ]
    )
    if headline and not found and (short := phrases.headline(doc)) is not None:
        found = [short]
    found = sorted(
        trailing.merge(found, list(islice(trailing.find(sheet), MAX_FOUND))),
        key=lambda f: (f.cue, f.verb),
    )
    found = relays.settle(doc, found)
    _same_speaker(doc, found)
    relays.cite(doc, found)
    relays.asked(doc, found)
    relays.quoted_him(sheet, found)
    relays.as_quoted_by(doc, found)
    relays.told_media(doc, found)
    _clip(found, sentences)
    quoted.complete(doc, found, quotes)
    found = _outermost(found)
    quoted.attach(doc, found, quotes, sentences)
    found = _outermost([f for f in found if f.content])
    _leave_out(doc, found)
    for item in found:
        item.content = _apart(doc, item)
    found = [f for f in found if f.content]
    for item in found:
        quoted.kind(doc, item, quotes)
        item.stance = stance.refine(doc, item)
    return found


def _clip(found: list[Found], sentences: list[Range]) -> None:
    """Content before its cue begins in the cue's own sentence, whatever the parser joined."""
    for item in found:
        first = next((a for a, b in sentences if a <= item.verb < b), 0)
        if any(a < first < b for a, b in item.content):
            item.content = [(max(a, first), b) for a, b in item.content if b > first]


def _apart(doc: Doc, item: Found) -> list[Range]:
    """The content without the words of its own speaker and cue, in order, each word once."""
    pieces: list[Range] = []
    for piece in sorted(item.content):
        start = max(piece[0], pieces[-1][1]) if pieces else piece[0]
        if start < piece[1]:
            pieces.append((start, piece[1]))
    for hole in (item.source, item.cue):
        if hole is not None and any(overlap(hole, piece) for piece in pieces):
            pieces = [t for piece in pieces for rest in without(piece, hole) if (t := trim(doc, *rest))]
    return [_closed(doc, piece) for piece in pieces]


def _closed(doc: Doc, piece: Range) -> Range:
    """A piece with the bracket that closes right behind it, if it opens one: "a regular basis[sic]"."""
    start, end = piece
    while end - start > 2 and doc[end - 1].tag_ == "CC":  # "that the battle goes on and"
        end -= 1
    piece = (start, end)
    if end < len(doc) and doc[end].text in (")", "]"):
        words = doc[start:end].text
        if words.count("(" if doc[end].text == ")" else "[") > words.count(doc[end].text):
            return start, end + 1
    return piece


def _one_per_verb(found: list[Found]) -> list[Found]:
    """The first reading of each cue word (relays come before plain verbs), in text order."""
    taken: dict[int, Found] = {}
    for item in found:
        taken.setdefault(item.verb, item)
    return sorted(taken.values(), key=lambda f: (f.cue, f.verb))


def _same_speaker(doc: Doc, found: list[Found]) -> None:
    """ "She said two villages were empty, and called for aid": who said is who called."""
    ends: dict[int, Found] = {}  # where a content ends, the outermost one's attribution
    for item in found:
        verb = doc[item.verb]
        i = item.cue[0] - 1
        if i > 0 and doc[i].tag_ == "CC" and child(verb, "nsubj", "nsubjpass") is None:
            before = ends.get(i) or ends.get(i - 1)
            if before is not None and before.verb < item.verb:
                item.source = before.source
        if item.source is not None:
            for _, end in item.content:
                ends.setdefault(end, item)


def _outermost(found: list[Found]) -> list[Found]:
    """Drop attributions whose cue stands in another one's content, and second readings of one cue."""
    out = []
    for item in found:
        around = [f for f in found if f is not item and f.covers(item.verb) and not item.covers(f.verb)]
        if around and not _answered(item, around):
            continue
        outer = around[0].source if around else None
        if outer is not None and item.frame == "noun" and outer not in item.via:
            item.via = [*item.via, outer]
        out.append(item)
    return out


def _leave_out(doc: Doc, found: list[Found]) -> None:
    """What another one says in a closing relative clause is not the outer speaker's: "…, which it denies"."""
    for inner in found:
        if inner.frame != "relative" or inner.source is None or doc[inner.source[0]].tag_ == "PRP":
            continue  # "…, which he said would fail": mostly the same speaker
        at = inner.content[0][0]
        if at < 2 or doc[at - 1].text != ",":
            continue
        reach = doc[inner.verb].right_edge.i + 1
        for outer in found:
            if outer is inner or outer.source == inner.source:
                continue
            outer.content = [
                (a, at - 1) if a + 1 < at - 1 and at < b <= reach + 1 else (a, b) for a, b in outer.content
            ]


def _answered(item: Found, around: list[Found]) -> bool:
    """Whether an inner claim is kept: one that the outer speaker answers ("their claim that … is a lie")."""
    if item.frame == "relative":
        return True
    return (
        item.frame == "noun" and len(around) == 1 and around[0].frame in ("clause", "trailing", "according")
    )


def speech_only(sheet: Sheet) -> Range | None:
    """The quotation that is all of the paragraph (a speech that goes on), or None."""
    quotes = sheet.quotes
    if not quotes or quotes[0].start != 0:
        return None
    covered = sum(q.end - q.start for q in quotes)
    return (0, quotes[-1].end) if len(sheet.tokens) - covered <= 1 else None
