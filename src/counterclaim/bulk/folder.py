"""The folder of a bulk run: where what lies, what it was made with, and the lock that keeps out a second run.

::

    OUT/bulk.json                 what the segments are made with; another run must agree
    OUT/TABLE/SHARD.parquet       segments, append-only; see `counterclaim.bulk.tables`
    OUT/receipts/SHARD.json       written last: a shard is done when its receipt is there
    OUT/inputs/SHARD.input        what a shard that is not done consists of
    OUT/temporary/                what is being written; moved to its place when it is whole
    OUT/runs/NUMBER.json          what each finished run came to
    OUT/progress.json             how far the run at work is, for ``bulk status``
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.model.errors import CounterclaimError

SCHEMA = "counterclaim.segments/1"
READER = "counterclaim.reading.pipeline:read_document"


class BulkError(CounterclaimError):
    """A bulk run cannot go on, or cannot begin."""

    code = "bulk"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the rows depend on, and how careful the workers are. The same for all shards of a folder."""

    columns: dict[str, str] = {}
    format: str | None = None
    date_format: str | None = None
    channel: str | None = None
    published: str | None = None  # of items that have no date
    outlet: str | None = None  # of items that name none
    reader: str = READER  # module:function, called with a document and its warnings
    timeout: float = 120.0  # seconds of processor time for one document
    memory: int = 3_000  # MB of data in one worker

    def identity(self) -> dict[str, Any]:
        """Those that the rows depend on."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return {name: value for name, value in values.items() if name not in ("timeout", "memory")}


class Folder:
    """Paths in OUT/."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def segment(self, table: str, shard: str) -> Path:
        """A shard's segment of a table."""
        return self.path / table / f"{shard}.parquet"

    def receipt(self, shard: str) -> Path:
        """A shard's receipt."""
        return self.path / "receipts" / f"{shard}.json"

    def input(self, shard: str) -> Path:
        """What a shard consists of, until it is done."""
        return self.path / "inputs" / f"{shard}.input"

    @property
    def temporary(self) -> Path:
        """Where files are written before they are moved to their place."""
        return self.path / "temporary"

    @property
    def progress(self) -> Path:
        """How far the run is."""
        return self.path / "progress.json"

    @property
    def runs(self) -> Path:
        """Finished runs."""
        return self.path / "runs"

    def done(self) -> list[str]:
        """The shards that are done, in the order of their documents."""
        return sorted(p.stem for p in (self.path / "receipts").glob("*.json"))

    def must_exist(self) -> None:
        """Refuse what is no folder of a bulk run."""
        if not (self.path / "bulk.json").is_file():
            raise BulkError(
                f"{self.path}: holds no bulk run", "make one with counterclaim bulk read SOURCE OUT/"
            )

    def prepare(self, settings: Settings, tables: tuple[str, ...], reader: dict[str, str]) -> None:
        """Make the folders; refuse a folder that was made with something else."""
        about = {"schema": SCHEMA, "made_with": settings.identity(), "reader": reader}
        kept = self.path / "bulk.json"
        if kept.exists():
            self._agree(msgspec.json.decode(kept.read_bytes()), about)
        elif self.path.is_dir() and {p.name for p in self.path.iterdir()} - {"lock", "temporary"}:
            raise BulkError(f"{self.path}: holds other things", "name a new or empty folder for the segments")
        self.temporary.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            self.write(kept, msgspec.json.format(msgspec.json.encode(about), indent=2))
        for name in (*tables, "receipts", "inputs", "runs"):
            (self.path / name).mkdir(exist_ok=True)

    def _agree(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        old_with, new_with = old.get("made_with", {}), new["made_with"]
        differ = [n for n in new_with if new_with[n] != old_with.get(n)]
        differ += [n for n in ("schema", "reader") if old.get(n) != new[n]]
        if differ:
            names = ", ".join(differ)
            raise BulkError(
                f"{self.path}: was made with other settings ({names})",
                "name another folder, or the same settings",
            )

    def sweep(self, tables: tuple[str, ...]) -> None:
        """Remove what a killed run left half-way: segments without a receipt, and receipts that lack one.

        A worker of that run that some machine of a cluster still harbours may write on meanwhile. Its shard's
        input is gone, by which it sees that it was given up (`counterclaim.bulk.shard`).
        """
        for path in (self.path / "inputs").glob("*.input"):
            path.unlink(missing_ok=True)  # cut anew from the sources
        there = {table: {p.stem for p in (self.path / table).glob("*.parquet")} for table in tables}
        done = set(self.done())
        whole = done.intersection(*there.values())
        for name in done - whole:
            self.receipt(name).unlink(missing_ok=True)
        for table, names in there.items():
            for name in names - whole:
                self.segment(table, name).unlink(missing_ok=True)
        self.sweep_temporary()

    def sweep_temporary(self) -> None:
        """Remove what killed workers were writing; one that is still at it fails at the move, no more."""
        for path in self.temporary.glob("*.tmp"):
            path.unlink(missing_ok=True)

    def write(self, path: Path, data: bytes, *, sync: bool = True) -> None:
        """Write a file that is there whole or not at all: in `temporary` first, then moved.

        Raises:
            OSError: it cannot be written, or was swept away meanwhile.

        """
        temporary = self.temporary / f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
        try:
            with temporary.open("wb") as file:
                file.write(data)
                if sync:
                    file.flush()
                    os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock; the system frees it when this process ends, however it ends.

        Raises:
            BulkError: another run holds it.

        """
        import fcntl

        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                who = file.read(200).strip() or "another process"
                raise BulkError(
                    f"{self.path}: a run is at work here ({who})",
                    "wait for it, or stop it; then run this again",
                ) from None
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
            file.flush()
            yield
            file.truncate(0)

    def is_locked(self) -> bool:
        """Whether a run is at work."""
        import fcntl

        try:
            with (self.path / "lock").open("r+") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False
