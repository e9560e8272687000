"""Verbs that attribute only together with a noun: "laid the blame on", "cast doubt on", "gave nine dead"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueIdiom, idioms, words
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.clauses import has_that
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import Range, child, children, subtree, trim
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECTS = ("dobj", "acomp", "oprd", "attr")


def find(sheet: Sheet) -> Iterator[Found]:
    """Attributions by idiom, outside quotations."""
    known = idioms()
    for verb in sheet.verbs:
        by_noun = known.get(lemma(verb))
        if by_noun is None:
            continue
        found = _idiom(sheet.doc, verb, by_noun)
        if found is not None:
            yield found


def _idiom(doc: Doc, verb: Token, by_noun: dict[str, CueIdiom]) -> Found | None:
    head = sources.subject(verb)
    if head is None or not sources.plausible(head, weak=False):
        return None
    source = sources.span_of(doc, head, verb)
    if source is None:
        return None
    for noun in children(verb, *_OBJECTS):
        entry = by_noun.get(lemma(noun)) or by_noun.get(noun.lower_)
        taken = _after_noun(verb, noun, entry) if entry is not None and noun.i > verb.i else None
        if entry is not None and taken is not None:
            return _found(doc, verb, noun, entry, taken, source)
    target = child(verb, "dobj")
    at = next((c for c in children(verb, "prep") if c.lower_ == "at"), None)
    place = child(at, "pobj") if at is not None else None
    if at is not None and place is not None and target is not None and f"at {place.lower_}" in by_noun:
        # "laid it at the door of the militia"
        entry = by_noun[f"at {place.lower_}"]
        span = trim(doc, *((target.left_edge.i, subtree(at)[1])))
        if span is not None and target.i > verb.i:
            return Found(
                verb.i,
                f"{lemma(verb)} {entry.name}",
                entry.stance,
                cue_range(doc, verb),
                [span],
                source,
                "np",
            )
    if "dead" in by_noun and target is not None and target.i > verb.i and sources.plausible(head, weak=True):
        span = trim(doc, *subtree(target))
        if target.tag_ == "CD":  # the parse of "nine dead and 34 wounded" has no head
            span = trim(doc, target.left_edge.i, verb.right_edge.i + 1)
        if span is not None and _is_toll(verb, target):
            cue = cue_range(doc, verb)
            return Found(verb.i, lemma(verb), "asserts", cue, [span], source, "np")
    return None


def _is_toll(verb: Token, target: Token) -> bool:
    """A number of dead or wounded, or a toll."""
    if target.lower_ in words("toll_nouns"):
        return any(c.dep_ == "prep" and c.lower_ == "of" for c in target.children)
    near = [target, *target.children, *children(verb, "dobj")]
    return any(t.lower_ in words("casualty_words") for t in near) and any(t.tag_ == "CD" for t in near)


def _after_noun(verb: Token, noun: Token, entry: CueIdiom) -> tuple[Range, Token] | None:
    """The content after the idiom's noun, and the last token of the idiom."""
    if entry.that:
        for c in (*children(noun, "acl", "ccomp", "relcl"), *children(verb, "ccomp", "advcl")):
            if c.i > noun.i and (has_that(c) or entry.bare):
                return (c.left_edge.i, c.right_edge.i + 1), noun
    for c in (*children(noun, "prep"), *children(verb, "prep", "dative")):
        if c.i > noun.i and c.lower_ in entry.prepositions and c.right_edge.i > c.i:
            end = c.right_edge.i + 1
            for reason in children(verb, "prep"):  # "on the rebels for the raid"
                if reason.i == end and reason.lower_ == "for":
                    end = reason.right_edge.i + 1
            return (c.i + 1, end), c
    return None


def _found(
    doc: Doc, verb: Token, noun: Token, entry: CueIdiom, taken: tuple[Range, Token], source: Range
) -> Found | None:
    (start, end), last = taken
    content = trim(doc, start, end)
    if content is None or content[0] <= noun.i:
        return None
    cue = (cue_range(doc, verb)[0], min(last.i + 1, content[0]))
    if source[0] < cue[1] and cue[0] < source[1]:
        return None
    frame = "clause" if last.i == noun.i else "prep"
    return Found(verb.i, f"{lemma(verb)} {entry.name}", entry.stance, cue, [content], source, frame)
