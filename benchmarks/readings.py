"""Readings of labelled dossiers, scored: claims, figures, places, events and relations.

    python benchmarks/readings.py [--part development|test] [--scorer PATH] [--out DIR] [--reader grammar|full]

Reads every English document of ``benchmarks/dossiers/<part>`` with the public API, writes the readings
to ``build/readings/<part>/<reader>/`` and scores them with ``score_reading.py`` (from ``--scorer``,
``$COUNTERCLAIM_SCORERS`` or ``../shared/scorers``). Tune on the development part only.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import counterclaim
from counterclaim.model.vocabulary import READER_MODELS

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = ROOT / "benchmarks" / "dossiers"


def read_dossier(folder: Path, out: Path, reader: counterclaim.Reader) -> int:
    """Read a dossier's English documents; returns how many."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    number = 0
    for entry in gold["documents"]:
        if entry.get("language", "en") != "en":
            continue
        text = (folder / entry["file"]).read_text(encoding="utf-8")
        reading = reader.read(text, published=entry["published"], outlet=entry.get("outlet"))
        assert not reading.broken_spans()
        (out / f"{Path(entry['file']).stem}.json").write_text(reading.to_json(), encoding="utf-8")
        number += 1
    return number


def main() -> None:
    """Read and score."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=("development", "test"), default="development")
    parser.add_argument(
        "--scorer",
        type=Path,
        default=Path(os.environ.get("COUNTERCLAIM_SCORERS", ROOT.parent / "shared" / "scorers")),
        help="the folder of score_reading.py",
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "readings")
    parser.add_argument("--reader", choices=READER_MODELS, default="grammar")
    options = parser.parse_args()
    reader = counterclaim.Reader(options.reader)
    out = options.out / options.part / options.reader
    number = sum(
        read_dossier(folder, out / folder.name, reader)
        for folder in sorted((DOSSIERS / options.part).iterdir())
        if (folder / "gold.json").exists()
    )
    print(f"{number} documents read into {out}")
    scorer = options.scorer / "score_reading.py"
    if not scorer.exists():
        sys.exit(f"{scorer}: not there; give the scorers' folder with --scorer")
    command = [sys.executable, str(scorer), "--dossiers", str(DOSSIERS / options.part)]
    command += ["--readings", str(out), "--json", str(out / "score.json")]
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
