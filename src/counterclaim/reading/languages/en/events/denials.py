"""Denials of a part in what the sentence does not name: "we deny any connection with what happened"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.events.frames import phrase, prepositions, subject_of
from counterclaim.reading.languages.en.events.kinds import Memory
from counterclaim.reading.languages.en.events.words import base
from counterclaim.reading.page import EventDraft, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENY = frozenset({"deny", "reject", "refute", "disclaim", "disavow"})


def denies_part(token: Token) -> bool:
    """Whether the noun is what someone denies: "denied any involvement"."""
    return token.dep_ == "dobj" and base(token.head) in _DENY


def denied_involvement(
    tokens: list[tuple[Paragraph, Token]], memory: Memory, known: list[EventDraft]
) -> list[EventDraft]:
    """A denied event for each, of the type that the document tells of the same target; else none."""
    found: list[EventDraft] = []
    if not tokens:
        return found
    starts: dict[int, list[int]] = {}
    for event in known:
        starts.setdefault(event.trigger.paragraph, []).append(event.trigger.start)
    for paragraph, token in tokens:
        doc = paragraph.doc
        if any(token.i <= start <= token.right_edge.i for start in starts.get(paragraph.index, ())):
            continue
        places = [n for n in doc[token.i : token.right_edge.i + 1] if n.tag_[:1] == "N"]
        targets = [(n, kind) for n in places if (kind := memory.of_word(base(n))) is not None]
        if not targets:
            continue
        target, kind = targets[0]
        row = EventDraft(TokenSpan(paragraph.index, token.i, token.i + 1), kind, "denied")
        row.target = TokenSpan(paragraph.index, *phrase(target))
        doer = _whose(token)
        if doer is not None:
            row.actor_mention = TokenSpan(paragraph.index, *phrase(doer))
        found.append(row)
    return found


def _whose(token: Token) -> Token | None:
    """ "connection of our forces with …", else the one who denies."""
    own = next((n for word, n in prepositions(token) if word in ("of", "by")), None)
    return own or subject_of(token.head)
