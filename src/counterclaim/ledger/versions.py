"""The versions of a source, and what changed from one to the next."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, select

from counterclaim.ledger.differences import Change, differences
from counterclaim.ledger.readings import DocumentRecord, empty_reading, machine_reading, record
from counterclaim.ledger.schema import carrier
from counterclaim.ledger.showing import decisions_on, find_document


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version of a source, and what changed in it against the one before."""

    key: str
    version: int
    document: str
    status: str
    title: str | None
    published: str | None
    retrieved_at: str
    text_sha256: str
    changes: list[Change]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All versions of the sources of a document, and the decisions on them."""

    versions: list[Version]
    decisions: list[dict[str, Any]]


def history(connection: Connection, name: str) -> History:
    """Every version of the sources of a document, with what changed, and the decisions on them."""
    found = find_document(connection, name)
    keys = select(carrier.c.key).where(carrier.c.document == found.seq)
    rows = connection.execute(
        select(carrier).where(carrier.c.key.in_(keys)).order_by(carrier.c.key, carrier.c.version)
    ).mappings().all()  # fmt: skip
    versions: list[Version] = []
    decisions: dict[int, dict[str, Any]] = {}
    records = {row["document"]: record(connection, row["document"]) for row in rows}
    for row in rows:
        this = records[row["document"]]
        before = next(
            (r["document"] for r in rows if r["key"] == row["key"] and r["version"] == row["version"] - 1),
            None,
        )
        versions.append(
            Version(
                key=row["key"],
                version=row["version"],
                document=this.document.id,
                status=this.status,
                title=this.document.title,
                published=this.document.published,
                retrieved_at=row["retrieved_at"],
                text_sha256=this.document.text_sha256,
                changes=_changes(connection, records.get(before or 0), this),
            )
        )
        decisions.update({d["entry"]: d for d in decisions_on(connection, this, None)})
    return History(versions=versions, decisions=[decisions[n] for n in sorted(decisions)])


def _changes(connection: Connection, before: DocumentRecord | None, after: DocumentRecord) -> list[Change]:
    if before is None or before.seq == after.seq:
        return []
    old, new = (machine_reading(connection, r) or empty_reading(r) for r in (before, after))
    return differences(old, new)
