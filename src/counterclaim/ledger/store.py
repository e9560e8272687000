"""What a database must offer beyond plain SQL: connections, bulk load, upsert and full text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Table

from counterclaim.ledger.errors import in_our_words
from counterclaim.ledger.words import Phrase

Words = Literal["document", "claim"]  # the two full-text indexes
Row = tuple[Any, ...]
Seqs = NDArray[np.int64]


class Store(ABC):
    """One database. Everything that is the same in all of them lives elsewhere."""

    dialect: ClassVar[str]
    engine: Engine

    def __init__(self, name: str, *, read_only: bool) -> None:
        self.name, self.read_only = name, read_only

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger from beginning to end."""
        with in_our_words(self.name), self.engine.connect() as connection:
            self.begin_reading(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction; there is one writer at a time, others wait. All of it is kept, or nothing."""
        with in_our_words(self.name), self.engine.connect() as connection:
            self.begin_writing(connection)
            yield connection
            connection.commit()

    @abstractmethod
    def exists(self) -> bool:
        """Whether there is anything at the address."""

    @abstractmethod
    def begin_reading(self, connection: Connection) -> None:
        """Start a read transaction on a snapshot."""

    @abstractmethod
    def begin_writing(self, connection: Connection) -> None:
        """Start a write transaction once no other writer is at work."""

    @abstractmethod
    def bulk_insert(
        self, connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
    ) -> None:
        """Insert many rows as fast as the database can."""

    @abstractmethod
    def insert_new(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows whose key is not there yet; leave the others as they are."""

    @abstractmethod
    def create_words(self, connection: Connection) -> None:
        """Make the full-text indexes."""

    @abstractmethod
    def index_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Add (seq, folded words)."""

    @abstractmethod
    def remove_words(self, connection: Connection, which: Words, rows: Sequence[tuple[int, str]]) -> None:
        """Take (seq, folded words) out again."""

    @abstractmethod
    def match(self, connection: Connection, which: Words, query: Sequence[Phrase]) -> Seqs:
        """The seqs whose words match all phrases."""

    @abstractmethod
    def blobs(
        self, connection: Connection, names: Sequence[str], segments: Sequence[int]
    ) -> dict[tuple[int, str], bytes]:
        """Packed columns by segment and name."""

    @contextmanager
    def sending(self, connection: Connection, rows: int) -> Iterator[None]:
        """Around statements whose answers nobody waits for; ``rows`` is how many they bring."""
        yield

    def settle(self) -> None:  # noqa: B027 (most databases put nothing off)
        """Finish what writing has put off."""

    @abstractmethod
    def scrub(self, patience: float) -> bool:
        """Remove deleted bytes from the disk; False if others still read them after so many seconds."""

    @abstractmethod
    def size(self) -> int:
        """Bytes on disk."""

    @abstractmethod
    def damage(self) -> list[str]:
        """What the database's own check finds wrong."""

    def close(self) -> None:
        """Let go of the connections."""
        self.engine.dispose()
