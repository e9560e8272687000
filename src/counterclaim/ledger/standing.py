"""What a ledger already holds of items that are about to be added, asked for several items at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, func, select

from counterclaim.ledger.schema import band, carrier, document


class Version(NamedTuple):
    """The newest version of a source: its number (0: none), what was seen then, its document."""

    number: int = 0
    input_sha256: str | None = None
    document: int | None = None


# Built once: making a query anew costs more than asking it.
_version = carrier.alias()
_last = select(func.max(_version.c.version)).where(_version.c.key == carrier.c.key).scalar_subquery()
_NEWEST = select(carrier.c.key, carrier.c.version, carrier.c.input_sha256, carrier.c.document).where(
    carrier.c.key.in_(bindparam("values", expanding=True)),
    carrier.c.version == _last,
)
_SEEN = (
    select(carrier.c.seq)
    .where(carrier.c.key == bindparam("key"), carrier.c.input_sha256 == bindparam("seen"))
    .limit(1)
)
_KNOWN = select(document.c.id, document.c.seq).where(document.c.id.in_(bindparam("values", expanding=True)))
_SAME = select(document.c.text_sha256, document.c.origin_group, document.c.status).where(
    document.c.text_sha256.in_(bindparam("values", expanding=True))
)
_BANDS = select(band.c.hash).where(band.c.hash.in_(bindparam("values", expanding=True))).distinct()


@dataclass(frozen=True, slots=True)
class Standing:
    """Answers for the keys, ids, texts and bands that were asked for; good while nobody else writes."""

    versions: dict[str, Version] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)  # of texts, by their SHA-256
    removed: frozenset[str] = frozenset()  # texts that were taken down, by their SHA-256
    bands: frozenset[int] = frozenset()

    def newest(self, key: str) -> Version:
        """The newest version of a source."""
        return self.versions.get(key, Version())


def newest_version(connection: Connection, key: str) -> Version:
    """The newest version of one source."""
    found = connection.execute(_NEWEST, {"values": [key]}).first()
    return Version(*found[1:]) if found else Version()


def was_version(connection: Connection, key: str, input_sha256: str) -> bool:
    """Whether a source was once seen so."""
    return connection.execute(_SEEN, {"key": key, "seen": input_sha256}).first() is not None


def known_document(connection: Connection, document_id: str) -> int | None:
    """The number of a document that is in the ledger."""
    found = connection.execute(_KNOWN, {"values": [document_id]}).first()
    return found.seq if found else None


def standing(
    connection: Connection,
    *,
    keys: Collection[str],
    documents: Collection[str],
    texts: Collection[str],
    bands: Collection[int],
) -> Standing:
    """Look up sources by key, documents by id, texts by SHA-256 and bands by hash: four queries at most."""
    found = connection.execute(_BANDS, {"values": list(bands)}).scalars() if bands else ()
    same = connection.execute(_SAME, {"values": list(texts)}).all()
    return Standing(
        versions={row[0]: Version(*row[1:]) for row in connection.execute(_NEWEST, {"values": list(keys)})},
        documents={row.id: row.seq for row in connection.execute(_KNOWN, {"values": list(documents)})},
        groups={row.text_sha256: row.origin_group for row in same},
        removed=frozenset(row.text_sha256 for row in same if row.status == "removed"),
        bands=frozenset(found),
    )
