"""Who did it and whom it hit: ``by``, affected actor and side of figures, from their own clause."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party, state_of_demonym
from counterclaim.lexicon.scope import words
from counterclaim.reading.languages.en.actors import actor_for
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import ActorDraft, FigureDraft, Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PEOPLE = {
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "detained",
    "abducted",
    "displaced",
    "evacuated",
    "affected",
}
_MATERIEL = {"destroyed", "damaged", "intercepted"}
_DEEDS = {
    "air_strikes",
    "missile_strikes",
    "drone_strikes",
    "rocket_attacks",
    "shelling_attacks",
    "attacks",
    "launched",
    "produced",
    "delivered",
    "change",
}
_SUFFERED = {"suffered", "sustained", "incurred", "lost"}
_OWN = {"our", "ours"}


def fill_figure(page: Page, figure: FigureDraft) -> None:
    """Set ``by`` for deeds, affected actor and side for people and materiel."""
    doc = page.paragraphs[figure.number.paragraph].doc
    head = _counted(doc, figure.number)
    if figure.measure in _DEEDS:
        if figure.by is None:
            figure.by = _modifier_actor(page, figure, head) or _doer(page, figure, head)
        return
    if figure.measure in _PEOPLE | _MATERIEL:
        _affected(page, figure, head)
        if figure.by is None:
            figure.by = _doer(page, figure, head)


def _counted(doc: Doc, number: TokenSpan) -> Token:
    """The noun that a number counts, or the number when it stands alone."""
    token = doc[number.end - 1]
    while token.dep_ in ("nummod", "quantmod", "compound", "advmod", "amod") and token.head.i != token.i:
        token = token.head
        if token.tag_[:1] == "N" and token.i >= number.end - 1:
            break
    return token


def _side_of(words: Token) -> str | None:
    """The party that a modifier names: "Russian", "Ukraine's", "RSF"."""
    state = state_of_demonym(words.text)
    if state is not None:
        return state
    known = party(words.text)
    return known.side or known.name if known is not None and words.text[:1].isupper() else None


def _affected(page: Page, figure: FigureDraft, head: Token) -> None:
    """Whose people or things: named with the counted noun, by the noun itself, as its owner, or as "our"."""
    if figure.side is not None or figure.affected is not None:
        return
    number = figure.number.paragraph
    for spot in _spots(figure, head):
        if spot.lower_ in _OWN:
            _own_side(figure)
            return
        side = _side_of(spot)
        if side is not None:
            figure.side = side
            figure.affected = actor_for(page, TokenSpan(number, spot.i, spot.i + 1))
            return
        if spot.tag_ in ("NN", "NNS", "NNP", "NNPS") and (
            spot.i != head.i or lemma(spot) in words("fighters") or state_of_demonym(spot.text)
        ):
            actor = actor_for(page, TokenSpan(number, spot.left_edge.i, spot.right_edge.i + 1))
            if actor is not None and actor.kind in ("armed_force", "group", "government", "country"):
                figure.affected, figure.side = actor, actor.side
                return
    if head.tag_[:1] == "N" and lemma(head) in words("fighters"):
        actor = actor_for(page, TokenSpan(number, figure.span.start, figure.span.end))
        if actor is not None:
            figure.affected, figure.side = actor, actor.side
            return
    speaker = figure.claim.speaker if figure.claim is not None else None
    passive = any(c.dep_ == "nsubjpass" for c in _verb(head).children)
    unblamed = figure.event is None or figure.event.actor is None
    if speaker is not None and lemma(head) in words("own_forces") and speaker.side and passive and unblamed:
        # "Two soldiers were wounded, the army said": its own, when no doer and no other party is named.
        _own_side(figure)


def share(page: Page) -> None:
    """ "Five dead and 11 wounded": a coordinated toll is of the same party as the one before it."""
    for before, figure in pairwise(page.figures):
        if (
            figure.side
            or figure.affected
            or not (before.side or before.affected)
            or figure.claim is not before.claim
        ):
            continue
        if figure.measure not in _PEOPLE or before.measure not in _PEOPLE or figure.measure == before.measure:
            continue
        if figure.population not in ("unstated", before.population):
            continue
        if figure.number.paragraph != before.number.paragraph or figure.number.start <= before.number.start:
            continue
        doc = page.paragraphs[figure.number.paragraph].doc
        between = doc[before.number.end : figure.number.start]
        if len(between) <= 8 and not any(t.text in (".", ";") or _side_of(t) for t in between):
            figure.side, figure.affected = before.side, before.affected


def _own_side(figure: FigureDraft) -> None:
    speaker = figure.claim.speaker if figure.claim is not None else None
    if speaker is not None:
        figure.side = speaker.side
        figure.affected = speaker if speaker.kind in ("armed_force", "group", "government") else None


def _verb(token: Token) -> Token:
    """The verb of the token's clause (or the token at the top)."""
    node = token
    while node.tag_[:1] != "V" and node.head.i != node.i:
        node = node.head
    return node


def _spots(figure: FigureDraft, head: Token) -> list[Token]:
    """Tokens that may name whose they are, nearest first."""
    spots = [c for c in head.children if c.dep_ in ("amod", "compound", "poss", "nmod")]
    spots.append(head)
    spots.extend(
        c
        for c in head.subtree
        if c.dep_ in ("poss", "amod") and c.head.i != head.i and figure.span.start <= c.i < figure.span.end
    )
    spots.extend(_owners(head))
    for above in head.ancestors:  # "the casualties suffered by Russia … at 100,000"
        if above.lower_ in words("toll_nouns"):
            spots.extend(_owners(above))
    verb = _verb(head)
    if verb.i != head.i:
        for c in verb.children:
            if c.tag_[:1] != "N" and c.dep_ != "nsubj":
                continue
            if c.lower_ in words("toll_nouns") and c.i != head.i:  # "put the army's losses at five dead"
                spots.extend(_owners(c))
            elif c.dep_ == "nsubj" and lemma(verb) in words("suffering_verbs") and head.i > verb.i:
                spots.append(c)  # "the Armenian side had one dead"
                spots.extend(x for x in c.children if x.dep_ in ("amod", "compound", "poss"))
    return spots


def _owners(noun: Token) -> list[Token]:
    """Owners of losses: "Russia's losses", "casualties suffered by Russia", "losses of the army"."""
    out = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound")]
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "among", "for"):
            out.extend(x for x in c.children if x.dep_ == "pobj")
            out.extend(
                y
                for x in c.children
                if x.dep_ == "pobj"
                for y in x.children
                if y.dep_ in ("amod", "compound", "poss")
            )
        if c.dep_ == "acl" and c.lower_ in _SUFFERED:
            out.extend(
                x
                for by in c.children
                if by.dep_ in ("agent", "prep")
                for x in by.children
                if x.dep_ == "pobj"
            )
    return out


def _modifier_actor(page: Page, figure: FigureDraft, head: Token) -> ActorDraft | None:
    """ "30 Russian air raids": the modifier of the counted noun."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "poss", "nmod") and _side_of(c) is not None:
            return actor_for(page, TokenSpan(figure.number.paragraph, c.i, c.i + 1))
    return None


def _doer(page: Page, figure: FigureDraft, head: Token) -> ActorDraft | None:
    """The subject of the verb that takes the figure as object, or "by …" after a passive or noun."""
    if figure.event is not None and figure.event.actor is not None and figure.measure not in ("intercepted",):
        return figure.event.actor
    node = head
    for _ in range(8):
        for c in node.children:
            if c.dep_ in ("agent",) or (c.dep_ == "prep" and c.lower_ == "by"):
                target = next((x for x in c.children if x.dep_ == "pobj"), None)
                if target is not None:
                    return _actor(page, figure, target)
        if node.tag_[:1] == "V":
            if figure.measure in _PEOPLE and lemma(node) not in words("harming_verbs"):
                return None  # "she counted five bodies" says nothing of who killed them
            subject = next((c for c in node.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                inside = subject.left_edge.i <= figure.number.start <= subject.right_edge.i
                return None if inside else _actor(page, figure, subject)
            if any(c.dep_ == "nsubjpass" for c in node.children):
                return None
        if node.head.i == node.i or node.dep_ in ("ccomp", "advcl", "relcl"):
            return None
        node = node.head
    return None


def _actor(page: Page, figure: FigureDraft, token: Token) -> ActorDraft | None:
    span = TokenSpan(figure.number.paragraph, token.left_edge.i, token.right_edge.i + 1)
    return actor_for(page, span)
