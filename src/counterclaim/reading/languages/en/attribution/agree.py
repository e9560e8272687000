"""Rules and tagger decide together.

The tagger finds and bounds; the parse completes what it leaves out and says what kind of statement it
is. An attribution that only one of the two finds is kept where that one alone is mostly right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import cue_nouns
from counterclaim.reading.languages.en.attribution import quoted, stance
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.marks import Mark
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import Range, overlap
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MARKED = 0.5  # sureness from which a mark of the tagger counts without a rule
GAP = 2  # tokens between two pieces of one content that the tagger left out


def decide(sheet: Sheet, found: list[Found], marks: list[Mark]) -> list[Found]:
    """The attributions of a paragraph, in text order; ``Found.mark`` tells what the tagger saw."""
    out: list[Found] = []
    left = list(found)
    for mark in marks:
        mate = next((f for f in left if overlap(f.cue, mark.cue)), None)
        if mate is not None:
            left.remove(mate)
            out.append(_joined(sheet, mate, mark))
        elif mark.sureness >= MARKED:
            out.append(_marked(sheet, mark))
    kept = [f for f in left if not any(overlap(c, f.cue) for o in out for c in o.content)]
    return sorted([*out, *kept], key=lambda f: (f.cue, f.verb))


def _joined(sheet: Sheet, rule: Found, mark: Mark) -> Found:
    """A rule's attribution with the tagger's spans."""
    rule.mark = mark
    rule.cue = mark.cue
    rule.content = _pieces(mark)
    rule.source = mark.source or rule.source
    quoted.kind(sheet.doc, rule, sheet.quotes)
    return rule


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
    item = Found(verb.i, name, kind, mark.cue, _pieces(mark), mark.source, "tagged", rule=False)
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


def _pieces(mark: Mark) -> list[Range]:
    """The content's pieces, joined over a gap of a word or two that is no cue or source."""
    out: list[Range] = []
    for start, end in mark.content:
        if out and start - out[-1][1] <= GAP:
            hole = (out[-1][1], start)
            if hole[0] == hole[1] or not any(
                r is not None and overlap(r, hole) for r in (mark.cue, mark.source)
            ):
                out[-1] = (out[-1][0], end)
                continue
        out.append((start, end))
    return out
