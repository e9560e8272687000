"""What a ledger keeps of a reconciliation, as the steps of `update` read and write it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, bindparam, delete, func, or_, select, update

from counterclaim.ledger.linked import (
    account,
    account_row,
    block,
    compared,
    comparison,
    feature,
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


def listed(connection: Connection, seqs: Iterable[int] | None = None) -> dict[int, Listed]:
    """All current documents that have been read, or those of some."""
    d = document.c
    query = (
        select(d.seq, d.id, d.published, d.outlet, d.title, d.decided, reading.c.sha256)
        .join(reading, reading.c.document == d.seq)
        .where(d.current, d.status == "read", reading.c.current)
        .order_by(d.seq)
    )
    if seqs is None:
        rows = connection.execute(query).all()
    else:
        rows = [r for some in in_batches(seqs) for r in connection.execute(query.where(d.seq.in_(some)))]
    decided: dict[str, int] = {}
    for batch in in_batches([r.id for r in rows if r.decided]):
        last = (
            select(log.c.document, func.max(log.c.seq))
            .where(log.c.document.in_(batch))
            .group_by(log.c.document)
        )
        decided.update((name, number) for name, number in connection.execute(last))
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


def keys_of(connection: Connection, seqs: Iterable[int]) -> dict[int, blocking.Keys]:
    """The keys that documents are kept under."""
    found: dict[int, blocking.Keys] = {}
    for batch in in_batches(seqs):
        query = select(block.c.document, block.c.key, block.c.weight).where(block.c.document.in_(batch))
        for seq, key, weight in connection.execute(query):
            found.setdefault(seq, {})[key] = weight
    return found


def days_of(connection: Connection, seqs: Iterable[int]) -> dict[int, int]:
    """The days that documents are kept under."""
    found: dict[int, int] = {}
    for batch in in_batches(seqs):
        query = select(block.c.document, block.c.day).where(block.c.document.in_(batch)).distinct()
        found.update((seq, day) for seq, day in connection.execute(query))
    return found


def all_keys(connection: Connection, without: set[int]) -> Iterator[tuple[NDArray[np.int64], ...]]:
    """All keys kept but those of some documents: key, weight, document and day, in lots."""
    query = select(block.c.key, block.c.weight, block.c.document, block.c.day)
    for rows in connection.execution_options(yield_per=50_000).execute(query).partitions():
        made = np.array([tuple(r) for r in rows if r.document not in without], np.int64).reshape(-1, 4)
        yield tuple(np.ascontiguousarray(column) for column in made.T)


def all_pairs(connection: Connection) -> set[Pair]:
    """All pairs of two documents compared."""
    query = select(comparison.c.one, comparison.c.other).where(comparison.c.one != comparison.c.other)
    return {(a, b) for a, b in connection.execute(query)}


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


def carrying(data: str, one: int, other: int) -> tuple[Pair, ...]:
    """Which claims only carry another's, as a comparison found: document and position."""
    return tuple((one if not f.back else other, f.source) for f in found_in(data)[0])


def hanging(connection: Connection, seqs: Iterable[int]) -> Iterator[Pair]:
    """The comparisons of some documents that found a proposal or a common text."""
    for batch in in_batches(sorted(seqs)):
        for mine in (comparison.c.one, comparison.c.other):
            query = select(comparison.c.one, comparison.c.other).where(
                mine.in_(batch), or_(comparison.c.data != "", comparison.c.shared >= origins.SHARE)
            )
            for row in connection.execute(query):
                yield row.one, row.other


def rows_of(connection: Connection, seqs: Iterable[int]) -> Iterator[Row]:
    """The figures of documents, as accounts need them."""
    for batch in in_batches(seqs):
        query = select(feature.c.rows).where(feature.c.document.in_(batch), feature.c.rows != "[]")
        for data in connection.execute(query).scalars():
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
    store: Store, connection: Connection, rows: Mapping[Pair, tuple[float, str]], dropped: Iterable[Pair]
) -> None:
    """Write what comparing found, in place of what was there."""
    about = [{"a": a, "b": b} for a, b in sorted({*dropped, *rows})]
    if about and connection.execute(select(comparison.c.one).limit(1)).first():
        connection.execute(_DROP, about)
    _insert(
        store,
        connection,
        comparison,
        [(a, b, shared, data) for (a, b), (shared, data) in sorted(rows.items())],
    )


_DROP = delete(comparison).where(comparison.c.one == bindparam("a"), comparison.c.other == bindparam("b"))


def write_compared(
    store: Store, connection: Connection, rows: Sequence[tuple[int, str, Iterable[int]]]
) -> None:
    """Write documents' states and the claims that only carry another's."""
    made = [(seq, state, _positions(carriers)) for seq, state, carriers in rows]
    _insert(store, connection, compared, made)


def write_carriers(connection: Connection, carriers: Mapping[int, Iterable[int]]) -> None:
    """Set which claims of documents only carry another's."""
    rows = [{"seq": seq, "words": _positions(found)} for seq, found in sorted(carriers.items())]
    if rows:
        connection.execute(_CARRIERS, rows)


_CARRIERS = (
    update(compared).where(compared.c.document == bindparam("seq")).values(carriers=bindparam("words"))
)


def _positions(found: Iterable[int]) -> str:
    return msgspec.json.encode(sorted(found)).decode()


def write_keys(store: Store, connection: Connection, rows: Iterable[tuple[Listed, blocking.Keys]]) -> None:
    """Write what documents can be found by, in the order of the index."""
    made = [(key, one.day, one.seq, weight) for one, keys in rows for key, weight in keys.items()]
    _insert(store, connection, block, sorted(made))


def packed(connection: Connection, seqs: Iterable[int]) -> dict[int, bytes]:
    """Documents as they are kept packed."""
    found: dict[int, bytes] = {}
    for batch in in_batches(seqs):
        query = select(feature.c.document, feature.c.data).where(feature.c.document.in_(batch))
        found.update((seq, bytes(data)) for seq, data in connection.execute(query))
    return found


def featured(connection: Connection, seqs: Iterable[int]) -> dict[int, str]:
    """Which documents are kept packed, with the state that each was made of."""
    found: dict[int, str] = {}
    for batch in in_batches(seqs):
        query = select(feature.c.document, feature.c.state).where(feature.c.document.in_(batch))
        found.update((seq, state) for seq, state in connection.execute(query))
    return found


def new_keys(connection: Connection, seqs: Iterable[int]) -> Iterator[tuple[int, blocking.Keys]]:
    """What documents can be found by, as it was found when they were packed."""
    for batch in in_batches(seqs):
        query = select(feature.c.document, feature.c.found_by).where(feature.c.document.in_(batch))
        for seq, data in connection.execute(query):
            yield seq, _KEYS.decode(data)


_KEYS = msgspec.msgpack.Decoder(dict[int, int])


def write_features(
    store: Store, connection: Connection, rows: Sequence[tuple[int, str, bytes, blocking.Keys, str, bytes]]
) -> None:
    """Keep documents packed, in place of what was kept of them."""
    drop(connection, feature, (feature.c.document,), [r[0] for r in rows])
    encode = msgspec.msgpack.encode
    made = [(seq, state, data, encode(keys), *rest) for seq, state, data, keys, *rest in rows]
    _insert(store, connection, feature, sorted(made))


def carriers(connection: Connection, seqs: Iterable[int]) -> dict[int, set[int]]:
    """The claims of documents that only carry another's, by position."""
    found: dict[int, set[int]] = {}
    for batch in in_batches(seqs):
        for row in connection.execute(
            select(compared.c.document, compared.c.carriers).where(compared.c.document.in_(batch))
        ):
            found[row.document] = set(msgspec.json.decode(row.carriers))
    return found
