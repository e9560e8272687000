"""Numbers that count nothing: years, dates, clock times, ages, models, units, labels, telephone numbers.

Each test looks at words near the number only. Calibres and durations are not here: they are quantities
with a unit, which `numbers` keeps and marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.lexicon.measures import measures
from counterclaim.lexicon.quantities import Quantities
from counterclaim.lexicon.weapons import named
from counterclaim.reading.languages.en.amounts import Amount
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT_ONE = frozenset(
    (
        "no", "any", "every", "each", "this", "that", "which", "the", "another", "some", "other",
        "latter", "former", "-",
    )
)  # fmt: skip
_THE = frozenset(("the", "his", "her", "its", "their", "our", "my"))
_YEAR_LEADS = frozenset(
    (
        "in", "since", "of", "by", "from", "until", "till", "before", "after", "early", "late", "mid",
        "during", "to", "between", "for", "through", "and", "around", "the",
    )
)  # fmt: skip
_NOUNS = ("NN", "NNS", "NNP", "NNPS")


def counts_nothing(doc: Doc, words: Sequence[str], start: int, amount: Amount, lex: Quantities) -> bool:
    """Whether the amount at ``start`` is a date, a name, an age or the like."""
    end = amount.end
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    if amount.money or after in lex.money_after or before in lex.money_before:
        return False
    if amount.vague or (after == "%"):
        return False
    return (
        _glued(doc, words, start, end, lex)
        or _is_date(words, start, amount, before, after, lex)
        or (bool(amount.digits) and _is_code(doc, words, start, amount, before, lex))
        or _is_rate(words, start, end, lex)
        or _is_age(doc, words, start, amount, before, after)
        or _is_year(doc, start, amount, before, lex)
        or _is_label(doc, words, start, amount, before, lex)
        or (amount.value == 1 and words[start] == "one" and _is_pronoun(doc, words, start, before, after))
    )


def _glued(doc: Doc, words: Sequence[str], start: int, end: int, lex: Quantities) -> bool:
    """Part of a hyphenated word: "24-hour", "two-day", "Forty-second", "Type-59"; "122-mm" is a calibre."""
    if (
        end + 1 < len(words)
        and words[end] == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
    ):
        return not words[end + 1][0].isdecimal() and words[end + 1] not in ("odd", "plus")
    if (
        start >= 2
        and words[start - 1] == "-"
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
    ):
        return True
    return end < len(words) and words[end] in lex.ordinals and doc[end].dep_ == "punct"


def _is_date(
    words: Sequence[str], start: int, amount: Amount, before: str, after: str, lex: Quantities
) -> bool:
    """Days of a month and clock times."""
    value, end = amount.value, amount.end
    if after in lex.clock or ":" in words[start]:
        return True
    if value is None or not 1 <= value <= 31 or amount.scale != 1:
        return value is not None and after == "hours" and len(amount.digits) == 4
    if after in lex.months and after not in ("may", "march"):
        return True
    if before in lex.months or (before == "." and start >= 2 and words[start - 2] in lex.months):
        return True
    if after in ("may", "march"):
        return bool(amount.digits)
    if after == "of" and end + 1 < len(words) and words[end + 1] in lex.months:
        return True
    # "8 and 9 March", "June 7-9": a neighbour that carries the month
    if after in ("and", "to", "-", "–", "or", ",") and end + 2 < len(words) and words[end + 2] in lex.months:
        return words[end + 1].isdecimal() and len(words[end + 1]) <= 2
    if before in ("and", "to", "-", "–") and start >= 3 and words[start - 2].isdecimal():
        return words[start - 3] in lex.months
    return after == "-" and end + 2 < len(words) and words[end + 1].isdecimal() and words[end + 2] == "-"


def _is_code(
    doc: Doc, words: Sequence[str], start: int, amount: Amount, before: str, lex: Quantities
) -> bool:
    """Telephone numbers, chains of numbers, enumerations ("1." or "2)" at the start)."""
    digits, end = amount.digits, amount.end
    if len(digits) > 1 and digits[0] == "0" and "." not in words[start]:
        return True
    if before in ("-", "/", "–") and start >= 2 and not doc[start - 1].whitespace_:
        return True
    following = words[end] if end < len(words) else ""
    if following in ("/", "-") and end + 2 < len(words) and not doc[end].whitespace_:
        return words[end + 2] in ("/", "-")
    opens = start == 0 or (start == 1 and before == "(") or bool(doc[start].is_sent_start)
    return opens and following in (")", ".") and len(digits) <= 2 and end < len(words) - 1


def _is_rate(words: Sequence[str], start: int, end: int, lex: Quantities) -> bool:
    """Either number of "three in ten"."""
    if words[end : end + 1] == ["in"] and end + 1 < len(words) and words[end + 1] in lex.words:
        return words[start] in lex.words
    return (
        start >= 2
        and words[start - 1] == "in"
        and words[start - 2] in lex.words
        and words[start] in lex.words
    )


def _is_age(doc: Doc, words: Sequence[str], start: int, amount: Amount, before: str, after: str) -> bool:
    """ "aged 34", "34 years old", "age of 14", "Name, 34," and "Name (34)"."""
    if before in ("aged", "age", "ages") or not _ELDEST.isdisjoint(words[max(0, start - 3) : start]):
        return True
    end, value = amount.end, amount.value
    if value is None or not 0 < value < 120:
        return False
    if after in ("years", "year", "months") and end + 1 < len(words) and words[end + 1] in ("old", "of"):
        return words[end + 1] == "old" or words[end + 2 : end + 3] == ["age"]
    if before in ("of", "to", "and", "under", "over", "than", "-") and any(
        w in ("age", "ages", "aged") for w in words[max(0, start - 4) : start]
    ):
        return True
    if before == "of" and start >= 2 and _person(doc[start - 2]):
        return end >= len(doc) or doc[end].tag_ not in ("NNS", "NN", "JJ", "VBN", "IN")  # "a girl of 11"
    if before in (",", "(") and start >= 2 and amount.digits and after in (",", ")", ".", "", "and"):
        if words[start - 2] in ("male", "female") or _person(doc[start - 2]) or _somebody(doc, start - 2):
            return True  # "a volunteer (male, 41)", "a shepherd, 34, was"
        return after != "and" and doc[start - 2].tag_ in ("NNP", "NNPS") and words[start - 2].isalpha()
    return False


def _person(token: Token) -> bool:
    """A single person, not a crew or a staff."""
    return token.tag_ == "NN" and lemma(token) in measures().people and token.lower_ not in _BODIES


def _somebody(doc: Doc, at: int) -> bool:
    """ "a porter", "his aide": one of a kind that is no known thing, whatever the trade."""
    noun = doc[at]
    alone = noun.tag_ == "NN" and at > 0 and doc[at - 1].lower_ in ("a", "an", "his", "her")
    return alone and lemma(noun) not in measures().things


_ELDEST = frozenset(("youngest", "eldest", "oldest"))
_BODIES = frozenset(("crew", "staff", "police", "couple", "force", "personnel"))


def _is_year(doc: Doc, start: int, amount: Amount, before: str, lex: Quantities) -> bool:
    """Four digits that read as a year unless a plural noun stands there to be counted."""
    digits, value = amount.digits, amount.value
    if len(digits) != 4 or value is None or not 1800 <= value < 2100 or amount.end - start != 1:
        return False
    if doc[start].text != digits:
        return False
    lead = [t.lower_ for t in doc[max(0, start - 3) : start] if t.text != ","]
    if len(lead) >= 2 and lead[-1].isdecimal() and lead[-2] in lex.months:
        return True  # "June 3 2016 air raids"
    if before in lex.months or before in _YEAR_LEADS or before in (",", "(", "/"):
        return (
            before in lex.months
            or not _counts_plural(doc, amount.end, value)
            or before in ("in", "since", "the")
        )
    return not _counts_plural(doc, amount.end, value)


def _counts_plural(doc: Doc, end: int, value: float | int) -> bool:
    """Whether the next noun (within three words) is a plural common noun."""
    for token in doc[end : end + 3]:
        if token.tag_ == "NNS":
            return value % 100 == 0 or not 1990 <= value < 2040 or _known(token)
        if token.tag_ not in ("JJ", "NN", "VBN", "NNP"):
            return False
    return False


def _known(token: Token) -> bool:
    """Whether reports count such things; "2011 models" and "2024 elections" name a year."""
    lex, word = measures(), lemma(token)
    return word in lex.people or word in lex.things or word in lex.nouns


def _is_label(
    doc: Doc, words: Sequence[str], start: int, amount: Amount, before: str, lex: Quantities
) -> bool:
    """A number that names: "Resolution 2254", "No. 117", "blocks 2244 and 2245", "Falcon 9"."""
    if not start or amount.scale != 1:
        return False
    if before in ("and", "or", ",", "-", "to") and start >= 3 and amount.digits:
        return words[start - 2].isdecimal() and words[start - 3] in lex.labels and doc[start].head.i < start
    if before == "." and start >= 2 and words[start - 2] in ("no", "nr", "tel"):
        return True
    previous = doc[start - 1]
    if previous.tag_[:3] == "NNP" and amount.digits and len(amount.digits) < 3 and named(before) is not None:
        return True  # "Leopard 2 tanks"
    if before in lex.labels:
        return _no_noun_after(doc, amount.end) or before in ("#", "№", "no.", "number")
    # A count stands before its noun; a number hung on a name before it is part of the name.
    if amount.end < len(doc) and words[amount.end] in measures().states:
        return False  # a headline: "Battle in Idlib 13 Killed"
    if previous.tag_ in ("NNP", "NNPS") and amount.digits and before not in lex.months:
        if amount.end < len(doc) and doc[amount.end].tag_ == "NNP" and previous.text[1:].islower():
            return True  # "Galaxy 11 Pro"
        return doc[amount.end - 1].head.i < start and doc[amount.end - 1].dep_ in (
            "nummod",
            "appos",
            "npadvmod",
        )
    return False


def _no_noun_after(doc: Doc, end: int) -> bool:
    return end >= len(doc) or doc[end].tag_ not in ("NNS", "JJ", "NN", "VBN", "NNP")


def _is_pronoun(doc: Doc, words: Sequence[str], start: int, before: str, after: str) -> bool:
    """ "one" where it stands for a noun or a person at large."""
    if before == "only" and start >= 2 and words[start - 2] in _THE:
        return True  # "the only one who came"; not "only one person died"
    if before in _NOT_ONE or after in ("another", "'s", "’s", "-"):
        return True
    if after in ("day", "night", "morning", "evening", "time") and doc[start].head.i > start:
        return True
    return bool(start) and doc[start - 1].tag_ in ("JJ", "JJS", "JJR", "WDT")
