"""A bulk run: sources in, segments and receipts out, resumed where it was left."""

from __future__ import annotations

import contextlib
import glob
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from counterclaim.bulk.cluster import run_on_cluster
from counterclaim.bulk.folder import READER, BulkError, Folder, Settings
from counterclaim.bulk.pool import run_local
from counterclaim.bulk.shard import Bad, Receipt, finished
from counterclaim.bulk.shards import Marks, Planned, Planner
from counterclaim.bulk.tables import TABLES
from counterclaim.intake.formats import Failure, FormatOptions, Item, iterate

_NOTE_EVERY = 2.0  # seconds between two notes of the progress
_FAILURES = 3  # shards in a row that cannot be written: the disk is full, or the like


@dataclass(slots=True)
class Progress:
    """How far a run is."""

    planned: Planned = field(default_factory=Planned)
    total: int | None = None  # items in the sources, once they are counted
    shards: int = 0
    items: int = 0  # read in this run
    words: int = 0
    seconds: float = 0.0
    failures: list[Bad] = field(default_factory=list)
    failed_shards: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Items that need no more work."""
        return self.items + self.planned.passed_over + self.planned.doubled


def read(
    sources: Sequence[str],
    out: str | Path,
    settings: Settings | None = None,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> Progress:
    """Read all documents of the sources into segments.

    Args:
        sources: files, folders and patterns (``archive/**/*.warc.gz``).
        out: where segments and receipts go; the same sources and folder again resume.
        settings: what is said of the sources, and the limits.
        jobs: worker processes; all processors by default.
        scheduler: the address of a Dask scheduler, in place of processes on this machine.
        progress: called now and then, in this thread.

    Raises:
        BulkError: another run is at work, or the folder was made with other settings.

    """
    settings, folder = settings or Settings(), Folder(out)
    with folder.locked():
        folder.prepare(settings, TABLES, _reader(settings))
        folder.sweep(TABLES)
        generation = 1 + len(list(folder.runs.glob("*.json")))
        planner = Planner(folder, generation, Marks(_done(folder)))
        run = _Run(folder, planner, Progress(planner.planned), progress)
        threading.Thread(target=run.count, args=(sources, settings), daemon=True).start()
        shards = planner.shards(items(sources, settings, folder.path))
        try:
            if scheduler is not None:
                run_on_cluster(shards, folder, settings, scheduler, run.told)
            else:
                run_local(shards, folder, settings, jobs or processors(), run.told)
        except OSError as error:
            raise BulkError(
                f"{folder.path}: cannot be written ({error.strerror or error})",
                "make room; what is done is kept, and the same command goes on from there",
            ) from None
        finally:
            with contextlib.suppress(OSError):
                run.note()
                folder.sweep_temporary()
        return run.finish(generation)


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def items(sources: Sequence[str], settings: Settings, out: Path) -> Iterator[Item | Failure]:
    """All items of all sources, in order. Paths are told from the folder that OUT/ stands in."""
    options = FormatOptions(
        columns=settings.columns, format=settings.format, date_format=settings.date_format,
        channel=settings.channel, root=out.absolute().parent,
    )  # fmt: skip
    for source in sources:
        for path in _paths(source):
            for found in iterate(path, options):
                if isinstance(found, Failure):
                    yield found
                else:
                    yield msgspec.structs.replace(
                        found, published=found.published or settings.published,
                        outlet=found.outlet or settings.outlet,
                    )  # fmt: skip


def _paths(source: str) -> list[str]:
    """The source, or what its pattern stands for."""
    if Path(source).exists() or not glob.has_magic(source):
        return [source]
    return sorted(glob.glob(source, recursive=True)) or [source]  # noqa: PTH207 (absolute patterns too)


def _reader(settings: Settings) -> dict[str, str]:
    """What the readings will say they were made by."""
    if settings.reader != READER:
        return {"name": settings.reader}
    from counterclaim.reading.pipeline import reader_info

    found: dict[str, str] = msgspec.to_builtins(reader_info("en"))
    return found


def _done(folder: Folder) -> np.ndarray[Any, Any]:
    """The marks of all items of finished shards."""
    import pyarrow.parquet as pq

    marks: list[np.ndarray[Any, Any]] = [np.zeros(0, dtype=np.int64)]
    for name in folder.done():
        receipt = finished(folder, name)
        if receipt is not None:
            marks.append(np.array([bad.mark for bad in receipt.failures], dtype=np.int64))
            column = pq.read_table(folder.segment("documents", name), columns=["mark"])["mark"]
            marks.append(column.to_numpy())
    return np.concatenate(marks)


class _Run:
    """Hears of shards, keeps count, and says how far it is."""

    def __init__(
        self, folder: Folder, planner: Planner, state: Progress, progress: Callable[[Progress], None] | None
    ) -> None:
        self._folder, self._planner, self._progress = folder, planner, progress
        self.state, self._begun, self._noted, self._in_vain = state, time.monotonic(), 0.0, 0

    def count(self, sources: Sequence[str], settings: Settings) -> None:
        """Count the items, so that the time left is known."""
        self.state.total = sum(1 for _ in items(sources, settings, self._folder.path))

    def told(self, what: Receipt | Exception) -> None:
        """A shard is over."""
        state = self.state
        state.seconds = time.monotonic() - self._begun
        if isinstance(what, Receipt):
            self._in_vain = 0
            state.shards += 1
            state.items += what.items
            state.words += what.words
            state.failures.extend(what.failures)
        else:
            self._in_vain += 1
            state.failed_shards.append(str(what))
        if self._progress is not None:
            self._progress(state)
        if time.monotonic() - self._noted > _NOTE_EVERY:
            self.note()
        if self._in_vain >= _FAILURES:
            raise BulkError(f"{self._folder.path}: {what}", "what is done is kept") from None

    def note(self) -> None:
        """Write down how far the run is."""
        self._noted = time.monotonic()
        state = self.state
        about = {
            "total": state.total, "seen": state.seen, "items": state.items, "words": state.words,
            "seconds": round(time.monotonic() - self._begun, 1), "failed_shards": state.failed_shards[-100:],
        }  # fmt: skip
        with contextlib.suppress(OSError):
            self._folder.write(self._folder.progress, msgspec.json.encode(about), sync=False)

    def finish(self, generation: int) -> Progress:
        """Note that the run is over, when all of it is done."""
        state = self.state
        if state.shards and not state.failed_shards:
            about = {"items": state.planned.items, "shards": state.shards, "failures": len(state.failures)}
            self._folder.write(self._folder.runs / f"{generation:04d}.json", msgspec.json.encode(about))
        return state
