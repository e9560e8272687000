"""Writes documents, readings and log entries: gathered first, then sent table by table.

A writer belongs to one transaction. Nothing is in the database before `flush`, so what is looked up there
(near-copies) does not see what the same writer still holds.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Table

from counterclaim.ledger import chain
from counterclaim.ledger.rows import (
    Found,
    Item,
    Searchable,
    claim_words,
    digest,
    encoded,
    items,
    reading_digest,
    row_id,
)
from counterclaim.ledger.schema import (
    SEARCHED,
    band,
    carrier,
    context,
    document,
    entry,
    log,
    place,
    raw,
    reading,
)
from counterclaim.ledger.store import Row, Store, Words
from counterclaim.ledger.writing import Source, document_words, known_places, place_key, place_values, stored
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, Place, ReadingWarning

NORMALISATION = "counterclaim-text/1"  # byte-order mark dropped, line ends as \n, nothing else
_COMMON = ("seq", "document", "reading", "kind", "position", "id", "data", "digest", "origin", "current")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "entry": (*_COMMON, "review", *Found._fields),
    "context": _COMMON,
    "band": ("hash", "document"),
}
_NUMBERED = {
    "document": "seq",
    "carrier": "seq",
    "reading": "seq",
    "entry": "seq",
    "context": "seq",
    "place": "number",
}
_LAST = "SELECT " + ", ".join(f"(SELECT max({c}) FROM {t})" for t, c in _NUMBERED.items())  # noqa: S608
_ORDER = (document, carrier, reading, entry, context, place, band, log)


class Writer:
    """Gathers rows and sends them."""

    def __init__(self, store: Store, connection: Connection) -> None:
        self._store, self._connection = store, connection
        last = connection.exec_driver_sql(_LAST).one()
        self._last = {name: number or 0 for name, number in zip(_NUMBERED, last, strict=True)}
        self._rows: dict[str, list[Row]] = {}
        self._columns = dict(_COLUMNS)
        self._raw: dict[str, dict[str, Any]] = {}
        self._words: dict[Words, list[tuple[int, str]]] = {"document": [], "claim": []}
        self._places: dict[str, int] = {}
        self._looked_up: set[str] = set()
        self._sealed: tuple[int, str] | None = None

    def next_document(self) -> int:
        """The number that the next document gets."""
        return self._last["document"] + 1

    def expect(self, places: Iterable[Place]) -> None:
        """Look up places that will come, all at once."""
        keys = {place_key(item) for item in places}
        if keys:
            self._places.update(known_places(self._connection, keys))
            self._looked_up |= keys

    def document(
        self,
        made: Document,
        source: Source,
        *,
        group: int,
        hashes: Sequence[int],
        status: str,
        warnings: Sequence[ReadingWarning],
        at: str,
    ) -> int:
        """A text that is new; returns its number."""
        seq = self._number("document")
        values = {
            "seq": seq,
            "id": made.id,
            "status": status,
            "title": made.title,
            "outlet": made.outlet,
            "url": made.url,
            "language": made.language,
            "published": made.published,
            "text": made.text,
            "text_sha256": made.text_sha256,
            "normalisation": NORMALISATION,
            "media_type": source.media_type,
            "completeness": source.completeness,
            "channel": source.channel,
            "page_breaks": _json(source.page_breaks),
            "parts": _json(made.parts),
            "repairs": _json(made.repairs),
            "warnings": _json(tuple(warnings)),
            "origin_group": group,
            "added_at": at,
            "current": True,
            "decided": False,
        }
        self._gather(document, values)
        self._rows.setdefault("band", []).extend((h, seq) for h in sorted(set(hashes)))
        self._words["document"].append((seq, document_words(made.title, made.text)))
        return seq

    def carrier(self, source: Source, seq: int, *, at: str) -> None:
        """That this version of the source holds this document, and its raw bytes."""
        values = {
            "seq": self._number("carrier"),
            "key": source.key,
            "version": source.version,
            "document": seq,
            "supersedes": source.supersedes,
            "input_sha256": source.input_sha256,
            "raw_sha256": source.raw_sha256,
            "retrieved_at": at,
            "edited": source.edited,
        }
        self._gather(carrier, values)
        packed = zlib.compress(source.raw, 6)
        self._raw[source.raw_sha256] = {"sha256": source.raw_sha256, "size": len(source.raw), "data": packed}

    def reading(self, made: Reading, seq: int, *, at: str) -> str:
        """A reading with its rows; returns its SHA-256."""
        number, sha256 = self._number("reading"), reading_digest(made)
        values = {
            "seq": number,
            "document": seq,
            "schema": made.schema,
            "reader": _json(made.reader),
            "parts": _json(made.document.parts),
            "repairs": _json(made.document.repairs),
            "warnings": _json(made.warnings),
            "sha256": sha256,
            "read_at": at,
            "current": True,
        }
        self._gather(reading, values)
        self.rows(made, items(made), document=seq, number=number, origin="reader", claims={})
        return sha256

    def rows(
        self,
        made: Reading,
        rows: Iterable[tuple[str, int, Item]],
        *,
        document: int,
        number: int,
        origin: str,
        claims: dict[str, int],
    ) -> None:
        """Rows of a reading with their search columns; ``claims`` are those that are written already."""
        numbers, columns, listed = self._place_numbers(made.places), Searchable(made), list(rows)
        searched = [item for kind, _, item in listed if kind in SEARCHED]
        first = self._last["entry"] + 1
        known = claims | {c.id: first + n for n, c in enumerate(searched) if isinstance(c, Claim)}
        for kind, position, item in listed:
            name = "entry" if kind in SEARCHED else "context"
            seq, data, found_id = self._number(name), encoded(item), row_id(item, position)
            mark = digest(kind, found_id, data)
            base = (seq, document, number, kind, position, found_id, data, mark, origin, True)
            if name == "entry":
                base = (*base, "machine", *stored(columns.columns(item), known, numbers, seq))
            self._rows.setdefault(name, []).append(base)
            if isinstance(item, Claim):
                self._words["claim"].append((seq, claim_words(item)))

    def log(self, *, at: str, who: str, action: str, document: str, payload: dict[str, Any]) -> None:
        """An entry of the audit log."""
        newest = self._sealed or chain.newest(self._connection)
        values = chain.sealed(newest, at=at, who=who, action=action, document=document, payload=payload)
        self._sealed = (values["seq"], values["hash"])
        self._gather(log, values)

    def flush(self) -> None:
        """Send everything."""
        count = sum(map(len, self._rows.values()))
        with self._store.sending(self._connection, count):
            for table in _ORDER:
                rows = self._rows.pop(table.name, None)
                if rows:
                    self._store.bulk_insert(self._connection, table, self._columns[table.name], rows)
            if self._raw:
                self._store.insert_new(self._connection, raw, list(self._raw.values()))
                self._raw = {}
            for which, words in self._words.items():
                if words:
                    self._store.index_words(self._connection, which, words)
                    self._words[which] = []

    def _number(self, name: str) -> int:
        self._last[name] += 1
        return self._last[name]

    def _gather(self, table: Table, values: dict[str, Any]) -> None:
        columns = self._columns.setdefault(table.name, tuple(values))
        self._rows.setdefault(table.name, []).append(tuple(values[c] for c in columns))

    def _place_numbers(self, places: Sequence[Place]) -> dict[str, int]:
        """The number of each place by the id that the reading gives it; new places get one."""
        keys = {item.id: place_key(item) for item in places}
        unseen = set(keys.values()) - self._places.keys() - self._looked_up
        if unseen:
            self._places.update(known_places(self._connection, unseen))
        for item in places:
            key = keys[item.id]
            if key not in self._places:
                self._places[key] = self._number("place")
                self._gather(place, place_values(item, self._places[key]))
        return {found_id: self._places[key] for found_id, key in keys.items()}


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")
