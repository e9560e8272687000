"""TR-News and LGL: place names recognised, and resolved within 161 km or to the exact GeoNames id."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.scoring.geo import Geo, Toponym
from benchmarks.tasks.base import Case, Result, Row, Task
from benchmarks.tasks.given_names import page_of, told
from counterclaim.reading.page import Page
from counterclaim.reading.places import run as places_stage

_PEERS = {
    "trnews": ("spaCy md 83.9", "Mordecai 3 87.3", "Mordecai 3 84.3"),
    "lgl": ("spaCy md 75.0", "Mordecai 3 82.7", "Mordecai 3 79.4"),
}


def on(page: Page) -> list[Toponym]:
    """The place mentions of a page."""
    out = []
    for place in page.places:
        for mention in place.mentions:
            span = page.span(mention)
            out.append(Toponym(span.start, span.end, place.latitude, place.longitude, place.geonames_id))
    return sorted(out, key=lambda t: (t.start, t.end))


def _gold(rows: Sequence[dict[str, Any]]) -> list[Toponym]:
    return [
        Toponym(t["start"], t["end"], t["lat"], t["lon"], int(t["geonameid"]) if t["geonameid"] else None)
        for t in rows
    ]


def run(corpora: Path, *, corpus: str) -> Result:
    """Read one corpus, once with its own names and once told which words are names."""
    own, given, result = Geo(), Geo(), Result()
    for line in (corpora / "geo" / f"{corpus}.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        text, gold, page = row["text"], _gold(row["toponyms"]), page_of(row["text"])
        places_stage(page)
        found = on(page)
        matched = own.add(gold, found)
        told(page, row["toponyms"])
        names = on(page)
        told_pairs = given.add(gold, names)
        for i, top in enumerate(gold):
            where = f"{text[max(0, top.start - 40) : top.start]}[{text[top.start : top.end]}]{text[top.end : top.end + 40]}"
            if i not in matched:
                result.cases.append(Case("missed", where, text[top.start : top.end], ""))
            if i in told_pairs and top.point and names[told_pairs[i]].geonames_id != top.geonames_id:
                category = "other id" if names[told_pairs[i]].point else "left without a point"
                result.cases.append(Case(category, where, str(top), str(names[told_pairs[i]])))
        for j, each in enumerate(found):
            if j not in matched.values():
                around = text[max(0, each.start - 40) : each.end + 40]
                result.cases.append(Case("invented", around, "", text[each.start : each.end]))
    recognition, near, exact = _PEERS[corpus]
    result.rows = [
        Row.of("recognition, overlap", own.overlap, recognition),
        Row.of("recognition, exact span", own.exact),
        Row("within 161 km, names given", given.near.recall, None, None, near),
        Row("exact id, names given", given.same_id.recall, None, None, exact),
        Row("within 161 km, names found", own.near.recall),
        Row.of("end to end, within 161 km", own.end_to_end),
    ]
    result.note = f"Mean error, names given: {given.mean_error:,.0f} km."
    return result


TASKS = tuple(
    Task(f"Places: {title}", f"{number} articles", (f"geo/{name}.jsonl",),
         "Mordecai 3's README; spaCy measured here", partial(run, corpus=name))
    for name, title, number in (("trnews", "TR-News", 118), ("lgl", "LGL", 588))
)  # fmt: skip
