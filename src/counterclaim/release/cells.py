"""Cells and JSON: formulas made harmless, characters that files cannot hold replaced."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import IO, Any

import msgspec

_FORMULA = re.compile(r"[\s\u00a0\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
_UNSOUND = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def sound(text: str) -> str:
    """Text without control characters and halves of surrogate pairs."""
    return _UNSOUND.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe goes before what may open one."""
    text = sound(text)
    return "'" + text if _FORMULA.match(text) else text


def cell(value: object) -> str | int | float:
    """A value for a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return value
    return escaped(str(value))


class Table:
    """Writes CSV: RFC 4180, UTF-8, formulas escaped."""

    def __init__(self, file: IO[str], columns: Iterable[str]) -> None:
        self._columns = tuple(columns)
        self._writer = csv.writer(file, lineterminator="\r\n")

    def header(self, names: Iterable[str] | None = None) -> None:
        """A row of names, as they are."""
        self._writer.writerow(list(names or self._columns))

    def row(self, row: dict[str, Any]) -> None:
        """A row of values by column."""
        self._writer.writerow([cell(row.get(name)) for name in self._columns])


def csv_bytes(columns: Iterable[str], rows: Iterable[dict[str, Any]]) -> bytes:
    """A whole CSV file."""
    file = io.StringIO(newline="")
    table = Table(file, columns)
    table.header()
    for row in rows:
        table.row(row)
    return file.getvalue().encode("utf-8")


def _clean(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(v) for v in value]
    return value


def json_bytes(value: object, *, indent: int = 0) -> bytes:
    """JSON in UTF-8."""
    data = msgspec.json.encode(_clean(msgspec.to_builtins(value)))
    return msgspec.json.format(data, indent=indent) if indent else data
