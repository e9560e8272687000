"""Content that is an object, a complement or a prepositional phrase of the cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb
from counterclaim.reading.languages.en.attribution.tree import Range, child, children, subtree

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONAL = {"him", "her", "them", "me", "us", "you", "himself", "herself", "themselves"}


def complement(verb: Token) -> list[Range]:
    """Object and complement: "called the figure absurd", "described it as a crime"."""
    target = child(verb, "dobj")
    predicate = child(verb, "oprd", "acomp", "xcomp")
    as_phrase = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "as"), None)
    rest = predicate or as_phrase
    if rest is None or rest.i < verb.i:
        inner = child(verb, "ccomp")
        return [subtree(inner)] if inner is not None and inner.i > verb.i else []
    start = subtree(target)[0] if target is not None and target.i > verb.i else subtree(rest)[0]
    about = antecedent(verb)
    return [*([about] if about is not None else []), (start, subtree(rest)[1])]


def antecedent(verb: Token) -> Range | None:
    """What an object relative clause is about: "a figure that the army dismissed as fiction"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i >= verb.i or noun.tag_[:1] not in ("N", "C"):
        return None
    doc = verb.doc
    subject = child(verb, "nsubj")
    pronoun = next((t for t in children(verb, "dobj") if t.tag_ in ("WDT", "WP") and t.i < verb.i), None)
    if pronoun is None and (
        subject is None or subject.tag_ in ("WP", "WDT") or child(verb, "dobj") is not None
    ):
        return None
    opening = pronoun if pronoun is not None else subject
    assert opening is not None
    before = opening.left_edge.i
    if pronoun is not None and doc[before - 1].text == ",":
        return (
            (before, before + 1) if pronoun.tag_ == "WDT" else None
        )  # "…, which the rebels called a lie": all that was said before
    start = noun.left_edge.i
    return (start, before) if start < before else None


def prepositional(doc: Doc, verb: Token, entry: CueVerb, cue: Range) -> tuple[list[Range], Range] | None:
    """Content after a preposition of the frame: "called for a ceasefire", "accused the army of shelling"."""
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
            if c.lower_ == "at" and not any(t.tag_ == "CD" for t in c.subtree):
                continue  # "puts civilians at risk"
            if target.i < verb.i:  # "losses that the union calculates at 85 million"
                about = antecedent(verb)
                return ([about, subtree(c)], cue) if about is not None else None
            return [(subtree(target)[0], subtree(c)[1])], cue
        end = subtree(c)[1]
        infinitive = next((x for x in children(verb, "xcomp", "advcl", "ccomp") if x.i > c.i), None)
        if kind == "to":
            if infinitive is None:
                infinitive = next(
                    (x for x in c.subtree if x.dep_ in ("acl", "xcomp", "relcl") and x.tag_ == "VB"), None
                )
            if infinitive is None:
                continue
            end = max(end, subtree(infinitive)[1])
        elif infinitive is not None and infinitive.tag_ == "VB" and c.lower_ == "for":
            end = max(end, subtree(infinitive)[1])
        joined = (cue[0], c.i + 1) if c.i == cue[1] else cue
        if c.i + 1 < end:
            return [(c.i + 1, end)], joined
    return None


def set_at(target: Token) -> bool:
    """Whether "at 12" hangs somewhere within the object of "put": "put the number killed since May at 12"."""
    return any(
        t.lower_ == "at"
        and (number := child(t, "pobj")) is not None
        and number.tag_ in ("CD", "NNS", "NN")
        and any(x.tag_ == "CD" for x in number.subtree)
        for t in target.subtree
    )


def passive_phrase(verb: Token, subject: Token | None, entry: CueVerb) -> list[Range] | None:
    """ "The toll was put at 12", "the attack was blamed on the rebels": the subject and the phrase."""
    if subject is None:
        return None
    for c in children(verb, "prep"):
        if c.i > verb.i and entry.prepositions().get(c.lower_) == "np":
            return [subtree(subject), subtree(c)]
    return None


def contentful(target: Token) -> bool:
    """Whether an object can be the content of a claim: no bare pronoun of a person."""
    return target.lower_ not in _PERSONAL
