"""A mention as a noun phrase: its head, the words that name it, article, number and possessor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party
from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_SCOPE = frozenset({"of", "at", "in", "for", "from", "with", "on", "near", "to"})
_LEFT = frozenset({
    "det", "amod", "compound", "poss", "nmod", "nummod", "advmod", "quantmod", "punct", "npadvmod", "predet",
    "case", "appos",
})  # fmt: skip
_FAR = 14  # tokens that a name may reach to either side of its head
_HEAD_TAGS = ("N", "PRP", "WP", "WDT", "DT", "CD", "JJ", "EX")


@dataclass(slots=True)
class Phrase:
    """A noun phrase around ``head``. ``core`` leaves out article, relative clause and apposition."""

    paragraph: Paragraph
    span: TokenSpan
    head: Token
    core: TokenSpan
    noun: str  # the head's lemma in lower case
    definite: bool
    indefinite: bool
    plural: bool
    possessor: Token | None

    @property
    def doc(self) -> Doc:
        """The paragraph's parse."""
        return self.paragraph.doc

    @property
    def name(self) -> str:
        """The words that name it, on one line, without article or closing possessive."""
        return " ".join(self.doc[self.core.start : self.core.end].text.split())

    @property
    def before(self) -> list[Token]:
        """The core's words before its head."""
        return list(self.doc[self.core.start : self.head.i])

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands, for comparing."""
        return self.span.paragraph, self.head.i


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token of ``start:end`` that the others hang on; a noun where there is a choice."""
    best: Token | None = None
    for token in doc[start:end]:
        up = token.head.i
        if (up == token.i or not start <= up < end) and token.tag_.startswith(_HEAD_TAGS):
            if token.tag_[0] in "NPW":
                return token
            best = best or token
    if best is not None:
        return best
    nouns = [t for t in doc[start:end] if t.tag_[0] == "N"]
    return next((t for t in nouns if t.dep_ != "compound"), nouns[-1] if nouns else doc[end - 1])


def phrase_of(page: Page, span: TokenSpan) -> Phrase:
    """The phrase of a mention as written; a single token is widened to its whole noun phrase."""
    paragraph = page.paragraphs[span.paragraph]
    doc = paragraph.doc
    head = head_of(doc, span.start, span.end)
    if span.end - span.start == 1:
        low, high = max(0, head.i - _FAR), min(len(doc), head.i + _FAR)
    else:
        low, high = span.start, span.end
    if span.end - span.start > 1 and party(doc[span.start : span.end].text) is not None:
        head = doc[span.end - 1]  # "Islamic State", however its words are parsed
        start, end = span.start, span.end
    else:
        start, end = _left(head, low), _right(head, high)
    definite = indefinite = False
    while start < head.i and doc[start].lower_ in _ARTICLES:
        definite = definite or doc[start].lower_ in _DEFINITE
        indefinite = indefinite or doc[start].lower_ in ("a", "an")
        start += 1
    while start < head.i and not doc[start].text[0].isalnum():
        start += 1
    if not definite and any(t.tag_ == "CD" for t in doc[start : head.i]):
        indefinite = True
    possessor = next((t for t in head.children if t.dep_ == "poss" and low <= t.i < head.i), None)
    if possessor is not None:
        definite, indefinite = True, False
    return Phrase(
        paragraph, span, head, TokenSpan(span.paragraph, start, end), noun_of(head),
        definite, indefinite, head.tag_ in ("NNS", "NNPS"), possessor,
    )  # fmt: skip


def noun_of(token: Token) -> str:
    """The lemma that word lists are asked for."""
    if token.tag_ == "NNPS" and token.lower_[-1:] == "s":
        return token.lower_[:-1]
    return lemma(token)


def _left(head: Token, low: int) -> int:
    start = head.i
    for child in head.lefts:
        if child.dep_ in _LEFT or child.tag_[0] in "NJ":
            start = min(start, child.left_edge.i)
    doc = head.doc
    if head.tag_ in ("NNP", "NNPS"):  # the parser may hang a name's first words elsewhere
        while start > low and doc[start - 1].tag_ in ("NNP", "NNPS"):
            start -= 1
    return max(start, low, head.i - _FAR)


def _right(head: Token, high: int) -> int:
    """Where the core ends: after the head, or after "of …", "at …" that say which one it is."""
    doc, end = head.doc, head.i + 1
    words = titles()
    limit = min(high, head.right_edge.i + 1, head.i + _FAR)
    while end < limit:
        token = doc[end]
        if token.tag_ != "IN" or token.lower_ not in _SCOPE:
            break
        stop = _noun_end(doc, end + 1, limit)
        if stop == end + 1 or any(t.lower_ in words.calendar for t in doc[end + 1 : stop]):
            break
        end = stop
    return end


def _noun_end(doc: Doc, start: int, limit: int) -> int:
    """Past the plain noun phrase that starts at ``start``; ``start`` if there is none."""
    last = start
    for i in range(start, limit):
        token = doc[i]
        tag = token.tag_
        if tag[0] == "N":
            last = i + 1
        elif (
            tag in ("DT", "JJ", "CD", "PRP$", "POS", "HYPH")
            or (tag in ("VBN", "VBD") and doc[i - 1].text == "-")
            or token.text in ("-", "&")
            or (
                token.lower_ == "and"
                and i + 1 < limit
                and doc[i - 1].text[0].isupper()
                and doc[i + 1].text[0].isupper()
            )
        ):
            continue
        else:
            break
    return last
