"""JSON Lines: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.lines import lines
from counterclaim.intake.formats.rows import columns_of, item_of
from counterclaim.intake.formats.source import Source
from counterclaim.model.errors import CounterclaimError

NAME = "jsonl"
ENDINGS = (".jsonl", ".ndjson", ".jl")
_ESCAPES = 6  # "\u0430" for one letter
_HOPELESS = 1_000  # so many bad rows and no good one: this is something else


def sniff(head: bytes) -> bool:
    """Whether the first line is an object and another follows."""
    first, _, rest = head.lstrip().partition(b"\n")
    return first[:1] == b"{" and rest.lstrip()[:1] in (b"{", b"") and isinstance(_tried(first), dict)


def _tried(line: bytes) -> object:
    try:
        return parse(line.decode())
    except ValueError:
        return None


def parse(line: str) -> Any:  # noqa: ANN401
    """A line's value. msgspec is quick and strict; what it refuses, json may know (NaN, half characters).

    Raises:
        ValueError: it is no JSON, or nested too deeply.

    """
    try:
        return msgspec.json.decode(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except (msgspec.DecodeError, UnicodeEncodeError):
        pass
    try:
        return json.loads(line)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg} at character {error.pos + 1})") from None
    except ValueError as error:
        raise ValueError(f"is no JSON ({error})") from None


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each line that is an object with a text."""
    good, bad = 0, 0
    with source.open() as stream:
        for line in lines(stream, source.name, _ESCAPES * options.max_bytes, blanks=False):
            if not line.problem and not line.text.strip():
                continue
            name = f"{source.name}, line {line.number}"
            found = (
                failure(name, line.problem)
                if line.problem
                else _item(line.text, source, options, name, line.warnings)
            )
            good, bad = (good + 1, bad) if isinstance(found, Item) else (good, bad + 1)
            yield found
            if bad >= _HOPELESS and not good:
                raise NotRows(f"none of its first {bad:,} rows can be read", "check what kind of file it is")


class NotRows(CounterclaimError):
    """A file of rows in which no row is one."""

    code = "not_rows"


def _item(
    text: str, source: Source, options: FormatOptions, name: str, warnings: tuple[Any, ...]
) -> Item | Failure:
    try:
        row = parse(text)
    except ValueError as error:
        return failure(name, str(error))
    if not isinstance(row, dict):
        return failure(name, "is JSON, but no object")
    columns = columns_of(row, options)
    return item_of(row, columns, options, file_key=source.key, name=name, warnings=warnings)
