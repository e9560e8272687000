"""Reading one amount off a row of words: "1,234", "1.5 million", "forty-two", "a dozen", "tens of thousands".

Words only: what an amount means in its sentence (a year, an age, a unit) is for `not_counts` and `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.lexicon.quantities import Quantities

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,9})?([a-z%°]{0,8}[²2]?)")
_GLUED_RANGE = re.compile(r"(\d{1,12}(?:[.,]\d{1,9})*)[–—-](\d{1,12}(?:[.,]\d{1,9})*)")
_MARK = re.compile(r"[~≈><+]{0,2}([^\d\s]{0,4}?)(?=\d)")
_CAP = 10**18


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read from ``words[start:end]``; vague ones have a ``low`` (or nothing), not a value."""

    end: int
    value: float | int | None
    low: float | int | None = None
    high: float | int | None = None
    vague: bool = False
    about: bool = False  # "a dozen", "a couple": a number by name only
    glued: str = ""  # a unit written on to the digits: "5km", "80%"
    money: bool = False
    digits: str = ""  # the digits as written, when there are any
    scale: int = 1


def plain(value: float | int) -> float | int:
    """An integer where the value is whole."""
    whole = round(value)
    return whole if abs(value - whole) < 1e-9 * max(1.0, abs(value)) else round(value, 6)


def _number(text: str) -> float | int:
    text = text.replace(",", "")
    return float(text) if "." in text else int(text)


def _from_digits(words: Sequence[str], spaced: Sequence[bool], at: int, lex: Quantities) -> Amount | None:
    """An amount that opens with digits, with the scale or unit written on to it or after it."""
    word = words[at]
    money, prefix = bool(at) and words[at - 1] in lex.money_before, 0
    if not word[0].isdecimal():
        mark = _MARK.match(word)
        if not mark:
            return None
        sign = "$" if at and words[at - 1] == "$" else ""  # "$US113": the tokenizer parts the two
        prefix, money = mark.end(), sign + mark.group(1) in lex.money_before and bool(mark.group(1))
        if mark.group(1) and not money:
            return None
    if (pair := _GLUED_RANGE.fullmatch(word, prefix)) and pair.end() == len(word):
        low, high = _number(pair.group(1)), _number(pair.group(2))
        return Amount(at + 1, None, low, high, money=money, digits=word) if low < high else None
    match = _DIGITS.fullmatch(word, prefix)
    if not match:
        return None
    value, tail, end, digits = (
        _number(match.group(1) + (match.group(2) or "")),
        match.group(3),
        at + 1,
        match.group(1),
    )
    if not tail and len(digits) <= 3 and not match.group(2):
        while end < len(words) and len(words[end]) == 3 and words[end].isdecimal() and spaced[end - 1]:
            value = value * 1000 + int(words[end])  # "1 234": groups of three, as many styles write them
            digits += words[end]
            end += 1
            if value > _CAP:
                return None
    scale = 1
    if tail in lex.scales:
        scale, tail = lex.scales[tail], ""
    elif tail in lex.abbreviations and (tail != "m" or money or _counts_on(words, end)):
        scale, tail = lex.abbreviations[tail], ""
    elif tail and tail not in lex.units and tail not in ("%", "pc", "m", "w", "v", "l", "s", "h", "khz", "°"):
        return None
    elif not tail and end < len(words):
        following = words[end]
        if following in lex.scales:
            scale, end = lex.scales[following], end + 1
            if end < len(words) and lex.scales.get(words[end], 0) > scale:
                scale, end = scale * lex.scales[words[end]], end + 1  # "4 hundred million"
        elif following in lex.abbreviations and (following != "m" or money or _counts_on(words, end + 1)):
            scale, end = lex.abbreviations[following], end + 1
    if tail == "s":  # "the 1990s", "in her 30s"
        return None
    return Amount(end, plain(value * scale), glued=tail, money=money, digits=digits, scale=scale)


def _counts_on(words: Sequence[str], at: int) -> bool:
    """Whether "1.2m" before ``words[at]`` reads as millions: something counted follows, not a dimension."""
    return at < len(words) and words[at].isalpha() and words[at] not in _DIMENSION


_DIMENSION = frozenset(
    (
        "wide", "deep", "long", "high", "tall", "from", "of", "away", "above", "below", "and", "or",
        "to", "in", "at", "on", "off", "behind", "into", "by", "thick", "for",
    )
)  # fmt: skip


def _from_words(words: Sequence[str], spaced: Sequence[bool], at: int, lex: Quantities) -> Amount | None:
    """An amount in words, summed the way English says it: "two hundred and forty-two thousand"."""
    total, current, end, seen, scale = 0, 0, at, False, 1
    n = len(words)
    while end < n:
        word = words[end]
        if word in lex.words:
            unit = lex.words[word]
            if seen and not _adds(current, unit, spaced[end - 1]):
                break
            current, seen, end = current + unit, True, end + 1
        elif word in lex.scales and (seen or end == at):
            scale = lex.scales[word]
            current = (current or 1) * scale
            if scale >= 1000:
                total, current = total + current, 0
            seen, end = True, end + 1
        elif seen and word == "-" and not spaced[end] and not spaced[end - 1] and end + 1 < n:
            if words[end + 1] not in lex.words and words[end + 1] not in lex.scales:
                break
            end += 1
        elif (
            seen
            and word == "and"
            and (current >= 100 or total)
            and end + 1 < n
            and words[end + 1] in lex.words
        ):
            if current >= 100 and lex.words[words[end + 1]] > 99:
                break
            end += 1
        else:
            break
        if total + current > _CAP:
            return None
    return Amount(end, total + current, scale=scale) if seen else None


def _adds(current: int, unit: int, spaced: bool) -> bool:
    """Whether ``unit`` may follow ``current`` in one number: "forty two", "hundred six", not "two three"."""
    last = current % 100
    return (last >= 20 and last % 10 == 0 and 0 < unit < 10) or (current >= 100 and last == 0) or current == 0


def _vague(words: Sequence[str], at: int, lex: Quantities) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds of thousands"."""
    low, end = lex.vague[words[at]], at + 1
    if end + 1 < len(words) and words[end] == "of" and lex.vague.get(words[end + 1], 0) >= 1000 > low:
        low, end = low * lex.vague[words[end + 1]], end + 2
    elif words[at] == "tens":
        return None
    return Amount(end, None, low, vague=True)


def _fraction(words: Sequence[str], at: int, lex: Quantities) -> Amount | None:
    """ "half of", "half the", "a third of", "two-thirds of": a share, in percent."""
    word, n = words[at], len(words)
    if word == "half":
        lead = words[at - 1] if at else ""
        after = words[at + 1] if at + 1 < n else ""
        if lead in _OF_A_PERIOD or after not in ("of", "the", "its", "their", "all"):
            return None
        return Amount(at + 1, 50, glued="%")
    end = at + 2 if at + 1 < n and words[at + 1] == "-" else at + 1
    part = lex.fractions.get(words[end], 0.0) if end < n else 0.0
    if not part or words[end + 1 : end + 2] != ["of"] or words[end + 2 : end + 4] == ["a", "million"]:
        return None
    times = lex.words.get(word, 1)
    value = {33.3: {1: 33.3, 2: 66.7}}.get(part, {}).get(times, plain(part * times))
    return Amount(end + 1, value, glued="%") if 0 < value < 100 else None


_OF_A_PERIOD = frozenset(("first", "second", "other", "latter", "last", "-", "next"))


def _opened(words: Sequence[str], spaced: Sequence[bool], at: int, lex: Quantities) -> Amount | None:
    """Amounts that open with a small word: "a hundred", "half a million", "a couple", "several dozen"."""
    word, n = words[at], len(words)
    nxt = words[at + 1] if at + 1 < n else ""
    if fraction := _fraction(words, at, lex):
        return fraction
    if word == "half" and nxt in ("a", "-") and at + 2 < n and words[at + 2] in lex.scales:
        scale = lex.scales[words[at + 2]]
        return Amount(at + 3, scale // 2, about=scale == 12, scale=scale)
    if word in ("a", "an"):
        if nxt in lex.scales:
            inner = _from_words(words, spaced, at + 1, lex)
            return (
                Amount(inner.end, inner.value, about=inner.value == 12, scale=inner.scale) if inner else None
            )
        if nxt == "single":
            return Amount(at + 2, 1)
        if (
            nxt == "quarter"
            and words[at + 2 : at + 4] == ["of", "a"]
            and words[at + 4 : at + 5] in (["million"], ["billion"])
        ):
            return Amount(at + 5, lex.scales[words[at + 4]] // 4)
        if nxt in ("few", "couple"):
            return _opened(words, spaced, at + 1, lex)
        if nxt == "half" and words[at + 2 : at + 3] in (["million"], ["billion"], ["dozen"]):
            return Amount(at + 3, lex.scales[words[at + 2]] // 2, about=words[at + 2] == "dozen")
        return None
    if word in ("single", "half"):
        return None
    end = at + 2 if word == "couple" and nxt == "of" else at + 1
    follow = words[end] if end < n else ""
    scale = lex.scales.get(follow) or lex.vague.get(follow, 0)
    if scale:
        return Amount(end + 1, None, 2 * scale, vague=True)
    if word == "couple":
        return Amount(at + 1, 2, about=True) if nxt == "of" and at and words[at - 1] == "a" else None
    if word == "few" and (not at or words[at - 1] != "a"):
        return None
    return Amount(at + 1, None, vague=True)


def amount_at(words: Sequence[str], spaced: Sequence[bool], at: int, lex: Quantities) -> Amount | None:
    """The amount that opens at ``words[at]`` (lower-case words), or None.

    ``spaced[i]`` says whether a blank follows word ``i``: "20-30" and "20 - 30" part company there.
    """
    word = words[at]
    if any(c.isdecimal() for c in word):
        return _from_digits(words, spaced, at, lex)
    if word in lex.vague:
        return _vague(words, at, lex)
    if word in ("one", "two", "three", "four") and (fraction := _fraction(words, at, lex)):
        return fraction
    if word in lex.words or word in lex.scales:
        amount = _from_words(words, spaced, at, lex)
        if amount and words[amount.end : amount.end + 3] == ["and", "a", "half"]:
            scale = lex.scales.get(words[amount.end + 3], 0) if amount.end + 3 < len(words) else 0
            value = float(amount.value or 0) + 0.5
            return Amount(amount.end + (4 if scale else 3), plain(value * (scale or 1)), scale=scale or 1)
        return amount
    return _opened(words, spaced, at, lex)
