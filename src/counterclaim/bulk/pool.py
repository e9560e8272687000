"""The engine for one machine: as many guarded worker processes as asked for."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterator

from counterclaim.bulk.folder import Folder, Settings
from counterclaim.bulk.guard import Guard
from counterclaim.bulk.shard import Receipt

Told = Callable[[Receipt | Exception], None]


def run_local(shards: Iterator[str], folder: Folder, settings: Settings, jobs: int, told: Told) -> None:
    """Read all shards; ``told`` is called in this thread with each receipt, or why there is none.

    Cutting the next shards goes on in this thread while workers read; a few wait, so that none is idle.
    """
    waiting: queue.Queue[str | None] = queue.Queue(maxsize=jobs)
    finished: queue.Queue[Receipt | Exception] = queue.Queue()
    guards = [Guard(folder, settings) for _ in range(jobs)]

    def work(guard: Guard) -> None:
        while (name := waiting.get()) is not None:
            try:
                finished.put(guard.process(name))
            except Exception as error:
                finished.put(error)

    threads = [threading.Thread(target=work, args=(guard,), daemon=True) for guard in guards]
    for thread in threads:
        thread.start()
    try:
        under_way = 0
        for name in shards:
            waiting.put(name)
            under_way += 1
            while not finished.empty():
                under_way -= 1
                told(finished.get())
        while under_way:
            under_way -= 1
            told(finished.get())
    finally:
        for guard in guards:
            guard.close()
        with contextlib.suppress(queue.Empty):
            while True:
                waiting.get_nowait()
        for _ in guards:
            waiting.put(None)
        for guard, thread in zip(guards, threads, strict=True):
            while thread.is_alive():
                guard.close()  # again: it may have been starting a worker
                thread.join(0.2)
            guard.stop()
