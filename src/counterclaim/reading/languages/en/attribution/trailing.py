"""Attribution at the end of a sentence, by word order: "The bridge fell, the ministry said".

The commonest form of attributed news, and the one that a parse gone wrong loses most often: the verb
becomes an adverbial clause, a plural noun ("the General Staff reports") or heads the wrong half.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb, cue_verbs, words
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.noun_phrases import speaker_after, speaker_before
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.sources import can_speak, span_of
from counterclaim.reading.languages.en.attribution.tree import (
    Range,
    child,
    children,
    is_quote_mark,
    subtree,
    trim,
)
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_VERB_LIKE = {"VBD", "VBZ", "VBP", "VBN", "NNS", "NN", "VB"}  # VBN, NNS, NN: "he said", "the staff reports"
_REASONS = {"after", "as", "because", "while", "although", "though", "since"}
_MIN_CONTENT = 2
MAX_ADVERBIAL = 60  # tokens after the cue, up to a break
_BREAKS = {",", ";", ".", "—", "–", "--", ":", ")"}


def find(sheet: Sheet) -> Iterator[Found]:
    """Attributions whose speaker and verb follow a comma and close the sentence or its half."""
    # A mark that is never closed may only have lost its other half: "“It is gone, she said."
    doc, where, lower, tags = sheet.doc, sheet.where, sheet.lower, sheet.tags
    unclosed = {n for n, quote in enumerate(sheet.quotes) if not quote.closed}
    for first, last in sheet.sentences:
        halves: list[Range] | None = None
        for i in range(first + _MIN_CONTENT + 1, last):
            if tags[i] not in _VERB_LIKE or (
                where[i] >= 0 and (where[i] not in unclosed or lower[i] != "said")
            ):
                continue
            token = sheet.tokens[i]
            known = _entry(doc, token, last)
            if known is None:
                continue
            if halves is None:
                halves = _own_halves(sheet, first, last)
            start = next((half for mark, half in halves if mark < i), first)
            found = _trailing(doc, token, *known, start, last) or _inverted(doc, token, *known, start)
            if found is not None:
                yield found


def _inverted(doc: Doc, verb: Token, name: str, entry: CueVerb, end: int, first: int) -> Found | None:
    """ "The price has doubled, complained a grower": verb before speaker, where the parse saw an object."""
    if (
        doc[verb.i - 1].text != ","
        or verb.tag_ not in _FINITE
        or entry.weak
        or ((subject := child(verb, "nsubj")) is not None and subject.i < verb.i)
    ):
        return None
    if subject is not None:
        source = span_of(doc, subject, verb) if can_speak(subject) else None
    else:
        source = speaker_after(doc, end)
        source = source if source is not None and can_speak(doc[source[1] - 1]) else None
    if source is None:
        return None
    content = _content(doc, first, verb.i - 1)
    if content is None:
        return None
    return Found(verb.i, name, entry.stance, (verb.i, end), [content], source, "trailing")


def _resumed(doc: Doc, verb: Token, end: int) -> list[Range]:
    """What the speaker adds after the cue: "…, the committee said, after two of the wounded had died"."""
    out = []
    for clause in children(verb, "advcl"):
        opening, subject = child(clause, "mark"), child(clause, "nsubj", "nsubjpass")
        if opening is None or subject is None or opening.i < end or doc[opening.i - 1].text != ",":
            continue
        if opening.lower_ in _REASONS and subject.tag_ != "PRP" and entry_of(clause) is None:
            span = trim(doc, *subtree(clause))
            if span is not None:
                out.append(span)
    return out


def _own_halves(sheet: Sheet, first: int, last: int) -> list[Range]:
    """Semicolons, last first, each with where the words of who speaks after it begin.

    They begin after the semicolon if another one speaks before it, else with the sentence.
    """
    marks = [i for i in range(last - 1, first, -1) if sheet.lower[i] == ";"]
    if not marks:
        return []
    spoken = min(
        (
            max(t.i, clause.i)
            for t in sheet.tokens[first : marks[0]]
            if t.tag_ in _FINITE and (clause := child(t, "ccomp")) is not None and entry_of(t) is not None
        ),
        default=last,
    )
    return [(i, i + 1 if spoken < i else first) for i in marks]


def _entry(doc: Doc, token: Token, last: int) -> tuple[str, CueVerb, int] | None:
    """Name and entry of a verb that takes a clause, and where its words end."""
    base = lemma(token)
    verbs = cue_verbs()
    if token.i + 1 < last and f"{base}_{doc[token.i + 1].lower_}" in verbs:
        name, end = f"{base}_{doc[token.i + 1].lower_}", token.i + 2
    else:
        name, end = base, token.i + 1
    entry = verbs.get(name)
    return (name, entry, end) if entry is not None and "clause" in entry.frames else None


def _trailing(
    doc: Doc, verb: Token, name: str, entry: CueVerb, end: int, first: int, last: int
) -> Found | None:
    told = child(verb, "dobj", "dative") if name in words("addressing_verbs") else None
    if not _closes(doc, told.right_edge.i + 1 if told is not None and told.i >= end else end, last):
        return None
    start = verb.i
    while start > first and (doc[start - 1].tag_ == "RB" or doc[start - 1].lower_ in ("has", "have", "had")):
        start -= 1
    if verb.tag_ == "NN" and doc[verb.i - 1].tag_ != "NNS":  # "the data show" may be tagged as two nouns
        return None
    source = speaker_before(doc, start, first)
    if source is None or source[0] - 1 <= first:
        return None
    before = doc[source[0] - 1]
    if before.text != "," and not (is_quote_mark(before) and doc[source[0] - 2].text[-1] in ",.?!"):
        return None
    content = _content(doc, first, source[0] - 1 if before.text == "," else source[0])
    if content is None:
        return None
    cue = cue_range(doc, verb) if verb.tag_[:1] == "V" else (verb.i, end)
    cue = (max(min(cue[0], start), source[1]), max(cue[1], end))
    pieces = [content, *_resumed(doc, verb, cue[1])]
    return Found(verb.i, name, entry.stance, cue, pieces, source, "trailing")


def _closes(doc: Doc, end: int, last: int) -> bool:
    """Whether nothing that could be content follows the verb: a break, or an adverbial up to one."""
    i = end
    while i < last and doc[i].text not in _BREAKS:
        if i - end > MAX_ADVERBIAL:
            return False
        token = doc[i]
        if is_quote_mark(token) or token.tag_ in _FINITE or token.tag_ in ("WP", "WDT", "WRB", "PRP"):
            return False
        if i == end and not (
            (token.tag_ in ("IN", "RB") and token.lower_ not in ("that", "whether", "if", "no", "not"))
            or (token.tag_ == "TO" and i + 1 < last and doc[i + 1].tag_ != "VB")
            or token.lower_ in words("day_words")
        ):
            return False
        i += 1
    return i >= last or doc[i].text != ":"


def _content(doc: Doc, start: int, end: int) -> Range | None:
    """The clause before the comma, if it can stand alone."""
    while start < end and (doc[start].tag_ == "CC" or doc[start].text in (",", "-", "—")):
        start += 1
    span = trim(doc, start, end)
    if span is None or span[1] - span[0] < _MIN_CONTENT:
        return None
    opening = doc[span[0]]
    body = doc[span[0] : span[1]]
    dependent = opening.dep_ == "mark" or opening.lower_ in words("subordinators")
    if dependent and not any(t.text == "," for t in body):
        return None
    if opening.tag_ in ("VBG", "VBN") and not any(t.text == "," for t in body):
        return None
    half = span[0]
    for i in range(span[1] - 1, span[0], -1):
        if doc[i].text == ";":
            half = i
            break
    if not any(t.tag_ in _FINITE or t.tag_ == "VBN" for t in doc[half : span[1]]):
        return None  # "…; the army, he added, has left": the cue stands inside its content
    return span


def merge(found: list[Found], trailing: list[Found]) -> list[Found]:
    """Join both readings of a verb: word order settles the start, the parse what resumes after the cue."""
    by_verb = {f.verb: f for f in found}
    for item in trailing:
        known = by_verb.get(item.verb)
        if known is None:
            found.append(item)
            continue
        start, end = item.content[0]
        parsed = bool(known.content) and known.content[0][0] < item.cue[0]
        rest = [c for c in known.content if c[0] >= item.cue[1]] if parsed else []
        known.content = [(start, end), *(rest or item.content[1:])]
        if known.source is None or known.source[0] == item.source[0]:  # type: ignore[index]
            known.source = item.source
        known.frame = "trailing"
    return found
