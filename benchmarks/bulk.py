"""Bulk reading: speed per core against peers, two workers against one, memory, and loading.

    python benchmarks/bulk.py [--articles 100000] [--rounds 3] [--folder DIR] [--skip-postgresql]
    python benchmarks/bulk.py --segments OUT/

Articles are recombined from the paragraphs of local corpora (`benchmarks.corpora`), with lengths as in real
news (log-normal, median 420 words). In one run on one machine it measures words per second per core of

* Counterclaim's reader, the bare spaCy md pipeline and textacy's quotation extraction (which needs that
  pipeline's parse), in turns over the same sample of articles,
* ``bulk read`` over all articles with one worker, then with two, with the memory of each worker over the run,
* ``bulk copies``, and ``bulk load`` into SQLite and PostgreSQL, with ``verify`` after it,

and prints a Markdown table. textacy is measured where it is installed (``pip install textacy``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

from benchmarks.corpora import rows  # noqa: E402
from benchmarks.peers import BARE, per_core, sample  # noqa: E402

CORPORA = (
    "re3d/re3d.jsonl",
    "fakes_syria/fakes_syria.jsonl",
    "ecbplus/ecbplus.jsonl",
    "muc4/dev.messages.jsonl",
)


def paragraphs() -> list[str]:
    """Paragraphs of the corpora, none twice."""
    found: dict[str, None] = {}
    for corpus in CORPORA:
        for row in rows(corpus):
            text = row.get("text") or row.get("body") or row.get("article_content") or ""
            for line in text.split("\n\n" if "\n\n" in text else "\n"):
                if 8 <= len(line.split()) <= 400:
                    found[" ".join(line.split())] = None
    return list(found)


def articles(count: int, seed: int = 7) -> Iterator[str]:
    """Articles of paragraphs drawn at random; the first tenth of each hundred are near copies of others."""
    pool, chance = paragraphs(), random.Random(seed)
    last = ""
    for number in range(count):
        if last and number % 100 < 10:
            yield f"{last}\n\nMore of this at {number % 12 + 1} o'clock."
            continue
        wanted, lines, words = min(3_000.0, chance.lognormvariate(6.04, 0.6)), [], 0
        while words < wanted:
            lines.append(chance.choice(pool))
            words += len(lines[-1].split())
        last = "\n\n".join(lines)
        yield last


def write(path: Path, count: int) -> int:
    """Write the articles as JSON Lines; returns their words."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(articles(count)):
            words += len(text.split())
            row = {
                "id": str(number),
                "text": text,
                "date": f"2023-{number % 12 + 1:02d}-{number % 28 + 1:02d}",
            }
            file.write(json.dumps(row) + "\n")
    return words


class Memory(threading.Thread):
    """Notes what each worker process holds, every second."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: dict[int, list[int]] = {}
        self.over = threading.Event()

    def run(self) -> None:
        """Look until it is over."""
        while not self.over.wait(1.0):
            for path in Path("/proc").glob("[0-9]*"):
                try:
                    line = (path / "cmdline").read_bytes()
                    parent = (path / "stat").read_text().rpartition(")")[2].split()[1]
                    if b"counterclaim.bulk.worker" in line and int(parent) == os.getpid():
                        pages = int((path / "statm").read_text().split()[1])
                        self.seen.setdefault(int(path.name), []).append(pages * 4096 >> 20)
                except (OSError, IndexError):
                    continue

    def told(self) -> str:
        """MB at a tenth, half and the end of each worker's life."""
        parts = []
        for values in self.seen.values():
            if len(values) > 10:
                parts.append(f"{values[len(values) // 10]}, {values[len(values) // 2]}, {values[-1]}")
        return "; ".join(parts) or "run too short"


def bulk(source: Path, out: Path, jobs: int) -> tuple[float, float, str]:
    """Read all with so many workers: words a second after the first shards, seconds, memory."""
    from counterclaim.bulk import Progress, Settings, read

    memory, marks = Memory(), []

    def progress(done: Progress) -> None:
        marks.append((time.perf_counter(), done.words))

    memory.start()
    begun = time.perf_counter()
    read([str(source)], out, Settings(), jobs=jobs, progress=progress)
    taken = time.perf_counter() - begun
    memory.over.set()
    first, last = marks[min(jobs, len(marks) - 1)], marks[-1]  # workers have started
    rate = (last[1] - first[1]) / max(1e-9, last[0] - first[0])
    return rate, taken, memory.told()


@contextmanager
def ledgers(folder: Path, with_postgresql: bool) -> Iterator[dict[str, str]]:
    """Addresses of empty ledgers."""
    found = {"SQLite": str(folder / "ledger.db")}
    from tests.ledger.server import binaries, postgresql

    place = binaries() if with_postgresql else None
    if place is None:
        yield found
        return
    with postgresql(place, "-c shared_buffers=512MB -c max_wal_size=4GB") as server:
        yield found | {"PostgreSQL": f"{server}/postgres"}


def worked(ledger: Ledger) -> float:
    """Seconds of processors so far: this process's, and those of the ledger's server with all its children."""
    own = time.process_time()
    if ledger.store.engine.dialect.name != "postgresql":
        return own
    with ledger.store.engine.connect() as connection:
        backend = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    server = int(Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1])
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text(errors="replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == server:
            ticks += sum(map(int, words[11:15]))  # with those of children that have ended
        elif int(words[1]) == server:
            ticks += sum(map(int, words[11:13]))
    return own + ticks / os.sysconf("SC_CLK_TCK")


def loads(out: Path, folder: Path, with_postgresql: bool) -> Iterator[tuple[str, str]]:
    """Rates of loading, and that what is loaded is sound."""
    from counterclaim.bulk import Folder
    from counterclaim.bulk.load import load
    from counterclaim.ledger import open_ledger

    with ledgers(folder, with_postgresql) as addresses:
        for database, address in addresses.items():
            with open_ledger(address, create=True) as ledger:
                begun, before = time.perf_counter(), worked(ledger)
                done = load(Folder(out), ledger)
                taken, processor = time.perf_counter() - begun, worked(ledger) - before
                rate = (
                    f"{done.seen / taken:,.0f} documents/s, {done.claims / taken:,.0f} claims/s; "
                    f"{done.seen / processor:,.0f} documents a second of processors"
                )
                size = ledger.store.size() / max(1, done.added) / 1000
                sound = "sound" if ledger.verify().sound else "NOT SOUND"
                yield f"load, {database}", f"{rate}; {size:.1f} kB a document; {sound}"


def disk(out: Path) -> int:
    """Bytes of all segments."""
    return sum(path.stat().st_size for path in out.rglob("*.parquet"))


def measure_segments(out: Path, folder: Path, with_postgresql: bool) -> Iterator[tuple[str, str]]:
    """What the receipts of a finished run say, near-copies, and loading."""
    from counterclaim.bulk import Folder
    from counterclaim.bulk.copies import origins
    from counterclaim.bulk.status import status

    found = status(Folder(out))
    yield "documents, words", f"{found.documents:,}, {found.words:,}"
    yield "reading", f"{found.words_per_processor_second:,.0f} words a second of a processor"
    yield "segments", f"{disk(out) / found.documents / 1000:.1f} kB a document"
    begun = time.process_time()
    origins(Folder(out))
    rate = found.documents / (time.process_time() - begun)
    yield "near-copies over all shards", f"{rate:,.0f} documents a second of processors"
    yield from loads(out, folder, with_postgresql)


def measure(count: int, rounds: int, folder: Path, with_postgresql: bool) -> Iterator[tuple[str, str]]:
    """All figures, each as what and how much."""
    from counterclaim.bulk import Folder
    from counterclaim.bulk.copies import origins

    source = folder / "articles.jsonl"
    words = write(source, count)
    yield "articles", f"{count:,}, {words:,} words ({words / count:.0f} each)"
    taken = per_core(sample(source), rounds)
    rates = {what: statistics.median(found) for what, found in taken.items()}
    bare = rates[BARE]
    for what, rate in rates.items():
        yield f"one core, {what}", f"{rate:,.0f} words/s ({rate / bare:.2f} of bare spaCy)"
    one, _, memory = bulk(source, folder / "one", 1)
    yield "bulk read, one worker", f"{one:,.0f} words/s"
    yield "memory of the worker (10 %, half, end), MB", memory
    two, _, memory = bulk(source, folder / "two", 2)
    yield "bulk read, two workers", f"{two:,.0f} words/s ({two / one:.2f} of one worker)"
    yield "memory of the workers (10 %, half, end), MB", memory
    yield "segments", f"{disk(folder / 'two') / count / 1000:.1f} kB a document"
    begun = time.perf_counter()
    origins(Folder(folder / "two"))
    yield "near-copies over all shards", f"{count / (time.perf_counter() - begun):,.0f} documents/s"
    yield from loads(folder / "two", folder, with_postgresql)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where files go (default: a temporary folder)")
    parser.add_argument("--skip-postgresql", action="store_true")
    parser.add_argument(
        "--segments", type=Path, metavar="OUT", help="only what comes after a run made before"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        print("| measure | result |\n|---|---|", flush=True)
        found = (
            measure_segments(options.segments, Path(name), not options.skip_postgresql)
            if options.segments
            else measure(options.articles, options.rounds, Path(name), not options.skip_postgresql)
        )
        for what, much in found:
            print(f"| {what} | {much} |", flush=True)


if __name__ == "__main__":
    main()
