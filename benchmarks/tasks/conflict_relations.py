"""re3d relations that a reading has rows for, as pairs of spans.

========================  =====================================================
re3d                      the reading
========================  =====================================================
FightingAgainst           an event's actor and its target
CoLocated                 an event's actor or target, and the place of the event
IsSynonymOf               two mentions of one actor or place in one sentence
CommWith                  a claim's speaker and the addressee
========================  =====================================================

A pair is right when both spans overlap those of a gold relation, in either order where the relation has none.
An actor stands for all of its mentions in the sentence. The other relations of re3d (who belongs to, commands,
likes or stands apart from whom) have no rows in a reading and count as not attempted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, Protocol

import counterclaim
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

FILE = "re3d/re3d.jsonl"
TYPES = ("FightingAgainst", "CoLocated", "IsSynonymOf", "CommWith")


class Bounds(Protocol):
    """What has a start and an end."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Pair(NamedTuple):
    """Two spans, as offsets."""

    a: tuple[int, int]
    b: tuple[int, int]

    def fits(self, other: Pair) -> bool:
        """Whether both spans overlap the other's, in either order."""
        return any(_overlap(self.a, x) and _overlap(self.b, y) for x, y in (other, other[::-1]))


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _near(mentions: Iterable[Bounds], at: Bounds, text: str) -> Iterator[tuple[int, int]]:
    """The mentions in the sentence of a span (as far as full stops tell)."""
    first = max(text.rfind(". ", 0, at.start), text.rfind("\n", 0, at.start))
    ends = [n for n in (text.find(". ", at.end), text.find("\n", at.end)) if n >= 0]
    last = min(ends, default=len(text))
    for mention in mentions:
        if first < mention.start and mention.end <= last + 1:
            yield mention.start, mention.end


def pairs(reading: counterclaim.Reading) -> dict[str, set[Pair]]:
    """The reading's pairs by relation."""
    text = reading.document.text
    actors, places = {a.id: a for a in reading.actors}, {p.id: p for p in reading.places}
    out: dict[str, set[Pair]] = {name: set() for name in TYPES}
    for event in reading.events:
        doer = actors.get(event.actor or "")
        doers = list(_near(doer.mentions, event.trigger, text)) if doer else []
        targets = [(event.target.start, event.target.end)] if event.target else []
        out["FightingAgainst"] |= {Pair(a, b) for a in doers for b in targets}
        where = [
            s for p in event.places if p in places for s in _near(places[p].mentions, event.trigger, text)
        ]
        out["CoLocated"] |= {Pair(a, b) for a in (*doers, *targets) for b in where if not _overlap(a, b)}
    for named in (*reading.actors, *reading.places):
        for one in named.mentions:
            near = sorted(set(_near(named.mentions, one, text)))
            out["IsSynonymOf"] |= {
                Pair(a, b) for a, b in combinations(near, 2) if text[slice(*a)] != text[slice(*b)]
            }
    for claim in reading.claims:
        heard = actors.get(claim.addressee or "")
        if heard and claim.speaker_mention and claim.cue:
            said = claim.speaker_mention
            out["CommWith"] |= {
                Pair((said.start, said.end), b) for b in _near(heard.mentions, claim.cue, text)
            }
    return out


def run(corpora: Path) -> Result:
    """Read each document."""
    reader, result = counterclaim.Reader(), Result()
    wanted, given = ({name: Tally() for name in TYPES} for _ in range(2))
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        found = pairs(reader.read(row["text"], published="2016-01-01"))
        for name in TYPES:
            gold = [
                Pair((r["source"]["start"], r["source"]["end"]), (r["target"]["start"], r["target"]["end"]))
                for r in row["relations"]
                if r["type"] == name and r["confidence"] >= 0.5
            ]
            # Several mentions may answer one relation: precision is over pairs, recall over relations.
            wanted[name].add(sum(any(p.fits(g) for p in found[name]) for g in gold), len(gold), 0)
            given[name].add(sum(any(p.fits(g) for g in gold) for p in found[name]), 0, len(found[name]))
            for g in gold:
                if not any(p.fits(g) for p in found[name]):
                    words = " … ".join(row["text"][slice(*span)] for span in g)
                    result.cases.append(Case(f"{name} missed", row["doc"], words, ""))
            for p in found[name]:
                if not any(p.fits(g) for g in gold):
                    words = " … ".join(row["text"][slice(*span)] for span in p)
                    result.cases.append(Case(f"{name} not in gold", row["doc"], "", words))
    for name in TYPES:
        p, r = given[name].precision, wanted[name].recall
        result.rows.append(Row(name, 2 * p * r / (p + r) if p + r else 0.0, p, r, "none verified"))
    return result


TASK = Task("Relations: re3d", "78 documents", (FILE,), "none verified", run)
