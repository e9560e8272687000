"""A name in the text that may be a place, with what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterclaim.gazetteer.lookup import Candidate
from counterclaim.reading.page import TokenSpan

Hint = Literal["admin1", "admin2", "town", "near", ""]


@dataclass(slots=True, eq=False)
class Mention:
    """One mention. ``evidence`` is how strongly the words around it say that it is a place."""

    span: TokenSpan
    name: str
    key: str
    candidates: tuple[Candidate, ...]
    evidence: float = 0.0
    hint: Hint = ""
    near: bool = False
    literal: bool = True
    alike: bool = False  # not in the gazetteer as written: candidates are spelt alike, if there are any
    tentative: bool = False  # a place only if a spelling alike fits
    demonym: bool = False
    country: str | None = None  # of a demonym
    namesake: bool = False  # "the regional capital of the same name"
    inside: Mention | None = None  # "Paris, Texas": the place that holds it
    chosen: Candidate | None = None

    @property
    def large(self) -> bool:
        """Whether the name may be a country, a region or a big city."""
        return any(
            c.kind in ("country", "admin1", "region") or c.population >= 200_000 for c in self.candidates
        )

    @property
    def national(self) -> bool:
        """Whether the name may be a country."""
        return any(c.kind == "country" for c in self.candidates)
