"""How rules of the times stage are filed, found and nested.

A rule is a pattern and a function, filed under the word that opens it, so that the scan tries a rule
only where its first word stands. An expression may hold another ("since late April"): its rule reads
the inner one with `expression_at`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from counterclaim.model.vocabulary import WindowKind
from counterclaim.reading.languages.en.times_calendar import Period, shift
from counterclaim.reading.languages.en.times_dates import Written, pattern, read_date, read_day_number
from counterclaim.reading.languages.en.times_scene import Hit, Scene

Rule = Callable[[Scene, "re.Match[str]"], Hit | None]
RULES: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
DIGITS = "#"  # where rules are filed that open with a number in digits
MAX_DEPTH = 4  # "since the start of late April" nests three
OPENER = re.compile(r"[^\W_]+")

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: value for value, word in enumerate(_WORDS.split(), start=1)} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
NUMBERS |= {
    f"{tens}-{unit}": NUMBERS[tens] + NUMBERS[unit]
    for tens in ("twenty", "thirty", "forty", "fifty")
    for unit in _WORDS.split()[:9]
}
VAGUE = "few|several|many|some|a few|number of|a number of|dozens of|couple|a dozen"
NUMBER_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
COUNT = rf"(?P<n>\d{{1,4}}|{NUMBER_WORDS}|{VAGUE})"
UNIT = r"(?P<unit>minute|hour|day|night|week|month|year|decade)s?\b"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|midday|noon|lunchtime|dawn)\b"
HYPHEN = pattern(r" ?[-–—] ?| (?:to|through) ")
THROUGH = pattern(r"(?: (?:to|until|till|through|and|into) | ?[-–—] ?)(?:the )?(?:night of )?")
AND = pattern(r" and ")
_INTO = pattern(r" (?:into|to|and into) (?:early )?(?:the )?")
_YEAR_AFTER = pattern(r",? (?P<y>(?:19|20)\d\d)\b")
_PART_AFTER = pattern(rf" {PART_OF_DAY}")


def rule(openers: str, text: str) -> Callable[[Rule], Rule]:
    """File a rule under its opening words (parted by blanks); its pattern matches lower-case text."""
    compiled = pattern(text)

    def register(function: Rule) -> Rule:
        for opener in openers.split():
            RULES.setdefault(opener, []).append((compiled, function))
        return function

    return register


@functools.cache
def optional(words: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return pattern(words)


def count_of(text: str | None) -> int | None:
    """A small number in digits or words (1 when absent); None for a vague one ("several")."""
    if text is None:
        return 1
    if text.isdigit():
        return int(text)
    return NUMBERS.get(" ".join(text.split()))


def whole(match: re.Match[str], period: Period | None) -> Hit | None:
    """The period with all the words of the match as its mention."""
    return Hit(period, match.start(), match.end()) if period else None


def as_kind(period: Period, kind: WindowKind) -> Period:
    """The same period, of another kind."""
    return period._replace(kind=kind)


def expression_at(scene: Scene, at: int, *, bare: bool = False) -> Hit | None:
    """The time expression that begins at ``at``. ``bare``: a lone month or year counts as one."""
    word = OPENER.match(scene.lower, at)
    if word is None or scene.depth >= MAX_DEPTH:
        return None
    scene.depth += 1
    hit = _by_rule(scene, at, word.group())
    scene.depth -= 1
    if hit or not bare:
        return hit
    hit = scene.range_at(at, HYPHEN, bare=True) or scene.date_at(at, bare=True)
    return with_part_of_day(scene, hit)


def _by_rule(scene: Scene, at: int, opener: str) -> Hit | None:
    for compiled, function in RULES.get(DIGITS if opener[0].isdigit() else opener, ()):
        match = compiled.match(scene.lower, at)
        hit = function(scene, match) if match else None
        if hit:
            return hit
    return None


def with_part_of_day(scene: Scene, hit: Hit | None) -> Hit | None:
    """Take in the part of the day: "Saturday morning"; "Monday night into Tuesday" is both days."""
    if hit is None or hit.period.precision not in ("day", "unresolved"):
        return hit
    part = _PART_AFTER.match(scene.lower, hit.end)
    if part is None:
        return hit
    into = _INTO.match(scene.lower, part.end()) if part.group().endswith("night") else None
    second = scene.date_at(into.end(), bare=False) if into else None
    if second and second.period.end and hit.period.start:
        end = second.period.end
        return Hit(Period(shift(end, -1), end, "day"), hit.start, second.end)
    return hit._replace(end=part.end())


def days_of_month(scene: Scene, at: int, joint: re.Pattern[str] = HYPHEN) -> Hit | None:
    """A range within one month: "5-7 June", "1 to 16 February", "June 5-7"."""
    number = read_day_number(scene.text, at)
    if number:
        glue = joint.match(scene.text, number[1])
        second = read_date(scene.text, glue.end(), bare=False) if glue else None
        if second and second[0].day and number[0] < second[0].day:
            return scene.join(Written(day=number[0]), second[0], at, second[1])
        return None
    first = read_date(scene.text, at, bare=False)
    if first is None or not first[0].day:
        return None
    glue = joint.match(scene.text, first[1])
    last = read_day_number(scene.text, glue.end()) if glue else None
    if glue is None or last is None or last[0] <= first[0].day:
        return None
    if read_date(scene.text, glue.end(), bare=False):
        return None  # "9 March to 2 April" is two dates
    year = _YEAR_AFTER.match(scene.text, last[1])
    second_day = Written(int(year["y"]) if year else first[0].year, first[0].month, last[0])
    return scene.join(first[0], second_day, at, year.end() if year else last[1])
