"""Reads one shard: input in, segments and a receipt out. Done twice, it gives the same bytes twice.

This is all that an engine has to call; it knows of no engine. The receipt is written last, so that a shard
with a receipt is whole. The input is the writer's leave: when it is gone or another in its place, the shard
was done by another or the run was given up, and what this one found is dropped.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any, cast

import msgspec
import pyarrow as pa

from counterclaim._version import __version__
from counterclaim.bulk.folder import SCHEMA, BulkError, Folder, Settings
from counterclaim.bulk.shards import Entry, input_identity, read_input
from counterclaim.bulk.tables import TABLES, Columns
from counterclaim.intake.formats.items import Item, failure
from counterclaim.ledger import copies
from counterclaim.ledger.adding import Read
from counterclaim.ledger.incoming import (
    Pending,
    check,
    document_of,
    input_sha256,
    name_of,
    readable,
)

_WARMING = (  # the second, for what tells languages apart
    "The mayor of Kherson said on Monday that three people were killed when a shell hit a market.",
    "Der Bürgermeister sagte am Montag, dass drei Menschen auf dem Markt getötet wurden. " * 3,
)


class GivenUp(BulkError):
    """What was read is not wanted any more; nothing is wrong."""

    code = "given_up"


class Bad(msgspec.Struct, frozen=True):
    """A document in quarantine: which it is, what messages call it, and why."""

    mark: int
    name: str
    reason: str


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a shard came to."""

    schema: str
    shard: str
    input_sha256: str
    items: int
    rows: dict[str, int]  # by table
    words: int
    kept_not_read: int
    failures: tuple[Bad, ...]
    segments: dict[str, str]  # table → SHA-256 of its file
    versions: dict[str, str]
    seconds: float  # on the clock
    processor_seconds: float


def reader_of(settings: Settings) -> Read:
    """The reader that the settings name as ``module:function``."""
    module, _, name = settings.reader.partition(":")
    try:
        return cast(Read, getattr(import_module(module), name))
    except (ImportError, AttributeError) as error:
        raise BulkError(
            f"{settings.reader}: there is no such reader ({error})", "check the installation"
        ) from None


def warm(settings: Settings) -> None:
    """Read a few lines, so that what is loaded when first needed is there before a document is timed."""
    read = reader_of(settings)
    for text in _WARMING:
        _read_entry(Entry(0, Item(key="", text=text), None), read, None)


def process_shard(
    folder: Folder,
    name: str,
    settings: Settings,
    *,
    read: Read | None = None,
    quarantined: Mapping[int, str] | None = None,
    at: Callable[[int], None] = lambda number: None,
) -> Receipt:
    """Read a shard, unless its receipt is there.

    Args:
        folder: OUT/.
        name: the shard.
        settings: those of the run.
        read: the reader, if it is loaded already.
        quarantined: why documents (by number) are not to be touched.
        at: told the number of each document before it is touched.

    Raises:
        BulkError: the input is gone or damaged, or there is no such reader.
        GivenUp: another has done this shard meanwhile, or the run is over.
        OSError: the segments cannot be written.

    """
    there = finished(folder, name)
    if there is not None:
        return there
    begun, worked = time.perf_counter(), time.process_time()
    leave = input_identity(folder, name)
    entries, digest = read_input(folder, name)
    read, columns, bad, words, kept = read or reader_of(settings), Columns(), [], 0, 0
    for number, entry in enumerate(entries):
        at(number)
        found = _read_entry(entry, read, (quarantined or {}).get(number))
        if isinstance(found, Bad):
            bad.append(found)
            continue
        columns.document(number, entry.mark, found)
        words += len(found.made.text.split())
        kept += found.reading is None
    at(len(entries))
    _keep_leave(folder, name, leave)
    segments = {table: _write(folder, table, name, rows) for table, rows in columns.tables()}
    receipt = Receipt(
        schema=SCHEMA, shard=name, input_sha256=digest, items=len(entries), words=words, kept_not_read=kept,
        rows={table: columns.count(table) for table in TABLES}, failures=tuple(bad), segments=segments,
        versions=versions(), seconds=round(time.perf_counter() - begun, 3),
        processor_seconds=round(time.process_time() - worked, 3),
    )  # fmt: skip
    _keep_leave(folder, name, leave)
    folder.write(folder.receipt(name), msgspec.json.format(msgspec.json.encode(receipt), indent=1))
    if input_identity(folder, name) == leave:
        folder.input(name).unlink(missing_ok=True)
    return receipt


def _keep_leave(folder: Folder, name: str, leave: tuple[int, int] | None) -> None:
    if leave is None or input_identity(folder, name) != leave:
        raise GivenUp(f"{name}: was given to another meanwhile", "leave it")


def finished(folder: Folder, name: str) -> Receipt | None:
    """A shard's receipt where all its segments are there, too."""
    receipt = receipt_of(folder, name)
    if receipt is None or not all(folder.segment(table, name).exists() for table in receipt.segments):
        return None
    return receipt


def receipt_of(folder: Folder, name: str) -> Receipt | None:
    """What a shard's receipt says; None while there is none."""
    try:
        return msgspec.json.decode(folder.receipt(name).read_bytes(), type=Receipt)
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise BulkError(
            f"{folder.receipt(name)}: is no receipt ({error})", "delete it; its shard is then read again"
        ) from None


def _read_entry(entry: Entry, read: Read, refused: str | None) -> Pending | Bad:
    """One document; whatever is wrong with it is its own failure."""
    if entry.item is None:
        assert entry.failure is not None
        return Bad(entry.mark, entry.failure.name, entry.failure.reason)
    name = name_of(entry.item)
    if refused is not None:
        return Bad(entry.mark, failure(name, "").name, refused)
    try:
        made, warnings = document_of(entry.item)
        reading = None
        if readable(made):
            reading = entry.item.reading or read(made, warnings)
            check(reading, name)
        hashes: Sequence[int] = copies.bands(copies.shingles(made.text))
        return Pending(entry.item, input_sha256(entry.item), made, warnings, reading, frozenset(), hashes)
    except ImportError:
        raise
    except Exception as error:
        told = failure(name, error)
        return Bad(entry.mark, told.name, told.reason)


def _write(folder: Folder, table: str, name: str, rows: pa.Table) -> str:
    """A segment; returns the SHA-256 of its bytes."""
    import pyarrow.parquet as pq

    buffer = pa.BufferOutputStream()
    pq.write_table(rows, buffer, compression="zstd", compression_level=3)
    data = buffer.getvalue().to_pybytes()
    folder.write(folder.segment(table, name), data)
    return hashlib.sha256(data).hexdigest()


def versions() -> dict[str, str]:
    """What made the rows."""
    from importlib.metadata import version
    from platform import python_version

    names: dict[str, Any] = {name: version(name) for name in ("spacy", "pyarrow", "rensa", "trafilatura")}
    return {"counterclaim": __version__, "python": python_version(), **names}
