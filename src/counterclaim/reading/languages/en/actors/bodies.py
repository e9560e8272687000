"""What a phrase names when it is no person: a state, a ministry, an army, a group, an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import Party, party, state_of_capital, state_of_demonym
from counterclaim.lexicon.titles import Titles, titles
from counterclaim.model.vocabulary import ActorKind
from counterclaim.reading.languages.en.actors.entity import Cast, Key
from counterclaim.reading.languages.en.actors.phrase import Phrase
from counterclaim.reading.languages.en.actors.sides import named_party, side_of
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token

_MINISTRY = frozenset({"ministry", "department"})
_GOVERNMENT = frozenset({"government", "administration", "regime", "authorities", "cabinet", "leadership"})
_SEATED = _GOVERNMENT - {"authorities"}  # those in a capital may be the city's
_STANDING = frozenset({"army", "military"})
_MEN = frozenset(
    {"force", "troop", "soldier", "fighter", "serviceman", "defender", "unit", "militant", "gunman", "rebel"}
)
# A side's weapons act for it; its aircraft and guns stand for the force that uses them.
_WEAPONS = frozenset(
    {"missile", "missiles", "drone", "drones", "artillery", "rockets", "shells", "tank", "tanks"}
)
_MACHINES = _WEAPONS | {
    "warplane", "warplanes", "aircraft", "jet", "jets", "helicopter", "helicopters", "bomber", "bombers",
    "gunship", "gunships", "missile", "rocket", "shell", "drone",
}  # fmt: skip
_SOON = 50  # tokens
_SPELLED = {"defence": "defense", "internal": "interior", "exterior": "foreign"}
_FILLER = frozenset({"of", "the", "and", "for", "affairs", "'s", "’s", "'", "’"})
_APPEALS = frozenset({"call", "appeal"})
_ACTING = frozenset({"nsubj", "poss", "agent", "nsubjpass"})


@dataclass(slots=True)
class Body:
    """An identity: ``key`` is equal for the same body, None for one known by a common noun only."""

    key: Key | None
    kind: ActorKind
    side: str | None
    wikidata: str | None
    nouns: frozenset[str]
    words: tuple[int, int] | None = None  # tokens that name it, where that is less than the phrase's core
    capital: bool = False
    name: str | None = None  # where the text's words are no name ("Russian missiles")


def body_of(phrase: Phrase, cast: Cast, *, speaking: bool) -> Body | None:
    """The body that a phrase names; None when it is no body (a thing, a place, a person).

    Only a speaker is a body when nothing but its capitals says so ("Bellmark said").
    """
    words = titles()
    known = _known(phrase)
    if known is not None:
        found, start, end = known
        if found.kind == "country" and (
            start > phrase.core.start
            or (phrase.head.dep_ == "pobj" and not acts(phrase.head) and not speaking)
        ):
            return None  # "southern Ukraine", "in Ukraine" are places
        return _of_party(found, (start, end))
    head = phrase.head
    if head.tag_ == "JJ" or (head.tag_ == "NNP" and head.dep_ in ("amod", "compound", "nmod")):
        state = state_of_demonym(head.text)  # the tagger takes some demonyms for names
        if state is not None or head.tag_ == "JJ":
            return _named_state(state) if state else None
    if head.tag_ in ("NNP", "NNPS", "NNS") and state_of_demonym(head.text) is not None and not phrase.before:
        return None if head.tag_ == "NNP" else Body(("people", head.lower_), "group", None, None, frozenset())
    state = state_of_capital(phrase.name) if head.tag_ in ("NNP", "NN") else None
    if state is not None:
        if not speaking and not acts(head):
            return None
        body = _state(state)
        body.capital = True
        return body
    return _by_noun(phrase, cast, words, speaking=speaking)


def acts(head: Token) -> bool:
    """Whether a capital is written of as a government: it does or owns something, or it is the source."""
    if head.dep_ in _ACTING:
        return True
    if head.dep_ == "pobj":
        word, above = head.head.lower_, head.head.head
        if word in ("on", "upon", "to") and lemma(above) in _APPEALS:
            return True  # "called on Rwanda to withdraw"
        return word == "by" or (word == "to" and above.lower_ == "according")
    return False


def _state(name: str) -> Body:
    return Body(("state", name), "country", name, None, frozenset())


def _of_party(found: Party, words: tuple[int, int] | None) -> Body:
    if found.kind == "country":
        key: Key = ("state", found.name)
    elif found.seat:
        key = ("seat", found.side or found.name)
    else:
        key = ("party", found.name)
    return Body(key, found.kind, found.side, found.wikidata, found.nouns, words)


def _known(phrase: Phrase) -> tuple[Party, int, int] | None:
    """A party of the lexicon that the phrase names with its head, and the tokens that name it."""
    doc, head = phrase.doc, phrase.head
    tokens = list(doc[phrase.core.start : phrase.core.end])
    last = head.i - phrase.core.start + 1
    for at in range(last):
        found = named_party(tokens, at)
        if found is None:
            continue
        known, end = found
        if end >= last:
            return known, phrase.core.start + at, phrase.core.start + end
        # "M23 rebels", "Al-Shabaab fighters" are the group itself.
        if (
            all(t.lower_ in titles().group for t in tokens[end : last - 1])
            and known.kind in ("group", "armed_force")
            and known.side == known.name
        ):
            noun = phrase.noun
            if (
                noun in _MEN
                or noun in known.nouns
                or head.lower_ in known.nouns
                or noun in ("group", "movement")
            ):
                return known, phrase.core.start + at, phrase.core.start + end
    return None


def _by_noun(phrase: Phrase, cast: Cast, words: Titles, *, speaking: bool) -> Body | None:
    doc, head = phrase.doc, phrase.head
    noun, plain = phrase.noun, head.lower_
    named = cast.name_at.get((phrase.core.paragraph, head.i))
    kind = _kind(plain, noun, words)
    if kind is None and (named is None or named.is_person or head.tag_ not in ("NNP", "NNPS", "NN", "NNS")):
        return None
    if kind is None and not (speaking or _organisation(phrase, cast, words)):
        return None
    if kind is None and _later_he(phrase):
        return Body(("person", plain), "person", None, None, frozenset())
    tokens = list(doc[phrase.core.start : phrase.core.end])
    side = side_of(tokens) or (_seated_in(tokens) if noun in _MINISTRY or plain in _SEATED else None)
    if noun in _MINISTRY:
        topic = _topic(tokens, noun)
        return Body(
            ("ministry", *topic, side or "") if topic else None, "government", side, None, frozenset((noun,))
        )
    if plain in _GOVERNMENT and side is not None:
        return Body(("seat", side), "government", side, None, frozenset((plain,)))
    if side is None and plain in _MACHINES and not speaking and not _named(phrase, cast):
        return None  # "a single aircraft" is a thing
    if side is not None and plain in _WEAPONS:
        return _wielder(phrase, side)
    if kind in ("armed_force", "group") and side is not None and not _named(phrase, cast):
        sort = "army" if noun in _STANDING else "men" if noun in _MEN else noun
        return Body((kind, side, sort), kind, side, None, frozenset((noun, plain)))
    if _named(phrase, cast):
        at = head.i - phrase.core.start + 1
        key = ("name", *_plain(tokens[:at]), "|", *_plain(tokens[at:]))
        return Body(
            key, kind or "organisation", side, None, frozenset((noun, plain)) if kind else frozenset()
        )
    assert kind is not None
    if kind == "organisation" and any(t.lower_ in words.public for t in phrase.before):
        kind = "government"  # "the governor's press service"
    worded: Key | None = None
    if kind == "armed_force" and phrase.plural and not phrase.definite and len(tokens) > 1:
        worded = ("worded", phrase.name.lower())  # "coalition military forces": said again, they are the same
    return Body(worded, kind, side, None, frozenset((noun, plain)))


def _seated_in(tokens: list[Token]) -> str | None:
    """The state of the capital in which a ministry sits: "the Defence Ministry in Yerevan"."""
    for before, token in pairwise(tokens):
        if before.lower_ == "in":
            return side_of(tokens[token.i - tokens[0].i :], capitals=True)
    return None


def _later_he(phrase: Phrase) -> bool:
    """Whether a single word that speaks is followed by "he" or "she" as a subject: "Sino said. He added"."""
    head = phrase.head
    if phrase.core.end - phrase.core.start != 1 or head.text.isupper():
        return False
    for token in phrase.doc[head.i + 1 : head.i + 1 + _SOON]:
        if token.dep_ == "nsubj" and token.lower_ in ("he", "she"):
            return True
        if token.lower_ in ("it", "its") or (token.tag_ == "NNP" and token.dep_ == "nsubj"):
            return False
    return False


def _named_state(state: str) -> Body:
    body = _state(state)
    body.name = state
    return body


def _wielder(phrase: Phrase, side: str) -> Body:
    """Whose weapons they are; the mention is the word that says so ("Russian")."""
    found = party(side)
    body = _of_party(found, None) if found is not None else _state(side)
    body.name = side
    for token in phrase.before:
        if token.text[0].isupper():
            body.words = (token.i, token.i + 1)
            break
    return body


def _kind(plain: str, noun: str, words: Titles) -> ActorKind | None:
    for word in (plain, noun):
        if word in words.government:
            return "government"
        if word in words.armed_force:
            return "armed_force"
        if word in words.group:
            return "group"
        if word in words.organisation:
            return "organisation"
    return None


def _plain(tokens: list[Token]) -> list[str]:
    return [spelled(t.lower_) for t in tokens if t.lower_ not in _FILLER and t.text[0].isalnum()]


def _named(phrase: Phrase, cast: Cast) -> bool:
    """Whether the head is part of a proper name, not a common noun after one."""
    return (phrase.core.paragraph, phrase.head.i) in cast.name_at


def _organisation(phrase: Phrase, cast: Cast, words: Titles) -> bool:
    name = cast.name_at[phrase.core.paragraph, phrase.head.i]
    return any(t.lower_ in words.bodies for t in phrase.doc[name.span.start : name.span.end])


def _topic(tokens: list[Token], noun: str) -> tuple[str, ...]:
    """What a ministry is for: ("defense",), ("health",)."""
    topic = set()
    inside = True
    for token in tokens:
        plain = token.lower_
        if plain == "in":
            inside = False  # "Ministry of Health in Gaza"
        if not inside or plain in _FILLER or plain == noun or not token.text[0].isalpha():
            continue
        if named_party([token], 0) or state_of_demonym(token.text) or state_of_capital(token.text):
            continue
        topic.add(spelled(plain))
    return tuple(sorted(topic))


def spelled(word: str) -> str:
    """One spelling for British and American words."""
    return _SPELLED.get(word, word.replace("defence", "defense").replace("organis", "organiz"))
