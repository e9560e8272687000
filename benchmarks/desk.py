"""Load on the desk: readers at account, search and map pages while documents are being added; loopback only.

    python benchmarks/desk.py LEDGER --make 1000000           # a synthetic ledger, a share of it compared
    python benchmarks/desk.py LEDGER --readers 50 --seconds 60

The desk is served by ``counterclaim desk``; the adding of documents is a process of its own. Readers look for a
second after each page, and hardly any two ask for the same: accounts, filters and places are drawn at random.
Prints p50 and p95 by page, and the processor time of the desk by answer; status 1 when an answer failed or a page
is over the bound. The ledger is written to.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from counterclaim.intake.formats.items import Item
from counterclaim.ledger import open_ledger

BOUND = 300.0  # milliseconds, p95 of a page
PAUSE = 1.0  # seconds that a person looks before the next click


def fill(address: str, claims: int, compared: int) -> None:
    """A synthetic ledger of so many claims; the first documents (``compared`` of them) are reconciled."""
    from benchmarks.ledger import PER_DOCUMENT, World, never, pending, readings
    from counterclaim.ledger.adding import Adder
    from counterclaim.ledger.packed import pack_all
    from counterclaim.reconcile.update import update_ledger

    world = World(7)
    documents = claims // PER_DOCUMENT
    many, done = readings(world, documents), 0
    with open_ledger(address, create=True, who="benchmark") as ledger:
        adder = Adder(
            ledger.store, lambda: "2026-01-01T00:00:00+00:00", "benchmark", lambda made, _: never(made)
        )
        for stop in (min(compared, documents), documents):
            while done < stop:
                batch = [made for _, made in zip(range(min(200, stop - done)), many, strict=False)]
                adder.write([pending(made) for made in batch])
                done += len(batch)
            if stop == compared:
                found = update_ledger(ledger)
                print(
                    f"{found.documents} compared: {found.accounts} accounts, {found.links} links", flush=True
                )
        pack_all(ledger.store)
        ledger.store.settle()
        print(f"{done} documents, {ledger.store.size() / 1e6:,.0f} MB")


def write(address: str, seconds: float) -> None:
    """Add a document every half second, as ``counterclaim add`` does; says how many."""
    added, until = 0, time.monotonic() + seconds
    with open_ledger(address) as ledger:
        while time.monotonic() < until:
            text = f"The mayor said on Wednesday that {added + 2} people were wounded in Kherson. Run {time.time()}."
            ledger.add([Item(key=f"load-{time.time()}", text=text, published="2024-11-13", language="en")])
            added += 1
            time.sleep(0.5)
    print(added)


class Questions:
    """Pages that people might open, drawn from what the ledger holds."""

    def __init__(self, address: str) -> None:
        self._random = random.Random(5)
        self._accounts = [a["id"] for a in _json(f"{address}/api/accounts?limit=200")["accounts"]]
        kinds = ("claim", "figure", "event")
        self._facets = {k: _json(f"{address}/api/claims?kind={k}&limit=1")["facets"] for k in kinds}

    def draw(self) -> Iterator[tuple[str, str]]:
        """The pages that a reader opens, one after the other: what kind, and the address."""
        chance = self._random
        while True:
            yield "search", "/search?" + urlencode(self._filters(chance.choice(list(self._facets))))
            yield "map", "/map?" + urlencode(self._filters(chance.choice(("event", "figure"))))
            if self._accounts:
                yield "account", f"/accounts/{chance.choice(self._accounts)}"

    def _filters(self, kind: str) -> dict[str, str]:
        chance = self._random
        year, month = chance.choice((2022, 2023, 2024)), chance.randint(1, 12)
        given = {"kind": kind, "from": f"{year}-{month:02d}-{chance.randint(1, 28):02d}"}
        some = {
            n: v for n, v in self._facets[kind].items() if v and n not in ("year", "happening", "certainty")
        }
        for name in chance.sample(sorted(some), chance.randint(0, 2)):
            given[name] = chance.choice(list(some[name]))
        if chance.random() < 0.3:
            given["to"] = f"{year + 1}-{month:02d}-28"
        return given


def _json(address: str) -> Any:
    return httpx.get(address, timeout=300).json()


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str) -> int:
    """One request on a kept connection; returns the status."""
    writer.write(f"GET {path} HTTP/1.1\r\nhost: {host}\r\naccept: text/html\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    length = next(int(line.split(":")[1]) for line in head if line.startswith("content-length:"))
    await reader.readexactly(length)
    return int(head[0].split()[1])


async def _read(
    port: int, pages: Iterator[tuple[str, str]], until: float, wait: float,
    took: dict[str, list[float]], failed: list[str],
) -> None:  # fmt: skip
    await asyncio.sleep(wait)  # people do not come all at once
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    for kind, path in pages:
        if time.monotonic() >= until:
            break
        begun = time.monotonic()
        try:
            status = await _get(reader, writer, f"127.0.0.1:{port}", path)
        except (OSError, asyncio.IncompleteReadError) as error:
            failed.append(f"{type(error).__name__} {path}")
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
            continue
        took.setdefault(kind, []).append((time.monotonic() - begun) * 1000)
        if status != 200:
            failed.append(f"{status} {path}")
        await asyncio.sleep(PAUSE)
    writer.close()


@contextmanager
def served(ledger: str) -> Iterator[tuple[str, int, int]]:
    """A desk in a process of its own: its address, port and process."""
    command = [
        sys.executable,
        "-m",
        "counterclaim.cli.main",
        "desk",
        "--ledger",
        ledger,
        "--port",
        "0",
        "--no-browser",
    ]
    made = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert made.stdout is not None
        address = ""
        for line in made.stdout:
            address = next((w.rstrip("/") for w in line.split() if w.startswith("http://")), "")
            if address:
                break
            print(line, end="", file=sys.stderr)
        yield address, int(address.rpartition(":")[2]), made.pid
    finally:
        made.terminate()
        made.wait(30)


def _spent(process: int) -> float:
    """Processor seconds of a process."""
    parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / 100


def load(ledger: str, readers: int, seconds: float) -> bool:
    """Serve, read, write, and print what it took; whether the bound holds."""
    took: dict[str, list[float]] = {}
    failed: list[str] = []
    with served(ledger) as (address, port, process):
        questions = Questions(address)
        for path in ("/", "/map", "/review"):  # what is counted once, the first time somebody looks
            httpx.get(address + path, timeout=300, headers={"accept": "text/html"}).raise_for_status()
        writing = subprocess.Popen(
            [sys.executable, __file__, ledger, "--write", str(seconds)], stdout=subprocess.PIPE, text=True
        )
        before, until = _spent(process), time.monotonic() + seconds

        async def everybody() -> None:
            chance = random.Random(3)
            each = [
                _read(port, questions.draw(), until, chance.random() * 2, took, failed)
                for _ in range(readers)
            ]
            await asyncio.gather(*each)

        asyncio.run(everybody())
        spent = _spent(process) - before
        added = writing.communicate(timeout=120)[0].strip()
    held = not failed
    for kind, times in sorted(took.items()):
        high = statistics.quantiles(times, n=20)[-1]
        held = held and high < BOUND
        print(
            f"{kind:8s} {len(times):6d} answers, p50 {statistics.median(times):4.0f} ms, p95 {high:4.0f} ms"
        )
    answers = sum(map(len, took.values()))
    print(f"{len(failed)} errors, {added} documents added meanwhile {failed[:3] or ''}")
    print(
        f"processor time of the desk {spent * 1000 / max(1, answers):.0f} ms an answer, {spent / seconds:.2f} cores"
    )
    return held


def main() -> int:
    """Make a ledger, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--make", type=int, metavar="CLAIMS", help="make the ledger first")
    parser.add_argument("--compared", type=int, default=3000, help="documents to reconcile when it is made")
    parser.add_argument("--write", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.ledger, options.write)
        return 0
    if options.make:
        fill(options.ledger, options.make, options.compared)
        return 0
    return int(not load(options.ledger, options.readers, options.seconds))


if __name__ == "__main__":
    sys.exit(main())
