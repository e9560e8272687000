"""The option that says which reader reads: for every command that reads documents."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.ledger.adding import Read


def add_reader(parser: argparse.ArgumentParser) -> None:
    """Add ``--reader``: which reader reads."""
    parser.add_argument(
        "--reader",
        choices=("full", "grammar"),
        default="grammar",
        help="grammar: rules alone (default); full: with the trained attribution tagger (on trial)",
    )


def chosen_reader(options: argparse.Namespace) -> Read:
    """The function that reads a document with the reader asked for.

    Raises:
        TaggerMissing: the full reader was asked for, and it is not installed.

    """
    from counterclaim.ledger.adding import read_document

    if options.reader != "full":
        return read_document
    from counterclaim.reading.pipeline import read_in_full, reader_info

    reader_info("en", "full")
    return read_in_full
