"""All current rows of a kind as columns, kept between questions: a million rows are put together once.

A `View` is what one state of the ledger comes to. When the ledger has changed, the next view takes over the
packed columns of the one before as far as the segments are the same, and reads the rest.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock, RLock
from typing import Any

import numpy as np
from sqlalchemy import Connection

from counterclaim.ledger import chain
from counterclaim.ledger.packed import (
    Array,
    Numbered,
    Segment,
    Terms,
    gaps_of,
    last_segment,
    narrow,
    pack_column,
    rows_of,
    segments_of,
    unpacked,
)
from counterclaim.ledger.store import Store

_CACHE_BYTES = 256 * 1024 * 1024
# Columns made from others.
_MADE_FROM = {"place_ends": "place_counts", "place_owners": "place_counts"}


class View:
    """The columns of a kind in one state of the ledger; shared by threads."""

    def __init__(self, key: object, segments: Sequence[Segment], loose: Sequence[Any]) -> None:
        self.key, self.segments, self.loose = key, [s for s in segments if s.rows], loose
        self.numbered = Numbered({}, {})
        self.rows = sum(s.rows for s in self.segments) + len(loose)
        self.lock = RLock()
        self.packed: dict[str, Array] = {}  # of the segments alone
        self.whole: dict[str, Array] = {}  # with the loose rows

    def taken_over(self, before: View | None) -> int:
        """How many segments, from the first on, are those of the view before."""
        if before is None:
            return 0
        pairs = zip(self.segments, before.segments, strict=False)
        return sum(1 for _ in itertools.takewhile(lambda pair: pair[0].number == pair[1].number, pairs))


class Cache:
    """The newest view of each kind, and the columns that were used last. Threads may share one."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self._limit, self._lock = limit, Lock()
        self._views: dict[str, View] = {}
        self._used: OrderedDict[tuple[str, str], int] = OrderedDict()

    def view(self, kind: str) -> View | None:
        """The newest view of a kind."""
        with self._lock:
            return self._views.get(kind)

    def put(self, kind: str, view: View) -> None:
        """Keep a view in place of the one before."""
        with self._lock:
            self._views[kind] = view

    def use(self, kind: str, name: str, size: int) -> None:
        """A column of the newest view was used; what was not for longest goes when there is too much."""
        with self._lock:
            self._used[kind, name] = size
            self._used.move_to_end((kind, name))
            while sum(self._used.values()) > self._limit and len(self._used) > 1:
                (old, column), _ = self._used.popitem(last=False)
                if old in self._views:
                    self._views[old].packed.pop(column, None)
                    self._views[old].whole.pop(column, None)


class Packed:
    """All current rows of a kind, as columns that are read when they are asked for."""

    def __init__(self, store: Store, connection: Connection, kind: str, cache: Cache) -> None:
        self._store, self._connection, self._cache = store, connection, cache
        self.kind = kind
        # Whatever changes rows is logged, and new segments have new numbers.
        key = (chain.newest(connection), last_segment(connection))
        newest = cache.view(kind)
        if newest is not None and newest.key == key:
            self._view, self._before = newest, None
        else:
            segments = segments_of(connection, kind)
            loose = [
                r for first, last in gaps_of(segments) for r in rows_of(connection, kind, first, last, None)
            ]
            self._view, self._before = View(key, segments, loose), newest
            self._take_over()
            cache.put(kind, self._view)
        self.terms = Terms(connection, self._view.numbered)
        self.rows = self._view.rows

    @property
    def has_loose(self) -> bool:
        """Whether some rows are not packed yet."""
        return bool(self._view.loose)

    def fetch(self, names: Sequence[str]) -> None:
        """Read columns at one go that will be asked for."""
        with self._view.lock:
            missing = [n for n in dict.fromkeys(names) if n not in _MADE_FROM and n not in self._view.packed]
            if len(missing) > 1 and self._view.segments:
                numbers = [s.number for s in self._view.segments]
                blobs = self._store.blobs(self._connection, missing, numbers)
                for name in missing:
                    self._view.packed[name] = self._joined(name, blobs)

    def column(self, name: str) -> Array:
        """A column; ``place_numbers`` and ``place_owners`` are as long as ``place_counts`` add up to.

        ``place_ends`` is where a row's places end among ``place_numbers``, ``place_owners`` the row of each.
        """
        with self._view.lock:
            found = self._view.whole.get(name)
            if found is None:
                found = self._made(name) if name in _MADE_FROM else self._whole(name)
                found.setflags(write=False)
                self._view.whole[name] = found
        self._cache.use(self.kind, name, found.nbytes)
        return found

    def _made(self, name: str) -> Array:
        counts = self.column(_MADE_FROM[name])
        if name == "place_ends":
            return np.cumsum(counts, dtype=np.int64)
        return np.repeat(np.arange(len(counts), dtype=np.uint32), counts)

    def _whole(self, name: str) -> Array:
        packed = self._view.packed.get(name)
        if packed is None and self._view.segments:
            numbers = [s.number for s in self._view.segments]
            packed = self._joined(name, self._store.blobs(self._connection, [name], numbers))
            self._view.packed[name] = packed
        parts = [] if packed is None else [packed]
        if self._view.loose:
            parts.append(pack_column(name, self._view.loose, self.terms, add=False))
        if len(parts) == 1:
            return parts[0].view()
        return np.concatenate(parts) if parts else narrow(name, ())

    def _joined(self, name: str, blobs: dict[tuple[int, str], bytes]) -> Array:
        return np.concatenate([unpacked(name, blobs[s.number, name], s.rows) for s in self._view.segments])

    def _take_over(self) -> None:
        """Columns of the view before, with the segments that are new."""
        view, before = self._view, self._before
        same = view.taken_over(before)
        if before is None or not same:
            return
        with before.lock:
            there = dict(before.packed)
        new = [s.number for s in view.segments[same:]]
        blobs = self._store.blobs(self._connection, list(there), new) if new else {}
        rows = sum(s.rows for s in view.segments[:same])
        for name, data in there.items():
            if name == "place_numbers":
                counts = there.get("place_counts")
                if counts is None:
                    continue
                rows_here = int(counts[:rows].sum())
            else:
                rows_here = rows
            parts = [unpacked(name, blobs[s.number, name], s.rows) for s in view.segments[same:]]
            view.packed[name] = np.concatenate([data[:rows_here], *parts]) if parts else data[:rows_here]
