"""Takes decisions: checks them, logs them, and brings the search columns in line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from counterclaim.ledger import chain, removal
from counterclaim.ledger.decisions import OWN_FIELDS, check, overlay
from counterclaim.ledger.errors import BadDecision, Undone, UnknownDecision
from counterclaim.ledger.missed import new_row
from counterclaim.ledger.readings import DocumentRecord
from counterclaim.ledger.refreshing import decided, effective, refresh
from counterclaim.ledger.showing import find, find_document
from counterclaim.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Decision:
    """When, who and why.

    Raises:
        BadDecision: there is no reason.

    """

    at: str
    who: str
    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise BadDecision("a decision needs a reason", "say why with --reason")

    def log(
        self,
        connection: Connection,
        action: str,
        found: DocumentRecord,
        row: str | None,
        payload: dict[str, Any],
    ) -> int:
        """Append it to the log."""
        return chain.append(
            connection, at=self.at, who=self.who, action=action, document=found.document.id, row=row,
            payload=payload | {"reason": self.reason},
        )  # fmt: skip


def decide(
    store: Store, connection: Connection, name: str, field: str, value: object, decision: Decision
) -> int:
    """Set a field of a row; returns the log's entry."""
    found, row = find(connection, name)
    if row is None:
        raise BadDecision(f"{name} is a document", "decide on a row of it")
    made = effective(connection, found, keep_rejected=True)
    old, new = check(made, row, field, value)
    if field in OWN_FIELDS:
        mine = decided(connection, found)
        before = mine.values.get(row, {}).get(field)
        old = mine.review(row) if field == "review" else before.value if before else None
    number = decision.log(connection, "decide", found, row, {"field": field, "old": old, "new": new})
    refresh(store, connection, found)
    return number


def undo(store: Store, connection: Connection, number: int, decision: Decision) -> int:
    """Take a decision back, by another; returns the log's entry."""
    undone = chain.entry(connection, number)
    if undone is None or undone.action not in ("decide", "add_row", "undo") or undone.payload is None:
        raise UnknownDecision(f"entry {number} is no decision", "see counterclaim history DOC")
    assert undone.document is not None
    found = find_document(connection, undone.document)
    before = overlay(chain.entries(connection, undone.document))
    made = decision.log(connection, "undo", found, undone.row, {"undoes": number})
    after = overlay(chain.entries(connection, undone.document))
    if before == after:
        raise Undone(f"entry {number} is undone already", "undo the undoing to have it back")
    _no_dangling(before.added.keys() - after.added.keys(), after.added)
    refresh(store, connection, found)
    return made


def _no_dangling(gone: Iterable[str], added: dict[str, tuple[str, dict[str, Any]]]) -> None:
    """Refuse where rows that were added refer to rows that go."""
    lost = set(gone)
    for name, (_, data) in added.items():
        if lost & {v for v in data.values() if isinstance(v, str)}:
            raise BadDecision(f"{name} refers to what would go", "undo that one first")


def add_row(
    store: Store,
    connection: Connection,
    name: str,
    where: tuple[str, int, int],
    fields: dict[str, Any],
    decision: Decision,
) -> str:
    """Add a row of a kind at offsets; returns its id."""
    found = find_document(connection, name)
    kind, start, end = where
    row, data = new_row(effective(connection, found, keep_rejected=True), kind, start, end, fields)
    decision.log(connection, "add_row", found, row, {"kind": kind, "new": data})
    refresh(store, connection, found)
    return row


def take_down(store: Store, connection: Connection, name: str, decision: Decision) -> list[str]:
    """Remove a document's text for good; returns the copies that remain."""
    found, row = find(connection, name)
    if row is not None:
        raise BadDecision(f"{name} is a row", f"name its document, {found.document.id}")
    if found.status == "removed":
        raise BadDecision(f"{name} was taken down already", "nothing is left to remove")
    return removal.take_down(
        store, connection, found, at=decision.at, who=decision.who, reason=decision.reason
    )
