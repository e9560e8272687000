"""What a ledger keeps of a reconciliation, as the steps of `update` read and write it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, func, or_, select

from counterclaim.ledger.linked import (
    account,
    account_row,
    block,
    compared,
    comparison,
    judgement,
    link,
    origin,
    resting,
    weigh,
)
from counterclaim.ledger.readings import in_batches
from counterclaim.ledger.schema import document, log, reading
from counterclaim.ledger.store import Store
from counterclaim.reconcile import blocking, origins
from counterclaim.reconcile.found import Found, Row
from counterclaim.reconcile.judgements import Judgement
from counterclaim.reconcile.model import Account, Link

Pair = tuple[int, int]
_FOUND = msgspec.json.Decoder(tuple[tuple[Found, ...], tuple[Found, ...]])
_ROWS = msgspec.json.Decoder(tuple[Row, ...])
_CONFLICT = ("contradicts", "denies", "disputes")


@dataclass(frozen=True, slots=True)
class Listed:
    """A document that can be compared: its number, id, day, what it is called, and the state it is in."""

    seq: int
    id: str
    day: int
    published: str
    label: str
    state: str

    @property
    def time(self) -> Pair:
        """Its place in the order of time."""
        return self.day, self.seq


def listed(connection: Connection) -> dict[int, Listed]:
    """All current documents that have been read."""
    d = document.c
    rows = connection.execute(
        select(d.seq, d.id, d.published, d.outlet, d.title, d.decided, reading.c.sha256)
        .join(reading, reading.c.document == d.seq)
        .where(d.current, d.status == "read", reading.c.current)
        .order_by(d.seq)
    ).all()
    names = [r.id for r in rows if r.decided]
    decided: dict[str, int] = {}
    for batch in in_batches(names):
        query = (
            select(log.c.document, func.max(log.c.seq))
            .where(log.c.document.in_(batch))
            .group_by(log.c.document)
        )
        decided.update((name, number) for name, number in connection.execute(query))
    found = {}
    for row in rows:
        day = blocking.ordinal(row.published)
        label = (row.outlet or row.title or row.id).strip() or row.id
        state = hashlib.sha256(
            f"{row.sha256} {decided.get(row.id, 0)} {row.published} {label}".encode("utf-8", "surrogatepass")
        ).hexdigest()[:24]
        found[row.seq] = Listed(row.seq, row.id, day, row.published or "", label, state)
    return found


def states(connection: Connection) -> dict[int, str]:
    """The documents compared so far, with the state each was in."""
    return {r.document: r.state for r in connection.execute(select(compared.c.document, compared.c.state))}


_HOLDERS = (
    select(block.c.day, block.c.document)
    .where(
        block.c.key == bindparam("key"), block.c.day >= bindparam("least"), block.c.day <= bindparam("day")
    )
    .where(or_(block.c.day < bindparam("day"), block.c.document < bindparam("document")))
    .order_by(block.c.day.desc(), block.c.document.desc())
    .limit(blocking.LOOK)
)
_LATER = select(block.c.document).where(
    block.c.key == bindparam("key"), block.c.day >= bindparam("day"), block.c.day <= bindparam("most")
)


def candidates(connection: Connection, one: Listed, keys: blocking.Keys) -> list[int]:
    """The earlier documents that a document is compared with: see `blocking.Index.candidates`."""
    holders: dict[int, list[Pair]] = {}
    for key in keys:
        about = {"key": key, "document": one.seq}
        found: list[Pair] = []
        if one.day:
            near = about | {"least": max(1, one.day - blocking.DAYS), "day": one.day}
            found = [(r.day, r.document) for r in connection.execute(_HOLDERS, near)]
            undated = about | {"least": 0, "day": 0, "document": 2**31 - 1}
        else:
            undated = about | {"least": 0, "day": 0}
        found += [(r.day, r.document) for r in connection.execute(_HOLDERS, undated)]
        holders[key] = found
    return blocking.likest(holders, keys, one.day)


def later_holders(connection: Connection, one: Listed, keys: blocking.Keys) -> set[int]:
    """Documents from this one's day on that share a key with it: whose candidates it may change."""
    most = one.day + blocking.DAYS if one.day else 4_000_000
    found: set[int] = set()
    for key in keys:
        found.update(connection.execute(_LATER, {"key": key, "day": one.day, "most": most}).scalars())
    return found


def keys_of(connection: Connection, seq: int) -> blocking.Keys:
    """The keys that a document is kept under."""
    rows = connection.execute(select(block.c.key, block.c.weight).where(block.c.document == seq))
    return {r.key: r.weight for r in rows}


def pairs_to(connection: Connection, seqs: Iterable[int]) -> set[Pair]:
    """The pairs compared whose later document is one of these."""
    found: set[Pair] = set()
    for batch in in_batches(seqs):
        query = select(comparison.c.one, comparison.c.other).where(
            comparison.c.other.in_(batch), comparison.c.one != comparison.c.other
        )
        found.update((r.one, r.other) for r in connection.execute(query))
    return found


def touching(connection: Connection, seqs: Iterable[int]) -> Iterator[tuple[int, int, float, str]]:
    """All comparisons that a document takes part in: the two, the share of text, what was found."""
    for batch in in_batches(seqs):
        query = select(comparison).where(or_(comparison.c.one.in_(batch), comparison.c.other.in_(batch)))
        for row in connection.execute(query):
            yield row.one, row.other, row.shared, row.data


def found_in(data: str) -> tuple[tuple[Found, ...], tuple[Found, ...]]:
    """What a comparison found: what is relayed, and the rest."""
    return _FOUND.decode(data) if data else ((), ())


def joined(connection: Connection, seeds: set[int], extra: Iterable[Pair]) -> set[int]:
    """The documents that hang together with some: by a proposal, a common text or a judgement."""
    known, waiting = set(seeds), set(seeds)
    beside: dict[int, set[int]] = {}
    for a, b in extra:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    while waiting:
        reached: set[int] = set()
        for batch in in_batches(sorted(waiting)):
            for mine, theirs in (
                (comparison.c.one, comparison.c.other),
                (comparison.c.other, comparison.c.one),
            ):
                query = select(theirs).where(
                    mine.in_(batch), or_(comparison.c.data != "", comparison.c.shared >= origins.SHARE)
                )
                reached.update(connection.execute(query).scalars())
        for seq in waiting:
            reached |= beside.get(seq, set())
        waiting = reached - known
        known |= waiting
    return known


def rows_of(connection: Connection, seqs: Iterable[int]) -> Iterator[Row]:
    """The figures of documents, as accounts need them."""
    for batch in in_batches(seqs):
        for data in connection.execute(
            select(compared.c.rows).where(compared.c.document.in_(batch))
        ).scalars():
            yield from _ROWS.decode(data)


def judgements(connection: Connection) -> list[tuple[Judgement, Pair]]:
    """What people said on pairs of claims, with the numbers of the documents."""
    rows = connection.execute(select(judgement).order_by(judgement.c.entry))
    return [
        (
            Judgement(r.entry, r.one, r.other, r.verdict, r.who, r.at, r.reason),
            (r.one_document, r.other_document),
        )
        for r in rows
    ]


def drop(connection: Connection, table: Table, columns: Sequence[Any], seqs: Iterable[int]) -> None:
    """Delete the rows that name one of these documents."""
    for batch in in_batches(seqs):
        connection.execute(delete(table).where(or_(*(c.in_(batch) for c in columns))))


def forget_results(connection: Connection, seqs: Iterable[int]) -> None:
    """Delete the links, accounts and origins of documents."""
    everything = list(seqs)
    drop(connection, link, (link.c.from_document, link.c.to_document), everything)
    drop(connection, origin, (origin.c.document,), everything)
    drop(connection, resting, (resting.c.document,), everything)
    for batch in in_batches(everything):
        names = select(account_row.c.account).where(account_row.c.document.in_(batch))
        gone = list(dict.fromkeys(connection.execute(names).scalars()))
        for some in in_batches(gone):
            connection.execute(delete(account).where(account.c.id.in_(some)))
            connection.execute(delete(account_row).where(account_row.c.account.in_(some)))


def write_results(
    store: Store,
    connection: Connection,
    links: Iterable[Link],
    accounts: Iterable[Account],
    copies: Mapping[int, int],
    documents: Mapping[str, Listed],
) -> None:
    """Write links, accounts and origins; ``documents`` by id."""
    encode = msgspec.json.encode
    rows = []
    for one in links:
        a, b = documents[one.source.document], documents[one.target.document]
        latest = max(a.published, b.published)
        rows.append(
            (one.id, one.kind, one.kind in _CONFLICT, one.score, a.seq, one.source.claim, b.seq,
             one.target.claim, latest, encode(one).decode())
        )  # fmt: skip
    _insert(store, connection, link, rows)
    held = list(accounts)
    _insert(store, connection, account, [
        (a.id, a.disjoint_sides, a.origins, a.latest or "", len(a.answers), a.measure, encode(a).decode())
        for a in held
    ])  # fmt: skip
    _insert(store, connection, account_row, [
        (a.id, x.figure, x.claim, documents[x.document].seq) for a in held for x in a.answers
    ])  # fmt: skip
    weigh(connection, {documents[x.document].seq for a in held for x in a.answers})
    _insert(store, connection, origin, sorted(copies.items()))


def _insert(store: Store, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    store.bulk_insert(connection, table, [c.name for c in table.columns], rows)


def write_comparisons(
    store: Store, connection: Connection, rows: Mapping[Pair, tuple[float, Sequence[Found], Sequence[Found]]]
) -> None:
    """Write what comparing found, in place of what was there."""
    drop_pairs(connection, rows)
    made = [
        (a, b, shared, msgspec.json.encode((relayed, rest)).decode() if relayed or rest else "")
        for (a, b), (shared, relayed, rest) in sorted(rows.items())
    ]
    _insert(store, connection, comparison, made)


_DROP = delete(comparison).where(comparison.c.one == bindparam("a"), comparison.c.other == bindparam("b"))


def drop_pairs(connection: Connection, pairs: Iterable[Pair]) -> None:
    """Forget what comparing these found."""
    about = [{"a": a, "b": b} for a, b in pairs]
    if about:
        connection.execute(_DROP, about)


def write_compared(
    store: Store, connection: Connection, rows: Sequence[tuple[int, str, Sequence[int], Sequence[Row]]]
) -> None:
    """Write documents' states, the claims that only carry another's, and their figures."""
    encode = msgspec.json.encode
    made = [
        (seq, state, encode(carriers).decode(), encode(figures).decode())
        for seq, state, carriers, figures in rows
    ]
    _insert(store, connection, compared, made)


def write_keys(store: Store, connection: Connection, rows: Sequence[tuple[Listed, blocking.Keys]]) -> None:
    """Write what documents can be found by."""
    made = [(key, one.day, one.seq, weight) for one, keys in rows for key, weight in keys.items()]
    _insert(store, connection, block, made)


def carriers(connection: Connection, seqs: Iterable[int]) -> dict[int, set[int]]:
    """The claims of documents that only carry another's, by position."""
    found: dict[int, set[int]] = {}
    for batch in in_batches(seqs):
        for row in connection.execute(
            select(compared.c.document, compared.c.carriers).where(compared.c.document.in_(batch))
        ):
            found[row.document] = set(msgspec.json.decode(row.carriers))
    return found
