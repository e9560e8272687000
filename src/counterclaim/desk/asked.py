"""Query parameters: filters and pages, the same for pages, API and exports."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar.params import Parameter

from counterclaim.ledger import Filters
from counterclaim.ledger.errors import BadFilter
from counterclaim.ledger.filters import kilometres, point

NAMES = (
    "q",
    "text",
    "kind",
    "speaker",
    "side",
    "stance",
    "quotation",
    "certainty",
    "measure",
    "object",
    "min",
    "max",
    "population",
    "affected_side",
    "type",
    "weapon",
    "happening",
    "place",
    "near",
    "within",
    "from",
    "to",
    "outlet",
    "language",
    "document",
    "added_since",
    "review",
)
_LEDGER = {"q": "words", "from": "start", "to": "end", "within": "within_km"}
Text = Annotated[str | None, Parameter(max_length=300, required=False)]


class Asked(msgspec.Struct, frozen=True):
    """What was asked for. ``given`` holds the parameters that are set, as they were written."""

    given: dict[str, str]
    filters: Filters

    def query(self, **changes: str | int | None) -> str:
        """The query string of the same view with something changed; empty values are left out."""
        values: dict[str, Any] = {**self.given, **{n.rstrip("_"): v for n, v in changes.items()}}
        kept = {n: v for n, v in values.items() if v not in (None, "")}
        return "?" + urlencode(kept) if kept else "?"


def asked(
    q: Text = None,
    text: Text = None,
    kind: Text = None,
    speaker: Text = None,
    side: Text = None,
    stance: Text = None,
    quotation: Text = None,
    certainty: Text = None,
    measure: Text = None,
    object: Annotated[str | None, Parameter(query="object", max_length=300, required=False)] = None,
    min: Annotated[str | None, Parameter(query="min", max_length=30, required=False)] = None,
    max: Annotated[str | None, Parameter(query="max", max_length=30, required=False)] = None,
    population: Text = None,
    affected_side: Text = None,
    type: Annotated[str | None, Parameter(query="type", max_length=300, required=False)] = None,
    weapon: Text = None,
    happening: Text = None,
    place: Text = None,
    near: Text = None,
    within: Text = None,
    start: Annotated[str | None, Parameter(query="from", max_length=30, required=False)] = None,
    end: Annotated[str | None, Parameter(query="to", max_length=30, required=False)] = None,
    outlet: Text = None,
    language: Text = None,
    document: Text = None,
    added_since: Text = None,
    review: Text = None,
) -> Asked:
    """The filters of a request; fields of a form that were left empty are not asked for."""
    values = (
        q,
        text,
        kind,
        speaker,
        side,
        stance,
        quotation,
        certainty,
        measure,
        object,
        min,
        max,
        population,
        affected_side,
        type,
        weapon,
        happening,
        place,
        near,
        within,
        start,
        end,
        outlet,
        language,
        document,
        added_since,
        review,
    )
    return of(dict(zip(NAMES, values, strict=True)))


def of(values: dict[str, str | None]) -> Asked:
    """The filters in a mapping of parameters.

    Raises:
        BadFilter: one cannot be understood.

    """
    given = {name: value.strip() for name, value in values.items() if value and value.strip()}
    made: dict[str, Any] = {_LEDGER.get(name, name): value for name, value in given.items()}
    for name in ("min", "max"):
        if name in made:
            made[name] = _number(name, made[name])
    if "near" in made:
        made["near"] = point(made["near"])
    if "within_km" in made:
        made["within_km"] = kilometres(made["within_km"])
    return Asked(given, Filters.of(made))


def _number(name: str, words: str) -> float:
    try:
        value = float(words.replace(",", ""))
    except ValueError:
        raise BadFilter(f"{name} {words!r} is no number", "write digits, e.g. 20") from None
    if value != value or abs(value) > 1e15:
        raise BadFilter(f"{name} {words!r} counts nothing", "write digits, e.g. 20")
    return value
