"""The clusters of `identity`, in a ledger: found anew after each run, written as far as they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, distinct, func, select

from counterclaim.ledger.errors import UnknownRow
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.linked import feature, identity, link
from counterclaim.ledger.schema import document
from counterclaim.ledger.store import Store
from counterclaim.reconcile.identity import Claim, Happening, Identified, Kind, Named, actors, events
from counterclaim.reconcile.judgements import Judgements
from counterclaim.reconcile.kept import Listed, drop
from counterclaim.reconcile.model import Link

MOST = 500
Row = tuple[int, str, str, str, str]  # as in the table
_IDENTIFIED = msgspec.msgpack.Decoder(Identified)
_ONE_MATTER = frozenset((
    "same_origin", "repeats", "corroborates", "supports", "contradicts", "denies", "disputes", "updates",
    "corrects", "explains",
))  # fmt: skip


def found(
    connection: Connection, listed: Mapping[int, Listed], touched: set[int], links: Iterable[Link],
    judged: Judgements,
) -> list[Row]:  # fmt: skip
    """All members of all clusters.

    Args:
        connection: reads the ledger; all documents are packed in it.
        listed: the documents that can be compared.
        touched: the documents whose links were chosen anew.
        links: those links.
        judged: what people said.

    """
    happenings: list[Happening] = []
    named: list[Named] = []
    for data in connection.execute(select(feature.c.document, feature.c.identified)):
        if data.document in listed:
            one = _IDENTIFIED.decode(data.identified)
            happenings += one.happenings
            named += one.actors
    numbers = {one.id: seq for seq, one in listed.items()}
    linked = [*_linked(links), *_kept(connection, listed, touched)] if happenings else []
    rows = [
        (numbers[m.document], m.row, c.kind, c.id, msgspec.json.encode(m).decode())
        for c in (*events(happenings, linked, judged), *actors(named))
        for m in c.members
    ]
    return sorted(rows)


def _linked(links: Iterable[Link]) -> Iterator[tuple[Claim, Claim]]:
    for one in links:
        if one.kind in _ONE_MATTER:
            yield (one.source.document, one.source.claim), (one.target.document, one.target.claim)


def _kept(
    connection: Connection, listed: Mapping[int, Listed], touched: set[int]
) -> Iterator[tuple[Claim, Claim]]:
    """The links that stay as they are."""
    ends = (link.c.from_document, link.c.from_claim, link.c.to_document, link.c.to_claim)
    for a, one, b, other in connection.execute(select(*ends).where(link.c.kind.in_(sorted(_ONE_MATTER)))):
        if a not in touched and b not in touched and a in listed and b in listed:
            yield (listed[a].id, one), (listed[b].id, other)


def write(store: Store, connection: Connection, rows: list[Row]) -> None:
    """Put these rows in place of those that are there, as far as they differ."""
    before = {tuple(row) for row in connection.execute(select(identity))}
    now = set(rows)
    changed = {r[0] for r in before ^ now}
    drop(connection, identity, (identity.c.document,), sorted(changed))
    made = [r for r in rows if r[0] in changed]
    store.bulk_insert(connection, identity, [c.name for c in identity.columns], made)


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An event or an actor of one document; ``claim``, ``day`` and ``place`` of events only."""

    document: str
    outlet: str | None
    row: str
    words: str
    claim: str | None = None
    type: str | None = None
    day: str | None = None
    place: str | None = None


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """What is one in several documents."""

    id: str
    kind: str
    documents: int
    members: tuple[Member, ...]


def listing(ledger: Ledger, kind: Kind | None = None, *, limit: int = 20, offset: int = 0) -> list[Identity]:
    """The events and actors that are in most documents first, with their members; at most `MOST`."""
    documents = func.count(distinct(identity.c.document))
    query = select(identity.c.cluster).group_by(identity.c.cluster)
    if kind is not None:
        query = query.where(identity.c.kind == kind)
    query = query.order_by(documents.desc(), identity.c.cluster)
    with ledger.store.reading() as connection:
        names = connection.execute(query.limit(max(1, min(limit, MOST))).offset(max(0, offset))).scalars()
        return [_identity(connection, name) for name in names.all()]


def one(ledger: Ledger, name: str) -> Identity:
    """One of them.

    Raises:
        UnknownRow: there is none of this id.

    """
    with ledger.store.reading() as connection:
        return _identity(connection, name)


def _identity(connection: Connection, name: str) -> Identity:
    d = document.c
    rows = connection.execute(
        select(identity.c.kind, identity.c.data, d.id, d.outlet)
        .join(document, d.seq == identity.c.document)
        .where(identity.c.cluster == name)
        .order_by(d.published, d.seq, identity.c.row)
        .limit(MOST)
    ).all()
    if not rows:
        raise UnknownRow(
            f"no identity {name!r}", "see counterclaim identities, or run counterclaim reconcile"
        )
    members = tuple(_member(r.kind, r.data, r.outlet) for r in rows)
    number = connection.execute(
        select(func.count(distinct(identity.c.document))).where(identity.c.cluster == name)
    ).scalar_one()
    return Identity(id=name, kind=rows[0].kind, documents=number, members=members)


def _member(kind: str, data: str, outlet: str | None) -> Member:
    if kind == "actor":
        actor = msgspec.json.decode(data, type=Named)
        return Member(document=actor.document, outlet=outlet, row=actor.row, words=actor.name)
    event = msgspec.json.decode(data, type=Happening)
    return Member(
        document=event.document, outlet=outlet, row=event.row, words=event.words, claim=event.claim,
        type=event.type, day=date.fromordinal(event.day).isoformat(), place=event.place,
    )  # fmt: skip
