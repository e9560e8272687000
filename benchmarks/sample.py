"""The fixed sample of our own sentences: rows expected against rows read, F1 per kind of row.

    python benchmarks/sample.py [--show]

Runs in the tests (``tests/benchmarks/test_sample.py``): it is there to catch a fall, not to say how good the
reader is. A row that the sentence does not list counts as invented. Places match by name and country, events
by trigger and type, claims by the speaker's words and the stance (narration is left out), figures by number,
measure, qualifier and, where one is listed, the side.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import counterclaim

FILE = Path(__file__).with_name("sample.toml")
KINDS = ("claims", "figures", "events", "places")


def rows(reading: counterclaim.Reading) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of a reading in the sample's form."""
    return {
        "claims": [(c.speaker_mention.text, c.stance) for c in reading.claims if c.speaker_mention and c.cue],
        "figures": [
            (f.value if f.value is not None else f.low, f.measure, f.qualifier, f.affected.side or "")
            for f in reading.figures
        ],
        "events": [(e.trigger.text, e.type) for e in reading.events],
        "places": [(p.name, p.country) for p in reading.places if p.literal],
    }


def _score(pairs: list[tuple[dict[str, Any], dict[str, list[tuple[Any, ...]]]]], kind: str) -> float:
    right = total = 0
    for sentence, found in pairs:
        wanted = [tuple(row) for row in sentence.get(kind, ())]
        read = found[kind]
        if kind == "figures":  # a side is compared where one is listed
            listed = {row[:3] for row in wanted if not row[3]}
            read = [(*row[:3], "") if row[:3] in listed else row for row in read]
        right += 2 * sum((Counter(wanted) & Counter(read)).values())
        total += len(wanted) + len(read)
    return 100 * right / total if total else 0.0


def measure() -> tuple[dict[str, float], dict[str, float], list[str]]:
    """The scores now, the scores expected, and a line for each sentence that reads otherwise."""
    sample = tomllib.loads(FILE.read_text(encoding="utf-8"))
    reader = counterclaim.Reader()
    pairs = [(s, rows(reader.read(s["text"], published=sample["published"]))) for s in sample["sentences"]]
    differences = [
        f"{s['text']}\n    {kind}: expected {s.get(kind, [])}, read {found[kind]}"
        for s, found in pairs
        for kind in KINDS
        if _score([(s, found)], kind) < 100 and (s.get(kind) or found[kind])
    ]
    return {kind: _score(pairs, kind) for kind in KINDS}, sample["expected"], differences


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--show", action="store_true", help="print the sentences that read otherwise")
    options = parser.parse_args()
    scores, expected, differences = measure()
    for kind, score in scores.items():
        print(f"{kind:8} {score:6.1f}   (expected {expected[kind]:.1f})")
    if options.show:
        print("\n".join(differences))


if __name__ == "__main__":
    main()
