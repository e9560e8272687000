"""Which tokens belong to the cue: auxiliaries, negation, particles, "in a statement"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import words
from counterclaim.reading.languages.en.attribution.tree import Range, child

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFT = {"aux", "auxpass", "neg", "advmod"}


def cue_range(doc: Doc, verb: Token) -> Range:
    """The verb with its auxiliaries, negation and adverbs to the left and its particle to the right."""
    start, end = verb.i, verb.i + 1
    i = verb.i - 1
    while i >= 0:
        token = doc[i]
        if token.dep_ in _LEFT and (token.head.i == verb.i or token.head.i in range(start, end)):
            if token.tag_ == "WRB":  # "when asked": a conjunction, not an adverb
                break
            start = i
            i -= 1
            continue
        break
    # "also" and the like open a cue only next to it; an adverb with a comma is a sentence adverb.
    while start < verb.i and (doc[start].text == "," or doc[start].lower_ in words("sentence_adverbs")):
        start += 1
    chain = verb.head
    if verb.dep_ == "xcomp" and chain.i < start and chain.lower_ in words("chain_verbs"):
        # "went on to say", "continued to insist"
        start = cue_range(doc, chain)[0]
    particle = child(verb, "prt")
    if particle is not None and particle.i == end:
        end += 1
    return start, _in_a_statement(doc, end)


def _in_a_statement(doc: Doc, end: int) -> int:
    """Extend over "in a statement", "in an interview", and over a colon that opens the quotation."""
    n = len(doc)
    i = end
    if i + 2 < n and doc[i].lower_ in ("in", "on") and doc[i + 1].tag_ in ("DT", "NN", "JJ", "PRP$"):
        j = i + 1
        while j < min(n, i + 5) and doc[j].tag_ in ("DT", "JJ", "NN", "VBN", "PRP$", "NNP"):
            if doc[j].lower_ in words("statement_nouns"):
                end = j + 1
                break
            j += 1
    if end < n and doc[end].text == ":":
        end += 1
    return end
