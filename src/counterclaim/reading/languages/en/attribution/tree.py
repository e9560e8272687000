"""Small helpers over the dependency tree, shared by the attribution modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EDGE_PUNCT = frozenset(",;:.-–—!?…()[]")
_QUOTE_MARKS = frozenset({"“", "”", '"', "''", "``", "‘", "’", "'"})
Range = tuple[int, int]


def is_verb(token: Token) -> bool:
    """A verb that heads its clause (no auxiliary)."""
    return token.tag_[:1] == "V" and token.dep_ not in ("aux", "auxpass")


def subtree(token: Token) -> Range:
    """The token range that the token's subtree spans (from its left to its right edge)."""
    return token.left_edge.i, token.right_edge.i + 1


def children(token: Token, *labels: str) -> list[Token]:
    """Children with one of the labels, in text order."""
    return [c for c in token.children if c.dep_ in labels]


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the labels."""
    for c in token.children:
        if c.dep_ in labels:
            return c
    return None


def trim(doc: Doc, start: int, end: int) -> Range | None:
    """Drop punctuation (not quotation marks) at both edges; None when nothing is left."""
    while start < end and (doc[start].text[0] in _EDGE_PUNCT and doc[start].text not in ("(", "[")):
        start += 1
    while end > start and (doc[end - 1].text[-1] in _EDGE_PUNCT and not _keeps_stop(doc, start, end)):
        end -= 1
    return (start, end) if start < end else None


def _keeps_stop(doc: Doc, start: int, end: int) -> bool:
    """Whether the last token only looks like punctuation: an abbreviation, a bracket opened inside."""
    last = doc[end - 1].text
    if last in (")", "]"):
        words = doc[start:end].text
        return words.count("(" if last == ")" else "[") >= words.count(last)
    return len(last) > 1 and last[0].isalnum()


def without(whole: Range, hole: Range) -> list[Range]:
    """``whole`` with ``hole`` cut out: one or two ranges, or none."""
    out = []
    if whole[0] < min(hole[0], whole[1]):
        out.append((whole[0], min(hole[0], whole[1])))
    if max(hole[1], whole[0]) < whole[1]:
        out.append((max(hole[1], whole[0]), whole[1]))
    return out


def is_quote_mark(token: Token) -> bool:
    """Whether the token is a quotation mark."""
    return token.text in _QUOTE_MARKS and token.tag_ != "POS"


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a token."""
    return a[0] < b[1] and b[0] < a[1]
