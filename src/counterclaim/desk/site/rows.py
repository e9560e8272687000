"""The rows of one view, cut out of what left through the gate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from counterclaim.desk.site.store import Store
from counterclaim.ledger.readings import cut
from counterclaim.release import RedactedReading

FORMS = ("csv", "jsonl", "geojson")


def of_rows(store: Store, wanted: Iterable[tuple[str, str]]) -> Iterator[RedactedReading]:
    """The readings that hold these rows (document, row), cut down to them."""
    by_document: dict[str, set[str]] = {}
    for document, row in wanted:
        by_document.setdefault(document, set()).add(row)
    for document, rows in by_document.items():
        yield _cut(store.made(document), rows)


def of_events(store: Store) -> Iterator[RedactedReading]:
    """All readings that hold events, cut down to them."""
    for document in store:
        made = store.made(document)
        if made.reading.events:
            yield _cut(made, {e.id for e in made.reading.events})


def _cut(made: RedactedReading, rows: set[str]) -> RedactedReading:
    reading = cut(made.reading, rows)
    claims = {c.id for c in reading.claims}
    return msgspec.structs.replace(
        made,
        reading=reading,
        snippets={i: s for i, s in made.snippets.items() if i in claims},
        masked_claims=made.masked_claims & claims,
        held=(),
    )
