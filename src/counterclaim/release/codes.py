"""Columns and codes of other people's formats, and how rows map onto them."""

from __future__ import annotations

import functools
import json
from importlib.resources import files
from typing import Any

from counterclaim.lexicon.events import Codes, events
from counterclaim.lexicon.regions import countries

GEO_PRECISION = {"exact": 1, "populated_place": 1, "near": 2, "admin2": 2, "admin1": 3, "country": 3}
WHERE_PRECISION = {"exact": 1, "populated_place": 1, "near": 2, "admin2": 3, "admin1": 4, "country": 6}
RESOLUTION = {"exact": 5, "populated_place": 4, "near": 3, "admin2": 3, "admin1": 2, "country": 1}
TIME_PRECISION = {"day": 1, "week": 2, "month": 3, "year": 3}
DATE_PRECISION = {"day": 1, "week": 3, "month": 4, "year": 5}
RADIUS_M = {"exact": 1_000, "populated_place": 10_000, "near": 25_000, "admin2": 50_000, "admin1": 150_000}
STATE_KINDS = frozenset({"armed_force", "government", "country", "office"})


@functools.cache
def codelists() -> dict[str, Any]:
    """ACLED, UCDP, PLOVER and HXL: columns and code lists (``data/codes.json``)."""
    text = (files("counterclaim.release") / "data" / "codes.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@functools.cache
def disorder(event_type: str, sub_event_type: str) -> str:
    """ACLED's disorder type of an event type."""
    for row in codelists()["acled"]["types"]:
        if (row["event_type"], row["sub_event_type"]) == (event_type, sub_event_type):
            if row["political_violence"] and row["demonstrations"]:
                return "Political violence; Demonstrations"
            if row["demonstrations"]:
                return "Demonstrations"
            return "Political violence" if row["political_violence"] else "Strategic developments"
    return ""


def codes_of(event_type: str) -> Codes:
    """An event type's codes in the field's standards."""
    return events().types.get(event_type) or Codes()  # type: ignore[call-overload]


def acled_types(event_type: str, actor_kind: str | None) -> tuple[str, str] | None:
    """ACLED's event and sub-event type; none for what ACLED does not code."""
    codes = codes_of(event_type)
    if not codes.acled_event or not codes.acled_sub_event:
        return None
    choices = codes.acled_sub_event
    state = actor_kind in STATE_KINDS
    if event_type == "advance" and actor_kind and not state:
        return codes.acled_event, choices[-1]
    return codes.acled_event, choices[0]


def country_name(iso2: str | None) -> str:
    """A country's name."""
    found = countries().get(iso2 or "")
    return found.name if found else ""


def iso3(iso2: str | None) -> str:
    """A country's code of three letters."""
    found = countries().get(iso2 or "")
    return found.iso3 if found else ""
