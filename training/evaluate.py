"""Score the packaged tagger alone, without the rules: ``python training/evaluate.py CORPUS_FILE [LIMIT]``."""

from __future__ import annotations

import json
import re
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
from scoring.attribution import ROLES, Attribution, Score

from counterclaim.reading.tagger.session import tag

_LINE = re.compile(r"[^\n]*\S[^\n]*")


def attributions(text: str) -> list[Attribution]:
    """What the tagger finds in a text, as character spans."""
    lines = [m.span() for m in _LINE.finditer(text)]
    found, words = tag([text[a:b] for a, b in lines])

    def at(runs: list) -> tuple[tuple[int, int], ...]:
        return tuple(
            (lines[r.paragraph][0] + words[r.paragraph][0][r.start],
             lines[r.paragraph][0] + words[r.paragraph][1][r.end - 1])
            for r in runs
        )  # fmt: skip

    return [Attribution(at([t.source] if t.source else []), at([t.cue]), at(list(t.content))) for t in found]


def main() -> None:
    """Read, score, print."""
    limit = int(sys.argv[2]) if len(sys.argv) > 2 else None
    score, seconds = Score(), 0.0
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for row in map(json.loads, islice(lines, limit)):
            start = time.perf_counter()
            found = attributions(row["text"])
            seconds += time.perf_counter() - start
            gold = [
                Attribution(*(tuple((s, e) for s, e in item[role] or []) for role in ROLES))
                for item in row["attributions"]
            ]
            score.add(row["text"], gold, found)
    for measure, tallies in (("exact", score.exact), ("overlap", score.overlap)):
        for role in ROLES:
            tally = tallies[role]
            print(f"{measure} {role:8} P {tally.precision:5.1f} R {tally.recall:5.1f} F1 {tally.f1:5.1f}")
    print(f"attribution F1 {score.attribution.f1:.1f}; invented {score.invented_per_1000_words:.2f} per 1,000 words;"
          f" {score.words / seconds:,.0f} words/s")  # fmt: skip


if __name__ == "__main__":
    main()
