"""Metadata in a file beside a document: NAME.json for NAME.txt, NAME.html or NAME.pdf."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.jsonl import parse
from counterclaim.intake.formats.rows import Facts, columns_of, facts_of
from counterclaim.intake.formats.source import Source

_LARGEST = 1_000_000
DESCRIBED = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml", ".text", ".pdf")


def stem_of(name: str) -> str | None:
    """The name without its ending, if a document of its own can have that ending."""
    plain = name[:-3] if name[-3:].lower() == ".gz" else name
    dot = plain.rfind(".")
    return plain[:dot] if dot > 0 and plain[dot:].lower() in DESCRIBED else None


def _facts(source: Source, options: FormatOptions) -> Facts | Failure | None:
    stem = stem_of(source.path.name)
    path = source.path.with_name(f"{stem}.json")
    if stem is None or not path.is_file():
        return None
    beside = Source(path, source.name[: len(source.name) - len(source.path.name)] + path.name)
    try:
        row = parse(beside.read(_LARGEST).decode("utf-8-sig"))
    except (ValueError, OSError) as error:
        return failure(beside.name, error if isinstance(error, OSError) else f"{error}; {_WITHOUT}")
    if not isinstance(row, dict):
        return failure(beside.name, f"is JSON, but no object; {_WITHOUT}")
    return facts_of(row, columns_of(row, options), options)


_WITHOUT = "the document beside it was added without its metadata"


def described(item: Item, source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """The item with what its sidecar says of it; a broken sidecar is a failure of its own."""
    facts = _facts(source, options)
    if isinstance(facts, Facts):
        known = facts._asdict()
        del known["warnings"]
        given = {field: value for field, value in known.items() if value is not None}
        item = msgspec.structs.replace(
            item, key=facts.key or item.key, warnings=(*item.warnings, *facts.warnings), **given
        )
    yield item
    if isinstance(facts, Failure):
        yield facts
