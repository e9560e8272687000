"""PETRARCH2's unit records: who does something to whom, as a stress test of syntax.

A reading has no CAMEO codes and no rows for what only diplomats do ("restored ties"), so the exact set of
codings is out of reach by design; what is compared is the pair of source and target, by the country part of
the records' codes (first three letters), which their own actor dictionary gives to the words of a row. Rows
are events with an actor and a target, and claims with an addressee.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import counterclaim
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

FILE = "petrarch2_unit/petrarch2_unit.jsonl"
ACTORS = "petrarch2_unit/dictionaries/PETR.Validate.actors.txt"
_LINE = re.compile(r"^(\+?)([A-Z][A-Z_\-. ']*[A-Z])_?\s*(?:\[([A-Z]{3})[A-Z]*)?")


def countries(lines: Iterator[str]) -> list[tuple[str, str]]:
    """The dictionary's names, upper case, with three letters each; the longest first."""
    found, code = [], ""
    for line in lines:
        if match := _LINE.match(line):
            code = match[3] or (code if match[1] else "")
            if code:
                found.append((match[2].replace("_", " ").strip(), code))
    return sorted(found, key=lambda pair: -len(pair[0]))


def country(words: str, names: list[tuple[str, str]]) -> str | None:
    """The code of the name that begins a word of these words; None where none does."""
    upper = words.upper()
    return next((code for name, code in names if re.search(rf"\b{re.escape(name)}", upper)), None)


def dyads(reading: counterclaim.Reading, names: list[tuple[str, str]]) -> set[tuple[str, str]]:
    """The reading's pairs of source and target."""
    actors = {a.id: " ".join((a.name, *(m.text for m in a.mentions))) for a in reading.actors}
    pairs = [(actors.get(e.actor or ""), e.target.text if e.target else None) for e in reading.events]
    pairs += [(actors.get(c.speaker or ""), actors.get(c.addressee or "")) for c in reading.claims]
    coded = {(country(a, names), country(b, names)) for a, b in pairs if a and b}
    return {(a, b) for a, b in coded if a and b and a != b}


def run(corpora: Path) -> Result:
    """Read each sentence."""
    names = countries(iter((corpora / ACTORS).read_text(encoding="utf-8").split("\n")))
    reader, result = counterclaim.Reader(), Result()
    whole, exact, sentences = Tally(), 0, 0
    by_category: dict[str, Tally] = {}
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        if any("error" in e for e in row["events"]):
            continue  # records of how that program fails
        gold = {
            (e["sourcecode"][:3], e["targetcode"][:3])
            for e in row["events"]
            if e.get("sourcecode", "-").isalpha() and e.get("targetcode", "-").isalpha()
        }
        gold = {(a, b) for a, b in gold if a != b}
        day = row["date"]
        found = dyads(reader.read(row["text"], published=f"{day[:4]}-{day[4:6]}-{day[6:]}"), names)
        sentences, exact = sentences + 1, exact + (found == gold)
        for tally in (whole, by_category.setdefault(row["category"], Tally())):
            tally.add(len(found & gold), len(gold), len(found))
        if found != gold:
            kind = "invented" if found - gold else "missed"
            result.cases.append(Case(kind, row["text"], str(sorted(gold)), str(sorted(found))))
    result.rows = [
        Row.of("who to whom", whole, "none known"),
        Row("sentences with exactly the expected pairs", 100 * exact / max(1, sentences)),
    ]
    result.breakdowns["category"] = by_category
    return result


TASK = Task("Who to whom: PETRARCH2 unit records", "284 sentences", (FILE, ACTORS), "none known", run)
