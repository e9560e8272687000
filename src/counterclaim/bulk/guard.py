"""Guards one worker process: starts it, sends it shards, and finds out which document killed it.

A document over its time limit is put into quarantine at once; one that kills its worker, or at which the
worker stands still, after `TRIES` times. The rest of the shard is then read without it. A worker that was
killed from outside is simply started again.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import msgspec

from counterclaim.bulk.folder import BulkError, Folder, Settings
from counterclaim.bulk.shard import Receipt, finished
from counterclaim.bulk.worker import Event, Task

TRIES = 3  # deaths on one document
_RECYCLE = 0.7  # of the memory limit: a worker that holds more after a shard is replaced
_STARTS = 3  # starts in vain
_WAIT = 10.0  # times the limit on processor time: a document may wait for the processor, not for ever
_SLICE = 5.0  # seconds of waiting at a time
_THREADS = (
    *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"),
    *("VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS"),
)


class ShardFailed(BulkError):
    """A shard could not be read or written now; the same command tries it again."""

    code = "shard_failed"


class _Died(Exception):
    """The worker is gone."""

    def __init__(self, signal_number: int, at: int | None) -> None:
        self.signal, self.at = signal_number, at
        super().__init__(f"signal {signal_number}")


class Guard:
    """One worker process; started when it is first needed. Use from one thread at a time."""

    def __init__(self, folder: Folder, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = b""
        self._closed = False

    def process(self, shard: str) -> Receipt:
        """Read a shard, whatever becomes of workers on the way.

        Raises:
            ShardFailed: it cannot be read or written.

        """
        deaths: Counter[int] = Counter()
        quarantined: dict[int, str] = {}
        idle_deaths = 0
        while True:
            there = finished(self._folder, shard)
            if there is not None:
                return there
            if self._closed:
                raise ShardFailed(f"{shard}: was broken off", "run the same command again")
            try:
                self._ask(Task(shard, quarantined))
            except _Died as death:
                if death.at is None:
                    idle_deaths += 1
                    if idle_deaths >= _STARTS:
                        raise ShardFailed(
                            f"{shard}: its worker died {_STARTS} times before it began",
                            "is there enough memory?",
                        ) from None
                    continue
                deaths[death.at] += 1
                if death.signal == signal.SIGPROF:
                    seconds = f"{self._settings.timeout:g}"
                    quarantined[death.at] = f"takes more than {seconds} seconds; allow more with --timeout"
                elif deaths[death.at] >= TRIES:
                    quarantined[death.at] = f"killed its worker {TRIES} times ({_name(death.signal)})"

    def _ask(self, task: Task) -> None:
        """Send a task and hear it out."""
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(msgspec.json.encode(task) + b"\n")
            process.stdin.flush()
        except OSError:
            raise self._death(None) from None
        at: int | None = None
        while True:
            event = self._hear(at)
            if event.at is not None:
                at = event.at
            elif event.done:
                if event.memory > _RECYCLE * self._settings.memory:
                    self.stop()
                return
            elif event.error:
                raise ShardFailed(f"{task.shard}: {event.error}", "mend it and run the same command again")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        source = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(p for p in (source, *sys.path) if p)
        settings = msgspec.json.encode(self._settings).decode()
        self._process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
            [sys.executable, "-m", "counterclaim.bulk.worker", str(self._folder.path), settings],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0,
            env={**os.environ, "PYTHONPATH": paths, **dict.fromkeys(_THREADS, "1")},
        )  # fmt: skip
        event = self._hear(None)
        if event.error:
            self.stop()
            raise ShardFailed(f"a worker cannot start ({event.error})", "check the installation")
        return self._process

    def _hear(self, at: int | None) -> Event:
        """The worker's next event.

        Raises:
            _Died: there is none, nor will there be.

        """
        process = self._process
        assert process is not None and process.stdout is not None
        patience = 60 + _WAIT * self._settings.timeout
        while b"\n" not in self._unread:
            ready, _, _ = select.select([process.stdout], [], [], _SLICE)
            if not ready:
                patience -= _SLICE  # not by the clock: it runs on while this process, too, is suspended
                if patience > 0:
                    continue
                self.stop()
                raise _Died(signal.SIGKILL, at)
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                raise self._death(at)
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        return msgspec.json.decode(line, type=Event)

    def _death(self, at: int | None) -> _Died:
        process = self._process
        status = process.wait() if process else 0
        self.stop()
        return _Died(max(0, -status), at)

    def close(self) -> None:
        """End the worker for good; may be called from another thread, which then sees its shard fail."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """End the worker; what it has not finished stays undone."""
        process, self._process, self._unread = self._process, None, b""
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _name(number: int) -> str:
    if not number:
        return "it left by itself"
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
