"""What to review first: (1 - confidence) times the accounts that rest on the row."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from counterclaim.desk.service import Desk
from counterclaim.ledger import Filters
from counterclaim.ledger.search import Hit

_CONFIDENCE = 0.5  # of rows whose reader gives none
_LOOKED_AT = 400  # newest rows of a kind among which the queue is made


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits for a person, and why it stands where it stands."""

    hit: Hit
    accounts: int
    confidence: float

    @property
    def priority(self) -> float:
        """The higher the sooner."""
        return (1 - self.confidence) * self.accounts


def confidence(hit: Any) -> float:  # noqa: ANN401
    """The reader's confidence in a row, 0 to 1."""
    found = getattr(hit, "confidence", None)
    return _CONFIDENCE if found is None else float(found)


def waiting(desk: Desk, filters: Filters, limit: int) -> list[Waiting]:
    """Rows that no one has judged, the most pressing first."""
    weight: Counter[str] = desk.contest.weight
    given = filters.words_used()
    hits: dict[tuple[str, str], Hit] = {}
    for kind in (filters.kind,) if filters.kind else ("figure", "claim"):
        asked = Filters.of({**given, "kind": kind, "review": filters.review or "machine"})
        for hit in desk.ledger.search(asked, limit=_LOOKED_AT, facets=False).hits:
            hits[hit.document, hit.id] = hit
    made = [Waiting(h, weight.get(h.id, 0), confidence(h)) for h in hits.values()]
    made.sort(key=lambda w: (-w.priority, w.confidence, w.hit.document, w.hit.start))
    return made[:limit]
