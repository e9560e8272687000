"""Links between the claims of labelled dossiers, scored by kind, against two baselines.

    python benchmarks/links.py [--part development|test] [--dossiers DIR] [--json OUT] [--misses]

Prints precision (strict), recall and F1 by kind: end to end (the reader's readings) and once more from the
gold's claims, so that reading errors and linking errors are told apart. Baselines in the same run, on the
same readings: "different number, same event type and week" and cosine similarity of mean word vectors (the
md word vectors; no sentence encoder is a dependency) over a threshold set on the development part.
``--misses`` shows what was wrong and missed; it is refused for the test part, on which nobody tunes.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import counterclaim
from benchmarks.scoring import baselines, links
from benchmarks.scoring.gold_readings import from_gold
from counterclaim.model.reading import Reading
from counterclaim.reconcile import reconcile

ROOT = Path(__file__).resolve().parents[1]
KINDS = (
    "contradicts", "denies", "disputes", "corroborates", "updates", "corrects", "refines", "explains",
    "repeats", "same_origin", "not_comparable",
)  # fmt: skip
Dossier = tuple[dict[str, Any], dict[str, Reading]]


def load(folder: Path) -> Dossier:
    """A dossier's gold and the readings of its English documents by file."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    reader = counterclaim.Reader()
    found: dict[str, Reading] = {}
    for entry in gold["documents"]:
        if entry.get("language", "en") == "en":
            text = (folder / entry["file"]).read_text(encoding="utf-8")
            found[entry["file"]] = reader.read(text, published=entry["published"], outlet=entry.get("outlet"))
    return gold, found


def gold_readings(dossier: Dossier) -> dict[str, Reading]:
    """The readings that a perfect reader would give."""
    gold, found = dossier
    entries = {e["file"]: e for e in gold["documents"]}
    return {file: from_gold(entries[file], reading) for file, reading in found.items()}


def linked(readings: dict[str, Reading]) -> tuple[list[dict[str, Any]], list[list[str]]]:
    """The links of some readings, as exported."""
    found = reconcile(list(readings.values()), names=list(readings))
    data = msgspec.to_builtins({"links": found.links, "origins": found.origins})
    return data["links"], data["origins"]


def report(title: str, tally: links.Tally, origins: Counter[str] | None = None) -> None:
    """One table."""
    print(f"\n{title}")
    print(f"  {'':16}{'gold':>6}{'pred':>6}{'P':>8}{'R':>8}{'F1':>8}")
    rows: list[tuple[str, tuple[str, ...] | None]] = [(k, (k,)) for k in KINDS]
    rows += [("conflict", links.CONFLICT), ("all kinds", None)]
    for name, kinds in rows:
        p, r, f = tally.measures(kinds)
        counts = [tally.by_kind[k] for k in kinds] if kinds else [tally.total]
        gold, predicted = (sum(c[x] for c in counts) for x in ("gold", "pred"))
        if gold or predicted:
            print(f"  {name:16}{gold:6}{predicted:6}{p:8.3f}{r:8.3f}{f:8.3f}")
    if origins is not None:
        print(f"  origin pairs: gold {origins['gold']}, predicted {origins['pred']}, both {origins['hit']}")


def main() -> None:
    """Read, link, score."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--part", choices=("development", "test"), default="development")
    parser.add_argument(
        "--dossiers", type=Path, help="a folder of dossiers in place of the repository's part"
    )
    parser.add_argument("--json", type=Path, help="write all measures to this file")
    parser.add_argument(
        "--misses", action="store_true", help="show wrong and missed links (development only)"
    )
    options = parser.parse_args()
    if options.misses and options.part == "test":
        parser.error("--misses is for the development part: nobody tunes on the test part")
    folder = options.dossiers or ROOT / "benchmarks" / "dossiers" / options.part
    folders = [p for p in sorted(folder.iterdir()) if (p / "gold.json").exists()]
    tallies: dict[str, links.Tally] = {}
    origins: Counter[str] = Counter()
    for path in folders:
        dossier = load(path)
        gold, read = dossier
        rows, groups = linked(read)
        origins.update(links.origins(gold, groups))
        systems = {
            "end to end": rows,
            "from gold claims": linked(gold_readings(dossier))[0],
            "baseline: another number, same type of event, same week": baselines.numbers(read),
            "baseline: cosine of mean word vectors": baselines.vectors(read),
        }
        for name, found in systems.items():
            tallies.setdefault(name, links.Tally()).add(links.score(gold, found))
    print(f"{len(folders)} dossiers ({options.part if options.dossiers is None else folder.name})")
    for name, tally in tallies.items():
        report(name, tally, origins if name == "end to end" else None)
    if options.misses:
        for row in tallies["end to end"].wrong:
            print(
                "wrong",
                row["outcome"],
                row["kind"],
                row.get("rule"),
                row["from"]["content"],
                row["to"]["content"],
            )
        for row in tallies["end to end"].missed:
            print("missed", row["kind"], row["from"]["content"], "->", row["to"]["content"])
    if options.json:
        out = {n: {"precision": t.measures()[0], "recall": t.measures()[1], "f1": t.measures()[2],
                   "conflict": t.measures(links.CONFLICT), "counts": t.total, "by_kind": t.by_kind} for n, t in tallies.items()}  # fmt: skip
        options.json.write_text(json.dumps(out, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
