"""Relays: who passes on whose words ("state media quoted the governor as saying", "reported, citing …")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.tree import Range, child, children, subtree, trim
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CITING = {"citing", "quoting"}


def quoted_as_saying(doc: Doc, where: list[int]) -> Iterator[Found]:
    """"X quoted Y as saying Z" and "Y was quoted (by X) as saying Z": Y speaks, X relays."""
    for token in doc:
        if token.lower_ not in ("quoted", "cited", "quotes", "cites") or where[token.i] >= 0 or token.tag_[:1] != "V":
            continue
        saying = next(
            (p for c in token.children if c.dep_ == "prep" and c.lower_ == "as" for p in c.children if p.lower_ == "saying"),
            None,
        )
        if saying is None:
            near = doc[token.i + 1 : token.i + 14]
            saying = next((t for t in near if t.lower_ == "saying" and t.i and doc[t.i - 1].lower_ == "as"), None)
        if saying is None:
            continue
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
        yield Found(saying.i, "say", "asserts", (saying.i - 1, saying.i + 1), content, source, "quote" if not content else "clause", via=via)


def _clipped(span: Range | None, limit: int) -> Range | None:
    if span is None:
        return None
    start, end = span
    end = min(end, limit - 1) if start < limit else end
    return (start, end) if start < end else None


def cite(doc: Doc, found: list[Found]) -> None:
    """"X reported, citing Y": Y is the speaker and X the relay."""
    for item in found:
        verb = doc[item.verb]
        for c in children(verb, "advcl", "prep"):
            if c.lower_ not in _CITING:
                continue
            target = child(c, "dobj", "pobj")
            if target is None or item.source is None:
                continue
            span = sources.span_of(doc, target, c)
            if span is None or item.covers(c.i):
                continue
            item.via = [item.source, *item.via]
            item.source = span


def declining(doc: Doc, where: list[int]) -> Iterator[Found]:
    """"X did not respond to a request for comment", "made no comment", "made no mention of Y", "had no comment"."""
    for token in doc:
        if token.tag_[:1] != "V" or where[token.i] >= 0:
            continue
        word = lemma(token)
        if word in ("respond", "reply", "comment", "elaborate", "answer") and child(token, "neg") is not None:
            tail = child(token, "prep", "dobj")
            content = [subtree(tail)] if tail is not None and tail.i > token.i else [(token.i, token.i + 1)]
        elif word in ("make", "have", "offer", "give", "provide"):
            target = child(token, "dobj")
            if target is None or lemma(target) not in ("comment", "mention", "response", "reply", "explanation", "details", "detail"):
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
