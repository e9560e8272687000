"""Speakers without a name of their own: sources, offices, several at once, texts that speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.titles import titles
from counterclaim.reading.languages.en.actors.entity import Cast, Entity
from counterclaim.reading.languages.en.actors.phrase import Phrase, phrase_of
from counterclaim.reading.languages.en.actors.roles import wording
from counterclaim.reading.languages.en.actors.sides import named_party, side_of
from counterclaim.reading.page import TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

    from counterclaim.reading.languages.en.actors.resolve import Resolver

_ONE = frozenset(["one", "another", "someone", "somebody"])
_PARTS = _ONE | {
    "two", "three", "four", "five", "some", "many", "most", "several", "both", "all", "none", "others", "few",
    "half", "each", "either", "neither", "nobody",
}  # fmt: skip
_RECENT = 100  # speakers that "the statement" may be of
_NO_LINK = frozenset({"of", "for", "by", "with", "to", "from", "than", "about", "against"})


def person_in(phrase: Phrase, cast: Cast) -> Entity | None:
    """The person that a phrase names: at its head, or beside a role ("the governor, Ana Lopez,")."""
    paragraph = phrase.core.paragraph
    name = cast.name_at.get((paragraph, phrase.head.i))
    if name is not None and name.is_person:
        return cast.person_of.get(name)
    words = titles()
    if phrase.noun not in words.before_name and phrase.head.lower_ not in words.before_name:
        return None
    doc = phrase.doc
    end = max(phrase.span.end, min(len(doc), phrase.head.right_edge.i + 1))
    i = phrase.head.i + 1
    while i < end:
        name = cast.name_at.get((paragraph, i))
        if name is None:
            i += 1
            continue
        if name.is_person and _beside(doc[name.span.end - 1], phrase, name.span.start, name.span.end):
            return cast.person_of.get(name)
        i = max(name.span.end, i + 1)
    return None


def _beside(root: Token, phrase: Phrase, start: int, end: int) -> bool:
    """Whether a name stands in apposition to the phrase's head, not under a preposition or as an owner."""
    doc, words = phrase.doc, titles()
    if end < len(doc) and doc[end].tag_ == "POS":
        return False
    before = start - 1
    while before > phrase.head.i and (doc[before].lower_ in words.before_name or doc[before].text in ".-"):
        before -= 1
    if doc[before].lower_ in _NO_LINK:
        return False
    if before == phrase.head.i:
        return True
    return doc[before].text == "," and (
        root.dep_ == "appos" or end >= phrase.span.end or doc[end].text == ","
    )


def is_joint(phrase: Phrase, cast: Cast) -> bool:
    """Several at once: "Ukraine and Russia", "a medic and two residents"."""
    for child in phrase.head.rights:
        if child.dep_ == "conj" and child.i < phrase.span.end and child.tag_[0] in "NP":
            return True
        if child.i >= phrase.span.end:
            break
    return False


def joint(phrase: Phrase, cast: Cast) -> Entity:
    """All of them as one actor, named by their words; nobody's side is guessed."""
    doc, span = phrase.doc, phrase.span
    end = span.end
    while end > span.start + 1 and not doc[end - 1].text[0].isalnum():
        end -= 1
    start = phrase.core.start
    text = " ".join(doc[start:end].text.split())
    entity = cast.by_key.get(("joint", text.lower()))
    if entity is None:
        named = all(t.tag_ in ("NNP", "NNPS") for t in conjuncts(phrase.head))
        entity = cast.add(
            text, "group" if named else "unnamed_source", key=("joint", text.lower()), plural=True
        )
    cast.mention(entity, TokenSpan(span.paragraph, start, end))
    return entity


def conjuncts(head: Token) -> list[Token]:
    """The heads of a coordination, its first included."""
    found, at = [head], head
    for _ in range(6):
        after = next((c for c in at.rights if c.dep_ == "conj"), None)
        if after is None:
            break
        found.append(after)
        at = after
    return found


def is_partitive(phrase: Phrase) -> bool:
    """ "One of them", "some", "both sides"."""
    head = phrase.head
    if head.lower_ in _PARTS or any(t.lower_ in ("both", "neither") for t in head.lefts):
        return True
    return head.lower_ in ("sides", "parties") or (head.tag_ == "CD" and head.i + 1 < len(phrase.doc))


def partitive(phrase: Phrase, cast: Cast, resolver: Resolver) -> Entity:
    """Part of a group, or what an apposition calls them ("one of them, a teacher")."""
    for child in phrase.head.rights:
        if child.dep_ == "appos" and child.i < phrase.span.end and child.tag_[0] == "N":
            name = cast.name_at.get((phrase.core.paragraph, child.i))
            if name is not None and name in cast.person_of:
                return cast.person_of[name]
            return describe(
                phrase_of(resolver.page, TokenSpan(phrase.core.paragraph, child.i, child.i + 1)),
                cast,
                resolver,
            )
    text = " ".join(phrase.doc[phrase.head.i : phrase.span.end].text.split()).rstrip(" ,;")
    if phrase.head.lower_ in ("sides", "parties"):
        text = phrase.name
    one = phrase.head.lower_ in _ONE
    entity = cast.add(
        text, "unnamed_source", is_person=one, plural=not one and phrase.head.lower_ != "nobody"
    )
    cast.mention(entity, TokenSpan(phrase.core.paragraph, phrase.core.start, phrase.core.end))
    return entity


def issuer(phrase: Phrase, cast: Cast, resolver: Resolver) -> Entity | None:
    """Who issued a text that speaks: its owner ("the ministry's data"), else who spoke last."""
    if phrase.possessor is not None:
        owner = resolver.at_token(phrase.possessor)
        if owner is not None:
            return owner
    for prep in phrase.head.rights:  # "a statement from the governor's office"
        if prep.dep_ == "prep" and prep.lower_ in ("from", "by") and prep.i < phrase.span.end:
            source = next((c for c in prep.children if c.dep_ == "pobj"), None)
            owner = resolver.at_token(source) if source is not None else None
            if owner is not None:
                return owner
    for i, _ in enumerate(phrase.before):
        found = named_party(phrase.before, i)
        if found is not None and found[1] == len(phrase.before):
            return resolver.at_token(phrase.before[found[1] - 1])
    if phrase.definite and not phrase.plural and len(phrase.before) == 0:
        if resolver.issued:  # "…, it said in a statement. … the statement added"
            cast.mention(resolver.issued[-1], phrase.core)
            return resolver.issued[-1]
        for entity in reversed(resolver.said[-_RECENT:]):
            if not entity.is_person and entity.draft.kind != "unnamed_source":
                cast.mention(entity, phrase.core)
                return entity
        for entity in reversed(resolver.said[-_RECENT:]):
            if entity.is_person and entity.draft.public:
                cast.mention(entity, phrase.core)
                return entity
    return describe(phrase, cast, resolver)


def describe(phrase: Phrase, cast: Cast, resolver: Resolver) -> Entity:
    """A new actor named by its description: an office where the text gives one, else an unnamed source."""
    words = titles()
    noun = phrase.noun
    public = noun in words.public or noun in words.ranks
    office = public and phrase.definite and not phrase.plural
    entity = cast.add(
        phrase.name, "office" if office else "unnamed_source",
        is_person=noun in words.roles, plural=phrase.plural or phrase.head.lower_ in ("police", "people"),
        nouns=(noun, phrase.head.lower_),
    )  # fmt: skip
    tokens = list(phrase.doc[phrase.core.start : phrase.core.end])
    entity.role_words.update(t.lower_ for t in tokens)
    entity.sex = "female" if noun in words.female else "male" if noun in words.male else None
    if public:
        entity.draft.side = side_of(tokens)
        entity.draft.public = True
        role = wording(tokens, phrase.head.i - phrase.core.start)
        if not phrase.plural and role.lower() != entity.draft.name.lower():
            entity.draft.role = role
        if phrase.possessor is not None:
            entity.owner = (phrase.core.paragraph, phrase.possessor.i)
    cast.mention(entity, phrase.core)
    return entity
