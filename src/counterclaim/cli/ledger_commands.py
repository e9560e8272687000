"""The commands of the ledger: add, search, show, cite, history, verify, decide, takedown, reread."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.intake.formats import Failure, Item
    from counterclaim.ledger import Ledger, Summary

Commands = argparse._SubParsersAction  # argparse has no public name for it
_EXIT = "exit status: 0 done, 1 something failed, 2 wrong usage"
_DEFAULT = "counterclaim.db"

_ADD = f"""\
Folders are gone through; a file that cannot be read is named, and the others are added all the same.
Adding again resumes what was interrupted and changes nothing that is there.

{_EXIT} (1: an item failed; all good items are kept)

examples:
  counterclaim add articles/
  counterclaim add reports.jsonl --column text=body --column published=date --ledger war.db
  counterclaim add result.json --channel example_channel
  counterclaim add --url https://example.org/article --outlet "The Halden Press"
"""
_SEARCH = f"""\
Words must all occur in what is claimed; "in quotes" in that order; strik* is a beginning. Without --kind
the other filters tell what is looked for: --measure, --min and --max figures, --type and --weapon events,
else claims.

{_EXIT}

examples:
  counterclaim search '"air raid"' --speaker "General Staff"
  counterclaim search --side Ukraine --measure killed --min 10 --from 2023-04-01
  counterclaim search --place Kherson --within 50km --stance denies --format csv
  counterclaim search --added-since 2023-05-01 --format json
"""
_DECIDE = f"""\
A decision never overwrites: the reader's value stays beside yours, and the log says who decided what and why.
Values are JSON where they are JSON (7, null, true), else words. Fields are those of the reading contract;
"review" takes confirmed, corrected, rejected or unsure, "released" true for a name that may leave.

{_EXIT}

examples:
  counterclaim decide f-0123456789ab --set value=7 --reason "corrected by the agency"
  counterclaim decide c-0123456789ab --set review=rejected --reason "a quotation from 2014"
  counterclaim decide d-0123456789abcdef --add claim --at 120:164 --set stance=denies \\
      --set speaker="General Staff" --reason "the reader missed it"
  counterclaim decide --undo 17 --reason "it was right after all"
"""


def add_parsers(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the ledger's commands."""
    _add(commands)
    _search(commands)
    show = _command(commands, "show", "show a row or a document with all that is known of it", _show)
    show.add_argument("id", metavar="ID", help="a row, a document, or DOCUMENT/ROW")
    _format(show, "text", "json")
    cite = _command(
        commands, "cite", "print quotation, speaker, source, date and hash, ready to paste", _cite
    )
    cite.add_argument("id", metavar="ID", nargs="+", help="a row, a document, or DOCUMENT/ROW")
    history = _command(commands, "history", "show the versions of a document and what changed", _history)
    history.add_argument("id", metavar="DOC", help="a document, or a row of it")
    _format(history, "text", "json")
    verify = _command(commands, "verify", "check the log, every text and every row", _verify)
    _format(verify, "text", "json")
    _decide_parser(commands)
    takedown = _command(commands, "takedown", "remove a text for good; its hash stays", _takedown)
    takedown.add_argument("id", metavar="DOC")
    _reason(takedown, needed=True)
    reread = _command(commands, "reread", "read again with this version's reader; decisions stay", _reread)
    reread.add_argument("documents", metavar="DOC", nargs="*", help="only these documents")
    reread.add_argument("--dry-run", action="store_true", help="only show what would change")
    _format(reread, "text", "json")


def _command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    what: str,
    run: Callable[[argparse.Namespace], int],
    epilog: str | None = None,
) -> argparse.ArgumentParser:
    """A command with what all of them have."""
    example = {
        "verify": "",
        "reread": " --dry-run",
        "takedown": " d-0123456789abcdef --reason 'the author asked'",
    }
    id_ = "d-0123456789abcdef" if name == "history" else "f-0123456789ab"
    shown = f"{_EXIT}\n\nexample:\n  counterclaim {name}{example.get(name, ' ' + id_)} --ledger war.db\n"
    parser = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=epilog or shown,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--ledger",
        default=os.environ.get("COUNTERCLAIM_LEDGER", _DEFAULT),
        metavar="FILE",
        help=f"a file, or postgresql://user@host/database (default: $COUNTERCLAIM_LEDGER, else ./{_DEFAULT})",
    )
    parser.set_defaults(run=lambda options: _guarded(run, options))
    return parser


def _format(parser: argparse.ArgumentParser, *names: str) -> None:
    parser.add_argument(
        "--format", choices=names, default=names[0], help=f"what to print (default: {names[0]})"
    )


def _reason(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    parser.add_argument("--reason", required=needed, metavar="WHY", help="why; it is kept in the log")
    parser.add_argument(
        "--by", metavar="WHO", help="whom the log names (default: $COUNTERCLAIM_USER, else you)"
    )


def _add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "add", "add articles to a ledger, and read them", _run_add, _ADD)
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders")
    parser.add_argument(
        "--url", action="append", default=[], help="fetch this page and add it (may be repeated)"
    )
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
    parser.add_argument("--by", metavar="WHO", help="whom the log names")
    _format(parser, "text", "json")


def _search(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "search", "find claims, figures and events", _run_search, _SEARCH)
    search_arguments(parser)
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help="rows to print (default: 50; 0: all)"
    )
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="rows to pass over")
    _format(parser, "table", "json", "csv")


def search_arguments(parser: argparse.ArgumentParser) -> None:
    """The filters, for every command that takes them."""
    add = parser.add_argument
    add("words", nargs="?", metavar="WORDS", help="words of what is claimed")
    add("--text", metavar="WORDS", help="words anywhere in the document")
    add("--kind", choices=("claim", "figure", "event", "trend", "person"), help="kind of row")
    add("--speaker", metavar="NAME", help="part of the speaker's name")
    add("--side", metavar="NAME", help="side the speaker speaks for")
    add("--stance", metavar="STANCE", help="asserts, denies, accuses, …")
    add("--certainty", metavar="VALUE", help="certain, probable, possible or uncommitted")
    add("--quotation", metavar="KIND", help="direct, indirect, mixed or narration")
    add("--measure", metavar="MEASURE", help="killed, wounded, destroyed, air_strikes, …")
    add("--object", metavar="NAME", help="what is counted: tank, drone, …")
    add("--min", type=float, metavar="N", help="at least this many")
    add("--max", type=float, metavar="N", help="at most this many")
    add("--population", metavar="NAME", help="civilian, military, children, …")
    add("--affected-side", metavar="NAME", help="side that the figure counts")
    add("--type", metavar="TYPE", help="type of event: shelling, air_strike, …")
    add("--happening", metavar="STATUS", help="status of the event: occurred, planned, denied, …")
    add("--weapon", metavar="NAME", help="weapon")
    add("--place", metavar="NAME", help="place")
    add("--near", metavar="LAT,LON", help="a point, in degrees")
    add("--within", metavar="DISTANCE", help="as far as this from the place or point, e.g. 50km")
    add("--from", dest="start", metavar="DATE", help="what the row speaks of ends on or after this day")
    add("--to", dest="end", metavar="DATE", help="what the row speaks of begins on or before this day")
    add("--outlet", metavar="NAME", help="part of the outlet's name")
    add("--language", metavar="CODE", help="language of the document")
    add("--document", metavar="DOC", help="only in this document")
    add("--added-since", metavar="TIME", help="added to the ledger since this date or time")
    add("--review", metavar="STATUS", help="machine, confirmed, corrected, rejected or unsure")


def filters_of(options: argparse.Namespace) -> dict[str, Any]:
    """The filters that were given, by the names that the ledger has for them."""
    from counterclaim.ledger.filters import Filters, kilometres, point

    given = {n: v for n in Filters.__struct_fields__ if (v := getattr(options, n, None)) is not None}
    if "near" in given:
        given["near"] = point(given["near"])
    if options.within is not None:
        given["within_km"] = kilometres(options.within)
    return given


def _decide_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = _command(commands, "decide", "decide on a row: correct, confirm, reject, add", _decide, _DECIDE)
    parser.add_argument("id", nargs="?", metavar="ID", help="a row; with --add a document")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="set a field")
    parser.add_argument(
        "--add",
        choices=("claim", "figure", "place", "actor", "event", "trend", "person", "link"),
        help="add a row that the reader missed",
    )
    parser.add_argument("--at", metavar="START:END", help="where its words are, in code points from 0")
    parser.add_argument("--undo", type=int, metavar="N", help="take back decision N of the log")
    _reason(parser, needed=True)


def _guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Errors become one line each."""
    from counterclaim.cli.ledger_output import complain
    from counterclaim.model.errors import CounterclaimError

    try:
        return run(options)
    except BrokenPipeError:
        raise
    except CounterclaimError as error:
        complain(str(error))
        return 2 if error.code in ("bad_filter", "bad_decision", "bad_options", "bad_date") else 1
    except ImportError as error:
        complain(f"the installation is incomplete ({error}); reinstall counterclaim")
        return 1


def _opened(options: argparse.Namespace, *, create: bool = False, read_only: bool = False) -> Ledger:
    from counterclaim.ledger import open_ledger

    who = getattr(options, "by", None)
    return open_ledger(options.ledger, create=create, read_only=read_only, who=who)


def _run_add(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, say_json, summary
    from counterclaim.intake.dates import published_date

    if not options.paths and not options.url:
        complain("nothing to add; name a file or folder, or give --url")
        return 2
    published_date(options.published)
    items = _items(options)
    with _opened(options, create=True) as ledger:
        done = _with_progress(ledger, items, options)
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
        date_format=options.date_format, channel=options.channel,
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
        return ledger.add(both)
    import threading

    from tqdm import tqdm

    with tqdm(unit=" items", dynamic_ncols=True, leave=False) as bar:

        def count() -> None:
            bar.total = sum(1 for _ in items()) + len(options.url)

        def progress(done: Summary) -> None:
            bar.update(done.seen - bar.n)

        threading.Thread(target=count, daemon=True).start()
        return ledger.add(both, progress=progress)


def _run_search(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, csv_text, hits, say_json

    if options.limit < 0 or options.offset < 0:
        complain("--limit and --offset count rows; give 0 or more")
        return 2
    filters = filters_of(options)
    with _opened(options, read_only=True) as ledger:
        found = ledger.search(
            limit=options.limit or None, offset=options.offset, facets=options.format != "csv", **filters
        )
    if options.format == "json":
        say_json({"filters": filters, **found.to_dict()})
    elif options.format == "csv":
        sys.stdout.flush()
        sys.stdout.buffer.write(csv_text(found.hits).encode("utf-8"))
    else:
        hits(found, options.offset)
    return 0


def _show(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import say_json, shown

    with _opened(options, read_only=True) as ledger:
        found = ledger.show(options.id)
    if options.format == "json":
        say_json(found)
    else:
        shown(found)
    return 0


def _cite(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import say

    with _opened(options, read_only=True) as ledger:
        for name in options.id:
            say(ledger.cite(name))
    return 0


def _history(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import history, say_json

    with _opened(options, read_only=True) as ledger:
        found = ledger.history(options.id)
    if options.format == "json":
        say_json(found)
    else:
        history(found)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from counterclaim.cli.ledger_output import complain, say, say_json

    with _opened(options, read_only=True) as ledger:
        found = ledger.verify()
    if options.format == "json":
        say_json(asdict(found) | {"sound": found.sound})
    else:
        say(f"{found.documents} documents, {found.rows} rows, {found.entries} log entries; head {found.head}")
        for fault in found.faults:
            complain(fault)
        if found.more:
            complain(f"and {found.more} more faults")
        say("sound" if found.sound else f"{len(found.faults) + found.more} faults")
    return int(not found.sound)


def _decide(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import say
    from counterclaim.ledger.decisions import value_from_words
    from counterclaim.ledger.errors import BadDecision

    if sum((options.undo is not None, bool(options.set) or bool(options.add))) != 1:
        raise BadDecision("say what to decide", "give --set, --add or --undo")
    if options.undo is None and options.id is None:
        raise BadDecision("say what to decide on", "give the id of a row, or with --add of a document")
    values = {}
    for setting in options.set:
        name, equals, words = setting.partition("=")
        if not equals or not name:
            raise BadDecision(f"--set {setting} is not FIELD=VALUE", "write e.g. --set value=7")
        values[name] = value_from_words(words)
    with _opened(options) as ledger:
        if options.undo is not None:
            say(f"decision {ledger.undo(options.undo, reason=options.reason)}")
        elif options.add:
            start, end = _offsets(options.at)
            kind = "relation" if options.add == "link" else options.add
            more: dict[str, Any] = {"relation": values} if kind == "relation" else values
            say(ledger.add_row(options.id, kind, start, end, reason=options.reason, **more))
        else:
            for name, value in values.items():
                say(f"decision {ledger.decide(options.id, name, value, reason=options.reason)}")
    return 0


def _offsets(words: str | None) -> tuple[int, int]:
    from counterclaim.ledger.errors import BadDecision

    try:
        start, end = (int(part) for part in (words or "").split(":"))
    except ValueError:
        raise BadDecision(f"--at {words} is not START:END", "write e.g. --at 120:164") from None
    return start, end


def _takedown(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import say

    with _opened(options) as ledger:
        left = ledger.takedown(options.id, reason=options.reason)
    say(f"{options.id} is gone; its hash stays in the log")
    if left:
        say(f"copies that remain: {', '.join(left)}")
    return 0


def _reread(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import changes, say, say_json

    with _opened(options, read_only=options.dry_run) as ledger:
        found = ledger.reread(dry_run=options.dry_run, documents=options.documents)
        if options.format == "json":
            say_json(list(found))
            return 0
        number = 0
        for one in found:
            number += 1
            say(f"{one.document} {one.title or ''}: {len(one.changes)} changes")
            changes(one.changes)
            if one.kept:
                say(f"  kept for the decisions on them: {', '.join(one.kept)}")
    say(f"{number} documents {'would change' if options.dry_run else 'changed'}")
    return 0
