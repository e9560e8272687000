"""Decisions of people: what they set, what they added, what they took back.

Nothing is overwritten. A decision is an entry of the audit log; what holds is found by going through
a document's entries in order. Undoing is an entry too, and can be undone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from counterclaim.ledger import chain
from counterclaim.ledger.errors import BadDecision
from counterclaim.ledger.readings import only
from counterclaim.ledger.rows import LISTS, TYPES, Item, items, row_id
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Figure

REVIEWS = ("machine", "confirmed", "corrected", "rejected", "unsure")
ACTIONS = ("decide", "add_row", "undo")  # entries of the log that are decisions
OWN_FIELDS = ("review", "note", "released")  # set by people only; the reader knows nothing of them


@dataclass(frozen=True, slots=True)
class Human:
    """A value that a person set: what, who, when, why, and the log's entry that says so."""

    value: Any
    who: str
    at: str
    reason: str
    entry: int


@dataclass(slots=True)
class Overlay:
    """What people's decisions on a document come to."""

    values: dict[str, dict[str, Human]] = field(default_factory=dict)
    added: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)  # id: (kind, row)

    def review(self, row: str) -> str:
        """The row's status."""
        mine = self.values.get(row, {})
        if "review" in mine:
            return str(mine["review"].value)
        if any(name not in OWN_FIELDS for name in mine):
            return "corrected"
        return "confirmed" if row in self.added else "machine"

    def rejected(self) -> set[str]:
        """Rows that a person says are wrong altogether."""
        return {row for row in self.values if self.review(row) == "rejected"}


def overlay(entries: Iterable[chain.Entry]) -> Overlay:
    """Go through a document's entries; what was undone does not count."""
    decisions = [e for e in entries if e.action in ACTIONS]
    undone: set[int] = set()
    for entry in reversed(decisions):
        if entry.action == "undo" and entry.seq not in undone and entry.payload:
            undone.add(entry.payload["undoes"])
    found = Overlay()
    for entry in decisions:
        if entry.seq in undone or entry.payload is None or entry.row is None:
            continue
        if entry.action == "decide":
            human = Human(entry.payload["new"], entry.who, entry.at, entry.payload["reason"], entry.seq)
            found.values.setdefault(entry.row, {})[entry.payload["field"]] = human
        elif entry.action == "add_row":
            found.added[entry.row] = (entry.payload["kind"], entry.payload["new"])
    return found


def rows_by_id(made: Reading) -> dict[str, tuple[str, Item]]:
    """Every row by its id."""
    return {row_id(item, position): (kind, item) for kind, position, item in items(made)}


def applied(made: Reading, decided: Overlay, *, keep_rejected: bool = False) -> Reading:
    """The reading with people's values in place of the reader's; rejected rows and what hangs on them go."""
    lists: dict[str, list[Item]] = {name: [] for name in LISTS.values()}
    for kind, position, item in items(made):
        lists[LISTS[kind]].append(_with_values(kind, item, decided.values.get(row_id(item, position), {})))
    for found_id, (kind, data) in decided.added.items():
        item = msgspec.convert(data, type=TYPES[kind])
        lists[LISTS[kind]].append(_with_values(kind, item, decided.values.get(found_id, {})))
    whole = _listed_in_claims(
        msgspec.structs.replace(made, **{name: tuple(rows) for name, rows in lists.items()}), decided
    )
    rejected = decided.rejected()
    if keep_rejected or not rejected:
        return whole
    relations = tuple(r for i, r in enumerate(whole.relations) if row_id(r, i) not in rejected)
    kept = {row_id(item, n) for _, n, item in items(whole)} - rejected
    return only(msgspec.structs.replace(whole, relations=relations), kept)


def _with_values(kind: str, item: Item, values: dict[str, Human]) -> Item:
    data: Any = None
    for name, human in values.items():
        if name not in OWN_FIELDS:
            data = msgspec.to_builtins(item) if data is None else data
            put(data, name, human.value)
    if data is None:
        return item
    if isinstance(item, Figure) and "value" in values and item.low == item.high == item.value:
        for bound in ("low", "high"):  # the bounds of an exact number go with it, unless they were set too
            if bound not in values:
                data[bound] = data["value"]
    changed: Item = msgspec.convert(data, type=TYPES[kind])
    return changed


def _listed_in_claims(made: Reading, decided: Overlay) -> Reading:
    """Rows that people added stand in the lists of their claims."""
    new: dict[str, dict[str, tuple[str, ...]]] = {}
    for found_id, (kind, data) in decided.added.items():
        if kind in ("figure", "event"):
            lists = new.setdefault(data["claim"], {"figures": (), "events": ()})
            lists[kind + "s"] = (*lists[kind + "s"], found_id)
    if not new:
        return made
    claims = []
    for claim in made.claims:
        for name, ids in new.get(claim.id, {}).items():
            there = getattr(claim, name)
            claim = msgspec.structs.replace(claim, **{name: (*there, *(i for i in ids if i not in there))})
        claims.append(claim)
    return msgspec.structs.replace(made, claims=tuple(claims))


def put(data: dict[str, Any], name: str, value: object) -> None:
    """Set a field; a dotted name goes into a nested one ("affected.population")."""
    *path, last = name.split(".")
    for step in path:
        inner = data.get(step)
        data[step] = inner = dict(inner) if isinstance(inner, dict) else {}
        data = inner
    data[last] = value


def value_of(item: Item, name: str) -> Any:  # noqa: ANN401
    """The value of a field, dotted or not, as JSON would have it."""
    data: Any = msgspec.to_builtins(item)
    for step in name.split("."):
        if not isinstance(data, dict) or step not in data:
            known = ", ".join(n for n in msgspec.to_builtins(item) if n != "id")
            raise BadDecision(
                f"a {type(item).__name__.lower()} has no field {name!r}",
                f"it has {known}, {', '.join(OWN_FIELDS)}",
            )
        data = data[step]
    return data


def check(made: Reading, row: str, name: str, value: object) -> tuple[Any, Any]:
    """The old and the new value of a decision, the new one checked against the contract.

    Actors and places may be given by name; spans by ``{"start": …, "end": …}``.
    """
    rows = rows_by_id(made)
    kind, item = rows[row]
    if name == "review":
        if value not in REVIEWS:
            raise BadDecision(
                f"review {value!r} is none of the statuses", f"choose from {', '.join(REVIEWS)}"
            )
        return None, value
    if name in OWN_FIELDS:
        return None, value
    if name.split(".")[0] in (
        "id",
        "claim",
        "content",
        "span",
        "trigger",
        "mention",
        "mentions",
        "from",
        "to",
    ):
        raise BadDecision(
            f"{name} says where a row stands and cannot be set", "reject the row and add another"
        )
    old = value_of(item, name)
    new = spans_filled(ids_for_names(made, name, value), made.document.text)
    data = msgspec.to_builtins(item)
    put(data, name, new)
    changed = converted(kind, data)
    check_sound(made, changed, rows)
    return old, value_of(changed, name)


def converted(kind: str, data: dict[str, Any]) -> Item:
    """A row from its JSON, checked against the contract."""
    try:
        changed: Item = msgspec.convert(data, type=TYPES[kind])
    except msgspec.ValidationError as error:
        raise BadDecision(
            f"that is no {kind}: {error}", "see docs/reading-contract.md for the values"
        ) from None
    return changed


_ACTORS = ("speaker", "addressee", "by", "actor", "subject", "affected.actor")


def ids_for_names(made: Reading, name: str, value: object) -> object:
    """An actor's or a place's id for its name."""
    if not isinstance(value, str):
        return value
    named = made.actors if name in _ACTORS else made.places if name == "place" else ()
    return next((n.id for n in named if value in (n.id, n.name)), value)


def spans_filled(value: Any, text: str) -> Any:  # noqa: ANN401
    """Spans with the words at their offsets."""
    if isinstance(value, dict):
        if {"start", "end"} <= value.keys() and all(isinstance(value[k], int) for k in ("start", "end")):
            return {"text": text[value["start"] : value["end"]], **value}
        return {k: spans_filled(v, text) for k, v in value.items()}
    return [spans_filled(v, text) for v in value] if isinstance(value, list) else value


def check_sound(made: Reading, changed: Item, rows: dict[str, tuple[str, Item]]) -> None:
    """Whether every span is the text's and every id is there."""
    text = made.document.text
    probe = msgspec.structs.replace(made, **dict.fromkeys(LISTS.values(), ()))
    probe = msgspec.structs.replace(probe, **{LISTS[_kind(changed)]: (changed,)})
    for span in probe.spans():
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
            raise BadDecision(
                f"{span.start}-{span.end} is not {span.text!r} in the text",
                "give offsets in code points, from 0",
            )
    for found in _references(changed):
        if found not in rows:
            raise BadDecision(f"no row {found!r} in this document", "add it first, or name another")


def _kind(item: Item) -> str:
    return next(kind for kind, made in TYPES.items() if isinstance(item, made))


def _references(item: Item) -> list[str]:
    """The ids that a row refers to."""
    data = msgspec.to_builtins(item)
    names = (
        "speaker",
        "addressee",
        "said_on",
        "claim",
        "by",
        "place",
        "event",
        "part_of",
        "actor",
        "time",
        "subject",
        "figure",
        "from",
        "to",
    )
    found = [data.get(n) for n in names] + [data.get("affected", {}).get("actor")]
    for name in ("via", "figures", "events", "places"):
        found += data.get(name) or []
    return [i for i in found if isinstance(i, str)]


def value_from_words(words: str) -> Any:  # noqa: ANN401
    """A value from the command line: JSON where it is JSON, else the words themselves."""
    try:
        return json.loads(words)
    except ValueError:
        return words
