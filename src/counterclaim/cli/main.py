"""The ``counterclaim`` command. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from counterclaim._version import __version__

OK, FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

_EXAMPLES = """\
examples:
  counterclaim read article.txt --published 2023-05-02
  counterclaim read page.html --format html -o reading.html
  counterclaim read *.txt --format json > readings.jsonl
  curl -s https://example.org/article | counterclaim read -
  counterclaim add articles/ --ledger war.db
  counterclaim search "air raid" --ledger war.db
"""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    main_parser = argparse.ArgumentParser(
        prog="counterclaim",
        description="Reads conflict reporting and keeps an auditable ledger of who claims what.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    main_parser.add_argument("--version", action="version", version=f"counterclaim {__version__}")
    commands = main_parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    from counterclaim.cli import (
        bulk,
        desk,
        gazetteer,
        ledger_commands,
        ledger_documents,
        ledger_export,
        links,
        publish,
        read,
        reconcile,
    )

    read.add_parser(commands)
    links.add_parser(commands)
    ledger_commands.add_parsers(commands)
    ledger_documents.add_parser(commands)
    ledger_export.add_parser(commands)
    gazetteer.add_parser(commands)
    reconcile.add_parsers(commands)
    bulk.add_parser(commands)
    desk.add_parser(commands)
    publish.add_parser(commands)
    return main_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status (0 done, 1 a file failed, 2 wrong usage)."""
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output is gone ("| head"): be quiet, also when Python flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
