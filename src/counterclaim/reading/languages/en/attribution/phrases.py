"""Attributions without a verb of saying: "according to X", "in X's view", "X: …", "the claim that …"."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import cue_nouns, cue_verbs, words
from counterclaim.model.vocabulary import Stance
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.noun_phrases import speaker_before
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.sources import can_speak
from counterclaim.reading.languages.en.attribution.tree import Range, child, is_verb, subtree, trim, without
from counterclaim.reading.languages.en.parse import lemma

MAX_LABEL = 10  # tokens before a colon that names a speaker
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_UNCLEAR = {"clear", "unclear", "unknown", "uncertain", "known"}
_OPEN_QUESTIONS = {"whether", "if", "who", "when", "where", "which"}
_COPULAS = {"is", "was", "'s", "’s", "be", "been", "remains", "remained", "are", "were"}

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


def find(sheet: Sheet) -> Iterator[Found]:
    """All of the paragraph's attributions by phrase."""
    doc, lower, sentences = sheet.doc, sheet.lower, sheet.sentences
    if ":" in lower:
        yield from _colon_led(doc, sheet.where, sentences)
    for token in sheet.spoken(_cue_words()):
        low = lower[token.i]
        found: Found | None = None
        if low == "according" and token.i + 1 < len(lower) and lower[token.i + 1] == "to":
            found = _according(doc, token, sentences)
        elif low in words("view_nouns") and (found := _in_view(doc, token, sentences)) is not None:
            pass
        elif token.tag_[:2] == "NN" and lemma(token) in cue_nouns():
            found = _noun(doc, token)
        elif low in _UNCLEAR:
            found = _unclear(doc, token)
        if found is not None:
            yield found


@functools.cache
def _cue_words() -> frozenset[str]:
    """Every form of a word that may head an attribution by phrase."""
    nouns = {form for n in cue_nouns() for form in (n, n + "s", n.removesuffix("y") + "ies")}
    return frozenset({"according", *words("view_nouns"), *_UNCLEAR, *nouns})


def _sentence_of(i: int, sentences: list[Range]) -> Range:
    return next(((a, b) for a, b in sentences if a <= i < b), (i, i + 1))


def _according(doc: Doc, token: Token, sentences: list[Range]) -> Found | None:
    """ "X happened, according to Y" and "According to Y, X happened"."""
    to = doc[token.i + 1]
    target = child(to, "pobj") or child(token, "pobj")
    if target is None and (gerund := child(to, "pcomp")) is not None:  # "according to tracking data"
        target = child(gerund, "dobj")
    first, last = _sentence_of(token.i, sentences)
    if target is None:
        return None
    start, end = sources.span_of(doc, target, token) or (to.i + 1, to.i + 1)
    start = to.i + 1
    if start >= end:
        return None
    hole = (token.i, end)
    if token.i > first and doc[token.i - 1].text in (",", "--", "—", "–", "("):
        hole = (token.i - 1, end)
    if target.lower_ in words("not_sources"):
        return None
    scope = _reach(doc, token, hole, (first, last))
    content = [t for piece in without(scope, hole) if (t := trim(doc, *piece))]
    if not content:
        return None
    return Found(
        token.i, "according to", "asserts", (token.i, token.i + 2), content, (start, end), "according"
    )


def _reach(doc: Doc, token: Token, hole: Range, sentence: Range) -> Range:
    """What "according to" speaks of: the sentence that it closes, or the clause that it interrupts."""
    first, last = sentence
    for i in range(hole[0] - 1, first, -1):
        if doc[i].text == ";" and _has_other_cue(doc, first, i):
            first = i + 1
            break
    closing = hole[1] >= last or doc[hole[1]].text in (".", "!", ";", ")")
    if closing and hole[0] > first and not _has_other_cue(doc, first, hole[0]):
        while first < hole[0] and doc[first].tag_ == "CC":
            first += 1
        return first, hole[1]
    if hole[0] > first and not closing:
        return _clause_around(doc, hole, sentence)
    return _scope(doc, token, (first, last))


def _has_other_cue(doc: Doc, start: int, end: int) -> bool:
    """Whether a verb of saying with a clause of its own stands in the range."""
    for token in doc[start:end]:
        clause = child(token, "ccomp") if token.tag_[:1] == "V" else None
        if clause is not None and start <= clause.i < end and lemma(token) in cue_verbs():
            return True
    return False


def _clause_around(doc: Doc, hole: Range, sentence: Range) -> Range:
    """The clause that an inserted phrase interrupts: from the nearest verb's left edge on."""
    first, last = sentence
    for i in range(hole[0] - 1, first - 1, -1):
        token = doc[i]
        if token.text == ";":
            return i + 1, last
        if is_verb(token) and token.dep_ in ("relcl", "advcl", "ccomp"):
            start = max(token.left_edge.i, first)
            while start < i and (doc[start].dep_ == "mark" or doc[start].tag_ in ("WRB", "IN")):
                start += 1
            return start, last
        if is_verb(token) and token.dep_ == "ROOT":
            break
    return sentence


def _scope(doc: Doc, token: Token, sentence: Range) -> Range:
    """The clause that "according to" speaks of: that of the verb it hangs on, within the sentence."""
    head = token.head
    while (
        head.dep_
        in ("pobj", "prep", "amod", "compound", "dobj", "npadvmod", "nmod", "appos", "attr", "acomp")
        and head.i != head.head.i
    ):
        head = head.head
    if not is_verb(head) and head.tag_ != "MD" and head.dep_ not in ("ROOT", "ccomp", "conj", "advcl"):
        return sentence
    start, end = subtree(head)
    # A clause coordinated after it that has a subject of its own speaks for itself.
    for c in head.children:
        if c.dep_ == "conj" and is_verb(c) and child(c, "nsubj", "nsubjpass") is not None:
            if c.i > token.i and token.i > head.i:
                end = min(end, c.left_edge.i)
            elif c.i > head.i and token.i < head.i:
                pass
    while end > start and doc[end - 1].tag_ in ("CC", ","):
        end -= 1
    return max(start, sentence[0]), min(end, sentence[1])


def _colon_led(doc: Doc, where: list[int], sentences: list[Range]) -> Iterator[Found]:
    """A quotation after its speaker's name and a colon, with no verb."""
    for first, last in sentences:
        for i in range(first + 1, min(last - 1, first + MAX_LABEL)):
            if doc[i].text != ":" or where[i] >= 0:
                continue
            speaker = speaker_before(doc, i, first)
            if speaker is None or speaker[0] != first or where[i + 1] < 0:
                break
            if any(can_speak(t) or t.lower_ in words("statement_nouns") for t in doc[slice(*speaker)]):
                end = i + 1
                while end < last and where[end] == where[i + 1]:
                    end += 1
                yield Found(i, ":", "asserts", (i, i + 1), [(i + 1, end)], speaker, "clause")
            break


def headline(doc: Doc) -> Found | None:
    """ "Ministry: 12 killed in strike", "12 killed in strike - governor"."""
    n = len(doc)
    for i in range(1, n - 1):
        text = doc[i].text
        if text == ":" and i <= MAX_LABEL:
            source, content = (0, i), trim(doc, i + 1, n)
        elif text in ("-", "–", "—") and doc[i - 1].whitespace_ and n - i <= MAX_LABEL:
            source, content = (i + 1, n), trim(doc, 0, i)
        else:
            continue
        words_of = doc[slice(*source)]
        if content is None or content[1] - content[0] < 3 or any(t.tag_ in _FINITE for t in words_of):
            continue
        if _names_speaker(words_of):
            return Found(i, ":", "asserts", (i, i + 1), [content], source, "clause")
    return None


def _names_speaker(label: Span) -> bool:
    """Whether a label before a colon or after a dash names who speaks: "Ministry of Defence", "UN"."""
    last = label[-1]
    if last.lower_ in words("speaker_nouns") or last.lower_ in words("document_nouns"):
        return True
    if len(label) == 1:
        return last.text in words("speaking_acronyms")
    of = next((t.i - label.start for t in label if t.lower_ in ("of", "for")), 0)
    return of > 0 and label[of - 1].lower_ in words("speaker_nouns")


def _unclear(doc: Doc, token: Token) -> Found | None:
    """ "It was not immediately clear whether anyone was hurt": nobody vouches for an answer."""
    verb = token.head
    if token.dep_ not in ("acomp", "oprd", "attr") or verb.lower_ not in _COPULAS:
        return None
    negated = child(verb, "neg") is not None
    if (token.lower_ in ("clear", "known")) != negated:
        return None
    clause = child(verb, "ccomp", "csubj") or child(token, "ccomp")
    if clause is None or clause.i < token.i:
        return None
    start, end = subtree(clause)
    opening = doc[start].lower_
    if opening not in _OPEN_QUESTIONS and not (
        opening == "how" and doc[start + 1].lower_ in ("many", "much")
    ):
        return None
    content = trim(doc, start, end)
    if content is None:
        return None
    return Found(
        token.i,
        token.lower_,
        "doubts",
        (verb.i, token.i + 1),
        [content],
        None,
        "passive",
        speaker_known=False,
    )


def _in_view(doc: Doc, noun: Token, sentences: list[Range]) -> Found | None:
    """ "In the ministry's view, X", "X, in the words of Ann Lee"."""
    lead = noun.head
    if noun.lower_ not in words("view_nouns") or lead.dep_ != "prep" or lead.lower_ not in ("in", "by"):
        return None
    owner = child(noun, "poss")
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    if owner is None and of is not None:
        owner = child(of, "pobj")
    if owner is None or (lead.lower_ == "by" and owner.tag_ == "PRP$"):
        return None
    first, last = _sentence_of(noun.i, sentences)
    start, end = subtree(lead)
    if (start > first and doc[start - 1].text != ",") or (end < last and doc[end].text not in (",", ".")):
        return None
    hole = (start - 1 if start > first else start, end)
    content = [t for piece in without((first, last), hole) if (t := trim(doc, *piece))]
    source = subtree(owner)
    if doc[source[1] - 1].tag_ == "POS":
        source = (source[0], source[1] - 1)
    if not content or source[0] >= source[1]:
        return None
    cue = (lead.i, noun.i + 1) if owner.i > noun.i else (noun.i, noun.i + 1)
    stance: Stance = "assesses" if noun.lower_ in words("judging_nouns") else "asserts"
    return Found(noun.i, noun.lower_, stance, cue, content, source, "according")


def _noun(doc: Doc, noun: Token) -> Found | None:
    """ "Moscow's claim that the bridge fell": owner, noun and the clause that it takes."""
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "ccomp", "relcl")
            and any(m.lower_ == "that" and m.dep_ == "mark" for m in c.children)
        ),
        None,
    )
    if clause is None:
        return None
    owner = child(noun, "poss")
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "of", "from")), None)
    source: Range | None = None
    if owner is not None:
        source = subtree(owner)
    elif by is not None and (target := child(by, "pobj")) is not None:
        source = sources.span_of(doc, target, noun)
    if source is None:
        return None
    content = trim(doc, *subtree(clause))
    if content is None:
        return None
    entry = cue_nouns()[lemma(noun)]
    return Found(noun.i, lemma(noun), entry.stance, (noun.i, noun.i + 1), [content], source, "noun")
