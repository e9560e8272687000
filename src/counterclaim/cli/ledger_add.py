"""``counterclaim add``: articles into a ledger."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.cli.ledger_shared import EXIT, Commands, add_format, command, opened
from counterclaim.cli.reader_option import add_reader, chosen_reader
from counterclaim.cli.sources import add_source_options

if TYPE_CHECKING:
    from counterclaim.intake.formats import Failure, Item
    from counterclaim.ledger import Ledger, Summary

_ADD = f"""\
Folders are gone through; a file that cannot be read is named, and the others are added all the same.
Adding again resumes what was interrupted and changes nothing that is there.

{EXIT} (1: an item failed; all good items are kept)

examples:
  counterclaim add articles/
  counterclaim add reports.jsonl --column text=body --column published=date --ledger war.db
  counterclaim add result.json --channel example_channel
  counterclaim add --url https://example.org/article --outlet "The Halden Press"
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``add`` to the commands."""
    parser = command(commands, "add", "add articles to a ledger, and read them", _run_add, _ADD)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    parser.add_argument(
        "--url", action="append", default=[], help="fetch this page and add it (may be repeated)"
    )
    add_source_options(parser)
    add_reader(parser)
    parser.add_argument("--by", metavar="WHO", help="whom the log names")
    add_format(parser, "text", "json")


def _run_add(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, say_json, summary
    from counterclaim.intake.dates import published_date

    if not options.paths and not options.url:
        complain("nothing to add; name a file or folder, or give --url")
        return 2
    published_date(options.published)
    items = _items(options)
    with opened(options, create=True) as ledger:
        try:
            done = _with_progress(ledger, items, options)
        except KeyboardInterrupt:
            complain("stopped; what was added stays, and the same command goes on from there")
            raise
    if options.format == "json":
        from dataclasses import asdict

        say_json(asdict(done) | {"failed": [{"name": f.name, "reason": f.reason} for f in done.failed]})
    else:
        summary(done)
    return int(bool(done.failed))


def _items(options: argparse.Namespace) -> Callable[[], Iterator[Item | Failure]]:
    """What goes over all items anew each time it is called."""
    import msgspec

    from counterclaim.intake.formats import BadOptions, Failure, FormatOptions, iterate, names

    for column in options.column:
        if "=" not in column:
            raise BadOptions(f"--column {column} is not FIELD=NAME", "write e.g. --column text=body")
    given = FormatOptions(
        columns=dict(c.split("=", 1) for c in options.column), format=options.input_format,
        date_format=options.date_format, channel=options.channel, root=_root(options.ledger),
    )  # fmt: skip
    if options.input_format is not None and options.input_format not in names():
        raise BadOptions(
            f"there is no format {options.input_format!r}", f"the formats are {', '.join(names())}"
        )

    def told(item: Item | Failure) -> Item | Failure:
        if isinstance(item, Failure):
            return item
        published, outlet = item.published or options.published, item.outlet or options.outlet
        return msgspec.structs.replace(item, published=published, outlet=outlet)

    def items() -> Iterator[Item | Failure]:
        for path in options.paths:
            yield from map(told, iterate(path, given))

    return items


def _root(ledger: str) -> Path:
    """Where paths are told from: two files are one document only if they lie in one place.

    The ledger's own folder, so that both may be moved together and no home folder is written down.
    """
    return Path("/") if "://" in ledger else Path(ledger).absolute().parent


def _fetched(options: argparse.Namespace) -> Iterator[Item | Failure]:
    """Pages from the web, only those that were asked for."""
    import msgspec

    from counterclaim.intake.fetch import fetch
    from counterclaim.intake.formats.items import failure
    from counterclaim.model.errors import CounterclaimError

    for url in options.url:
        try:
            item = fetch(url)
        except CounterclaimError as error:
            yield failure(url, error)
        else:
            published, outlet = item.published or options.published, item.outlet or options.outlet
            yield msgspec.structs.replace(item, published=published, outlet=outlet)


def _with_progress(
    ledger: Ledger, items: Callable[[], Iterator[Item | Failure]], options: argparse.Namespace
) -> Summary:
    """Add, with a bar for people who look on: rate at once, time left as soon as the items are counted."""
    from itertools import chain

    both = chain(items(), _fetched(options))
    if not sys.stderr.isatty():
        return ledger.add(both, read=chosen_reader(options))
    import threading

    from tqdm import tqdm

    with tqdm(unit=" items", dynamic_ncols=True, leave=False) as bar:

        def count() -> None:
            bar.total = sum(1 for _ in items()) + len(options.url)

        def progress(done: Summary) -> None:
            bar.update(done.seen - bar.n)

        threading.Thread(target=count, daemon=True).start()
        return ledger.add(both, progress=progress, read=chosen_reader(options))
