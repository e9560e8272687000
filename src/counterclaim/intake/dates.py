"""Publication dates: checked, and as ISO dates."""

from __future__ import annotations

import re
from datetime import date, datetime

from counterclaim.model.errors import BadDate

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](.+))?", re.ASCII)


def published_date(value: str | date | None) -> str | None:
    """An ISO date from an ISO date, an ISO date with a time, or a date object.

    Raises:
        BadDate: it is none, or not in the calendar.

    """
    if value is None:
        return None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()[:10]
    match = _DATE.fullmatch(value.strip())
    if match is None:
        raise BadDate(value)
    try:
        if match[2]:
            datetime.fromisoformat(value.strip())
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        raise BadDate(value) from None
