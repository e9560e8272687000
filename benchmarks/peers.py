"""Words per second of processor time: our readers, the bare spaCy md pipeline, textacy; in turns on one core.

    python benchmarks/peers.py ARTICLES.jsonl [--first 0] [--words 60000] [--rounds 3] [--full] [--out FILE]

Processor time, not the clock: on a machine that does other work besides, the clock measures that work. What
is compared runs in turns over the same articles, so that all share whatever else the caches hold. textacy's
quotation extraction needs the bare pipeline's parse, which its figure includes; it is measured where it is
installed (``pip install textacy``). ``--out`` appends a line of JSON, for samples taken now and then.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

ALL_CORES = os.sched_getaffinity(0)  # before benchmarks.speed, which keeps to one
from benchmarks.speed import bare_pipeline  # noqa: E402

BARE = "bare spaCy md pipeline"
SAMPLE_WORDS = 60_000


def sample(path: Path, first: int = 0, words: int = SAMPLE_WORDS) -> list[str]:
    """Articles of a JSON Lines file from number ``first`` on, as many as make up the words."""
    found, seen = [], 0
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number < first:
                continue
            found.append(json.loads(line)["text"])
            seen += len(found[-1].split())
            if seen >= words:
                break
    return found


def readers(full: bool = False) -> dict[str, Callable[[Iterable[str]], None]]:
    """What is compared, by name."""
    import counterclaim

    nlp = bare_pipeline()

    def ours(reader: counterclaim.Reader) -> Callable[[Iterable[str]], None]:
        def run(texts: Iterable[str]) -> None:
            for text in texts:
                reader.read(text, published="2023-05-02")

        return run

    def bare(texts: Iterable[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    found = {"Counterclaim": ours(counterclaim.Reader())}
    if full:
        found["Counterclaim, full reader"] = ours(counterclaim.Reader("full"))
    found[BARE] = bare
    try:
        from textacy.extract import direct_quotations
    except ImportError:
        print("textacy is not installed and is left out", file=sys.stderr)
        return found

    def quotations(texts: Iterable[str]) -> None:
        for doc in nlp.pipe(texts):
            try:
                list(direct_quotations(doc))
            except ValueError:  # it refuses texts whose quotation marks are not paired
                continue

    return found | {"textacy direct quotations": quotations}


def per_core(texts: list[str], rounds: int, full: bool = False) -> dict[str, list[float]]:
    """Words per second of processor time on one core, a figure a round, in turns."""
    words = sum(len(text.split()) for text in texts)
    os.sched_setaffinity(0, {min(ALL_CORES)})
    taken: dict[str, list[float]] = {}
    try:
        compared = readers(full)
        for run in compared.values():
            run(texts[:5])
        for turn in range(rounds):
            order = list(compared.items())
            for what, run in order[turn % len(order) :] + order[: turn % len(order)]:
                begun = time.process_time()
                run(texts)
                taken.setdefault(what, []).append(words / (time.process_time() - begun))
    finally:
        os.sched_setaffinity(0, ALL_CORES)
    return taken


def main() -> None:
    """Measure, print and append."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--words", type=int, default=SAMPLE_WORDS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--full", action="store_true", help="the full reader, too")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    begun = round(time.time())
    rates = per_core(sample(options.articles, options.first, options.words), options.rounds, options.full)
    bare = statistics.median(rates[BARE])
    for what, rounds in rates.items():
        rate = statistics.median(rounds)
        spread = f"{min(rounds):,.0f} to {max(rounds):,.0f}"
        print(f"{what:28} {rate:8,.0f} words/s, {rate / bare:.2f} of the bare pipeline ({spread})")
    if options.out is not None:
        with options.out.open("a", encoding="utf-8") as file:
            print(json.dumps({"begun": begun, "first": options.first, "rates": rates}), file=file)


if __name__ == "__main__":
    main()
