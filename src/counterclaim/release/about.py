"""What every export says of itself: filters, software, hashes, coverage, redactions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from counterclaim.release.edits import Masked, Tally, merged
from counterclaim.release.identifiers import identifiers, minors
from counterclaim.release.known import Phrases
from counterclaim.release.names import Gate, Knowledge
from counterclaim.release.policy import RedactedReading
from counterclaim.release.pseudonyms import Pseudonyms

NOTICE = "Reported claims, not verified facts."
_FILTERS = (
    "words text kind speaker side stance quotation certainty measure object min max population "
    "affected_side type weapon happening place near within within_km start end from to outlet "
    "language document added_since review"
)
LIMITS = (
    "Each row is what a source said, as a program read it: rows may be missed or misread. "
    "Names are masked by rule; masking lowers the risk that persons are recognised and cannot end it."
)


class About:
    """Gathers, document by document, what the export says of itself."""

    def __init__(
        self, *, form: str, filters: str, version: str, now: str, mask: Callable[[str, Phrases], str] | None
    ) -> None:
        self._mask, self._filters = mask, filters
        self._vouched = Phrases(_FILTERS.split())
        self._fixed = {
            "notice": NOTICE,
            "limits": LIMITS,
            "software": f"counterclaim {version}",
            "format": form,
            "exported": now,
            "redacted": mask is not None,
        }
        self._tally = Tally()
        self._documents: dict[str, str] = {}
        self._rows = dict.fromkeys(("claims", "figures", "events", "trends", "persons"), 0)
        self._not_read = self._held = 0
        self._published: list[str] = []
        self._languages: set[str] = set()
        self._outlets: set[str] = set()
        self._readers: set[str] = set()

    def watch(self, readings: Iterator[RedactedReading]) -> Iterator[RedactedReading]:
        """The same readings, counted as they pass."""
        for made in readings:
            self._count(made)
            yield made

    def _count(self, made: RedactedReading) -> None:
        document = made.reading.document
        self._documents[document.id] = document.text_sha256
        self._not_read += not made.read
        self._held += len(made.held)
        if self._mask:
            names = [p.name for p in made.reading.places] + [a.name for a in made.reading.actors]
            for name in names:
                if "P-" not in name and "[" not in name:
                    self._vouched.add(name)
        for kind in self._rows:
            self._rows[kind] += len(getattr(made.reading, kind))
        for kind, number in made.withheld.items():
            self._tally.add(kind, number)
        if document.published:
            self._published = (
                [min(self._published[0], document.published), max(self._published[1], document.published)]
                if self._published
                else [document.published, document.published]
            )
        self._languages.update(filter(None, (document.language,)))
        if len(self._outlets) < 1_000:
            self._outlets.update(filter(None, (document.outlet,)))
        if made.read:
            self._readers.add(
                f"{made.reading.reader.name} {made.reading.reader.version} {made.reading.reader.model}"
            )

    @property
    def documents(self) -> int:
        """How many documents passed."""
        return len(self._documents)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows passed, by kind."""
        return dict(self._rows)

    @property
    def withheld(self) -> dict[str, int]:
        """What was masked, coarsened and held."""
        return dict(sorted(self._tally.counts.items()))

    def made(self) -> dict[str, Any]:
        """All of it, once every document has passed."""
        lines = "".join(f"{i} {h}\n" for i, h in sorted(self._documents.items()))
        return {
            **self._fixed,
            "filters": (self._mask(self._filters, self._vouched) if self._mask else self._filters) or "none",
            "readers": sorted(self._readers),
            "coverage": {
                "documents": len(self._documents),
                "not_read": self._not_read,
                **self._rows,
                "published_from": self._published[0] if self._published else None,
                "published_to": self._published[1] if self._published else None,
                "languages": sorted(self._languages),
                "outlets": sorted(self._outlets),
            },
            "redactions": {**self.withheld, "held": self._held} if self._held else self.withheld,
            "documents_sha256": hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest(),
        }


def filter_mask(salt: str, released: frozenset[str]) -> Callable[[str, Phrases], str]:
    """Masks the filters: somebody may have searched for a private name. What the export names may be told."""

    def mask(filters: str, vouched: Phrases) -> str:
        gate = Gate(Knowledge(persons=Phrases(released), bodies=vouched), Pseudonyms(salt))
        groups = [identifiers(filters), gate.edits(filters, strict=True), minors(filters)]
        return Masked(filters, merged(groups)).show()

    return mask
