"""Relays: who passes on whose words ("state media quoted the governor as saying", "reported, citing …")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import words
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.noun_phrases import speaker_before
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import Range, child, children, subtree, trim
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERIFYING = {"verify", "confirm", "corroborate", "substantiate", "authenticate"}
MAX_LEAD = 20  # tokens before the inner cue; a later one does not carry the sentence
_SPEAKING = {"comment", "give", "say", "offer", "speculate", "express", "make", "answer", "remark"}
_QUOTED = frozenset({"quoted", "cited"})
_QUOTING = frozenset({"quoted", "cited", "quotes", "cites"})
_CITING = {"citing", "quoting"}


def quoted_as_saying(sheet: Sheet) -> Iterator[Found]:
    """ "X quoted Y as saying Z" and "Y was quoted (by X) as saying Z": Y speaks, X relays."""
    doc = sheet.doc
    for token in sheet.spoken(_QUOTING):
        if token.tag_[:1] != "V":
            continue
        saying = next(
            (
                p
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "as"
                for p in c.children
                if p.lower_ == "saying"
            ),
            None,
        )
        if saying is None:
            near = doc[token.i + 1 : token.i + 14]
            saying = next(
                (t for t in near if t.lower_ == "saying" and t.i and doc[t.i - 1].lower_ == "as"), None
            )
        if saying is None:
            continue
        speaker: Token | None
        relay: Token | None
        passive = child(token, "nsubjpass")
        if passive is not None:
            speaker, relay = passive, sources.agent(token) or sources.agent(saying)
        else:
            speaker, relay = child(token, "dobj"), sources.subject(token)
        clause = child(saying, "ccomp")
        content = [subtree(clause)] if clause is not None else []
        content = [t for c in content if (t := trim(doc, *c))]
        source = _clipped(sources.span_of(doc, speaker, token), saying.i) if speaker is not None else None
        if source is None:
            continue
        via = [v] if relay is not None and (v := sources.span_of(doc, relay, token)) else []
        yield Found(
            saying.i,
            "say",
            "asserts",
            (saying.i - 1, saying.i + 1),
            content,
            source,
            "quote" if not content else "clause",
            via=via,
        )


def _clipped(span: Range | None, limit: int) -> Range | None:
    if span is None:
        return None
    start, end = span
    end = min(end, limit - 1) if start < limit else end
    return (start, end) if start < end else None


def cite(doc: Doc, found: list[Found]) -> None:
    """ "X reported, citing Y": Y is the speaker and X the relay."""
    for item in found:
        verb = doc[item.verb]
        inner = [c for clause in children(verb, "advcl", "ccomp") for c in children(clause, "advcl", "prep")]
        for c in (*children(verb, "advcl", "prep"), *inner):
            if c.lower_ not in _CITING or (not 0 < c.i - verb.i < MAX_LEAD and c.head.i != verb.i):
                continue
            target = child(c, "dobj", "pobj")
            if target is None or item.source is None:
                continue
            span = sources.span_of(doc, target, c)
            if span is None or item.covers(c.i):
                continue
            item.via = [item.source, *item.via]
            item.source = span


def unverified(sheet: Sheet) -> Iterator[Found]:
    """ "The claims could not be independently verified": nobody is said to vouch for them."""
    doc = sheet.doc
    for token in sheet.verbs:
        if token.tag_ != "VBN" or lemma(token) not in _VERIFYING:
            continue
        subject = child(token, "nsubjpass")
        if subject is None or sources.agent(token) is not None:
            continue
        negated = child(token, "neg") is not None or any(
            c.lower_ in ("neither", "none", "no") for c in subject.subtree
        )
        if not negated or child(token, "auxpass") is None:
            continue
        content = trim(doc, *subtree(subject))
        if content is not None:
            cue = cue_range(doc, token)
            yield Found(token.i, lemma(token), "doubts", cue, [content], None, "passive", speaker_known=False)


def settle(doc: Doc, found: list[Found]) -> list[Found]:
    """Turn whoever closes a sentence on someone else's words into a relay.

    "The governor told state TV that the bridge fell, the broadcaster reported": the governor speaks.
    "The mayor denied the report, the centre said": the mayor, by way of the centre.
    """
    out = list(found)
    for outer in found:
        if outer.source is None or outer.frame != "trailing" or not outer.content:
            continue
        inner = next((f for f in found if f is not outer and f.source and outer.covers(f.verb)), None)
        if inner is None or inner.source is None or not inner.content:
            continue
        if inner.source[0] - outer.content[0][0] > 1 or inner.cue[0] - outer.content[0][0] > MAX_LEAD:
            continue
        speaker = doc[slice(*inner.source)]
        if inner.frame in ("noun", "passive") or speaker[0].tag_ in ("PRP", "PRP$", "WP", "WDT"):
            continue
        if doc[outer.source[0]].tag_ != "PRP":
            inner.via = [*inner.via, outer.source]
        out.remove(outer)
    return out


def told_media(doc: Doc, found: list[Found]) -> None:
    """ "The governor told state radio that …": the station carries it."""
    for item in found:
        if item.lemma != "tell" or item.addressee is None or item.via:
            continue
        start, end = item.addressee
        head = doc[end - 1]
        if head.lower_ in words("media_nouns") and head.lower_ not in ("reporters", "correspondent"):
            item.via = [(start, end)]


def quoted_him(sheet: Sheet, found: list[Found]) -> None:
    """ "The ministry rejected the report, state media quoted it as saying": state media relays."""
    doc, last = sheet.doc, len(sheet.tokens) - 1
    opened = [(doc[f.verb].sent.start, f) for f in found if f.source]
    for token in sheet.spoken(_QUOTED):
        if sheet.lower[min(token.i + 2, last)] != "as" or sheet.tags[token.i + 1] != "PRP":
            continue
        relay = speaker_before(doc, token.i, token.sent.start)
        first = token.sent.start
        earlier = next((f for start, f in opened if f.verb < token.i and start == first), None)
        if relay is not None and earlier is not None and relay not in earlier.via:
            earlier.via = [*earlier.via, relay]


def as_quoted_by(doc: Doc, found: list[Found]) -> None:
    """ "The ministry, as quoted by the UN, says": the UN relays."""
    for item in found:
        if item.source is None:
            continue
        for token in doc[item.source[0] + 2 : item.cue[0]]:
            if token.lower_ not in ("quoted", "cited") or doc[token.i - 1].lower_ != "as":
                continue
            by = sources.agent(token)
            if by is not None and doc[token.i - 2].text == ",":
                item.via = [*item.via, subtree(by)]
                item.source = (item.source[0], min(item.source[1], token.i - 2))
                break


def asked(doc: Doc, found: list[Found]) -> None:
    """ "Asked whether drones hit it, the office declined to comment": the question is what they decline."""
    for item in found:
        verb = doc[item.verb]
        if item.stance != "declines" and item.lemma not in ("decline", "refuse"):
            continue
        question = next((c for c in children(verb, "advcl") if c.lower_ == "asked" and c.i < verb.i), None)
        about = child(question, "ccomp", "prep") if question is not None else None
        if about is not None and (span := trim(doc, *subtree(about))) is not None:
            item.content = [span, *item.content]


def declining(sheet: Sheet) -> Iterator[Found]:
    """ "X did not respond to a request for comment", "gave no details"."""
    doc = sheet.doc
    for token in sheet.verbs:
        word = lemma(token)
        if word in ("respond", "reply", "comment", "elaborate", "answer") and child(token, "neg") is not None:
            tail = child(token, "prep", "dobj")
            content = [subtree(tail)] if tail is not None and tail.i > token.i else [(token.i, token.i + 1)]
        elif word in ("abstain", "refrain"):
            away = next((c for c in children(token, "prep") if c.lower_ == "from"), None)
            act = child(away, "pcomp", "pobj") if away is not None else None
            if act is None or lemma(act) not in _SPEAKING:
                continue
            content = [subtree(act)]
        elif word in ("offer", "give", "provide"):
            target = child(token, "dobj")
            if target is None or lemma(target) not in (
                "comment",
                "mention",
                "response",
                "reply",
                "explanation",
            ):
                continue
            if not any(c.lower_ == "no" for c in target.children):
                continue
            content = [subtree(target)]
        else:
            continue
        head = sources.subject(token)
        source = sources.span_of(doc, head, token) if head is not None else None
        if source is None:
            continue
        cue = cue_range(doc, token)
        content = [t for a, b in content if (t := trim(doc, a, b))]
        if content and content[0] == (token.i, token.i + 1) and cue[1] == token.i + 1 and cue[0] < token.i:
            cue = (cue[0], token.i)
        if content and cue[0] < cue[1]:
            yield Found(token.i, word, "declines", cue, content, source, "declines")
