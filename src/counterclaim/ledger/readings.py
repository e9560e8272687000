"""Readings, rebuilt from their rows: as the reader made them, or with the decisions of people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from counterclaim.ledger.rows import LISTS, TYPES, Item, decoded
from counterclaim.ledger.schema import context, document, entry, reading
from counterclaim.model.document import Document, Part, Repair
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import Claim, Event, Figure, Person, ReadingWarning, Relation, Trend

Name = TypeVar("Name", int, str)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document as the ledger keeps it: the document of the contract and what is known of its keeping."""

    seq: int
    document: Document
    status: str
    normalisation: str
    media_type: str | None
    completeness: str
    channel: str | None
    page_breaks: tuple[int, ...]
    warnings: tuple[ReadingWarning, ...]
    origin_group: int
    added_at: str
    current: bool
    decided: bool


def record_of(row: RowMapping) -> DocumentRecord:
    """A document from its row. A text that was taken down is empty."""
    made = Document(
        id=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        language=row["language"],
        published=row["published"],
        text=row["text"] or "",
        text_sha256=row["text_sha256"],
        parts=msgspec.json.decode(row["parts"], type=tuple[Part, ...]),
        repairs=msgspec.json.decode(row["repairs"], type=tuple[Repair, ...]),
    )
    return DocumentRecord(
        seq=row["seq"],
        document=made,
        status=row["status"],
        normalisation=row["normalisation"],
        media_type=row["media_type"],
        completeness=row["completeness"],
        channel=row["channel"],
        page_breaks=msgspec.json.decode(row["page_breaks"], type=tuple[int, ...]),
        warnings=msgspec.json.decode(row["warnings"], type=tuple[ReadingWarning, ...]),
        origin_group=row["origin_group"],
        added_at=row["added_at"],
        current=row["current"],
        decided=row["decided"],
    )


_RECORD = select(document).where(document.c.seq == bindparam("seq"))


def record(connection: Connection, seq: int) -> DocumentRecord:
    """A document by its number."""
    return record_of(connection.execute(_RECORD, {"seq": seq}).mappings().one())


def machine_reading(
    connection: Connection, found: DocumentRecord, number: int | None = None
) -> Reading | None:
    """The reading as the reader made it, byte for byte; the newest, or the one with this number."""
    query = select(reading).where(reading.c.document == found.seq)
    query = query.where(reading.c.current) if number is None else query.where(reading.c.seq == number)
    made = connection.execute(query.order_by(reading.c.seq.desc()).limit(1)).mappings().first()
    if made is None:
        return None
    lists: dict[str, list[Item]] = {name: [] for name in LISTS.values()}
    for table in (entry, context):
        rows = connection.execute(
            select(table.c.kind, table.c.data)
            .where(table.c.document == found.seq, table.c.reading == made["seq"], table.c.origin == "reader")
            .order_by(table.c.kind, table.c.position)
        )
        for kind, data in rows:
            lists[LISTS[kind]].append(decoded(kind, data))
    about = msgspec.structs.replace(
        found.document,
        parts=msgspec.json.decode(made["parts"], type=tuple[Part, ...]),
        repairs=msgspec.json.decode(made["repairs"], type=tuple[Repair, ...]),
    )
    return Reading(
        schema=made["schema"],
        reader=msgspec.json.decode(made["reader"], type=ReaderInfo),
        document=about,
        warnings=msgspec.json.decode(made["warnings"], type=tuple[ReadingWarning, ...]),
        **{name: tuple(rows) for name, rows in lists.items()},  # type: ignore[arg-type]
    )


def machine_readings(
    connection: Connection, seqs: Sequence[int]
) -> dict[int, tuple[DocumentRecord, Reading]]:
    """Documents by their numbers with their newest readings, as `machine_reading` gives them, all at once.

    Documents without a reading are left out.
    """
    found: dict[int, tuple[DocumentRecord, Reading]] = {}
    for batch in in_batches(seqs):
        query = (
            select(reading).where(reading.c.document.in_(batch), reading.c.current).order_by(reading.c.seq)
        )
        newest = {row["document"]: row for row in connection.execute(query).mappings()}
        numbers = [row["seq"] for row in newest.values()]
        lists: dict[int, dict[str, list[str]]] = {seq: {kind: [] for kind in LISTS} for seq in newest}
        for table in (entry, context):
            rows = connection.execute(
                select(table.c.document, table.c.kind, table.c.data)
                .where(table.c.document.in_(batch), table.c.reading.in_(numbers), table.c.origin == "reader")
                .order_by(table.c.document, table.c.kind, table.c.position)
            )
            for seq, kind, data in rows:
                lists[seq][kind].append(data)
        for row in connection.execute(select(document).where(document.c.seq.in_(batch))).mappings():
            if (made := newest.get(row["seq"])) is not None:
                about = record_of(row)
                found[about.seq] = about, _assembled(about, made, lists[about.seq])
    return found


_DECODERS = {kind: msgspec.json.Decoder(list[made]) for kind, made in TYPES.items()}  # type: ignore[valid-type]


def _assembled(about: DocumentRecord, made: RowMapping, lists: dict[str, list[str]]) -> Reading:
    whole = msgspec.structs.replace(
        about.document,
        parts=msgspec.json.decode(made["parts"], type=tuple[Part, ...]),
        repairs=msgspec.json.decode(made["repairs"], type=tuple[Repair, ...]),
    )
    rows = {
        LISTS[kind]: tuple(_DECODERS[kind].decode(f"[{','.join(data)}]"))
        for kind, data in lists.items()
        if data
    }
    return Reading(
        schema=made["schema"],
        reader=msgspec.json.decode(made["reader"], type=ReaderInfo),
        document=whole,
        warnings=msgspec.json.decode(made["warnings"], type=tuple[ReadingWarning, ...]),
        **rows,
    )


def empty_reading(found: DocumentRecord) -> Reading:
    """For a document that was kept and not read: its text, and no rows."""
    about = ReaderInfo("none", "", "", found.document.language or "")
    return Reading(reader=about, document=found.document, warnings=found.warnings)


def _of_claim(item: Figure | Event | Trend | Person) -> set[str]:
    """What a row refers to, its claim included."""
    found = {item.claim}
    if isinstance(item, Figure):
        found |= {i for i in (item.by, item.affected.actor, item.place, item.event) if i}
    elif isinstance(item, Event):
        found |= {i for i in (item.actor, item.time, *item.places) if i}
    elif isinstance(item, Trend):
        found |= {i for i in (item.subject,) if i}
    else:
        found |= {i for i in (item.actor, item.figure) if i}
    return found


def cut(made: Reading, wanted: Iterable[str]) -> Reading:
    """The reading cut down to the wanted rows and what they refer to.

    A wanted claim brings its figures, events and places; a claim that comes along with its figure does not.
    """
    kept = set(wanted)
    for claim in made.claims:
        if claim.id in kept:
            kept.update(claim.figures, claim.events)
    dependent: tuple[Figure | Event | Trend | Person, ...] = (
        *made.persons, *made.figures, *made.events, *made.trends,
    )  # fmt: skip
    for item in dependent:
        if item.id in kept:
            kept |= _of_claim(item)
    by_event = {e.id: e for e in made.events}
    for figure in made.figures:  # a figure's event comes along with what it refers to
        if figure.id in kept and figure.event in by_event:
            kept |= _of_claim(by_event[figure.event or ""])
    for person in made.persons:
        if person.id in kept and person.figure:
            kept |= next((_of_claim(f) for f in made.figures if f.id == person.figure), set())
    for claim in made.claims:
        if claim.id in kept:
            kept |= {
                i for i in (claim.speaker, claim.addressee, claim.said_on, *claim.via, *claim.places) if i
            }
    return only(made, kept)


def only(made: Reading, kept: set[str]) -> Reading:
    """The rows with these ids; references to others are dropped, rows that need them too."""
    claims = {c.id for c in made.claims if c.id in kept}
    kept = (kept - {c.id for c in made.claims}) | claims
    dependent: tuple[Figure | Event | Trend | Person, ...] = (
        *made.persons, *made.figures, *made.events, *made.trends,
    )  # fmt: skip
    kept -= {item.id for item in dependent if item.claim not in claims}

    def one(row_id: str | None) -> str | None:
        return row_id if row_id in kept else None

    def many(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if i in kept)

    def mended(item: Any) -> Any:  # noqa: ANN401
        changes: dict[str, Any] = {}
        if isinstance(item, Claim):
            changes = {n: one(getattr(item, n)) for n in ("speaker", "addressee", "said_on")}
            changes |= {n: many(getattr(item, n)) for n in ("via", "figures", "events", "places")}
        elif isinstance(item, Figure):
            changes = {n: one(getattr(item, n)) for n in ("by", "place", "event", "part_of")}
            changes["affected"] = msgspec.structs.replace(item.affected, actor=one(item.affected.actor))
        elif isinstance(item, Event):
            changes = {"actor": one(item.actor), "time": one(item.time)}
            changes |= {"places": many(item.places), "figures": many(item.figures)}
        elif isinstance(item, Trend):
            changes = {"subject": one(item.subject)}
        elif isinstance(item, Person):
            changes = {"actor": one(item.actor), "figure": one(item.figure)}
        return msgspec.structs.replace(item, **changes) if changes else item

    lists = {
        name: tuple(mended(item) for item in getattr(made, name) if item.id in kept)
        for name in LISTS.values()
        if name != "relations"
    }
    relations: tuple[Relation, ...] = tuple(
        r for r in made.relations if r.source in claims and r.target in claims
    )
    return msgspec.structs.replace(made, relations=relations, **lists)


def in_batches(seqs: Iterable[Name], size: int = 200) -> Iterator[list[Name]]:
    """Numbers (or names) in lists of at most this size."""
    batch: list[Name] = []
    for seq in seqs:
        batch.append(seq)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
