"""What is known of one row or document: its words in context, where it comes from, what people decided."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, func, null, select, union_all

from counterclaim.ledger import chain
from counterclaim.ledger.decisions import Human
from counterclaim.ledger.errors import UnknownRow
from counterclaim.ledger.naming import named
from counterclaim.ledger.readings import DocumentRecord, record, record_of
from counterclaim.ledger.refreshing import decided
from counterclaim.ledger.rows import decoded, main_span
from counterclaim.ledger.schema import carrier, context, document, entry
from counterclaim.model.rows import Claim

_AROUND = 160  # code points shown either side


# Built once: making a query anew costs more than asking it.
_DOCUMENT = select(document.c.seq).where(document.c.id == bindparam("id"))
_SAME = ("document", "reading", "kind", "id", "data", "origin", "current")
_both = union_all(
    *(
        select(*(table.c[n] for n in _SAME), speaker.label("speaker")).where(table.c.id == bindparam("id"))
        for table, speaker in ((entry, entry.c.speaker), (context, null()))
    )
).subquery()
_ROWS = select(_both).order_by(_both.c.current.desc(), _both.c.reading.desc())
_OF_DOCUMENT = _both.c.document == (
    select(document.c.seq).where(document.c.id == bindparam("outer")).scalar_subquery()
)
_CARRIERS = (
    select(carrier.c.key, carrier.c.version, carrier.c.raw_sha256, carrier.c.retrieved_at, carrier.c.edited)
    .where(carrier.c.document == bindparam("seq"))
    .order_by(carrier.c.seq)
)
_COPIES = (
    select(document.c.id)
    .where(
        document.c.origin_group == bindparam("group"), document.c.seq != bindparam("seq"), document.c.current
    )
    .order_by(document.c.seq)
)
_copy = document.alias()
_RECORD = select(
    document,
    select(func.count())
    .where(_copy.c.origin_group == document.c.origin_group, _copy.c.seq != document.c.seq, _copy.c.current)
    .scalar_subquery()
    .label("copies"),
).where(document.c.seq == bindparam("seq"))


class Carrier(msgspec.Struct, frozen=True):
    """A version of a source that holds a document."""

    key: str
    version: int
    raw_sha256: str
    retrieved_at: str
    edited: str | None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A row with all that is needed to check it. ``row`` is the reader's; ``human`` what people set.

    ``named`` says in words what the ids in ``row`` stand for.
    """

    id: str
    kind: str
    row: dict[str, Any]
    human: dict[str, dict[str, Any]]
    named: dict[str, str]
    review: str
    origin: str
    current: bool
    before: str
    words: str
    after: str
    start: int
    end: int
    page: int | None
    speaker: str | None
    document: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    text_sha256: str
    carriers: list[Carrier]
    copies: int
    decisions: list[dict[str, Any]]


class ShownDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document without its text and rows."""

    id: str
    status: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    added_at: str
    current: bool
    completeness: str
    channel: str | None
    text_sha256: str
    normalisation: str
    carriers: list[Carrier]
    copies: list[str]
    rows: dict[str, int]
    decisions: list[dict[str, Any]]


def find(connection: Connection, name: str) -> tuple[DocumentRecord, str | None]:
    """The document and row that a name means: ``ROW``, ``DOCUMENT`` or ``DOCUMENT/ROW``.

    Raises:
        UnknownRow: there is none, or several.

    """
    seq, stored = _located(connection, name)
    return record(connection, seq), stored["id"] if stored is not None else None


def _located(connection: Connection, name: str) -> tuple[int, RowMapping | None]:
    """The number of the document, and the row as it is stored (the newest), if a row is meant."""
    outer, _, inner = name.rpartition("/")
    asked = _ROWS.where(_OF_DOCUMENT) if outer else _ROWS
    rows = connection.execute(asked, {"id": inner} | ({"outer": outer} if outer else {})).mappings().all()
    if not rows and not outer:
        seq = connection.execute(_DOCUMENT, {"id": name}).scalar_one_or_none()
        if seq is not None:
            return seq, None
    if not rows:
        raise UnknownRow(f"no row and no document {name!r}", "find it with counterclaim search")
    seqs = {row["document"] for row in rows if row["current"] == rows[0]["current"]}
    if len(seqs) > 1:
        some = select(document.c.id).where(document.c.seq.in_(sorted(seqs)[:5]))
        names = ", ".join(f"{i}/{inner}" for i in sorted(connection.execute(some).scalars()))
        raise UnknownRow(f"{name} is in {len(seqs)} documents", f"name one: {names}")
    return rows[0]["document"], rows[0]


def find_document(connection: Connection, name: str) -> DocumentRecord:
    """The document of this id, or the one that the row of this id stands in."""
    return find(connection, name)[0]


def show(connection: Connection, name: str) -> Shown | ShownDocument:
    """All about a row or a document."""
    seq, stored = _located(connection, name)
    about = connection.execute(_RECORD, {"seq": seq}).mappings().one()
    found = record_of(about)
    if stored is None:
        return _document(connection, found)
    return _row(connection, found, stored, about["copies"])


def stored_row(connection: Connection, found: DocumentRecord, row: str) -> RowMapping:
    """A row as it is stored, the newest."""
    stored = _located(connection, f"{found.document.id}/{row}")[1]
    assert stored is not None
    return stored


def _row(connection: Connection, found: DocumentRecord, stored: RowMapping, copies: int) -> Shown:
    row = stored["id"]
    overlay = decided(connection, found)
    item = decoded(stored["kind"], stored["data"])
    if isinstance(item, Claim) and item.content:
        start, end = item.content[0].start, item.content[-1].end
    else:
        span = main_span(item)
        start, end = (span.start, span.end) if span else (0, 0)
    text = found.document.text
    page = sum(1 for b in found.page_breaks if b <= start) or None
    fields, human = msgspec.json.decode(stored["data"]), overlay.values.get(row, {})
    return Shown(
        id=row,
        kind=stored["kind"],
        row=fields,
        human={n: _human(h) for n, h in human.items()},
        named=named(connection, found.seq, [fields, *(h.value for h in human.values())], leave_out=row),
        review=overlay.review(row),
        origin=stored["origin"],
        current=stored["current"],
        before=text[max(0, start - _AROUND) : start],
        words=text[start:end],
        after=text[end : end + _AROUND],
        start=start,
        end=end,
        page=page,
        speaker=stored["speaker"],
        document=found.document.id,
        title=found.document.title,
        outlet=found.document.outlet,
        url=found.document.url,
        published=found.document.published,
        text_sha256=found.document.text_sha256,
        carriers=carriers(connection, found.seq),
        copies=copies,
        decisions=decisions_on(connection, found, row) if found.decided else [],
    )


def _document(connection: Connection, found: DocumentRecord) -> ShownDocument:
    rows: dict[str, int] = {}
    for table in (entry, context):
        kinds = connection.execute(
            select(table.c.kind).where(table.c.document == found.seq, table.c.current)
        ).scalars()
        for kind in kinds:
            rows[kind] = rows.get(kind, 0) + 1
    same = ("id", "title", "outlet", "url", "language", "published", "text_sha256")
    kept = ("status", "added_at", "current", "completeness", "channel", "normalisation")
    return ShownDocument(
        **{n: getattr(found.document, n) for n in same},
        **{n: getattr(found, n) for n in kept},
        carriers=carriers(connection, found.seq),
        copies=_copies(connection, found),
        rows=dict(sorted(rows.items())),
        decisions=decisions_on(connection, found, None),
    )


def carriers(connection: Connection, seq: int) -> list[Carrier]:
    """The sources that hold a document."""
    rows = connection.execute(_CARRIERS, {"seq": seq})
    return [Carrier(*row) for row in rows]


def _copies(connection: Connection, found: DocumentRecord) -> list[str]:
    """The other documents of the same origin."""
    return list(connection.execute(_COPIES, {"group": found.origin_group, "seq": found.seq}).scalars())


def _human(human: Human) -> dict[str, Any]:
    return {
        "value": human.value,
        "who": human.who,
        "at": human.at,
        "reason": human.reason,
        "entry": human.entry,
    }


def decisions_on(connection: Connection, found: DocumentRecord, row: str | None) -> list[dict[str, Any]]:
    """The log's entries on a document, or on one row of it."""
    entries = chain.entries(connection, found.document.id)
    return [
        {"entry": e.seq, "at": e.at, "who": e.who, "action": e.action, "row": e.row, **(e.payload or {})}
        for e in entries
        if row is None or e.row == row
    ]
