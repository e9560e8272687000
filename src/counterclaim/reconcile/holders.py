"""Who can be found by which key in a ledger, as it will be: without those that go, with those that come."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, or_, select

from counterclaim.ledger.linked import block
from counterclaim.ledger.readings import in_batches
from counterclaim.reconcile import blocking
from counterclaim.reconcile.kept import Listed, Pair

_HOLDERS = (
    select(block.c.day, block.c.document)
    .where(
        block.c.key == bindparam("key"), block.c.day >= bindparam("least"), block.c.day <= bindparam("day")
    )
    .where(or_(block.c.day < bindparam("day"), block.c.document < bindparam("document")))
    .order_by(block.c.day.desc(), block.c.document.desc())
    .limit(bindparam("most"))
)
_LATER = select(block.c.document).where(
    block.c.key == bindparam("key"), block.c.day >= bindparam("day"), block.c.day <= bindparam("most")
)
_END = 2**31 - 1


class Holders:
    """The holders of keys as they will be once a run is written.

    Args:
        connection: reads what is kept.
        lost: documents that go, or come with other keys.

    """

    def __init__(self, connection: Connection, lost: Iterable[int]) -> None:
        self._connection = connection
        self._lost = set(lost)
        self.crowded = 0  # documents that had more candidates than are looked at
        self._gone: Counter[int] = Counter()  # how many of a key's holders go
        self._fresh: dict[int, list[Pair]] = defaultdict(list)
        for batch in in_batches(sorted(self._lost)):
            query = select(block.c.key).where(block.c.document.in_(batch))
            self._gone.update(connection.execute(query).scalars())

    def add(self, one: Listed, keys: blocking.Keys) -> None:
        """A document that comes."""
        for key in keys:
            insort(self._fresh[key], one.time)

    def candidates(self, one: Listed, keys: blocking.Keys) -> list[int]:
        """The earlier documents that a document is compared with: see `blocking.Index.candidates`."""
        holders = {key: self._earlier(key, one) for key in keys}
        found = blocking.likest(holders, keys, one.day, blocking.MOST + 1)
        self.crowded += len(found) > blocking.MOST
        return found[: blocking.MOST]

    def _earlier(self, key: int, one: Listed) -> list[Pair]:
        if not one.day:
            return self._latest(key, 0, one.time)
        return self._latest(key, max(1, one.day - blocking.DAYS), one.time) + self._latest(key, 0, (0, _END))

    def _latest(self, key: int, least: int, before: Pair) -> list[Pair]:
        """The latest holders of a key before a point in time, from a day on."""
        about = {"key": key, "least": least, "day": before[0], "document": before[1]}
        most = blocking.LOOK + self._gone[key]
        rows = self._connection.execute(_HOLDERS, {**about, "most": most})
        found = [(r.day, r.document) for r in rows if r.document not in self._lost]
        if key in self._fresh:
            fresh = self._fresh[key]
            found += fresh[bisect_left(fresh, (least, 0)) : bisect_left(fresh, before)]
            found.sort(reverse=True)
        return found[: blocking.LOOK]

    def later(self, day: int, keys: Iterable[int]) -> set[int]:
        """Documents kept, from a document's day on, that share a key: whose candidates it may change."""
        most = day + blocking.DAYS if day else 4_000_000
        found: set[int] = set()
        for key in keys:
            rows = self._connection.execute(_LATER, {"key": key, "day": day, "most": most})
            found.update(rows.scalars())
        return found - self._lost
