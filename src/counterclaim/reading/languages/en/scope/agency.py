"""Who did it and whom it hit: ``by``, affected actor and side of figures, from their own clause."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.lexicon.scope import words
from counterclaim.reading.languages.en.actors import actor_for
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.scope import affected
from counterclaim.reading.languages.en.scope.affected import counted, side_word
from counterclaim.reading.page import ActorDraft, FigureDraft, Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

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


def fill_figure(page: Page, figure: FigureDraft) -> None:
    """Set ``by`` for deeds, affected actor and side for people and materiel."""
    doc = page.paragraphs[figure.number.paragraph].doc
    head = counted(doc, figure.number)
    if figure.measure in _DEEDS:
        if figure.by is None:
            figure.by = _modifier_actor(page, figure, head) or _doer(page, figure, head)
        return
    if figure.measure in _PEOPLE | _MATERIEL or (
        figure.measure == "other" and lemma(head) in words("fighters")
    ):
        affected.fill(page, figure, head)
        if figure.by is None:
            figure.by = _doer(page, figure, head)


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
        between = doc[max(before.number.end, before.span.end) : figure.number.start]
        if len(between) <= 12 and not any(t.text in (".", ";") or side_word(t) for t in between):
            figure.side, figure.affected = before.side, before.affected


def _modifier_actor(page: Page, figure: FigureDraft, head: Token) -> ActorDraft | None:
    """ "30 Russian air raids": the modifier of the counted noun."""
    for c in head.children:
        if c.dep_ in ("amod", "compound", "poss", "nmod") and side_word(c) is not None:
            return actor_for(page, TokenSpan(figure.number.paragraph, c.i, c.i + 1))
    return None


def _doer(page: Page, figure: FigureDraft, head: Token) -> ActorDraft | None:
    """The subject of the verb that takes the figure as object, or "by …" after a passive or noun."""
    if figure.event is not None and figure.event.actor is not None and not _of_other_side(figure):
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
            if figure.measure in _MATERIEL and lemma(node) in words("suffering_verbs"):
                return None  # "the army lost two tanks"
            if figure.measure == "launched" and lemma(node) in words("downing_verbs"):
                return None  # "the air force downed 48 of 62 drones"
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


def _of_other_side(figure: FigureDraft) -> bool:
    """Whether the event's actor is not who did what is counted: an interception is not the launching."""
    if figure.measure == "intercepted":
        return True
    return figure.measure == "launched" and figure.event is not None and figure.event.type == "interception"


def _actor(page: Page, figure: FigureDraft, token: Token) -> ActorDraft | None:
    span = TokenSpan(figure.number.paragraph, token.left_edge.i, token.right_edge.i + 1)
    return actor_for(page, span)
