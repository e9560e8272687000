"""Options that say what sources are and what is known of their items: for ``add`` and ``bulk read``."""

from __future__ import annotations

import argparse


def add_source_options(parser: argparse.ArgumentParser) -> None:
    """Add them to a command."""
    parser.add_argument(
        "--column", action="append", default=[], metavar="FIELD=NAME",
        help="which column or key holds a field: text, title, published, url, outlet, language, id",
    )  # fmt: skip
    parser.add_argument(
        "--input-format", metavar="NAME", help="what the files are, whatever their endings say"
    )
    parser.add_argument("--date-format", metavar="PATTERN", help="how dates are written, e.g. %%d/%%m/%%Y")
    parser.add_argument(
        "--channel", metavar="NAME", help="user name of the Telegram channel of a result.json"
    )
    parser.add_argument("--published", metavar="DATE", help="date of items that have none (YYYY-MM-DD)")
    parser.add_argument("--outlet", metavar="NAME", help="outlet of items that name none")
