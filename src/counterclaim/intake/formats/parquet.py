"""Parquet: a row a document. A few rows are in memory at a time, and only the columns that are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.rows import columns_of, item_of
from counterclaim.intake.formats.source import Source
from counterclaim.model.errors import CounterclaimError

NAME = "parquet"
ENDINGS = (".parquet", ".pq")
_ROWS = 64  # decoded at a time


class DamagedParquet(CounterclaimError):
    """A file that is no Parquet, or is cut short: its index stands at its end."""

    code = "damaged_parquet"


def sniff(head: bytes) -> bool:
    """Whether the file opens like Parquet."""
    return head.startswith(b"PAR1")


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each row with a text.

    Raises:
        DamagedParquet: the file, or a group of rows in it, cannot be read.

    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with source.path.open("rb") as stream, pq.ParquetFile(stream) as file:
            names = file.schema_arrow.names
            columns = columns_of(names, options)
            if "text" not in columns:
                known = ", ".join(names[:12])
                reason = f"has no column for the text; say which it is (the columns are: {known})"
                yield failure(source.name, reason)
                return
            tops = {c if c in names else c.partition(".")[0] for c in columns.values()} & set(names)
            wanted = sorted(tops | ({"redacted", "schema", "document"} & set(names)))
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    name = f"{source.name}, row {number}"
                    yield item_of(_plain(row), columns, options, file_key=source.key, name=name)
    except (pa.ArrowException, OSError) as error:
        where = f" after row {number}" if number else ""
        words = str(error).partition("\n")[0]
        raise DamagedParquet(f"{source.name}: cannot be read{where} ({words})", "get a sound copy") from error


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Dates as words, as the other formats have them."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
