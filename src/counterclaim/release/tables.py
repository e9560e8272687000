"""The tables of a workbook or data package: their columns, keys and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import Row, rows

_DATES = ("date_start", "date_end", "date_kind")
_PLACE = ("place", "country", "admin1", "latitude", "longitude", "place_precision", "geonames_id")
_SAYS = ("speaker", "side", "stance", "content")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``keys`` are the columns that name rows of other tables."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[tuple[str, str], ...] = (("document", "documents"),)


_OF_CLAIM = (("document", "documents"), ("claim", "claims"))
TABLES = {
    table.name: table
    for table in (
        Table(
            "documents",
            (
                "id",
                "title",
                "outlet",
                "url",
                "published",
                "language",
                "text_sha256",
                "read",
                "redacted",
                "note",
            ),
            (),
        ),
        Table(
            "claims",
            (
                "id",
                "document",
                "speaker",
                "speaker_kind",
                "speaker_role",
                "side",
                "via",
                "cue",
                "stance",
                "quotation",
                "certainty",
                "said_on",
                "content",
                "before",
                "after",
                "start",
                "end",
                *_PLACE,
                "url",
                "published",
                "note",
            ),
        ),
        Table(
            "figures",
            (
                "id",
                "claim",
                "document",
                "words",
                "start",
                "end",
                "measure",
                "object",
                "value",
                "low",
                "high",
                "qualifier",
                "affected_actor",
                "affected_side",
                "population",
                "by",
                "part_of",
                *_DATES,
                *_PLACE,
                *_SAYS,
            ),
            _OF_CLAIM,
        ),
        Table(
            "events",
            (
                "id",
                "claim",
                "document",
                "words",
                "start",
                "end",
                "event_type",
                "status",
                "actor",
                "target",
                "weapon",
                *_DATES,
                *_PLACE,
                *_SAYS,
            ),
            _OF_CLAIM,
        ),
        Table(
            "trends",
            (
                "id",
                "claim",
                "document",
                "words",
                "start",
                "end",
                "topic",
                "subject",
                "direction",
                "factor",
                *_DATES,
                *_SAYS,
            ),
            _OF_CLAIM,
        ),
        Table(
            "persons",
            (
                "id",
                "claim",
                "document",
                "person",
                "start",
                "end",
                "person_status",
                "age",
                "age_group",
                "sex",
                *_PLACE,
                *_SAYS,
            ),
            _OF_CLAIM,
        ),
        Table("actors", ("id", "document", "name", "kind", "role", "side", "wikidata", "mentions")),
        Table(
            "places",
            (
                "id",
                "document",
                "name",
                "geonames_id",
                "latitude",
                "longitude",
                "country",
                "admin1",
                "precision",
                "literal",
                "mentions",
            ),
        ),
        Table(
            "relations",
            ("document", "from", "to", "kind", "reason"),
            (("document", "documents"), ("from", "claims"), ("to", "claims")),
        ),
        Table("held", ("id", "document", "held_until", "reason")),
    )
}
_KINDS = {"claim": "claims", "figure": "figures", "event": "events", "trend": "trends", "person": "persons"}


def table_rows(made: RedactedReading) -> Iterator[tuple[str, Row]]:
    """All rows of one reading, each with the name of its table."""
    document = made.reading.document
    note = "reported claims, not verified facts" if made.read else "kept, not read"
    yield (
        "documents",
        {
            "id": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "url": document.url,
            "published": document.published,
            "language": document.language,
            "text_sha256": document.text_sha256,
            "read": made.read,
            "redacted": made.redacted,
            "note": note,
        },
    )
    for row in rows(made):
        table = _KINDS.get(row["kind"])
        if table:
            yield table, row
    for actor in made.reading.actors:
        yield (
            "actors",
            {
                "id": actor.id,
                "document": document.id,
                "name": actor.name,
                "kind": actor.kind,
                "role": actor.role,
                "side": actor.side,
                "wikidata": actor.wikidata,
                "mentions": len(actor.mentions),
            },
        )
    for place in made.reading.places:
        yield (
            "places",
            {
                "id": place.id,
                "document": document.id,
                "name": place.name,
                "geonames_id": place.geonames_id,
                "latitude": place.latitude,
                "longitude": place.longitude,
                "country": place.country,
                "admin1": place.admin1,
                "precision": place.precision,
                "literal": place.literal,
                "mentions": len(place.mentions),
            },
        )
    for link in made.reading.relations:
        yield (
            "relations",
            {
                "document": document.id,
                "from": link.source,
                "to": link.target,
                "kind": link.kind,
                "reason": link.reason,
            },
        )
    for held in made.held:
        yield (
            "held",
            {
                "id": held.claim,
                "document": document.id,
                "reason": held.reason,
                "held_until": held.until or "publication date unknown",
            },
        )
