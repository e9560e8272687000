"""CSV: one row a claim, figure, event, trend, person or held claim, with its claim and document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counterclaim.release.about import About
from counterclaim.release.cells import Table
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import COLUMNS, rows


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the rows."""
    with out.open("w", encoding="utf-8", newline="") as file:
        table = Table(file, COLUMNS)
        table.header()
        for made in readings:
            for row in rows(made):
                table.row(row)


FORMAT = Format("csv", "one row a claim, figure, event, trend or person", write, sidecar=True)
