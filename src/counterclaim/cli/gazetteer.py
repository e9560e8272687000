"""``counterclaim gazetteer build``: place names from a full GeoNames dump, so that villages resolve."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from counterclaim.cli.ledger_shared import Commands

_EPILOG = """\
The gazetteer that is built on first use knows places of 500 people and more. With GeoNames' full dump
villages resolve too. The whole world takes some minutes and a few GB of disk; name the countries that you
read about to keep it small. The build needs no network; download the dump yourself:
https://download.geonames.org/export/dump/allCountries.zip, or one country's (UA.zip, SY.zip).

examples:
  counterclaim gazetteer build allCountries.zip
  counterclaim gazetteer build allCountries.zip --countries UA,RU,BY
  counterclaim gazetteer build UA.zip -o ukraine.sqlite
  COUNTERCLAIM_GAZETTEER=ukraine.sqlite counterclaim read article.txt
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "gazetteer", help="build place names from a full GeoNames dump", description=__doc__,
        epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    build = actions.add_parser(
        "build", help="build it from a dump", epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    build.add_argument(
        "dump", type=Path, help="allCountries.zip, a country's zip, or the table within (.txt)"
    )
    build.add_argument("-o", "--out", type=Path, help="file to write; by default the one that readings use")
    build.add_argument("--countries", default="", metavar="CODES", help="only these, e.g. UA,RU (ISO 3166)")
    build.set_defaults(run=_build)


def _progress(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    from tqdm import tqdm

    yield from tqdm(records, unit=" places", disable=not sys.stderr.isatty(), leave=False)


def _build(options: argparse.Namespace) -> int:
    from counterclaim.gazetteer.build import ATTRIBUTION, build
    from counterclaim.gazetteer.dump import places
    from counterclaim.gazetteer.lookup import default_path
    from counterclaim.model.errors import CounterclaimError

    wanted = {code.strip().upper() for code in options.countries.split(",") if code.strip()}
    path = options.out or default_path()
    try:
        records = _progress(places(options.dump, countries=wanted))
        number = build(path, records=records, origin=options.dump.name)
    except CounterclaimError as error:
        print(f"counterclaim: {error.message}; {error.mend}", file=sys.stderr)
        return 1
    except OSError as error:
        print(
            f"counterclaim: {path}: {error.strerror or error}; check the folder and its space",
            file=sys.stderr,
        )
        return 1
    print(f"{number:,} places in {path}. {ATTRIBUTION}", file=sys.stderr)
    return 0
