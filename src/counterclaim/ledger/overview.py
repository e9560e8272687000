"""What a ledger holds, counted; and its documents, page by page."""

from __future__ import annotations

import json
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, func, select

from counterclaim.ledger import chain
from counterclaim.ledger.columns import Cache, Packed
from counterclaim.ledger.schema import SEARCHED, carrier, document, reading
from counterclaim.ledger.store import Store


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """How much a ledger holds. ``state`` changes with every entry of the log."""

    state: str
    documents: int
    unread: int
    removed: int
    rows: dict[str, int]
    first: str | None
    last: str | None
    outlets: dict[str, int]
    languages: dict[str, int]
    undated: int
    warnings: dict[str, int]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A document in a list."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    status: str
    added_at: str
    versions: int


class DocumentPage(msgspec.Struct, frozen=True):
    """One page of current documents, and how many there are in all."""

    total: int
    documents: list[Listed]


def state(connection: Connection) -> str:
    """What is different after any change: the seal of the newest entry of the log."""
    return chain.newest(connection)[1]


def holding(store: Store, connection: Connection, cache: Cache) -> Holding:
    """Counts over all current documents."""
    here = document.c.current
    status: dict[str, int] = dict(
        connection.execute(select(document.c.status, func.count()).where(here).group_by(document.c.status))
        .tuples()
        .all()
    )
    first, last = connection.execute(
        select(func.min(document.c.published), func.max(document.c.published)).where(
            here, document.c.published != ""
        )
    ).one()
    undated = connection.execute(
        select(func.count()).where(here, document.c.published.is_(None), document.c.status != "removed")
    ).scalar_one()
    return Holding(
        state=state(connection),
        documents=sum(status.values()) - status.get("removed", 0),
        unread=status.get("kept", 0),
        removed=status.get("removed", 0),
        rows={kind: Packed(store, connection, kind, cache).rows for kind in SEARCHED},
        first=first,
        last=last,
        outlets=_top(connection, "outlet"),
        languages=_top(connection, "language"),
        undated=undated,
        warnings=_warnings(connection),
    )


def _top(connection: Connection, name: str, limit: int = 12) -> dict[str, int]:
    column = document.c[name]
    count = func.count()
    rows = connection.execute(
        select(column, count)
        .where(document.c.current, column.is_not(None))
        .group_by(column)
        .order_by(count.desc(), column)
        .limit(limit)
    )
    return {row[0]: row[1] for row in rows}


def _warnings(connection: Connection, newest: int = 2000) -> dict[str, int]:
    """Warnings of the newest documents by code: a million documents are not gone through for a page."""
    rows = connection.execute(
        select(reading.c.warnings)
        .where(reading.c.current, reading.c.warnings != "[]")
        .order_by(reading.c.seq.desc())
        .limit(newest)
    ).scalars()
    found: dict[str, int] = {}
    for data in rows:
        for warning in json.loads(data):
            found[warning["code"]] = found.get(warning["code"], 0) + 1
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def page_of_documents(connection: Connection, *, limit: int, offset: int) -> DocumentPage:
    """Current documents, latest added first."""
    here = (document.c.current, document.c.status != "removed")
    total = connection.execute(select(func.count()).select_from(document).where(*here)).scalar_one()
    seqs = select(document.c.seq).where(*here).order_by(document.c.seq.desc()).limit(limit).offset(offset)
    return DocumentPage(total, listed(connection, list(connection.execute(seqs).scalars())))


def listed(connection: Connection, seqs: Sequence[int]) -> list[Listed]:
    """Documents by their numbers, in this order."""
    versions = (
        select(func.count())
        .where(carrier.c.key.in_(select(carrier.c.key).where(carrier.c.document == document.c.seq)))
        .correlate(document)
        .scalar_subquery()
    )
    names = ("id", "title", "outlet", "url", "language", "published", "status", "added_at")
    rows = connection.execute(
        select(document.c.seq, *(document.c[n] for n in names), versions.label("versions")).where(
            document.c.seq.in_(seqs)
        )
    ).mappings()
    by_seq = {row["seq"]: Listed(**{n: row[n] for n in Listed.__struct_fields__}) for row in rows}
    return [by_seq[seq] for seq in seqs if seq in by_seq]
