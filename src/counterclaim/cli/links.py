"""``counterclaim links``: documents or readings in, the links between their claims out."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.cli.output import Output
from counterclaim.cli.read import _date
from counterclaim.cli.reader_option import add_reader

if TYPE_CHECKING:
    from counterclaim.api import Reader
    from counterclaim.intake.formats import Item
    from counterclaim.model.reading import Reading
    from counterclaim.reconcile import Link, Reconciliation

_DESCRIPTION = """\
Compare the claims of some documents: which agree, which repeat one source, which update, deny or contradict
one another, which must not be set side by side, and why. Nobody is declared right.
"""
_EPILOG = """\
FILE is text or HTML, JSON Lines of documents (id, text, published, outlet), or readings as
"counterclaim read --format json" writes them. NAME.json beside NAME.txt gives its date and outlet.
In the links a document is called by the last part of its path, or by its row's id.

exit status: 0 all were read, 1 a file failed, 2 wrong usage

examples:
  counterclaim links army.txt rebels.txt wire.txt --published 2024-11-26
  counterclaim links dossier.jsonl --format json -o links.json
"""
_SCHEMA = "counterclaim.reading/"
Named = tuple[str, "Reading"]


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``links`` to the commands."""
    parser = commands.add_parser(
        "links",
        help="link the claims of several documents",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="documents, JSON Lines, or readings")
    parser.add_argument(
        "--published", type=_date, metavar="DATE", help="publication date of documents that give none"
    )
    add_reader(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="what to write")
    parser.add_argument("-o", "--output", metavar="OUT", help="write to this file instead of standard output")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Read, reconcile, print; returns the exit status."""
    from counterclaim.api import Reader
    from counterclaim.model.errors import TaggerMissing
    from counterclaim.reconcile import reconcile

    try:
        reader = Reader(options.reader)
    except TaggerMissing as error:
        _complain(str(error))
        return 1
    failures: list[str] = []
    named = [
        pair for path in options.files for pair in _readings(reader, Path(path), options.published, failures)
    ]
    for message in failures:
        _complain(message)
    found = reconcile([reading for _, reading in named], names=[name for name, _ in named])
    write = as_json if options.format == "json" else as_text
    try:
        with Output(options.output) as output:
            output.write(write(found))
    except BrokenPipeError:
        raise
    except OSError as error:
        _complain(f"{options.output or 'standard output'}: cannot be written ({error.strerror or error})")
        return 1
    return int(bool(failures))


def _readings(reader: Reader, path: Path, published: str | None, failures: list[str]) -> Iterator[Named]:
    """The readings of a file; what cannot be read is put down and passed over."""
    from counterclaim.intake.formats import Failure, iterate

    if path.is_file() and path.suffix in (".json", ".jsonl", ".ndjson"):
        kept, rows = _rows(path)
        for number, row in enumerate(kept, 1):
            try:
                yield _of_row(reader, row, path, number, len(kept), published)
            except Exception as error:
                failures.append(f"{path.name} row {number}: {error}")
        if rows:
            return
    for item in iterate(path):
        if isinstance(item, Failure):
            failures.append(f"{item.name}: {item.reason}")
            continue
        try:
            yield path.name if path.is_file() else Path(item.name).name, _of_item(reader, item, published)
        except Exception as error:
            failures.append(f"{item.name or path.name}: {error}")


def _rows(path: Path) -> tuple[list[dict[str, Any]], bool]:
    """The objects of a JSON or JSON Lines file that are readings or documents; False when there are none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        try:
            loaded = [json.loads(text)]
        except ValueError:
            loaded = [json.loads(line) for line in text.splitlines() if line.strip()]
    except (OSError, ValueError, RecursionError):
        return [], False
    found = [x for y in loaded for x in (y if isinstance(y, list) else [y]) if isinstance(x, dict)]
    kept = [x for x in found if _is_reading(x) or isinstance(x.get("text"), str)]
    return kept, bool(kept) and len(kept) == len(found)


def _is_reading(row: dict[str, Any]) -> bool:
    return str(row.get("schema", "")).startswith(_SCHEMA)


def _of_row(
    reader: Reader, row: dict[str, Any], path: Path, number: int, total: int, published: str | None
) -> Named:
    import msgspec

    from counterclaim.model.reading import Reading

    if _is_reading(row):
        reading = msgspec.convert(row, Reading)
        if reading.broken_spans():
            raise ValueError("its spans are not the text at their offsets")
        name = path.name if total == 1 else reading.document.url or reading.document.id
        return name, reading
    given = [row.get(k) for k in ("outlet", "title", "url")]
    outlet, title, url = (v if isinstance(v, str) and v.strip() else None for v in given)
    when = row.get("published")
    date = when if isinstance(when, str) else published
    made = reader.read(row["text"], published=date, outlet=outlet, title=title, url=url)
    return str(row.get("id") or f"{path.name}:{number}"), made


def _of_item(reader: Reader, item: Item, published: str | None) -> Reading:
    from counterclaim.intake import check_readable, from_text, load

    about = {"outlet": item.outlet, "title": item.title, "url": item.url}
    when = item.published or published
    if item.text is not None:
        document, warnings = from_text(item.text, published=when, language=item.language, **about)
    else:
        document, warnings = load(item.data or b"", name=item.name, published=when, **about)
    check_readable(document, item.name)
    return reader.read(document, warnings=(*item.warnings, *warnings))


def as_json(found: Reconciliation) -> str:
    """The contract's object: ``links`` and ``origins``, with ``accounts`` beside them."""
    import msgspec

    data = msgspec.json.encode({"links": found.links, "origins": found.origins, "accounts": found.accounts})
    return msgspec.json.format(data, indent=1).decode("utf-8") + "\n"


def as_text(found: Reconciliation) -> str:
    """A few lines a link."""
    from counterclaim.report.terminal import safe

    lines: list[str] = []
    for group in found.origins:
        lines.append(f"one origin: {safe(', '.join(group))}")
    for link in found.links:
        head, *rest = map(safe, _lines(link))
        lines += ["", head, *(f"  {line}" for line in rest)]
    if not found.links:
        lines.append("No links: nothing in these documents speaks of one matter in comparable words.")
    return "\n".join(lines).lstrip("\n") + "\n"


def _lines(link: Link) -> list[str]:
    about = link.aspect or link.reason_code
    kind = link.kind.replace("_", " ") + (f" ({about.replace('_', ' ')})" if about else "")
    ends = [
        f"{label} {end.file}: {' … '.join(end.content)}"
        for label, end in (("from", link.source), ("to", link.target))
    ]
    return [
        f"{kind}  score {link.score:.2f}  [{link.rule}]",
        *(" ".join(end.split("\n")) for end in ends),
        f"why  {' '.join(link.reason.split())}",
    ]


def _complain(message: str) -> None:
    from counterclaim.report.terminal import safe

    print(f"counterclaim: {safe(message)}", file=sys.stderr)
