"""Whose people or things a figure counts: the affected actor and side, each only if the text says so.

The words may name the party with the counted noun ("RSF fighters"), as its owner, as "our", by a heading
("Enemy side:"), by a pronoun ("two of them"), or only by what they are ("47 militants"): then the actor is
named by that word, and it is the one armed group of the text where there is only one that can be meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party, state_of_demonym
from counterclaim.lexicon.scope import words
from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.actors import actor_for, described, only_group_against
from counterclaim.reading.languages.en.actors.sides import named_party
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.page import ActorDraft, FigureDraft, Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUFFERED = {"suffered", "sustained", "incurred", "lost"}
_PARTIES = {"armed_force", "group", "government", "country"}
_OWN = {"our", "ours", "own"}
_THEIRS = {"its", "their", "his", "her"}
_NOUNS = {"NN", "NNS", "NNP", "NNPS"}
_BACK = 60  # tokens in which "them" may have been named
_HEADING = 30  # tokens of a sentence in which "… side" is looked for


def fill(page: Page, figure: FigureDraft, head: Token) -> None:
    """Set affected actor and side of a figure whose counted noun is ``head``."""
    if figure.side is not None or figure.affected is not None:
        return
    for step in (_by_spots, _by_heading, _by_pronoun, _by_fighters, _by_own_forces):
        if step(page, figure, head):
            return


def side_word(word: Token) -> str | None:
    """The party that a modifier names: "Russian", "Ukraine's", "RSF"."""
    state = state_of_demonym(word.text)
    if state is not None:
        return state
    known = party(word.text)
    return known.side or known.name if known is not None and word.text[:1].isupper() else None


def _by_spots(page: Page, figure: FigureDraft, head: Token) -> bool:
    """Named with the counted noun, by the noun itself, or as its owner."""
    at = figure.number.paragraph
    things = figure.measure in ("destroyed", "damaged", "intercepted")
    if head.tag_[:1] == "N":
        left = max(figure.number.end, head.left_edge.i)
        tokens = list(head.doc[left : head.i + 1])
        for i in range(len(tokens)):
            named = named_party(tokens, i)
            if named is not None:  # "70 Islamic State fighters"
                figure.side = named[0].side or named[0].name
                figure.affected = actor_for(page, TokenSpan(at, left + i, left + named[1]))
                return True
    for spot in _spots(figure, head):
        if spot.lower_ == "own" and spot.i and spot.nbor(-1).lower_ in _THEIRS:
            owner = actor_for(page, TokenSpan(at, spot.i - 1, spot.i))  # "lost four of its own"
            if owner is not None and owner.kind in _PARTIES:
                figure.affected, figure.side = owner, owner.side
            return True
        if spot.lower_ in _OWN:
            noun = spot.head
            return _own_side(page, figure, TokenSpan(at, spot.i, max(noun.i, spot.i) + 1))
        side = side_word(spot)
        if side is not None:
            figure.side = side
            figure.affected = actor_for(page, TokenSpan(at, spot.i, spot.i + 1))
            return True
        if spot.tag_ == "PRP" and spot.dep_ == "nsubj":  # "the army said it had lost two tanks"
            actor = actor_for(page, TokenSpan(at, spot.i, spot.i + 1))
            if actor is not None and actor.kind in _PARTIES:
                figure.affected, figure.side = actor, actor.side
                return True
            continue
        if spot.tag_ in _NOUNS and (
            spot.i != head.i or lemma(spot) in words("fighters") or state_of_demonym(spot.text)
        ):
            actor = actor_for(page, TokenSpan(at, spot.left_edge.i, spot.right_edge.i + 1))
            if (
                actor is not None
                and actor.kind in _PARTIES
                and (actor.side or actor.kind == "group" or not things)
            ):
                figure.affected, figure.side = actor, actor.side
                return True
            if actor is None and spot.i != head.i and spot.tag_ == "NNS" and lemma(spot) in words("fighters"):
                return _fighters(page, figure, spot)  # "the number of militants killed rose to 26"
    return False


def _by_heading(page: Page, figure: FigureDraft, head: Token) -> bool:
    """ "On our side …", "Enemy side: 18 killed"."""
    doc, at = head.doc, figure.number.paragraph
    sentence = head.sent
    for i in range(max(1, sentence.start), min(sentence.start + _HEADING, sentence.end)):
        if doc[i].lower_ not in ("side", "ranks"):
            continue
        word = doc[i - 1]
        if word.lower_ in _OWN | words("own_words"):
            return _own_side(page, figure, TokenSpan(at, i - 1, i + 1))
        side = side_word(word)
        if side is not None:
            figure.side = side
            figure.affected = actor_for(page, TokenSpan(at, i - 1, i))
            return True
        if word.lower_ in words("state_words"):
            speaker = figure.claim.speaker if figure.claim is not None else None
            said = TokenSpan(at, i - 1, i + 1)
            if speaker is not None and speaker.kind in ("armed_force", "government") and speaker.side:
                return _own_side(page, figure, said)
            figure.affected = described(page, said, "armed_force")
            return True
        if word.lower_ in words("other_words"):
            return _other_side(page, figure, TokenSpan(at, i - 1, i + 1))
    return False


def _by_pronoun(page: Page, figure: FigureDraft, head: Token) -> bool:
    """ "Two of them", "their dead": the fighters or forces named last before."""
    doc, number = head.doc, figure.number
    after = doc[number.end : number.end + 2]
    if [t.lower_ for t in after] != ["of", "them"]:
        return False
    for i in range(number.start - 1, max(-1, number.start - _BACK), -1):
        token = doc[i]
        if token.tag_ not in ("NNS", "NNPS"):
            continue
        noun = lemma(token)
        if noun in words("fighters") or noun in words("own_forces") or party(token.text) is not None:
            start = token.left_edge.i
            actor = actor_for(page, TokenSpan(number.paragraph, start, i + 1))
            if actor is None and noun in words("fighters"):
                return _fighters(page, figure, token)
            if actor is not None and actor.kind in _PARTIES:
                figure.affected, figure.side = actor, actor.side
                return True
            return False
        if noun in titles().roles or noun in ("people", "civilian"):
            return False  # somebody else
    return False


def _by_fighters(page: Page, figure: FigureDraft, head: Token) -> bool:
    """ "47 militants": a party by what they are called."""
    if head.tag_[:1] != "N" or lemma(head) not in words("fighters"):
        return False
    actor = actor_for(page, TokenSpan(figure.number.paragraph, figure.span.start, figure.span.end))
    if actor is not None:
        figure.affected, figure.side = actor, actor.side
        return True
    return _fighters(page, figure, head)


def _fighters(page: Page, figure: FigureDraft, noun: Token) -> bool:
    """The one armed group that the fighters can be, else a group of their own words."""
    speaker = figure.claim.speaker if figure.claim is not None else None
    group = only_group_against(page, speaker.side if speaker is not None else None, figure.number)
    if group is None:
        span = TokenSpan(figure.number.paragraph, noun.i, noun.i + 1)
        group = described(page, span, "group")
    figure.affected, figure.side = group, group.side
    return True


def _by_own_forces(page: Page, figure: FigureDraft, head: Token) -> bool:
    """ "Two soldiers were wounded, the army said": its own, when no doer and no other party is named."""
    noun, at = lemma(head), figure.number.paragraph
    if noun not in words("own_forces"):
        return False
    modifier = head.doc[head.i - 1] if head.i else head
    if modifier.lower_ in words("force_words"):  # "security personnel"
        actor = described(page, TokenSpan(at, modifier.i, head.i + 1), "armed_force")
        figure.affected, figure.side = actor, actor.side
        return True
    speaker = figure.claim.speaker if figure.claim is not None else None
    verb = verb_of(head)
    fell = any(c.dep_ == "nsubjpass" for c in verb.children) or lemma(verb) in words("dying_verbs")
    if speaker is None or not (speaker.side or speaker.kind in _PARTIES):
        return False
    doer = figure.event.actor if figure.event is not None else None
    # "The enemy fired on us, wounding two soldiers": who accuses the other side speaks of its own.
    theirs = doer is not None and speaker.side is not None and doer.side not in (None, speaker.side)
    if (fell and doer is None) or theirs:
        return _own_side(page, figure, None)
    return False


def _own_side(page: Page, figure: FigureDraft, said: TokenSpan | None) -> bool:
    """The speaker's own; named by the words ("our soldiers") where it is not known whose side that is."""
    speaker = figure.claim.speaker if figure.claim is not None else None
    if speaker is not None:
        figure.side = speaker.side
        figure.affected = speaker if speaker.kind in _PARTIES else None
    if figure.side is None and figure.affected is None and said is not None:
        figure.affected = described(page, said, "armed_force")
    return True


def _other_side(page: Page, figure: FigureDraft, said: TokenSpan) -> bool:
    speaker = figure.claim.speaker if figure.claim is not None else None
    group: ActorDraft | None = only_group_against(page, speaker.side if speaker is not None else None, said)
    figure.affected = group or described(page, said, "group")
    figure.side = figure.affected.side
    return True


def verb_of(token: Token) -> Token:
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
    verb = verb_of(head)
    if verb.i != head.i:
        spots.extend(_of_verb(verb, head))
    return spots


def _of_verb(verb: Token, head: Token) -> list[Token]:
    """Parties that the verb gives the figure: who has the losses, whom the dead belonged to."""
    spots: list[Token] = []
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "to" and lemma(verb) == "belong":
            spots.extend(x for x in c.children if x.dep_ == "pobj")
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
            for x in c.children:
                if x.dep_ == "pobj":
                    out.append(x)
                    out.extend(y for y in x.children if y.dep_ in ("amod", "compound", "poss"))
        if c.dep_ == "acl" and c.lower_ in _SUFFERED:
            agents = [by for by in c.children if by.dep_ in ("agent", "prep")]
            out.extend(x for by in agents for x in by.children if x.dep_ == "pobj")
    return out


def counted(doc: Doc, number: TokenSpan) -> Token:
    """The noun that a number counts, or the number when it stands alone."""
    token = doc[number.end - 1]
    while token.dep_ in ("nummod", "quantmod", "compound", "advmod", "amod") and token.head.i != token.i:
        token = token.head
        if token.tag_[:1] == "N" and token.i >= number.end - 1:
            break
    return token
