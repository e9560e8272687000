"""Whether a change to the plumbing left every reading as it was, byte for byte.

    python benchmarks/same_readings.py --write before.json       # on the commit before
    python benchmarks/same_readings.py --against before.json     # on the commit after

Reads the seed article, the English documents of the development dossiers, and articles of the development
corpora with both readers, and keeps a SHA-256 of each reading's JSON. Names the texts whose readings differ;
the status is 1 when there are any. ``--each`` bounds the articles of a corpus.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.corpora import corpora, rows

DOSSIERS = Path(__file__).resolve().parent / "dossiers" / "development"
CORPORA = (
    "re3d/re3d.jsonl",
    "polnear/dev.jsonl",
    "muc4/dev.messages.jsonl",
    "fakes_syria/fakes_syria.jsonl",
    "geo/lgl.jsonl",
)


def texts(each: int) -> Iterator[tuple[str, str]]:
    """Names and texts."""
    for path in sorted((corpora().parent / "seeds").glob("*.txt")):
        yield f"seed {path.stem}", path.read_text(encoding="utf-8")
    for path in sorted(DOSSIERS.glob("*/*.txt")):
        yield f"{path.parent.name}/{path.stem}", path.read_text(encoding="utf-8")
    for corpus in CORPORA:
        for number, row in enumerate(islice(rows(corpus), each)):
            yield f"{corpus} {number}", row["text"]


def hashes(each: int, models: list[str]) -> dict[str, str]:
    """A hash for each reader and text; what cannot be read gives its error's code."""
    import counterclaim
    from counterclaim.model.errors import CounterclaimError

    found: dict[str, str] = {}
    for model in models:
        reader = counterclaim.Reader(model)
        for name, text in texts(each):
            try:
                seen = hashlib.sha256(
                    reader.read(text, published="2023-05-02").to_json().encode()
                ).hexdigest()
            except CounterclaimError as error:
                seen = error.code
            found[f"{model}: {name}"] = seen
    return found


def main() -> None:
    """Write, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--model", choices=("grammar", "full"), action="append")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--write", type=Path)
    chosen.add_argument("--against", type=Path)
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    found = hashes(options.each, options.model or ["grammar", "full"])
    if options.write:
        options.write.write_text(json.dumps(found, indent=0), encoding="utf-8")
        print(f"{len(found):,} readings")
        return
    before = json.loads(options.against.read_text(encoding="utf-8"))
    differ = [name for name, seen in found.items() if before.get(name) != seen]
    for name in differ:
        print(name)
    print(f"{len(found):,} readings, {len(differ):,} differ")
    sys.exit(bool(differ))


if __name__ == "__main__":
    main()
