"""Takedown: a text goes for good; its hashes stay, so that the chain can still be checked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from counterclaim.ledger import chain, copies, linked
from counterclaim.ledger.packed import OPEN
from counterclaim.ledger.readings import DocumentRecord
from counterclaim.ledger.rows import claim_words, decoded
from counterclaim.ledger.schema import band, carrier, context, document, entry, log, place, raw, reading, term
from counterclaim.ledger.store import Store
from counterclaim.ledger.writing import document_words, unpack_document
from counterclaim.model.rows import Claim


def take_down(
    store: Store, connection: Connection, found: DocumentRecord, *, at: str, who: str, reason: str
) -> list[str]:
    """Remove a document's text, raw bytes, rows and words; returns the copies of it that remain."""
    seq, about = found.seq, found.document
    remaining = connection.execute(
        select(document.c.id).where(
            document.c.origin_group == found.origin_group,
            document.c.seq != seq,
            document.c.status != "removed",
        )
    ).scalars().all()  # fmt: skip
    _remove_words(store, connection, found)
    unpack_document(connection, seq)
    names, places = _words_of(connection, seq)
    for table in (entry, context, reading):
        connection.execute(delete(table).where(table.c.document == seq))
    linked.forget(connection, seq)
    hashes = _remove_raw(connection, seq)
    _remove_bands(store, connection, found)
    connection.execute(
        update(document)
        .where(document.c.seq == seq)
        .values(
            status="removed", title=None, url=None, text=None, channel=None, parts="[]", repairs="[]",
            warnings="[]", page_breaks="[]", current=False, decided=False,
        )
    )  # fmt: skip
    connection.execute(update(log).where(log.c.document == about.id).values(payload=None))
    _remove_terms(connection, names, places)
    payload = {"reason": reason, "text_sha256": about.text_sha256, "raw_sha256": hashes}
    chain.append(connection, at=at, who=who, action="takedown", document=about.id, payload=payload)
    return list(remaining)


def _remove_words(store: Store, connection: Connection, found: DocumentRecord) -> None:
    title, text = found.document.title, found.document.text
    store.remove_words(connection, "document", [(found.seq, document_words(title, text))])
    words = []
    for seq, data in connection.execute(
        select(entry.c.seq, entry.c.data).where(entry.c.document == found.seq, entry.c.kind == "claim")
    ):
        claim = decoded("claim", data)
        assert isinstance(claim, Claim)
        words.append((seq, claim_words(claim)))
    if words:
        store.remove_words(connection, "claim", words)


def _remove_raw(connection: Connection, seq: int) -> list[str]:
    """The raw bytes, unless another document has the same; the sources' names become hashes."""
    hashes = sorted(
        set(connection.execute(select(carrier.c.raw_sha256).where(carrier.c.document == seq)).scalars())
    )
    others = select(carrier.c.raw_sha256).where(carrier.c.document != seq)
    connection.execute(delete(raw).where(raw.c.sha256.in_(hashes), raw.c.sha256.not_in(others)))
    for row in connection.execute(
        select(carrier.c.seq, carrier.c.key).where(carrier.c.document == seq)
    ).all():
        name = "removed:" + hashlib.sha256(row.key.encode("utf-8")).hexdigest()
        connection.execute(update(carrier).where(carrier.c.seq == row.seq).values(key=name))
    return hashes


def _remove_bands(store: Store, connection: Connection, found: DocumentRecord) -> None:
    """The bands go; a twin that relied on them gets its own."""
    hashes = copies.bands(copies.shingles(found.document.text))
    twin = connection.execute(
        select(document.c.seq)
        .where(
            document.c.text_sha256 == found.document.text_sha256,
            document.c.seq != found.seq,
            document.c.status != "removed",
        )
        .order_by(document.c.seq)
        .limit(1)
    ).scalar_one_or_none()
    both = [found.seq] if twin is None else [found.seq, twin]
    connection.execute(delete(band).where(band.c.hash.in_(hashes), band.c.document.in_(both)))
    if twin is not None:
        copies.keep_bands(store, connection, twin, hashes)


def _words_of(connection: Connection, seq: int) -> tuple[dict[str, set[str]], set[str]]:
    """The names that the document's rows brought into the tables of terms and places."""
    names: dict[str, set[str]] = {}
    places: set[str] = set()
    for row in connection.execute(select(entry).where(entry.c.document == seq)).mappings():
        places.update(n for n in row["places"].split(",") if n)
        for dimension in OPEN:
            if row.get(dimension) is not None:
                names.setdefault(dimension, set()).add(row[dimension])
    for data in connection.execute(
        select(context.c.data).where(context.c.document == seq, context.c.kind == "place")
    ).scalars():
        from counterclaim.ledger.writing import place_key
        from counterclaim.model.rows import Place

        item = decoded("place", data)
        assert isinstance(item, Place)
        number = connection.execute(
            select(place.c.number).where(place.c.key == place_key(item))
        ).scalar_one_or_none()
        places.update([] if number is None else [str(number)])
    return names, places


def _remove_terms(connection: Connection, names: dict[str, set[str]], places: set[str]) -> None:
    """Names that no other row has."""
    for dimension, words in names.items():
        column = entry.c[dimension]
        used = set(connection.execute(select(column).distinct().where(column.in_(words))).scalars())
        connection.execute(delete(term).where(term.c.dimension == dimension, term.c.value.in_(words - used)))
    if places:
        used_places: set[str] = set()
        for numbers in connection.execute(select(entry.c.places).distinct()).scalars():
            used_places.update(numbers.split(","))
        gone = sorted(int(n) for n in places - used_places)
        _remove_places(connection, gone)


def _remove_places(connection: Connection, gone: Sequence[int]) -> None:
    for start in range(0, len(gone), 500):
        connection.execute(delete(place).where(place.c.number.in_(gone[start : start + 500])))
