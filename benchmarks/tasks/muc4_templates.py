"""MUC-4 on tst3, whole templates: every slot of every incident, missed and invented templates included.

One incident is made of the events of a message that have one type, and no places or days that differ. Clashes
between armed parties are no incidents in MUC-4 and are left out. See `scoring.aligned_templates` for how near
this comes to the official score.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import counterclaim
from benchmarks.scoring.aligned_templates import Aligned, Amount, Days, Place, Template
from benchmarks.tasks.base import Case, Result, Row, Task
from benchmarks.tasks.muc4 import CASED, published
from benchmarks.tasks.truecase import Caser
from counterclaim.lexicon.regions import countries
from counterclaim.model.rows import Actor, Claim, Event, Figure
from counterclaim.reading.languages.en.events.words import people_words

SET = "tst3"
SLOTS = (
    "INCIDENT: DATE", "INCIDENT: LOCATION", "INCIDENT: TYPE", "INCIDENT: STAGE OF EXECUTION",
    "INCIDENT: INSTRUMENT ID", "INCIDENT: INSTRUMENT TYPE", "PERP: INCIDENT CATEGORY", "PERP: INDIVIDUAL ID",
    "PERP: ORGANIZATION ID", "PERP: ORGANIZATION CONFIDENCE", "PHYS TGT: ID", "PHYS TGT: TYPE",
    "PHYS TGT: NUMBER", "PHYS TGT: FOREIGN NATION", "PHYS TGT: EFFECT OF INCIDENT", "PHYS TGT: TOTAL NUMBER",
    "HUM TGT: NAME", "HUM TGT: DESCRIPTION", "HUM TGT: TYPE", "HUM TGT: NUMBER", "HUM TGT: FOREIGN NATION",
    "HUM TGT: EFFECT OF INCIDENT", "HUM TGT: TOTAL NUMBER",
)  # fmt: skip
_TYPES = {
    "bombing": "BOMBING", "abduction": "KIDNAPPING", "looting": "ROBBERY", "air_strike": "ATTACK",
    "shooting": "ATTACK", "other": "ATTACK", "shelling": "ATTACK", "rocket_attack": "ATTACK",
    "missile_strike": "ATTACK",
}  # fmt: skip
_STAGES = {"occurred": "ACCOMPLISHED", "ongoing": "ACCOMPLISHED", "planned": "THREATENED"}
_WEAPONS = {
    "ied": "BOMB", "car_bomb": "VEHICLE BOMB", "suicide_bomb": "BOMB", "grenade": "GRENADE", "mine": "MINE",
    "mortar": "MORTAR", "small_arms": "GUN", "rocket": "ROCKET", "aerial_bomb": "AERIAL BOMB",
}  # fmt: skip
_EFFECTS = {"killed": "DEATH", "wounded": "INJURY"}
_STATE = ("armed_force", "government", "country")
_PEERS = {
    "INCIDENT: DATE": "GE 61 / 57", "INCIDENT: LOCATION": "GE 63 / 59", "INCIDENT: TYPE": "UMASS 71 / 81",
    "PERP: INDIVIDUAL ID": "GE 46 / 53", "PERP: ORGANIZATION ID": "GE 44 / 53",
    "PERP: ORGANIZATION CONFIDENCE": "GE-CMU 29 / 40", "PHYS TGT: ID": "GE 47 / 42",
    "HUM TGT: NAME": "GE 55 / 75", "HUM TGT: DESCRIPTION": "GE 65 / 52", "HUM TGT: NUMBER": "GE 66 / 56",
    "HUM TGT: EFFECT OF INCIDENT": "GE 62 / 52",
}  # fmt: skip


@dataclass(slots=True)
class Incident:
    """Events told of as one."""

    kind: str
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


class Message:
    """The templates of one reading."""

    def __init__(self, reading: counterclaim.Reading) -> None:
        self.reading = reading
        self.actors = {a.id: a for a in reading.actors}
        self.places = {p.id: p for p in reading.places}
        self.times = {t.id: t for t in reading.times}
        self.claims = {c.id: c for c in reading.claims}
        self.incidents: list[Incident] = []
        for event in reading.events:
            if event.type in _TYPES and event.status in _STAGES:
                self._incident(event).events.append(event)
        for figure in reading.figures:
            if figure.measure in _EFFECTS and figure.value != 0:
                self._place_figure(figure)

    def _incident(self, event: Event) -> Incident:
        kind = _TYPES[event.type]
        for incident in self.incidents:
            if incident.kind == kind and all(self._agree(event, other) for other in incident.events):
                return incident
        self.incidents.append(Incident(kind))
        return self.incidents[-1]

    def _agree(self, a: Event, b: Event) -> bool:
        if a.places and b.places and not set(a.places) & set(b.places):
            return False
        one, other = self._days(a), self._days(b)
        return one is None or other is None or (one.start <= other.end and other.start <= one.end)

    def _days(self, event: Event) -> Days | None:
        time = self.times.get(event.time or "")
        return Days(time.start, time.end or time.start) if time and time.start else None

    def _place_figure(self, figure: Figure) -> None:
        """The figure's own incident, else the last one begun before it."""
        own = [i for i in self.incidents if any(e.id == figure.event for e in i.events)]
        before = [i for i in self.incidents if i.events[0].trigger.start <= figure.span.start]
        for incident in own[:1] or before[-1:]:
            incident.figures.append(figure)

    def templates(self) -> list[Template]:
        """What is answered."""
        return [self._template(incident) for incident in self.incidents]

    def _template(self, incident: Incident) -> Template:
        events, out, known = incident.events, defaultdict[str, list[Any]](list), countries()
        out["INCIDENT: TYPE"] = [incident.kind]
        out["INCIDENT: STAGE OF EXECUTION"] = [_STAGES[events[0].status]]
        out["INCIDENT: DATE"] = [d for e in events if (d := self._days(e))][:1]
        out["INCIDENT: LOCATION"] = [
            Place(p.name, known[p.country].name)
            for e in events for i in e.places if (p := self.places.get(i)) and p.country in known
        ][:1]  # fmt: skip
        weapons = dict.fromkeys(_WEAPONS[e.weapon] for e in events if e.weapon in _WEAPONS)
        out["INCIDENT: INSTRUMENT TYPE"] = list(weapons)
        self._doers(events, out)
        self._victims(incident, out)
        return out

    def _doers(self, events: list[Event], out: dict[str, list[Any]]) -> None:
        for event in events:
            actor = self.actors.get(event.actor or "")
            if actor is None:
                continue
            named = any(word[:1].isupper() for word in actor.name.split()[1:]) or actor.name.isupper()
            slot = "PERP: ORGANIZATION ID" if named and actor.kind != "person" else "PERP: INDIVIDUAL ID"
            if actor.name not in out[slot]:
                out[slot].append(actor.name)
                if slot == "PERP: ORGANIZATION ID":
                    out["PERP: ORGANIZATION CONFIDENCE"].append(self._confidence(event, actor))
            category = "STATE-SPONSORED VIOLENCE" if actor.kind in _STATE else "TERRORIST ACT"
            out["PERP: INCIDENT CATEGORY"] = out["PERP: INCIDENT CATEGORY"] or [category]

    def _confidence(self, event: Event, doer: Actor) -> str:
        """Who says that the doer did it, in the key's words."""
        claim: Claim | None = self.claims.get(event.claim)
        speaker = self.actors.get(claim.speaker or "") if claim else None
        if speaker is None or claim is None:
            return "REPORTED AS FACT"
        if speaker.id == doer.id or (speaker.side and speaker.side == doer.side):
            return "CLAIMED OR ADMITTED"
        if claim.stance in ("denies", "doubts", "disputes"):
            return "POSSIBLE"
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if speaker.kind in _STATE else "SUSPECTED OR ACCUSED"

    def _victims(self, incident: Incident, out: dict[str, list[Any]]) -> None:
        claims = {e.claim for e in incident.events}
        for figure in incident.figures:
            low, high = (
                (figure.value, figure.value) if figure.qualifier == "about" else (figure.low, figure.high)
            )
            out["HUM TGT: NUMBER"].append(Amount(low, high))
            out["HUM TGT: EFFECT OF INCIDENT"].append(_EFFECTS[figure.measure])
            out["HUM TGT: DESCRIPTION"].append(figure.span.text)
            military = figure.affected.population == "military"
            out["HUM TGT: TYPE"].append("ACTIVE MILITARY" if military else "CIVILIAN")
        for person in self.reading.persons:
            if person.claim in claims and person.figure is None and person.status in _EFFECTS:
                out["HUM TGT: NAME"].append(person.mention.text)
                out["HUM TGT: NUMBER"].append(Amount(1, 1))
                out["HUM TGT: EFFECT OF INCIDENT"].append(_EFFECTS[person.status])
                out["HUM TGT: TYPE"].append("CIVILIAN")
        for event in incident.events:
            self._target(event, out)

    def _target(self, event: Event, out: dict[str, list[Any]]) -> None:
        """What was hit: things by their words, people where no figure tells of them."""
        if event.target is None:
            return
        words = event.target.text.lower().split()
        people = any(w in people_words() or w.removesuffix("s") in people_words() for w in words)
        if not people:
            if event.target.text not in out["PHYS TGT: ID"]:
                out["PHYS TGT: ID"].append(event.target.text)
        elif not out["HUM TGT: DESCRIPTION"]:
            out["HUM TGT: DESCRIPTION"].append(event.target.text)


def run(corpora: Path, *, part: str = SET, most: int | None = None) -> Result:
    """Read all messages of a part (or the first few), those without an incident too."""
    reader, result = counterclaim.Reader(), Result()
    texts = (line for name in CASED for line in (corpora / name).read_text("utf-8").strip().split("\n"))
    caser = Caser(json.loads(line)["text"] for line in texts)
    keys: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (corpora / f"muc4/{part}.templates.jsonl").read_text("utf-8").strip().split("\n"):
        template = json.loads(line)
        if template["template"] is not None:
            keys[template["message"]].append(template)
    scores = Aligned(SLOTS)
    for line in (corpora / f"muc4/{part}.messages.jsonl").read_text("utf-8").strip().split("\n")[:most]:
        row = json.loads(line)
        text = caser.truecase(re.sub(r"(?<!\n)\n(?!\s*\n)\s*", " ", row["text"][row["body_start"] :]))
        found = Message(reader.read(text, published=published(row["text"]))).templates()
        scores.add(keys[row["id"]], found)
        if len(found) > len(keys[row["id"]]):
            kinds = str([t["INCIDENT: TYPE"] for t in found])
            result.cases.append(Case("too many templates", row["id"], str(len(keys[row["id"]])), kinds))
    total = scores.all_slots
    result.rows = [
        Row("all slots of all templates", total.f1, total.precision, total.recall, "GE 55.9, UMASS 51.5")
    ]
    for slot, peer in _PEERS.items():
        score = scores.by_slot[slot]
        result.rows.append(Row(slot.lower(), score.f1, score.precision, score.recall, f"{peer} (R / P)"))
    return result


TASK = Task(
    "Incident templates: MUC-4", "tst3, all 100 messages; aligned as in the official score, judged by fixed rules",
    (*(f"muc4/{SET}.{kind}.jsonl" for kind in ("messages", "templates")), *CASED), "MUC-4 official scores on TST3", run,
)  # fmt: skip
