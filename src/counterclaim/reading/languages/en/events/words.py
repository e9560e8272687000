"""What single words and noun phrases are, for the events stage: armed, attackable, a weapon, people."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from counterclaim.lexicon.events import events
from counterclaim.lexicon.measures import measures
from counterclaim.lexicon.parties import party, state_of_capital, state_of_demonym
from counterclaim.lexicon.weapons import heads, named, weapon_of, weapons
from counterclaim.reading.languages.en.parse import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARMED_KINDS = frozenset({"armed_force", "country", "government", "group"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod"})
_NAMING = frozenset({"compound", "amod", "nmod"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "who", "which", "that", "i"})
_GENERIC = frozenset({"missile", "drone", "rocket", "tank", "aircraft", "small_arms", "ied", "artillery"})
_PEOPLE_PRONOUNS = frozenset({"he", "she", "they", "we", "him", "her", "them", "us", "who"})
# "our brave men"
_OURS = frozenset({"man", "boy", "lad", "hero", "warrior", "brother", "defender", "knight"})
_DAYS = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday",
        "tonight",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "week", "month", "year", "night", "day", "morning", "evening", "afternoon", "weekend",
    )
)  # fmt: skip


def words(name: str) -> frozenset[str]:
    """A word list of ``events.toml``."""
    return events().words[name]


@functools.lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )


def base(token: Token) -> str:
    """The lemma; a proper noun without its plural s ("Forces" → "force")."""
    return base_of(token.lower_, token.tag_)


def base_of(word: str, tag: str) -> str:
    """The same of a lower-case word with its tag."""
    found = lemma_of(word, tag)
    return _singular(found) if tag[:3] == "NNP" else found


@functools.cache
def people_words() -> frozenset[str]:
    """Nouns that count people."""
    return frozenset(measures().people) | {
        "thousand",
        "hundred",
        "dozen",
        "family",
        "household",
        "pow",
        "men",
    }


@functools.cache
def _attackable() -> frozenset[str]:
    known = measures()
    things = {
        word for word, kind in known.things.items() if kind in ("materiel", "building", "settlement", "group")
    }
    return words("targets") | people_words() | things | words("armed")


def is_date(token: Token) -> bool:
    """A day or month: "Tuesday's strike" names no attacker."""
    return token.lower_.rstrip(".") in _DAYS


def core(token: Token) -> Token:
    """What a phrase is about: "93 of 117 drones" and "a series of attacks" lead to their last noun."""
    for _ in range(3):
        if token.tag_ != "CD" and base(token) not in words("series"):
            break
        inner = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
        if inner is None:
            break
        token = inner
    return token


def weapon_at(token: Token) -> str | None:
    """The weapon that a noun names, with the words before it ("cruise missiles", "Shahed drones")."""
    head = base(token)
    found = named(token.lower_)
    if head == "bomber" and token.tag_ == "NN" and not any(c.dep_ in _NAMING for c in token.lefts):
        return None  # a person who sets off a bomb, unless it is a "strategic bomber"
    if head in heads():
        doc, i = token.doc, token.i
        reach = 0 if token.is_sent_start else 1 if i < 2 or doc[i - 1].is_sent_start else 2
        before = tuple(doc[j].lower_ for j in range(i - reach, i))
        found = weapon_of((*before, head)) or found
    if found is None or found in _GENERIC:
        for child in token.children:
            if child.i < token.i and child.dep_ in _MODIFIERS:
                specific = named(child.lower_)
                if specific is not None and (
                    found is None or weapons()[specific].event == weapons()[found].event
                ):
                    return specific
    return found


def weapon_word(token: Token) -> str | None:
    """The weapon that a modifier names: "drone" in "drone attack", "rocket" in "rocket and mortar fire"."""
    return weapon_of((token.doc[token.i - 1].lower_, base(token))) if token.i else weapon_of((base(token),))


@functools.lru_cache(maxsize=20_000)
def _known_side(name: str) -> bool:
    known = party(name)
    if known is not None:
        return known.kind in _ARMED_KINDS
    return state_of_demonym(name) is not None or state_of_capital(name) is not None


def is_side(token: Token) -> bool:
    """A modifier or name of a party: "Russian", "RSF", "Kyiv"."""
    return token.text[:1].isupper() and _known_side(token.text)


def armed(token: Token | None, context: bool) -> bool:
    """Whether the phrase headed by the word names someone who bears arms."""
    if token is None:
        return False
    token = core(token)
    word = base(token)
    if word in words("harmless"):
        return False
    if word in words("armed") or measures().people.get(word) == "military":
        return word not in ("policeman", "officer", "party", "side", "group") or context
    weapon = weapon_at(token)
    if weapon is not None:
        return weapons()[weapon].carrier
    if word in _OURS and any(c.tag_ == "PRP$" for c in token.children):
        return True
    if any(c.lower_ in ("armed", "uniformed", "masked") for c in token.children if c.i < token.i):
        return True
    if token.tag_[:3] == "NNP" or is_side(token):
        name = [c for c in token.children if c.dep_ == "compound" and c.i < token.i]
        full = token.doc[name[0].i : token.i + 1].text if name else token.text
        return _known_side(full) or context
    return context and word in _PRONOUNS


def attackable(token: Token | None, context: bool) -> bool:
    """Whether the phrase names something or someone that an attack can hit."""
    if token is None:
        return False
    token = core(token)
    word = base(token)
    if word in _attackable():
        return True
    if token.tag_[:3] == "NNP":
        return not is_date(token)
    return context and (token.tag_ in ("PRP", "WDT", "WP", "CD", "DT"))


def is_people(token: Token | None) -> bool:
    """Whether the phrase names people."""
    if token is None:
        return False
    token = core(token)
    return base(token) in people_words() or token.lower_ in _PEOPLE_PRONOUNS or is_demonym_noun(token)


def is_demonym_noun(token: Token) -> bool:
    """ "Ukrainians" as people."""
    return token.tag_ in ("NNPS", "NNS") and state_of_demonym(token.text) is not None


def is_place(token: Token | None) -> bool:
    """A settlement word or a proper name."""
    if token is None:
        return False
    return base(token) in words("settlements") or (token.tag_[:3] == "NNP" and not is_date(token))


def is_number(token: Token | None) -> bool:
    """A bare or counted number."""
    if token is None:
        return False
    token = core(token) if token.tag_ != "CD" else token
    return token.tag_ == "CD" or any(c.dep_ == "nummod" for c in token.children)


def flying(token: Token | None) -> bool:
    """Something that air defence can bring down."""
    if token is None:
        return False
    token = core(token)
    weapon = weapon_at(token)
    if weapon is not None:
        return weapons()[weapon].flies
    modifiers = {c.lower_ for c in token.children if c.i < token.i}
    return base(token) in ("target", "object") and bool(modifiers & {"aerial", "air", "airborne"})
