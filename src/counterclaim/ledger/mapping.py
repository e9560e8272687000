"""Rows for a map and a timeline: where each lies, when it was, and which of the two is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from counterclaim.ledger.readings import in_batches
from counterclaim.ledger.schema import context, document, entry, place
from counterclaim.ledger.search import Hit

# Coarser than a town is no point on a map: a country's centre is nowhere that anything happened.
POINTS = ("exact", "populated_place", "near")


class Spot(msgspec.Struct, frozen=True):
    """A place as a row names it; ``latitude`` and ``longitude`` in degrees, null where it is not found."""

    name: str
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    precision: str

    @property
    def drawn(self) -> bool:
        """Whether it is exact enough for a point."""
        return self.latitude is not None and self.longitude is not None and self.precision in POINTS


class Placed(msgspec.Struct, frozen=True):
    """A row with its places, and the dates of what it speaks of: not of when it was said."""

    hit: Hit
    spots: tuple[Spot, ...]
    start: str | None
    end: str | None

    @property
    def spot(self) -> Spot | None:
        """The first place that can be drawn."""
        return next((s for s in self.spots if s.drawn), None)


def placed(connection: Connection, hits: Sequence[Hit]) -> list[Placed]:
    """The hits with places and dates, in their order."""
    found: dict[tuple[str, str], Placed] = {}
    by_key = {(h.document, h.id): h for h in hits}
    for batch in in_batches(range(len(hits)), 300):
        some = [hits[n] for n in batch]
        rows = (
            connection.execute(
                select(
                    document.c.id.label("document_id"),
                    entry.c.document,
                    entry.c.id,
                    entry.c.data,
                    entry.c.places,
                )
                .join(document, document.c.seq == entry.c.document)
                .where(entry.c.id.in_({h.id for h in some}), entry.c.current)
            )
            .mappings()
            .all()
        )
        rows = [r for r in rows if (r["document_id"], r["id"]) in by_key]
        spots = _spots(connection, {int(n) for r in rows for n in r["places"].split(",") if n})
        moments = _moments(connection, rows)
        for row in rows:
            key = (row["document_id"], row["id"])
            start, end = _dates(msgspec.json.decode(row["data"]), row["document"], moments)
            where = tuple(spots[int(n)] for n in row["places"].split(",") if n and int(n) in spots)
            found[key] = Placed(by_key[key], where, start, end)
    return [found[h.document, h.id] for h in hits if (h.document, h.id) in found]


def _spots(connection: Connection, numbers: Iterable[int]) -> dict[int, Spot]:
    found: dict[int, Spot] = {}
    for batch in in_batches(sorted(numbers), 500):
        for row in connection.execute(select(place).where(place.c.number.in_(batch))).mappings():
            found[row["number"]] = Spot(**{n: row[n] for n in Spot.__struct_fields__})
    return found


def _moments(connection: Connection, rows: Sequence[Any]) -> dict[tuple[int, str], dict[str, Any]]:
    """Resolved times of these rows' documents, by document and id."""
    wanted = {t for r in rows if (t := msgspec.json.decode(r["data"]).get("time"))}
    seqs = {r["document"] for r in rows}
    if not wanted:
        return {}
    found = connection.execute(
        select(context.c.document, context.c.id, context.c.data).where(
            context.c.id.in_(wanted),
            context.c.kind == "time",
            context.c.document.in_(seqs),
            context.c.current,
        )
    )
    return {(seq, name): msgspec.json.decode(data) for seq, name, data in found}


def _dates(
    row: dict[str, Any], seq: int, moments: dict[tuple[int, str], dict[str, Any]]
) -> tuple[str | None, str | None]:
    """What the row itself is dated to: an event by its time, a figure or trend by its window."""
    about = moments.get((seq, row.get("time") or "")) or row.get("window") or {}
    start, end = about.get("start"), about.get("end")
    return start or end, end or start


def spots_named(connection: Connection, name: str) -> list[Spot]:
    """The places of this name, or with this GeoNames number; those that are found first."""
    from counterclaim.ledger.words import fold

    same = (
        place.c.geonames_id == int(name)
        if name.isdecimal() and len(name) < 12
        else place.c.folded == fold(name)
    )
    rows = connection.execute(
        select(place).where(same).order_by(place.c.latitude.is_(None), place.c.number)
    ).mappings()
    made = [Spot(**{n: row[n] for n in Spot.__struct_fields__}) for row in rows]
    return list(dict.fromkeys(made))
