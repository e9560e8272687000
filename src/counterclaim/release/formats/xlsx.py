"""XLSX: a sheet a table, and one that says what the export is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.release.about import About
from counterclaim.release.atomic import repacked
from counterclaim.release.cells import cell
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading, ReleaseError
from counterclaim.release.tables import TABLES, table_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_FIXED = datetime(1980, 1, 1)


class TooManyRows(ReleaseError):
    """More rows than a sheet has."""

    code = "too_many_rows"


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the sheets.

    Raises:
        TooManyRows: a table is longer than a sheet may be.

    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    try:
        _fill(book, readings, about)
        book.save(out)
    except BaseException:
        for sheet in book.worksheets:  # its rows are in temporary files until it is saved
            sheet.close()
            sheet._writer.cleanup()  # type: ignore[attr-defined]
        raise
    _without_clock(out)


def _fill(book: Workbook, readings: Iterator[RedactedReading], about: About) -> None:
    front = book.create_sheet("about")
    sheets = {name: book.create_sheet(name) for name in TABLES}
    counts = dict.fromkeys(TABLES, 1)
    for name, sheet in sheets.items():
        sheet.freeze_panes = "A2"
        sheet.append(list(TABLES[name].columns))
    for made in readings:
        for name, row in table_rows(made):
            counts[name] += 1
            if counts[name] > _MOST_ROWS:
                raise TooManyRows(
                    f"more than {_MOST_ROWS:,} rows of {name}", "export csv or parquet, or add a filter"
                )
            sheets[name].append([_cell(row.get(column)) for column in TABLES[name].columns])
    for line in _lines(about.made()):
        front.append([_cell(value) for value in line])
    book.properties.creator = "counterclaim"
    book.properties.created = _FIXED


def _cell(value: object) -> str | int | float | None:
    made = cell(value)
    if isinstance(made, str):
        made = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", made)[:_MOST_CHARACTERS]
    return None if made == "" else made


def _lines(data: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _lines(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def _without_clock(out: Path) -> None:
    """The writer puts the time of writing into the file: the same rows must give the same bytes."""
    repacked(
        out,
        {
            "docProps/core.xml": lambda data: re.sub(
                rb">\d{4}-\d\d-\d\dT[\d:.]+Z?<", b">1980-01-01T00:00:00Z<", data
            )
        },
    )


FORMAT = Format("xlsx", "a workbook with a sheet a table", write)
