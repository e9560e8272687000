"""States right beside a number: "three dead", "20 people killed", "12 others were wounded"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import Measures
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, is_person, thing
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc

BE = frozenset(
    (
        "was", "were", "been", "be", "being", "is", "are", "have", "has", "had", "got", "get",
        "reportedly", "also", "confirmed", "believed", "feared", "severely", "seriously", "critically",
        "slightly", "lightly", "more", "others", "other", "another", "people", "to", "all", "-",
        "still", "now", "either", "later", "already", "only", "remain", "remains", "remained", "lightly",
    )
)  # fmt: skip
_STATE_TAGS = frozenset(("VBN", "JJ", "NN", "VBD", "NNS", "NNP", "RB"))


def state_beside(doc: Doc, what: Counted, lex: Measures) -> Measure | None:
    """ "three dead", "20 people killed", "12 others were wounded": a state right after the phrase."""
    at, steps = what.end, 0
    if what.elliptic:
        at = what.end if what.pronoun or what.of is not None else what.number.end
    while at < len(doc) and doc[at].lower_ in BE and steps < 5:
        at, steps = at + 1, steps + 1
    if at >= len(doc):
        return None
    token = doc[at]
    if token.lower_ == "taken" and at + 1 < len(doc):
        return _TAKEN.get(doc[at + 1].lower_)
    if what.elliptic and token.lower_ in ("in", "with"):
        return "wounded" if any(lemma(t) in _CONDITIONS for t in doc[at + 1 : at + 5]) else None
    measure = lex.states.get(token.lower_)
    if measure is None or (token.tag_ not in _STATE_TAGS and token.lower_ != "missing"):
        return None
    if any(c.dep_ in ("dobj", "nsubj") and c.i > token.i for c in token.children):
        return None  # "12 soldiers killed five civilians"
    if (
        steps == 0
        and token.tag_ == "VBD"
        and what.noun is not None
        and doc[at + 1 : at + 2].text in ("a", "the", "two")
    ):
        return None
    if not _befalls(measure, what, lex):
        return "other" if what.noun is not None and lemma(what.noun) in lex.words["animals"] else None
    if measure == "damaged" and at + 1 < len(doc) and doc[at + 1].lower_ in ("out", "down"):
        return "destroyed"  # "burnt out"
    if measure == "destroyed" and thing(what.noun) in ("drone", "missile", "rocket", "target"):
        return "intercepted"
    return _both(doc, at, measure, lex) or measure


def _befalls(measure: Measure, what: Counted, lex: Measures) -> bool:
    """Whether a state can be said of what is counted: bombs fall and sheep die, but neither is killed."""
    kind = thing(what.noun)
    if measure in ("killed", "wounded", "detained"):
        return kind in ("", "group") and (what.noun is None or lemma(what.noun) not in lex.words["animals"])
    return measure not in ("destroyed", "damaged") or not is_person(what.noun) or bool(kind)


_TAKEN: dict[str, Measure] = {"prisoner": "captured", "captive": "captured", "hostage": "abducted"}
_CONDITIONS = frozenset(("condition", "hospital", "care", "wound", "injury", "surgery"))


def _both(doc: Doc, at: int, measure: Measure, lex: Measures) -> Measure | None:
    """ "killed or wounded", "dead and injured": one number for both."""
    if at + 2 < len(doc) and doc[at + 1].lower_ in ("or", "and", "/"):
        other = lex.states.get(doc[at + 2].lower_)
        if {measure, other} == {"killed", "wounded"} and (
            doc[at + 1].lower_ != "and" or not _counts_next(doc, at + 3)
        ):
            return "casualties"
    return None


def _counts_next(doc: Doc, at: int) -> bool:
    return any(t.tag_ == "CD" for t in doc[at : at + 2])


def state_before(doc: Doc, what: Counted, lex: Measures) -> Measure | None:
    """ "wounded scores", "injured 20 others": a participle that the parser may take for an adjective."""
    start = what.number.start
    if (
        not (what.elliptic or is_person(what.noun))
        or what.of is not None
        or start < 2
        or doc[start - 1].tag_ not in ("JJ", "VBN", "VBD")
    ):
        return None
    return (
        lex.states.get(doc[start - 1].lower_) if doc[start - 2].lower_ in ("and", "or", ",", "but") else None
    )
