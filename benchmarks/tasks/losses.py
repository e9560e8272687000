"""Daily loss reports written out as text and read back: nothing lost, nothing invented, each side alike.

The figures are the Ukrainian General Staff's daily claims (``ua_losses``, MIT), the sentences our own. Each
report is written twice, the second time with the sides changed round: the reader must not care who speaks.
"""

from __future__ import annotations

import json
from pathlib import Path

import counterclaim
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

EQUIPMENT, PERSONNEL = "ua_losses/russia_losses_equipment.json", "ua_losses/russia_losses_personnel.json"
EVERY = 25  # days between the reports read
NAMES = {
    "tank": "tanks", "APC": "armoured personnel carriers", "field artillery": "artillery systems",
    "MRL": "multiple rocket launchers", "aircraft": "aircraft", "helicopter": "helicopters",
    "drone": "drones", "cruise missiles": "cruise missiles", "naval ship": "ships",
}  # fmt: skip
_SIDES = (("Ukraine", "Russia", "Russian"), ("Russia", "Ukraine", "Ukrainian"))


def report(day: str, personnel: int, counts: dict[str, int], speaker: str, loser: str, adjective: str) -> str:
    """One daily report as prose."""
    things = [f"{number:,} {NAMES[kind]}" for kind, number in counts.items()]
    listed = ", ".join(things[:-1]) + f" and {things[-1]}"
    return (
        f"{speaker}'s General Staff said in its daily report that {loser} had lost about {personnel:,} soldiers "
        f"since 24 February 2022.\n\n{adjective} forces also lost {listed}, the General Staff said.\n"
    )


def run(corpora: Path) -> Result:
    """Write, read, compare."""
    reader, result = counterclaim.Reader(), Result()
    equipment = json.loads((corpora / EQUIPMENT).read_text(encoding="utf-8"))
    soldiers = {row["date"]: row for row in json.loads((corpora / PERSONNEL).read_text(encoding="utf-8"))}
    number, bounds, kinds, sides = Tally(), Tally(), Tally(), Tally()
    by_side: dict[str, Tally] = {}
    for row in sorted(equipment, key=lambda r: str(r["date"]))[::EVERY]:
        counts = {k: int(row[k]) for k in NAMES if row.get(k) and int(row[k]) > 1}
        if row["date"] not in soldiers or len(counts) < 2:
            continue
        personnel = int(soldiers[row["date"]]["personnel"])
        for speaker, loser, adjective in _SIDES:
            text = report(row["date"], personnel, counts, speaker, loser, adjective)
            figures = list(reader.read(text, published=row["date"]).figures)
            wanted = [(personnel, "about"), *((n, "exactly") for n in counts.values())]
            left = list(figures)
            tally = by_side.setdefault(f"losses of {loser}", Tally())
            tally.add(0, len(wanted), len(figures))
            number.add(0, len(wanted), len(figures))
            bounds.add(0, len(wanted), len(figures))
            kinds.add(0, len(wanted), len(figures))
            sides.add(0, len(wanted), len(figures))
            for value, qualifier in wanted:
                figure = next((f for f in left if f.value == value), None)
                if figure is None:
                    result.cases.append(Case("missed", text, f"{qualifier} {value}", ""))
                    continue
                left.remove(figure)
                number.right += 1
                tally.right += figure.affected.side == loser
                bounds.right += figure.qualifier == qualifier
                kinds.right += figure.measure in ("casualties", "destroyed")
                if figure.measure not in ("casualties", "destroyed"):
                    result.cases.append(Case("measure", figure.span.text, "destroyed", figure.measure))
                sides.right += figure.affected.side == loser
                if figure.affected.side != loser:
                    result.cases.append(Case("side", figure.span.text, loser, str(figure.affected.side)))
            result.cases += [Case("invented", text, "", f.span.text) for f in left]
    result.rows = [
        Row.of("figure", number, "no peer"), Row.of("figure and qualifier", bounds),
        Row.of("figure and measure", kinds), Row.of("figure and whose losses", sides),
    ]  # fmt: skip
    result.breakdowns["figure and whose losses, by side"] = by_side
    return result


TASK = Task(
    "Loss reports written out",
    f"every {EVERY}th day of ua_losses, both sides",
    (EQUIPMENT, PERSONNEL),
    "own task",
    run,
)
