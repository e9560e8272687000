"""A ledger for a team: PostgreSQL 15 or later through psycopg 3."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from sqlalchemy import Connection, Table, create_engine, inspect, make_url, text

from counterclaim.ledger.errors import LedgerError, NotALedger, in_our_words
from counterclaim.ledger.store import Row, Seqs, Store, Words
from counterclaim.ledger.words import Phrase

if TYPE_CHECKING:
    import psycopg

_WRITER = 0x436C4C67  # the advisory lock that makes one writer at a time
_COPY_FROM = 200  # rows
_SETTINGS = (
    "-c jit=off -c synchronous_commit=off -c lock_timeout=60s"
    " -c default_transaction_isolation=repeatable\\ read"
)

# Others that still see the ledger as it was.
_SNAPSHOTS = text(
    "SELECT count(*) > 0 FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL"
)


class PostgresqlStore(Store):
    """One database (or schema, by ``options=-csearch_path=…`` in the address)."""

    dialect = "postgresql"

    def __init__(self, address: str, *, read_only: bool = False) -> None:
        url = make_url(address).set(drivername="postgresql+psycopg")
        super().__init__(
            url.render_as_string(hide_password=True).replace("+psycopg", ""), read_only=read_only
        )
        try:
            import psycopg  # noqa: F401
        except ImportError as error:
            raise LedgerError(
                f"{self.name}: PostgreSQL needs psycopg", 'pip install "counterclaim[postgres]"'
            ) from error
        given = str(url.query.get("options", ""))
        arguments = {
            "connect_timeout": 10,
            "client_encoding": "utf8",
            "options": f"{given} {_SETTINGS}".strip(),
        }
        url = url.difference_update_query(["options"])
        self.engine = create_engine(url, pool_size=4, max_overflow=28, connect_args=arguments)

    def exists(self) -> bool:
        """Whether a ledger is in the database; tables of something else are refused."""
        with in_our_words(self.name), self.engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
        if tables and "alembic_version" not in tables and {"document", "entry"} & tables:
            raise NotALedger(f"{self.name}: holds other tables", "name another database with --ledger")
        return {"alembic_version", "document", "entry"} <= tables

    def begin_reading(self, connection: Connection) -> None:
        """Nothing to say: a transaction is a snapshot by our settings."""

    def begin_writing(self, connection: Connection) -> None:
        """One writer at a time. A server's crash may cost the last documents, not consistency."""
        # The lock comes first and each statement then sees what the last writer left: not a snapshot.
        level = "READ ONLY" if self.read_only else "ISOLATION LEVEL READ COMMITTED"
        lock = "" if self.read_only else f"; SELECT pg_advisory_xact_lock({_WRITER})"
        _driver(connection).execute(f"SET TRANSACTION {level}{lock}")

    @contextmanager
    def sending(self, connection: Connection, rows: int) -> Iterator[None]:
        """A few statements without waiting for the answer to each; many rows go by COPY, which waits."""
        if rows > _COPY_FROM:
            yield
            return
        with _driver(connection).pipeline():
            yield

    def bulk_insert(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """COPY, where it is worth its round trips."""
        if not rows:
            return
        names = ", ".join(f'"{c}"' for c in columns)
        driver = _driver(connection)
        if driver.pgconn.pipeline_status or len(rows) < 10:
            marks = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(rows))
            sql = f'INSERT INTO "{table.name}" ({names}) VALUES {marks}'  # noqa: S608
            with driver.cursor() as cursor:
                cursor.execute(sql, [value for row in rows for value in row])
            return
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """ON CONFLICT DO NOTHING."""
        if rows:
            names, marks = ", ".join(f'"{c}"' for c in rows[0]), ", ".join(["%s"] * len(rows[0]))
            sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING'  # noqa: S608
            with _driver(connection).cursor() as cursor:
                cursor.executemany(sql, [tuple(row.values()) for row in rows])

    def create_words(self, connection: Connection) -> None:
        """Two tables of word vectors, each with a GIN index."""
        for which in ("document", "claim"):
            for sql in (
                f"CREATE TABLE {which}_words (seq integer PRIMARY KEY, words tsvector NOT NULL)",
                f"CREATE INDEX ix_{which}_words ON {which}_words USING gin (words)",
            ):
                connection.execute(text(sql))
        connection.execute(text("ALTER TABLE segment_column ALTER COLUMN data SET STORAGE EXTERNAL"))

    def index_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Add words; they are folded already, so the plain configuration will do."""
        with _driver(connection).cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {which}_words (seq, words) SELECT s, to_tsvector('simple', w)"  # noqa: S608
                " FROM unnest(%s::integer[], %s::text[]) AS given (s, w)",
                ([seq for seq, _ in rows], [words for _, words in rows]),
            )

    def remove_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Take words out."""
        with _driver(connection).cursor() as cursor:
            cursor.execute(f"DELETE FROM {which}_words WHERE seq = ANY(%s)", ([seq for seq, _ in rows],))  # noqa: S608

    def match(self, connection: Connection, which: Words, query: Sequence[Phrase]) -> Seqs:
        """A tsquery of quoted lexemes."""
        parts = []
        for phrase in query:
            lexemes = [f"'{w}'" for w in phrase.words]
            if phrase.prefix:
                lexemes[-1] += ":*"
            parts.append("(" + " <-> ".join(lexemes) + ")")
        with _driver(connection).cursor(binary=True) as cursor:
            cursor.execute(
                f"SELECT array_agg(seq) FROM {which}_words WHERE words @@ %s::tsquery", (" & ".join(parts),)  # noqa: S608
            )  # fmt: skip
            found = cursor.fetchone()
        return np.array((found[0] if found else None) or [], dtype=np.int64)

    def blobs(
        self, connection: Connection, names: Sequence[str], segments: Sequence[int]
    ) -> dict[tuple[int, str], bytes]:
        """In binary form, as stored."""
        if not segments or not names:
            return {}
        with _driver(connection).cursor(binary=True) as cursor:
            cursor.execute(
                "SELECT segment, name, data FROM segment_column WHERE name = ANY(%s) AND segment = ANY(%s)",
                (list(names), list(segments)),
            )
            return {(segment, name): data for segment, name, data in cursor}

    def settle(self) -> None:
        """Sort new words into the indexes; until then each search goes through them one by one."""
        with self.writing() as connection:
            for which in ("document", "claim"):
                connection.execute(text(f"SELECT gin_clean_pending_list('ix_{which}_words'::regclass)"))

    def scrub(self, patience: float) -> bool:
        """VACUUM, once nobody has a snapshot from before in which the deleted rows live on."""
        until = time.monotonic() + patience
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            while (read := bool(connection.execute(_SNAPSHOTS).scalar_one())) and time.monotonic() < until:
                time.sleep(0.1)
            connection.execute(text("VACUUM"))
        return not read

    def size(self) -> int:
        """The whole database."""
        with self.engine.connect() as connection:
            return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())

    def damage(self) -> list[str]:
        """The server keeps checksums of its own; there is nothing to run here."""
        return []


def _driver(connection: Connection) -> psycopg.Connection[Any]:
    return cast("psycopg.Connection[Any]", connection.connection.driver_connection)
