"""Attributions that a verb makes: source, cue and content by the frames of the cue lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb, cue_verbs, words
from counterclaim.reading.languages.en.attribution import sources
from counterclaim.reading.languages.en.attribution.cue_spans import cue_range
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.noun_phrases import speaker_before
from counterclaim.reading.languages.en.attribution.tree import (
    Range,
    child,
    children,
    is_verb,
    overlap,
    subtree,
    trim,
    without,
)
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = {"VBD", "VBZ", "VBP"}
_NAMING = {"named", "identified", "quoted", "cited"}


def entry_of(verb: Token) -> tuple[str, CueVerb] | None:
    """The lexicon entry of a verb, by lemma and particle."""
    base = lemma(verb)
    particle = child(verb, "prt")
    verbs = cue_verbs()
    if particle is not None:
        key = f"{base}_{particle.lower_}"
        return (key, verbs[key]) if key in verbs else None
    if base == "call" and any(c.dep_ == "prep" and c.lower_ in ("for", "on") for c in verb.children):
        return "call_for", verbs["call_for"]
    return (base, verbs[base]) if base in verbs else None


def find(doc: Doc, where: list[int]) -> Iterator[Found]:
    """Attributions by verbs that stand outside quotations; ``where`` tells each token's quotation or -1."""
    for token in doc:
        if token.tag_[:1] != "V" or where[token.i] >= 0 or token.dep_ in ("aux", "auxpass"):
            continue
        known = entry_of(token)
        if known is None:
            continue
        found = _attribution(doc, token, *known)
        if found is not None:
            yield found


def _attribution(doc: Doc, verb: Token, name: str, entry: CueVerb) -> Found | None:
    """The attribution of one cue verb, or None when its frames do not fit. Content may be empty for a quotation."""
    if name in ("cite", "quote") and verb.tag_ == "VBG":
        return None  # "…, citing a doctor": a relay, see `relays.cite`
    cue = cue_range(doc, verb)
    passive = child(verb, "nsubjpass") is not None or (
        verb.tag_ == "VBN" and verb.dep_ in ("acl", "ROOT", "advcl") and child(verb, "auxpass", "aux") is None
    )
    if passive:
        return _passive(doc, verb, name, entry, cue)
    head = sources.subject(verb)
    if head is None and "quote" in entry.frames:
        head = sources.inverted(verb)
    content, frame, addressee, cue = _content(doc, verb, name, entry, cue, head)
    if head is not None and not sources.plausible(head, weak=entry.weak):
        return None
    source = sources.span_of(doc, head, verb) if head is not None else None
    if source is not None and any(overlap(source, c) for c in content):
        content = [piece for c in content for piece in without(c, source)]
    content = [t for c in content if (t := trim(doc, *c))]
    if not content and "quote" not in entry.frames:
        return None
    if name == "ask" and frame == "to" and _about_naming(doc, content):
        return None
    if source is None and verb.tag_ in _FINITE:
        source = speaker_before(doc, cue[0], verb.sent.start)
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
    clause = next((c for c in children(verb, "ccomp") if c.i != (head.i if head else -1)), None)
    if clause is None:  # "reported, citing a hospital, that …": the parser makes the clause an adverbial
        clause = next((c for c in children(verb, "advcl") if c.i > verb.i and _is_that(c)), None)
    objects = [c for c in children(verb, "dobj", "dative") if c.i > verb.i and c is not head]
    addressee = subtree(objects[0]) if objects else None
    if clause is not None and clause.i < verb.i and doc[min(clause.right_edge.i + 1, verb.i)].text in (";", ":"):
        clause = None  # "…; nobody has claimed responsibility": two statements, not a quotation
    if clause is not None:
        infinitive = any(c.tag_ == "TO" for c in clause.children)
        if infinitive and "to" in frames:
            return [subtree(clause)], "to", None, cue
        if "as" in frames and clause.i > verb.i and "clause" not in frames:
            return [subtree(clause)], "as", None, cue
        if "clause" in frames:
            return _clause(doc, verb, clause, cue), "clause", addressee, cue
    if "clause" in frames and "np" not in frames and objects:
        told = next((c for c in children(objects[0], "acl", "relcl") if _is_that(c)), None)
        if told is not None:
            start, end = subtree(told)
            return [(start, end)], "clause", (objects[0].left_edge.i, start), cue
    if "clause" in frames:
        inserted = _inserted(doc, verb)
        if inserted:
            return inserted, "clause", addressee, cue
    infinitive_head = next((c for c in children(verb, "xcomp") if any(x.tag_ == "TO" for x in c.children)), None)
    if infinitive_head is not None and "to" in frames:
        start, end = subtree(infinitive_head)
        if objects and objects[0].i < start and name not in ("ask", "order"):
            start = subtree(objects[0])[0]
        return [(start, end)], "to", addressee, cue
    if infinitive_head is not None and "clause" in frames and name in ("say", "report", "believe"):
        return [], "quote", None, cue
    if "as" in frames and (found := _complement(verb)):
        return found, "as", None, cue
    if name == "put" and objects and _set_at(objects[0]):
        return [subtree(objects[0])], "prep", None, cue
    found = _prepositional(doc, verb, entry, cue)
    if found is not None:
        ranges, cue = found
        return ranges, "prep", None, cue
    gerund = next((c for c in children(verb, "xcomp", "ccomp", "pcomp", "advcl") if c.tag_ == "VBG" and c.i == cue[1]), None)
    if gerund is not None and "gerund" in frames:
        return [subtree(gerund)], "gerund", None, cue
    if "np" in frames and objects:
        target = objects[0]
        start, end = subtree(target)
        if target.lower_ in words("toll_objects"):
            return [], "quote", None, cue  # "the blast claimed 12 lives"
        named = next((c for c in children(verb, "prep") if c.lower_ == "as" and c.right_edge.i + 1 == start), None)
        if named is not None:  # "rejected as “fiction” the claim that …"
            start = named.i
        if _contentful(target):
            return [(start, end)], "np", None, cue
    return [], "quote", addressee, cue


def _clause(doc: Doc, verb: Token, clause: Token, cue: Range) -> list[Range]:
    """A finite clause complement, before or after the cue."""
    start, end = subtree(clause)
    if clause.i > verb.i:
        start = max(start, cue[1])
        if start < end and doc[start].lower_ in ("citing", "quoting"):
            start = next((i for i in range(start, clause.i) if doc[i].lower_ == "that"), start)
        end = _before_other_speaker(clause, start, end)
        if start < len(doc) and doc[start].text == "," and start + 1 < end:
            start += 1
        return [(start, end)]
    # "The bridge fell, officials said": the clause runs up to the comma before the cue.
    end = min(end, cue[0])
    for c in verb.children:  # sentence adverbials that the parser hung on the cue verb
        if c.i < start and c.dep_ in ("advcl", "prep", "npadvmod", "advmod") and c.right_edge.i < start and c.lower_ != "but":
            if c.dep_ == "advmod" and c.lower_ in words("sentence_adverbs"):
                continue
            start = min(start, c.left_edge.i)
    return [(start, end)]


def _before_other_speaker(clause: Token, start: int, end: int) -> int:
    """Where a clause stops short of "…, while the army denied it", which another one says."""
    doc = clause.doc
    for i in range(start, end):
        if doc[i].text == ";" and any(_speaks(t) for t in doc[i + 1 : end]):
            return i
    for c in clause.children:
        if c.dep_ != "advcl" or c.i < clause.i or entry_of(c) is None:
            continue
        opening = child(c, "mark")
        subject = child(c, "nsubj")
        if opening is None or opening.lower_ not in ("while", "whereas") or subject is None:
            continue
        if subject.tag_ != "PRP" and opening.i > start:
            return min(end, opening.i)
    return end


def _is_that(clause: Token) -> bool:
    """Whether "that" opens the clause."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _speaks(token: Token) -> bool:
    """A verb of saying with a subject and a clause of its own."""
    return (
        token.tag_ in _FINITE
        and child(token, "nsubj") is not None
        and child(token, "ccomp") is not None
        and entry_of(token) is not None
    )


def _inserted(doc: Doc, verb: Token) -> list[Range]:
    """Content around an inserted cue: "The bridge, she said, fell"; "As she noted, the bridge fell"."""
    host = verb.head
    if host.i == verb.i:
        return []
    inserted = verb.dep_ == "parataxis" and is_verb(host)
    as_clause = verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if not (inserted or as_clause) or child(verb, "nsubj") is None:
        return []
    start, end = subtree(verb)
    reach = subtree(host)
    resumed = next((c for c in children(verb, "conj") if _resumes(c, verb)), None)
    if resumed is not None:  # "The council invited monks, he added, and will take action"
        end, reach = resumed.left_edge.i, (reach[0], max(reach[1], end))
    pieces = without(reach, (start, end))
    return [p for p in pieces if p[0] < verb.i or not _new_act(doc, p)]


def _resumes(token: Token, verb: Token) -> bool:
    """Whether a verb coordinated with the cue goes on with the content: another tense, no subject of its own."""
    return verb.tag_ == "VBD" and child(token, "aux") is not None and child(token, "nsubj") is None


def _new_act(doc: Doc, piece: Range) -> bool:
    """Whether the words after an inserted cue are its speaker's next act: "it said, and promised repairs"."""
    i = piece[0]
    while i < piece[1] and (doc[i].text == "," or doc[i].tag_ in ("CC", "RB")):
        i += 1
    return i < piece[1] and doc[i].tag_ == "VBD" and entry_of(doc[i]) is not None


def _complement(verb: Token) -> list[Range]:
    """Object and complement: "called the figure absurd", "described it as a crime"."""
    target = child(verb, "dobj")
    predicate = child(verb, "oprd", "acomp", "xcomp")
    as_phrase = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    rest = predicate or as_phrase
    if rest is None or rest.i < verb.i:
        inner = child(verb, "ccomp")
        return [subtree(inner)] if inner is not None and inner.i > verb.i else []
    start = subtree(target)[0] if target is not None and target.i > verb.i else subtree(rest)[0]
    return [(start, subtree(rest)[1])]


def _prepositional(doc: Doc, verb: Token, entry: CueVerb, cue: Range) -> tuple[list[Range], Range] | None:
    """Content after a preposition of the frame: "called for a ceasefire", "warned of famine", "accused X of Y"."""
    options = entry.prepositions()
    target = child(verb, "dobj")
    for c in (*verb.children, *(target.children if target is not None else ())):
        if c.dep_ not in ("prep", "dative") or c.i < verb.i or c.lower_ not in options:
            continue
        kind = options[c.lower_]
        if kind != "np" and c.head.i != verb.i:
            continue
        if kind == "np":  # the object belongs to the content: "accused the army of shelling"
            if target is None or not c.i > target.i:
                continue
            return [(subtree(target)[0], subtree(c)[1])], cue
        end = subtree(c)[1]
        infinitive = next((x for x in children(verb, "xcomp", "advcl", "ccomp") if x.i > c.i), None)
        if kind == "to":
            if infinitive is None:
                infinitive = next((x for x in c.subtree if x.dep_ in ("acl", "xcomp", "relcl") and x.tag_ == "VB"), None)
            if infinitive is None:
                continue
            end = max(end, subtree(infinitive)[1])
        elif infinitive is not None and infinitive.tag_ == "VB" and c.lower_ == "for":
            end = max(end, subtree(infinitive)[1])
        joined = (cue[0], c.i + 1) if c.i == cue[1] else cue
        if c.i + 1 < end:
            return [(c.i + 1, end)], joined
    return None


def _with_preposition(verb: Token, subject: Token | None, entry: CueVerb) -> list[Range] | None:
    """"The toll was put at 12", "the attack was blamed on the rebels": the subject and the phrase."""
    if subject is None:
        return None
    for c in children(verb, "prep"):
        if c.i > verb.i and entry.prepositions().get(c.lower_) == "np":
            return [subtree(subject), subtree(c)]
    return None


def _set_at(target: Token) -> bool:
    """Whether "at 12" hangs somewhere within the object of "put": "put the number killed since May at 12"."""
    return any(
        t.lower_ == "at" and (number := child(t, "pobj")) is not None and number.tag_ in ("CD", "NNS", "NN")
        and any(x.tag_ == "CD" for x in number.subtree)
        for t in target.subtree
    )


def _about_naming(doc: Doc, content: list[Range]) -> bool:
    """Whether a request is only for anonymity: "who asked not to be named"."""
    words_of = {doc[i].lower_ for start, end in content for i in range(start, min(end, start + 5))}
    return "not" in words_of and bool(words_of & _NAMING)


def _contentful(target: Token) -> bool:
    """Whether an object can be the content of a claim (not "told reporters", not a bare pronoun of a person)."""
    return target.lower_ not in ("him", "her", "them", "me", "us", "you", "himself", "herself", "themselves")


def _passive(doc: Doc, verb: Token, name: str, entry: CueVerb, cue: Range) -> Found | None:
    """"He was quoted as saying", "It was reported that", "is expected to", "a practice criticized by X"."""
    by = sources.agent(verb)
    subject = child(verb, "nsubjpass")
    source = sources.span_of(doc, by, verb) if by is not None else None
    clause = child(verb, "ccomp")
    if subject is not None and subject.lower_ == "it" and clause is not None and "clause" in entry.frames:
        content = [subtree(clause)]
    elif (at := _with_preposition(verb, subject, entry)) is not None:
        content = at
    elif (
        subject is not None
        and "clause" in entry.frames
        and child(verb, "xcomp") is not None
        and (source is not None or name in words("rumouring_verbs"))
    ):
        tail = child(verb, "xcomp")
        assert tail is not None
        content = [subtree(subject), (max(cue[1], subtree(tail)[0]), subtree(tail)[1])]
    elif source is not None and "np" in entry.frames:
        start = subject if subject is not None else (verb.head if verb.dep_ == "acl" else None)
        if start is None:
            return None
        content = [(start.left_edge.i, min(subtree(start)[1], cue[0]))]
    else:
        return None
    content = [t for c in content if (t := trim(doc, *c))]
    if not content:
        return None
    return Found(verb.i, name, entry.stance, cue, content, source, "passive", speaker_known=source is not None)
