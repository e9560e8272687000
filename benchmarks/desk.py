"""Load on the desk: readers at account, search and map pages while documents are being added; loopback only.

``python benchmarks/desk.py LEDGER --readers 50 --seconds 30`` prints p50 and p95 by page. The ledger is written to.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import statistics
import threading
import time

import httpx
import uvicorn

from counterclaim.desk.app import make
from counterclaim.desk.settings import Settings
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import open_ledger


async def _reader(
    address: str, paths: dict[str, str], until: float, took: dict[str, list[float]], failed: list[str]
) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        while time.monotonic() < until:
            for name, path in paths.items():
                begun = time.monotonic()
                answer = await client.get(path, headers={"accept": "text/html"})
                took[name].append(time.monotonic() - begun)
                if answer.status_code != 200:
                    failed.append(f"{answer.status_code} {path}")
                await asyncio.sleep(1)  # a person looks before the next click


def _writer(ledger: str, until: float, added: list[int]) -> None:
    with open_ledger(ledger) as mine:
        number = 0
        while time.monotonic() < until:
            number += 1
            text = f"The mayor said on Wednesday that {number} people were wounded in Kherson. Run {time.time()}."
            mine.add([Item(key=f"load-{time.time()}", text=text, published="2024-11-13", language="en")])
            added.append(1)
            time.sleep(0.5)


def main() -> None:
    """Serve, read, write, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30)
    options = parser.parse_args()
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    with open_ledger(options.ledger) as ledger:
        server = uvicorn.Server(uvicorn.Config(make(ledger, Settings(port=port)), log_level="error"))
        threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True).start()
        address = f"http://127.0.0.1:{port}"
        while not server.started:
            time.sleep(0.05)
        accounts = httpx.get(f"{address}/api/accounts?limit=1", timeout=120).json()["accounts"]
        paths = {"search": "/search?kind=figure&measure=killed", "map": "/map?place=Kherson"}
        if accounts:
            paths["account"] = f"/accounts/{accounts[0]['id']}"
        took: dict[str, list[float]] = {name: [] for name in paths}
        failed: list[str] = []
        added: list[int] = []
        until = time.monotonic() + options.seconds
        writing = threading.Thread(target=_writer, args=(options.ledger, until, added))
        writing.start()

        async def all_readers() -> None:
            await asyncio.gather(
                *(_reader(address, paths, until, took, failed) for _ in range(options.readers))
            )

        asyncio.run(all_readers())
        writing.join()
        server.should_exit = True
        for name, times in took.items():
            p95 = statistics.quantiles(times, n=20)[-1]
            print(
                f"{name}: {len(times)} requests, p50 {statistics.median(times) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms"
            )
        print(f"{len(failed)} errors, {len(added)} documents added {failed[:3]}")


if __name__ == "__main__":
    main()
