"""Cuts sources into shards. A shard's input lies in OUT/inputs/ until the shard is done.

The cut depends on the items alone: their order, number and size. Items that a finished shard holds, or that
came before in this run with the same key and the same content, are passed over; so resuming makes the very
shards that are missing, and sources that have grown make shards of what is new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
import numpy as np
import pyarrow as pa

from counterclaim.bulk.folder import BulkError, Folder
from counterclaim.intake.formats.items import Failure, Item
from counterclaim.ledger.incoming import input_sha256

MOST_ITEMS, MOST_BYTES = 500, 8_000_000
_FIRST = 20  # the first shards are small, so that few documents, too, keep all workers busy


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """One item of a shard, or what was wrong with it already; ``mark`` is the hash of key and content."""

    mark: int
    item: Item | None
    failure: Failure | None


@dataclass(slots=True)
class Planned:
    """What has been cut so far."""

    items: int = 0  # those that the sources gave
    passed_over: int = 0  # done before
    doubled: int = 0  # the same key and content a second time
    shards: int = 0
    ended: bool = False


class Marks:
    """Hashes of items, eight bytes each however many there are."""

    def __init__(self, known: np.ndarray | None = None) -> None:
        self._sorted = [np.unique(known)] if known is not None and len(known) else []
        self._new: set[int] = set()

    def __contains__(self, mark: int) -> bool:
        if mark in self._new:
            return True
        for marks in self._sorted:
            at = int(np.searchsorted(marks, mark))
            if at < len(marks) and int(marks[at]) == mark:
                return True
        return False

    def add(self, mark: int) -> None:
        """Keep one."""
        self._new.add(mark)
        if len(self._new) >= 1 << 18:
            fresh = np.fromiter(self._new, dtype=np.int64, count=len(self._new))
            self._sorted = [np.unique(np.concatenate([*self._sorted, fresh]))]
            self._new = set()


def mark_of(found: Item | Failure) -> int:
    """What tells an item: its key and content, or what was wrong."""
    if isinstance(found, Item):
        words = f"{found.key}\x1f{input_sha256(found)}"
    else:
        words = f"\x1e{found.name}\x1f{found.reason}"
    seen = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(seen[:8], "big", signed=True)


@dataclass(slots=True)
class _Open:
    """A shard that is being filled. ``first`` is the number of its first item among all."""

    first: int = 0
    size: int = 0
    entries: list[Entry] = field(default_factory=list)

    def full(self) -> bool:
        most = min(MOST_ITEMS, max(_FIRST, self.first // 4))
        return len(self.entries) >= most or self.size >= MOST_BYTES


class Planner:
    """Cuts shards on demand, so that no more of them lie about than workers need."""

    def __init__(self, folder: Folder, generation: int, done: Marks) -> None:
        self._folder, self._generation = folder, generation
        self._done, self._seen = done, Marks()
        self.planned = Planned()

    def shards(self, found: Iterable[Item | Failure]) -> Iterator[str]:
        """The names of shards whose inputs are written."""
        shard = _Open()
        for number, each in enumerate(found):
            self.planned.items += 1
            mark = mark_of(each)
            if mark in self._done:
                self.planned.passed_over += 1
                continue
            if mark in self._seen:
                self.planned.doubled += 1
                continue
            self._seen.add(mark)
            if not shard.entries:
                shard.first = number
            item, bad = (each, None) if isinstance(each, Item) else (None, each)
            shard.entries.append(Entry(mark, item, bad))
            shard.size += _size(item)
            if shard.full():
                yield self._write(shard)
                shard = _Open()
        if shard.entries:
            yield self._write(shard)
        self.planned.ended = True

    def _write(self, shard: _Open) -> str:
        marks = np.array([e.mark for e in shard.entries], dtype="<i8")
        digest = hashlib.sha256(marks.tobytes()).hexdigest()[:10]
        name = f"{self._generation:04d}-{shard.first:010d}-{digest}"
        write_input(self._folder, name, shard.entries)
        self.planned.shards += 1
        return name


def _size(item: Item | None) -> int:
    return 0 if item is None else len(item.text or "") + len(item.data or b"")


def write_input(folder: Folder, name: str, entries: list[Entry]) -> None:
    """Write what a shard consists of."""
    data = msgspec.msgpack.encode(entries)
    packed = pa.compress(data, codec="zstd", asbytes=True)
    folder.write(folder.input(name), len(data).to_bytes(8, "big") + packed, sync=False)


def input_identity(folder: Folder, name: str) -> tuple[int, int] | None:
    """What tells this input from one cut again for the same shard; None where there is none."""
    try:
        found = folder.input(name).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def read_input(folder: Folder, name: str) -> tuple[list[Entry], str]:
    """What a shard consists of, and its SHA-256.

    Raises:
        BulkError: it is not there, or damaged.

    """
    try:
        data = folder.input(name).read_bytes()
        size = int.from_bytes(data[:8], "big")
        plain = pa.decompress(data[8:], decompressed_size=size, codec="zstd", asbytes=True)
        return msgspec.msgpack.decode(plain, type=list[Entry]), hashlib.sha256(plain).hexdigest()
    except (OSError, ValueError, pa.ArrowException) as error:
        raise BulkError(f"{name}: its input cannot be read ({error})", "run the same command again") from None
