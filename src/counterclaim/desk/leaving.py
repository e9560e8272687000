"""What leaves the desk: the view that is looked at as a file, through the redaction gate."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from counterclaim._version import __version__
from counterclaim.desk.asked import Asked
from counterclaim.desk.problems import NotFound
from counterclaim.desk.service import Desk
from counterclaim.ledger.readings import cut
from counterclaim.model.errors import CounterclaimError
from counterclaim.model.reading import Reading
from counterclaim.reconcile import Account
from counterclaim.reconcile.stored import Stored
from counterclaim.release import ExportOptions, export

# Formats that are one file, with their media types and endings.
FILES = {
    "csv": ("text/csv; charset=utf-8", "csv"),
    "json": ("application/x-ndjson", "jsonl"),
    "geojson": ("application/geo+json", "geojson"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "hxl": ("text/csv; charset=utf-8", "hxl.csv"),
    "acled": ("text/csv; charset=utf-8", "acled.csv"),
    "webannotation": ("application/ld+json", "annotations.jsonld"),
}
_OURS = {"json": "jsonl"}


class TooManyRows(CounterclaimError):
    """More than the desk hands out in one answer."""

    code: ClassVar[str] = "too_many_rows"


def file_of(desk: Desk, form: str, asked: Asked, account: str | None) -> tuple[bytes, str, str]:
    """A view as a file: its bytes, media type and name."""
    if form not in FILES:
        raise NotFound(f"no format {form!r}", f"choose from {', '.join(FILES)}")
    if account is not None:
        found = Stored(desk.ledger).account(account).account
        readings, told = of_account(desk, found), f"account={account}"
    else:
        total = desk.ledger.search(asked.filters, limit=1, facets=False).total
        if total > desk.settings.export_rows:
            raise TooManyRows(
                f"{total} rows are more than the {desk.settings.export_rows} that leave at once",
                "narrow the filters, or use counterclaim export",
            )
        readings = desk.ledger.readings(asked.filters)
        told = ", ".join(f"{n}={v}" for n, v in sorted(asked.given.items()))
    folder = Path(tempfile.mkdtemp(prefix="counterclaim-"))
    try:
        out = folder / "export"
        export(readings, _OURS.get(form, form), out, options(desk, told))
        return out.read_bytes(), FILES[form][0], f"counterclaim.{FILES[form][1]}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def of_account(desk: Desk, account: Account) -> Iterator[Reading]:
    """The readings that an account rests on, cut down to its figures."""
    for document in dict.fromkeys(a.document for a in account.answers):
        wanted = {a.figure for a in account.answers if a.document == document}
        yield cut(desk.ledger.reading(document, decisions=True), wanted)


def options(desk: Desk, told: str) -> ExportOptions:
    """The gate as it always stands here: redacted."""
    return ExportOptions(
        now=datetime.now(UTC).isoformat(timespec="seconds"),
        version=__version__,
        filters=told,
        salt=desk.ledger.secret(),
        released=desk.ledger.released(),
    )
