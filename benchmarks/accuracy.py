"""Every accuracy task by one command; writes ``docs/accuracy.md`` and the error pages in ``build/accuracy/``.

    python benchmarks/accuracy.py [--task NAME ...] [--list] [--no-docs]

Data is looked for in ``$COUNTERCLAIM_CORPORA``, else in ``../shared/corpora``. A task whose data is not there
is named as such in the table. The text around the table is ``benchmarks/accuracy_template.md``. Error pages
quote other people's texts and stay in the git-ignored ``build/`` folder.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.corpora import ROOT, corpora
from benchmarks.tasks.base import Result, Task
from counterclaim._version import __version__

MODULES = (
    "attribution",
    "dossiers",
    "newsquant",
    "muc4",
    "muc4_templates",
    "losses",
    "salvos",
    "conflict_types",
    "plover",
    "unit_records",
    "toponyms",
    "conflict_entities",
    "conflict_relations",
)
BUILD = ROOT / "build" / "accuracy"
TEMPLATE = ROOT / "benchmarks" / "accuracy_template.md"


def tasks() -> list[Task]:
    """All tasks, in the order of the table."""
    found: list[Task] = []
    for name in MODULES:
        module = import_module(f"benchmarks.tasks.{name}")
        found += getattr(module, "TASKS", None) or [module.TASK]
    return found


def slug(task: Task) -> str:
    """A task's name as a file name."""
    return "".join(c if c.isalnum() else "-" for c in task.name.lower()).replace("--", "-").strip("-")


def cell(value: float | None) -> str:
    """A figure of the table; a dash where there is none."""
    return "–" if value is None else f"{value:.1f}"


def table(done: list[tuple[Task, Result | None, list[str]]]) -> str:
    """The table of all tasks."""
    lines = ["| task | data | measure | P | R | ours | best peer |", "|---|---|---|---|---|---|---|"]
    for task, result, missing in done:
        if result is None:
            lines.append(f"| {task.name} | {task.data} | **not measured: no {', '.join(missing)}** | | | | |")
            continue
        for number, row in enumerate(result.rows):
            head = f"{task.name} | {task.data}" if number == 0 else " | "
            peer = (
                f"{row.peer} ({task.source})"
                if row.peer and number == 0 and not task.source.startswith(("none", "own"))
                else row.peer
            )
            lines.append(
                f"| {head} | {row.name} | {cell(row.precision)} | {cell(row.recall)} | **{row.score:.1f}** | {peer} |"
            )
    return "\n".join(lines)


def breakdowns(done: list[tuple[Task, Result | None, list[str]]]) -> str:
    """The breakdowns by side, source or label, and the notes."""
    out: list[str] = []
    for task, result, _ in done:
        if result is None or not (result.breakdowns or result.note):
            continue
        out.append(f"\n### {task.name}\n")
        if result.note:
            out.append(f"{result.note}\n")
        for title, parts in result.breakdowns.items():
            out += [f"| {title} | P | R | F1 | expected |", "|---|---|---|---|---|"]
            for name, tally in sorted(parts.items(), key=lambda item: -item[1].expected):
                out.append(
                    f"| {name} | {tally.precision:.1f} | {tally.recall:.1f} | {tally.f1:.1f} | {tally.expected:g} |"
                )
            out.append("")
    return "\n".join(out)


def error_page(task: Task, result: Result) -> str:
    """The worst cases of a task, by category."""
    counts = Counter(case.category for case in result.cases)
    lines = [f"# {task.name}: errors", "", *(f"- {name}: {n}" for name, n in counts.most_common(40)), ""]
    for case in result.worst():
        lines += [
            f"## {case.category}",
            "",
            f"- where: {case.where}",
            f"- expected: {case.expected}",
            f"- read: {case.read}",
            "",
        ]
    return "\n".join(lines)


def main() -> None:
    """Run, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--task", action="append", help="only tasks whose name holds this; the docs stay as they are"
    )
    parser.add_argument("--list", action="store_true", help="name the tasks and the data they need")
    parser.add_argument("--no-docs", action="store_true", help="leave docs/accuracy.md as it is")
    options = parser.parse_args()
    folder, done = corpora(), []
    BUILD.mkdir(parents=True, exist_ok=True)
    for task in tasks():
        if options.list:
            print(f"{task.name}: {', '.join(task.needs)}")
            continue
        if options.task and not any(word.lower() in task.name.lower() for word in options.task):
            continue
        missing = task.missing(folder)
        if missing:
            print(f"{task.name}: not measured, {folder} has no {', '.join(missing)}")
            done.append((task, None, missing))
            continue
        begun = time.perf_counter()
        result = task.run(folder)
        done.append((task, result, []))
        (BUILD / f"{slug(task)}.md").write_text(error_page(task, result), encoding="utf-8")
        print(f"{task.name} ({time.perf_counter() - begun:.0f} s)")
        for row in result.rows:
            print(
                f"    {row.name:42} P {cell(row.precision):>5}  R {cell(row.recall):>5}  {row.score:6.2f}   {row.peer}"
            )
    if options.list:
        return
    kept = {task.name: {row.name: row._asdict() for row in result.rows} for task, result, _ in done if result}
    (BUILD / "results.json").write_text(json.dumps(kept, indent=1), encoding="utf-8")
    if not options.task and not options.no_docs:
        commit = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.strip()
        stamp = f"Version {__version__} ({commit}), {datetime.now(UTC):%d %B %Y}, by `make bench-accuracy`."
        text = TEMPLATE.read_text(encoding="utf-8")
        text = (
            text.replace("<!-- stamp -->", stamp)
            .replace("<!-- table -->", table(done))
            .replace("<!-- breakdowns -->", breakdowns(done))
        )
        (ROOT / "docs" / "accuracy.md").write_text(text, encoding="utf-8")
        print(f"written: docs/accuracy.md; error pages: {BUILD}")


if __name__ == "__main__":
    main()
