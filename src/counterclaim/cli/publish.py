"""``counterclaim publish``: the desk's pages as plain files, redacted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from counterclaim.cli.ledger_shared import EXIT, Commands, add_format, command, opened

_EPILOG = f"""\
The contested questions, the map with its timeline and the documents' statements, as pages that open from a
folder or lie on any web host. All of it is redacted, as exports are: private persons under pseudonyms, towns
at most, a statement with a sentence round it and no full texts (docs/exports.md). Beside each page lie its
rows as CSV, JSON Lines and GeoJSON.

The folder has to be new, or to hold a site that was made here; the new site takes its place when all of it
is written. What was taken down, and what people rejected, is not in it.

{EXIT}

examples:
  counterclaim publish site/ --ledger war.db
  counterclaim publish site/ --ledger war.db --as-of 2024-11-30    # the same ledger gives the same bytes
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = command(commands, "publish", "write the ledger as a site of files, redacted", _run, _EPILOG)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write")
    parser.add_argument(
        "--as-of", metavar="DATE", help="day by which statements are held back (default: today, UTC)"
    )
    parser.add_argument("--quiet", action="store_true", help="no progress")
    add_format(parser, "text", "json")


def _run(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, say, say_json
    from counterclaim.desk.settings import check_installed

    check_installed()
    from counterclaim.desk.site.publish import publish, today

    with opened(options) as ledger:
        done = publish(
            ledger, options.out, as_of=options.as_of or today(), progress=_progress(quiet=options.quiet)
        )
    if options.format == "json":
        say_json(done)
        return 0
    withheld = ", ".join(f"{number} {kind}" for kind, number in done.withheld.items() if number)
    say(
        f"{options.out}/index.html: {done.questions} questions, {done.documents} documents, "
        f"{done.events} events; {done.files} files, {done.size / 1e6:.1f} MB"
    )
    say(f"withheld: {withheld or 'nothing'}")
    if done.left_out:
        say(f"left out: {done.left_out} questions, as none of their answers may leave")
    if done.waiting:
        complain(f"{done.waiting} documents are not compared yet; run counterclaim reconcile first")
    return 0


def _progress(*, quiet: bool) -> Callable[[str, int, int], None] | None:
    """A line on the terminal that counts; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        return None

    def show(step: str, done: int, total: int) -> None:
        if done == total or done % 25 == 0:
            end = "\n" if done == total else ""
            print(f"\r{step}: {done} of {total}\x1b[K", end=end, file=sys.stderr, flush=True)

    return show
