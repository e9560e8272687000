"""Incidents: reports of one type, day and place side by side, with lowest and highest figure and the dispute.

A computed view for formats that have one row an event. It lists the claims it rests on and decides nothing:
reports that lack a date or place stand alone, and planned or imagined events are none.
"""

from __future__ import annotations

import hashlib
import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.model.rows import Actor, Event, Figure, Place
from counterclaim.release.codes import acled_types, codelists
from counterclaim.release.rows import View

_FINE = frozenset({"exact", "populated_place", "near"})
_DOUBT = frozenset({"denies", "disputes", "doubts"})
Number = float | int


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of one report."""

    measure: str
    population: str
    side: str | None
    value: Number | None
    low: Number | None
    high: Number | None
    words: str
    vague: bool

    @property
    def least(self) -> Number | None:
        """The lowest number it allows; vague words as ACLED counts them ("dozens" are 12)."""
        if self.vague:
            for word, number in codelists()["acled"]["vague_numbers"].items():
                if word in self.words.lower():
                    return int(number)
        return self.low if self.low is not None else self.value

    @property
    def most(self) -> Number | None:
        """The highest number that it states; none for vague words."""
        if self.high is not None:
            return self.high
        return None if self.vague else self.value


@dataclass(frozen=True, slots=True)
class Report:
    """One claim about the incident."""

    event: str
    claim: str
    document: str
    outlet: str | None
    url: str | None
    title: str | None
    published: str | None
    text_sha256: str
    speaker: str
    stance: str
    denied: bool
    content: str
    tolls: tuple[Toll, ...]


@dataclass(slots=True)
class Incident:
    """Reports that speak of one type of event on one day at one place."""

    type: str
    sub_type: str
    status: str
    start: str | None
    end: str | None
    date_precision: str
    place: Place | None
    actor: Actor | None
    target: str | None
    weapon: str | None
    reports: list[Report] = field(default_factory=list)

    @property
    def id(self) -> str:
        """From the events it rests on."""
        joined = "\x1f".join(sorted(r.event for r in self.reports))
        return "i-" + hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    def tolls(self, measure: str) -> list[tuple[Report, Toll]]:
        """All figures of a measure, with who gives them."""
        return [(r, t) for r in self.reports for t in r.tolls if t.measure == measure]

    def bounds(self, measure: str) -> tuple[Number | None, Number | None, Number | None]:
        """The lowest, the middle and the highest number that the reports give."""
        tolls = [t for _, t in self.tolls(measure)]
        low = [n for t in tolls if (n := t.least) is not None]
        high = [n for t in tolls if (n := t.most) is not None]
        middle = [n for t in tolls if (n := t.value if t.value is not None else t.least) is not None]
        top = max(high) if high else None
        if any(t.vague and t.most is None and (top is None or (t.least or 0) > top) for t in tolls):
            top = None  # "dozens" beside "3": nobody says how many at most
        return min(low) if low else None, statistics.median_low(middle) if middle else None, top

    @property
    def contested(self) -> bool:
        """Whether a report denies or doubts it, or two give figures that cannot both hold."""
        if any(r.denied or r.stance in _DOUBT for r in self.reports):
            return True
        least: dict[str, Number] = {}  # the highest lower bound of a population, and the lowest upper bound
        most: dict[str, Number] = {}
        for _, toll in self.tolls("killed"):
            if toll.least is not None:
                least[toll.population] = max(least.get(toll.population, toll.least), toll.least)
            if toll.high is not None:
                most[toll.population] = min(most.get(toll.population, toll.high), toll.high)
        return any(most[p] < least[p] for p in most.keys() & least.keys())

    def dispute(self) -> str:
        """Who says what, where the reports differ; empty where they do not."""
        if not self.contested:
            return ""
        said = [
            f"{r.speaker} says {t.words} killed" if "kill" not in t.words else f"{r.speaker} says {t.words}"
            for r, t in self.tolls("killed")
        ]
        said += [
            f"{r.speaker} {'denies it' if r.denied or r.stance == 'denies' else r.stance + ' it'}"
            for r in self.reports
            if r.denied or r.stance in _DOUBT
        ]
        return "Disputed: " + "; ".join(dict.fromkeys(said))

    def notes(self) -> str:
        """What is reported, by whom, and the dispute."""
        said = [
            f"{r.speaker} ({r.outlet or 'no outlet'}, {r.published or 'no date'}) {r.stance}: {r.content}"
            for r in self.reports
        ]
        return (
            ". ".join(
                filter(None, ["Reported claims, not verified facts", self.dispute(), *dict.fromkeys(said)])
            )
            + "."
        )


def incidents(views: Iterable[View]) -> list[Incident]:
    """The incidents of all readings, by date, place and type."""
    found: dict[tuple[str, ...], Incident] = {}
    denials: list[tuple[tuple[str, ...], Report]] = []
    for view in views:
        for event in view.reading.events:
            if event.status in ("planned", "hypothetical") or event.claim not in view.claims:
                continue
            made = _incident(view, event)
            key = _key(made, event)
            if event.status == "denied":
                denials.append((key, made.reports[0]))
                continue
            if key in found:
                found[key].reports += made.reports
                found[key].actor = found[key].actor or made.actor
            else:
                found[key] = made
    for key, report in denials:  # a denial belongs to the incident that it denies, and makes none
        if key in found:
            found[key].reports.append(report)
    return sorted(
        found.values(), key=lambda i: (i.start or "9999", i.place.name if i.place else "", i.type, i.id)
    )


def _key(made: Incident, event: Event) -> tuple[str, ...]:
    place = made.place
    if not made.start or place is None or place.precision not in _FINE or made.date_precision != "day":
        return (event.id,)
    where = str(place.geonames_id or place.name)
    return (made.sub_type or made.type, made.start, made.end or "", where)


def _incident(view: View, event: Event) -> Incident:
    claim = view.claims[event.claim]
    time = view.times.get(event.time or "") or view.times.get(claim.said_on or "") if event.time else None
    figures = [
        f
        for f in view.reading.figures
        if (f.id in event.figures or f.event == event.id) and f.part_of is None
    ]
    window = next((f.window for f in figures if f.window and f.window.kind == "on"), None)
    actor = view.actors.get(event.actor or "")
    coded = acled_types(event.type, actor.kind if actor else None)
    document = view.reading.document
    report = Report(
        event=event.id,
        claim=claim.id,
        document=document.id,
        outlet=document.outlet,
        url=document.url,
        title=document.title,
        published=document.published,
        text_sha256=document.text_sha256,
        speaker=view.speaker(claim),
        stance=claim.stance,
        denied=event.status == "denied",
        content=view.content(claim),
        tolls=tuple(map(_toll, figures)),
    )
    return Incident(
        type=event.type,
        sub_type=coded[1] if coded else "",
        status=event.status,
        start=time.start if time else window.start if window else None,
        end=time.end if time else window.end if window else None,
        date_precision=(time.precision if time else "day") if time or window else "unresolved",
        place=view.first_place(event.places or claim.places),
        actor=actor,
        target=event.target.text if event.target else None,
        weapon=event.weapon,
        reports=[report],
    )


def _toll(figure: Figure) -> Toll:
    return Toll(
        figure.measure,
        figure.affected.population,
        figure.affected.side,
        figure.value,
        figure.low,
        figure.high,
        figure.span.text,
        figure.qualifier == "vague",
    )
