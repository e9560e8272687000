"""Ids of the page: a short one a row, unique in the page, and one anchor at a row's first words."""

from __future__ import annotations

from counterclaim.report.describe import View
from counterclaim.report.marks import Mark


class Ids:
    """Hands out ids. A row's element is ``r-<id>``, its first words are at ``w-<id>``."""

    def __init__(self, view: View, prefix: str) -> None:
        reading = view.reading
        self.prefix = prefix
        self._short: dict[str, str] = {}
        self._rows: set[str] = set()
        self._anchored: set[str] = set()
        lists: tuple[tuple[str, list[str]], ...] = (
            ("c", [r.id for r in reading.claims]),
            ("f", [r.id for r in reading.figures]),
            ("e", [r.id for r in reading.events]),
            ("p", [r.id for r in reading.places]),
            ("t", [r.id for r in reading.times]),
            ("x", [r.id for r in reading.trends]),
            ("n", [r.id for r in reading.persons]),
        )
        for letter, rows in lists:
            for number, row in enumerate(rows, start=1):
                self._short[row] = f"{prefix}{letter}{number}"
                if letter != "t":
                    self._rows.add(row)

    def of(self, row: str) -> str:
        """The short id of a row."""
        return self._short.get(row, "")

    def has_row(self, row: str) -> bool:
        """Whether the row is listed beside the article."""
        return row in self._rows

    def anchor(self, mark: Mark) -> str | None:
        """The anchor to set before a mark: a claim's at its content, any other row's at its first mark."""
        if mark.kind in ("speaker", "cue") or mark.row in self._anchored or not self.of(mark.row):
            return None
        self._anchored.add(mark.row)
        return f"w-{self.of(mark.row)}"
