"""The segments' tables: readings as Arrow columns, and readings again from them, byte for byte.

Each row of the contract is a row of its table with the columns that people filter and count by, and the
contract's JSON in ``data``. ``item`` is the number of the document in its shard; ``document`` its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from counterclaim.bulk.folder import SCHEMA
from counterclaim.intake.formats.items import Item
from counterclaim.ledger.incoming import Pending
from counterclaim.ledger.rows import (
    LISTS,
    Found,
    Searchable,
    decoded,
    encoded,
    items,
    reading_digest,
    row_id,
)
from counterclaim.ledger.rows import Item as Row
from counterclaim.ledger.schema import SEARCHED
from counterclaim.model.document import Document, Part, Repair
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import ReadingWarning

_TEXT = pa.string()
_DOCUMENT: dict[str, pa.DataType] = {
    "item": pa.int32(), "mark": pa.int64(),
    **dict.fromkeys(("key", "input_sha256", "status", "document"), _TEXT),
    **dict.fromkeys(("title", "outlet", "url", "language", "published", "text", "text_sha256"), _TEXT),
    "parts": _TEXT, "repairs": _TEXT, "warnings": _TEXT,
    **dict.fromkeys(("media_type", "completeness", "channel", "edited", "retrieved", "name"), _TEXT),
    "page_breaks": pa.list_(pa.int32()), "raw": pa.binary(),
    "schema": _TEXT, "reader": _TEXT, "reading_warnings": _TEXT, "reading_sha256": _TEXT,
}  # fmt: skip
_FOUND: dict[str, pa.DataType] = {
    **dict.fromkeys(Found._fields, _TEXT), "starts": pa.int32(), "ends": pa.int32(), "amount": pa.float64(),
    "places": pa.list_(_TEXT),
}  # fmt: skip
_OWN: dict[str, dict[str, pa.DataType]] = {
    "actor": dict.fromkeys(("name", "kind", "role", "side", "wikidata"), _TEXT),
    "place": {
        "name": _TEXT, "geonames_id": pa.int64(), "latitude": pa.float64(), "longitude": pa.float64(),
        "country": _TEXT, "admin1": _TEXT, "precision": _TEXT, "literal": pa.bool_(),
    },
    "time": dict.fromkeys(("start", "end", "precision"), _TEXT),
    "relation": dict.fromkeys(("source", "target", "kind", "reason"), _TEXT),
}  # fmt: skip


def _row_schema(kind: str) -> dict[str, pa.DataType]:
    common = {"item": pa.int32(), "document": _TEXT, "position": pa.int32(), "id": _TEXT}
    return {**common, **(_FOUND if kind in SEARCHED else _OWN[kind]), "data": _TEXT}


_BAND = {"item": pa.int32(), "document": _TEXT, "hash": pa.int64()}
_COLUMNS = {"documents": _DOCUMENT, **{LISTS[kind]: _row_schema(kind) for kind in LISTS}, "bands": _BAND}
TABLES = tuple(_COLUMNS)
SCHEMAS: dict[str, pa.Schema] = {
    name: pa.schema(list(columns.items()), metadata={"counterclaim": SCHEMA})
    for name, columns in _COLUMNS.items()
}


class Columns:
    """Gathers the rows of a shard."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, list[Any]]] = {
            table: {name: [] for name in columns} for table, columns in _COLUMNS.items()
        }

    def count(self, table: str) -> int:
        """Rows so far."""
        return len(self._lists[table]["item"])

    def _append(self, table: str, values: dict[str, Any]) -> None:
        for name, column in self._lists[table].items():
            column.append(values[name])

    def document(self, number: int, mark: int, one: Pending) -> None:
        """A document with its reading, as it would be added to a ledger."""
        item, made, reading = one.item, one.made, one.reading
        self._append("documents", {
            "item": number, "mark": mark, "key": item.key, "input_sha256": one.seen,
            "status": "kept" if reading is None else "read", "document": made.id,
            "title": made.title, "outlet": made.outlet, "url": made.url, "language": made.language,
            "published": made.published, "text": made.text, "text_sha256": made.text_sha256,
            "parts": _json(made.parts), "repairs": _json(made.repairs),
            "warnings": _json(tuple(one.warnings)),
            "media_type": item.media_type, "completeness": item.completeness, "channel": item.speaker_channel,
            "edited": item.edited, "retrieved": item.retrieved, "name": item.name,
            "page_breaks": list(item.page_breaks), "raw": _raw(item, made),
            "schema": reading and reading.schema, "reader": reading and _json(reading.reader),
            "reading_warnings": reading and _json(reading.warnings),
            "reading_sha256": reading and reading_digest(reading),
        })  # fmt: skip
        for band in sorted(set(one.hashes)):
            self._append("bands", {"item": number, "document": made.id, "hash": band})
        if reading is not None:
            self._rows(number, reading)

    def _rows(self, number: int, reading: Reading) -> None:
        found = Searchable(reading)
        for kind, position, row in items(reading):
            if kind in SEARCHED:
                own = found.columns(row)._asdict()
            else:
                own = {name: getattr(row, name) for name in _OWN[kind]}
            common = {"item": number, "document": reading.document.id, "position": position}
            ends = {"id": row_id(row, position), "data": encoded(row)}
            self._append(LISTS[kind], {**own, **common, **ends})

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Each table by name."""
        for name, columns in self._lists.items():
            yield name, pa.table(columns, schema=SCHEMAS[name])


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _raw(item: Item, made: Document) -> bytes | None:
    """The bytes that were read; None where they are the text in UTF-8."""
    data = item.data if item.data is not None else (item.text or "").encode("utf-8", "surrogatepass")
    return None if data == made.text.encode("utf-8", "surrogatepass") else data


def pending(tables: dict[str, pa.Table]) -> Iterator[Pending]:
    """Documents with their readings from the tables of one shard, in their order."""
    from counterclaim.ledger.copies import shingles

    rows = {kind: _by_item(kind, tables[name]) for kind, name in LISTS.items()}
    bands: dict[int, list[int]] = {}
    for number, band in zip(*(tables["bands"][n].to_pylist() for n in ("item", "hash")), strict=True):
        bands.setdefault(number, []).append(band)
    for row in tables["documents"].to_pylist():
        number, made = row["item"], _document(row)
        reading = None
        if row["status"] == "read":
            reading = Reading(
                schema=row["schema"], document=made,
                reader=msgspec.json.decode(row["reader"], type=ReaderInfo),
                warnings=msgspec.json.decode(row["reading_warnings"], type=tuple[ReadingWarning, ...]),
                **{name: tuple(rows[kind].get(number, ())) for kind, name in LISTS.items()},  # type: ignore[arg-type]
            )  # fmt: skip
        warnings = msgspec.json.decode(row["warnings"], type=tuple[ReadingWarning, ...])
        yield Pending(
            _item(row, made),
            row["input_sha256"],
            made,
            warnings,
            reading,
            shingles(made.text),
            bands.get(number, []),
        )


def _by_item(kind: str, table: pa.Table) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    columns: Sequence[list[Any]] = [table[name].to_pylist() for name in ("item", "data")]
    for number, data in zip(*columns, strict=True):
        found.setdefault(number, []).append(decoded(kind, data))
    return found


def _document(row: dict[str, Any]) -> Document:
    names = ("title", "outlet", "url", "language", "published", "text", "text_sha256")
    return Document(
        id=row["document"], **{name: row[name] for name in names},
        parts=msgspec.json.decode(row["parts"], type=tuple[Part, ...]),
        repairs=msgspec.json.decode(row["repairs"], type=tuple[Repair, ...]),
    )  # fmt: skip


def _item(row: dict[str, Any], made: Document) -> Item:
    """What the ledger keeps of the source; its bytes as they came."""
    data = made.text.encode("utf-8", "surrogatepass") if row["raw"] is None else row["raw"]
    return Item(
        key=row["key"], data=data, media_type=row["media_type"], completeness=row["completeness"],
        speaker_channel=row["channel"], edited=row["edited"], retrieved=row["retrieved"],
        name=row["name"] or "", page_breaks=tuple(row["page_breaks"]),
    )  # fmt: skip
