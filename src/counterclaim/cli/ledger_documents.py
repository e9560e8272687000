"""``counterclaim documents``: the documents of a ledger, also those kept without a reading."""

from __future__ import annotations

import argparse

from counterclaim.cli.ledger_shared import EXIT, Commands, add_format, command, opened

_EPILOG = f"""\
With words only the documents that have them in text or title; documents in a language without a reader are
found too. Without words all of them, old versions too, in the order they were added.

{EXIT}

examples:
  counterclaim documents --ledger war.db
  counterclaim documents "power station" --ledger war.db --format json
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = command(commands, "documents", "list documents, or find them by words", _run, _EPILOG)
    parser.add_argument("words", nargs="?", metavar="WORDS", help="words of the text or title")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="how many (default: 50; 0: all)")
    add_format(parser, "table", "json")


def _run(options: argparse.Namespace) -> int:
    from itertools import islice

    from counterclaim.cli.ledger_output import complain, say, say_json

    if options.limit < 0:
        complain("--limit counts documents; give 0 or more")
        return 2
    limit = options.limit or None
    with opened(options, read_only=True) as ledger:
        if options.words:
            found = ledger.find_documents(options.words, limit=limit)
        else:
            kept = (r for r in ledger.documents() if r.status != "removed")
            found = [record.document for record in islice(kept, limit)]
    if options.format == "json":
        fields = ("id", "title", "outlet", "url", "language", "published", "text_sha256")
        say_json([{field: getattr(document, field) for field in fields} for document in found])
        return 0
    for document in found:
        facts = (document.published or "no date", document.language or "-", document.outlet or "-")
        title = " ".join((document.title or document.text[:80]).split())[:80]
        say(f"{document.id}  {'  '.join(facts)}  {title}")
    say(f"{len(found)} documents")
    return 0
