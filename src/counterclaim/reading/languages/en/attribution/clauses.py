"""Content that is a clause: after the cue, before it, or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import words
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.tree import (
    Range,
    child,
    children,
    is_quote_mark,
    is_verb,
    subtree,
    without,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_DISTANCE = 20  # tokens between a cue and the "that" of its content
MAX_SCAN = 400  # tokens of one content that are looked at
_FINITE = {"VBD", "VBZ", "VBP"}


def clause_content(doc: Doc, verb: Token, clause: Token, cue: Range) -> list[Range]:
    """A finite clause complement, before or after the cue."""
    start, end = subtree(clause)
    if clause.i > verb.i:
        start = max(start, cue[1])
        if start < end and doc[start].lower_ in ("citing", "quoting"):
            start = next((i for i in range(start, clause.i) if doc[i].lower_ == "that"), start)
        end = _before_other_speaker(verb, clause, start, end)
        if start < len(doc) and doc[start].text == "," and start + 1 < end:
            start += 1
        return [(start, end)]
    # "The bridge fell, officials said": the clause runs up to the comma before the cue.
    end = min(end, cue[0])
    for c in verb.children:  # sentence adverbials that the parser hung on the cue verb
        if (
            c.i < start
            and c.dep_ in ("advcl", "prep", "npadvmod", "advmod")
            and c.right_edge.i < start
            and c.lower_ != "but"
        ):
            if c.dep_ == "advmod" and c.lower_ in words("sentence_adverbs"):
                continue
            start = min(start, c.left_edge.i)
    resumed = _goes_on(doc, verb, cue, end)
    return [(start, end), *([resumed] if resumed is not None else [])]


def _goes_on(doc: Doc, verb: Token, cue: Range, end: int) -> Range | None:
    """What the content adds after the cue: "A shell hit the shop, he told the paper, and left three hurt"."""
    if is_quote_mark(doc[end - 1]) or is_quote_mark(doc[cue[0] - 1]):
        return None
    for c in children(verb, "conj"):
        opening = c.left_edge.i
        if c.tag_ != "VBD" or opening < 2 or c.i < cue[1] or child(c, "nsubj", "nsubjpass") is not None:
            continue
        if doc[opening - 1].tag_ == "CC" and doc[opening - 2].text == "," and entry_of(c) is None:
            return opening, c.right_edge.i + 1
    return None


def relative_pronoun(verb: Token, clause: Token) -> Token | None:
    """The pronoun that stands for what is spoken of: "the emails, which she said were hers"."""
    if verb.dep_ != "relcl":
        return None
    for token in (*clause.children, *verb.children):
        if token.tag_ in ("WDT", "WP") and token.i < verb.i and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
            return token if child(verb, "nsubj") is not token else None
    return None


def distant(doc: Doc, verb: Token, cue: Range) -> Range | None:
    """A that-clause that the parser hung on a word in between: "said in a speech on Tuesday that …"."""
    for i in range(cue[1], min(len(doc), cue[1] + MAX_DISTANCE)):
        token = doc[i]
        if (
            token.text in (".", ";", ":")
            or is_quote_mark(token)
            or token.tag_ in _FINITE
            or token.tag_ == "MD"
        ):
            return None
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > i:
            return i, max(token.head.right_edge.i, token.head.i) + 1
    return None


def _before_other_speaker(verb: Token, clause: Token, start: int, end: int) -> int:
    """Where a clause stops short of "…, while the army denied it", which another one says."""
    doc = clause.doc
    for i in range(start, min(end, start + MAX_SCAN)):
        if doc[i].tag_ == "CC" and doc[i - 1].text == "," and i > start + 2 and _new_act(doc, (i, end)):
            return i - 1
        if doc[i].text == ";" and any(_speaks(t) for t in doc[i + 1 : end]):
            return i
    if (joined := _next_act(verb, clause)) is not None and start + 1 < joined < end:
        return joined
    for c in clause.children:
        if c.dep_ != "advcl" or c.i < clause.i or entry_of(c) is None:
            continue
        opening = child(c, "mark")
        subject = child(c, "nsubj")
        if opening is None or opening.lower_ not in ("while", "whereas") or subject is None:
            continue
        if subject.tag_ != "PRP" and opening.i > start:
            return min(end, opening.i)
    return end


def _next_act(verb: Token, clause: Token) -> int | None:
    """Where the speaker's own next act begins, if the parser joined it to the content.

    "Kyiv said the toll was invented and blamed a missile": a toll blames nobody, so Kyiv does.
    """
    subject = child(clause, "nsubj", "nsubjpass")
    if verb.tag_ not in _FINITE or subject is None or subject.tag_ == "PRP" or sources.can_speak(subject):
        return None
    for c in clause.children:
        if c.dep_ != "conj" or c.tag_ != verb.tag_ or child(c, "nsubj", "nsubjpass", "aux", "auxpass"):
            continue
        known = entry_of(c)
        if known is None or known[1].weak:
            continue
        i = c.left_edge.i - 1
        while i > clause.i and verb.doc[i].tag_ == "RB":
            i -= 1
        if i > clause.i and verb.doc[i].tag_ == "CC":
            return i
    return None


def has_that(clause: Token) -> bool:
    """Whether "that" opens the clause."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _speaks(token: Token) -> bool:
    """A verb of saying with a subject and a clause of its own."""
    return (
        token.tag_ in _FINITE
        and child(token, "nsubj") is not None
        and child(token, "ccomp") is not None
        and entry_of(token) is not None
    )


def around(doc: Doc, verb: Token) -> list[Range]:
    """Content around an inserted cue: "The bridge, she said, fell"; "As she noted, the bridge fell"."""
    host = verb.head
    if host.i == verb.i:
        return []
    inserted = verb.dep_ == "parataxis" and is_verb(host)
    as_clause = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if not (inserted or as_clause) or child(verb, "nsubj") is None:
        return []
    start, end = subtree(verb)
    reach = subtree(host)
    for i in range(verb.i - 1, reach[0], -1):
        if doc[i].text == ";":
            reach = (i + 1, reach[1])
            break
    resumed = next((c for c in children(verb, "conj") if _resumes(c, verb)), None)
    if resumed is not None:  # "The council invited monks, he added, and will take action"
        end, reach = resumed.left_edge.i, (reach[0], max(reach[1], end))
    pieces = without(reach, (start, end))
    return [p for p in pieces if p[0] < verb.i or not _new_act(doc, p)]


def _resumes(token: Token, verb: Token) -> bool:
    """Whether a verb coordinated with the cue goes on with the content: another tense, no own subject."""
    return verb.tag_ == "VBD" and child(token, "aux") is not None and child(token, "nsubj") is None


def _new_act(doc: Doc, piece: Range) -> bool:
    """Whether the words after an inserted cue are its speaker's next act: "it said, and promised repairs"."""
    i = piece[0]
    while i < piece[1] and (doc[i].text == "," or doc[i].tag_ in ("CC", "RB")):
        i += 1
    if i >= piece[1] or doc[i].tag_ != "VBD" or child(doc[i], "nsubj") is not None:
        return False
    known = entry_of(doc[i])
    return known is not None and not known[1].weak
