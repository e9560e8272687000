"""Stated nothings: "no casualties were reported", "nobody was hurt", "not a single drone".

Each is a number 0, read by the same rules as any other; what counts no people, damage or arrivals is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import ARRIVALS, PEOPLE_MEASURES
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.figures.counted import Counted, counted, key
from counterclaim.reading.languages.en.figures.meaning import measure_of
from counterclaim.reading.languages.en.numbers import Number

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OPENERS = frozenset(("no", "nobody", "none", "without", "not", "neither", "any", "zero"))
_ALLOWED = (PEOPLE_MEASURES - {"affected"}) | set(ARRIVALS.values())
_NOT_AFTER_NO = frozenset(("longer", "more", "less", "fewer", "later", "sooner", "doubt", "one"))
_BLANKETS: dict[str, tuple[Measure, ...]] = {
    "casualties": ("killed", "wounded"), "victims": ("killed", "wounded"), "casualty": ("killed", "wounded"),
    "victim": ("killed", "wounded"), "losses": ("killed", "wounded"),
}  # fmt: skip
_HARM = frozenset(("hurt", "harmed", "injured", "wounded"))


def find_zeros(doc: Doc) -> list[tuple[Counted, tuple[Measure, ...], int, int]]:
    """Each stated nothing: what it counts, its measures, and the span's tokens."""
    found: list[tuple[Counted, tuple[Measure, ...], int, int]] = []
    for token in doc:
        low = token.lower_
        if low not in _OPENERS:
            continue
        at = token.i
        row = None
        if low in ("nobody", "none") or (low == "no" and _word(doc, at + 1) == "one"):
            row = _nobody(doc, at, at + (2 if low == "no" else 1))
        elif low == "no" and _word(doc, at + 1) not in _NOT_AFTER_NO:
            row = _none_of(doc, at, at + 1)
        elif low == "without":
            row = _blanket(doc, at, at + 1)
        elif low == "not" and _word(doc, at + 1) in ("a", "one"):
            row = _none_of(doc, at, at + (3 if _word(doc, at + 2) == "single" else 2))
        elif low == "any" and _negated(doc, at):
            row = _blanket(doc, at, at + 1)
        if row:
            found.append(row)
    return found


def _word(doc: Doc, at: int) -> str:
    return doc[at].lower_ if 0 <= at < len(doc) else ""


def _negated(doc: Doc, at: int) -> bool:
    """ "did not cause any casualties"."""
    return any(t.dep_ == "neg" or t.lower_ == "without" for t in doc[max(0, at - 4) : at])


def _zero(start: int, end: int) -> Number:
    return Number(start, end, start, end, 0, 0, 0, "exactly")


def _word_zero(start: int, end: int) -> Number:
    return Number(start, end, start, start + 1, 0, 0, 0, "exactly")


def _nobody(doc: Doc, start: int, end: int) -> tuple[Counted, tuple[Measure, ...], int, int] | None:
    """ "nobody was killed", "no one was hurt", "none of the passengers died"."""
    what = counted(doc, _zero(start, end))
    measure = measure_of(doc, Counted(what.number, None, what.top, end) if what.of is None else what)
    if measure not in ("killed", "wounded", "casualties", "missing", "detained"):
        return None
    last = _state_end(doc, what.end)
    harm = any(t.lower_ in _HARM for t in doc[end:last])
    dead = any(t.lower_ in ("killed", "dead", "died") for t in doc[end:last])
    both = measure == "casualties" or (harm and (dead or "hurt" in {t.lower_ for t in doc[end:last]}))
    return what, ("killed", "wounded") if both else (measure,), start, last


def _state_end(doc: Doc, at: int) -> int:
    """The end of the words that say what did not happen, a few words on."""
    from counterclaim.lexicon.measures import measures

    lex = measures()
    for step in range(at, min(at + 6, len(doc))):
        if doc[step].lower_ in lex.states or doc[step].lower_ == "died" or doc[step].lower_ in _HARM:
            end = step + 1
            if _word(doc, end) in ("or", "and") and _word(doc, end + 1) in lex.states:
                end += 2
            return end
        if doc[step].tag_ in (".", ":"):
            break
    return at


def _blanket(doc: Doc, start: int, at: int) -> tuple[Counted, tuple[Measure, ...], int, int] | None:
    """ "without casualties", "without any civilian deaths"."""
    if _word(doc, at) in ("any", "causing", "reported"):
        at += 1
    what = counted(doc, _word_zero(start, at))
    if doc[start].lower_ == "any":
        start = next((t.i for t in doc[max(0, start - 4) : start] if t.dep_ == "neg"), start)
    if what.noun is None or what.noun.tag_ not in ("NNS", "NN"):
        return None
    low = what.noun.lower_
    if low in _BLANKETS:
        return what, _BLANKETS[low], start, what.end
    measure = {"deaths": "killed", "fatalities": "killed", "injuries": "wounded"}.get(low)
    return (what, (_PLAIN[low],), start, what.end) if measure else None


_PLAIN: dict[str, Measure] = {
    "deaths": "killed", "fatalities": "killed", "injuries": "wounded", "fatality": "killed",
    "injury": "wounded",
}  # fmt: skip


_REMAINS = frozenset(("body", "bodies", "corpse", "corpses"))
_TOUCHED = frozenset(("touched", "harmed", "scratched", "hurt", "hit"))


def _unscathed(doc: Doc, at: int) -> int:
    """ "no civilian was touched", "not one was so much as scratched": where the wording ends, or 0."""
    passive = False
    for token in doc[at : at + 6]:
        passive |= token.lower_ in ("was", "were", "been", "is", "are")
        if passive and token.lower_ in _TOUCHED and token.tag_ in ("VBN", "VBD"):
            return token.i + 1
    return 0


def _none_of(doc: Doc, start: int, end: int) -> tuple[Counted, tuple[Measure, ...], int, int] | None:
    """ "no casualties", "no civilians were killed", "not a single drone reached its target"."""
    at = end
    while doc[start].lower_ == "no" and _word(doc, at) in (
        "immediate",
        "reports",
        "report",
        "information",
        "of",
        "any",
        "confirmed",
        "reported",
    ):
        at += 1
    what = counted(doc, _word_zero(start, at) if doc[start].lower_ == "no" else _zero(start, at))
    if what.noun is None:
        return None
    low = what.noun.lower_
    if low in _REMAINS:
        return None  # "I saw no bodies" says nothing of the dead
    if low in _BLANKETS:
        # "no casualties or damage" still says it of the casualties; "no fatalities" speaks of the dead alone
        return what, _BLANKETS[low], start, what.end
    if low in _PLAIN:
        also = _word(doc, what.end + 1) if _word(doc, what.end) in ("or", "and", "nor") else ""
        rows: tuple[Measure, ...] = (_PLAIN[low],)
        if also in _PLAIN and _PLAIN[also] not in rows:
            rows = (*rows, _PLAIN[also])
            return what, rows, start, what.end + 2
        return what, rows, start, what.end
    if key(what.noun) == "loss":
        life = _word(doc, what.end) == "of" and _word(doc, what.end + 1) in ("life", "lives")
        return (what, ("killed",), start, what.end + 2) if life else None
    measure = measure_of(doc, what)
    if measure is None and (last := _unscathed(doc, what.end)):
        return what, ("killed", "wounded"), start, last
    if measure is None or measure not in _ALLOWED or measure in ("captured", "displaced"):
        return None
    return what, (measure,), start, _state_end(doc, what.end)
