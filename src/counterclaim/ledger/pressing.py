"""What to review first: (1 - confidence) times the accounts that rest on a row, over the whole ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from counterclaim.ledger.columns import Cache
from counterclaim.ledger.filters import Filters
from counterclaim.ledger.linked import resting
from counterclaim.ledger.schema import document, entry
from counterclaim.ledger.search import Hit, Search, hits_of
from counterclaim.ledger.store import Store

_KINDS = ("figure", "claim")  # of a queue that is asked for no kind: the kinds that accounts rest on
_AT_ONCE = 500


class Pressing(msgspec.Struct, frozen=True):
    """A row that waits for a person, and why it stands where it stands.

    ``accounts`` counts the accounts that rest on it; ``confidence`` is the reader's in its claim, 0 to 1 (0.5
    where it gives none), None of a row that no account rests on: such a row has no priority.
    """

    hit: Hit
    accounts: int
    confidence: float | None
    priority: float


def pressing(
    store: Store, connection: Connection, cache: Cache, asked: Filters, limit: int
) -> list[Pressing]:
    """Rows with this status of review (without one: those nobody judged), the most pressing first.

    Rows that no account rests on follow, the latest published first.
    """
    status = asked.review or "machine"
    kinds = (asked.kind,) if asked.kind else _KINDS
    given = asked.words_used() | {"review": status}
    narrow = given.keys() - {"kind", "review"}
    among: set[int] | None = None
    if narrow:
        among = set()
        for kind in kinds:
            among.update(Search(store, connection, cache, Filters.of({**given, "kind": kind})).seqs())
    found: dict[int, tuple[int, float]] = {}
    for seq, accounts, priority in _weighed(connection, kinds, status):
        if among is None or seq in among:
            found[seq] = (accounts, priority)
            if len(found) == limit:
                break
    hits = hits_of(connection, list(found))
    made = [
        Pressing(h, accounts, 1 - priority / accounts, priority)
        for h, (accounts, priority) in zip(hits, found.values(), strict=True)
    ]
    if len(made) == limit:
        return made
    there = {(p.hit.document, p.hit.id) for p in made}
    rest: list[Hit] = []
    for kind in kinds:
        search = Search(store, connection, cache, Filters.of({**given, "kind": kind}))
        rest += search.result(limit=limit, offset=0, facets=False).hits
    rest = [h for h in rest if (h.document, h.id) not in there]
    rest.sort(key=lambda h: (h.published or "", h.document), reverse=True)
    return made + [Pressing(h, 0, None, 0.0) for h in rest[: limit - len(made)]]


def _weighed(connection: Connection, kinds: Sequence[str], status: str) -> Iterator[tuple[int, int, float]]:
    """Rows that accounts rest on, the heaviest first, as they are needed: through the index."""
    heaviest = (resting.c.priority.desc(), resting.c.document.desc(), resting.c.row.desc())
    # Which rows count is seen here, so that the database has no reason to begin with them.
    query = (
        select(
            entry.c.seq, entry.c.kind, entry.c.review, entry.c.current, resting.c.accounts, resting.c.priority
        )
        .join(entry, (entry.c.id == resting.c.row) & (entry.c.document == resting.c.document))
        .order_by(*heaviest)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in connection.execute(query):
        if row.current and row.review == status and row.kind in kinds:
            yield row.seq, row.accounts, row.priority


def weights(connection: Connection, hits: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many accounts rest on rows, by document and row; those that none rests on are left out."""
    found: dict[tuple[str, str], int] = {}
    wanted = set(hits)
    rows = sorted({row for _, row in wanted})
    for start in range(0, len(rows), _AT_ONCE):
        query = (
            select(document.c.id, resting.c.row, resting.c.accounts)
            .join(document, document.c.seq == resting.c.document)
            .join(entry, (entry.c.id == resting.c.row) & (entry.c.document == resting.c.document))
            .where(entry.c.id.in_(rows[start : start + _AT_ONCE]), entry.c.current)
        )
        found.update({(name, row): n for name, row, n in connection.execute(query) if (name, row) in wanted})
    return found
