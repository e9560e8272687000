"""What a bulk run has come to so far."""

from __future__ import annotations

from typing import Any

import msgspec

from counterclaim.bulk.folder import Folder
from counterclaim.bulk.load import receipts
from counterclaim.bulk.shard import Bad


class Status(msgspec.Struct, kw_only=True):
    """Counts over all finished shards, and of the run at work what it wrote down last."""

    running: bool
    shards: int = 0
    documents: int = 0
    kept_not_read: int = 0
    rows: dict[str, int] = {}
    words: int = 0
    processor_seconds: float = 0.0
    failures: tuple[Bad, ...] = ()
    failed_shards: tuple[str, ...] = ()  # of the run at work, or of the last one
    total: int | None = None  # items of the sources
    left: int | None = None
    words_per_second: float | None = None  # of the run at work, or of the last one
    seconds_left: float | None = None

    @property
    def words_per_processor_second(self) -> float:
        """What one processor reads."""
        return self.words / self.processor_seconds if self.processor_seconds else 0.0


def status(folder: Folder) -> Status:
    """Look at receipts and at the last note of the run.

    Raises:
        BulkError: it is no folder of a bulk run.

    """
    folder.must_exist()
    found = Status(running=folder.is_locked())
    bad: list[Bad] = []
    rows: dict[str, int] = {}
    for receipt in receipts(folder):
        found.shards += 1
        found.documents += receipt.rows["documents"]
        found.kept_not_read += receipt.kept_not_read
        found.words += receipt.words
        found.processor_seconds += receipt.processor_seconds
        bad.extend(receipt.failures)
        for table, count in receipt.rows.items():
            rows[table] = rows.get(table, 0) + count
    found.rows, found.failures = rows, tuple(bad)
    _of_run(folder, found)
    return found


def _of_run(folder: Folder, found: Status) -> None:
    try:
        noted: dict[str, Any] = msgspec.json.decode(folder.progress.read_bytes())
    except (OSError, ValueError):
        return
    found.failed_shards = tuple(noted["failed_shards"])
    found.total = noted["total"]
    seconds = noted["seconds"]
    if noted["items"] and seconds:
        found.words_per_second = noted["words"] / seconds
    if found.total is not None:
        found.left = max(0, found.total - noted["seen"])
        if noted["items"]:
            found.seconds_left = found.left * seconds / noted["items"]
