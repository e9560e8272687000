"""Killed workers, killed runs, and documents that do harm: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from counterclaim.bulk import Folder, read
from tests.bulk.helpers import LIGHT, SLOW, articles, children, end, jsonl, rows, start, wait
from tests.bulk.readers import BREAKS, HANGS, HOARDS, KILLS

MANY = 240


@pytest.mark.timeout(180)
def test_workers_killed_and_the_run_killed_and_resumed(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(MANY))
    read([str(source)], tmp_path / "whole", SLOW, jobs=2)
    out, chance = tmp_path / "out", random.Random(7)
    run = start(source, out, SLOW)
    for _ in range(4):
        wait(lambda: len(children(run.pid)) == 2)
        time.sleep(chance.uniform(0.05, 0.4))
        os.kill(chance.choice(children(run.pid)), signal.SIGKILL)
    wait(lambda: len(Folder(out).done()) >= 2)
    workers = children(run.pid)
    end(run)
    wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers), 5)  # they do not outlive it
    assert 0 < len(Folder(out).done()) < len(Folder(tmp_path / "whole").done())
    (out / "claims" / ".half.tmp").write_bytes(b"half")
    (out / "claims" / "0001-0000009999-half.parquet").write_bytes(b"no receipt")
    done = read([str(source)], out, SLOW, jobs=2)
    assert done.planned.passed_over > 0 and done.failures == [] and done.failed_shards == []
    assert rows(out) == rows(tmp_path / "whole")


def test_what_a_killed_worker_was_writing_is_gone_when_the_run_ends(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def killed(_: object) -> None:
        (out / "claims" / ".half.tmp").write_bytes(b"half")

    read([str(jsonl(tmp_path / "a.jsonl", articles(2)))], out, LIGHT, jobs=1, progress=killed)
    assert not list(out.rglob(".*.tmp"))


@pytest.mark.timeout(180)
def test_harmful_documents_are_put_into_quarantine_and_the_rest_is_read(tmp_path: Path) -> None:
    many = articles(30)
    harm = {3: HANGS, 8: KILLS, 12: HOARDS, 17: BREAKS}
    spoilt = [f"{text}\nThis {harm[n]}.\n" if n in harm else text for n, text in enumerate(many)]
    done = read([str(jsonl(tmp_path / "a.jsonl", spoilt))], tmp_path / "out", LIGHT, jobs=2)
    told = {bad.name: bad.reason for bad in done.failures}
    assert told == {
        "a.jsonl, line 4": "takes more than 2 seconds; allow more with --timeout",
        "a.jsonl, line 9": "killed its worker 3 times (SIGKILL)",
        "a.jsonl, line 13": "needs more memory than there is",
        "a.jsonl, line 18": "cannot be read (ZeroDivisionError: as it says)",
    }
    texts = [row["text"] for row in rows(tmp_path / "out")["documents"]]
    assert texts == [text for n, text in enumerate(many) if n not in harm]
    again = read([str(tmp_path / "a.jsonl")], tmp_path / "out", LIGHT, jobs=2)
    assert (again.items, again.failures) == (0, [])


def test_a_worker_that_hangs_ends_with_its_parent(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [articles(1)[0] + HANGS])
    run = start(source, tmp_path / "out", SLOW)
    wait(lambda: children(run.pid))
    time.sleep(1.5)
    (worker,) = children(run.pid)[:1]
    end(run)
    wait(lambda: not Path(f"/proc/{worker}").exists(), 10)
