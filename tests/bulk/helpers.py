"""Sources to read, and what came of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from counterclaim.bulk import Folder, Settings
from counterclaim.bulk.tables import TABLES
from tests.ledger.reader import article

ROOT = Path(__file__).resolve().parents[2]
LIGHT = Settings(reader="tests.bulk.readers:light", timeout=3, memory=1_500)
GATED = Settings(reader="tests.bulk.readers:gated", timeout=60, memory=1_500)
RUN = """
import sys
import msgspec
from counterclaim.bulk import Settings, read
if __name__ == "__main__":
    settings = msgspec.json.decode(sys.argv[3], type=Settings)
    done = read([sys.argv[1]], sys.argv[2], settings, jobs=2, scheduler=(sys.argv[4:] or [None])[0])
    print("done", len(done.failures), flush=True)
"""


def jsonl(path: Path, texts: list[str], **about: str) -> Path:
    """A file of articles, a line each."""
    rows = [{"id": str(n), "text": text, "published": "2023-05-02", **about} for n, text in enumerate(texts)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def articles(count: int) -> list[str]:
    """Different articles."""
    return [article(n) for n in range(count)]


def rows(out: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all segments, shard after shard; and no segment without a receipt."""
    done = Folder(out).done()
    for table in TABLES:
        assert sorted(p.name for p in (out / table).iterdir()) == [f"{name}.parquet" for name in done]
    return {
        table: [row for name in done for row in pq.read_table(Folder(out).segment(table, name)).to_pylist()]
        for table in TABLES
    }


def start(source: Path, out: Path, settings: Settings, *scheduler: str) -> subprocess.Popen[str]:
    """A run in another process; with a Dask scheduler's address on its workers."""
    import msgspec

    given = [str(source), str(out), msgspec.json.encode(settings).decode(), *scheduler]
    return subprocess.Popen(
        [sys.executable, "-c", RUN, *given], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True
    )


def environment(**more: str) -> dict[str, str]:
    """What processes of our own need to find our modules."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **more}


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[1]) == pid and words[0] != "Z":
            found.append(int(path.parent.name))
    return sorted(found)


def end(run: subprocess.Popen[str]) -> None:
    """Kill a run."""
    run.kill()
    run.wait()
    if run.stdout is not None:
        run.stdout.close()


def wait(condition: Callable[[], object], seconds: float = 300) -> None:
    """Until something is so; the seconds are there for what never comes, not for what takes long."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.01)
