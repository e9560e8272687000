"""What a number counts: the noun phrase it opens, the kind of thing that is, its place in the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import measures
from counterclaim.lexicon.weapons import named
from counterclaim.model.vocabulary import Population
from counterclaim.reading.languages.en.numbers import Number
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = frozenset(("JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "AFX"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_DETERMINERS = frozenset(
    (
        "the", "a", "an", "its", "their", "his", "her", "our", "those", "these", "all", "some", "such",
    )
)  # fmt: skip
_PRONOUNS = frozenset(("them", "whom", "which", "these", "those", "us"))
_DAYS = frozenset(
    (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
        "yesterday", "overnight",
    )
)  # fmt: skip
_TIME_LEADS = frozenset(("last", "this", "next", "previous", "past"))  # "61 last year" counts no years
_LONGEST = 9  # words of a noun phrase
_FACTORS = frozenset(("total", "combined", "further", "additional", "more", "other", "others"))


@dataclass(slots=True)
class Counted:
    """A number with what it counts. ``end`` is the end of the noun phrase."""

    number: Number
    noun: Token | None  # the counted noun
    top: Token  # the token that holds the phrase's place in the sentence
    end: int
    of: Token | None = None  # "three of the dead": the noun or pronoun after "of"
    whole: bool = False  # "93 of 117": the noun belongs to another number
    pronoun: bool = False  # "five of them", "of whom three"
    single: bool = False  # "a woman": one by its article

    @property
    def elliptic(self) -> bool:
        """Whether the number stands without a noun of its own."""
        return self.noun is None

    @property
    def phrase(self) -> Token:
        """The noun, else the number's own token."""
        return self.noun if self.noun is not None else self.top


def opening(doc: Doc, at: int, reach: int) -> int | None:
    """Where the sentence of a token begins, if that is within ``reach`` words before it.

    ``Token.sent`` walks the whole sentence, which may be as long as a hostile text.
    """
    for i in range(at, max(-1, at - reach - 1), -1):
        if doc[i].is_sent_start:
            return i
    return None


def key(token: Token) -> str:
    """The form under which the lexicon may know a word: its lemma, or itself for participles and names."""
    low = token.lower_
    lex = measures()
    if low in lex.nouns or low in lex.people or low in lex.things or low in lex.states:
        return low
    word = lemma(token)
    if word in lex.nouns or word in lex.people or word in lex.things:
        return word
    if low.endswith("s") and low[-2:-1].isdigit() and named(low[:-1]):
        return low[:-1]  # "S-300s"
    if low.endswith("s") and (low[:-1] in lex.things or low[:-1] in lex.people):
        return low[:-1]
    if "-" in low:  # "soldier-guards", "Shahed-136s": the part that says what it is
        head, tail = low.split("-", 1)[0], low.rsplit("-", 1)[1]
        for part in (tail, tail.removesuffix("s"), head):
            if part in lex.things or part in lex.people:
                return part
    return word


def thing(token: Token | None) -> str:
    """The class of a counted thing ("drone", "missile", "materiel", "building"), or nothing."""
    if token is None:
        return ""
    lex = measures()
    word = key(token)
    found = lex.things.get(word, "")
    if not found and (token.tag_[:3] == "NNP" or "-" in word or word[-1:].isdigit()):
        found = _model(token.lower_)  # "10 S-300s", "six T-72s"
    if word == "vehicle" or (word == "system" and found):
        before = {t.lower_ for t in token.doc[max(0, token.i - 4) : token.i]}
        if before & {"aerial", "unmanned", "uncrewed"} and "ground" not in before:
            return "drone"
    if word == "tank" and token.i and token.nbor(-1).lower_ in ("storage", "fuel", "oil", "gas", "water"):
        return "building"
    return found


def _model(word: str) -> str:
    """The class of a thing called by its model name, in the singular or plural."""
    weapon = named(word) or named(word.removesuffix("s"))
    return _CLASSES.get(weapon, "materiel") if weapon is not None else ""


_CLASSES = {
    "drone": "drone", "cruise_missile": "missile", "ballistic_missile": "missile", "missile": "missile",
    "rocket": "rocket", "aircraft": "aircraft", "glide_bomb": "shell", "aerial_bomb": "shell",
}  # fmt: skip


def is_person(token: Token | None) -> bool:
    """Whether the noun counts people."""
    if token is None:
        return False
    lex = measures()
    return key(token) in lex.people or token.lower_ in lex.workers or lemma(token) in lex.workers


def population(token: Token | None) -> Population:
    """The population that a noun phrase names: "soldiers", "aid workers", "14 civilian deaths"."""
    if token is None:
        return "unstated"
    lex = measures()
    word = key(token)
    found: Population = lex.people.get(word, "unstated")
    if word == "officer" and token.i and token.nbor(-1).lower_ == "police":
        return "unstated"
    before = [t for t in token.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")]
    if lemma(token) in lex.workers or found == "unstated":
        for modifier in before:
            low = modifier.lower_
            if low in lex.worker_kinds and lemma(token) in lex.workers:
                return lex.worker_kinds[low]
            if low in lex.adjectives:
                return lex.adjectives[low]
    if found == "men" and any(t.dep_ == "poss" for t in token.lefts):
        return "unstated"  # "two of his men": followers, not males
    if found not in ("unstated",):
        for other in token.rights:
            if other.dep_ == "conj" and other.tag_ == "NNS" and not any(other.lefts):
                second: Population = lex.people.get(key(other), "unstated")
                if second not in ("unstated", found):
                    return "mixed"
    return found


def object_name(noun: Token | None) -> str | None:
    """What is counted, for things: "tank", "cruise missile"; people are no object."""
    if noun is None or (is_person(noun) and not thing(noun)):
        return None
    words = [key(noun)]
    at = noun.i - 1
    while (
        at >= 0 and noun.doc[at].tag_ in ("NN", "JJ", "VBN") and noun.doc[at].head == noun and len(words) < 3
    ):
        token = noun.doc[at]
        if token.tag_ != "NN" and token.lower_ not in _KINDS:
            break
        if at and noun.doc[at - 1].tag_ == "HYPH":
            break  # "long-range drones" are drones
        words.insert(0, token.lower_)
        at -= 1
    return " ".join(words)


_KINDS = frozenset(("ballistic", "aerial", "armoured", "armored", "unmanned", "guided", "anti-tank"))


def _noun_run(doc: Doc, at: int) -> Token | None:
    """The noun that ends the run of modifiers and nouns at ``at``."""
    noun: Token | None = None
    for token in doc[at : at + _LONGEST]:
        tag, low = token.tag_, token.lower_
        if tag in _NOUNS:
            if (
                low in _DAYS
                or doc[at].lower_ in _TIME_LEADS
                or (noun is not None and noun.tag_ in ("NNS", "NNPS") and not _modifies(noun, token))
            ):
                break
            if noun is not None and low in ("dead", "killed", "wounded", "injured", "missing", "captured"):
                break
            noun = token
        elif tag in ("VBN", "VBG", "JJ") and token.i > at and doc[token.i - 1].tag_ == "HYPH":
            continue  # "one rebel-held district"
        elif tag in _MODIFIERS:
            if noun is not None and tag not in ("HYPH", "POS", "JJ", "AFX"):
                break
            if noun is not None and tag == "JJ" and not _noun_follows(doc, token.i + 1):
                break
        elif (
            tag in ("VBP", "VB")
            and noun is not None
            and noun.tag_ == "NNP"
            and _thing_follows(doc, token.i + 1)
        ):
            continue  # "117 Shahed-136 strike UAVs": a noun that the tagger took for a verb
        elif tag == "CD" and noun is not None and noun.tag_ == "NNP" and _thing_follows(doc, token.i + 1):
            continue  # "18 Leopard 2 tanks"
        elif not (tag == "CD" and any(c.isalpha() for c in low) and "-" in low) and low not in ("-", "/"):
            break
    if noun is None or noun.tag_ not in ("NNP",):
        return noun
    return noun if thing(noun) or is_person(noun) or key(noun) in measures().nouns else None


def _modifies(noun: Token, token: Token) -> bool:
    """ "armoured personnel carriers": a plural in form that only describes the thing behind it."""
    return noun.dep_ == "compound" and noun.head.i == token.i and thing(token) != ""


def _thing_follows(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].tag_ in ("NNS", "NNPS") and thing(doc[at]) != ""


def _noun_follows(doc: Doc, at: int) -> bool:
    return any(t.tag_ in ("NNS", "NN") for t in doc[at : at + 2]) and doc[at].tag_ in (*_NOUNS, *_MODIFIERS)


def _parsed_noun(doc: Doc, number: Number) -> Token | None:
    """The noun to the right that the parse hangs the number on."""
    for token in doc[number.core_start : number.core_end]:
        head = token.head
        if token.dep_ == "nummod" and number.end <= head.i < number.end + _LONGEST and head.tag_ in _NOUNS:
            between = doc[number.end : head.i]
            if not any(t.tag_ in (",", ".", ":", "IN", "CC", "VBD", "VBZ", "VBP") for t in between):
                return head
    return None


def _top(doc: Doc, number: Number) -> Token:
    """The token of the number whose head stands outside it."""
    core = doc[number.core_start : number.core_end]
    for token in core:
        outside = not number.core_start <= token.head.i < number.core_end or token.head == token
        if outside and (token.dep_ not in ("quantmod", "det", "advmod", "cc", "punct") or len(core) == 1):
            return token
    return core[-1]


def counted(doc: Doc, number: Number) -> Counted:
    """Find what ``number`` counts."""
    end, n = number.end, len(doc)
    top = _top(doc, number)
    if end < n and doc[end].tag_ == "''":
        end += 1  # 'sent "about 70" drones': a quote that ends at the number
    at = end
    while at < n and doc[at].lower_ in _FACTORS and doc[at].tag_ not in ("NNS",) and at < end + 2:
        at += 1
    if at < n and doc[at].lower_ == "out" and at + 1 < n and doc[at + 1].lower_ == "of":
        at += 1
    if at < n and doc[at].lower_ == "of":
        return _after_of(doc, number, top, at + 1)
    if at > end and (at >= n or doc[at].tag_ not in (*_NOUNS, *_MODIFIERS)):
        at = end
    if end > number.end and _noun_run(doc, end) is None:
        return Counted(number, None, top, number.end)
    noun = _noun_run(doc, end) or (_noun_run(doc, at) if at > end else None) or _parsed_noun(doc, number)
    whom = number.start >= 2 and doc[number.start - 1].lower_ in ("whom", "which", "them")
    if noun is None:
        pronoun = whom and doc[number.start - 2].lower_ in ("of", "among")
        return Counted(number, None, top, max(end, at if at > end else end), pronoun=pronoun)
    return Counted(
        number,
        noun,
        _outward(number, noun),
        noun.i + 1,
        pronoun=whom and doc[number.start - 2].lower_ in ("of", "among"),
    )


def _outward(number: Number, noun: Token) -> Token:
    """The noun, or where the parse hangs it inside the phrase ("strike UAVs"), the token that leads out."""
    if not number.end <= noun.head.i < noun.i:
        return noun
    for token in noun.doc[number.end : noun.i]:
        if not number.core_start <= token.head.i <= noun.i:
            return token
    return noun


def _after_of(doc: Doc, number: Number, top: Token, at: int) -> Counted:
    """ "dozens of people", "three of the dead", "five of them", "93 of 117 drones"."""
    n = len(doc)
    while at < n and doc[at].lower_ in _DETERMINERS and doc[at].lower_ not in _PRONOUNS:
        at += 1
    if at >= n:
        return Counted(number, None, top, number.end)
    token = doc[at]
    if token.lower_ in _PRONOUNS:
        noun = _noun_run(doc, at + 1) if token.lower_ == "them" else _noun_run(doc, at)
        if token.lower_ != "them" and noun is not None:
            return _of_noun(number, top, noun)
        # "five of them novices" counts novices; "them" is what they are part of
        return Counted(number, noun, top, (noun.i if noun is not None else at) + 1, of=token, pronoun=True)
    if token.tag_ == "CD" or token.lower_[0].isdecimal():
        return Counted(number, None, top, number.end, of=token, whole=True)
    noun = _noun_run(doc, at)
    if noun is None and key(token) in measures().nouns:
        noun = token
    return _of_noun(number, top, noun) if noun is not None else Counted(number, None, top, number.end)


def _of_noun(number: Number, top: Token, noun: Token) -> Counted:
    if number.qualifier == "vague" or number.value is None or number.core_end - number.core_start > 1:
        return Counted(number, noun, top, noun.i + 1)
    return Counted(number, noun, top, noun.i + 1, of=noun)
