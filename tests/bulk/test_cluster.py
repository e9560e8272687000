"""Two Dask workers as processes of their own, one of them killed three times."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from counterclaim.bulk import BulkError, Folder, read
from tests.bulk.helpers import LIGHT, ROOT, SLOW, articles, jsonl, rows, wait

ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def dask(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]], cwd=ROOT, env=ENVIRONMENT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.timeout(150)
@pytest.mark.filterwarnings("ignore")
def test_a_worker_killed_three_times(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", articles(240)), tmp_path / "out"
    read([str(source)], tmp_path / "whole", SLOW, jobs=2)
    address = f"tcp://127.0.0.1:{free_port()}"
    processes = [
        dask("dask_scheduler", "--port", address.rpartition(":")[2], "--no-dashboard", "--host", "127.0.0.1")
    ]

    def worker() -> subprocess.Popen[bytes]:
        made = dask(
            "dask_worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(tmp_path),
        )
        processes.append(made)
        return made

    found = []
    try:
        victim, _ = worker(), worker()
        run = threading.Thread(target=lambda: found.append(read([str(source)], out, SLOW, scheduler=address)))
        run.start()
        wait(lambda: Folder(out).done(), 60)
        for _ in range(3):
            before = len(Folder(out).done())
            os.kill(victim.pid, signal.SIGKILL)
            victim.wait()
            victim = worker()
            wait(lambda before=before: len(Folder(out).done()) > before or not run.is_alive(), 60)
        run.join(90)
    finally:
        for process in processes:
            process.kill()
            process.wait()
    assert found and (found[0].items, found[0].failures, found[0].failed_shards) == (240, [], [])
    assert rows(out) == rows(tmp_path / "whole")


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.bulk.cluster.PATIENCE", "1s")
    source = jsonl(tmp_path / "a.jsonl", articles(2))
    with pytest.raises(BulkError, match="does not answer"):
        read([str(source)], tmp_path / "out", LIGHT, scheduler=f"tcp://127.0.0.1:{free_port()}")
