"""What a search asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from counterclaim.ledger.errors import BadFilter
from counterclaim.ledger.schema import SEARCHED

_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)\s*(km|mi|m)?", re.IGNORECASE)
_FIGURE_ONLY = ("measure", "min", "max", "population", "affected_side", "object")
_EVENT_ONLY = ("type", "weapon", "happening")


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """All must hold. Words and names are compared without case and diacritics.

    ``speaker``, ``object``, ``weapon`` and ``outlet`` take part of a name; names in double quotes are taken
    whole, and any of them will do: ``"General Staff" "Army"``.

    ``kind``: claim, figure, event, trend, person; without it, what the other filters speak of: figures
    for ``measure``, ``min``, ``max``, ``population``, ``affected_side``, ``object``; events for ``type``,
    ``weapon``, ``happening``; else claims. ``side`` is the speaker's, ``affected_side`` the one that a
    figure counts. ``start`` and ``end`` bound what the row speaks of (else when it was said, else
    published), inclusive.
    """

    words: str | None = None
    text: str | None = None  # words anywhere in the document
    kind: str | None = None
    speaker: str | None = None
    side: str | None = None
    stance: str | None = None
    quotation: str | None = None
    certainty: str | None = None
    measure: str | None = None
    object: str | None = None
    min: float | None = None
    max: float | None = None
    population: str | None = None
    affected_side: str | None = None
    type: str | None = None
    weapon: str | None = None
    happening: str | None = None
    place: str | None = None
    near: tuple[float, float] | None = None  # latitude, longitude
    within_km: float | None = None
    start: str | None = None
    end: str | None = None
    outlet: str | None = None
    language: str | None = None
    document: str | None = None
    added_since: str | None = None
    review: str | None = None  # without it, all but rejected rows

    def kinds(self) -> tuple[str, ...]:
        """The kinds of rows looked at."""
        if self.kind is not None:
            if self.kind not in SEARCHED:
                raise BadFilter(f"no kind of row {self.kind!r}", f"choose from {', '.join(SEARCHED)}")
            return (self.kind,)
        if any(getattr(self, name) is not None for name in _FIGURE_ONLY):
            return ("figure",)
        if any(getattr(self, name) is not None for name in _EVENT_ONLY):
            return ("event",)
        return ("claim",)

    def checked(self) -> Filters:
        """The filters, with dates and places that can be understood.

        Raises:
            BadFilter: one cannot.

        """
        for name in ("start", "end"):
            value = getattr(self, name)
            if value is not None:
                _date(name, value)
        if self.added_since is not None:
            moment(self.added_since)
        if self.within_km is not None:
            if self.place is None and self.near is None:
                raise BadFilter("a distance needs a place", "add --place NAME or --near LATITUDE,LONGITUDE")
            if not 0 <= self.within_km <= 20_040:
                raise BadFilter(f"{self.within_km} km is no distance on Earth", "give 0 to 20040 km")
        if self.near is not None and not (-90 <= self.near[0] <= 90 and -180 <= self.near[1] <= 180):
            raise BadFilter("no such point on Earth", "give latitude,longitude in degrees, e.g. 46.63,32.61")
        self.kinds()
        return self

    def words_used(self) -> dict[str, Any]:
        """The filters that are set, for people and for the log."""
        return {n: getattr(self, n) for n in self.__struct_fields__ if getattr(self, n) is not None}

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Filters:
        """Filters from a mapping, checked.

        Raises:
            BadFilter: a name or a value is wrong.

        """
        unknown = sorted(set(given) - set(cls.__struct_fields__))
        if unknown:
            raise BadFilter(f"no filter {unknown[0]!r}", f"choose from {', '.join(cls.__struct_fields__)}")
        try:
            return msgspec.convert(dict(given), type=cls).checked()
        except msgspec.ValidationError as error:
            raise BadFilter(str(error), "see counterclaim search --help") from None


def kilometres(text: str) -> float:
    """ "50km", "50", "800 m", "30mi" in kilometres."""
    match = _DISTANCE.fullmatch(text.strip())
    if match is None:
        raise BadFilter(f"{text!r} is no distance", "write it as 50km")
    return float(match[1]) * {"km": 1.0, "m": 0.001, "mi": 1.609344}[(match[2] or "km").lower()]


def point(text: str) -> tuple[float, float]:
    """ "46.63,32.61" as latitude and longitude."""
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError:
        raise BadFilter(f"{text!r} is no point", "write latitude,longitude, e.g. 46.63,32.61") from None
    return latitude, longitude


def moment(text: str) -> int:
    """An ISO date or time as seconds since 1970; without a zone it is UTC."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise BadFilter(f"{text!r} is no date", "write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
    return int((found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp())


def _date(name: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise BadFilter(f"{name} {value!r} is no date", "write it as YYYY-MM-DD") from None
