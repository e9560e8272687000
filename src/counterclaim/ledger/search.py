"""Search: filters to rows, with exact counts by facet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, bindparam, select

from counterclaim.ledger.columns import Cache, Packed
from counterclaim.ledger.distance import places_wanted
from counterclaim.ledger.filters import Filters, moment
from counterclaim.ledger.packed import day
from counterclaim.ledger.readings import in_batches
from counterclaim.ledger.rows import decoded, main_span
from counterclaim.ledger.schema import document, entry, place
from counterclaim.ledger.store import Store
from counterclaim.ledger.words import query
from counterclaim.model.rows import Claim

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Mask = NDArray[np.bool_]
FACETS = {
    "claim": ("stance", "speaker", "side", "outlet", "certainty", "quotation", "place", "year"),
    "figure": ("measure", "speaker", "side", "affected_side", "population", "outlet", "place", "year"),
    "event": ("type", "happening", "speaker", "side", "weapon", "outlet", "place", "year"),
    "trend": ("type", "happening", "speaker", "side", "outlet", "year"),
    "person": ("happening", "outlet", "year"),
}
_TOP = 10
# Filters by a word, and whether part of a name will do.
_BY_WORD = {
    "speaker": True,
    "side": False,
    "stance": False,
    "quotation": False,
    "certainty": False,
    "measure": False,
    "object": True,
    "population": False,
    "affected_side": False,
    "type": False,
    "weapon": True,
    "happening": False,
    "outlet": True,
    "language": False,
}
_OTHERS = {
    "min": ("amount",),
    "max": ("amount",),
    "start": ("to",),
    "end": ("from",),
    "added_since": ("added",),
    "words": ("claim",),
    "text": ("document",),
    "document": ("document",),
    "place": ("place_counts", "place_numbers"),
    "near": ("place_counts", "place_numbers"),
}


# Built once: making a query anew costs more than asking it.
_HITS = (
    select(entry, document.c.id.label("document_id"), document.c.outlet, document.c.published,
           document.c.title, document.c.url)
    .join(document, document.c.seq == entry.c.document)
    .where(entry.c.seq.in_(bindparam("seqs", expanding=True)))
)  # fmt: skip
_NAMES = select(place.c.number, place.c.name).where(place.c.number.in_(bindparam("numbers", expanding=True)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found, with what people look at first."""

    id: str
    kind: str
    document: str
    words: str
    speaker: str | None
    side: str | None
    stance: str | None
    certainty: str | None
    measure: str | None
    amount: float | None
    type: str | None
    happening: str | None
    date_from: str | None
    date_to: str | None
    places: tuple[str, ...]
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    review: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Result:
    """One page of what was found, how many there are in all, and counts by facet."""

    total: int
    hits: list[Hit]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {"total": self.total, "facets": self.facets, "hits": [asdict(h) for h in self.hits]}

    def to_pandas(self) -> pd.DataFrame:
        """The hits as a table."""
        import pandas as pd

        return pd.DataFrame([asdict(h) for h in self.hits], columns=list(Hit.__dataclass_fields__))

    def to_arrow(self) -> pa.Table:
        """The hits as an Arrow table."""
        import pyarrow as pa

        texts = {n: pa.string() for n in Hit.__dataclass_fields__}
        types = texts | {
            "amount": pa.float64(),
            "start": pa.int64(),
            "end": pa.int64(),
            "places": pa.list_(pa.string()),
        }
        return pa.Table.from_pylist([asdict(h) for h in self.hits], schema=pa.schema(list(types.items())))


class _Sieve:
    """The rows that are left; each filter looks only at what the ones before it left."""

    def __init__(self, packed: Packed) -> None:
        self._packed = packed
        self._where: NDArray[np.intp] | None = None  # None: all

    def of_rows(self, values: NDArray[Any]) -> NDArray[Any]:
        """Of values of all rows, those of the rows left."""
        return values if self._where is None else values[self._where]

    def column(self, name: str) -> NDArray[Any]:
        """A column of the rows left."""
        return self.of_rows(self._packed.column(name))

    def keep(self, mask: Mask) -> None:
        """Leave these of the rows left."""
        self._where = np.flatnonzero(mask) if self._where is None else self._where[mask]

    def left(self) -> NDArray[np.intp]:
        """Where the rows stand that are left."""
        return np.arange(self._packed.rows) if self._where is None else self._where


class Search:
    """One question, asked of one state of the ledger."""

    def __init__(self, store: Store, connection: Connection, cache: Cache, filters: Filters) -> None:
        self._store, self._connection, self._cache = store, connection, cache
        self._filters = filters.checked()
        self._kinds = filters.kinds()

    def result(self, *, limit: int | None, offset: int, facets: bool) -> Result:
        """A page of rows, newest first, and the counts."""
        kind = self._kinds[0]
        packed = Packed(self._store, self._connection, kind, self._cache)
        packed.fetch(
            [*self.columns_used(), "seq", "published", *(_columns_of(FACETS[kind]) if facets else ())]
        )
        where = self.matching(packed)
        seqs = self.page(packed, where, limit, offset)
        counted = self._facets(packed, where, FACETS[kind]) if facets else {}
        return Result(len(where), hits_of(self._connection, seqs), counted)

    def packed(self) -> Packed:
        """The columns of the kind of rows that is searched."""
        return Packed(self._store, self._connection, self._kinds[0], self._cache)

    def seqs(self) -> list[int]:
        """The numbers of all rows found, oldest document first."""
        packed = self.packed()
        return sorted(packed.column("seq")[self.matching(packed)].tolist())

    def matching(self, packed: Packed) -> NDArray[np.intp]:
        """Where in the columns the rows stand that match."""
        sieve = _Sieve(packed)
        for name, part in _BY_WORD.items():
            wanted = getattr(self._filters, name)
            if wanted is not None:
                codes = sieve.column(name)
                sieve.keep(packed.terms.chosen(name, wanted, part=part)[codes])
        self._review(packed, sieve)
        self._numbers(sieve)
        self._dates(sieve)
        self._sources(sieve)
        if self._filters.place is not None or self._filters.near is not None:
            sieve.keep(sieve.of_rows(self._in_places(packed)))
        return sieve.left()

    def _review(self, packed: Packed, sieve: _Sieve) -> None:
        wanted = self._filters.review
        if packed.has_loose:
            packed.column("review")  # gives their words numbers
        chosen = packed.terms.chosen("review", wanted or "rejected", part=False)
        if wanted is not None or chosen.any():
            found = chosen[sieve.column("review")]
            sieve.keep(found if wanted is not None else ~found)

    def _numbers(self, sieve: _Sieve) -> None:
        if self._filters.min is not None:
            sieve.keep(sieve.column("amount") >= self._filters.min)
        if self._filters.max is not None:
            sieve.keep(sieve.column("amount") <= self._filters.max)

    def _dates(self, sieve: _Sieve) -> None:
        """Rows whose time overlaps; those without a date are in no range."""
        start, end = day(self._filters.start), day(self._filters.end)
        if start:
            sieve.keep(sieve.column("to") >= start)
        if end:
            found = sieve.column("from")
            sieve.keep((found <= end) & (found > 0))
        if self._filters.added_since is not None:
            sieve.keep(sieve.column("added") >= moment(self._filters.added_since))

    def _sources(self, sieve: _Sieve) -> None:
        if self._filters.words is not None:
            found = self._store.match(self._connection, "claim", query(self._filters.words))
            sieve.keep(_among(sieve.column("claim"), found))
        if self._filters.text is not None:
            found = self._store.match(self._connection, "document", query(self._filters.text))
            sieve.keep(_among(sieve.column("document"), found))
        if self._filters.document is not None:
            seq = self._connection.execute(
                select(document.c.seq).where(document.c.id == self._filters.document)
            ).scalar_one_or_none()
            sieve.keep(sieve.column("document") == (seq or 0))

    def _in_places(self, packed: Packed) -> Mask:
        wanted = np.array(places_wanted(self._connection, self._filters), dtype=np.int64)
        hits = _among(packed.column("place_numbers"), wanted)
        inside: Mask = np.zeros(packed.rows, dtype=bool)
        inside[packed.column("place_owners")[hits]] = True
        return inside

    def page(self, packed: Packed, where: NDArray[np.intp], limit: int | None, offset: int) -> list[int]:
        """The page's rows: latest published first, then in the order of adding."""
        published = packed.column("published")[where]
        if limit is not None and len(where) > 10_000:  # few days hold the first pages
            there = where[published >= _since(published, offset + limit)]
            published, where = packed.column("published")[there], there
        seqs = packed.column("seq")[where]
        order = (-(published.astype(np.int64)) << 32) + seqs
        if limit is not None and offset + limit < len(order):
            first = np.argpartition(order, offset + limit)[: offset + limit]
            seqs, order = seqs[first], order[first]
        found = seqs[np.argsort(order)][offset : None if limit is None else offset + limit]
        return [int(n) for n in found]

    def columns_used(self) -> Iterator[str]:
        """The columns that the filters look at."""
        for name in self._filters.words_used():
            yield from (name,) if name in _BY_WORD else _OTHERS.get(name, ())

    def _facets(
        self, packed: Packed, where: NDArray[np.intp], names: Sequence[str]
    ) -> dict[str, dict[str, int]]:
        """The most frequent values of each; all of a closed vocabulary."""
        found: dict[str, dict[str, int]] = {}
        totals: dict[str, NDArray[np.intp]] = {}
        for name in names:
            found[name] = {}
            if name == "year":
                found[name] = _years(packed.column("from")[where].astype(np.int64))
            else:
                values = _places_at(packed, where) if name == "place" else packed.column(name)[where]
                totals[name] = np.bincount(values)
                totals[name][:1] = 0
        tops = {name: _largest(counts, _TOP) for name, counts in totals.items()}
        words = packed.terms.words({name: codes for name, codes in tops.items() if name != "place"})
        rows = self._connection.execute(
            select(place.c.number, place.c.name).where(place.c.number.in_(tops.get("place", [])))
        )
        words |= {("place", row.number): row.name for row in rows}
        for name, codes in tops.items():
            for code in codes:
                word = words[name, code]
                found[name][word] = found[name].get(word, 0) + int(totals[name][code])
        return found


def hits_of(connection: Connection, seqs: Sequence[int]) -> list[Hit]:
    """Rows by their numbers, in this order."""
    made: list[Hit] = []
    for batch in in_batches(seqs, 400):
        rows = connection.execute(_HITS, {"seqs": list(batch)}).mappings()
        by_seq = {row["seq"]: row for row in rows}
        numbers = {int(n) for row in by_seq.values() for n in row["places"].split(",") if n}
        names = {row.number: row.name for row in connection.execute(_NAMES, {"numbers": list(numbers)})}
        made += [hit_of(by_seq[seq], names) for seq in batch]
    return made


def hit_of(row: Any, names: dict[int, str]) -> Hit:  # noqa: ANN401
    """A hit from its row."""
    item = decoded(row["kind"], row["data"])
    span = main_span(item)
    words = " … ".join(s.text for s in item.content) if isinstance(item, Claim) else span.text if span else ""
    places = tuple(dict.fromkeys(names[int(n)] for n in row["places"].split(",") if n))
    same = ("id", "kind", "speaker", "side", "stance", "certainty", "measure", "amount", "type", "happening",
            "date_from", "date_to", "outlet", "published", "title", "url", "review")  # fmt: skip
    return Hit(
        document=row["document_id"], words=words, places=places, start=row["starts"], end=row["ends"],
        **{name: row[name] for name in same},
    )  # fmt: skip


def _since(days: NDArray[Any], count: int) -> int:
    """The latest day from which on there are so many rows."""
    first = int(days.min())
    totals = np.bincount(days.astype(np.int64) - first)[::-1]
    enough = int(np.searchsorted(np.cumsum(totals), min(count, len(days))))
    return first + len(totals) - 1 - enough


def _columns_of(facets: Sequence[str]) -> Iterator[str]:
    """The columns that facets are counted from."""
    for name in facets:
        yield from {"year": ("from",), "place": ("place_counts", "place_numbers")}.get(name, (name,))


def _years(days: NDArray[np.int64]) -> dict[str, int]:
    """How many days fall in each year, the latest first; days are counted before years, as they are few."""
    days = days[days != 0]
    if not len(days):
        return {}
    first = int(days.min())
    totals = np.bincount(days - first)
    found = np.flatnonzero(totals)
    dates = np.datetime64("1899-12-31", "D") + (found + first).astype("timedelta64[D]")
    of_year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    begins = np.flatnonzero(np.diff(of_year, prepend=of_year[0] - 1))
    sums = np.add.reduceat(totals[found], begins)
    return {f"{year:04d}": int(n) for year, n in zip(of_year[begins][::-1], sums[::-1], strict=True)}


def _places_at(packed: Packed, where: NDArray[np.intp]) -> NDArray[Any]:
    """The numbers of the places of these rows."""
    counts, numbers = packed.column("place_counts"), packed.column("place_numbers")
    if len(where) == len(counts):
        return numbers
    lengths = counts[where].astype(np.int64)
    starts = packed.column("place_ends")[where] - lengths
    within = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    found: NDArray[Any] = numbers[np.repeat(starts, lengths) + within]
    return found


def _among(values: NDArray[Any], wanted: NDArray[np.int64]) -> Mask:
    """Which values are wanted ones."""
    highest = int(max(values.max(initial=0), wanted.max(initial=0)))
    table = np.zeros(highest + 1, dtype=bool)
    table[wanted] = True
    found: Mask = table[values]
    return found


def _largest(totals: NDArray[np.intp], count: int) -> list[int]:
    """The numbers with the highest totals, none that is zero."""
    found = np.flatnonzero(totals)
    if len(found) > count:
        found = found[np.argpartition(-totals[found], count)[:count]]
    return [int(n) for n in sorted(found, key=lambda n: (-totals[n], n))]
