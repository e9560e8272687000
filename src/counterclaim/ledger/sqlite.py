"""A ledger in one file: SQLite with write-ahead log and FTS5."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from sqlalchemy import Connection, Table, create_engine, text
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import QueuePool

from counterclaim.ledger.errors import LedgerDamaged, NotALedger, in_our_words
from counterclaim.ledger.store import Row, Seqs, Store, Words
from counterclaim.ledger.words import Phrase

APPLICATION_ID = 0x436C4C67  # "ClLg": what `file` and we look for in the header
_BUSY_MS = 60_000


class SqliteStore(Store):
    """One file. Readers in other processes see the last committed state while one writes."""

    dialect = "sqlite"

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        super().__init__(str(path), read_only=read_only)
        self.path = path
        self.engine = create_engine(
            "sqlite://", creator=self._connect, poolclass=QueuePool, pool_size=4, max_overflow=28
        )

    def _open(self, *, read_only: bool) -> sqlite3.Connection:
        mode = "rwc"
        if read_only:
            # Without the right to write beside the file SQLite cannot join the log; if there is none, it
            # need not.
            log = self.path.with_name(self.path.name + "-wal")
            mode = "ro" if os.access(self.path.parent, os.W_OK) or log.exists() else "ro&immutable=1"
        return sqlite3.connect(
            f"file:{quote(str(self.path.absolute()))}?mode={mode}", uri=True, isolation_level=None,
            check_same_thread=False, timeout=_BUSY_MS / 1000,
        )  # fmt: skip

    def _connect(self) -> sqlite3.Connection:
        connection = self._open(read_only=self.read_only)
        try:
            connection.execute("PRAGMA cache_size=-65536")
            connection.execute("PRAGMA mmap_size=1073741824")
            connection.execute("PRAGMA temp_store=MEMORY")
            if not self.read_only:
                connection.execute("PRAGMA secure_delete=ON")
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                connection.execute("PRAGMA wal_autocheckpoint=4000")
        except BaseException:
            connection.close()
            raise
        return connection

    def exists(self) -> bool:
        """Whether the file is there and has tables; a file of something else is refused, left as it is."""
        if not self.path.exists() or (self.path.is_file() and not self.path.stat().st_size):
            return False
        with in_our_words(self.name), closing(self._open(read_only=True)) as connection:
            (made_by,) = connection.execute("PRAGMA application_id").fetchone()
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if made_by != APPLICATION_ID and (made_by or tables):
            raise NotALedger(f"{self.name}: is not a ledger", "name another file with --ledger")
        return bool(tables)

    def begin_reading(self, connection: Connection) -> None:
        """A snapshot."""
        connection.exec_driver_sql("BEGIN")

    def begin_writing(self, connection: Connection) -> None:
        """The write lock at once, so that no transaction fails half-way."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def bulk_insert(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """One prepared statement for all rows."""
        if rows:
            names, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" * len(columns))
            sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608
            _driver(connection).executemany(sql, rows)

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """ON CONFLICT DO NOTHING."""
        if rows:
            connection.execute(insert(table).on_conflict_do_nothing(), list(rows))

    def create_words(self, connection: Connection) -> None:
        """Two FTS5 indexes that keep no second copy of the text."""
        for which in ("document", "claim"):
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {which}_words"
                " USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")

    def index_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Add words."""
        _driver(connection).executemany(f"INSERT INTO {which}_words (rowid, words) VALUES (?, ?)", rows)  # noqa: S608

    def remove_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Take words out."""
        _driver(connection).executemany(
            f"INSERT INTO {which}_words ({which}_words, rowid, words) VALUES ('delete', ?, ?)", rows  # noqa: S608
        )  # fmt: skip

    def match(self, connection: Connection, which: Words, query: Sequence[Phrase]) -> Seqs:
        """FTS5 MATCH."""
        wanted = " AND ".join(f'"{" ".join(p.words)}"' + (" *" if p.prefix else "") for p in query)
        found = _driver(connection).execute(
            f"SELECT rowid FROM {which}_words WHERE {which}_words MATCH ?", (wanted,)  # noqa: S608
        )  # fmt: skip
        return np.fromiter((r[0] for r in found), dtype=np.int64)

    def blobs(
        self, connection: Connection, names: Sequence[str], segments: Sequence[int]
    ) -> dict[tuple[int, str], bytes]:
        """Read by primary key; all segments of a column lie together."""
        found: dict[tuple[int, str], bytes] = {}
        wanted = set(segments)
        for name in names if wanted else ():
            rows = _driver(connection).execute(
                "SELECT segment, data FROM segment_column WHERE name = ? AND segment BETWEEN ? AND ?",
                (name, min(wanted), max(wanted)),
            )
            found.update(((segment, name), data) for segment, data in rows if segment in wanted)
        return found

    def scrub(self, patience: float) -> bool:
        """Merge the word indexes (deleted words go), then empty the log, which those who read hold open."""
        with self.engine.connect() as connection:
            driver = _driver(connection)
            for which in ("document", "claim"):
                driver.execute(f"INSERT INTO {which}_words ({which}_words) VALUES ('optimize')")  # noqa: S608
            driver.execute(f"PRAGMA busy_timeout={int(patience * 1000)}")
            try:
                busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                driver.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
        return not busy

    def size(self) -> int:
        """The file and its log."""
        files = (self.path, self.path.with_name(self.path.name + "-wal"))
        return sum(f.stat().st_size for f in files if f.exists())

    def damage(self) -> list[str]:
        """PRAGMA quick_check."""
        try:
            with self.engine.connect() as connection:
                said = [str(r[0]) for r in connection.execute(text("PRAGMA quick_check(20)"))]
        except Exception as error:
            raise LedgerDamaged(
                f"{self.name}: {error.__cause__ or error}", "restore it from a copy"
            ) from error
        return [s for s in said if s != "ok"]


def _driver(connection: Connection) -> sqlite3.Connection:
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found
