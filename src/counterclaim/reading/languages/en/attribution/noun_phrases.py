"""Speakers by their place in the sentence, for when the parser loses the subject of a verb of saying.

News sentences put the speaker right before the verb: "…, spokesman Ann Lee said". Names that the tagger
takes for verbs ("Guled said") break the parse, not the word order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution.tree import Range, is_quote_mark

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MAX_NOUN_PHRASE = 18
MAX_ASIDE = 22
_NOMINAL = {
    "DT", "NN", "NNS", "NNP", "NNPS", "PRP$", "POS", "JJ", "JJR", "JJS", "CD", "HYPH", "CC", "VBN", "VBG",
    "IN", "WP$", "AFX", "FW", "PDT", "TO",
}  # fmt: skip
_HEADS = {"NN", "NNS", "NNP", "NNPS", "CD"}
_NOMINATIVE = {"he", "she", "it", "they", "we", "i", "one", "some", "others", "both", "many"}
_OPENERS = {"DT", "NN", "NNS", "NNP", "NNPS", "PRP$", "JJ", "JJS", "CD", "VBN", "PDT", "HYPH"}
_LINKS = {"of", "in", "for", "at", "with", "from", "to", "on", "near", "and", "&"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def _is_name(token: Token) -> bool:
    """A capitalised word inside a sentence: a name, whatever the tagger says."""
    return token.text[0].isupper() and token.i > 0 and not token.is_sent_start


def _nominal(token: Token) -> bool:
    if token.tag_ in ("IN", "TO", "CC"):
        return token.lower_ in _LINKS
    return token.tag_ in _NOMINAL or _is_name(token)


def _phrase_before(doc: Doc, end: int, first: int) -> Range | None:
    """The noun phrase whose last token is ``end - 1``, running left to a comma, a quotation or ``first``."""
    i = end - 1
    while i >= first and end - i <= MAX_NOUN_PHRASE and _nominal(doc[i]) and not is_quote_mark(doc[i]):
        i -= 1
    start = i + 1
    if i >= first and not (
        doc[i].text in (",", ";", ":", "(", ")", "--", "—", "–", "-") or is_quote_mark(doc[i])
    ):
        return None
    while start < end and doc[start].tag_ in ("CC", "IN", "TO", "POS"):
        start += 1
    if start >= end or not (doc[start].tag_ in _OPENERS or _is_name(doc[start])):
        return None
    if not any(t.tag_ in _HEADS or _is_name(t) for t in doc[start:end]) or doc[end - 1].tag_ in (
        "DT",
        "PRP$",
        "IN",
        "JJ",
    ):
        return None
    return start, end


def speaker_after(doc: Doc, start: int) -> Range | None:
    """The speaker that follows a verb: "“…,” stressed Major General Ann Lee, head of the office"."""
    end = start
    while (
        end < len(doc)
        and end - start < MAX_NOUN_PHRASE
        and _nominal(doc[end])
        and not is_quote_mark(doc[end])
    ):
        end += 1
    while end > start and doc[end - 1].tag_ in ("CC", "IN", "TO", "DT"):
        end -= 1
    if end <= start or not (doc[start].tag_ in _OPENERS or _is_name(doc[start])):
        return None
    after = doc[end] if end < len(doc) else None
    if after is not None and after.text not in (",", ".", ";", ":", "—", "–") and after.lower_ != "who":
        return None if not is_quote_mark(after) else (start, end)
    return start, end


def speaker_before(doc: Doc, at: int, first: int) -> Range | None:
    """The speaker that ends right before token ``at``: "the ministry", "he", "Ann Lee, who leads it,"."""
    if at <= first:
        return None
    last = doc[at - 1]
    if last.lower_ in _NOMINATIVE and last.tag_ in ("PRP", "DT", "CD", "NNS", "JJ", "NN", "PRON"):
        return at - 1, at
    if last.text != ",":
        return _phrase_before(doc, at, first)
    # "Ann Lee, a spokeswoman, said": the speaker stands before the aside.
    i = at - 2
    while (
        i > first and at - i <= MAX_ASIDE and doc[i].text not in (",", ";", ".") and not is_quote_mark(doc[i])
    ):
        i -= 1
    if i <= first or doc[i].text != "," or at - 1 - (i + 1) < 1:
        return None
    aside = doc[i + 1 : at - 1]
    relative = aside[0].tag_ in ("WP", "WP$", "WDT")
    if not relative and any(t.tag_ in _FINITE and not _is_name(t) for t in aside):
        return None
    noun = _phrase_before(doc, i, first)
    return (noun[0], at) if noun is not None else None
