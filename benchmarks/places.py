#!/usr/bin/env python3
"""Measures place recognition and resolution on LGL and TR-News.

    python benchmarks/places.py [--corpus trnews] [--show 40] [-o FOLDER]

The corpora are looked for in ``$COUNTERCLAIM_CORPORA``, else in ``../shared/corpora``. Two measures of
resolution are printed: over the names that the reader found itself, and over the gold names (it is told
which words are names, not where they lie). A place counts as right within 161 km (100 miles).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from counterclaim.gazetteer.lookup import gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import place_words
from counterclaim.lexicon.regions import demonyms
from counterclaim.lexicon.titles import titles
from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.reading.languages.en import names
from counterclaim.reading.languages.en.parse import parse
from counterclaim.reading.page import Page, TokenSpan
from counterclaim.reading.parsing import paragraphs
from counterclaim.reading.places import run
from counterclaim.reading.places.drafts import drafts
from counterclaim.reading.places.find import Finder
from counterclaim.reading.places.judge import connect
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.resolve import resolve
from counterclaim.reading.places.table import table
from counterclaim.reading.places.weigh import types

CORPORA = ("trnews", "lgl")
KM = 161.0


class Found(NamedTuple):
    """A name with its offsets and point."""

    start: int
    end: int
    latitude: float | None
    longitude: float | None
    literal: bool


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(h)))


def folder() -> Path:
    """Where the corpora lie."""
    named = os.environ.get("COUNTERCLAIM_CORPORA")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "corpora"


def page_of(text: str) -> Page:
    """A parsed page with its names."""
    document = Document(
        document_id(text, outlet=None, url=None, published=None), None, None, None, "en", None, text,
        text_sha256(text), (Part("body", 0, len(text)),),
    )  # fmt: skip
    page = Page(document, paragraphs(document, parse))
    names.run(page)
    return page


def rows(page: Page) -> list[Found]:
    """The place mentions of a page."""
    out = []
    for place in page.places:
        for mention in place.mentions:
            span = page.span(mention)
            out.append(Found(span.start, span.end, place.latitude, place.longitude, place.literal))
    return sorted(out)


def told(page: Page, gold: Sequence[dict[str, Any]]) -> list[Found]:
    """Resolution when the reader is told which words are names."""
    known, words = gazetteer(), place_words()
    finder = Finder(known, words, titles())
    tables = [table(p) for p in page.paragraphs]
    mentions: list[Mention] = []
    for each in tables:
        starts = {each.paragraph.offsets(i, i + 1)[0]: i for i in range(len(each.text))}
        ends = {each.paragraph.offsets(i, i + 1)[1]: i + 1 for i in range(len(each.text))}
        for top in gold:
            first, last = starts.get(top["start"]), ends.get(top["end"])
            if first is None or last is None or last <= first:
                continue
            name = each.words(first, last)
            span = TokenSpan(each.paragraph.index, first, last)
            nation = demonyms().get(name)
            if nation:
                mentions.append(
                    Mention(span, name, fold(name), (), literal=False, demonym=True, country=nation)
                )
                continue
            mention = Mention(
                span, name, fold(name), finder.abbreviated(each, first, name) or finder.named(name)
            )
            types(each, mention, first, last, words)
            mentions.append(mention)
    connect(mentions, tables)
    resolve(mentions)
    page.places = drafts(page, mentions, known)
    return rows(page)


def pairs(gold: Sequence[dict[str, Any]], found: Sequence[Found]) -> dict[int, int]:
    """Gold to found, by any common character, one to one, the longest first."""
    options = sorted(
        (-(min(g["end"], f.end) - max(g["start"], f.start)), (g["start"], g["end"]) != (f.start, f.end), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g["end"], f.end) > max(g["start"], f.start)
    )
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in options:
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def tally(
    count: Counter[str], gold: Sequence[dict[str, Any]], found: Sequence[Found]
) -> Iterator[tuple[str, str]]:
    """Add one document to the counts; yields what went wrong."""
    matched = pairs(gold, found)
    count["gold"] += len(gold)
    count["found"] += len(found)
    count["matched"] += len(matched)
    for i, top in enumerate(gold):
        if i not in matched:
            yield "missed", f"{top['start']}:{top['end']}"
            continue
        if top["lat"] is None:
            continue
        place = found[matched[i]]
        count["placed"] += 1
        if place.latitude is None or place.longitude is None:
            yield "unresolved", top["text"]
            continue
        km = kilometres(top["lat"], top["lon"], place.latitude, place.longitude)
        count["near"] += km <= KM
        if km > KM:
            yield "wrong", f"{top['text']} ({top.get('country')}, {top.get('fcode')}): {km:,.0f} km"
    for j, each in enumerate(found):
        if j not in matched.values():
            yield "invented", f"{each.start}:{each.end}"


def measure(corpus: str, show: int, out: Path | None) -> None:
    """Read one corpus and print its numbers."""
    own, given = Counter[str](), Counter[str]()
    wrong: dict[str, Counter[str]] = {}
    predictions = []
    seconds = 0.0
    words = 0
    with (folder() / "geo" / f"{corpus}.jsonl").open(encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            page = page_of(row["text"])
            words += len(row["text"].split())
            begun = time.perf_counter()
            run(page)
            seconds += time.perf_counter() - begun
            found = rows(page)
            for kind, what in tally(own, row["toponyms"], found):
                if kind in ("invented", "missed"):
                    a, b = map(int, what.split(":"))
                    what = (
                        row["text"][max(0, a - 25) : a]
                        + "["
                        + row["text"][a:b]
                        + "]"
                        + row["text"][b : b + 25]
                    )
                wrong.setdefault(kind, Counter())[what.replace("\n", " ")] += 1
            for kind, what in tally(given, row["toponyms"], told(page, row["toponyms"])):
                if kind == "wrong":
                    wrong.setdefault("told, wrong", Counter())[what] += 1
            predictions.append(
                {"doc": row["doc"], "toponyms": [
                    {"start": f.start, "end": f.end, "lat": f.latitude, "lon": f.longitude} for f in found]}
            )  # fmt: skip
    p, r = own["matched"] / max(1, own["found"]), own["matched"] / max(1, own["gold"])
    print(f"{corpus}: recognition P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
    print(f"  within 161 km: found names {own['near'] / max(1, own['placed']):.3f} (n {own['placed']}), "
          f"gold names {given['near'] / max(1, given['placed']):.3f} (n {given['placed']})")  # fmt: skip
    print(f"  {1e6 * seconds / max(1, words):.1f} microseconds a word")
    for kind, what in sorted(wrong.items()):
        if show:
            print(
                f"  {kind} ({sum(what.values())}): "
                + " | ".join(f"{w} ×{n}" for w, n in what.most_common(show))
            )
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        text = "".join(json.dumps(row) + "\n" for row in predictions)
        (out / f"{corpus}.jsonl").write_text(text, encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", choices=CORPORA, action="append")
    parser.add_argument("--show", type=int, default=0, help="print this many errors of each kind")
    parser.add_argument("-o", "--out", type=Path, help="write the predictions there")
    chosen = parser.parse_args()
    for corpus in chosen.corpus or CORPORA:
        measure(corpus, chosen.show, chosen.out)


if __name__ == "__main__":
    main()
