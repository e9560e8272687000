"""re3d: what its annotators marked in documents on Syria and Iraq, against the reading's rows, by type.

Person and Organisation are compared with actors, Location with places, Quantity with figures, Temporal with
times. The reader keeps only what it needs (figures that count something in the conflict, actors that speak or
act), so recall is low by design. Spans match one to one by overlap; annotations below confidence 0.5 are out.
"""

from __future__ import annotations

import json
from pathlib import Path

import counterclaim
from benchmarks.scoring.geo import Toponym, pairs
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

FILE = "re3d/re3d.jsonl"
TYPES = ("Person", "Organisation", "Location", "Quantity", "Temporal")


def spans(reading: counterclaim.Reading) -> dict[str, list[Toponym]]:
    """The reading's spans by re3d's types."""
    out: dict[str, set[tuple[int, int]]] = {name: set() for name in TYPES}
    for actor in reading.actors:
        name = "Person" if actor.kind in ("person", "office") else "Organisation"
        if actor.kind not in ("country", "unnamed_source"):
            out[name] |= {(m.start, m.end) for m in actor.mentions}
    for place in reading.places:
        if place.literal:
            out["Location"] |= {(m.start, m.end) for m in place.mentions}
    out["Quantity"] = {(f.span.start, f.span.end) for f in reading.figures}
    out["Temporal"] = {(t.mention.start, t.mention.end) for t in reading.times}
    return {name: [Toponym(*span) for span in sorted(found)] for name, found in out.items()}


def run(corpora: Path) -> Result:
    """Read each document."""
    reader, result = counterclaim.Reader(), Result()
    by_type = {name: Tally() for name in TYPES}
    by_collection: dict[str, Tally] = {}
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        found = spans(reader.read(row["text"], published="2016-01-01"))
        for name in TYPES:
            gold = [
                Toponym(e["start"], e["end"])
                for e in row["entities"]
                if e["type"] == name and e["confidence"] >= 0.5
            ]
            matched = pairs(gold, found[name])
            for tally in (by_type[name], by_collection.setdefault(row["collection"], Tally())):
                tally.add(len(matched), len(gold), len(found[name]))
            for i, top in enumerate(gold):
                if i not in matched:
                    around = row["text"][max(0, top.start - 50) : top.end + 50]
                    result.cases.append(Case(f"{name} missed", around, row["text"][top.start : top.end], ""))
            for j, top in enumerate(found[name]):
                if j not in matched.values():
                    around = row["text"][max(0, top.start - 50) : top.end + 50]
                    result.cases.append(
                        Case(f"{name} invented", around, "", row["text"][top.start : top.end])
                    )
    result.rows = [Row.of(name, tally, "none verified") for name, tally in by_type.items()]
    result.breakdowns["collection (all types)"] = by_collection
    return result


TASK = Task("Entities: re3d", "78 documents", (FILE,), "none verified", run)
