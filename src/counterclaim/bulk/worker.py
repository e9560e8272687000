"""A worker process: ``python -m counterclaim.bulk.worker OUT``. It reads the shards that its parent names.

Lines of JSON come on standard input and go out on standard output. Before each document the worker says
which one it takes up, so that its parent knows the one that killed it. It ends when its parent ends, and a
document that takes more than its share of processor time ends it, whatever state the interpreter is in.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import Any, BinaryIO

import msgspec


class Task(msgspec.Struct, frozen=True):
    """What a parent asks for."""

    shard: str
    quarantined: dict[int, str] = {}


class Event(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a worker says: which document it takes up, that the shard is done, or why it cannot be."""

    at: int | None = None
    ready: bool = False
    done: bool = False
    memory: int = 0  # MB in use, when done
    error: str = ""
    lasting: bool = False  # trying again will not help


def main() -> None:
    """Read shards until standard input ends."""
    from counterclaim.bulk.folder import Folder, Settings

    folder, settings = Folder(sys.argv[1]), msgspec.json.decode(sys.argv[2], type=Settings)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    out = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what libraries print must not get among the events
    tasks: queue.Queue[Task] = queue.Queue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    _bound(settings.memory)
    try:
        _prepare(settings)
    except Exception as error:
        _say(out, Event(error=f"{type(error).__name__}: {error}", lasting=True))
        return
    _say(out, Event(ready=True))
    while True:
        _process(folder, settings, tasks.get(), out)


def _listen(source: BinaryIO, tasks: queue.Queue[Task]) -> None:
    """Put tasks into the queue; without a parent there is nobody to work for."""
    with contextlib.suppress(Exception):
        for line in source:
            tasks.put(msgspec.json.decode(line, type=Task))
    os._exit(0)


def _bound(megabytes: int) -> None:
    """No more data than this: a document that needs more fails, instead of the machine."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = megabytes << 20
        if hard == resource.RLIM_INFINITY or wanted < hard:
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _prepare(settings: Any) -> None:  # noqa: ANN401
    """Load what reading needs, so that the first document pays for itself only."""
    import pyarrow as pa

    from counterclaim.bulk.shard import warm

    pa.set_cpu_count(1)
    warm(settings)


def _process(folder: Any, settings: Any, task: Task, out: BinaryIO) -> None:  # noqa: ANN401
    from counterclaim.bulk.folder import BulkError
    from counterclaim.bulk.shard import process_shard

    def at(number: int) -> None:
        _limit(settings.timeout)
        _say(out, Event(at=number))

    try:
        process_shard(folder, task.shard, settings, quarantined=task.quarantined, at=at)
    except BulkError as error:
        _say(out, Event(error=str(error), lasting=True))
    except OSError as error:
        _say(out, Event(error=f"cannot be written ({error.strerror or error})"))
    except Exception as error:
        _say(out, Event(error=f"{type(error).__name__}: {error}"))
    else:
        _say(out, Event(done=True, memory=memory_in_use()))
    finally:
        _limit(0)


def _limit(seconds: float) -> None:
    """End this process after so much processor time; the system does it, not the interpreter."""
    if hasattr(signal, "ITIMER_PROF"):
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _say(out: BinaryIO, event: Event) -> None:
    try:
        out.write(msgspec.json.encode(event) + b"\n")
    except BrokenPipeError:
        os._exit(0)


def memory_in_use() -> int:
    """Resident MB; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


if __name__ == "__main__":
    main()
