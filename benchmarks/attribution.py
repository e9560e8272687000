"""Attribution against PolNeAR: who said what, with which cue.

    python benchmarks/attribution.py [--part dev|train] [--limit N] [--stage] [--reader full|grammar|both]

Reads each document with the public API and compares its attributed claims with the annotators' spans
(`scoring.attribution` says how). The outlet's own statements (narration, no cue) are left out. With
``--stage`` only parsing, times and attribution run, over the text as one body: quick, for tuning.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpora import rows
from benchmarks.scoring.attribution import ROLES, Attribution, Offsets, Score, Tally

Reader = Callable[[str], list[Attribution]]


def spans(value: Any) -> tuple[Offsets, ...]:
    """Annotated spans: nothing, one pair or a list of pairs."""
    if not value:
        return ()
    pairs = [value] if isinstance(value[0], int) else value
    return tuple(sorted((start, end) for start, end in pairs))


def expected(row: dict[str, Any]) -> list[Attribution]:
    """The annotators' attributions of a document."""
    return [Attribution(*(spans(item.get(role)) for role in ROLES)) for item in row["attributions"]]


def whole_reader(model: str) -> Reader:
    """The public reader."""
    import counterclaim

    reader = counterclaim.Reader(model)

    def read(text: str) -> list[Attribution]:
        return [
            Attribution(
                ((c.speaker_mention.start, c.speaker_mention.end),) if c.speaker_mention else (),
                ((c.cue.start, c.cue.end),),
                tuple((piece.start, piece.end) for piece in c.content),
            )
            for c in reader.read(text).claims
            if c.cue is not None
        ]

    return read


def stage_reader(*, tagger: bool) -> Reader:
    """Parsing, times and attribution alone."""
    from counterclaim.model.document import Document, Part, document_id, text_sha256
    from counterclaim.reading.languages.en import attribution, times
    from counterclaim.reading.languages.en.parse import parse
    from counterclaim.reading.page import Page, TokenSpan
    from counterclaim.reading.parsing import paragraphs

    def read(text: str) -> list[Attribution]:
        part = (Part("body", 0, len(text)),)
        name = document_id(text, outlet=None, url=None, published=None)
        document = Document(name, None, None, None, "en", None, text, text_sha256(text), part)
        page = Page(document, paragraphs(document, parse))
        times.run(page)
        attribution.run(page, tagger=tagger)

        def at(spans: Iterable[TokenSpan | None]) -> tuple[Offsets, ...]:
            return tuple(page.paragraphs[s.paragraph].offsets(s.start, s.end) for s in spans if s)

        return [Attribution(at([c.speaker_mention]), at([c.cue]), at(c.content)) for c in page.claims]

    return read


def line(name: str, tally: Tally) -> str:
    """One row of the table."""
    return f"{name:18}P {tally.precision:6.2f}   R {tally.recall:6.2f}   F1 {tally.f1:6.2f}"


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--limit", type=int, default=None, help="the first N documents only")
    parser.add_argument("--stage", action="store_true", help="the attribution stage alone")
    parser.add_argument("--reader", choices=("full", "grammar", "both"), default="both")
    options = parser.parse_args()
    for model in ("grammar", "full") if options.reader == "both" else (options.reader,):
        measure(model, options)


def measure(model: str, options: argparse.Namespace) -> None:
    """Read and score with one reader."""
    read = stage_reader(tagger=model == "full") if options.stage else whole_reader(model)
    score, number, seconds = Score(), 0, 0.0
    for row in islice(rows(f"polnear/{options.part}.jsonl"), options.limit):
        start = time.perf_counter()
        found = read(row["text"])
        seconds += time.perf_counter() - start
        score.add(row["text"], expected(row), found)
        number += 1
    print(f"PolNeAR {options.part}, {model} reader: {number} documents, {score.words} words")
    for kind, tallies in (("exact", score.exact), ("overlap", score.overlap)):
        for role in ROLES:
            print(line(f"{kind} {role}", tallies[role]))
    print(line("attribution", score.attribution))
    print(f"invented attributions per 1,000 words: {score.invented_per_1000_words:.2f}")
    print(f"{score.words / seconds if seconds else 0:,.0f} words/s")


if __name__ == "__main__":
    main()
