"""Reconciling at scale: how time grows with the ledger, and what a hundred new documents cost.

    python benchmarks/reconcile.py [--claims 10000 100000] [--more 100]

Fills ledgers with the synthetic readings of ``benchmarks/ledger.py`` (ten claims a document, 1,100 days, 4,000
places), reconciles each from scratch, adds some documents and reconciles again. Floors on a machine with two
cores: time grows at most 13-fold per tenfold; 100,000 claims in 60 s and 2 GB; 100 more documents in 3 s.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.ledger import PER_DOCUMENT, World, _reading, never, pending
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.ledger.adding import Adder
from counterclaim.model.reading import Reading
from counterclaim.reconcile.update import Update, update_ledger


def add(ledger: Ledger, made: Iterator[Reading]) -> None:
    """Write readings, 200 documents in a transaction."""
    adder = Adder(ledger.store, lambda: "2026-01-01T00:00:00+00:00", "benchmark", lambda made, _: never(made))
    batch: list[Reading] = []
    for one in made:
        batch.append(one)
        if len(batch) == 200:
            adder.write([pending(r) for r in batch])
            batch = []
    adder.write([pending(r) for r in batch])


def readings(world: World, first: int, count: int, day: str | None = None) -> Iterator[Reading]:
    """Readings of documents with these numbers, of the last day or of any."""
    from datetime import date, timedelta

    for number in range(first, first + count):
        published = day or (date(2022, 2, 24) + timedelta(days=int(1100 * world.random.random()))).isoformat()
        yield _reading(world, number, published)


def timed(ledger: Ledger, jobs: int) -> tuple[float, float, Update]:
    """Seconds by the clock, seconds of all processors, and what was done."""
    begun, worked = time.perf_counter(), processor()
    done = update_ledger(ledger, jobs=jobs)
    return time.perf_counter() - begun, processor() - worked, done


def processor() -> float:
    """Seconds of the processor that this process and those it has ended have used."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--more", type=int, default=100, help="documents added to the full ledger")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that compare")
    options = parser.parse_args()
    last = 0.0
    for claims in options.claims:
        with (
            tempfile.TemporaryDirectory() as folder,
            open_ledger(Path(folder) / "l.db", create=True) as ledger,
        ):
            world = World(7)
            add(ledger, readings(world, 0, claims // PER_DOCUMENT))
            taken, worked, done = timed(ledger, options.jobs)
            add(ledger, readings(world, 10**7, options.more, "2025-02-28"))
            more, spent, again = timed(ledger, options.jobs)
            growth = f", {worked / last:.1f} times the one before" if last else ""
            last = worked
            memory, worker = (
                resource.getrusage(who).ru_maxrss / 1e6 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            )  # fmt: skip
            print(
                f"{claims} claims: {taken:.1f} s ({worked:.1f} s of processors{growth}); {done.compared} pairs of documents "
                f"({done.crowded} documents with more than are compared), {done.links} links, {done.accounts} accounts; "
                f"peak {memory:.2f} GB, and at most {worker:.2f} GB in each of {options.jobs} workers; "
                f"{options.more} more documents: {more:.2f} s ({spent:.2f} s of processors, {again.compared} pairs)",
                flush=True,
            )


if __name__ == "__main__":
    main()
