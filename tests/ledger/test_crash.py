"""Killed at any moment, the ledger opens, verifies, and resumes to the same rows."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from counterclaim.ledger import Ledger, open_ledger
from counterclaim.ledger.schema import band, carrier, context, document, entry, place, reading
from tests.ledger.reader import READ, article, item

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 60
ADD = """
import sys
from counterclaim.ledger import open_ledger, packed
from tests.ledger.reader import READ
from tests.ledger.test_crash import items
packed.ROWS = 16
ledger = open_ledger(sys.argv[1], create=True)
print("ready", flush=True)
summary = ledger.add(items(), read=READ, progress=lambda s: print(s.seen, flush=True))
print("done", flush=True)
"""


def items() -> list[Any]:
    """Articles, copies of some, and new versions of others."""
    many = [item(f"k{i}", article(i)) for i in range(ARTICLES)]
    copies = [item(f"copy{i}", article(i) + "\n", outlet="Tarn") for i in range(0, ARTICLES, 7)]
    versions = [item(f"k{i}", article(i) + "\nMayor said more.\n") for i in range(0, ARTICLES, 9)]
    return [*many, *copies, *versions]


def start(address: str) -> subprocess.Popen[str]:
    """Another process that adds."""
    return subprocess.Popen(
        [sys.executable, "-c", ADD, address], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


def rows(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the ledger, without the times of adding."""
    times = {"added_at", "retrieved_at", "read_at"}
    found = {}
    with ledger.store.reading() as connection:
        for table in (document, carrier, reading, entry, context, place, band):
            columns = [c for c in table.c if c.name not in times]
            found[table.name] = [
                tuple(r) for r in connection.execute(select(*columns).order_by(*table.primary_key))
            ]
    return found


def killed(address: str, chance: random.Random) -> int:
    """Let another process add for a while, then kill it; returns how many items it had done."""
    process = start(address)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    stop_at, done = chance.randrange(24), 0
    while done < stop_at and (line := process.stdout.readline()):
        done += 1
        if line == "done\n":
            break
    time.sleep(chance.uniform(0, 0.02))
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return done


@pytest.fixture(params=["sqlite", "postgresql"])
def killings(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Callable[[], str]]:
    """How often to kill, and where the ledgers lie."""
    if request.param == "postgresql":
        return 6, request.getfixturevalue("new_database")
    names = iter(range(100))
    return 20, lambda: str(tmp_path / f"{next(names)}.db")


@pytest.mark.timeout(180)
def test_killed_at_any_moment(
    killings: tuple[int, Callable[[], str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    times, new = killings
    with open_ledger(new(), create=True) as ledger:
        ledger.add(items(), read=READ)
        undisturbed = rows(ledger)
        found = ledger.search(kind="figure", limit=None)
    chance, address, survived = random.Random(times), new(), 0
    for _ in range(times):
        killed(address, chance)
        with open_ledger(address, create=True) as ledger:
            told = ledger.verify()
            assert told.faults == []
            survived = max(survived, told.documents)
    assert survived > 0
    with open_ledger(address) as ledger:
        summary = ledger.add(items(), read=READ)
        assert summary.failed == []
        assert rows(ledger) == undisturbed
        again = ledger.search(kind="figure", limit=None)
        assert (again.hits, again.facets) == (found.hits, found.facets)
        assert ledger.verify().faults == []


def test_a_reader_in_another_process_while_one_writes(address: str) -> None:
    process = start(address)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    seen = []
    with open_ledger(address, read_only=True) as ledger:
        while process.poll() is None and len(seen) < 200:
            result = ledger.search(kind="claim", limit=None)
            assert len(result.hits) == result.total == sum(result.facets["stance"].values())
            seen.append(result.total)
        assert process.wait(60) == 0
        process.stdout.close()
        assert seen == sorted(seen) or max(seen) > 0
        assert ledger.search().total > 3 * ARTICLES


def test_two_writers_wait_for_each_other(address: str) -> None:
    first, second = start(address), None
    assert first.stdout is not None and first.stdout.readline() == "ready\n"
    second = start(address)
    said = [process.communicate(timeout=100)[0].splitlines()[-1] for process in (first, second)]
    assert said == ["done", "done"]
    with open_ledger(address) as ledger:
        assert ledger.verify().faults == []
        assert len([d for d in ledger.documents() if d.current]) == ARTICLES + len(range(0, ARTICLES, 7))


def test_json_of_a_result() -> None:
    from counterclaim.ledger.search import Result

    assert json.loads(json.dumps(Result(0, []).to_dict())) == {"total": 0, "facets": {}, "hits": []}
