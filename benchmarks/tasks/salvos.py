"""Missile and drone salvos written out as text and read back: launched, intercepted, lost, and by whom.

The figures are those of ``missile_attacks`` (the Ukrainian Air Force's reports, night by night), the sentences
our own. Each night is written twice, the second time with the sides changed round, in one of three manners of
speaking. A figure is right when the value stands under its measure; a part is right when it is tied to the
number launched that it is part of.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import counterclaim
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

FILE = "missile_attacks/missile_attacks_daily.csv"
EVERY = 9  # nights between those read
NAMES = {
    "Shahed-136/131": "attack drones", "Iskander-M": "ballistic missiles", "X-101/X-555": "cruise missiles",
    "Kalibr": "naval cruise missiles", "X-47 Kinzhal": "aeroballistic missiles", "Lancet": "loitering munitions",
    "Orlan-10": "reconnaissance drones", "C-300": "anti-aircraft missiles",
}  # fmt: skip
_SIDES = (("Ukraine", "Russia"), ("Russia", "Ukraine"))


class Salvo(NamedTuple):
    """What was fired of one weapon in a night, and what became of it."""

    weapon: str
    launched: int
    intercepted: int
    lost: int


def nights(path: Path) -> list[tuple[str, list[Salvo]]]:
    """The nights with their salvos, as date and figures; rows that are incomplete or of one weapon are out."""
    found: dict[str, list[Salvo]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["model"] not in NAMES or not row["launched"] or not row["destroyed"]:
                continue
            lost = int(float(row["not_reach_goal"] or 0))
            one = Salvo(NAMES[row["model"]], int(float(row["launched"])), int(float(row["destroyed"])), lost)
            if one.launched > 1 and one.intercepted > 1 and one.intercepted + lost <= one.launched:
                found[row["time_end"][:10]].append(one)
    return sorted((day, salvos) for day, salvos in found.items() if len({s.weapon for s in salvos}) > 1)


def report(manner: int, salvos: list[Salvo], speaker: str, attacker: str) -> str:
    """One night as prose."""
    lines = []
    for salvo in salvos:
        fired, shot, lost = (f"{n:,}" for n in (salvo.launched, salvo.intercepted, salvo.lost))
        line = (
            f"{attacker} launched {fired} {salvo.weapon} overnight, of which {shot} were shot down, "
            f"{speaker}'s air force said.",
            f"{speaker}'s air force said that it had intercepted {shot} of {fired} {salvo.weapon} "
            f"launched by {attacker} overnight.",
            f'"The enemy fired {fired} {salvo.weapon} at us during the night. {shot} of them were destroyed," '
            f"{speaker}'s air force said.",
        )[manner]
        if salvo.lost > 1:
            line += f" Another {lost} were lost without reaching their targets, it added."
        lines.append(line)
    return "\n\n".join(lines) + "\n"


def run(corpora: Path) -> Result:
    """Write, read, compare."""
    reader, result = counterclaim.Reader(), Result()
    each = {name: Tally() for name in ("launched", "intercepted")}
    value, parts, sides = Tally(), Tally(), dict[str, Tally]()
    for number, (day, salvos) in enumerate(nights(corpora / FILE)[::EVERY]):
        for speaker, attacker in _SIDES:
            text = report(number % 3, salvos, speaker, attacker)
            figures = list(reader.read(text, published=day).figures)
            by_id = {f.id: f for f in figures}
            wanted = [("launched", s.launched, s) for s in salvos]
            wanted += [("intercepted", s.intercepted, s) for s in salvos]
            lost = [s.lost for s in salvos if s.lost > 1]
            tally = sides.setdefault(f"fired by {attacker}", Tally())
            for one in (value, tally):
                one.add(0, len(wanted) + len(lost), len(figures))
            for name, kind in each.items():
                kind.add(0, len(salvos), sum(f.measure == name for f in figures))
            left = list(figures)
            for measure, count, salvo in wanted:
                fits = [f for f in left if f.value == count]
                figure = next((f for f in fits if f.measure == measure), fits[0] if fits else None)
                if figure is None:
                    result.cases.append(Case(f"{measure}: missed", text, str(count), ""))
                    continue
                left.remove(figure)
                value.right += 1
                tally.right += 1
                if figure.measure != measure:
                    result.cases.append(Case("measure", text, f"{measure} {count}", figure.measure))
                    continue
                each[measure].right += 1
                if measure == "intercepted":
                    whole = by_id.get(figure.part_of or "")
                    right = whole is not None and whole.value == salvo.launched
                    parts.add(right, 1, whole is not None)
                    if not right:
                        result.cases.append(Case("part of", text, str(salvo.launched), str(whole)))
            for count in lost:
                figure = next((f for f in left if f.value == count), None)
                if figure is not None:
                    left.remove(figure)
                    value.right += 1
                    tally.right += 1
            result.cases += [Case("invented", text, "", f"{f.span.text}: {f.measure}") for f in left]
    result.rows = [
        Row.of("figure", value, "no peer"), Row.of("launched", each["launched"]),
        Row.of("intercepted", each["intercepted"]), Row.of("part of what was launched", parts),
    ]  # fmt: skip
    result.breakdowns["figure, by side"] = sides
    return result


TASK = Task(
    "Salvos written out", f"every {EVERY}th night of missile_attacks, both sides", (FILE,), "own task", run
)
