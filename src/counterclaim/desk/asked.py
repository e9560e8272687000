"""Query parameters: filters and pages, the same for pages, API and exports."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from litestar import Request
from litestar.openapi.spec import OpenAPIType
from litestar.params import Parameter, ParameterKwarg

from counterclaim.ledger import Filters
from counterclaim.ledger.errors import BadFilter
from counterclaim.ledger.filters import kilometres, point
from counterclaim.ledger.schema import SEARCHED

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


def _told(query: str | None = None, length: int = 300, **schema: object) -> ParameterKwarg:
    """A parameter that may be left out; ``schema`` tells programs what it takes, `of` checks it."""
    made = Parameter(query=query, max_length=length, required=False, schema_extra=schema or None)
    assert isinstance(made, ParameterKwarg)
    return made


_POINT = r"^-?[1-8]?\d(\.\d{1,6})?,-?(1[0-7]\d|\d{1,2})(\.\d{1,6})?$"
_NUMBER = {"type": OpenAPIType.NUMBER, "minimum": -1e15, "maximum": 1e15}
Text = Annotated[str | None, _told(min_length=1)]
Words = Annotated[str | None, _told(pattern=r"[^\W_]")]
Kind = Annotated[str | None, _told(enum=list(SEARCHED))]
Object = Annotated[str | None, _told("object", min_length=1)]
Type = Annotated[str | None, _told("type", min_length=1)]
Least = Annotated[str | None, _told("min", 30, **_NUMBER)]
Most = Annotated[str | None, _told("max", 30, **_NUMBER)]
Near = Annotated[str | None, _told(pattern=_POINT)]
Within = Annotated[str | None, _told(pattern=r"^\d{1,4}km$")]
From = Annotated[str | None, _told("from", 30, format="date")]
To = Annotated[str | None, _told("to", 30, format="date")]
Since = Annotated[str | None, _told(format="date")]


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
    request: Request[Any, Any, Any],
    q: Words = None,
    text: Words = None,
    kind: Kind = None,
    speaker: Text = None,
    side: Text = None,
    stance: Text = None,
    quotation: Text = None,
    certainty: Text = None,
    measure: Text = None,
    object: Object = None,
    min: Least = None,
    max: Most = None,
    population: Text = None,
    affected_side: Text = None,
    type: Type = None,
    weapon: Text = None,
    happening: Text = None,
    place: Text = None,
    near: Near = None,
    within: Within = None,
    start: From = None,
    end: To = None,
    outlet: Text = None,
    language: Text = None,
    document: Text = None,
    added_since: Since = None,
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
    given = dict(zip(NAMES, values, strict=True))
    if request.url.path.startswith("/api/") and "" in given.values():  # a program has no empty fields
        empty = next(name for name, value in given.items() if value == "")
        raise BadFilter(f"{empty} is empty", "leave it out")
    times = Counter(name for name, _ in request.query_params.multi_items())
    if twice := [name for name, count in times.items() if count > 1]:
        raise BadFilter(f"{twice[0]} is given twice", "give it once")
    return of(given)


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
