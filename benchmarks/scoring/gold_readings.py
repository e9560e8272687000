"""Readings as a perfect reader would give them, made from a dossier's gold.

Claims, figures and events are the gold's. What the gold does not label is taken from the reader where its
rows stand on the same words: who an actor is (gold gives beginnings of names), places' coordinates, the event
that a figure belongs to, and relations within the document (when both their ends are gold claims).
"""

from __future__ import annotations

import re
from typing import Any

from benchmarks.scoring.links import _listed, fold
from counterclaim.lexicon.parties import party, state_of_demonym
from counterclaim.model.reading import Reading
from counterclaim.model.rows import (
    Actor,
    Affected,
    Certainty,
    Claim,
    Cue,
    Event,
    Figure,
    Moment,
    Place,
    Relation,
    Window,
)
from counterclaim.model.span import Span

_CERTAIN = Certainty("certain", None)


class _Finder:
    """Finds folded gold wordings in the raw text."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        out, back, space = [], [], True
        for i, character in enumerate(raw):
            if character.isspace():
                if not space:
                    out.append(" ")
                    back.append(i)
                space = True
                continue
            lowered = fold(character) or character
            out.append(lowered if len(lowered) == 1 else character)
            back.append(i)
            space = False
        self.folded, self.back = "".join(out), back
        head = re.search(r"\S.*", raw)
        self.head = head.end() if head else 0

    def spans(self, words: str) -> list[Span]:
        needle, at, found = fold(words), 0, []
        while needle and (at := self.folded.find(needle, at)) >= 0:
            start, end = self.back[at], self.back[at + len(needle) - 1] + 1
            found.append(Span(start, end, self.raw[start:end]))
            at += 1
        return found

    def span(self, words: str) -> Span | None:
        found = self.spans(words)
        body = [s for s in found if s.start >= self.head]
        return (body or found or [None])[0]


def _begins(alternative: str, names: list[str]) -> bool:
    pattern = re.compile(r"(?<!\w)" + re.escape(fold(alternative)))
    return any(pattern.search(fold(n)) for n in names)


def _party(name: str) -> str | None:
    """The lexicon's name of a side: "somali" is Somalia."""
    known = party(name) or party(name.title()) or party(name.upper())
    return (known.side if known is not None else None) or state_of_demonym(name)


class _Maker:
    def __init__(self, entry: dict[str, Any], reading: Reading) -> None:
        self.entry, self.reading = entry, reading
        self.finder = _Finder(reading.document.text)
        self.actors: dict[str, Actor] = {a.id: a for a in reading.actors}
        self.places: dict[str, Place] = {p.id: p for p in reading.places}
        self.moments: dict[str, Moment] = {}
        self.claims: list[Claim] = []
        self.ids: dict[str, str] = {}
        for row in entry.get("places", []):
            if self.place(row["name"], make=False) is None:
                key = f"gp{len(self.places)}"
                self.places[key] = Place(
                    key,
                    row["name"],
                    (),
                    None,
                    row["lat"],
                    row["lon"],
                    row.get("country") or None,
                    None,
                    "populated_place" if row["km"] <= 40 else "admin1",
                    True,
                )

    def actor(self, alternatives: list[str], near: Span | None) -> str:
        here = [
            c for c in self.reading.claims if near is not None and any(s.overlaps(near) for s in c.content)
        ]
        speakers = [self.actors[c.speaker] for c in here if c.speaker]
        for pool in (speakers, self.actors.values()):
            for actor in pool:
                if any(_begins(a, [actor.name, *(m.text for m in actor.mentions)]) for a in alternatives):
                    return actor.id
        key = f"ga-{alternatives[0]}"
        name = alternatives[0]
        found = self.finder.span(name)
        self.actors[key] = Actor(key, found.text if found else name, "organisation", None, None, None, ())
        return key

    def place(self, name: str, *, make: bool = True) -> str | None:
        wanted = fold(name)
        for place in self.places.values():
            names = [fold(place.name), *(fold(m.text) for m in place.mentions)]
            if wanted in names:
                return place.id
        for place in self.places.values():
            if wanted in fold(place.name) or fold(place.name) in wanted:
                return place.id
        if not make:
            return None
        key = f"gp{len(self.places)}"
        self.places[key] = Place(key, name, (), None, None, None, None, None, "unresolved", True)
        return key

    def moment(self, date: str, span: Span) -> str:
        key = f"gt-{date}"
        end = date if len(date) == 10 else None
        self.moments.setdefault(
            key, Moment(key, span, date if len(date) == 10 else None, end, "day" if end else "unresolved")
        )
        return key

    def make(self) -> Reading:
        for row in self.entry["claims"]:
            self.claim(row)
        figures = [f for i, row in enumerate(self.entry["figures"]) if (f := self.figure(i, row))]
        figures = self.parts(figures)
        events = [e for i, row in enumerate(self.entry["events"]) if (e := self.event(i, row))]
        claims = tuple(
            Claim(c.id, c.speaker, c.speaker_mention, c.via, c.cue, c.content, c.quotation, c.stance, c.certainty, c.addressee, c.said_on,
                  tuple(f.id for f in figures if f.claim == c.id), tuple(e.id for e in events if e.claim == c.id), (), c.part)
            for c in self.claims
        )  # fmt: skip
        return Reading(
            reader=self.reading.reader, document=self.reading.document, actors=tuple(self.actors.values()), places=tuple(self.places.values()),
            times=tuple(self.moments.values()), claims=claims, figures=tuple(figures), events=tuple(events),
            relations=tuple(self.relations()),
        )  # fmt: skip

    def claim(self, row: dict[str, Any]) -> None:
        first = self.finder.span(row["content"])
        if first is None:
            return
        spans = [first, *(s for a in row.get("also", []) if (s := self.finder.span(a)))]
        key = f"g-{row['id']}"
        self.ids[row["id"]] = key
        cue = _listed(row.get("cue"))
        said = self.moment(row["said_on"], first) if row.get("said_on") else None
        speaker = self.actor(row["speaker"], first) if row.get("speaker") else None
        via = tuple(self.actor(_listed(v), first) for v in row.get("via", []))
        self.claims.append(
            Claim(key, speaker, None, via, Cue(first.start, first.end, str(cue[0]), str(cue[0])) if cue else None, tuple(spans),
                  row["quotation"][0], row["stance"][0], _CERTAIN, None, said, (), (), (), "body")
        )  # fmt: skip

    def figure(self, index: int, row: dict[str, Any]) -> Figure | None:
        span, claim = self.finder.span(row.get("text", "")), self.ids.get(row.get("claim", ""))
        if span is None or claim is None:
            return None
        beside = next((f for f in self.reading.figures if f.span.overlaps(span)), None)
        value = row.get("value")
        low, high = row.get("low"), row.get("high")
        if value is not None and row.get("qualifier") == "exactly":
            low = high = value
        measure = (
            beside.measure if beside is not None and beside.measure in row["measure"] else row["measure"][0]
        )
        side = next(
            (s for a in row.get("affected_side", []) if (s := _party(a))),
            (row.get("affected_side") or [None])[0],
        )
        if (
            side is not None
            and beside is not None
            and beside.affected.side
            and any(_begins(a, [beside.affected.side]) for a in row["affected_side"])
        ):
            side = beside.affected.side
        window = row.get("window")
        return Figure(
            f"gf{index}", claim, span, measure, (row.get("object") or [None])[0], value, low, high, row.get("qualifier", "exactly"),
            Affected(None, side, (row.get("population") or ["unstated"])[0]), self.actor(row["by"], span) if row.get("by") else None,
            Window(window[0], window[1], (row.get("window_kind") or ["on"])[0]) if window else None,
            self.place(row["place"]) if row.get("place") else None, None, row.get("part_of"),
        )  # fmt: skip

    def parts(self, figures: list[Figure]) -> list[Figure]:
        out = []
        for figure in figures:
            whole = None
            if figure.part_of:
                span = self.finder.span(figure.part_of)
                whole = next(
                    (f.id for f in figures if span is not None and f is not figure and f.span.overlaps(span)),
                    None,
                )
            values = {k: getattr(figure, k) for k in figure.__struct_fields__}
            out.append(Figure(**{**values, "part_of": whole}))
        return out

    def event(self, index: int, row: dict[str, Any]) -> Event | None:
        spans = [s for s in self.finder.spans(row.get("trigger", "")) if s.start >= self.finder.head]
        if not spans:
            return None
        holder = next(
            ((c, s) for s in spans for c in self.claims if any(x.overlaps(s) for x in c.content)), None
        )
        if holder is None:
            line = [(c, s) for s in spans for c in self.claims for x in c.content
                    if "\n" not in self.finder.raw[min(x.start, s.start):max(x.end, s.end)] and not re.search(r"[.!?]\s", self.finder.raw[min(x.start, s.start):max(x.end, s.end)])]  # fmt: skip
            holder = line[0] if line else None
        if holder is None:
            return None
        claim, span = holder
        target = row.get("target")
        beside = next((e for e in self.reading.events if e.trigger.overlaps(span)), None)
        return Event(
            f"ge{index}", claim.id, span, beside.type if beside is not None and beside.type in row["type"] else row["type"][0], row["status"][0],
            self.actor(row["actor"], span) if row.get("actor") else None, self.finder.span(target[0]) if target else None,
            beside.weapon if beside is not None else None, (self.place(row["place"]),) if row.get("place") else (),
            self.moment(row["date"], span) if row.get("date") else None, (),
        )  # fmt: skip

    def relations(self) -> list[Relation]:
        by_id = {c.id: c for c in self.reading.claims}
        found = []
        for row in self.reading.relations:
            ends = []
            for end in (row.source, row.target):
                claim = by_id.get(end)
                match = [
                    g
                    for g in self.claims
                    if claim and any(s.overlaps(x) for s in claim.content for x in g.content)
                ]
                ends.append(match[0].id if match else None)
            if ends[0] and ends[1] and ends[0] != ends[1]:
                found.append(Relation(ends[0], ends[1], row.kind, row.reason, row.evidence))
        return found


def from_gold(entry: dict[str, Any], reading: Reading) -> Reading:
    """The reading of one document with the gold's rows in place of the reader's."""
    return _Maker(entry, reading).make()
