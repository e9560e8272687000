"""Numbers in English text: where they stand, what they bound, and whether they count or measure.

Bounds follow the reading contract: ``value`` is the number stated, ``low`` and ``high`` what it implies.

=============  ==========  =====  =====  ====================================
wording        value       low    high   qualifier
=============  ==========  =====  =====  ====================================
20             20          20     20     exactly
at least 20    20          20     –      at_least
more than 20   20          20     –      more_than (the bound is exclusive)
up to 20       20          –      20     up_to
less than 20   20          –      20     less_than (the bound is exclusive)
about 20       20          –      –      about ("nearly", "almost", "a dozen")
20 to 30       –           20     30     between
dozens         –           12     –      vague ("several": no bound at all)
=============  ==========  =====  =====  ====================================

Dates, ages, names and the like are left out (`not_counts`). Ordinals are not numbers here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from counterclaim.lexicon.measures import measures
from counterclaim.lexicon.quantities import Quantities, quantities
from counterclaim.model.vocabulary import Qualifier
from counterclaim.reading.languages.en.amounts import Amount, amount_at, plain
from counterclaim.reading.languages.en.not_counts import counts_nothing
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.rates import rate_at

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["count", "percent", "money", "unit"]
_MAX_QUALIFIER = 4
_FIRM: tuple[Qualifier, ...] = ("at_least", "more_than", "up_to", "less_than")
_MOVES = frozenset(
    (
        "rise", "increase", "grow", "climb", "go", "jump", "soar", "drop", "fall", "decline",
        "decrease", "up", "down", "raise", "bring",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number: tokens ``start:end`` with qualifier and unit, ``core_start:core_end`` the number alone."""

    start: int
    end: int
    core_start: int
    core_end: int
    value: float | int | None
    low: float | int | None
    high: float | int | None
    qualifier: Qualifier
    kind: Kind = "count"
    unit: str = ""  # "km", "hour", "%", "$"
    dimension: str = ""  # "time", "length", "area", "weight", "other" for units
    rejected: bool = False  # "not ninety but 640"
    former: bool = False  # "from 2" in "rose from 2 to 5": the figure that no longer stands


def find_numbers(doc: Doc) -> list[Number]:
    """Every number of a parsed paragraph that counts or measures something, in text order."""
    lex = quantities()
    words = [t.lower_ for t in doc]
    starters = lex.starters
    places = [i for i, w in enumerate(words) if w in starters or (not w.isalpha() and _has_digit(w))]
    if not places:
        return []
    spaced = [bool(t.whitespace_) for t in doc]
    found: list[Number] = []
    done = -1
    for at in places:
        if at < done:
            continue
        if words[at + 1 : at + 5] and (rate := rate_at(words, at, lex)) is not None:
            done, share = rate
            found.append(
                _qualified(
                    words, Number(at, done, at, done, share, share, share, "exactly", "percent", "%"), lex
                )
            )
            continue
        amount = amount_at(words, spaced, at, lex)
        if amount is None:
            continue
        done = amount.end
        if not _stands(doc, words, at, amount, lex) or counts_nothing(doc, words, at, amount, lex):
            done = max(done, _end_of_chain(doc, words, amount.end))
            continue
        number = _measured(words, at, amount, lex)
        joined = _range(doc, words, spaced, number, amount, lex)
        number = joined or number
        done = max(done, number.end)
        number = _qualified(words, number, lex)
        found.append(replace(number, rejected=True) if _rejected(words, number) else number)
    return found


def _rejected(words: Sequence[str], number: Number) -> bool:
    """ "not ninety, but 640"; "no longer counts three but four"; "11 graves, not nine"."""
    start = number.start
    if start and words[start - 1] == "not":
        return True
    lead = words[max(0, start - 4) : start]
    return "longer" in lead and "no" in lead and "but" in words[number.end : number.end + 5]


def _has_digit(word: str) -> bool:
    return any(c.isdecimal() for c in word)


def _end_of_chain(doc: Doc, words: Sequence[str], end: int) -> int:
    """Past the rest of a code such as a telephone number, a date in digits or a hyphenated word."""
    while (
        end + 1 < len(words)
        and words[end] in ("-", "/")
        and not doc[end].whitespace_
        and _has_digit(words[end + 1])
    ):
        end += 2
    return end


def _stands(doc: Doc, words: Sequence[str], at: int, amount: Amount, lex: Quantities) -> bool:
    """Whether a word of number is used as one here: "scores of", not "he scores"."""
    word, after = words[at], words[amount.end] if amount.end < len(words) else ""
    if word == "scores":
        return after in ("of", "more", "were", "killed", "wounded", "injured", "dead", "others") or (
            at > 0 and words[at - 1] in measures().states
        )
    if at and words[at - 1] == "not" and (word == "one" or words[at + 1 : at + 2] == ["single"]):
        return False  # "not a single drone": a stated nothing
    if word in ("several", "few"):
        return after not in ("times", "-")
    if amount.vague and word in lex.vague:
        return at == 0 or words[at - 1] not in ("the", "-")
    if word in ("hundred", "thousand", "million", "billion", "dozen", "trillion"):
        return doc[at].tag_ in ("CD", "NN") and (at == 0 or words[at - 1] not in ("-", "per", "the"))
    return True


def _measured(words: Sequence[str], at: int, amount: Amount, lex: Quantities) -> Number:
    """The number with its unit, currency or percent sign."""
    start, end, kind, unit, dimension = at, amount.end, "count", "", ""
    after = words[end] if end < len(words) else ""
    before = words[at - 1] if at else ""
    if amount.glued in ("%", "pc"):
        kind, unit = "percent", "%"
    elif amount.glued:
        kind, unit, dimension = "unit", amount.glued, lex.units.get(amount.glued, "other")
    elif amount.money or before in lex.money_before:
        kind, unit, start = "money", before, at - 1 if before in lex.money_before else at
        if start and words[start - 1] in ("us", "hk", "au", "nz"):
            start -= 1
    elif after in ("%", "percent", "pc", "percentage"):
        kind, unit, end = "percent", "%", end + 1
    elif after == "per" and words[end + 1 : end + 2] == ["cent"]:
        kind, unit, end = "percent", "%", end + 2
    elif after in lex.money_after:
        kind, unit, end = "money", after, end + 1
    elif after in lex.units:
        kind, unit, dimension, end = "unit", after, lex.units[after], end + 1
    elif after == "m" and not amount.vague:
        kind, unit, dimension, end = "unit", "m", "length", end + 1
    elif after in ("square", "cubic") and words[end + 1 : end + 2] and words[end + 1] in lex.units:
        kind, unit, end = "unit", f"{after} {words[end + 1]}", end + 2
        dimension = "area" if after == "square" else "other"
    elif (
        after.isalpha()
        and words[end + 1 : end + 2]
        and words[end + 1] in lex.money_after
        and words[end + 1].isalpha()
    ):
        kind, unit, end = "money", words[end + 1], end + 2  # "9 billion Israeli shekels"
    if amount.high is not None:
        qualifier: Qualifier = "between"
        value, low, high = None, amount.low, amount.high
    elif amount.vague:
        qualifier, value, low, high = "vague", None, amount.low, None
    elif amount.about:
        qualifier, value, low, high = "about", amount.value, None, None
    else:
        qualifier, value, low, high = "exactly", amount.value, amount.value, amount.value
    return Number(
        start, end, at, amount.end, value, low, high, qualifier, _KINDS[kind], unit, dimension
    )  # fmt: skip


_KINDS: dict[str, Kind] = {"count": "count", "percent": "percent", "money": "money", "unit": "unit"}


def _range(
    doc: Doc, words: Sequence[str], spaced: Sequence[bool], first: Number, amount: Amount, lex: Quantities
) -> Number | None:
    """ "between A and B", "from A to B", "A-B", "A or B": one number with two bounds."""
    at = first.end
    if first.value is None or at + 1 >= len(words):
        return None
    link, lead = words[at], words[first.start - 1] if first.start else ""
    if lead in ("from", "by") and _moves(doc, first.start - 1):
        return None
    if link in ("-", "–"):
        if spaced[at - 1] != spaced[at]:
            return None
    elif link == "and":
        if lead != "between" and words[max(0, first.start - 2) : first.start] != ["anywhere", "between"]:
            return None
    elif link == "or":
        if amount.scale == 12:
            return None
    elif link != "to":
        return None
    then = at + 1
    money = words[then] in lex.money_before
    if money and then + 1 < len(words):
        then += 1
    second = amount_at(words, spaced, then, lex) if _opens(words[then], lex) else None
    if second is None or second.value is None or second.about:
        return None
    low, high = first.value, second.value
    if amount.scale == 1 and second.scale > 1 and low * second.scale < high:
        low = plain(low * second.scale)  # "20 to 30 million"
    if not low < high or (link == "or" and high > 3 * low):
        return None
    last = _measured(words, then, second, lex)
    if first.unit not in ("", last.unit) and last.kind != "count":
        return None  # "up 9 per cent to $84"
    start = first.start
    if (link == "and" and lead == "between") or (lead == "from" and link == "to"):
        start -= 1
    kind = first if first.kind != "count" else last
    return Number(
        start, last.end, first.core_start, second.end, None, low, high, "between", kind.kind, kind.unit,
        kind.dimension,
    )  # fmt: skip


def _opens(word: str, lex: Quantities) -> bool:
    return word in lex.words or _has_digit(word) or word in ("a",)


def _moves(doc: Doc, preposition: int) -> bool:
    """Whether "from" hangs on a verb of change: "rose from two to five" is two figures, not a range."""
    head = doc[preposition].head
    return lemma(head) in _MOVES or lemma(head.head) in _MOVES


def _qualified(words: Sequence[str], number: Number, lex: Quantities) -> Number:
    """The number with the qualifiers around it; firm bounds outrank "about"."""
    qualifier, start = number.qualifier, number.start
    former = bool(start) and words[start - 1] == "from" and number.qualifier == "exactly"
    found: list[Qualifier] = []
    for _ in range(2):
        step = _before(words, start, lex)
        if not step:
            break
        found.append(step[1])
        start = step[0]
    end, after = number.end, None
    for offset in (0, 1):
        after = next(
            (q for n in (3, 2, 1) if (q := lex.after.get(tuple(words[end + offset : end + offset + n])))),
            None,
        )
        if after and offset == 0:
            n = next(n for n in (3, 2, 1) if tuple(words[end : end + n]) in lex.after)
            end = min(end + n, len(words))
        if after:
            found.append(after)
            break
    if former and not found and not _former(words, number):
        former = False
    firm = [q for q in found if q in _FIRM] or found
    if not firm or number.qualifier == "between":
        return replace(number, start=start, former=former)
    qualifier = firm[0]
    value = number.value if number.value is not None else number.low
    if number.qualifier == "vague":
        return _bound_vague(number, start, qualifier)
    low = value if qualifier in ("at_least", "more_than") else None
    high = value if qualifier in ("up_to", "less_than") else None
    return replace(number, start=start, end=end, low=low, high=high, qualifier=qualifier, former=former)


def with_qualifier(words: Sequence[str], number: Number) -> Number:
    """The number with the qualifying words before and after it taken in ("more than doubled")."""
    return _qualified(words, number, quantities())


def _former(words: Sequence[str], number: Number) -> bool:
    """Whether "from N" is followed or preceded by the "to M" that replaced it."""
    if words[max(0, number.start - 2) : number.start - 1] in (["up"], ["down"]):
        return True  # "16, up from 13"
    return (
        "to" in words[number.end : number.end + 3] or "to" in words[max(0, number.start - 5) : number.start]
    )


def _bound_vague(number: Number, start: int, qualifier: Qualifier) -> Number:
    """ "at least several dozen" stays vague; "up to dozens" has no lower bound."""
    low = None if qualifier in ("up_to", "less_than") else number.low
    return replace(number, start=start, low=low)


def _before(words: Sequence[str], start: int, lex: Quantities) -> tuple[int, Qualifier] | None:
    """The longest qualifying phrase that ends at ``start``, over an article if one stands there."""
    for gap in (0, 1):
        if gap and (not start or words[start - 1] not in ("a", "an", "the", "its", "their")):
            return None
        edge = start - gap
        for size in range(min(_MAX_QUALIFIER, edge), 0, -1):
            if qualifier := lex.before.get(tuple(words[edge - size : edge])):
                return edge - size, qualifier
    return None
