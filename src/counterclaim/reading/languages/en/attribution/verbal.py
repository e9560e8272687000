"""Attributions that a verb makes: source, cue and content by the frames of the cue lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb, words
from counterclaim.reading.languages.en.attribution import clauses, objects, passives, sources
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.entries import entry_of
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.noun_phrases import speaker_after, speaker_before
from counterclaim.reading.languages.en.attribution.sheet import Sheet
from counterclaim.reading.languages.en.attribution.tree import (
    Range,
    child,
    children,
    is_quote_mark,
    overlap,
    subtree,
    trim,
    without,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP"}


_ANSWERS = {"denies", "disputes", "doubts", "confirms"}
_HIDING = {"kept", "withheld", "used", "published", "printed"}
_NAMING = {"named", "identified", "quoted", "cited"}


def find(sheet: Sheet) -> Iterator[Found]:
    """Attributions by verbs that stand outside quotations."""
    for token in sheet.verbs:
        if token.dep_ in ("aux", "auxpass"):
            continue
        known = entry_of(token)
        if known is None:
            continue
        found = _attribution(sheet.doc, token, *known)
        if found is not None:
            yield found


def _attribution(doc: Doc, verb: Token, name: str, entry: CueVerb) -> Found | None:
    """The attribution of one cue verb, or None when no frame fits; no content yet before a quotation."""
    if name in ("cite", "quote") and verb.tag_ == "VBG":
        return None  # "…, citing a doctor": a relay, see `relays.cite`
    cue = cue_range(doc, verb)
    passive = child(verb, "nsubjpass") is not None or (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "ROOT", "advcl")
        and child(verb, "auxpass", "aux", "nsubj") is None
    )
    if passive:
        return passives.attribution(doc, verb, name, entry, cue)
    if child(verb, "agent") is not None:
        return None  # "the ransom demanded by the gang was paid": the parse took a participle for the verb
    head = sources.subject(verb)
    if head is None and "quote" in entry.frames:
        head = sources.inverted(verb)
    content, frame, addressee, cue = _content(doc, verb, name, entry, cue, head)
    if head is not None and not sources.plausible(head, weak=entry.weak):
        return None
    source = sources.span_of(doc, head, verb) if head is not None else None
    if source is not None and any(is_quote_mark(t) for t in doc[slice(*source)]):
        source = speaker_before(doc, cue[0], verb.sent.start)  # the parser took the quotation for the speaker
    if source is not None and any(overlap(source, c) for c in content):
        content = [piece for c in content for piece in without(c, source)]
    content = [t for c in content if (t := trim(doc, *c))]
    if not content and "quote" not in entry.frames:
        return None
    if entry.stance in ("asks", "demands") and _about_naming(doc, content):
        return None
    if frame == "np" and entry.stance == "asserts" and _planned(verb):
        return None
    if source is None and verb.tag_ in _FINITE:
        source = speaker_before(doc, cue[0], verb.sent.start)
        if source is None and cue[0] > 0 and is_quote_mark(doc[cue[0] - 1]):
            source = speaker_after(doc, cue[1])
    if source is None and (not content or frame in ("np", "to", "prep")):
        return None
    if content and entry.weak and frame == "np" and source is None:
        return None
    return Found(verb.i, name, entry.stance, cue, content, source, frame if content else "quote", addressee)


def _content(
    doc: Doc, verb: Token, name: str, entry: CueVerb, cue: Range, head: Token | None
) -> tuple[list[Range], str, Range | None, Range]:
    """Content ranges, the frame that gave them, the addressee, and the cue (a preposition may join it)."""
    frames = entry.frames
    stated = [c for c in children(verb, "ccomp") if c.i != (head.i if head else -1)]
    # "…; nobody has claimed responsibility": two statements, not what was claimed
    clause = next((c for c in stated if not _ends_before_colon(doc, verb, c)), None)
    if (
        clause is None and not stated
    ):  # "reported, citing a hospital, that …": the parser makes the clause an adverbial
        clause = next((c for c in children(verb, "advcl") if c.i > verb.i and clauses.has_that(c)), None)
    targets = [c for c in children(verb, "dobj", "dative") if c.i > verb.i and c is not head]
    addressee = subtree(targets[0]) if targets else None
    if clause is not None:
        infinitive = any(c.tag_ == "TO" for c in clause.children)
        if infinitive and "to" in frames:
            return [subtree(clause)], "to", None, cue
        if "as" in frames and clause.i > verb.i and "clause" not in frames:
            return [subtree(clause)], "as", None, cue
        if "clause" in frames or ("that" in frames and clauses.has_that(clause)):
            said = clauses.clause_content(doc, verb, clause, cue)
            pronoun = clauses.relative_pronoun(verb, clause)
            if pronoun is not None:
                return [(pronoun.i, pronoun.i + 1), *said], "relative", addressee, cue
            return said, "clause", addressee, cue
    if "clause" in frames and "np" not in frames and targets:
        told = next((c for c in children(targets[0], "acl", "relcl") if clauses.has_that(c)), None)
        if told is not None:
            start, end = subtree(told)
            return [(start, end)], "clause", (targets[0].left_edge.i, start), cue
    if "clause" in frames:
        inserted = clauses.around(doc, verb)
        if inserted:
            return inserted, "clause", addressee, cue
    plain = "clause" in frames and not (targets and "np" in frames)
    if plain and (distant := clauses.distant(doc, verb, cue)) is not None:
        return [distant], "clause", addressee, cue
    infinitive_head = next(
        (c for c in children(verb, "xcomp") if any(x.tag_ == "TO" for x in c.children)), None
    )
    if infinitive_head is not None and "to" in frames:
        start, end = subtree(infinitive_head)
        if targets and targets[0].i < start and name not in ("ask", "order"):
            start = subtree(targets[0])[0]
        return [(start, end)], "to", addressee, cue
    if infinitive_head is not None and "clause" in frames and name in ("say", "report", "believe"):
        return [], "quote", None, cue
    if "as" in frames and (completed := objects.complement(verb)):
        return completed, "as" if len(completed) == 1 else "relative", None, cue
    if name == "put" and targets and objects.set_at(targets[0]):
        return [subtree(targets[0])], "prep", None, cue
    found = objects.prepositional(doc, verb, entry, cue)
    if found is not None:
        ranges, cue = found
        return ranges, "prep" if len(ranges) == 1 else "relative", None, cue
    gerund = next(
        (c for c in children(verb, "xcomp", "ccomp", "pcomp", "advcl") if c.tag_ == "VBG" and c.i == cue[1]),
        None,
    )
    if gerund is not None and "gerund" in frames:
        return [subtree(gerund)], "gerund", None, cue
    if targets and _takes_object(verb, frames, head, targets[0]):
        target = targets[0]
        start, end = subtree(target)
        if target.lower_ in words("toll_objects"):
            return [], "quote", None, cue  # "the blast claimed 12 lives"
        named = next(
            (c for c in children(verb, "prep") if c.lower_ == "as" and c.right_edge.i + 1 == start), None
        )
        if named is not None:  # "rejected as “fiction” the claim that …"
            start = named.i
        if objects.contentful(target):
            return [(start, end)], "np", None, cue
    if (
        "np" in frames
        and entry.stance in _ANSWERS
        and not entry.weak
        and (about := objects.antecedent(verb)) is not None
    ):
        return [about], "relative", None, cue  # "a toll that the army disputes"
    return [], "quote", addressee, cue


def _ends_before_colon(doc: Doc, verb: Token, clause: Token) -> bool:
    """Whether a clause before the cue is shut off from it by a semicolon or colon."""
    return clause.i < verb.i and doc[min(clause.right_edge.i + 1, verb.i)].text in (";", ":")


def _takes_object(verb: Token, frames: frozenset[str], head: Token | None, target: Token) -> bool:
    """Whether a noun phrase after the verb is its content."""
    if "np" in frames:
        return True
    if "np-not" in frames and child(verb, "neg") is not None:
        return True
    if "np-doc" not in frames or head is None or head.lower_ not in words("document_nouns"):
        return False
    return target.tag_[:3] != "NNP" and target.left_edge.i < target.i


def _planned(verb: Token) -> bool:
    """ "They met to discuss the crisis": what is meant to be said has not been."""
    return verb.tag_ == "VB" and any(c.tag_ == "TO" for c in verb.children)


def _about_naming(doc: Doc, content: list[Range]) -> bool:
    """Whether a request is only for anonymity: "who asked not to be named"."""
    near = {doc[i].lower_ for start, end in content for i in range(start, min(end, start + 6))}
    return ("not" in near and bool(near & _NAMING)) or ("name" in near and bool(near & _HIDING))
