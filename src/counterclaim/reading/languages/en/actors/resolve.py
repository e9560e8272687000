"""From a mention to its entity: known names first, then bodies, then what stands for something else."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.actors import anaphora
from counterclaim.reading.languages.en.actors.bodies import body_of
from counterclaim.reading.languages.en.actors.casting import cast_body, meet_bodies, seats_of
from counterclaim.reading.languages.en.actors.entity import Cast, Entity
from counterclaim.reading.languages.en.actors.persons import cast_persons
from counterclaim.reading.languages.en.actors.phrase import Phrase, phrase_of
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
    from spacy.tokens import Token

_PAGES = frozenset({"website", "site", "page", "account", "feed", "blog", "homepage"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})
_LONGEST = 150  # tokens of a sentence that are looked at for its subjects
_DEEPEST = 6  # mentions that may lead to one another ("the ministry's spokesman's office")


class Resolver:
    """Resolves mentions of one page; what it has resolved helps with what comes later."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.cast = Cast(page)
        self.said: list[Entity] = []  # speakers in the order resolved
        self.spoken: set[Entity] = set()
        self.issued: list[Entity] = []  # who spoke "in a statement", the last at the end
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
        self._doc_index = {id(p.doc): p.index for p in page.paragraphs}
        self.seats = seats_of(page)
        meet_bodies(self)

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
            self.spoken.add(known)
            if _in_writing(self.page, claim):
                self.issued.append(known)
        return known

    def find(self, phrase: Phrase, *, speaking: bool) -> Entity | None:
        """The entity of a phrase, made when it names one; None when it names none."""
        cast, head = self.cast, phrase.head
        if is_joint(phrase, cast):
            return joint(phrase, cast) if speaking else None
        if head.tag_ in _PRONOUN_TAGS and not is_partitive(phrase):
            token = TokenSpan(phrase.core.paragraph, head.i, head.i + 1)
            return self._stand_in(anaphora.pronoun(self, phrase), token)
        person = person_in(phrase, cast)
        if person is not None:
            return person
        known = cast.at.get((phrase.core.paragraph, head.i))
        if known is not None:
            return known
        named = self._named_after(phrase)
        if named is not None:
            return self.find(named, speaking=speaking)
        if is_partitive(phrase):
            return partitive(phrase, cast, self) if speaking else None
        texts = titles().documents
        if (phrase.noun in texts or head.lower_ in texts) and not _is_name(phrase, cast):
            return issuer(phrase, cast, self) if speaking else None
        if phrase.noun in _PAGES and phrase.possessor is not None:  # "according to its website"
            owner = self.at_token(phrase.possessor)
            if owner is not None:
                return owner
        body = body_of(phrase, cast, speaking=speaking)
        if body is not None:
            return cast_body(self, phrase, body)
        return self._described(phrase)

    def known(self, phrase: Phrase) -> bool:
        """Whether the phrase's head is a mention already."""
        return (phrase.core.paragraph, phrase.head.i) in self.cast.at

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
            entity.draft.side = self.side_of_owner(owner)
        return self.cast.use(entity)

    def side_of_owner(self, owner: Entity | None) -> str | None:
        """An owner's side, where the owner is no guess because it has spoken here."""
        return owner.draft.side if owner is not None and owner in self.spoken else None

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
        said = self._speakers.get(paragraph, [])[-_LONGEST:]
        return [e for at, e in reversed(said) if start <= at < end]

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
        for token in self.page.paragraphs[paragraph].doc[max(start, end - _LONGEST) : end]:
            if token.dep_ in _SUBJECT and token.tag_ not in _PRONOUN_TAGS:
                verb = token.head
                if any(c.paragraph == paragraph and _says(token, c) for c in content):
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

    def _named_after(self, phrase: Phrase) -> Phrase | None:
        """ "The broadcaster Halden TV": the name that follows the common noun."""
        head, at = phrase.head, phrase.core.paragraph
        name = self.cast.name_at.get((at, head.i + 1)) if head.tag_ == "NN" else None
        if name is None or name.is_person or name.span.start != head.i + 1:
            return None
        if phrase.noun not in titles().bodies:
            return None
        last = phrase.doc[name.span.end - 1]
        return phrase_of(self.page, name.span) if last.head.i in (head.i, head.head.i) else None

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
        return self._doc_index.get(id(token.doc))


def _in_writing(page: Page, claim: ClaimDraft) -> bool:
    """Whether the cue is followed by "in a statement", "in its report"."""
    if claim.cue is None:
        return False
    doc, texts = page.paragraphs[claim.cue.paragraph].doc, titles().documents
    end = min(claim.cue.end + 5, len(doc))
    near = doc[claim.cue.start : end]
    return any(t.lower_ in texts and t.dep_ == "pobj" and t.head.lower_ == "in" for t in near)


def _says(subject: Token, content: TokenSpan) -> bool:
    """Whether a subject stands in what is said, not before its colon ("The army amended its account: …")."""
    if not content.start <= subject.i < content.end:
        return False
    return all(t.text != ":" for t in subject.doc[subject.i : content.end])


def _is_name(phrase: Phrase, cast: Cast) -> bool:
    return (phrase.core.paragraph, phrase.head.i) in cast.name_at
