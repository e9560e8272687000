"""The speaker's stance and certainty: the cue's own, corrected by what the content says.

Does not judge whether anything is true; the same words give the same stance whoever speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import cue_verbs
from counterclaim.lexicon.stances import certainty_words, disputing, word_set
from counterclaim.model.vocabulary import CertaintyValue, Stance
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.tree import Range, child, is_verb
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLAIN = {"asserts", "confirms", "estimates", "assesses"}
_ACTS = {"accuses", "demands", "promises", "warns", "denies", "disputes", "asks"}  # "did not deny"
MAX_CLIMB = 8
_PREDICATE = {
    "acomp", "attr", "oprd", "xcomp", "prep", "pobj", "conj", "advmod", "amod", "prt", "neg", "ccomp",
    "appos", "compound",
}  # fmt: skip
_SELF = {"it", "he", "she", "they", "we", "i"}
_DECLINING = {
    "respond",
    "reply",
    "answer",
    "comment",
    "elaborate",
    "provide",
    "mention",
    "specify",
    "say",
    "disclose",
    "reveal",
    "explain",
    "give",
}
_NONE = {"neither", "none", "nothing", "no"}
_UNCONFIRMED = {"confirm", "verify", "corroborate", "substantiate"}


def _negated(token: Token) -> bool:
    if child(token, "neg") is not None:
        return True
    subject, thing = child(token, "nsubj"), child(token, "dobj")
    if thing is not None and (thing.lower_ in _NONE or any(c.lower_ in _NONE for c in thing.lefts)):
        return True  # "can confirm neither of these figures"
    return subject is not None and any(c.lower_ == "neither" for c in subject.children)


def refine(doc: Doc, item: Found) -> Stance:
    """The stance of an attribution."""
    verb = doc[item.verb]
    stance = item.stance
    if item.frame != "noun" and is_verb(verb) and _negated(verb):
        if lemma(verb) in _UNCONFIRMED:
            return "doubts"
        if lemma(verb) in _DECLINING:
            return "declines"
        if stance == "confirms":
            return "doubts"
        if stance in _ACTS:
            return "declines"
        if stance == "assesses":  # "did not believe the count"
            return "doubts"
    if lemma(verb) in ("confirm", "deny") and _neither(doc, verb):
        return "declines"
    head = _content_head(doc, item)
    if stance == "promises" and item.frame in ("clause", "trailing") and not _ahead(head):
        return "asserts"  # "swore that he had been at home"
    if item.lemma == "propose" and item.frame == "to":
        return "promises"
    if stance in _PLAIN:
        inner = _own_words(head)
        if inner is not None:
            return inner
        if head is not None and _disbelieves(head):
            return "doubts"
        answer = next((a for piece in item.content if (a := _answer(doc, piece))), None)
        if answer is not None:
            return answer
        if stance == "asserts" and head is not None:
            if _denies(head):
                return "denies"
            if _demands(head):
                return "demands"
    return stance


def _ahead(head: Token | None) -> bool:
    """Whether a promise speaks of what is to come: "will", "would", a subjunctive."""
    if head is None or not is_verb(head):
        return True
    return head.tag_ == "VB" or any(c.tag_ == "MD" or c.tag_ == "TO" for c in head.children)


def _neither(doc: Doc, verb: Token) -> bool:
    """ "Neither confirmed nor denied", "would not confirm or deny"."""
    other = verb.head if verb.dep_ == "conj" else child(verb, "conj")
    if other is None or {lemma(verb), lemma(other)} != {"confirm", "deny"}:
        return False
    near = doc[max(0, min(verb.i, other.i) - 4) : max(verb.i, other.i)]
    return any(t.lower_ in ("neither", "nor", "not", "n't", "n’t") for t in near)


def _answer(doc: Doc, piece: Range) -> Stance | None:
    """Whether a disputing expression is what the content says, not a thing it mentions ("false news")."""
    words_of = doc[piece[0] : piece[1]]
    for match in disputing().finditer(words_of.text.lower()):
        span = words_of.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is None or not _predicates(span.root, piece):
            continue
        if span.root.lower_ in ("lie", "lies") and span.root.tag_[:1] == "V":
            continue  # "the town lies to the north"
        return "denies" if match[0] in word_set("rejecting") else "disputes"
    return None


def _predicates(token: Token, piece: Range) -> bool:
    """Whether the token leads up to its clause's verb through a predicate, within the content."""
    for _ in range(MAX_CLIMB):
        if token.i == token.head.i or not piece[0] <= token.head.i < piece[1]:
            return True
        if is_verb(token) and _of_another(token):
            return False
        if token.dep_ not in _PREDICATE:
            return is_verb(token)
        token = token.head
    return False


def _of_another(verb: Token) -> bool:
    """Whether someone else is said to say it: "a figure that the army dismissed as fiction"."""
    subject = child(verb, "nsubj")
    if subject is None or subject.lower_ in _SELF or subject.tag_ in ("WP", "WDT"):
        return False
    return lemma(verb) in cue_verbs()


def _content_head(doc: Doc, item: Found) -> Token | None:
    """The main verb of the content, else the head of its first piece."""
    first: Token | None = None
    for start, end in item.content:
        for i in range(start, end):
            token = doc[i]
            if token.is_punct or (start <= token.head.i < end and token.head.i != i):
                continue
            if is_verb(token):
                return token
            first = first or token
            break
    return first


def _own_words(head: Token | None) -> Stance | None:
    """ "The White House said it estimated …": the inner verb is the speaker's own act."""
    if head is None or not is_verb(head):
        return None
    subject = child(head, "nsubj")
    if subject is None or subject.lower_ not in _SELF or _negated(head):
        return None
    entry = cue_verbs().get(lemma(head))
    if entry is None or entry.stance == "asserts" or entry.weak:
        return None
    return entry.stance


def _disbelieves(head: Token) -> bool:
    """ "The mayor said he did not believe the toll", "could not verify it"."""
    subject = child(head, "nsubj")
    return (
        subject is not None
        and subject.lower_ in _SELF
        and lemma(head) in _UNCONFIRMED | {"believe", "accept", "recognise", "recognize", "trust"}
        and _negated(head)
    )


def _denies(head: Token) -> bool:
    """ "Our forces did not strike the market", "we have no connection to", "no strike took place"."""
    subject = child(head, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if lemma(head) in word_set("denying_verbs"):
        own = subject.lower_ in ("we", "it", "they") or any(
            c.lower_ in ("our", "its", "their") for c in subject.children
        )
        none = any(c.lower_ == "no" for c in subject.children)
        return (_negated(head) and own) or (none and lemma(head) in ("take", "carry", "conduct"))
    return False


def _demands(head: Token) -> bool:
    need = word_set("necessity")
    if head.lower_ in need or any(c.lower_ in need for c in head.children if c.dep_ in ("aux", "acomp")):
        return not _negated(head)
    return False


def certainty(doc: Doc, item: Found, stance: Stance) -> tuple[CertaintyValue, int | None]:
    """How far the speaker commits, and the index of the word that says so."""
    if stance in ("demands", "asks", "promises", "declines"):
        return "uncommitted", None
    head = _content_head(doc, item)
    if head is not None:
        table = certainty_words()
        for token in (*head.children, head):
            value = table.get(token.lower_)
            if value == "probable":
                return "probable", token.i
            if value == "possible":
                return "possible", token.i
    if stance in ("estimates", "assesses"):
        return "probable", item.verb
    if stance == "doubts":
        return "uncommitted", item.verb
    return "certain", None
