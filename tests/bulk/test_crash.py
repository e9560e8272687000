"""Killed workers, killed runs, and documents that do harm: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counterclaim.bulk import Folder, read
from counterclaim.bulk.run import items
from counterclaim.bulk.shard import GivenUp, process_shard
from counterclaim.bulk.shards import Marks, Planner
from counterclaim.bulk.tables import TABLES
from tests.bulk.helpers import GATED, LIGHT, articles, children, end, jsonl, rows, start, wait
from tests.bulk.readers import BREAKS, GATE, HANGS, HOARDS, KILLS, WAITS

MANY = 240
MOMENTS = ["read", "documents", "bands", "receipts"]  # what a straggler is at when something else happens
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    """The rows of five articles, read undisturbed."""
    folder = tmp_path_factory.mktemp("five")
    read([str(jsonl(folder / "a.jsonl", articles(5)))], folder / "out", LIGHT, jobs=1)
    return rows(folder / "out")


@pytest.mark.timeout(900)
def test_workers_killed_and_the_run_killed_and_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{text}\nIt {WAITS}.\n" if n > 100 else text for n, text in enumerate(articles(MANY))]
    source, out, gate = jsonl(tmp_path / "a.jsonl", texts), tmp_path / "out", tmp_path / "gate"
    monkeypatch.setenv(GATE, str(gate))
    gate.touch()
    read([str(source)], tmp_path / "whole", GATED, jobs=2)
    gate.unlink()
    run, chance = start(source, out, GATED), random.Random(7)
    for _ in range(4):  # each of the two twice, so that no document is blamed
        wait(lambda: len(children(run.pid)) == 2)
        time.sleep(chance.uniform(0.05, 0.4))
        os.kill(children(run.pid)[0], signal.SIGKILL)
    wait(lambda: len(Folder(out).done()) == 5 and len(children(run.pid)) == 2)
    workers = children(run.pid)
    end(run)
    wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))  # they do not outlive it
    (out / "temporary" / "half.tmp").write_bytes(b"half")
    (out / "claims" / "0001-0000009999-half.parquet").write_bytes(b"no receipt")
    gate.touch()
    done = read([str(source)], out, GATED, jobs=2)
    assert (done.planned.passed_over, done.items, done.failures, done.failed_shards) == (100, 140, [], [])
    assert rows(out) == rows(tmp_path / "whole")


def test_what_a_killed_worker_was_writing_is_gone_when_the_run_ends(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def killed(_: object) -> None:
        (out / "temporary" / "half.tmp").write_bytes(b"half")

    read([str(jsonl(tmp_path / "a.jsonl", articles(2)))], out, LIGHT, jobs=1, progress=killed)
    assert not list((out / "temporary").iterdir())


def straggler(source: Path, out: Path, before: Callable[[], object], moment: str) -> BaseException | None:
    """A shard read by hand as a worker of a killed run does; something else happens at that moment."""
    folder = Folder(out)
    with folder.locked():
        folder.prepare(LIGHT, TABLES, {"name": LIGHT.reader})
        planner = Planner(folder, 1, Marks())
        (name,) = planner.shards(items([str(source)], LIGHT, out))
    write, reads = Folder.write, len(articles(5))

    def at(number: int) -> None:
        if moment == "read" and number == reads:
            before()

    def slow_write(self: Folder, path: Path, data: bytes, *, sync: bool = True) -> None:
        if path.parent.name == moment:
            with monkey.context() as normal:
                normal.setattr(Folder, "write", write)
                before()
        write(self, path, data, sync=sync)

    monkey = pytest.MonkeyPatch()
    with monkey.context() as patch:
        patch.setattr(Folder, "write", slow_write)
        try:
            process_shard(folder, name, LIGHT, at=at)
        except (GivenUp, OSError) as error:
            return error
    return None


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_straggler_of_a_killed_run_writes_on_after_the_next_one_has_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, five: Rows, moment: str
) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", articles(5)), tmp_path / "out"
    straggler(source, out, lambda: Folder(out).sweep(TABLES), moment)
    monkeypatch.setattr(Folder, "sweep", lambda *_: None)  # that was the next run's
    done = read([str(source)], out, LIGHT, jobs=1)
    assert done.failed_shards == [] and rows(out) == five
    assert not list((out / "temporary").iterdir()) and not list((out / "inputs").iterdir())


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_straggler_writes_on_after_another_has_done_its_shard(
    tmp_path: Path, five: Rows, moment: str
) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", articles(5)), tmp_path / "out"
    straggler(source, out, lambda: read([str(source)], out, LIGHT, jobs=1), moment)
    assert rows(out) == five
    again = read([str(source)], out, LIGHT, jobs=1)
    assert (again.items, again.planned.passed_over) == (0, 5)
    assert rows(out) == five


def test_a_shard_that_lost_a_segment_is_read_again(tmp_path: Path) -> None:
    source, out = jsonl(tmp_path / "a.jsonl", articles(50)), tmp_path / "out"
    read([str(source)], out, LIGHT, jobs=1)
    whole = rows(out)
    min((out / "figures").iterdir()).unlink()
    done = read([str(source)], out, LIGHT, jobs=1)
    assert (done.items, done.failed_shards) == (20, [])
    found = rows(out)
    for table, wanted in whole.items():
        assert sorted(map(str, found[table])) == sorted(map(str, wanted))


@pytest.mark.timeout(180)
def test_harmful_documents_are_put_into_quarantine_and_the_rest_is_read(tmp_path: Path) -> None:
    many = articles(30)
    harm = {3: HANGS, 8: KILLS, 12: HOARDS, 17: BREAKS}
    spoilt = [f"{text}\nThis {harm[n]}.\n" if n in harm else text for n, text in enumerate(many)]
    done = read([str(jsonl(tmp_path / "a.jsonl", spoilt))], tmp_path / "out", LIGHT, jobs=2)
    told = {bad.name: bad.reason for bad in done.failures}
    assert told == {
        "a.jsonl, line 4": "takes more than 3 seconds; allow more with --timeout",
        "a.jsonl, line 9": "killed its worker 3 times (SIGKILL)",
        "a.jsonl, line 13": "needs more memory than there is",
        "a.jsonl, line 18": "cannot be read (ZeroDivisionError: as it says)",
    }
    texts = [row["text"] for row in rows(tmp_path / "out")["documents"]]
    assert texts == [text for n, text in enumerate(many) if n not in harm]
    again = read([str(tmp_path / "a.jsonl")], tmp_path / "out", LIGHT, jobs=2)
    assert (again.items, again.failures) == (0, [])


def test_a_worker_that_hangs_ends_with_its_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, hangs = jsonl(tmp_path / "a.jsonl", [articles(1)[0] + HANGS]), tmp_path / "hangs"
    monkeypatch.setenv(GATE, str(hangs))
    run = start(source, tmp_path / "out", GATED)
    wait(hangs.exists)
    workers = children(run.pid)
    end(run)
    wait(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
