"""The costly steps of reconciling, as functions from bytes to bytes: here, or in other processes.

A step knows nothing of the ledger. What it gives depends on what it is given alone, so that one process and
many write the same.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain
from typing import NamedTuple, TypeVar

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.reconcile import blocking, comparing, engine, features, identity, origins, scorer
from counterclaim.reconcile.comparing import Compared
from counterclaim.reconcile.found import Found, rows_of

Pair = tuple[int, int]
_SELDOM = (200_000, 20, 50)
FEW = 1_500  # documents or pairs that are not worth starting processes for
_HELD = 1000  # documents held ready for comparing, in each process
_READING = msgspec.msgpack.Decoder(Reading)
_MESSAGE = msgspec.msgpack.Encoder().encode
_JSON = msgspec.json.Encoder(order="deterministic").encode
T = TypeVar("T")
R = TypeVar("R")


class ToRead(NamedTuple):
    """A document to prepare: its number, what it is called, its reading as MessagePack."""

    number: int
    name: str
    reading: bytes


class Prepared(NamedTuple):
    """What is kept of a document: packed for comparing, its keys, its figures (JSON), events and actors."""

    number: int
    packed: bytes
    keys: blocking.Keys
    rows: str
    identified: bytes


def prepare(documents: Sequence[ToRead]) -> list[Prepared]:
    """Make documents ready for comparing."""
    found = []
    for number, name, data in documents:
        made = Compared(number, _READING.decode(data), name)
        rows = _JSON(rows_of(made.statements)).decode()
        about = identity.identified(made.statements, made.reading.actors, made.reading.document.id)
        found.append(Prepared(number, features.pack(made), made.keys, rows, _MESSAGE(about)))
    return found


class Task(NamedTuple):
    """Documents to compare: by number, the packed ones; the pairs (a document with itself, too), in order.

    ``carriers`` has the claims, by position, that only carry another's, so far as is known.
    """

    packed: dict[int, bytes]
    pairs: list[Pair]
    carriers: dict[int, set[int]]


class Result(NamedTuple):
    """What comparing two documents found: the share of text, links as JSON, and which claims carry others."""

    pair: Pair
    shared: float
    relayed: str  # a list; empty where there is none
    rest: str
    carrying: tuple[Pair, ...]  # document and position


class Comparer:
    """Compares documents; those used last are held ready."""

    def __init__(self, held: int = _HELD) -> None:
        self._ready: OrderedDict[int, Compared] = OrderedDict()
        self._held = held

    def _document(self, number: int, packed: dict[int, bytes]) -> Compared:
        made = self._ready.pop(number, None) or features.unpack(number, packed[number])
        self._ready[number] = made
        if len(self._ready) > self._held:
            self._ready.popitem(last=False)
        return made

    def compare(self, task: Task) -> list[Result]:
        """Compare all pairs of a task."""
        return [self._compare(task, a, b) for a, b in task.pairs]

    def _compare(self, task: Task, a: int, b: int) -> Result:
        one = self._document(a, task.packed)
        if a == b:
            return Result((a, b), 0.0, "", _written(comparing.within(one, task.carriers)), ())
        other = self._document(b, task.packed)
        shared = origins.share(one.shingles, other.shingles)
        relayed, rest = comparing.both(one, other, shared, task.carriers)
        carrying = engine.carriers_of(engine.place(relayed, a, b))
        return Result(
            (a, b), shared, _JSON(relayed).decode() if relayed else "", _written(rest),
            tuple((number, n) for number, claims in carrying.items() for n in sorted(claims)),
        )  # fmt: skip


def _written(found: Sequence[Found]) -> str:
    """Those that can become links, as JSON: what is less likely than the threshold never does."""
    least = scorer.weights()["threshold"]
    kept = [f for f in found if scorer.probability(f.levels) >= least]
    return _JSON(kept).decode() if kept else ""


_comparer: Comparer | None = None


def compare(task: Task) -> list[Result]:
    """Compare all pairs of a task with this process's own comparer."""
    global _comparer  # one to a worker process, which lives for one run
    _comparer = _comparer or Comparer()
    return _comparer.compare(task)


@contextlib.contextmanager
def seldom() -> Iterator[None]:
    """Look for cycles of garbage seldom: many small rows and hardly a cycle make it most of the work."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Crew:
    """Worker processes, each with a lane of its own, so that what one has ready is used again.

    With one job, everything is done in this process.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = max(1, jobs)
        self._lanes: list[ProcessPoolExecutor] = []
        self._own = Comparer()

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *about: object) -> None:
        for lane in self._lanes:
            lane.shutdown(cancel_futures=True)

    def prepare(self, lots: Iterator[Sequence[ToRead]], documents: int) -> Iterator[list[Prepared]]:
        """Make lots of documents ready, in any order."""
        if self.jobs == 1 or documents < FEW:
            yield from map(prepare, lots)
        else:
            yield from self._away(prepare, _dealt(lots, self.jobs))

    def compare(self, lanes: Sequence[Iterator[Task]], pairs: int) -> Iterator[list[Result]]:
        """Compare; ``lanes`` has for each worker its tasks. Results come in any order."""
        if self.jobs == 1 or pairs < FEW:
            yield from map(self._own.compare, chain.from_iterable(lanes))
        else:
            yield from self._away(compare, lanes)

    def _away(self, step: Callable[[T], R], lanes: Sequence[Iterator[T]]) -> Iterator[R]:
        if not self._lanes:
            context = multiprocessing.get_context("spawn")
            self._lanes = [
                ProcessPoolExecutor(1, mp_context=context, initializer=_begin) for _ in range(self.jobs)
            ]
        waiting: list[list[Future[R]]] = [[] for _ in lanes]
        open_lanes = set(range(len(lanes)))
        while open_lanes or any(waiting):
            for n in sorted(open_lanes):
                while len(waiting[n]) < 2:  # one at work, one ready
                    task = next(lanes[n], None)
                    if task is None:
                        open_lanes.discard(n)
                        break
                    waiting[n].append(self._lanes[n].submit(step, task))
            first = min((w[0] for w in waiting if w), key=lambda f: not f.done(), default=None)
            if first is not None:
                result = first.result()
                for w in waiting:
                    if w and w[0] is first:
                        w.pop(0)
                yield result


def _begin() -> None:
    """A worker process: no search for cycles after every few rows, and an end when its parent is killed."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _dealt(lots: Iterator[T], hands: int) -> list[Iterator[T]]:
    """One stream for each hand: whoever asks gets the next."""

    def deal() -> Iterator[T]:
        with contextlib.suppress(StopIteration):
            while True:
                yield next(lots)

    return [deal() for _ in range(hands)]
