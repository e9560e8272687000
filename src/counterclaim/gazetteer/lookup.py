"""Names to places: read-only look-ups in the built gazetteer."""

from __future__ import annotations

import contextlib
import functools
import os
import sqlite3
import sys
import threading
from pathlib import Path
from typing import Literal, cast

import msgspec

from counterclaim.gazetteer.names import fold, skeleton

Kind = Literal["town", "country", "admin1", "admin2", "region"]
Precision = Literal["exact", "populated_place", "near", "admin2", "admin1", "country"]
MAX_CANDIDATES = 60
_COLUMNS = (
    "p.id, p.geonames_id, p.name, p.kind, p.country, p.admin1, p.latitude, p.longitude, "
    "p.precision, p.population"
)
_BY_NAME = (
    f"SELECT {_COLUMNS}, n.rank FROM name n JOIN place p ON p.id = n.place WHERE n.key = ? "  # noqa: S608
    f"ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}"
)
_BY_SKELETON = (
    f"SELECT {_COLUMNS}, 2 FROM skeleton s JOIN place p ON p.id = s.place WHERE s.key = ? "  # noqa: S608
    f"ORDER BY p.population DESC, p.id LIMIT {MAX_CANDIDATES}"
)
_ADMIN1 = f"SELECT {_COLUMNS}, 0 FROM place p WHERE kind = 'admin1' AND country = ? AND admin1 = ? LIMIT 1"  # noqa: S608


class Candidate(msgspec.Struct, frozen=True):
    """A place that a name may mean. ``rank``: 0 its own name, 1 an alternate, 2 a spelling alike."""

    id: int
    geonames_id: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    latitude: float
    longitude: float
    precision: Precision
    population: int
    rank: int

    @property
    def settlement(self) -> bool:
        """Whether it is a town or village, not a region or country."""
        return self.precision == "populated_place"


def default_path() -> Path:
    """Where the built gazetteer lies: ``COUNTERCLAIM_GAZETTEER``, else the user's cache folder."""
    from counterclaim.gazetteer.build import SCHEMA

    named = os.environ.get("COUNTERCLAIM_GAZETTEER")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("counterclaim") / f"gazetteer-{SCHEMA}.sqlite"


def _fact(path: Path, key: str) -> str | None:
    try:
        with contextlib.closing(sqlite3.connect(path.absolute().as_uri() + "?mode=ro", uri=True)) as database:
            row = database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def ensure(path: Path | None = None) -> Path:
    """The path of a gazetteer of this version; it is built when it is missing or of another version."""
    from counterclaim.gazetteer.build import build, version

    path = path or default_path()
    if not path.exists() or _fact(path, "schema") != version():
        origin = _fact(path, "origin") if path.exists() else None
        if origin not in (None, "cities500"):
            sys.stderr.write(
                f"counterclaim: {path} was built from {origin} for another version; "
                f"run `counterclaim gazetteer build {origin}` again to have its villages back\n"
            )
        sys.stderr.write(f"counterclaim: building the gazetteer at {path} (once, some seconds)\n")
        build(path)
    return path


class Gazetteer:
    """Look-ups in one gazetteer file; safe across threads and forks, and cached."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = ensure(path)
        self._local = threading.local()
        self.candidates = functools.lru_cache(maxsize=50_000)(self._candidates)
        self.alike = functools.lru_cache(maxsize=10_000)(self._alike)
        self.admin1 = functools.lru_cache(maxsize=5_000)(self._admin1)

    def _database(self) -> sqlite3.Connection:
        # A connection must not cross a fork or a thread: each (process, thread) opens its own.
        pid = os.getpid()
        if getattr(self._local, "pid", None) != pid:
            uri = self.path.absolute().as_uri() + "?mode=ro&immutable=1"
            self._local.database = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.pid = pid
        return cast(sqlite3.Connection, self._local.database)

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        """The places of this name, most populous first; empty when there is none."""
        key = fold(name)
        if not key:
            return ()
        rows = self._database().execute(_BY_NAME, (key,)).fetchall()
        return tuple(Candidate(*row) for row in rows)

    def _alike(self, name: str) -> tuple[Candidate, ...]:
        """Places whose names are transliterations alike; a weak match that needs a known country."""
        bones = skeleton(fold(name))
        if not bones:
            return ()
        rows = self._database().execute(_BY_SKELETON, (bones,)).fetchall()
        return tuple(Candidate(*row) for row in rows)

    def _admin1(self, country: str, code: str) -> Candidate | None:
        """The first-level region of a country with this GeoNames code."""
        row = self._database().execute(_ADMIN1, (country, code)).fetchone()
        return Candidate(*row) if row else None


@functools.lru_cache(maxsize=4)
def _open(path: str) -> Gazetteer:
    return Gazetteer(Path(path))


def gazetteer() -> Gazetteer:
    """The default gazetteer, opened once (and built on first use)."""
    return _open(str(default_path()))
