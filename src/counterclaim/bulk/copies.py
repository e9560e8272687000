"""Near-copies over all shards: MinHash bands joined in DuckDB, candidates compared exactly.

The rule is the ledger's own (`counterclaim.ledger.copies`): texts that share four fifths of their five-word
shingles, directly or through others, are one origin. Exact copies are put together by their hash first,
so that a wire report in a thousand papers makes no million pairs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from counterclaim.bulk.folder import Folder
from counterclaim.ledger.copies import SIMILAR, jaccard, shingles

_FETCH = 10_000  # pairs at a time
_TEXTS = 4_096  # texts in memory whose shingles are kept
_DOCUMENTS = """
    CREATE TABLE document AS
    SELECT row_number() OVER (ORDER BY filename, file_row_number) - 1 AS number, document, key, text_sha256
    FROM read_parquet(?, filename = true, file_row_number = true)
"""
_FIRSTS = """
    CREATE TABLE twin AS
    SELECT text_sha256, min(number) AS number, any_value(document ORDER BY number) AS document
    FROM document GROUP BY text_sha256
"""
_PAIRS = """
    CREATE TABLE pair AS
    WITH banded AS (
        SELECT DISTINCT b.hash, t.number FROM read_parquet(?) b JOIN twin t ON t.document = b.document
    )
    SELECT DISTINCT one.number AS first, other.number AS second
    FROM banded one JOIN banded other ON one.hash = other.hash AND one.number < other.number
"""


def origins(folder: Folder, progress: Callable[[int, int], None] | None = None) -> Path:
    """Write OUT/origins.parquet: of each document the first document of its origin; returns the path.

    Columns: ``document``, ``key``, ``origin`` (a document's id), ``copies`` (documents of that origin).

    Raises:
        BulkError: it is no folder of a bulk run.

    """
    import duckdb

    folder.must_exist()
    target = folder.path / "origins.parquet"
    with duckdb.connect() as base:
        base.execute("SET threads = 2; SET preserve_insertion_order = false")
        base.execute(f"SET temp_directory = '{_quoted(folder.path / 'inputs')}'")
        documents = str(folder.path / "documents" / "*.parquet")
        base.execute(_DOCUMENTS, [documents])
        base.execute(_FIRSTS)
        base.execute(_PAIRS, [str(folder.path / "bands" / "*.parquet")])
        groups = _joined(base, documents, progress)
        _write(base, groups, target)
    return target


def _joined(base: Any, documents: str, progress: Callable[[int, int], None] | None) -> Groups:  # noqa: ANN401
    """Groups of texts, after comparing each pair that is not in one group already."""
    (total,) = base.execute("SELECT count(*) FROM pair").fetchone()
    groups, done = Groups(), 0
    texts = base.cursor()
    texts.execute(
        "CREATE TABLE wanted AS SELECT t.number, any_value(p.text) AS text FROM twin t"
        " JOIN read_parquet(?) p ON p.document = t.document"
        " WHERE t.number IN (SELECT first FROM pair UNION SELECT second FROM pair) GROUP BY t.number",
        [documents],
    )
    texts.execute("CREATE UNIQUE INDEX by_number ON wanted (number)")

    @lru_cache(maxsize=_TEXTS)
    def marks(number: int) -> frozenset[str]:
        row = texts.execute("SELECT text FROM wanted WHERE number = ?", [number]).fetchone()
        return shingles(row[0])

    pairs = base.execute("SELECT first, second FROM pair ORDER BY first, second")
    while rows := pairs.fetchmany(_FETCH):
        for first, second in rows:
            if groups.of(first) != groups.of(second) and jaccard(marks(first), marks(second)) >= SIMILAR:
                groups.join(first, second)
        done += len(rows)
        if progress is not None:
            progress(done, total)
    return groups


class Groups:
    """Numbers in groups; a group is known by its smallest."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, number: int) -> int:
        """The group of a number."""
        path = []
        while (above := self._above.get(number, number)) != number:
            path.append(number)
            number = above
        for each in path:
            self._above[each] = number
        return number

    def join(self, one: int, other: int) -> None:
        """Make two groups one."""
        first, second = sorted((self.of(one), self.of(other)))
        if first != second:
            self._above[second] = first

    def members(self) -> dict[int, int]:
        """Number to group, of those that are not the smallest of their own."""
        return {number: self.of(number) for number in list(self._above)}


def _write(base: Any, groups: Groups, target: Path) -> None:  # noqa: ANN401
    import pyarrow as pa

    members = groups.members()
    joined = pa.table({
        "number": pa.array(list(members), pa.int64()), "origin": pa.array(list(members.values()), pa.int64()),
    })  # fmt: skip
    base.register("joined", joined)
    temporary = target.with_name(".origins.parquet.tmp")
    base.execute(f"""
        COPY (
            WITH placed AS (
                SELECT d.number, d.document, d.key, coalesce(j.origin, t.number) AS origin
                FROM document d JOIN twin t USING (text_sha256) LEFT JOIN joined j ON j.number = t.number
            )
            SELECT p.document, p.key, o.document AS origin, count(*) OVER (PARTITION BY p.origin) AS copies
            FROM placed p JOIN document o ON o.number = p.origin ORDER BY p.number
        ) TO '{_quoted(temporary)}' (FORMAT parquet, COMPRESSION zstd)
    """)  # noqa: S608 (a path of our own; DuckDB takes no parameter here)
    temporary.replace(target)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
