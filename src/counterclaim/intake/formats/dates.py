"""Dates as files write them, as ISO dates with a time where there is one.

A date that can be read in two ways ("05/02/2023") is not guessed at.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d{1,9})?|\d{13}", re.ASCII)
_COMPACT = re.compile(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)", re.ASCII)
_FORMS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y %B %d")
_LONGEST = 64


def timestamp(value: object, date_format: str | None = None) -> str | None:
    """The moment as ISO 8601, or None where the value is no date that can be read in one way only."""
    if isinstance(value, bool) or value is None:
        return None
    words = str(value).strip()
    if not words or len(words) > _LONGEST:
        return None
    try:
        return _given(words, date_format) if date_format else _iso(words) or _other(words)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _given(words: str, date_format: str) -> str:
    moment = datetime.strptime(words, date_format)
    return moment.isoformat() if re.search("%[HIMScXT]", date_format) else moment.date().isoformat()


def _iso(words: str) -> str | None:
    """ "2023-05-02", "2023-05-02T10:00:00Z", "2023-05-02 10:00:00 UTC"."""
    if not re.match(r"\d{4}-\d\d-\d\d(?:\D|$)", words, re.ASCII):
        return None
    day = words[:10]
    if len(words) == 10:
        return date.fromisoformat(day).isoformat()
    rest = words[11:].strip()
    if rest.endswith((" UTC", " GMT")):
        rest = rest[:-4] + "+00:00"
    return datetime.fromisoformat(f"{day}T{rest.replace(' ', '')}").isoformat()


def _other(words: str) -> str | None:
    if _EPOCH.fullmatch(words):
        seconds = int(words) // 1000 if len(words) == 13 else float(words)
        return from_epoch(seconds)
    if match := _COMPACT.fullmatch(words):
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if _whole(match) else None
    if re.search(r"\d:\d\d", words):
        return parsedate_to_datetime(words).isoformat()
    plain = " ".join(words.replace(",", " ").replace(".", " ").split())
    for form in _FORMS:
        try:
            return datetime.strptime(plain, form).date().isoformat()
        except ValueError:
            continue
    return parsedate_to_datetime(words).date().isoformat()


def _whole(match: re.Match[str]) -> bool:
    """Whether "20230502" has all its digits; with marks between, "2023/5/2" will do."""
    return bool(match[2]) or len(match[0]) == 8


def from_epoch(seconds: float) -> str:
    """Seconds since 1970 as a moment in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
