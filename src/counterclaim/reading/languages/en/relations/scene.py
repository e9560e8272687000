"""The claims of a document set out for comparison: who speaks, for which side, about what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party, state_of_capital, state_of_demonym
from counterclaim.lexicon.relations import relation_words
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import ActorDraft, ClaimDraft, Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPARED_PARTS = {"body"}  # a headline says again what the article says; a related link is another article
_LOSSES: dict[str, str] = dict.fromkeys(("killed", "wounded", "casualties", "missing"), "loss")
_ATTACKS: dict[str, str] = dict.fromkeys(
    (
        "air_strikes", "missile_strikes", "drone_strikes", "rocket_attacks", "shelling_attacks", "attacks",
        "clashes", "launched",
    ),
    "attack",
)  # fmt: skip
_FAMILIES = {**_LOSSES, **_ATTACKS, "displaced": "displacement", "evacuated": "displacement"}
UNCOUNTED = frozenset(("money", "share", "other", "change"))  # measures that answer no question of counting
_PEACEFUL = {"ceasefire", "aid_delivery", "protest", "displacement", "evacuation", "other", "withdrawal"}


def family(measure: Measure) -> str:
    """The question that a measure belongs to: killed and wounded are both losses."""
    return _FAMILIES.get(measure, measure)


REACH = 60  # claims before and after one that it is compared with: a bound on the work of a hostile text
_TO_A_PARAGRAPH = 3
LONGEST = 300  # tokens of a content that are looked at


class Scene:
    """Claims in text order with what the passes ask of them, worked out once and only when asked."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.claims = [
            c for c in page.claims if c.content and page.paragraphs[c.paragraph].part in _COMPARED_PARTS
        ]
        self._order = {id(c): n for n, c in enumerate(self.claims)}
        self._topics: dict[TokenSpan, frozenset[str]] = {}
        self._text: dict[int, str] = {}
        self._sides: dict[int, set[str]] = {}
        self._mentions: dict[int, list[tuple[TokenSpan, ActorDraft]]] | None = None

    def order(self, claim: ClaimDraft) -> int:
        """The claim's place in text order."""
        return self._order[id(claim)]

    def text(self, claim: ClaimDraft) -> str:
        """The content in lower case, its pieces joined by blanks."""
        found = self._text.get(id(claim))
        if found is None:
            found = " ".join(self.page.words(s) for s in claim.content).lower().replace("’", "'")
            self._text[id(claim)] = found
        return found

    def knows(self, claim: ClaimDraft | None) -> bool:
        """Whether the claim is one of those compared."""
        return claim is not None and id(claim) in self._order

    def distance(self, acting: ClaimDraft, claim: ClaimDraft) -> int:
        """How far back ``claim`` stands from ``acting``, in paragraphs; negative when it comes later.

        Three claims count as a paragraph at least: some texts come in one piece.
        """
        apart = max(
            abs(acting.paragraph - claim.paragraph),
            abs(self.order(acting) - self.order(claim)) // _TO_A_PARAGRAPH,
        )
        return apart if self.order(claim) < self.order(acting) else -max(apart, 1)

    def before(self, claim: ClaimDraft) -> list[ClaimDraft]:
        """The claims before this one, nearest first."""
        at = self.order(claim)
        return self.claims[max(0, at - REACH) : at][::-1]

    def around(self, claim: ClaimDraft, reach: int = REACH) -> list[ClaimDraft]:
        """The claims around this one, in text order."""
        at = self.order(claim)
        return [c for c in self.claims[max(0, at - reach) : at + reach + 1] if c is not claim]

    def tokens(self, claim: ClaimDraft) -> list[Token]:
        """The content's first tokens."""
        return [t for span in claim.content for t in self.words_of(span)][:LONGEST]

    def words_of(self, span: TokenSpan) -> list[Token]:
        """The first tokens of a span."""
        return self.page.tokens(span._replace(end=min(span.end, span.start + LONGEST)))

    def phrase(self, claim: ClaimDraft, pattern: re.Pattern[str]) -> TokenSpan | None:
        """The first tokens of the content that the pattern matches, in lower case."""
        if pattern.search(self.text(claim)) is None:
            return None
        for span in claim.content:
            tokens = self.words_of(span)
            text = "".join(t.text_with_ws for t in tokens).lower().replace("’", "'")
            match = pattern.search(text)
            if match is None:
                continue
            length, inside = 0, []
            for token in tokens:
                if length < match.end() and length + len(token.text) > match.start():
                    inside.append(token.i)
                length += len(token.text_with_ws)
            return TokenSpan(span.paragraph, inside[0], inside[-1] + 1) if inside else None
        return None

    def topic(self, claim: ClaimDraft) -> frozenset[str]:
        """What the content is about, with the families of its figures and events."""
        words: frozenset[str] = frozenset().union(*(self.topic_of(span) for span in claim.content))
        extra = {family(f.measure) for f in claim.figures if f.measure not in UNCOUNTED}
        extra.update("attack" for e in claim.events if e.type not in _PEACEFUL)
        return words | extra

    def topic_of(self, span: TokenSpan) -> frozenset[str]:
        """The telling words of a span: lemmas of nouns, verbs and adjectives, or their concepts."""
        found = self._topics.get(span)
        if found is None:
            found = keys(self.words_of(span))
            self._topics[span] = found
        return found

    def sides(self, claim: ClaimDraft) -> set[str]:
        """Sides that the content names ("Rwandan soldiers", "Baku")."""
        found = self._sides.get(id(claim))
        if found is None:
            found = {s for span in claim.content for s in self.sides_of(span)}
            self._sides[id(claim)] = found
        return found

    def sides_of(self, span: TokenSpan) -> set[str]:
        """Sides that the words of a span name: by actors found there, by demonyms, states and capitals."""
        found = {a.side for m, a in self.mentions(span.paragraph) if span.covers(m) and a.side is not None}
        for token in self.words_of(span):
            side = named_side(token)
            if side is not None:
                found.add(side)
        return found

    def mentions(self, paragraph: int) -> list[tuple[TokenSpan, ActorDraft]]:
        """Mentions of actors in a paragraph."""
        if self._mentions is None:
            self._mentions = {}
            for actor in self.page.actors:
                for mention in actor.mentions:
                    self._mentions.setdefault(mention.paragraph, []).append((mention, actor))
        return self._mentions.get(paragraph, [])

    def actor_at(self, span: TokenSpan) -> ActorDraft | None:
        """The actor whose mention overlaps the span; of several, the one with the longest."""
        best: tuple[int, ActorDraft] | None = None
        for mention, actor in self.mentions(span.paragraph):
            if mention.overlaps(span) and (best is None or mention.end - mention.start > best[0]):
                best = (mention.end - mention.start, actor)
        return best[1] if best else None


def keys(tokens: list[Token]) -> frozenset[str]:
    """The telling lemmas and concepts of some tokens."""
    lexicon = relation_words()
    plain = lexicon.words["plain"]
    found: set[str] = set()
    for token in tokens:
        if token.tag_[:1] not in "NVJC" or token.dep_ in ("aux", "auxpass") or not token.text[0].isalnum():
            continue
        if token.tag_ == "CC":
            continue
        word = lemma(token)
        if word in lexicon.references:
            continue
        word = lexicon.concepts.get(word, word)
        if word not in plain:
            found.add(word)
    return frozenset(found)


def named_side(token: Token) -> str | None:
    """The side that one capitalised word names: "Ukrainian", "Kyiv", "Hamas"."""
    word = token.text
    if not word[0].isupper() or token.tag_[:1] not in "NJ":
        return None
    known = party(word)
    if known is not None and known.side:
        return known.side
    return state_of_demonym(word) or state_of_capital(word)
