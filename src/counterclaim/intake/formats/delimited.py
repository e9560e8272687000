"""CSV, TSV and their kin: a header, then a document a row.

A quote mark that is never closed would swallow the rest of the file. Here it costs its own line: the rows
after it are read again from the next line on, as long as that stays cheap.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.jsonl import NotRows
from counterclaim.intake.formats.lines import Line, lines
from counterclaim.intake.formats.rows import columns_of, item_of
from counterclaim.intake.formats.source import Source
from counterclaim.model.rows import ReadingWarning

NAME = "csv"
ENDINGS = (".csv", ".tsv", ".tab")
_DELIMITERS = ",\t;|"
_AGAIN = 4  # a character may be read again so often, over the whole file
_MOST_COLUMNS = 2_000


class _Record(NamedTuple):
    line: int
    last: int
    fields: list[str]
    problem: str
    warnings: tuple[ReadingWarning, ...]


class _TooLong(Exception):
    """A record of more characters than a document may have."""


class _Feed:
    """Lines for the csv module, remembered until their record is known to be sound."""

    def __init__(self, source: Iterator[Line], limit: int) -> None:
        self._source = source
        self._limit = limit
        self._back: deque[Line] = deque()
        self._allowance = 0
        self.taken: list[Line] = []
        self.size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._back:
            line = self._back.popleft()
        else:
            line = next(self._source)
            self._allowance += _AGAIN * (len(line.text) + 1)
        self.taken.append(line)
        self.size += len(line.text)
        if self.size > self._limit:
            raise _TooLong
        return line.text

    def start(self) -> None:
        """Forget the record that was read."""
        self.taken, self.size = [], 0

    def give_back(self) -> list[Line]:
        """All lines but the first are to be read again; the lines that are given up."""
        again = self.taken[1:]
        cost = sum(len(line.text) + 1 for line in again)
        if cost > self._allowance:
            return self.taken
        self._allowance -= cost
        self._back.extendleft(reversed(again))
        return self.taken[:1]


def _records(feed: _Feed, delimiter: str, width: int | None = None) -> Iterator[_Record]:
    """The records, sound or not; with ``width``, of as many fields as the header."""
    csv.field_size_limit(max(csv.field_size_limit(), 1 << 30))
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start()
        problem = ""
        fields: list[str] = []
        try:
            fields = next(reader)
        except StopIteration:
            return
        except _TooLong:
            problem = "opens a quotation that is not closed, or is longer than a document may be"
        except csv.Error as error:
            problem = _quotes(str(error), len(feed.taken))
        if not problem and (line := next((line for line in feed.taken if line.problem), None)):
            problem = line.problem
        if (
            not problem
            and width is not None
            and (len(fields) > width or (len(fields) < width and len(feed.taken) > 1))
        ):
            problem = f"has {len(fields)} fields where the header has {width}: check its quotes"
        first = feed.taken[0].number
        given_up = feed.taken
        if problem:
            given_up = feed.give_back()
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
        warnings = next((line.warnings for line in given_up if line.warnings), ())
        yield _Record(first, given_up[-1].number, fields, problem, warnings)


def _quotes(message: str, count: int) -> str:
    if "expected after" in message:
        return "has a quote mark inside a quoted field that is not doubled"
    if "unexpected end" in message:
        return "opens a quotation that is not closed"
    return f"cannot be read ({message})" if count else "is empty"


def _delimiter(header: str, options: FormatOptions) -> str:
    """The delimiter that makes the most of the header: known columns first, then columns."""

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            names = next(csv.reader([header], delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return len(columns_of(names, options)), len(names)

    return max(_DELIMITERS, key=worth)


def sniff(head: bytes) -> bool:
    """Whether the first line names columns, one of them for the text."""
    line = head.partition(b"\n")[0].decode("utf-8", "replace")
    if len(line) > 5_000 or not any(d in line for d in _DELIMITERS):
        return False
    names = next(csv.reader([line], delimiter=_delimiter(line, FormatOptions())), [])
    found = columns_of(names, FormatOptions())
    return "text" in found and len(found) > 1


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each row with a text."""
    with source.open() as stream:
        feed = _Feed(lines(stream, source.name, options.max_bytes), 2 * options.max_bytes)
        start = source.head(1 << 16)
        delimiter = _delimiter(_first_line(source, start), options)
        names = _header(feed, delimiter, source)
        columns = columns_of(names, options)
        if "text" not in columns:
            known = ", ".join(names[:12])
            yield failure(
                source.name, f"has no column for the text; say which it is (the columns are: {known})"
            )
            return
        yield from _rows(_records(feed, delimiter, len(names)), names, columns, source, options)


def _first_line(source: Source, head: bytes) -> str:
    with source.open() as stream:
        first = next((line for line in lines(stream, source.name, len(head) + 1) if line.text.strip()), None)
    return first.text.rstrip("\r\n") if first else ""


def _header(feed: _Feed, delimiter: str, source: Source) -> list[str]:
    for record in _records(feed, delimiter):
        if record.problem or len(record.fields) > _MOST_COLUMNS:
            raise NotRows(f"its header {record.problem or 'has too many columns'}", "check the first line")
        if any(field.strip() for field in record.fields):
            return record.fields
    raise NotRows("has no header", "name the columns in the first line")


def _rows(
    records: Iterator[_Record],
    names: list[str],
    columns: dict[str, str],
    source: Source,
    options: FormatOptions,
) -> Iterator[Item | Failure]:
    good, bad = 0, 0
    for record in records:
        where = f"line {record.line}" if record.last == record.line else f"lines {record.line}-{record.last}"
        name = f"{source.name}, {where}"
        if record.problem:
            found: Item | Failure = failure(name, record.problem)
        elif not any(record.fields):
            continue
        else:
            row = dict(zip(names, record.fields, strict=False))
            found = item_of(row, columns, options, file_key=source.key, name=name, warnings=record.warnings)
        good, bad = (good + 1, bad) if isinstance(found, Item) else (good, bad + 1)
        yield found
        if bad >= 1_000 and not good:
            raise NotRows(f"none of its first {bad:,} rows can be read", "check what kind of file it is")
