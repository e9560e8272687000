"""Mentions that name nobody by themselves: pronouns, "the governor", "the ministry", "the statement"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import party, state_of_capital, state_of_demonym
from counterclaim.lexicon.titles import titles
from counterclaim.model.vocabulary import Sex
from counterclaim.reading.languages.en.actors.bodies import spelled
from counterclaim.reading.languages.en.actors.entity import Cast, Entity
from counterclaim.reading.languages.en.actors.phrase import Phrase
from counterclaim.reading.languages.en.actors.sides import side_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from counterclaim.reading.languages.en.actors.resolve import Resolver

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_SELF = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_BODIES = frozenset({"government", "organisation"})
_STANDING = frozenset({"army", "military", "junta"})
_PARAGRAPHS_BACK = 3
_SENTENCES_BACK = 7
_POOL = 100  # entities that a common noun is compared with, the latest
_ASIDE = frozenset({"headline", "caption", "related", "boilerplate", "byline"})
_HEADS = frozenset({"chief", "head", "boss", "leader"})
_OFFICES = ("minister", "secretary", "chief", "head")


def pronoun(resolver: Resolver, phrase: Phrase) -> Entity | None:
    """Whom a pronoun means; None when nobody fits or two fit equally well."""
    word = phrase.head.lower_
    if word in _SELF:
        return resolver.quoted_speaker(phrase.place)
    if word in _RELATIVE:
        return _relative(resolver, phrase.head)
    if word in _HE or word in _SHE:
        sex: Sex = "male" if word in _HE else "female"
        found = _search(resolver, phrase, sex=sex, person=True, plural=False)
        if found is not None and found.is_person and found.sex is None:
            found.sex = sex
        return found
    if word in _IT:
        return _search(resolver, phrase, sex=None, person=False, plural=False)
    if word in _THEY:
        return _search(resolver, phrase, sex=None, person=None, plural=True)
    return None


def _relative(resolver: Resolver, head: Token) -> Entity | None:
    """The noun that a relative clause hangs on."""
    clause = head
    for _ in range(4):
        if clause.dep_ in ("relcl", "acl"):
            return resolver.at_token(clause.head)
        if clause.head.i == clause.i:
            return None
        clause = clause.head
    return None


def _search(
    resolver: Resolver, phrase: Phrase, *, sex: Sex | None, person: bool | None, plural: bool
) -> Entity | None:
    """The nearest sentence before with somebody who fits: its speaker, else its subject; ties abstain."""

    def fits(entity: Entity) -> bool:
        if person is True:
            return entity.is_person and not entity.plural and entity.sex in (None, sex)
        if person is False:
            if entity.is_person or entity.draft.kind == "unnamed_source":
                return False
            return not entity.plural or entity.draft.kind in _BODIES
        return entity.plural or not entity.is_person

    said = resolver.reporting_speaker(phrase)
    if said is not None and fits(said):
        return said
    here = phrase.core.paragraph
    for count, (paragraph, start, end) in enumerate(_sentences_before(resolver, phrase)):
        if count >= _SENTENCES_BACK:
            break
        if person and paragraph != here:
            # Loose English: "The ministry said … And he added …" goes on with the only speaker.
            going_on = list(dict.fromkeys(resolver.speakers_in(here, 0, phrase.head.i)))
            if len(going_on) == 1 and not going_on[0].is_person and not going_on[0].plural:
                return going_on[0]
        for look in (
            resolver.speakers_in,
            resolver.subjects_in,
            resolver.clause_subjects_in,
            resolver.people_in,
        ):
            fitting = list(dict.fromkeys(e for e in look(paragraph, start, end) if fits(e)))
            if plural and len(fitting) > 1:
                fitting = [e for e in fitting if e.plural] or fitting
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                return None
    return None


def _sentences_before(resolver: Resolver, phrase: Phrase) -> Iterator[tuple[int, int, int]]:
    """The phrase's sentence up to it, then the sentences before, as paragraph and token bounds."""
    at = phrase.core.paragraph
    bounds = resolver.bounds(at)
    for i in range(bisect_right(bounds, phrase.head.i, key=lambda b: b[0]) - 1, -1, -1):
        yield at, bounds[i][0], min(bounds[i][1], phrase.head.i)
    back = 0
    while at > 0 and back < _PARAGRAPHS_BACK:
        at -= 1
        if resolver.page.paragraphs[at].part in _ASIDE:
            continue
        back += 1
        for start, end in reversed(resolver.bounds(at)):
            yield at, start, end


def office(resolver: Resolver, phrase: Phrase, nouns: tuple[str, ...]) -> Entity | None:
    """The person or body already met that a title or common noun can mean, the one mentioned last."""
    cast = resolver.cast
    side = side_of(phrase.before)
    wanted = modifiers(phrase)
    names = set(nouns)
    if names & _HEADS and any(w in titles().portfolio for w in wanted):
        names.update(_OFFICES)  # "Russia's defense chief" is its defence minister
    pool = _pool(cast, names)
    known = [e for e in pool if fits_description(e, side, wanted, phrase)]
    if not any(e.is_person for e in known):
        known = _likely(resolver, known)
    here = (phrase.core.paragraph, phrase.core.start)
    met = [(e.before(here), i) for i, e in enumerate(known) if e.before(here)[0] >= 0]
    if met:
        return known[max(met)[1]]
    # Named only later: the title must say whose office it is, and only one may fit.
    if side is not None or any(w[0].isupper() for w in _written(phrase)):
        later = [
            e for e in known if e.is_person and (side is None or e.draft.side == side) and e.draft.mentions
        ]
        if len(later) == 1:
            return later[0]
    return None


def _likely(resolver: Resolver, known: list[Entity]) -> list[Entity]:
    """Bodies that "the army" may mean: those that have spoken, else the only one, unless a headline's."""
    spoken = [e for e in known if e in resolver.spoken or e.draft.kind == "unnamed_source"]
    if spoken or len(known) != 1:
        return spoken
    parts = {resolver.page.paragraphs[m.paragraph].part for m in known[0].draft.mentions}
    return known if parts - {"headline"} else []


def _pool(cast: Cast, names: set[str]) -> list[Entity]:
    return list(dict.fromkeys(e for noun in sorted(names) for e in cast.by_noun.get(noun, [])[-_POOL:]))


def _written(phrase: Phrase) -> list[str]:
    return [t.text for t in phrase.before if t.text[0].isalpha()]


def modifiers(phrase: Phrase) -> set[str]:
    """The words of a description besides its head, articles and nationality, in one spelling."""
    words = titles()
    found = set()
    for token in phrase.doc[phrase.core.start : phrase.core.end]:
        word = token.lower_
        if token.i == phrase.head.i or token.tag_ in ("POS", "DT", "IN", "PRP$", "HYPH", "CC", "CD", ","):
            continue
        if state_of_demonym(token.text) or state_of_capital(token.text) or party(token.text):
            continue
        if word in words.ranks and word != "general":
            continue
        found.add(spelled(word))
    return found


def fits_description(entity: Entity, side: str | None, wanted: set[str], phrase: Phrase) -> bool:
    """Whether side and describing words of a mention agree with what is known of an entity."""
    if entity.plural != phrase.plural and entity.draft.kind == "unnamed_source":
        return False
    if side is not None and entity.draft.side is not None and entity.draft.side != side:
        return False
    if phrase.noun in _STANDING and not _may_be_army(entity, phrase.noun):
        return False
    known = {spelled(w) for w in entity.role_words}
    if not wanted or wanted <= known:
        return True
    if entity.draft.kind == "unnamed_source" or not entity.is_person:
        return False
    fields = titles().portfolio
    if wanted & fields and known & fields and not wanted & known & fields:
        return False
    capitals = {spelled(w.lower()) for w in _written(phrase) if w[0].isupper()} & wanted
    return capitals <= known and not (wanted - fields - known and phrase.possessor is not None)


def _may_be_army(entity: Entity, noun: str) -> bool:
    """Whether "the army" can be this body: not a force that fights for itself, unless it is called so."""
    known = party(entity.draft.name)
    return known is None or noun in known.nouns or known.side != known.name
