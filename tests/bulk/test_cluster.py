"""Two Dask workers as processes of their own, one of them killed three times, and the whole run killed once."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from counterclaim.bulk import BulkError, Folder, read
from tests.bulk.helpers import (
    GATED,
    LIGHT,
    ROOT,
    articles,
    children,
    end,
    environment,
    jsonl,
    rows,
    start,
    wait,
)
from tests.bulk.readers import GATE, WAITS


class Cluster:
    """A scheduler and its workers, on this machine."""

    def __init__(self, folder: Path, gate: Path) -> None:
        self.address, self._folder, self._gate = f"tcp://127.0.0.1:{free_port()}", folder, gate
        self.processes: list[subprocess.Popen[bytes]] = []
        port = self.address.rpartition(":")[2]
        self._dask("dask_scheduler", "--port", port, "--no-dashboard", "--host", "127.0.0.1")

    def _dask(self, *arguments: str) -> subprocess.Popen[bytes]:
        made = subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]], cwd=ROOT,
            env=environment(**{GATE: str(self._gate)}),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(made)
        return made

    def worker(self) -> subprocess.Popen[bytes]:
        """One more, with one thread."""
        about = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder))
        return self._dask("dask_worker", self.address, *about)


@contextmanager
def cluster(folder: Path, gate: Path) -> Iterator[Cluster]:
    made = Cluster(folder, gate)
    try:
        yield made
    finally:
        for process in made.processes:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.timeout(900)
@pytest.mark.filterwarnings("ignore")
def test_a_worker_killed_three_times_and_the_whole_run_killed_and_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # From the 61st on, articles wait for the gate: no run is over before all has been killed that shall be.
    texts = [f"{text}\nIt {WAITS}.\n" if n > 60 else text for n, text in enumerate(articles(240))]
    source, out, gate = jsonl(tmp_path / "a.jsonl", texts), tmp_path / "out", tmp_path / "gate"
    monkeypatch.setenv(GATE, str(gate))
    gate.touch()
    read([str(source)], tmp_path / "whole", GATED, jobs=2)
    gate.unlink()
    found: list[Any] = []
    with cluster(tmp_path, gate) as dask:
        dask.worker()
        run = start(source, out, GATED, dask.address)
        # A worker of its own does all that needs no gate: with two, what a killed one was at can come to lie
        # behind an article that waits.
        wait(lambda: len(Folder(out).done()) == 3)
        victim = dask.worker()
        for _ in range(3):
            wait(lambda of=victim: children(of.pid))  # it is at a shard
            victim.kill()
            victim.wait()
            victim = dask.worker()
        wait(lambda: children(victim.pid))
        end(run)
        again = threading.Thread(
            target=lambda: found.append(read([str(source)], out, GATED, scheduler=dask.address))
        )
        again.start()
        wait(lambda: len(list((out / "inputs").iterdir())) >= 4)  # workers are still at the killed run's
        gate.touch()
        again.join(600)
    (done,) = found
    assert (done.planned.passed_over, done.items, done.failures, done.failed_shards) == (60, 180, [], [])
    assert rows(out) == rows(tmp_path / "whole")


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.bulk.cluster.PATIENCE", "1s")
    source = jsonl(tmp_path / "a.jsonl", articles(2))
    with pytest.raises(BulkError, match="does not answer"):
        read([str(source)], tmp_path / "out", LIGHT, scheduler=f"tcp://127.0.0.1:{free_port()}")
