"""Load on the desk: readers at account, search and map pages while documents are being added; loopback only.

    python benchmarks/desk.py LEDGER --make 1000000           # a synthetic ledger, a share of it compared
    python benchmarks/desk.py LEDGER --readers 50 --seconds 60

The desk is served by a process of its own, as ``counterclaim desk`` does; readers and the adding of documents
are others. Prints p50 and p95 by page; status 1 when a page failed or is over the bound. The ledger is written to.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import httpx

from benchmarks.ledger import PER_DOCUMENT, World, never, pending, readings
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import open_ledger
from counterclaim.ledger.adding import Adder
from counterclaim.ledger.packed import pack_all
from counterclaim.reconcile.update import update_ledger

BOUND = 300.0  # milliseconds, p95 of a page
_PAUSE = 1.0  # seconds that a person looks before the next click


def fill(address: str, claims: int, compared: int) -> None:
    """A synthetic ledger of so many claims; the first documents (``compared`` of them) are reconciled."""
    world = World(7)
    documents = claims // PER_DOCUMENT
    many = readings(world, documents)
    with open_ledger(address, create=True, who="benchmark") as ledger:
        adder = Adder(ledger.store, lambda: "2026-01-01T00:00:00+00:00", "benchmark", lambda made, _: never(made))
        done = 0
        for stop in (min(compared, documents), documents):
            while done < stop:
                batch = [made for _, made in zip(range(min(200, stop - done)), many, strict=False)]
                adder.write([pending(made) for made in batch])
                done += len(batch)
            if stop == compared:
                found = update_ledger(ledger)
                print(f"{found.documents} documents compared: {found.accounts} accounts, {found.links} links", flush=True)
        pack_all(ledger.store)
        ledger.store.settle()
        print(f"{done} documents, {ledger.store.size() / 1e6:,.0f} MB")


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
