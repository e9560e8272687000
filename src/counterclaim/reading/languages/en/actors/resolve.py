"""From a mention to its entity: known names first, then bodies, then what stands for something else."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import Party, party, state_of_capital
from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.actors import anaphora
from counterclaim.reading.languages.en.actors.bodies import Body, acts, body_of
from counterclaim.reading.languages.en.actors.entity import Cast, Entity, Key, fuller
from counterclaim.reading.languages.en.actors.persons import cast_persons
from counterclaim.reading.languages.en.actors.phrase import Phrase, head_of, phrase_of
from counterclaim.reading.languages.en.actors.unnamed import (
    conjuncts,
    describe,
    is_joint,
    is_partitive,
    issuer,
    joint,
    partitive,
    person_in,
)
from counterclaim.reading.page import ActorDraft, ClaimDraft, Page, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})
_DEEPEST = 6  # mentions that may lead to one another ("the ministry's spokesman's office")


class Resolver:
    """Resolves mentions of one page; what it has resolved helps with what comes later."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cast = Cast(page)
        self.said: list[Entity] = []  # speakers in the order resolved
        self._speakers: defaultdict[int, list[tuple[int, Entity]]] = defaultdict(list)
        self._claims: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
        self._entity_of: dict[int, Entity] = {}
        self._bounds: dict[int, list[tuple[int, int]]] = {}
        self._depth = 0
        self._asking: ClaimDraft | None = None  # whose speaker is being looked for
        cast_persons(page, self.cast)
        for claim in page.claims:
            for paragraph in dict.fromkeys(c.paragraph for c in claim.content):
                self._claims[paragraph].append(claim)
        self._meet_bodies()

    # ---------------------------------------------------------------- what other modules ask

    def speaker(self, span: TokenSpan) -> Entity:
        """Who a speaker's mention is; somebody named by the mention's own words when nobody is known."""
        phrase = phrase_of(self.page, span)
        entity = self.find(phrase, speaking=True)
        if entity is None:
            entity = self.cast.add(phrase.name, "unnamed_source", plural=phrase.plural)
            self.cast.mention(entity, phrase.core)
        return entity

    def claim_speaker(self, claim: ClaimDraft) -> Entity | None:
        """The speaker of a claim, resolved once."""
        if claim.speaker_mention is None:
            return None
        known = self._entity_of.get(id(claim))
        if known is None:
            if self._depth > _DEEPEST:
                return None
            self._depth += 1
            before, self._asking = self._asking, claim
            known = self.speaker(claim.speaker_mention)
            self._asking = before
            self._depth -= 1
            self._entity_of[id(claim)] = known
            self._speakers[claim.speaker_mention.paragraph].append((claim.speaker_mention.start, known))
            self.said.append(known)
        return known

    def find(self, phrase: Phrase, *, speaking: bool) -> Entity | None:
        """The entity of a phrase, made when it names one; None when it names none."""
        cast, head = self.cast, phrase.head
        if is_joint(phrase, cast):
            return joint(phrase, cast) if speaking else None
        if head.tag_ in _PRONOUN_TAGS and not is_partitive(phrase):
            return self._stand_in(
                anaphora.pronoun(self, phrase), TokenSpan(phrase.core.paragraph, head.i, head.i + 1)
            )
        person = person_in(phrase, cast)
        if person is not None:
            return person
        known = cast.at.get((phrase.core.paragraph, head.i))
        if known is not None:
            return known
        if is_partitive(phrase):
            return partitive(phrase, cast, self) if speaking else None
        if (phrase.noun in titles().documents or head.lower_ in titles().documents) and not _is_name(phrase, cast):
            return issuer(phrase, cast, self) if speaking else None
        body = body_of(phrase, cast, speaking=speaking)
        if body is not None:
            return self._body(phrase, body)
        return self._described(phrase)

    def at_token(self, token: Token) -> Entity | None:
        """The entity whose phrase a token heads."""
        paragraph = self._paragraph_of(token)
        if paragraph is None or self._depth > _DEEPEST:
            return None
        self._depth += 1
        try:
            return self.find(phrase_of(self.page, TokenSpan(paragraph, token.i, token.i + 1)), speaking=False)
        finally:
            self._depth -= 1

    def use(self, entity: Entity) -> ActorDraft:
        """The entity's row on the page, with the side of the body it belongs to."""
        if entity.draft.side is None and entity.owner is not None:
            paragraph, i = entity.owner
            entity.owner = None
            owner = self.at_token(self.page.paragraphs[paragraph].doc[i])
            entity.draft.side = self._side_of_owner(owner)
        return self.cast.use(entity)

    def quoted_speaker(self, place: tuple[int, int]) -> Entity | None:
        """Whose quote holds a token ("we", "I")."""
        claim = self._holding(place, ("direct", "mixed"))
        return self.claim_speaker(claim) if claim is not None else None

    def reporting_speaker(self, phrase: Phrase) -> Entity | None:
        """Who is reported, in indirect speech, with the words that hold a pronoun."""
        claim = self._holding(phrase.place, ("indirect",))
        return self.claim_speaker(claim) if claim is not None else None

    def speakers_in(self, paragraph: int, start: int, end: int) -> list[Entity]:
        """Speakers resolved in a stretch, the last first."""
        return [e for at, e in reversed(self._speakers.get(paragraph, ())) if start <= at < end]

    def subjects_in(self, paragraph: int, start: int, end: int) -> list[Entity]:
        """Subjects of the main clauses in a stretch."""
        return self._subjects(paragraph, start, end, main=True)

    def clause_subjects_in(self, paragraph: int, start: int, end: int) -> list[Entity]:
        """Subjects of any clause in a stretch."""
        return self._subjects(paragraph, start, end, main=False)

    def people_in(self, paragraph: int, start: int, end: int) -> list[Entity]:
        """Persons named in a stretch."""
        found = (self.cast.at.get((paragraph, i)) for i in range(start, end))
        return [e for e in found if e is not None and e.is_person]

    def _subjects(self, paragraph: int, start: int, end: int, *, main: bool) -> list[Entity]:
        found: list[Entity] = []
        content = self._asking.content if self._asking is not None else []
        for token in self.page.paragraphs[paragraph].doc[start:end]:
            if token.dep_ in _SUBJECT and token.tag_ not in _PRONOUN_TAGS:
                verb = token.head
                if any(c.paragraph == paragraph and c.start <= token.i < c.end for c in content):
                    continue  # a speaker is not the subject of what they say
                if not main or verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT"):
                    found.extend(e for t in conjuncts(token) if (e := self.at_token(t)) is not None)
        return found

    def bounds(self, paragraph: int) -> list[tuple[int, int]]:
        """The sentences of a paragraph."""
        known = self._bounds.get(paragraph)
        if known is None:
            known = [(s.start, s.end) for s in self.page.paragraphs[paragraph].doc.sents]
            self._bounds[paragraph] = known
        return known

    # ---------------------------------------------------------------- how it finds

    def _meet_bodies(self) -> None:
        """Note the bodies that proper names name, so that "the ministry" finds them and mentions are whole."""
        cast, names = self.cast, [n for n in self.page.names if not n.is_person]
        known: list[tuple[TokenSpan, Party]] = []
        for name in names:
            doc = self.page.paragraphs[name.span.paragraph].doc
            found = party(doc[name.span.start : name.span.end].text)
            if found is not None:
                known.append((name.span, found))
        self._seats = {
            p.side for span, p in known
            if p.seat and self.page.paragraphs[span.paragraph].doc[span.end - 1].dep_ != "compound"
        }  # fmt: skip
        for name in names:
            doc = self.page.paragraphs[name.span.paragraph].doc
            last = doc[name.span.end - 1]
            plain = last.dep_ != "compound" or last.head.i < name.span.end
            if not plain and not _is_body(doc, name.span):
                continue  # a part of a longer phrase
            phrase = phrase_of(self.page, _head_span(doc, name.span) if plain else name.span)
            body = body_of(phrase, cast, speaking=False)
            if body is None or body.key is None or (body.key[0] == "state" and not acts(phrase.head)):
                continue
            self._body(phrase, body)
            self._abbreviation(name.span, self.cast.at.get((name.span.paragraph, phrase.head.i)))

    def _abbreviation(self, span: TokenSpan, entity: Entity | None) -> None:
        """ "Delta Monitor Group (DMG)": let the short form mean the same body."""
        doc = self.page.paragraphs[span.paragraph].doc
        if (
            entity is None
            or span.end + 2 >= len(doc)
            or doc[span.end].text != "("
            or doc[span.end + 2].text != ")"
        ):
            return
        short = doc[span.end + 1].text
        if short.isupper() and len(short) > 1:
            self.cast.by_key.setdefault(("name", short.lower(), "|"), entity)

    def _body(self, phrase: Phrase, body: Body) -> Entity | None:
        cast = self.cast
        key = body.key
        if body.capital and body.side in self._seats:
            key = ("seat", body.side or "")
        entity = self._keyed(key, body, phrase) if key is not None else None
        if entity is None and key is None and not phrase.indefinite:
            entity = anaphora.office(self, phrase, tuple(sorted(body.nouns)))
        start, end = body.words or (phrase.core.start, phrase.core.end)
        span = TokenSpan(phrase.core.paragraph, start, end)
        text = " ".join(phrase.doc[start:end].text.split())
        if entity is None:
            side = (
                body.side if body.side is not None or phrase.possessor is None else self._owner_side(phrase)
            )
            entity = cast.add(text, body.kind, key=key, side=side, wikidata=body.wikidata,
                              plural=phrase.plural and (key is None or key[0] in ("armed_force", "group", "people")))  # fmt: skip
        elif key is not None and not body.capital:
            if state_of_capital(entity.draft.name) is not None:
                entity.draft.name = text
                entity.draft.kind = body.kind
            fuller(entity, text)
        if entity.draft.side is None:
            entity.draft.side = body.side
        cast.called(entity, body.nouns)
        if key is not None or len(entity.role_words) == 0:
            entity.role_words.update(t.lower_ for t in phrase.doc[phrase.core.start : phrase.core.end])
        cast.mention(entity, span)
        return entity

    def _owner_side(self, phrase: Phrase) -> str | None:
        return self._side_of_owner(self.at_token(phrase.possessor)) if phrase.possessor is not None else None

    def _side_of_owner(self, owner: Entity | None) -> str | None:
        """An owner's side, where the owner is no guess: it has spoken here, or is named."""
        if owner is None or not (owner in self.said or owner.draft.side in (owner.draft.name, None)):
            return None
        return owner.draft.side

    def _keyed(self, key: Key, body: Body, phrase: Phrase) -> Entity | None:
        """The body of a key; a ministry named once with its state and once without is one."""
        found = self.cast.by_key.get(key)
        if found is None and key[0] == "name":
            return self._named_shorter(key)
        if found is not None or key[0] != "ministry":
            return found
        same = [e for k, e in self.cast.by_key.items() if k[:-1] == key[:-1]]
        if body.side is not None:
            same = [e for e in same if e.draft.side is None]
        if len(same) > 1:
            here = (phrase.core.paragraph, phrase.core.start)
            same = [max(same, key=lambda e: e.before(here))]
        return same[0] if same else None

    def _named_shorter(self, key: Key) -> Entity | None:
        """ "General Staff" and "General Staff of the Armed Forces" are one, unless two could be meant."""
        mark = key.index("|")
        stem, rest = key[: mark + 1], key[mark + 1 :]
        if rest:
            return self.cast.by_key.get(stem)
        same = self.cast.by_stem.get(stem, [])
        return same[0] if len(same) == 1 else None

    def _described(self, phrase: Phrase) -> Entity | None:
        """A person or source by description: the one met before, else a new one."""
        words = titles()
        plain, noun = phrase.head.lower_, phrase.noun
        if plain not in words.sources and noun not in words.roles and noun not in words.sources:
            return None
        if not phrase.indefinite and (not phrase.plural or phrase.definite):
            entity = anaphora.office(self, phrase, tuple(dict.fromkeys((plain, noun))))
            if entity is not None:
                return self._stand_in(entity, phrase.core)
        return describe(phrase, self.cast, self)

    def _stand_in(self, entity: Entity | None, span: TokenSpan) -> Entity | None:
        if entity is not None:
            self.cast.mention(entity, span)
        return entity

    def _holding(self, place: tuple[int, int], kinds: tuple[str, ...]) -> ClaimDraft | None:
        """The claim with the shortest content that holds a token."""
        paragraph, i = place
        best: tuple[int, ClaimDraft] | None = None
        for claim in self._claims.get(paragraph, ()):
            if claim.quotation not in kinds:
                continue
            for part in claim.content:
                if part.paragraph == paragraph and part.start <= i < part.end:
                    size = part.end - part.start
                    if best is None or size < best[0]:
                        best = (size, claim)
        return best[1] if best is not None else None

    def _paragraph_of(self, token: Token) -> int | None:
        """Which paragraph a token stands in."""
        return self._docs().get(id(token.doc))

    def _docs(self) -> dict[int, int]:
        if not hasattr(self, "_doc_index"):
            self._doc_index = {id(p.doc): p.index for p in self.page.paragraphs}
        return self._doc_index


def _is_body(doc: Doc, span: TokenSpan) -> bool:
    """Whether a name is known, or has the noun of a body among its words ("Defence Ministry")."""
    tokens = doc[span.start : span.end]
    return party(tokens.text) is not None or any(t.lower_ in titles().bodies for t in tokens)


def _head_span(doc: Doc, span: TokenSpan) -> TokenSpan:
    head = head_of(doc, span.start, span.end)
    return TokenSpan(span.paragraph, head.i, head.i + 1)


def _is_name(phrase: Phrase, cast: Cast) -> bool:
    return (phrase.core.paragraph, phrase.head.i) in cast.name_at
