"""Rules and tagger decide together.

The tagger finds and bounds; the parse completes what it leaves out and says what kind of statement it
is. An attribution that only one of the two finds is kept where that one alone is mostly right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import cue_nouns
from counterclaim.reading.languages.en.attribution import doubts, quoted, stance
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.marks import Mark
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import Range, overlap, trim
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MARKED_AGAINST = 0.5  # the same where a rule that the tagger does not know says otherwise
SURE_CUE, SURE_CONTENT, SURE_SOURCE = 0.9, 0.4, 0.8  # from which the tagger's span goes before the rule's
SURE_OTHER = 0.85  # the same for a source that stands elsewhere than the rule's
SURE_END = 0.7  # from which a content's end needs no completion
_JOINS = ("CC", "IN", "WRB", "WDT", "WP")  # what may begin something new
MAX_GROWN = 60  # tokens
GAP = 0  # tokens between two pieces of one content that the tagger left out


def decide(sheet: Sheet, found: list[Found], marks: list[Mark]) -> list[Found]:
    """The attributions of a paragraph, in text order; ``Found.mark`` tells what the tagger saw."""
    out = list(found)
    alone: list[Mark] = []
    for mark in marks:
        mate = next((f for f in found if f.mark is None and overlap(f.cue, mark.cue)), None)
        if mate is not None:
            _join(sheet, mate, mark, [f for f in found if f is not mate])
        else:
            alone.append(mark)
    for mark in alone:
        if mark.sureness < doubts.needed(sheet, mark, _head(sheet.doc, mark.cue)):
            continue
        against = [f for f in out if _contests(f, mark)]
        if all(_yields(f, mark) and mark.sureness >= MARKED_AGAINST for f in against):
            out = [f for f in out if f not in against] + [_marked(sheet, mark)]
    return sorted(out, key=lambda f: (f.cue, f.verb))


def _yields(item: Found, mark: Mark) -> bool:
    """Whether a sure mark may displace it: a rule's, unseen by the tagger, in whose content the mark lies.

    Who answers, denies or cites within what somebody else says stays.
    """
    return item.rule and item.mark is None and item.covers(mark.cue[0])


def _contests(item: Found, mark: Mark) -> bool:
    """Whether only one of the two can stand: one lies in what the other says."""
    return item.covers(mark.cue[0]) or any(overlap(piece, item.cue) for piece in mark.content)


def _join(sheet: Sheet, rule: Found, mark: Mark, others: list[Found]) -> None:
    """Give a rule's attribution the tagger's spans, each where the tagger is sure of it."""
    rule.mark = mark
    rule.same_source = rule.source == mark.source
    rule.shared = _shared(rule.content, mark.content)
    if rule.via or rule.frame == "declines" or doubts.says_nothing(sheet, mark, _head(sheet.doc, mark.cue)):
        return  # the lexicon knows who relays whom, and what a refusal is about
    if mark.cue_sure >= SURE_CUE and not any(overlap(mark.cue, piece) for piece in rule.content):
        rule.cue = mark.cue
    if mark.source is not None and _better_source(rule, mark):
        rule.source = mark.source
    pieces = _kept_whole(sheet, rule, _pieces(sheet.doc, mark))
    taken = [r for r in (rule.cue, rule.source, *(f.cue for f in others if not rule.covers(f.verb))) if r]
    clear = not any(overlap(piece, r) for piece in pieces for r in taken)
    if clear and mark.content_sure >= SURE_CONTENT:
        rule.content = pieces
    quoted.kind(sheet.doc, rule, sheet.quotes)


def _kept_whole(sheet: Sheet, rule: Found, pieces: list[Range]) -> list[Range]:
    """The tagger's pieces, without cuts that no clause has.

    A piece that ends within a phrase ends where the rule's content does; a gap that neither cue nor source
    fills is no gap.
    """
    if len(rule.content) != 1:
        return pieces
    (start, end), walls = rule.content[0], [r for r in (rule.cue, rule.source) if r is not None]
    head = sheet.doc[start:end].root.i
    out: list[Range] = []
    for a, b in pieces:
        if a < end and start < b:
            cut = b < end and (not _closes(sheet, b) or (a <= start and b <= head))
            grown = b > end and not (_closes(sheet, b) and _closes(sheet, end))
            if (cut or grown) and not any(overlap(r, (min(b, end), max(b, end))) for r in walls):
                b = end
            if start < a and not _opens(sheet, a) and not any(overlap(r, (start, a)) for r in walls):
                a = start if not out else a
        if out and a < end and start < out[-1][1] and not any(overlap(r, (out[-1][1], a)) for r in walls):
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        elif a < b:
            out.append((a, b))
    return out


def _closes(sheet: Sheet, end: int) -> bool:
    """Whether a clause or phrase may end before this token: at a mark, a conjunction, the paragraph's end."""
    return end >= len(sheet.tags) or not sheet.lower[end][0].isalnum() or sheet.tags[end] in _JOINS


def _opens(sheet: Sheet, start: int) -> bool:
    """Whether a clause or phrase may begin at this token: after a mark, or with or after a joining word."""
    return (
        not sheet.lower[start - 1][0].isalnum()
        or {sheet.tags[start - 1], sheet.tags[start]} & {*_JOINS} != set()
    )


def _shared(one: list[Range], other: list[Range]) -> float:
    """Shared tokens over all tokens of both."""
    a, b = ({i for start, end in pieces for i in range(start, end)} for pieces in (one, other))
    return len(a & b) / len(a | b) if a or b else 0.0


def _better_source(rule: Found, mark: Mark) -> bool:
    """Whether the tagger's source goes before the rule's: surer where the two name different people."""
    assert mark.source is not None
    if any(overlap(mark.source, piece) for piece in rule.content):
        return False
    apart = rule.source is not None and not overlap(rule.source, mark.source)
    return min(mark.source_sure, mark.sourced) >= (SURE_OTHER if apart else SURE_SOURCE)


def _marked(sheet: Sheet, mark: Mark) -> Found:
    """An attribution that no rule found."""
    doc = sheet.doc
    verb = _head(doc, mark.cue)
    known = entry_of(verb) if verb.tag_[:1] == "V" else None
    if known is not None:
        name, kind = known[0], known[1].stance
    else:
        name = lemma(verb)
        noun = cue_nouns().get(name)
        kind = noun.stance if noun is not None else "asserts"
    item = Found(verb.i, name, kind, mark.cue, _pieces(sheet.doc, mark), mark.source, "tagged", rule=False)
    item.mark = mark
    quoted.kind(doc, item, sheet.quotes)
    item.stance = stance.refine(doc, item)
    return item


def _head(doc: Doc, cue: Range) -> Token:
    """The cue's word that attributes: its last verb of the lexicon, else its last verb, else its head."""
    tokens = doc[cue[0] : cue[1]]
    verbs = [t for t in tokens if t.tag_[:1] == "V" and t.dep_ not in ("aux", "auxpass")]
    for token in reversed(verbs):
        if entry_of(token) is not None:
            return token
    return verbs[-1] if verbs else tokens.root


def _pieces(doc: Doc, mark: Mark) -> list[Range]:
    """The content's pieces, joined over short gaps and, where the tagger is unsure of its end, completed.

    A gap that the cue or the source fills stays. The completion is the rest of the phrase whose head
    the piece holds.
    """
    walls = [r for r in (mark.cue, mark.source) if r is not None]
    out: list[Range] = []
    for start, end in mark.content:
        if out and start - out[-1][1] <= GAP:
            hole = (out[-1][1], start)
            if hole[0] == hole[1] or not any(overlap(r, hole) for r in walls):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    if mark.content_sure >= SURE_END:
        return out
    return _completed(doc, out, walls)


def _completed(doc: Doc, pieces: list[Range], walls: list[Range]) -> list[Range]:
    """The pieces, each grown to the right edge of its head's phrase; a piece that it takes in is gone."""
    out: list[Range] = []
    for start, end in pieces:
        if out and start < out[-1][1]:
            continue
        head = doc[start:end].root
        right = head.right_edge.i + 1
        if right > end and head.sent.end >= right and right - end <= MAX_GROWN:
            grown = trim(doc, end, right)
            if grown is not None and not any(overlap(r, (end, grown[1])) for r in walls):
                end = grown[1]
        out.append((start, end))
    return out
