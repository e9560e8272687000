"""Tables for what reconciling finds. All can be thrown away and computed again, but for the log's judgements.

``judgement`` is the log's entries of action ``judge`` in columns; the log is what counts. ``compared``,
``comparison``, ``feature`` and ``block`` are what reconciling keeps so that new documents cost only their own
comparisons.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    delete,
    or_,
    select,
    update,
)

from counterclaim.ledger.schema import entry, metadata

CONFIDENCE = 0.5  # of rows whose reader gives none

link = Table(
    "link",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("conflict", Boolean, nullable=False),  # contradicts, denies, disputes
    Column("score", Float, nullable=False),
    Column("from_document", Integer, nullable=False, index=True),
    Column("from_claim", Text, nullable=False, index=True),
    Column("to_document", Integer, nullable=False, index=True),
    Column("to_claim", Text, nullable=False, index=True),
    Column("latest", Text, nullable=False),  # the later date of the two statements; empty where none has one
    Column("data", Text, nullable=False),  # the link as the contract has it
    Index(None, "conflict", "latest", "id"),
)

account = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("disjoint_sides", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("latest", Text, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("measure", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index(None, "disjoint_sides", "origins", "latest", "id"),
)

account_row = Table(  # the figures that an account rests on
    "account_row",
    metadata,
    Column("account", Text, primary_key=True),
    Column("figure", Text, primary_key=True, index=True),
    Column("claim", Text, nullable=False, index=True),
    Column("document", Integer, primary_key=True, autoincrement=False, index=True),
)

resting = Table(  # rows that accounts rest on, the most pressing to check first
    "resting",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("row", Text, primary_key=True),
    Column("accounts", Integer, nullable=False),
    Column("priority", Float, nullable=False),  # (1 - confidence of its claim) times accounts
    Index(None, "priority", "document", "row"),
)

identity = Table(  # events and actors that are one in several documents
    "identity",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("row", Text, primary_key=True),  # of an event or an actor
    Column("kind", Text, nullable=False),  # event | actor
    Column("cluster", Text, nullable=False, index=True),
    Column("data", Text, nullable=False),  # the member: see `reconcile.identity`
)

origin = Table(  # documents that carry one text
    "origin",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("origin", Integer, nullable=False, index=True),  # the first of them
)

judgement = Table(
    "judgement",
    metadata,
    Column("entry", Integer, primary_key=True, autoincrement=False),  # of the log
    Column("one", Text, nullable=False, index=True),  # claims
    Column("other", Text, nullable=False, index=True),
    Column("one_document", Integer, nullable=False, index=True),
    Column("other_document", Integer, nullable=False, index=True),
    Column("verdict", Text, nullable=False),  # same | not_same | unsure
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

compared = Table(
    "compared",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),  # hash of the reading and the decisions that were compared
    Column("carriers", Text, nullable=False),  # its claims that only carry another document's: JSON
)

comparison = Table(
    "comparison",
    metadata,
    Column("one", Integer, primary_key=True, autoincrement=False),
    Column("other", Integer, primary_key=True, autoincrement=False, index=True),
    Column("shared", Float, nullable=False),  # share of the shorter text that both have
    Column("data", Text, nullable=False),  # how their claims stand to each other, before the choice of links
)

feature = Table(  # what comparing needs of a document, without its text; may be ahead of ``compared``
    "feature",
    metadata,
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),  # of the document and of the method that made it
    Column("data", LargeBinary, nullable=False),  # packed: see `reconcile.features`
    Column("found_by", LargeBinary, nullable=False),  # what it can be found by
    Column("rows", Text, nullable=False),  # what accounts need of its figures: JSON
    Column("identified", LargeBinary, nullable=False),  # its events and actors: see `reconcile.identity`
)

block = Table(
    "block",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # of publication, counted from 0001-01-01
    Column("document", Integer, primary_key=True, autoincrement=False, index=True),
    Column("weight", Integer, nullable=False),
    sqlite_with_rowid=False,
)

FORGOTTEN = "[[],[]]"  # of a comparison: what it found quoted a text that was taken down


def forget(connection: Connection, document: int) -> None:
    """Remove all that quotes a document: links, accounts, what was kept of comparing it.

    What stays is that it was compared, and with which: the next run of reconcile sees by this whose links may
    change, and removes it too.
    """
    mine = select(account_row.c.account).where(account_row.c.document == document)
    beside = select(account_row.c.document).where(account_row.c.account.in_(mine)).distinct()
    others = [n for n in connection.execute(beside).scalars() if n != document]
    names = list(connection.execute(mine).scalars())
    for table, column in ((account, account.c.id), (account_row, account_row.c.account)):
        connection.execute(delete(table).where(column.in_(names)))
    judged = (judgement.c.one_document, judgement.c.other_document)
    tied = connection.execute(select(*judged).where(or_(*(c == document for c in judged))))
    gone = {document, *(n for row in tied for n in row)}
    connection.execute(update(compared).where(compared.c.document.in_(gone)).values(state=""))
    connection.execute(update(compared).where(compared.c.document == document).values(carriers="[]"))
    ends = or_(comparison.c.one == document, comparison.c.other == document)
    found = or_(comparison.c.data != "", comparison.c.shared > 0)
    connection.execute(update(comparison).where(ends, found).values(data=FORGOTTEN, shared=1.0))
    for table, columns in _QUOTING:
        connection.execute(delete(table).where(or_(*(c == document for c in columns))))
    weigh(connection, others)


_QUOTING = (
    (link, (link.c.from_document, link.c.to_document)),
    (origin, (origin.c.document,)),
    (judgement, (judgement.c.one_document, judgement.c.other_document)),
    (resting, (resting.c.document,)),
    (identity, (identity.c.document,)),
    (feature, (feature.c.document,)),
)


class _Sure(msgspec.Struct):
    confidence: float | None = None


def weigh(connection: Connection, documents: Iterable[int]) -> None:
    """Count anew how many accounts rest on each row of these documents."""
    everything = sorted(set(documents))
    for start in range(0, len(everything), 500):
        some = everything[start : start + 500]
        connection.execute(delete(resting).where(resting.c.document.in_(some)))
        rest: dict[tuple[int, str], set[str]] = {}
        claims: dict[tuple[int, str], str] = {}
        for row in connection.execute(select(account_row).where(account_row.c.document.in_(some))):
            claims[row.document, row.figure] = claims[row.document, row.claim] = row.claim
            for name in (row.figure, row.claim):
                rest.setdefault((row.document, name), set()).add(row.account)
        if not rest:
            continue
        found = connection.execute(
            select(entry.c.document, entry.c.id, entry.c.data).where(
                entry.c.document.in_({seq for seq, _ in rest}), entry.c.kind == "claim", entry.c.current
            )
        )
        sure = {
            (seq, name): msgspec.json.decode(data, type=_Sure).confidence
            for seq, name, data in found
            if (seq, name) in rest
        }
        made = []
        for (seq, name), accounts in rest.items():
            known = sure.get((seq, claims[seq, name]))
            doubt = 1 - (CONFIDENCE if known is None else known)
            made.append(
                {"document": seq, "row": name, "accounts": len(accounts), "priority": doubt * len(accounts)}
            )
        connection.execute(resting.insert(), made)
