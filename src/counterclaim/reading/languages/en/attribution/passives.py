"""Passive cues: "it was reported that", "was said to have fled", "criticised by the mayor"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb, words
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.objects import passive_phrase
from counterclaim.reading.languages.en.attribution.tree import Range, child, subtree, trim

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def attribution(doc: Doc, verb: Token, name: str, entry: CueVerb, cue: Range) -> Found | None:
    """ "He was quoted as saying", "It was reported that", "is expected to", "a practice criticized by X"."""
    by = sources.agent(verb)
    subject = child(verb, "nsubjpass")
    source = sources.span_of(doc, by, verb) if by is not None else None
    clause = child(verb, "ccomp")
    if subject is not None and subject.lower_ == "it" and clause is not None and "clause" in entry.frames:
        content = [subtree(clause)]
    elif (at := passive_phrase(verb, subject, entry)) is not None:
        content = at
    elif (
        subject is not None
        and "clause" in entry.frames
        and child(verb, "xcomp") is not None
        and (source is not None or name in words("rumouring_verbs"))
    ):
        tail = child(verb, "xcomp")
        assert tail is not None
        content = [subtree(subject), (max(cue[1], subtree(tail)[0]), subtree(tail)[1])]
    elif source is not None and "np" in entry.frames:
        start = subject if subject is not None else (verb.head if verb.dep_ == "acl" else None)
        if start is None or (subject is None and entry.stance in ("demands", "asks")):
            return None  # "the ransom demanded by the gang" names a thing
        content = [(start.left_edge.i, min(subtree(start)[1], cue[0]))]
    else:
        return None
    content = [t for c in content if (t := trim(doc, *c))]
    if not content:
        return None
    return Found(
        verb.i, name, entry.stance, cue, content, source, "passive", speaker_known=source is not None
    )
