"""Trains the scorer of links on the development dossiers, and says how it does on dossiers it has not seen.

    python benchmarks/train_links.py [--write]

Every proposal of every rule on the readings and on the gold's claims is one example: right if the dossier's
gold draws that link. Leave-one-dossier-out: the weights for a dossier come from the others, the threshold too.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.links import ROOT, Dossier, gold_readings, load
from benchmarks.scoring import links
from counterclaim.model.reading import Reading
from counterclaim.reconcile import engine, scorer
from counterclaim.reconcile.judgements import Judgements

OUT = ROOT / "src" / "counterclaim" / "reconcile" / "data" / "link_scorer.json"
RIDGE = 5.0
SEEN = 4  # levels of fewer examples get no weight
Array = NDArray[np.float64]


def candidates(readings: dict[str, Reading]) -> tuple[engine.Case, list[engine.Placed]]:
    """All proposals before the choice."""
    case = engine.Case(list(readings.values()), list(readings))
    return case, engine.proposals(case)


def examples(dossier: Dossier) -> list[tuple[tuple[str, ...], bool]]:
    """Levels, and whether the gold draws the link; from readings and from gold claims."""
    found = []
    for readings in (dossier[1], gold_readings(dossier)):
        for proposal, _, _ in candidates(readings)[1]:
            row = msgspec.to_builtins(proposal.link)
            found.append((proposal.levels, links.score(dossier[0], [row]).total["right"] > 0))
    return found


def fit(rows: list[tuple[tuple[str, ...], bool]]) -> dict[str, float]:
    """Weights by Newton's method."""
    counts: dict[str, int] = {}
    for levels, _ in rows:
        for level in levels:
            counts[level] = counts.get(level, 0) + 1
    names = sorted(n for n, c in counts.items() if c >= SEEN)
    place = {n: i for i, n in enumerate(names)}
    x: Array = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for i, (levels, _) in enumerate(rows):
        for level in levels:
            if level in place:
                x[i, place[level]] = 1.0
    y: Array = np.array([right for _, right in rows], dtype=float)
    w: Array = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-1] = 1e-3
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * w)
        w -= step
        if float(np.abs(step).max()) < 1e-6:
            break
    return {"bias": float(w[-1])} | {n: float(w[i]) for n, i in place.items()}


def run(dossiers: list[Dossier], weights: dict[str, float], threshold: float) -> dict[str, links.Tally]:
    """Scores with these weights."""
    found = {"end to end": links.Tally(), "from gold claims": links.Tally()}
    scorer.use(weights | {"threshold": threshold})
    for dossier in dossiers:
        for name, readings in zip(found, (dossier[1], gold_readings(dossier)), strict=True):
            case = engine.Case(list(readings.values()), list(readings))
            rows = [msgspec.to_builtins(f.link) for f in engine.found_in(case, Judgements())]
            found[name].add(links.score(dossier[0], rows))
    return found


GRID = (0.2, 0.25, 0.27, 0.3, 0.35, 0.4, 0.5)


def main() -> None:
    """Cross-validate, then train on all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write the weights trained on all dossiers")
    parser.add_argument("--threshold", type=float, default=0.3)
    options = parser.parse_args()
    folder = ROOT / "benchmarks" / "dossiers" / "development"
    dossiers = [load(p) for p in sorted(folder.iterdir()) if (p / "gold.json").exists()]
    rows = [examples(d) for d in dossiers]
    print(sum(map(len, rows)), "examples,", sum(r for group in rows for _, r in group), "right")
    tallies: dict[tuple[float, str], links.Tally] = {}
    for n, dossier in enumerate(dossiers):
        weights = fit([r for m, group in enumerate(rows) if m != n for r in group])
        for threshold in GRID:
            for name, tally in run([dossier], weights, threshold).items():
                tallies.setdefault((threshold, name), links.Tally()).add(tally)
    for (threshold, name), tally in sorted(tallies.items(), key=lambda t: (t[0][1], t[0][0])):
        p, r, f = tally.measures()
        c = tally.measures(links.CONFLICT)
        print(
            f"{name:18}{threshold:5.2f}  all P {p:.3f} R {r:.3f} F1 {f:.3f}   conflict P {c[0]:.3f} R {c[1]:.3f}"
        )
    if options.write:
        weights = {
            k: round(v, 3) for k, v in fit([r for group in rows for r in group]).items() if abs(v) >= 0.02
        }
        made: dict[str, Any] = {
            "about": "log-odds of comparison levels, from benchmarks/train_links.py on the development dossiers",
            "weights": dict(sorted(weights.items())) | {"threshold": options.threshold},
        }
        Path(OUT).write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
