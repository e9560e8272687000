"""A parsed paragraph as plain lists: one walk over the parser's arrays serves all stages.

Making a token object costs more than what most stages ask of it, so they ask these lists instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "counterclaim.columns"


class Columns(NamedTuple):
    """Texts, lower-case texts, tags, whether no blank follows, and whether a sentence starts, by position."""

    text: list[str]
    lower: list[str]
    tags: list[str]
    glued: list[bool]
    starts: list[bool]


def columns(doc: Doc) -> Columns:
    """The columns of a parse, made once."""
    found = doc.user_data.get(_KEY)
    if isinstance(found, Columns):
        return found
    strings = doc.vocab.strings
    text: list[str] = []
    tags: list[str] = []
    glued: list[bool] = []
    starts: list[bool] = []
    if len(doc):
        for orth, tag, space, start in doc.to_array(["ORTH", "TAG", "SPACY", "SENT_START"]).tolist():
            text.append(strings[orth])
            tags.append(strings[tag])
            glued.append(not space)
            starts.append(start == 1)
        starts[0] = True
    made = Columns(text, [w.lower() for w in text], tags, glued, starts)
    doc.user_data[_KEY] = made
    return made
