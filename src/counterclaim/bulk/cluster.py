"""The engine for many machines: Dask distributed, over the same guarded workers.

OUT/ must be the same folder on all of them. A Dask worker keeps a guarded worker process for each of its
threads; when a Dask worker dies, the scheduler hands its shards to others, and its own child ends with it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import Any

import msgspec

from counterclaim.bulk.folder import BulkError, Folder, Settings
from counterclaim.bulk.guard import Guard, ShardFailed
from counterclaim.bulk.pool import Told
from counterclaim.bulk.shard import Receipt, finished

PATIENCE = "20s"  # for the scheduler to answer
_AHEAD = 2  # shards waiting for each thread of the cluster
_AGAIN = 10  # times that a shard is sent again after its worker died, beyond Dask's own attempts
_guards = threading.local()


def process_remotely(path: str, shard: str, settings: bytes) -> bytes:
    """What a Dask worker runs: a shard in, its receipt out, both as bytes of JSON."""
    key = (path, settings)
    kept: dict[tuple[str, bytes], Guard] = getattr(_guards, "kept", {})
    if key not in kept:
        for old in kept.values():
            old.stop()
        _guards.kept = kept = {key: Guard(Folder(path), msgspec.json.decode(settings, type=Settings))}
    return msgspec.json.encode(kept[key].process(shard))


def run_on_cluster(
    shards: Iterator[str], folder: Folder, settings: Settings, scheduler: str, told: Told
) -> None:
    """Read all shards on the cluster; ``told`` is called with each receipt, or why there is none.

    Raises:
        BulkError: Dask is not installed, or its scheduler does not answer.

    """
    try:
        from distributed import Client, as_completed
    except ImportError:
        raise BulkError("--scheduler needs Dask", 'pip install "counterclaim[dask]"') from None
    try:
        client: Any = Client(scheduler, timeout=PATIENCE, set_as_default=True)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise BulkError(f"{scheduler}: does not answer ({error})", "start it with dask scheduler") from None
    completed: Any = as_completed([])  # type: ignore[no-untyped-call]
    with client:
        _Run(client, completed, folder, settings, told).all(shards)


class _Run:
    def __init__(self, client: Any, completed: Any, folder: Folder, settings: Settings, told: Told) -> None:  # noqa: ANN401
        self._client, self._completed = client, completed
        self._folder, self._told = folder, told
        self._path, self._settings = str(folder.path.resolve()), msgspec.json.encode(settings)
        self._tries: dict[str, int] = {}
        self._own = os.urandom(4).hex()  # Dask must not take a killed run's task of that name for ours
        self._names: dict[str, str] = {}

    def all(self, shards: Iterator[str]) -> None:
        """Keep a few shards ahead of the workers until there are no more."""
        under_way, more = 0, True
        while more or under_way:
            while more and under_way < _AHEAD * max(1, sum(self._client.nthreads().values())):
                name = next(shards, None)
                if name is None:
                    more = False
                    break
                self._send(name)
                under_way += 1
            if under_way:
                under_way -= self._hear(next(self._completed))

    def _send(self, name: str) -> None:
        self._tries[name] = self._tries.get(name, 0) + 1
        key = f"{name}-{self._own}-{self._tries[name]}"
        future = self._client.submit(process_remotely, self._path, name, self._settings, pure=False, key=key)
        self._names[future.key] = name
        self._completed.add(future)

    def _hear(self, future: Any) -> int:  # noqa: ANN401
        """1 where the shard is over, 0 where it was sent again."""
        name = self._names.pop(future.key)
        if future.status == "finished":
            self._told(msgspec.json.decode(future.result(), type=Receipt))
            return 1
        there = finished(self._folder, name)
        error = future.exception() if future.status == "error" else None
        if there is not None:
            self._told(there)
        elif isinstance(error, BulkError) or self._tries[name] >= _AGAIN:
            self._told(
                error
                if isinstance(error, Exception)
                else ShardFailed(f"{name}: was given up", "run it again")
            )
        else:
            self._send(name)
            return 0
        return 1
