"""The commands of the ledger: add, search, show, cite, history, verify, decide, takedown, reread."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from counterclaim.cli import ledger_add
from counterclaim.cli.ledger_filters import filters_of, search_arguments
from counterclaim.cli.ledger_shared import EXIT, Commands, add_format, add_reason, command, opened
from counterclaim.cli.reader_option import add_reader, chosen_reader

_SEARCH = f"""\
Words must all occur in what is claimed; "in quotes" in that order; strik* is a beginning. Without --kind
the other filters tell what is looked for: --measure, --min and --max figures, --type and --weapon events,
else claims.

{EXIT}

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

{EXIT}

examples:
  counterclaim decide f-0123456789ab --set value=7 --reason "corrected by the agency"
  counterclaim decide c-0123456789ab --set review=rejected --reason "a quotation from 2014"
  counterclaim decide d-0123456789abcdef --add claim --at 120:164 --set stance=denies \\
      --set speaker="General Staff" --reason "the reader missed it"
  counterclaim decide --undo 17 --reason "it was right after all"
"""


def add_parsers(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the ledger's commands."""
    ledger_add.add_parser(commands)
    _search(commands)
    show = command(commands, "show", "show a row or a document with all that is known of it", _show)
    show.add_argument("id", metavar="ID", help="a row, a document, or DOCUMENT/ROW")
    add_format(show, "text", "json")
    cite = command(commands, "cite", "print quotation, speaker, source, date and hash, ready to paste", _cite)
    cite.add_argument("id", metavar="ID", nargs="+", help="a row, a document, or DOCUMENT/ROW")
    history = command(commands, "history", "show the versions of a document and what changed", _history)
    history.add_argument("id", metavar="DOC", help="a document, or a row of it")
    add_format(history, "text", "json")
    verify = command(commands, "verify", "check the log, every text and every row", _verify)
    add_format(verify, "text", "json")
    _decide_parser(commands)
    takedown = command(commands, "takedown", "remove a text for good; its hash stays", _takedown)
    takedown.add_argument("id", metavar="DOC")
    add_reason(takedown, needed=True)
    reread = command(commands, "reread", "read again with this version's reader; decisions stay", _reread)
    reread.add_argument("documents", metavar="DOC", nargs="*", help="only these documents")
    reread.add_argument("--dry-run", action="store_true", help="only show what would change")
    add_reader(reread)
    add_format(reread, "text", "json")


def _search(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = command(commands, "search", "find claims, figures and events", _run_search, _SEARCH)
    search_arguments(parser)
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help="rows to print (default: 50; 0: all)"
    )
    parser.add_argument("--offset", type=int, default=0, metavar="N", help="rows to pass over")
    add_format(parser, "table", "json", "csv")


def _decide_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = command(commands, "decide", "decide on a row: correct, confirm, reject, add", _decide, _DECIDE)
    parser.add_argument("id", nargs="?", metavar="ID", help="a row; with --add a document")
    parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help="set a field")
    parser.add_argument(
        "--add",
        choices=("claim", "figure", "place", "actor", "event", "trend", "person", "link"),
        help="add a row that the reader missed",
    )
    parser.add_argument("--at", metavar="START:END", help="where its words are, in code points from 0")
    parser.add_argument("--undo", type=int, metavar="N", help="take back decision N of the log")
    add_reason(parser, needed=True)


def _run_search(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, csv_text, hits, say_json

    if options.limit < 0 or options.offset < 0:
        complain("--limit and --offset count rows; give 0 or more")
        return 2
    filters = filters_of(options)
    with opened(options, read_only=True) as ledger:
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

    with opened(options, read_only=True) as ledger:
        found = ledger.show(options.id)
    if options.format == "json":
        say_json(found)
    else:
        shown(found)
    return 0


def _cite(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import say

    with opened(options, read_only=True) as ledger:
        for name in options.id:
            say(ledger.cite(name))
    return 0


def _history(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import history, say_json

    with opened(options, read_only=True) as ledger:
        found = ledger.history(options.id)
    if options.format == "json":
        say_json(found)
    else:
        history(found)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from counterclaim.cli.ledger_output import complain, say, say_json

    with opened(options, read_only=True) as ledger:
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
    with opened(options) as ledger:
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

    with opened(options) as ledger:
        left = ledger.takedown(options.id, reason=options.reason)
        scrubbed = ledger.scrubbed
    say(f"{options.id} is gone; its hash stays in the log")
    if left:
        say(f"copies that remain: {', '.join(left)}")
    if not scrubbed:
        say(
            "others read the ledger, so its words may still lie on the disk; they go when the ledger is next "
            "opened to be written while nobody reads it"
        )
    return 0 if scrubbed else 1


def _reread(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import changes, say, say_json

    with opened(options, read_only=options.dry_run) as ledger:
        found = ledger.reread(
            dry_run=options.dry_run, documents=options.documents, read=chosen_reader(options)
        )
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
