"""The audit log: who did what, when and why, each entry sealed by the hash of the one before.

The hash covers the SHA-256 of an entry's payload, not the payload, so that a takedown can remove words
for good without breaking the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, select

from counterclaim.ledger.schema import log

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. ``payload`` is None once a takedown removed it."""

    seq: int
    at: str
    who: str
    action: str
    document: str | None
    row: str | None
    payload: dict[str, Any] | None
    hash: str


def _sha256(*parts: str | None) -> str:
    """A hash of parts that cannot be confused with other parts."""
    data = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()


def canonical(payload: dict[str, Any]) -> str:
    """JSON in one form only."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def entry_hash(row: RowMapping | dict[str, Any]) -> str:
    """The seal of an entry."""
    names = ("previous", "at", "who", "action", "document", "row", "payload_sha256")
    return _sha256(str(row["seq"]), *(row[name] for name in names))


_ALL = select(log).order_by(log.c.seq)
_OF_DOCUMENT = select(log).where(log.c.document == bindparam("id")).order_by(log.c.seq)
_ONE = select(log).where(log.c.seq == bindparam("number"))
_NEWEST = select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)


def newest(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last entry; of none, those that a chain begins with."""
    found = connection.execute(_NEWEST).first()
    return (found.seq, found.hash) if found else (0, START)


def sealed(
    after: tuple[int, str],
    *,
    at: str,
    who: str,
    action: str,
    document: str | None = None,
    row: str | None = None,
    payload: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The entry that follows the one with this number and hash."""
    words = canonical(payload or {})
    values: dict[str, Any] = {
        "seq": after[0] + 1,
        "at": at,
        "who": who,
        "action": action,
        "document": document,
        "row": row,
        "payload": words,
        "payload_sha256": hashlib.sha256(words.encode("utf-8")).hexdigest(),
        "previous": after[1],
    }
    return {**values, "hash": entry_hash(values)}


def append(connection: Connection, **about: Any) -> int:  # noqa: ANN401
    """Append an entry (see `sealed`); returns its number."""
    values = sealed(newest(connection), **about)
    connection.execute(log.insert(), values)
    return int(values["seq"])


def entry_of(row: RowMapping) -> Entry:
    """An entry from its row."""
    payload = None if row["payload"] is None else json.loads(row["payload"])
    return Entry(
        row["seq"], row["at"], row["who"], row["action"], row["document"], row["row"], payload, row["hash"]
    )


def entries(connection: Connection, document: str | None = None) -> Iterator[Entry]:
    """The log, or what of it is about a document, in order."""
    if document is None:
        found = connection.execute(_ALL)
    else:
        found = connection.execute(_OF_DOCUMENT, {"id": document})
    for row in found.mappings():
        yield entry_of(row)


def entry(connection: Connection, number: int) -> Entry | None:
    """The entry of this number."""
    row = connection.execute(_ONE, {"number": number}).mappings().first()
    return None if row is None else entry_of(row)


class Page(NamedTuple):
    """Some entries of the log, newest first, and how many there are in all."""

    total: int
    entries: list[Entry]


def page(
    connection: Connection, actions: Sequence[str], document: str | None, *, limit: int, offset: int
) -> Page:
    """Entries of some actions, on one document or on any, newest first; through an index."""
    where: list[ColumnElement[bool]] = [log.c.action.in_(actions)]
    if document is not None:
        where.append(log.c.document == document)
    total = connection.execute(select(func.count()).select_from(log).where(*where)).scalar_one()
    numbers = select(log.c.seq).where(*where).order_by(log.c.seq.desc()).limit(limit).offset(offset)
    rows = connection.execute(
        select(log).where(log.c.seq.in_(numbers.scalar_subquery())).order_by(log.c.seq.desc())
    ).mappings()
    return Page(total, [entry_of(row) for row in rows])


def faults(connection: Connection) -> Iterator[str]:
    """What is wrong with the chain, in words."""
    previous, number = START, 0
    removed: dict[str | None, list[int]] = {}
    for row in connection.execute(select(log).order_by(log.c.seq)).mappings():
        number += 1
        if row["seq"] != number:
            yield f"log: entry {number} is missing" + (
                f" (the next is {row['seq']})" if row["seq"] > number else ""
            )
            number = row["seq"]
        if row["previous"] != previous:
            yield f"log: entry {row['seq']} does not follow from the one before it"
        if row["payload"] is None:
            removed.setdefault(row["document"], []).append(row["seq"])
        elif hashlib.sha256(row["payload"].encode("utf-8")).hexdigest() != row["payload_sha256"]:
            yield f"log: the contents of entry {row['seq']} ({row['action']} by {row['who']}) were altered"
        if entry_hash(row) != row["hash"]:
            yield f"log: entry {row['seq']} ({row['action']}, {row['at']}) was altered"
        if row["action"] == "takedown":
            removed.pop(row["document"], None)
        previous = row["hash"]
    for document, seqs in removed.items():
        names = ", ".join(map(str, seqs))
        yield f"log: contents of entries {names} were removed without a takedown of {document}"
