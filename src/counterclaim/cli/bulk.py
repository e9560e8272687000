"""``counterclaim bulk``: millions of documents, on one machine or a cluster."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counterclaim.cli.ledger_shared import DEFAULT, EXIT, Commands, add_format, guarded
from counterclaim.cli.reader_option import add_reader
from counterclaim.cli.sources import add_source_options

if TYPE_CHECKING:
    from counterclaim.bulk import Progress, Settings

_BULK = f"""\
Reads archives of any size into Parquet segments. Stopped or killed at any moment, the same command goes on
where it was; nothing is lost or doubled.

{EXIT}

examples:
  counterclaim bulk read archive/ segments/
  counterclaim bulk status segments/
  counterclaim bulk load segments/ --ledger war.db
"""
_READ = f"""\
SOURCE is a folder, a file (JSON Lines, CSV, Parquet, WARC, text, HTML, ...) or a pattern in quotes. OUT/ gets
the segments, a folder for each table, and a receipt for each shard. The same command again goes on where it
was, and reads what is new in the sources.

A document that cannot be read, takes longer than --timeout or kills its worker is put into quarantine with
its reason; the others are read all the same.

{EXIT} (1: a document or a shard failed; everything else is kept)

examples:
  counterclaim bulk read archive/ segments/
  counterclaim bulk read 'news/2023-*.warc.gz' segments/ --jobs 8
  counterclaim bulk read articles.parquet segments/ --column text=maintext
  counterclaim bulk read /shared/archive /shared/segments --scheduler tcp://10.0.0.5:8786
"""
_MOST = 20  # failures shown


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``bulk`` with its commands."""
    bulk = commands.add_parser(
        "bulk", help="read millions of documents, on one machine or a cluster",
        description="Read millions of documents, on one machine or a cluster.", epilog=_BULK,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    inner = bulk.add_subparsers(dest="bulk_command", metavar="COMMAND", required=True)
    _read_parser(inner)
    status = _command(
        inner, "status", "what is done, failed and left", _run_status, "counterclaim bulk status segments/"
    )
    status.add_argument("--failures", action="store_true", help="list all documents in quarantine")
    add_format(status, "text", "json")
    load = _command(
        inner, "load", "bring segments into a ledger", _run_load,
        "counterclaim bulk load segments/ --ledger postgresql://me@host/news",
    )  # fmt: skip
    import os

    load.add_argument(
        "--ledger", default=os.environ.get("COUNTERCLAIM_LEDGER", DEFAULT), metavar="FILE",
        help=f"a file, or postgresql://user@host/database (default: $COUNTERCLAIM_LEDGER, else ./{DEFAULT})",
    )  # fmt: skip
    load.add_argument("--by", metavar="WHO", help="whom the log names")
    add_format(load, "text", "json")
    _command(
        inner, "copies", "find exact and near copies over all shards (OUT/origins.parquet)", _run_copies,
        "counterclaim bulk copies segments/",
    )  # fmt: skip


def _command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    what: str,
    run: Callable[[argparse.Namespace], int],
    example: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=what, description=what[0].upper() + what[1:] + ".",
        epilog=f"{EXIT}\n\nexample:\n  {example}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("out", metavar="OUT", help="the folder of a bulk run")
    parser.set_defaults(run=lambda options: guarded(run, options))
    return parser


def _read_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "read", help="read sources into segments", description="Read sources into segments.", epilog=_READ,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("sources", nargs="+", metavar="SOURCE", help="folders, files, patterns")
    parser.add_argument("out", metavar="OUT", help="the folder for segments and receipts")
    parser.add_argument(
        "--jobs", type=_positive, metavar="N", help="worker processes (default: one a processor)"
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="read on this Dask cluster, e.g. tcp://host:8786"
    )
    parser.add_argument(
        "--timeout", type=_positive, default=120, metavar="SECONDS",
        help="processor time that one document may take (default: 120)",
    )  # fmt: skip
    parser.add_argument(
        "--memory",
        type=_positive,
        default=3_000,
        metavar="MB",
        help="what one worker may hold (default: 3000)",
    )
    add_source_options(parser)
    add_reader(parser)
    add_format(parser, "text", "json")
    parser.set_defaults(run=lambda options: guarded(_run_read, options))


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number above 0")
    return number


def _settings(options: argparse.Namespace) -> Settings:
    from counterclaim.bulk import READERS, Settings
    from counterclaim.intake.dates import published_date
    from counterclaim.intake.formats import BadOptions, FormatOptions, names

    for column in options.column:
        if "=" not in column:
            raise BadOptions(f"--column {column} is not FIELD=NAME", "write e.g. --column text=body")
    if options.input_format is not None and options.input_format not in names():
        raise BadOptions(
            f"there is no format {options.input_format!r}", f"the formats are {', '.join(names())}"
        )
    columns = dict(c.split("=", 1) for c in options.column)
    FormatOptions(columns=columns)
    return Settings(
        columns=columns, format=options.input_format, date_format=options.date_format,
        channel=options.channel,
        published=published_date(options.published), outlet=options.outlet, timeout=float(options.timeout),
        memory=options.memory, reader=READERS[options.reader],
    )  # fmt: skip


def _run_read(options: argparse.Namespace) -> int:
    from counterclaim.bulk import read
    from counterclaim.cli.ledger_output import complain, say, say_json

    settings = _settings(options)
    with _Bar(" documents") as bar:
        done = read(
            options.sources, options.out, settings, jobs=options.jobs, scheduler=options.scheduler,
            progress=bar.of_read,
        )  # fmt: skip
    for words in done.failed_shards:
        complain(words)
    if options.format == "json":
        say_json({
            "items": done.planned.items, "read": done.items, "done_before": done.planned.passed_over,
            "doubled": done.planned.doubled, "shards": done.shards, "words": done.words,
            "failed": [{"name": f.name, "reason": f.reason} for f in done.failures],
            "failed_shards": done.failed_shards,
        })  # fmt: skip
    else:
        say(_read_words(done))
        for bad in done.failures[:_MOST]:
            complain(f"{bad.name}: {bad.reason}")
        if len(done.failures) > _MOST:
            more = f"{len(done.failures) - _MOST:,}"
            complain(f"and {more} more; see counterclaim bulk status {options.out} --failures")
    return int(bool(done.failures or done.failed_shards))


def _read_words(done: Progress) -> str:
    words = f"{done.items - len(done.failures):,} read in {done.shards:,} shards"
    if done.planned.passed_over:
        words += f", {done.planned.passed_over:,} done before"
    if done.planned.doubled:
        words += f", {done.planned.doubled:,} given twice"
    if done.failures:
        words += f", {len(done.failures):,} in quarantine"
    if done.failed_shards:
        words += f", {len(done.failed_shards):,} shards failed"
    if done.seconds and done.words:
        words += f"; {done.words / done.seconds:,.0f} words/s"
    return words


def _run_status(options: argparse.Namespace) -> int:
    from counterclaim.bulk import Folder
    from counterclaim.bulk.status import status
    from counterclaim.cli.ledger_output import say, say_json

    found = status(Folder(options.out))
    if options.format == "json":
        say_json(found)
        return 0
    say("a run is at work" if found.running else "no run is at work")
    kept = (
        f", {found.kept_not_read:,} of them kept unread (no reader for their language)"
        if found.kept_not_read
        else ""
    )
    say(f"done     {found.documents:,} documents in {found.shards:,} shards{kept}")
    say(
        "rows     "
        + ", ".join(f"{n:,} {name}" for name, n in found.rows.items() if name not in ("documents", "bands"))
    )
    say(f"failed   {len(found.failures):,} documents, {len(found.failed_shards):,} shards")
    left = "unknown until the sources are counted" if found.left is None else f"{found.left:,} documents"
    if found.running and found.seconds_left is not None:
        left += f", about {_duration(found.seconds_left)}"
    say(f"left     {left}")
    if found.words_per_second:
        rate = f"{found.words_per_second:,.0f} words/s"
        say(f"rate     {rate}, {found.words_per_processor_second:,.0f} words/s on one processor")
    for bad in found.failures if options.failures else found.failures[:_MOST]:
        say(f"  {bad.name}: {bad.reason}")
    if len(found.failures) > _MOST and not options.failures:
        say(f"  and {len(found.failures) - _MOST:,} more (--failures)")
    return 0


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} seconds"
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [f"{days} days"] if days else []
    return " ".join([*parts, *([f"{hours} h"] if hours else []), f"{minutes} min"])


def _run_load(options: argparse.Namespace) -> int:
    from counterclaim.bulk import Folder
    from counterclaim.bulk.load import load
    from counterclaim.cli.ledger_output import say_json, summary
    from counterclaim.cli.ledger_shared import opened

    folder = Folder(options.out)
    folder.must_exist()
    with opened(options, create=True) as ledger, _Bar(" documents") as bar:
        done = load(folder, ledger, bar.of_load)
    if options.format == "json":
        from dataclasses import asdict

        say_json(asdict(done) | {"failed": [{"name": f.name, "reason": f.reason} for f in done.failed]})
    else:
        summary(done)
    return int(bool(done.failed))


def _run_copies(options: argparse.Namespace) -> int:
    from counterclaim.bulk import Folder
    from counterclaim.bulk.copies import origins
    from counterclaim.cli.ledger_output import say

    with _Bar(" pairs") as bar:
        path = origins(Folder(options.out), bar.of_pairs)
    say(f"written to {path}")
    return 0


class _Bar:
    """A progress bar on a terminal: rate, and time left once the whole is known. Nothing elsewhere."""

    def __init__(self, unit: str) -> None:
        from tqdm import tqdm

        self._bar: Any = tqdm(unit=unit, dynamic_ncols=True, leave=False, disable=not sys.stderr.isatty())

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *about: object) -> None:
        self._bar.close()

    def _to(self, done: int, total: int | None) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)

    def of_read(self, done: Progress) -> None:
        """Documents read."""
        if done.failures or done.failed_shards:
            self._bar.set_postfix_str(f"{len(done.failures)} failed", refresh=False)
        self._to(done.seen, done.total)

    def of_load(self, done: Any) -> None:  # noqa: ANN401
        """Documents loaded."""
        self._to(done.seen, None)

    def of_pairs(self, done: int, total: int) -> None:
        """Pairs compared."""
        self._to(done, total)
