"""Phones, e-mails, accounts, plates, addresses, coordinates and ages of children, in a text of any language.

Every pattern is bounded: text is hostile, and a run of a million digits must not cost more than a look.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from counterclaim.lexicon.redaction import redaction
from counterclaim.release.edits import Edit

_SEP = r"[ \t\u00a0\u2009\u202f.\-\u2010-\u2015/()]"
_LINK = re.compile(
    r"(?i)\b(?:https?|ftp|tg|mailto|file|geo|tel|sms|wss?)(?::|%3a)\S{1,2000}|\bwww\.\S{1,2000}"
)
_SITE = re.compile(
    r"(?i)(?<![\w@.])[\w\-]{1,63}(?:\.[\w\-]{1,63}){0,5}\."
    r"(?:com|org|net|info|me|io|ru|ua|su|by|il|ps|sy|iq|ir|uk|de|fr|eu|tv|co|xyz|blog|site|online|рф|укр)\b(?:/\S{0,2000})?"
)
_MAIL = re.compile(
    r"(?i)[\w.+%\-]{1,64}\s?(?:@|\(at\)|\[at\]|＠)\s?[\w\-]{1,63}(?:\s?(?:\.|\(dot\)|\[dot\])\s?[\w\-]{1,63}){1,6}"
)
_HANDLE = re.compile(r"(?<![\w@])[@＠][\w.]{2,64}")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b")
_NUMBER = re.compile(rf"(?<![\w.,])[+(]{{0,2}}\d(?:{_SEP}{{0,3}}\d){{5,23}}(?![\w])")
_WIDE = re.compile(r"\d(?:[ \t.\-]?\d){6,30}")
_DOCUMENT = re.compile(
    r"(?i)\b(?:passport|licen[cs]e|id|i\.d\.|identity|personal|tax|military|card|account|number|no|imei|inn|ssn|паспорт|инн|іпн|"
    r"номер|карта|картка|счет|рахунок|جواز|هوية)\b[ :.№#nо-]{1,8}((?:[^\W\d_]{0,4}[ -]?\d[\w\-]{3,24}))"
)
_SERIES = re.compile(r"\b[A-ZА-ЯІЇЄҐ]{2}[ -]?\d{6}\b")
_PLATE = re.compile(
    r"\b(?:[A-ZА-ЯІЇЄ]{2}[ -]?\d{4}[ -]?[A-ZА-ЯІЇЄ]{2}|[A-ZА-Я][ -]?\d{3}[ -]?[A-ZА-Я]{2}(?:[ -]?\d{2,3})?"
    r"|[A-Z]{2}\d{2} ?[A-Z]{3}"
    r"|[A-Z]{3}[ -]\d{4})\b"
)
_PLATE_NEAR = re.compile(
    r"(?i)\b(?:plates?|registration|registered|номер\w{0,3}|номерн\w{1,6} знак\w{0,2})\b[^\n]{0,12}?"
    r"\b([\w][\w\-]{2,10}(?: \w{2,4})?)"
)
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b")
_DATES = re.compile(
    r"^\d{4}-\d{2}-\d{2}$|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\d{4}\s?[-\u2013/]\s?(?:\d{2}|\d{4})$"
)
_GROUPED = re.compile(r"^\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+$")

_DEGREES = re.compile(
    r"(?<![\w.])-?\d{1,3}[.,]\d{3,10}°?\s{0,2}[NSEWСЮВЗnsew]?\s{0,2}[,;/ ]\s{0,3}"
    r"-?\d{1,3}[.,]\d{3,10}°?\s{0,2}[NSEWСЮВЗnsew]?(?!\w)"
    r"|\d{1,3}\s?°\s?\d{0,2}(?:[.,]\d{1,6})?\s?['’′]?\s?\d{0,2}(?:[.,]\d{1,6})?\s?(?:[\"”″]|'')?\s?[NSEWСЮВЗ]?"
)
_GRID = re.compile(
    r"\b\d{1,2}[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?\d{1,5} ?\d{1,5}\b"
    r"|\b[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}\b"
    r"|/{3}\w{2,30}\.\w{2,30}\.\w{2,30}"
)


@functools.cache
def _address() -> tuple[re.Pattern[str], ...]:
    about = redaction().addresses
    streets, units = (
        "|".join(sorted(map(re.escape, group), key=len, reverse=True))
        for group in (about.streets, about.units)
    )
    number = r"\d{1,4}(?:\s?[-/]\s?\d{1,4})?(?:[^\W\d_](?!\w))?"
    name = r"(?:[\w'’.\-]{1,40}\s){1,4}"
    tail = rf"(?:,?\s{{0,2}}(?:{units})\b\.?\s{{0,2}}(?:№|#)?\s?{number})?"
    return (
        re.compile(rf"(?i)(?<![\w.,])(?:no\.?\s|№\s?)?{number},?\s{name}(?:{streets})\b\.?{tail}"),
        re.compile(
            rf"(?i)\b(?:{streets})\b\.?\s{{1,2}}(?:[\w'’.\-]{{1,40}}\s?){{1,4}}?,?\s{{1,2}}(?:(?:{units})\b\.?\s{{0,2}})?(?:№|#)?{number}(?!\w){tail}"
        ),
        re.compile(
            rf"(?i)(?:[\w'’.\-]{{1,40}}\s){{0,2}}[\w'’\-]{{0,40}}(?:straße|strasse|gasse|weg|allee)\s{{1,2}}{number}(?!\w)"
        ),
        re.compile(
            rf"(?i)\b[\w'’\-]{{1,40}}\s(?:{streets})\b\.?,?\s{{1,2}}(?:(?:{units})\b\.?\s{{0,2}})?(?:№|#)?{number}(?!\w){tail}"
        ),
        re.compile(rf"(?i)(?<!\w)(?:flat|apartment|apt|квартира|кв)\b\.?\s{{0,2}}(?:№|#)?\s?{number}(?!\w)"),
    )


@functools.cache
def _minor() -> tuple[re.Pattern[str], ...]:
    about = redaction().ages
    low = r"(?:0?\d|1[0-7])"
    spelled = "|".join(sorted(about.words, key=len, reverse=True))
    age = rf"(?:{low}|{spelled})"
    gap = r"[\s\-\u2010-\u2015]{1,2}"
    unit = "|".join(sorted(map(re.escape, about.units), key=len, reverse=True))
    unspaced = "|".join(map(re.escape, about.unspaced))
    half = rf"(?:{gap}and{gap}a{gap}half)?"
    return (
        re.compile(rf"(?i)(?<![\w.,]){age}{half}{gap}(?:years?|yrs?|months?|weeks?|days?){gap}olds?\b"),
        re.compile(rf"(?i)(?<![\w.,])\d{{1,3}}{gap}(?:months?|weeks?|days?){gap}olds?\b"),
        re.compile(
            rf"(?i)\b(?:aged|age|ages)\b\s{{0,2}}:?\s{{0,2}}{age}(?:\s{{0,2}}(?:,|and|to|or|-|\u2013|between)\s{{0,2}}{age}){{0,6}}(?![\w.,]?\d|\w)"
        ),
        re.compile(
            rf"(?i)\b(?:boy|girl|son|daughter|child|baby|toddler|infant|pupil|schoolboy|schoolgirl)s?\s(?:of\s|\(){age}(?!\w)(?!\s(?:\w+\s)?(?:people|men|women))"
        ),
        re.compile(rf"(?i)(?<![\w.,]){low}[\s\u00a0-]{{0,2}}(?:{unit})(?!\w)"),
        re.compile(rf"(?<![\d.,]){low}(?:{unspaced})"),
        re.compile(rf"(?i)\b(?:newborns?|turned{gap}{age}|{age}{gap}years?{gap}of{gap}age)\b"),
    )


def _numbers(text: str) -> Iterator[Edit]:
    """Telephone, account and identity numbers; not sums, dates or ranges of years."""
    for match in (*_NUMBER.finditer(text), *_WIDE.finditer(text)):
        found = match.group().strip()
        digits = sum(c.isdigit() for c in found)
        if _DATES.match(found) or _GROUPED.match(found):
            continue
        # Seven digits, or six with the signs of a telephone number.
        if digits >= 7 or (digits == 6 and found[:1] in "+("):
            yield Edit(match.start(), match.end(), "[number]", "number")


def _after(pattern: re.Pattern[str], text: str, shown: str, kind: str) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        if any(c.isdigit() for c in match.group(1)):
            yield Edit(match.start(1), match.end(1), shown, kind)


def _all(pattern: re.Pattern[str], text: str, shown: str, kind: str) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        if match.end() > match.start():
            yield Edit(match.start(), match.end(), shown, kind)


def identifiers(text: str) -> Iterator[Edit]:
    """What identifies or locates a person or a place to the metre; earlier kinds win over later ones."""
    yield from _all(_MAIL, text, "[e-mail]", "e-mail")
    yield from _all(_LINK, text, "[link]", "link")
    yield from _all(_SITE, text, "[link]", "link")
    yield from _all(_HANDLE, text, "[account]", "account")
    if any(c.isdigit() for c in text):
        yield from _all(_DEGREES, text, "[coordinates]", "coordinates")
        yield from _all(_GRID, text, "[coordinates]", "coordinates")
        yield from _all(_IBAN, text, "[account]", "account")
        for pattern in _address():
            yield from _all(pattern, text, "[address]", "address")
        yield from _all(_IP, text, "[number]", "number")
        yield from _numbers(text)
        yield from _all(_PLATE, text, "[plate]", "plate")
        yield from _after(_PLATE_NEAR, text, "[plate]", "plate")
        yield from _all(_SERIES, text, "[number]", "number")
        yield from _after(_DOCUMENT, text, "[number]", "number")


def minors(text: str) -> Iterator[Edit]:
    """Ages below 18."""
    for pattern in _minor():
        yield from _all(pattern, text, "child", "age")
