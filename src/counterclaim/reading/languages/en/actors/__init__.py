"""Actors: who speaks and who acts, each once, with all mentions.

Reads ``page.names`` and ``page.claims`` (their mentions); writes ``page.actors`` and the ``speaker``,
``via`` and ``addressee`` of claims. Later stages ask `actor_for` for agents and victims. Nobody is
guessed: a mention that could mean two persons becomes an unnamed source in its own words.
"""

from __future__ import annotations

import threading

from counterclaim.reading.languages.en.actors.phrase import phrase_of
from counterclaim.reading.languages.en.actors.resolve import Resolver
from counterclaim.reading.page import ActorDraft, Page, TokenSpan

_NOT_PARTIES = frozenset({"unnamed_source", "office"})


class _Last(threading.local):
    """The page being read by this thread: `actor_for` goes on where `run` stopped."""

    resolver: Resolver | None = None


_last = _Last()


def run(page: Page) -> None:
    """Resolve the mentions of all claims, in text order."""
    resolver = Resolver(page)
    _last.resolver = resolver
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
    resolver = _last.resolver
    if resolver is None or resolver.page is not page:
        resolver = _last.resolver = Resolver(page)
    phrase = phrase_of(page, span)
    if phrase.indefinite and phrase.plural and not resolver.known(phrase):
        return None  # "three soldiers" are no party
    entity = resolver.find(phrase, speaking=False)
    if entity is None or (entity.draft.kind in _NOT_PARTIES and not entity.drafted):
        return None
    if phrase.head.tag_ in ("NN", "NNS") and entity.draft.kind == "organisation" and not entity.drafted:
        return None
    return resolver.use(entity)
