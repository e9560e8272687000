"""Rows that the reader missed, made from what a person says of them."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from counterclaim.ledger.decisions import (
    check_sound,
    converted,
    ids_for_names,
    put,
    rows_by_id,
    spans_filled,
)
from counterclaim.ledger.errors import BadDecision
from counterclaim.ledger.rows import TYPES, digest, row_id
from counterclaim.model.reading import Reading
from counterclaim.model.span import Span

_OF_A_CLAIM = ("figure", "event", "trend", "person")


def new_row(
    made: Reading, kind: str, start: int, end: int, fields: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """A row that the reader missed, at these offsets; what is not given is null, never guessed."""
    if kind not in ("actor", "place", "claim", "figure", "event", "relation", "trend", "person"):
        raise BadDecision(f"no kind of row {kind!r}", f"choose from {', '.join(TYPES)}")
    text = made.document.text
    if not 0 <= start < end <= len(text):
        raise BadDecision(
            f"{start}-{end} is outside the text of {len(text)} code points", "give offsets from 0"
        )
    span = msgspec.to_builtins(Span.of(text, start, end))
    data = _blank(kind, span)
    if kind in _OF_A_CLAIM and "claim" not in fields:
        data["claim"] = _claim_at(made, kind, start, end)
    for name, value in fields.items():
        put(data, name, spans_filled(ids_for_names(made, name, value), text))
    part = next((p.kind for p in made.document.parts if p.start <= start < p.end), "body")
    if kind == "claim":
        data.setdefault("part", part)
    words = json.dumps([data, made.document.id], sort_keys=True)
    prefix = {
        "actor": "a",
        "place": "p",
        "claim": "c",
        "figure": "f",
        "event": "e",
        "trend": "r",
        "person": "v",
    }
    if kind != "relation":
        data["id"] = f"{prefix[kind]}-h{digest(kind, made.document.id, words) & 0xFFFFFFFFFFF:011x}"
    item = converted(kind, data)
    rows = rows_by_id(made)
    check_sound(made, item, rows)
    found_id = row_id(item, 0)
    if found_id in rows:
        raise BadDecision(f"{found_id} is there already", "decide on it instead")
    return found_id, msgspec.to_builtins(item)


def _claim_at(made: Reading, kind: str, start: int, end: int) -> str:
    """The claim that says these words: of several that hold them, the shortest."""
    holding = [
        (sum(s.end - s.start for s in claim.content), claim.id)
        for claim in made.claims
        if any(s.start <= start and end <= s.end for s in claim.content)
    ]
    if not holding:
        raise BadDecision(
            f"no claim of the document holds {start}-{end}, and each {kind} belongs to one",
            "add the claim first (--add claim), or name it with --set claim=ID",
        )
    return min(holding)[1]


def _blank(kind: str, span: dict[str, Any]) -> dict[str, Any]:
    """A row with nothing but its words."""
    none: dict[str, tuple[str, ...]] = {
        "actor": ("role", "side", "wikidata"),
        "place": ("geonames_id", "latitude", "longitude", "country", "admin1"),
        "claim": ("speaker", "speaker_mention", "cue", "addressee", "said_on"),
        "figure": ("object", "value", "low", "high", "by", "window", "place", "event", "part_of"),
        "event": ("actor", "target", "weapon", "time"),
        "trend": ("subject", "factor", "window", "compared_with"),
        "person": ("actor", "age", "sex", "figure"),
        "relation": (),
    }
    own: dict[str, dict[str, Any]] = {
        "actor": {"name": span["text"], "kind": "group", "mentions": [span]},
        "place": {"name": span["text"], "mentions": [span], "precision": "unresolved", "literal": True},
        "claim": {
            "via": [], "content": [span], "quotation": "indirect", "stance": "asserts",
            "certainty": {"value": "certain", "wording": None}, "figures": [], "events": [], "places": [],
        },
        "figure": {
            "span": span, "measure": "other", "qualifier": "exactly",
            "affected": {"actor": None, "side": None, "population": "unstated"},
        },
        "event": {"trigger": span, "type": "other", "status": "occurred", "places": [], "figures": []},
        "trend": {"span": span, "topic": "other"},
        "person": {"mention": span, "private": True},
        "relation": {"evidence": [span]},
    }  # fmt: skip
    return dict.fromkeys(none[kind]) | own[kind]
