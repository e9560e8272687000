"""``counterclaim read``: documents in, readings out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.cli.output import Output
from counterclaim.cli.reader_option import add_reader

if TYPE_CHECKING:
    from counterclaim.api import Reader, Reading

_DESCRIPTION = """\
Read articles (plain text or HTML; - is standard input): who says what, with which figures,
where and when, what is disputed, and the words behind every row.
"""
_EPILOG = """\
One file gives one report; with --format json several files give JSON Lines, in their order.
A file that cannot be read is named on standard error; the others are still read.
Colour follows --color, then NO_COLOR and CLICOLOR_FORCE, then whether a terminal looks on.

exit status: 0 all were read, 1 a file failed, 2 wrong usage

examples:
  counterclaim read article.txt --published 2023-05-02
  counterclaim read article.txt --outlet "The Halden Press" --format html -o article.html
  counterclaim read *.txt --format json -o readings.jsonl
  counterclaim read article.txt --reader full
"""
_WIPE = "\r\x1b[2K"
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".jsonl": "json", ".txt": "text"}


def _date(text: str) -> str:
    """An ISO date; anything else is wrong usage."""
    from counterclaim.intake.dates import published_date
    from counterclaim.model.errors import BadDate

    try:
        return published_date(text) or ""
    except BadDate as error:
        raise argparse.ArgumentTypeError(_line(str(error))) from None


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``read`` to the commands."""
    parser = commands.add_parser(
        "read",
        help="read articles and report what they claim",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="plain text or HTML; - is standard input")
    parser.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="publication date (YYYY-MM-DD) that 'on Tuesday' and 'overnight' are resolved against",
    )
    parser.add_argument("--outlet", metavar="NAME", help="who published it")
    parser.add_argument("--title", metavar="TITLE", help="its title, when the text has none (one file only)")
    parser.add_argument("--url", metavar="URL", help="where it was published (one file only)")
    parser.add_argument(
        "--format",
        choices=("text", "json", "html"),
        help="what to write (default: by the ending of OUT, else text)",
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
    add_reader(parser)
    parser.add_argument(
        "--color",
        "--colour",
        choices=("auto", "always", "never"),
        default="auto",
        help="colour the text report",
    )
    parser.set_defaults(run=lambda options: run(options, parser))


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Read the files; returns the exit status."""
    _check(options, parser)
    kind = options.format or _ENDINGS.get(Path(options.output or "").suffix.lower(), "text")
    try:
        with Output(options.output) as output:
            return _read_all(options, kind, output)
    except BrokenPipeError:
        raise
    except OSError as error:
        _complain(f"{options.output or 'standard output'}: cannot be written ({error.strerror or error}); "
                  "give another place with -o")  # fmt: skip
        return 1


def _check(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    """Leave with status 2 where the options do not go together."""
    files: list[str] = options.files
    if files.count("-") > 1:
        parser.error("standard input (-) can be read only once")
    if len(files) > 1 and (options.title or options.url):
        parser.error("--title and --url describe one document; read one file at a time")
    if options.output is None:
        return
    if Path(options.output).is_dir():
        parser.error(f"-o {_line(options.output)} is a folder; name a file in it")
    for name in files:
        if name != "-" and _same_file(name, options.output):
            parser.error(f"-o {_line(options.output)} would overwrite an input; name another file")


def _same_file(one: str, other: str) -> bool:
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _read_all(options: argparse.Namespace, kind: str, output: Output) -> int:
    """Read file by file and write each reading as soon as it is there (HTML: one page at the end)."""
    from counterclaim.api import Reader
    from counterclaim.model.errors import TaggerMissing

    try:
        reader, failed = Reader(options.reader), False
    except TaggerMissing as error:
        _complain(str(error))
        return 1
    write = _writer(options, kind, output)
    readings: list[Reading] = []
    for index, name in enumerate(options.files):
        _progress(index, options.files)
        reading = _read_one(reader, name, options)
        _progress(None, options.files)
        if reading is None:
            failed = True
        elif kind == "html":
            readings.append(reading)
        else:
            write(reading)
    if readings:
        from counterclaim.report import html

        output.write(html.page(readings))
    return int(failed)


def _read_one(reader: Reader, name: str, options: argparse.Namespace) -> Reading | None:
    """One file's reading; None, with one line on standard error, when it cannot be had."""
    from counterclaim.intake import check_readable, load
    from counterclaim.model.errors import CounterclaimError

    called = "standard input" if name == "-" else name
    about = {k: getattr(options, k) for k in ("published", "outlet", "title", "url")}
    try:
        source = _standard_input() if name == "-" else Path(name)
        document, warnings = load(source, name=called, **about)
        check_readable(document, called)
        return reader.read(document, warnings=warnings)
    except CounterclaimError as error:
        _complain(str(error))
    except ImportError as error:
        _complain(f"{called}: the installation is incomplete ({error}); reinstall counterclaim")
    except Exception as error:
        # One bad document never costs a run: say which it was, and go on.
        _complain(
            f"{called}: could not be read ({type(error).__name__}: {error}); please report this document"
        )
    return None


def _standard_input() -> bytes:
    """Standard input, one byte more than a document may have at most."""
    from counterclaim.intake.decode import MAX_BYTES

    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _writer(options: argparse.Namespace, kind: str, output: Output) -> Callable[[Reading], None]:
    """How one reading is written as text or JSON."""
    if kind == "json":
        indent = 2 if output.is_terminal and len(options.files) == 1 else None
        return lambda reading: output.write(reading.to_json(indent=indent) + "\n")

    from counterclaim.report import terminal, text

    width = terminal.terminal_width(os.environ, is_terminal=output.is_terminal)
    colour = terminal.wants_colour(options.color, os.environ, is_terminal=output.is_terminal)
    encoding = "utf-8" if options.output else (sys.stdout.encoding or "utf-8")
    written = 0

    def write(reading: Reading) -> None:
        nonlocal written
        between = f"\n{text.rule(width)}\n\n" if written else ""
        output.write(between + text.render(reading, width=width, colour=colour), encoding)
        written += 1

    return write


def _line(text: str) -> str:
    """One line that cannot drive a terminal."""
    from counterclaim.report.terminal import safe

    return safe(text)


def _complain(message: str) -> None:
    """One line on standard error, in place of the progress line."""
    if sys.stderr.isatty():
        sys.stderr.write(_WIPE)
    print(f"counterclaim: {_line(message)}", file=sys.stderr)


def _progress(index: int | None, files: list[str]) -> None:
    """How far it is, for many files and a terminal only; None wipes the line."""
    if len(files) < 2 or not sys.stderr.isatty():
        return
    shown = "" if index is None else f"[{index + 1}/{len(files)}] {_line(files[index])[-60:]}"
    sys.stderr.write(_WIPE + shown)
    sys.stderr.flush()
