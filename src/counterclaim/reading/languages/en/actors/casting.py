"""Bodies take their place in the cast: found again by key or common noun, else new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party, state_of_capital
from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.actors import anaphora
from counterclaim.reading.languages.en.actors.bodies import Body, acts, body_of
from counterclaim.reading.languages.en.actors.entity import Entity, Key, fuller
from counterclaim.reading.languages.en.actors.phrase import Phrase, head_of, phrase_of
from counterclaim.reading.page import Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from counterclaim.reading.languages.en.actors.resolve import Resolver

_LATEST = 50  # bodies that a single word of a name is compared with
_MANY = frozenset(
    {"armed_force", "group", "people"}
)  # keys of descriptions that may be plural: "Russian troops"


def seats_of(page: Page) -> set[str]:
    """States whose seat of government the text names as one who acts, so that their capital means it too."""
    found = set()
    for name in page.names:
        doc = page.paragraphs[name.span.paragraph].doc
        known = party(doc[name.span.start : name.span.end].text)
        if known is not None and known.seat and known.side and doc[name.span.end - 1].dep_ != "compound":
            found.add(known.side)
    return found


def meet_bodies(resolver: Resolver) -> None:
    """Note the bodies that proper names name, so that "the ministry" finds them and mentions are whole."""
    page, cast = resolver.page, resolver.cast
    for name in page.names:
        if name.is_person:
            continue
        doc = page.paragraphs[name.span.paragraph].doc
        last = doc[name.span.end - 1]
        free = last.dep_ != "compound" or last.head.i < name.span.end
        if not free and not _is_body(doc, name.span):
            continue  # a part of a longer phrase
        whole = not free or party(doc[name.span.start : name.span.end].text) is not None
        phrase = phrase_of(page, name.span if whole else _head_span(doc, name.span))
        body = body_of(phrase, cast, speaking=False)
        if body is None or body.key is None or (body.key[0] == "state" and not acts(phrase.head)):
            continue
        _abbreviate(resolver, name.span, cast_body(resolver, phrase, body))


def _is_body(doc: Doc, span: TokenSpan) -> bool:
    """Whether a name is known, or has the noun of a body among its words ("Defence Ministry")."""
    tokens = doc[span.start : span.end]
    return party(tokens.text) is not None or any(t.lower_ in titles().bodies for t in tokens)


def _head_span(doc: Doc, span: TokenSpan) -> TokenSpan:
    head = head_of(doc, span.start, span.end)
    return TokenSpan(span.paragraph, head.i, head.i + 1)


def _abbreviate(resolver: Resolver, span: TokenSpan, entity: Entity) -> None:
    """ "Delta Monitor Group (DMG)": let the short form mean the same body."""
    doc = resolver.page.paragraphs[span.paragraph].doc
    if span.end + 2 >= len(doc) or doc[span.end].text != "(" or doc[span.end + 2].text != ")":
        return
    short = doc[span.end + 1].text
    if short.isupper() and len(short) > 1:
        resolver.cast.by_key.setdefault(("name", short.lower(), "|"), entity)


def cast_body(resolver: Resolver, phrase: Phrase, body: Body) -> Entity:
    """The entity of a body, with this mention."""
    cast, key = resolver.cast, body.key
    if body.capital and body.side in resolver.seats:
        key = ("seat", body.side or "")
    entity = _keyed(resolver, key, body, phrase) if key is not None else None
    if entity is None and key is not None:
        entity = _by_one_word(resolver, key, phrase)
    # Bare "soldiers" may be anybody's; bare "rebels" are those spoken of.
    loose = phrase.indefinite or (phrase.plural and not phrase.definite and body.kind == "armed_force")
    if entity is None and key is None and not loose:
        entity = anaphora.office(resolver, phrase, tuple(sorted(body.nouns)))
    start, end = body.words or (phrase.core.start, phrase.core.end)
    text = body.name or " ".join(phrase.doc[start:end].text.split())
    if entity is None:
        side = body.side
        if side is None and phrase.possessor is not None:
            side = resolver.side_of_owner(resolver.at_token(phrase.possessor))
        plural = phrase.plural and (key is None or key[0] in _MANY)
        entity = cast.add(
            text, body.kind, key=key, side=side, wikidata=body.wikidata, plural=plural,
            is_person=body.kind == "person",
        )  # fmt: skip
    elif key is not None and not body.capital:
        if state_of_capital(entity.draft.name) is not None:  # so far only its capital was named
            entity.draft.name, entity.draft.kind = text, body.kind
        fuller(entity, text)
    if entity.draft.side is None:
        entity.draft.side = body.side
    cast.called(entity, body.nouns)
    if key is not None or not entity.role_words:
        entity.role_words.update(t.lower_ for t in phrase.doc[phrase.core.start : phrase.core.end])
    cast.mention(entity, TokenSpan(phrase.core.paragraph, start, end))
    return entity


def _keyed(resolver: Resolver, key: Key, body: Body, phrase: Phrase) -> Entity | None:
    """The body of a key; a ministry named once with its state and once without is one."""
    cast = resolver.cast
    found = cast.by_key.get(key)
    if found is None and key[0] == "name":
        return _named_shorter(resolver, key)
    if found is not None or key[0] != "ministry":
        return found
    same = cast.by_stem.get(key[:-1], [])
    if body.side is not None:
        same = [e for e in same if e.draft.side is None]
    if len(same) > 1:
        here = (phrase.core.paragraph, phrase.core.start)
        same = [max(same, key=lambda e: e.before(here))]
    return same[0] if same else None


def _by_one_word(resolver: Resolver, key: Key, phrase: Phrase) -> Entity | None:
    """ "The Observatory": the one body before whose name has this word."""
    if key[0] != "name" or not phrase.definite or phrase.core.end - phrase.core.start != 1:
        return None
    word = phrase.head.lower_
    same = [e for e in resolver.cast.by_noun.get(word, ())[-_LATEST:] if word in e.draft.name.lower().split()]
    return same[0] if len(same) == 1 else None


def _named_shorter(resolver: Resolver, key: Key) -> Entity | None:
    """ "General Staff" and "General Staff of the Armed Forces" are one, unless two could be meant."""
    mark = key.index("|") + 1
    stem, rest = key[:mark], key[mark:]
    if rest:
        return resolver.cast.by_key.get(stem)
    same = resolver.cast.by_stem.get(stem, [])
    return same[0] if len(same) == 1 else None
