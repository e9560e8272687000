"""Whose words: from a cue to the tokens that name the speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import words
from counterclaim.reading.languages.en.attribution.tree import SUBJECTS, Range, child, is_verb, subtree
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSON_ENDINGS = ("ors", "ists", "ist", "ians", "ian", "men", "women", "man", "woman", "ees", "crats")
MAX_SOURCE = 40  # tokens; a longer "subject" is a parse gone wrong
_PRONOUN_NOT_SPEAKER = {"there", "what", "this", "these", "those"}


def span_of(doc: Doc, head: Token, verb: Token) -> Range | None:
    """The noun phrase around ``head`` as a source: short of the cue and of asides that run on."""
    start, end = subtree(head)
    if start <= verb.i < end:  # a verb within its own subject is a parse gone wrong
        start, end = (start, verb.i) if head.i < verb.i else (verb.i + 1, end)
    for part in head.children:
        if part.dep_ == "relcl" and part.left_edge.i > head.i and doc[part.left_edge.i - 1].text == ",":
            closed = part.right_edge.i + 1 < len(doc) and doc[part.right_edge.i + 1].text == ","
            if not closed or end - part.left_edge.i > 25:
                end = min(end, part.left_edge.i - 1)
    while start < end and (doc[start].tag_ in ("CC", ",", ":", ".") or doc[start].dep_ == "preconj"):
        start += 1
    while end > start and doc[end - 1].tag_ in (":", ".", "CC", "``", "''"):
        end -= 1
    if end > start and doc[end - 1].text == "," and not _has_aside(doc, start, end):
        end -= 1
    # An apposition set off on both sides takes its closing comma along: "Ann Lee, a spokeswoman, said".
    if end < len(doc) and doc[end].text == "," and end == verb.i - 1 and _has_aside(doc, start, end):
        end += 1
    if start >= end or end - start > MAX_SOURCE:
        return None
    return start, end


def _has_aside(doc: Doc, start: int, end: int) -> bool:
    """Whether a comma before the last word opens an apposition or relative clause."""
    return any(doc[i].text == "," for i in range(start, end - 1))


def subject(verb: Token) -> Token | None:
    """The grammatical subject of a cue verb, inherited through coordination and participles.

    "X said … and added …", "X spoke, adding …", "a statement saying …", "X refused to say …".
    """
    seen = 0
    node = verb
    if verb.tag_ == "VBD" and child(verb, "nsubj", "nsubjpass") is None:
        node = _coordinated(verb) or verb
    while seen < 5:
        seen += 1
        own = child(node, "nsubj")
        if own is not None and own.lower_ not in _PRONOUN_NOT_SPEAKER:
            return own
        passive = child(node, "nsubjpass")
        if passive is not None and node is not verb:
            return passive
        if node.dep_ == "conj" and is_verb(node.head):
            node = node.head
        elif node.dep_ in ("advcl", "xcomp", "pcomp") and (
            node is not verb or node.tag_ in ("VBG", "VB", "VBN")
        ):
            if node.dep_ == "pcomp" or not is_verb(node.head):
                holder = node.head.head if node.dep_ == "pcomp" else node.head
                if not is_verb(holder):
                    return None
                node = holder
            else:
                node = node.head
        elif node.dep_ == "acl" and node.head.tag_[:1] == "N" and node.tag_ == "VBG":
            return node.head
        elif node.dep_ == "aux" or node.dep_ == "auxpass":
            node = node.head
        else:
            return None
        if node.i == node.head.i and child(node, *SUBJECTS) is None:
            return None
    return None


def _coordinated(verb: Token) -> Token | None:
    """The verb before "…, and" right before this one: "it said, and promised repairs"."""
    doc = verb.doc
    i = verb.i - 1
    while i > 0 and doc[i].tag_ == "RB":
        i -= 1
    if i < 2 or doc[i].tag_ != "CC":
        return None
    i -= 2 if doc[i - 1].text == "," else 1
    before = doc[i]
    return before if before.tag_ == "VBD" and child(before, "nsubj") is not None else None


def agent(verb: Token) -> Token | None:
    """The noun of "by …" after a passive cue."""
    by = child(verb, "agent")
    if by is None:
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def inverted(verb: Token) -> Token | None:
    """The subject after the verb in "…, said Ann Lee": labelled object or attribute by mistake."""
    if lemma(verb) in words("addressing_verbs"):
        return None
    for c in verb.children:
        if c.i > verb.i and c.dep_ in ("nsubj", "dobj", "attr", "npadvmod", "oprd") and can_speak(c):
            return c
    return None


def can_speak(token: Token) -> bool:
    """A proper noun, a pronoun for persons, or a noun that the lexicon knows as a speaker."""
    return (
        token.tag_ in ("NNP", "NNPS")
        or token.lower_ in ("he", "she", "they", "who")
        or token.lower_ in words("speaker_nouns")
        or _by_ending(token)
    )


def _by_ending(token: Token) -> bool:
    """Nouns for people by their ending ("enumerators", "archaeologist"), things that look alike left out."""
    return (
        token.tag_ in ("NN", "NNS")
        and token.lower_.endswith(_PERSON_ENDINGS)
        and token.lower_ not in words("not_persons")
    )


def plausible(head: Token, *, weak: bool) -> bool:
    """Whether a noun phrase can be the source of a cue; ``weak`` cues ask for a speaker or document."""
    if head.tag_ in ("EX", "WDT") or head.lower_ in _PRONOUN_NOT_SPEAKER or head.lower_ in words("nobody"):
        return False
    if any(c.lower_ == "no" and c.dep_ == "det" for c in head.children):
        return False
    if not weak:
        return True
    if any(c.lower_ in ("this", "our", "my") and c.dep_ in ("det", "poss") for c in head.children):
        return False  # "this office has recorded 12 incidents": the author's own words
    if head.tag_ == "PRP":
        return head.lower_ != "i"  # outside quotations "I" is the author
    return can_speak(head) or head.lower_ in words("document_nouns")
