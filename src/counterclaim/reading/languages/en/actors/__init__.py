"""Actors: who speaks and who acts, each once, with all mentions.

Reads ``page.names`` and ``page.claims`` (their mentions); writes ``page.actors`` and the ``speaker``,
``via`` and ``addressee`` of claims. Later stages ask `actor_for` for agents and victims. Nobody is
guessed: a mention that could mean two persons becomes an unnamed source in its own words.
"""

from __future__ import annotations

from counterclaim.model.vocabulary import ActorKind
from counterclaim.reading.languages.en.actors.phrase import phrase_of
from counterclaim.reading.languages.en.actors.resolve import Resolver
from counterclaim.reading.page import ActorDraft, Page, TokenSpan

_NOT_PARTIES = frozenset({"unnamed_source", "office"})


def run(page: Page) -> None:
    """Resolve the mentions of all claims, in text order."""
    resolver = Resolver(page)
    page.resolver = resolver
    speaking = [c for c in page.claims if c.speaker_mention is not None]
    for claim in sorted(speaking, key=lambda c: c.speaker_mention or TokenSpan(0, 0, 0)):
        entity = resolver.claim_speaker(claim)
        claim.speaker = resolver.use(entity) if entity is not None else None
    for claim in page.claims:
        relays = [resolver.speaker(span) for span in claim.via_mentions]
        claim.via = [d for d in map(resolver.use, dict.fromkeys(relays)) if d is not claim.speaker]
        if claim.addressee_mention is not None:
            told = resolver.find(phrase_of(page, claim.addressee_mention), speaking=True)
            claim.addressee = resolver.use(told) if told is not None else None
    page.actors.sort(key=lambda a: a.mentions[:1])


def actor_for(page: Page, span: TokenSpan) -> ActorDraft | None:
    """The actor that a mention means: a person, state, force, group or body; None for anything else.

    The mention may be a whole phrase or its head alone. An actor not met before is put on the page.
    """
    resolver = _resolver(page)
    phrase = phrase_of(page, span)
    if phrase.indefinite and phrase.plural and not resolver.known(phrase):
        return None  # "three soldiers" are no party
    entity = resolver.find(phrase, speaking=False)
    if entity is None or (entity.draft.kind in _NOT_PARTIES and not entity.drafted):
        return None
    if phrase.head.tag_ in ("NN", "NNS") and entity.draft.kind == "organisation" and not entity.drafted:
        return None
    return resolver.use(entity)


def described(page: Page, span: TokenSpan, kind: ActorKind) -> ActorDraft:
    """A party that the text names only by what it is ("militants", "our soldiers"); one row a wording."""
    resolver = _resolver(page)
    words = " ".join(page.paragraphs[span.paragraph].doc[span.start : span.end].text.split())
    key = ("described", words.lower())
    entity = resolver.cast.by_key.get(key)
    if entity is None:
        entity = resolver.cast.add(words, kind, key=key, plural=True)
    resolver.cast.mention(entity, span)
    return resolver.use(entity)


def only_group_against(page: Page, side: str | None, before: TokenSpan) -> ActorDraft | None:
    """The armed group named before a spot that is not of this side, if there is exactly one.

    Where the side is not known the group must be one that does something in the text.
    """
    resolver = _resolver(page)
    doers = {id(e.actor) for e in page.events if e.actor is not None}
    groups = {
        e.draft.side: e
        for e in resolver.cast.entities
        if e.draft.kind == "group" and e.draft.side not in (None, side) and e.draft.mentions[:1] < [before]
    }
    if len(groups) != 1:
        return None
    only = next(iter(groups.values()))
    return resolver.use(only) if side is not None or id(only.draft) in doers else None


def _resolver(page: Page) -> Resolver:
    """What `run` left on the page: later stages go on where it stopped."""
    if not isinstance(page.resolver, Resolver):
        page.resolver = Resolver(page)
    return page.resolver
