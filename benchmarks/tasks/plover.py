"""PLOVER gold records: the type of an event and who does it, from claims, stances and events of the reading.

The reading has no PLOVER category of its own for what diplomats do; a stance stands for it (who demands makes
a DEMAND), an event's category comes from the lexicon. The first row in text order answers for the sentence.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import counterclaim
from benchmarks.tasks.base import Case, Result, Row, Tally, Task
from counterclaim.lexicon.events import events

FILE = "plover/plover_gsr.jsonl"
_STANCES = {
    "demands": "DEMAND", "denies": "DISAPPROVE", "disputes": "DISAPPROVE", "accuses": "DISAPPROVE",
    "warns": "THREATEN", "promises": "AGREE", "declines": "REJECT", "asks": "DEMAND", "doubts": "DISAPPROVE",
}  # fmt: skip
_FORMER = {"ASSAULT": ("ASSAULT", "FIGHT"), "RETREAT": ("YIELD", "RETREAT"), "COERCE": ("COERCE", "SEIZE")}


def answer(reading: counterclaim.Reading) -> tuple[tuple[str, ...], str]:
    """The categories that the sentence may count as (later names and those of 2016), and the doer's name."""
    actors = {a.id: a.name for a in reading.actors}
    kinds = events().types
    options: list[tuple[int, tuple[str, ...], str]] = []
    for event in reading.events:
        code = getattr(kinds.get(event.type), "plover_event", None)
        if code and event.status != "denied":
            options.append(
                (event.trigger.start, _FORMER.get(code, (code,)), actors.get(event.actor or "", ""))
            )
    for claim in reading.claims:
        if claim.stance in _STANCES and claim.cue is not None:
            options.append((claim.cue.start, (_STANCES[claim.stance],), actors.get(claim.speaker or "", "")))
    if not options:
        return (), ""
    _, codes, name = min(options)
    return codes, name


def _same_actor(gold: dict[str, Any], name: str) -> bool:
    names = [str(a.get("actorText", "")) for a in gold.get("source") or () if isinstance(a, dict)]
    words = {w for n in names for w in n.lower().split()}
    return bool(words & set(name.lower().replace("'s", "").split()))


def run(corpora: Path) -> Result:
    """Read each sentence."""
    reader, result = counterclaim.Reader(), Result()
    types, who, each = Tally(), Tally(), dict[str, Tally]()
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        codes, name = answer(reader.read(row["text"]))
        right = row["event"] in codes
        types.add(right, 1, bool(codes))
        who.add(right and _same_actor(row, name), 1, bool(codes))
        each.setdefault(row["event"], Tally()).add(right, 1, 0)
        for code in codes[:1]:
            each.setdefault(row["event"] if right else code, Tally()).predicted += 1
        if not right:
            result.cases.append(
                Case(f"{row['event']} read as {codes or 'nothing'}", row["text"], row["event"], str(codes))
            )
    result.rows = [Row.of("type", types, "none known"), Row.of("type and doer", who, "none known")]
    result.breakdowns["type"] = each
    return result


TASK = Task("Political events: PLOVER", "322 sentences of the CAMEO manual", (FILE,), "none known", run)
