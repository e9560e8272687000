"""Parquet: the rows of the CSV with types; what the export says of itself is in the file's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.release.about import About
from counterclaim.release.cells import json_bytes, sound
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import COLUMNS, NUMBERS, WHOLE, Row, rows

_BATCH = 20_000


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the rows in batches."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = dict.fromkeys(NUMBERS, pa.float64()) | dict.fromkeys(WHOLE, pa.int64()) | {"redacted": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        batch: list[Row] = []
        for made in readings:
            batch += [_typed(row) for row in rows(made)]
            if len(batch) >= _BATCH:
                writer.write_table(pa.Table.from_pylist(batch, schema=schema))
                batch = []
        writer.write_table(pa.Table.from_pylist(batch, schema=schema))
        writer.add_key_value_metadata({"counterclaim": json_bytes(about.made()).decode()})


def _typed(row: Row) -> Row:
    made: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, str):
            made[name] = sound(value)
        else:
            made[name] = float(value) if value is not None and name in NUMBERS else value
    return made


FORMAT = Format("parquet", "the CSV's rows with types", write)
