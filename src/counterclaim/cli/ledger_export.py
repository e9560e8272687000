"""``counterclaim export``: rows of a ledger as files that other tools open, through the redaction gate."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from counterclaim.cli.ledger_filters import filters_of, search_arguments
from counterclaim.cli.ledger_shared import EXIT, Commands, command, opened

FORMATS = (
    "csv", "jsonl", "geojson", "xlsx", "acled", "hxl", "parquet", "webannotation", "ucdp", "plover",
    "datapackage", "timemap",
)  # fmt: skip
_EPILOG = f"""\
By default every export is redacted: private persons' names are masked, coordinates are coarsened, full texts
stay here. --unredacted takes the gate away; the log keeps that it was asked for. docs/exports.md tells what
each format holds and what redaction can and cannot do.

{EXIT}

examples:
  counterclaim export csv -o claims.csv
  counterclaim export geojson -o events.geojson --kind event --place Kherson --within 50km
  counterclaim export hxl -o tolls.csv --measure killed --from 2023-04-01
  counterclaim export jsonl -o all.jsonl --unredacted --ledger war.db
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = command(commands, "export", "write rows as files for other tools, redacted", _run, _EPILOG)
    parser.add_argument("form", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument("-o", "--out", required=True, type=Path, help="file (or folder) to write")
    parser.add_argument("--unredacted", action="store_true", help="leave names and texts in; this is logged")
    parser.add_argument("--by", metavar="WHO", help="whom the log names")
    search_arguments(parser)


def _run(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from counterclaim import __version__
    from counterclaim.ledger.filters import Filters
    from counterclaim.release import ExportOptions, export

    given = filters_of(options)
    with opened(options) as ledger:
        filters = Filters(**given)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = ", ".join(f"{name}={value}" for name, value in sorted(given.items()))
        if options.unredacted:  # before anything leaves
            ledger.log("export_unredacted", {"format": options.form, "filters": told})
        made = ExportOptions(
            now=now,
            version=__version__,
            filters=told,
            unredacted=options.unredacted,
            salt="" if options.unredacted else ledger.secret(),
            released=frozenset() if options.unredacted else ledger.released(),
        )
        report = export(ledger.readings(filters, decisions=True), options.form, options.out, made)
    rows = ", ".join(f"{number} {name}" for name, number in report.rows.items() if number)
    withheld = ", ".join(f"{number} {name}" for name, number in report.withheld.items() if number)
    print(f"{report.documents} documents: {rows or 'no rows'}", file=sys.stderr)
    if withheld:
        print(f"withheld: {withheld}", file=sys.stderr)
    for name in report.files:
        print(name, file=sys.stderr)
    return 0
