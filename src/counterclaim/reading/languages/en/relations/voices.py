"""Who owns a statement, and whether two claims are of one voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party
from counterclaim.lexicon.relations import relation_words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations.scene import Scene, named_side
from counterclaim.reading.page import ActorDraft, ClaimDraft, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = {"compound", "amod", "nmod", "poss"}


@dataclass(slots=True)
class Owner:
    """Whose statement a noun stands for."""

    words: TokenSpan
    head: str  # lemma of the owner's own noun: "ministry" in "the health ministry's toll"
    actor: ActorDraft | None
    side: str | None


def owner_at(scene: Scene, paragraph: int, token: Token) -> Owner:
    """The owner that a token heads."""
    start, end = token.left_edge.i, token.i + 1
    span = TokenSpan(paragraph, start, end)
    actor = scene.actor_at(TokenSpan(paragraph, token.i, token.i + 1))
    side = actor.side if actor is not None else None
    if side is None:
        known = party(scene.page.words(span))
        side = known.side if known is not None else None
    if side is None:
        side = named_side(token) or next(
            (s for c in token.children if c.dep_ in _NAMING and (s := named_side(c)) is not None), None
        )
    return Owner(span, lemma(token), actor, side)


def speaks_for(scene: Scene, owner: Owner, claim: ClaimDraft) -> bool:
    """Whether the claim is the owner's: the same actor, the same side, or the same noun ("the ministry")."""
    speaker = claim.speaker
    if speaker is None:
        return False
    if owner.actor is speaker:
        return True
    if owner.side is not None and speaker.side is not None:
        return owner.side == speaker.side
    mention = claim.speaker_mention
    if mention is None:
        return False
    return any(lemma(t) == owner.head for t in scene.page.tokens(mention) if t.tag_[:1] == "N")


def same_voice(a: ClaimDraft, b: ClaimDraft) -> bool:
    """One speaker, one side, or both the outlet's own words."""
    if a.speaker is None and b.speaker is None:
        return a.quotation == "narration" and b.quotation == "narration"
    if a.speaker is None or b.speaker is None:
        return False
    if a.speaker is b.speaker or (a.speaker.side is not None and a.speaker.side == b.speaker.side):
        return True
    # "The Observatory" and "the Syrian Observatory for Human Rights" may well be one actor.
    names = [frozenset(s.name.lower().removeprefix("the ").split()) for s in (a.speaker, b.speaker)]
    return names[0] <= names[1] or names[1] <= names[0]


def backs(scene: Scene, acting: ClaimDraft, other: ClaimDraft) -> bool:
    """Whether ``acting`` speaks for ``other``'s voice: the same voice, or "its spokesman", "a spokesman"."""
    if same_voice(acting, other):
        return True
    if acting.speaker is not None and other.speaker is not None:
        sides = acting.speaker.side, other.speaker.side
        if None not in sides and sides[0] != sides[1]:
            return False
    if acting.speaker_mention is None:
        return False
    roles = relation_words().words["speaking_for"]
    return any(t.lower_ in roles for t in scene.page.tokens(acting.speaker_mention))
