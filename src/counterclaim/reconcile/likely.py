"""Which documents are compared, for many at once: the rule of `blocking`, run by DuckDB over Arrow columns.

Gives what `blocking.Index` gives, document by document. Each key's holders are numbered in the order of time;
a document meets the latest `blocking.LOOK` before it under each of its keys, so that a key which a week of
shelling has given to thousands costs no more for each of them than any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from counterclaim.reconcile import blocking

Numbers = NDArray[np.int64]
_AT_ONCE = 2_500  # documents whose candidates are sought in one query
_MEMORY = "512MB"

_HELD = """
CREATE TABLE held AS
SELECT key, day, document, weight, place, place // $look AS lot,
       sum(CASE WHEN day = 0 THEN 1 ELSE 0 END) OVER (PARTITION BY key) AS undated
FROM (SELECT *, row_number() OVER (PARTITION BY key, day = 0 ORDER BY day, document) - 1 AS place FROM block)
"""
# Holders of one key lie in lots; the latest ones before a document are in its own lot and the one before.
_LIKELY = """
WITH asked AS (
    SELECT h.* FROM held h JOIN numbered n USING (document) WHERE n.number >= $low AND n.number < $high
),
met AS (
    SELECT b.document AS later, b.day AS day, a.document AS earlier, a.day AS before, b.weight
    FROM (SELECT *, lot AS near FROM asked UNION ALL SELECT *, lot - 1 AS near FROM asked) b
    JOIN held a ON a.key = b.key AND a.lot = b.near AND (a.day = 0) = (b.day = 0)
    WHERE a.place < b.place AND a.place >= b.place - $look AND a.day >= b.day - $days
    UNION ALL
    SELECT b.document, b.day, a.document, a.day, b.weight
    FROM (SELECT * FROM asked WHERE day > 0 AND undated > 0) b
    JOIN (SELECT * FROM held WHERE day = 0 AND place >= undated - $look) a ON a.key = b.key
),
summed AS (
    SELECT later, earlier, CASE WHEN before = 0 OR day = 0 THEN 0 ELSE day - before END AS gap,
           sum(weight) AS weight
    FROM met GROUP BY later, earlier, day, before
),
enough AS (
    SELECT *, row_number() OVER (PARTITION BY later ORDER BY weight DESC, gap, earlier DESC) AS rank
    FROM summed WHERE weight >= CASE {enough} ELSE 99 END
)
SELECT earlier, later, rank FROM enough WHERE rank <= $most + 1 ORDER BY later, earlier
"""


@dataclass(slots=True)
class Keys:
    """Keys of many documents: one entry for each key of each."""

    key: list[Numbers]
    weight: list[Numbers]
    document: list[Numbers]
    day: list[Numbers]

    @classmethod
    def none(cls) -> Keys:
        """No keys yet."""
        return cls([], [], [], [])

    def add(self, document: int, day: int, keys: blocking.Keys) -> None:
        """Add a document's."""
        self.extend(
            np.fromiter(keys.keys(), np.int64, len(keys)),
            np.fromiter(keys.values(), np.int64, len(keys)),
            np.full(len(keys), document, np.int64),
            np.full(len(keys), day, np.int64),
        )

    def extend(
        self, key: Numbers, weight: Numbers, document: Numbers, day: Numbers
    ) -> None:  # fmt: skip
        """Add those of several."""
        self.key.append(key)
        self.weight.append(weight)
        self.document.append(document)
        self.day.append(day)

    def table(self) -> pa.Table:
        """All of them, in columns."""
        empty = np.zeros(0, np.int64)
        names = ("key", "weight", "document", "day")
        return pa.table({name: np.concatenate([empty, *getattr(self, name)]) for name in names})


@dataclass(slots=True)
class Likely:
    """The pairs to compare, the earlier document first, and how many documents had more than that."""

    pairs: list[tuple[int, int]]
    crowded: int


def likely(keys: Keys, threads: int = 2) -> Likely:
    """The earlier documents that each document is compared with: see `blocking.Index.candidates`."""
    import duckdb

    block = keys.table()
    found, crowded = Likely([], 0), set[int]()
    if not block.num_rows:
        return found
    with (
        TemporaryDirectory() as folder,
        duckdb.connect(
            config={"threads": threads, "memory_limit": _MEMORY, "temp_directory": folder}
        ) as database,
    ):
        database.execute("SET preserve_insertion_order = false")
        database.register("block", block)
        database.execute(_HELD, {"look": blocking.LOOK})
        database.execute(
            "CREATE TABLE numbered AS "
            "SELECT document, row_number() OVER (ORDER BY day, document) - 1 AS number "
            "FROM (SELECT DISTINCT document, day FROM held)"
        )
        (count,) = database.execute("SELECT count(*) FROM numbered").fetchone() or (0,)
        for earlier, later, rank in _in_lots(database, count):
            keep = rank <= blocking.MOST
            crowded.update(later[~keep].tolist())
            found.pairs += zip(earlier[keep].tolist(), later[keep].tolist(), strict=True)
    found.crowded = len(crowded)
    return found


def _in_lots(database: object, count: int) -> Iterator[tuple[NDArray[np.int64], ...]]:
    enough = " ".join(f"WHEN gap <= {days} THEN {weight}" for days, weight in blocking.ENOUGH)
    query = _LIKELY.format(enough=enough)
    about = {"look": blocking.LOOK, "days": blocking.DAYS, "most": blocking.MOST}
    for low in range(0, count, _AT_ONCE):
        rows = database.execute(query, {**about, "low": low, "high": low + _AT_ONCE}).fetchnumpy()  # type: ignore[attr-defined]
        yield rows["earlier"], rows["later"], rows["rank"]
