"""MUC-4 tst1 to tst3: victims' numbers and fate, incident types, dates, places and perpetrators.

Texts in capitals are given ordinary case first (`truecase`). Slots are compared as bags of a message's fills
(`scoring.templates`): not the official score over aligned templates, so peers' figures orient only. Numbers
count rows of figures (killed, wounded) and persons named as such; one person told of without a number
("a peasant was killed") counts as one where the reading has a row for it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import counterclaim
from benchmarks.scoring.templates import Amount, bag, bounds, same_bounds
from benchmarks.tasks.base import Case, Result, Row, Tally, Task
from benchmarks.tasks.truecase import Caser

SETS = ("tst1", "tst2", "tst3")
# Texts of ordinary case, for counting how words are written.
CASED = ("polnear/train.jsonl", "geo/lgl.jsonl", "geo/trnews.jsonl", "fakes_syria/fakes_syria.jsonl")
_EFFECTS = {"killed": "DEATH", "wounded": "INJURY"}
_TYPES = {
    "bombing": "BOMBING", "abduction": "KIDNAPPING", "looting": "ARSON", "air_strike": "BOMBING",
    "armed_clash": "ATTACK", "shooting": "ATTACK", "other": "ATTACK", "shelling": "ATTACK",
    "rocket_attack": "ATTACK", "missile_strike": "ATTACK",
}  # fmt: skip
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (?:19)?(\d\d)\b")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d\d)")
_PEERS = {
    "victims' number": "GE R 66 / P 56", "victims' number and fate": "GE fate R 62 / P 52",
    "incident type": "UMASS R 71 / P 81", "incident date": "GE R 61 / P 57",
    "incident place (any part)": "GE R 63 / P 59", "perpetrator": "GE R 46 / P 53",
}  # fmt: skip


def iso(day: str, month: str, year: str) -> str | None:
    """An ISO date of "4", "FEB", "90"."""
    return f"19{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}" if month in _MONTHS else None


def published(text: str) -> str | None:
    """The date of the dateline."""
    match = _DATELINE.search(text[:400])
    return iso(*match.groups()) if match else None


class Message:
    """What the reading of one message fills into the slots."""

    def __init__(self, reading: counterclaim.Reading) -> None:
        self.reading = reading
        actors = {a.id: a for a in reading.actors}
        places = {p.id: p for p in reading.places}
        times = {t.id: t for t in reading.times}
        happened = [
            e
            for e in reading.events
            if e.status in ("occurred", "ongoing", "planned", "denied") and e.type in _TYPES
        ]
        self.types = sorted({_TYPES[e.type] for e in happened})
        self.doers = sorted({actors[e.actor].name for e in happened if e.actor in actors})
        self.dates = sorted(
            {(times[e.time].start or "", times[e.time].end or "") for e in happened if e.time in times}
            - {("", "")}
        )
        self.places = sorted(
            {places[p].name for e in happened for p in e.places if p in places and places[p].literal}
        )
        self.amounts = sorted({Amount(*a) for a in self._amounts()}, key=str)

    def _amounts(self) -> Iterable[tuple[float | None, float | None, str]]:
        seen = set()
        for figure in self.reading.figures:
            if figure.measure in _EFFECTS and figure.value != 0:
                about = figure.qualifier == "about"  # the key writes "~6" as 6 to 6
                low, high = (figure.value, figure.value) if about else (figure.low, figure.high)
                yield low, high, _EFFECTS[figure.measure]
        for person in self.reading.persons:
            key = (person.actor or person.mention.text, person.status)
            if person.status in _EFFECTS and person.figure is None and key not in seen:
                seen.add(key)
                yield 1, 1, _EFFECTS[person.status]


def victims(templates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold numbers of the dead and injured, each alternative with its effect; others are left out.

    A number is tied to its effect by the victim's string; one fill a number and effect of a message.
    """
    out: dict[str, dict[str, Any]] = {}
    for template in templates:
        effects: dict[str, str] = {}
        for fill in template["slots"]["HUM TGT: EFFECT OF INCIDENT"]:
            for alt in fill["alts"]:
                effects.setdefault(alt["string"] or "", alt["set"] or "")
        for fill in template["slots"]["HUM TGT: NUMBER"]:
            alts = [
                {"num": alt["num"], "effect": effects.get(alt["string"] or "", "")}
                for alt in fill["alts"]
                if alt.get("num") and effects.get(alt["string"] or "") in ("DEATH", "INJURY")
            ]
            if alts:
                key = f"{[alts[0]['num'], alts[0]['effect'], fill['alts'][0]['string']]}"
                optional = fill["optional"] or template["optional"]
                out.setdefault(key, {"optional": optional, "alts": alts, "string": fill["alts"][0]["string"]})
    return list(out.values())


def _slot(templates: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    """The distinct fills of a slot over a message's templates."""
    out: dict[str, dict[str, Any]] = {}
    for template in templates:
        for fill in template["slots"][name]:
            key = str(sorted(str(a["set"] or a["string"]) for a in fill["alts"]))
            optional = fill["optional"] or template["optional"]
            if key not in out or not optional:
                out[key] = {"optional": optional, "alts": fill["alts"]}
    return list(out.values())


def _same_type(alt: dict[str, Any], found: str) -> bool:
    return bool(alt["set"]) and found in str(alt["set"]).replace("FORCED WORK STOPPAGE", "")


def _same_date(alt: dict[str, Any], found: tuple[str, str]) -> bool:
    days = [d for d in (iso(*m.groups()) for m in _DAY.finditer(alt["set"] or "")) if d]
    if not days:
        return False
    return days[0] <= found[1] and found[0] <= days[-1] if "-" in alt["set"] else found == (days[0], days[0])


def _same_place(alt: dict[str, Any], found: str) -> bool:
    parts = re.split(r"[:\-()]", (alt["set"] or "").upper())
    return any(part.strip() == found.upper() for part in parts if part.strip())


def _same_doer(alt: dict[str, Any], found: str) -> bool:
    wanted = set(re.findall(r"\w{3,}", (alt["string"] or "").upper()))
    return bool(wanted & set(re.findall(r"\w{3,}", found.upper())))


def run(corpora: Path) -> Result:
    """Read the messages of the three test sets."""
    reader, result = counterclaim.Reader(), Result()
    cased = (
        line for name in CASED for line in (corpora / name).read_text(encoding="utf-8").strip().split("\n")
    )
    caser = Caser(json.loads(line)["text"] for line in cased)
    tallies: dict[str, Tally] = {name: Tally() for name in _PEERS}
    by_set: dict[str, Tally] = {}
    for part in SETS:
        keys: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in (
            (corpora / f"muc4/{part}.templates.jsonl").read_text(encoding="utf-8").strip().split("\n")
        ):
            template = json.loads(line)
            if template["template"] is not None:
                keys[template["message"]].append(template)
        for line in (corpora / f"muc4/{part}.messages.jsonl").read_text(encoding="utf-8").strip().split("\n"):
            row = json.loads(line)
            if row["id"] not in keys:
                continue  # without an incident of the task's kind: nobody says what it should give
            text = caser.truecase(re.sub(r"(?<!\n)\n(?!\s*\n)\s*", " ", row["text"][row["body_start"] :]))
            message = Message(reader.read(text, published=published(row["text"])))
            _compare(keys[row["id"]], message, tallies, by_set.setdefault(part, Tally()), result, row["id"])
    result.rows = [Row.of(name, tally, _PEERS[name]) for name, tally in tallies.items()]
    result.breakdowns["set (victims' number and fate)"] = by_set
    return result


def _compare(
    gold: list[dict[str, Any]],
    message: Message,
    tallies: dict[str, Tally],
    part: Tally,
    result: Result,
    name: str,
) -> None:
    people = victims(gold)
    doers = _slot(gold, "PERP: INDIVIDUAL ID") + _slot(gold, "PERP: ORGANIZATION ID")

    def number(alt: dict[str, Any], found: Amount) -> bool:
        known = bounds(alt)
        return known is not None and same_bounds(known, found.low, found.high)

    def fate(alt: dict[str, Any], found: Amount) -> bool:
        return number(alt, found) and alt["effect"] == found.effect

    for slot, wanted, found, fits in (
        ("victims' number", people, message.amounts, number),
        ("victims' number and fate", people, message.amounts, fate),
        ("incident type", _slot(gold, "INCIDENT: TYPE"), message.types, _same_type),
        ("incident date", _slot(gold, "INCIDENT: DATE"), message.dates, _same_date),
        ("incident place (any part)", _slot(gold, "INCIDENT: LOCATION"), message.places, _same_place),
        ("perpetrator", doers, message.doers, _same_doer),
    ):
        tally, missed, extra = bag(wanted, found, fits)
        tallies[slot].add(tally.right, tally.expected, tally.predicted)
        if slot == "victims' number and fate":
            part.add(tally.right, tally.expected, tally.predicted)
        if slot != "victims' number":
            result.cases += [
                Case(f"{slot}: missed", name, str(wanted[i]["alts"][:2]), str(found)[:200]) for i in missed
            ]
            result.cases += [Case(f"{slot}: invented", name, "", str(found[j])) for j in extra]


TASK = Task(
    "Incidents: MUC-4", "tst1 to tst3, messages with an incident; own comparison, not the official one",
    (*(f"muc4/{part}.{kind}.jsonl" for part in SETS for kind in ("messages", "templates")), *CASED),
    "MUC-4 official scores on TST3", run,
)  # fmt: skip
