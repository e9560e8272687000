"""A name in the text that may be a place, with what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    demonym: bool = False
    namesake: bool = False  # "the regional capital of the same name"
    inside: Mention | None = None  # "Paris, Texas": the place that holds it
    country: str | None = None  # of a demonym
    fixed: Candidate | None = field(default=None)
    chosen: Candidate | None = None
