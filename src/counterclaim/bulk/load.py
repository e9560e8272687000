"""Brings segments into a ledger: what `counterclaim add` would have written, without reading again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from counterclaim.bulk.folder import BulkError, Folder
from counterclaim.bulk.shard import Receipt, receipt_of
from counterclaim.bulk.tables import TABLES, pending
from counterclaim.intake.formats.items import Failure
from counterclaim.ledger import Ledger, Summary
from counterclaim.ledger.incoming import Pending


def load(folder: Folder, ledger: Ledger, progress: Callable[[Summary], None] | None = None) -> Summary:
    """Load all finished shards, in the order of their documents. Again, it adds what is new.

    Raises:
        BulkError: a segment is not the one that its receipt tells of.

    """
    folder.must_exist()
    return ledger.load(documents(folder), progress=progress)


def documents(folder: Folder) -> Iterator[Pending]:
    """Every document of the finished shards, with its reading."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    for receipt in receipts(folder):
        tables = {}
        for table in TABLES:
            path = folder.segment(table, receipt.shard)
            try:
                data = path.read_bytes()
            except OSError as error:
                raise _unsound(f"{path}: cannot be read ({error.strerror})", folder, receipt) from None
            if hashlib.sha256(data).hexdigest() != receipt.segments[table]:
                raise _unsound(f"{path}: is not the segment that its receipt tells of", folder, receipt)
            tables[table] = pq.read_table(pa.BufferReader(data))
        yield from pending(tables)


def _unsound(words: str, folder: Folder, receipt: Receipt) -> BulkError:
    return BulkError(words, f"delete {folder.receipt(receipt.shard)}, then run bulk read again")


def receipts(folder: Folder) -> Iterator[Receipt]:
    """The receipts of the finished shards, in order."""
    for name in folder.done():
        receipt = receipt_of(folder, name)
        if receipt is not None:
            yield receipt


def failures(folder: Folder) -> list[Failure]:
    """Documents in quarantine."""
    return [Failure(bad.name, bad.reason) for receipt in receipts(folder) for bad in receipt.failures]
