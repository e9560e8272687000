"""Whole readings of the labelled dossiers and of the seed article, by the shared ``score_reading.py``.

The scorer lies beside the corpora (``../scorers``); what it prints as JSON is taken as it is, so that these
figures and those of ``make bench-readings`` are one and the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.readings import DOSSIERS, ROOT, read_dossier
from benchmarks.tasks.base import Case, Result, Row, Task

KINDS = ("claims", "figures", "places", "events")


def scorer(corpora: Path) -> Path:
    """Where the scorer lies: ``$COUNTERCLAIM_SCORERS``, else beside the corpora."""
    return Path(os.environ.get("COUNTERCLAIM_SCORERS", corpora.parent / "scorers")) / "score_reading.py"


def _score(corpora: Path, arguments: Iterable[str | Path], out: Path) -> dict[str, Any]:
    command = [sys.executable, str(scorer(corpora)), *map(str, arguments), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    scored: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return scored


def _result(scored: dict[str, Any]) -> Result:
    result = Result()
    for kind in KINDS:
        part = scored[kind]
        p, r, f1 = (
            100 * part[key] if part.get(key) is not None else None for key in ("precision", "recall", "f1")
        )
        if r is not None:
            result.rows.append(Row(kind, f1 if f1 is not None else r, p, r))
    for dossier, parts in scored.get("misses", {}).items():
        files = parts.get("misses", {}) if isinstance(parts, dict) else {}
        for file, kinds in files.items():
            for kind, rows in kinds.items():
                result.cases += [
                    Case(kind.replace("_", " "), f"{dossier}/{file}", str(row), "") for row in rows
                ]
    return result


def run_development(corpora: Path) -> Result:
    """Read the development dossiers."""
    import counterclaim

    out, reader = ROOT / "build" / "readings" / "development" / "suite", counterclaim.Reader()
    for folder in sorted((DOSSIERS / "development").iterdir()):
        if (folder / "gold.json").exists():
            read_dossier(folder, out / folder.name, reader)
    arguments = ["--dossiers", DOSSIERS / "development", "--readings", out]
    return _result(_score(corpora, arguments, out / "score.json"))


def run_seed(corpora: Path) -> Result:
    """Read the seed article that is handed round with the corpora."""
    import counterclaim

    seed = next(iter(sorted((corpora.parent / "seeds").glob("*.txt"))))
    out = ROOT / "build" / "readings" / "seed"
    out.mkdir(parents=True, exist_ok=True)
    reading = counterclaim.read(seed.read_text(encoding="utf-8"), published="2023-05-02")
    (out / "seed.json").write_text(reading.to_json(), encoding="utf-8")
    gold = corpora.parent / "examples" / "seed-gold.json"
    return _result(_score(corpora, ["--gold", gold, "--reading", out / "seed.json"], out / "score.json"))


TASKS = (
    Task("Whole readings: dossiers", "development, 52 documents (tuned on it)", ("../scorers/score_reading.py",),
         "no peer publishes one", run_development),
    Task("Whole reading: seed article", "one article", ("../scorers/score_reading.py", "../seeds", "../examples/seed-gold.json"),
         "no peer publishes one", run_seed),
)  # fmt: skip
