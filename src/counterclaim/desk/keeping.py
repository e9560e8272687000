"""Keeps what is costly to find: totals that may lag, and answers that are given again while they hold."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
_INLINE = 0.05  # seconds: what costs less is made anew while somebody waits for it
_REST = 20  # what costs more is made anew at the back, at most this share of the time
_SECONDS = 2.0  # for which an answer holds although others have changed the ledger
_ANSWERS = 200
_log = logging.getLogger("counterclaim.desk")


@dataclass(slots=True)
class _Total:
    key: Hashable
    value: Any
    cost: float
    made: float


class Keeping:
    """What one process keeps; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._totals: dict[str, _Total] = {}
        self._making: dict[str, threading.Lock] = {}
        self._answers: OrderedDict[Hashable, tuple[Hashable, int, float, Any]] = OrderedDict()
        self._epoch = 0

    def changed(self) -> None:
        """Something was written here: no answer from before holds any more."""
        with self._lock:
            self._epoch += 1

    def total(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` finds, as of the newest ``key``; of a large ledger, the last that was found.

        The first time it is waited for. Later, what is quick is made anew at once, and what is not by a
        thread at the back: nobody waits in a queue.
        """
        with self._lock:
            held = self._totals.get(name)
            making = self._making.setdefault(name, threading.Lock())
        if held is None:
            with making:
                with self._lock:
                    held = self._totals.get(name)
                return held.value if held is not None else self._make(name, key, make)
        if held.key == key or not making.acquire(blocking=False):
            found: T = held.value
            return found
        if held.cost < _INLINE:
            try:
                return self._make(name, key, make)
            finally:
                making.release()
        if time.monotonic() - held.made < held.cost * _REST:
            making.release()
        else:
            about = (name, key, make, making)
            threading.Thread(target=self._at_the_back, args=about, daemon=True, name=f"desk-{name}").start()
        later: T = held.value
        return later

    def _make(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        begun = time.monotonic()
        value = make()
        ended = time.monotonic()
        with self._lock:
            self._totals[name] = _Total(key, value, ended - begun, ended)
        return value

    def _at_the_back(self, name: str, key: Hashable, make: Callable[[], Any], making: threading.Lock) -> None:
        try:
            self._make(name, key, make)
        except Exception:  # e.g. the ledger was closed; what there was stays
            _log.warning("%s could not be counted anew", name, exc_info=True)
        finally:
            making.release()

    def answer(self, about: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` finds, or what it found before: in the same state, or a moment ago.

        After a change by this desk itself nothing is given again.
        """
        now = time.monotonic()
        with self._lock:
            epoch = self._epoch
            held = self._answers.get(about)
            if held is not None and held[1] == epoch and (held[0] == state or now - held[2] < _SECONDS):
                self._answers.move_to_end(about)
                found: T = held[3]
                return found
        made = make()
        with self._lock:
            self._answers[about] = (state, epoch, now, made)
            self._answers.move_to_end(about)
            while len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)
        return made
