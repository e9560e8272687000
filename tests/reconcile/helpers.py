"""Readings made by hand: short documents whose rows say exactly what a test is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterclaim.model.document import Document, text_sha256
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import (
    Actor,
    Affected,
    Certainty,
    Claim,
    Event,
    Figure,
    Moment,
    Place,
    Relation,
    Window,
)
from counterclaim.model.span import Span
from counterclaim.reconcile import Link, Reconciliation, reconcile

INFO = ReaderInfo("counterclaim", "0", "none", "en")
PLACES = {
    "Velisk": Place("p-v", "Velisk", (), 1, 48.0, 37.0, "UA", "05", "populated_place", True),
    "Orlan": Place("p-o", "Orlan", (), 2, 48.02, 37.03, "UA", "05", "populated_place", True),
    "Tarn": Place("p-t", "Tarn", (), 3, 50.9, 34.8, "UA", "18", "populated_place", True),
    "Donetsk Region": Place("p-d", "Donetsk Region", (), 4, 48.1, 37.5, "UA", "05", "admin1", True),
    "Ukraine": Place("p-u", "Ukraine", (), 5, 49.0, 32.0, "UA", None, "country", True),
    "Nowhere": Place("p-n", "Nowhere", (), None, None, None, None, None, "unresolved", True),
}


@dataclass
class Fig:
    """A figure by its words."""

    text: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    measure: str = "killed"
    qualifier: str = "exactly"
    population: str = "unstated"
    side: str | None = None
    place: str | None = "Velisk"
    window: tuple[str | None, str | None, str] | None = ("2025-03-09", "2025-03-09", "on")
    obj: str | None = None
    by: str | None = None
    part_of: int | None = None


@dataclass
class Ev:
    """An event by its trigger."""

    trigger: str
    type: str = "air_strike"
    status: str = "occurred"
    actor: str | None = None
    place: str | None = "Velisk"
    day: str | None = "2025-03-09"


@dataclass
class Says:
    """A claim: its sentence, and who says it (None: the text itself)."""

    text: str
    speaker: str | None = None
    side: str | None = None
    kind: str = "organisation"
    stance: str = "asserts"
    figures: list[Fig] = field(default_factory=list)
    events: list[Ev] = field(default_factory=list)
    part: str = "body"


def document(
    name: str,
    *claims: Says,
    outlet: str | None = "The Halden Press",
    published: str | None = "2025-03-10",
    relations: tuple[tuple[int, int, str], ...] = (),
) -> tuple[str, Reading]:
    """A named reading of the claims, one sentence a paragraph."""
    text, starts = "", []
    for claim in claims:
        lead = f"{claim.speaker} said: " if claim.speaker else ""
        starts.append(len(text) + len(lead))
        text += lead + claim.text + ".\n\n"
    maker = _Maker(name, text)
    for number, claim in enumerate(claims):
        maker.add(number, claim, starts[number])
    rows = tuple(
        Relation(f"c{a}", f"c{b}", kind, "because the text says so", (maker.claims[a].content[0],))  # type: ignore[arg-type]
        for a, b, kind in relations
    )
    known = Document(f"d-{name}", None, outlet, None, "en", published, text, text_sha256(text))
    return name, Reading(
        reader=INFO, document=known, actors=tuple(maker.actors.values()), places=tuple(PLACES.values()) if maker.placed else (),
        times=tuple(maker.times.values()), claims=tuple(maker.claims), figures=tuple(maker.figures),
        events=tuple(maker.events), relations=rows,
    )  # fmt: skip


class _Maker:
    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.actors: dict[str, Actor] = {}
        self.times: dict[str, Moment] = {}
        self.claims: list[Claim] = []
        self.figures: list[Figure] = []
        self.events: list[Event] = []
        self.placed = False

    def actor(self, name: str | None, kind: str = "organisation", side: str | None = None) -> str | None:
        if name is None:
            return None
        key = f"a-{name}"
        if key not in self.actors or side:
            self.actors[key] = Actor(key, name, kind, None, side, None, ())  # type: ignore[arg-type]
        return key

    def place(self, name: str | None) -> str | None:
        self.placed = self.placed or name is not None
        return PLACES[name].id if name else None

    def add(self, number: int, claim: Says, start: int) -> None:
        spoken = self.actor(claim.speaker, claim.kind, claim.side)
        figures = [self._figure(number, i, f, start) for i, f in enumerate(claim.figures)]
        events = [self._event(number, i, e, start) for i, e in enumerate(claim.events)]
        self.figures += figures
        self.events += events
        content = (Span.of(self.text, start, start + len(claim.text)),)
        self.claims.append(
            Claim(
                f"c{number}", spoken, None, (), None, content, "indirect" if spoken else "narration", claim.stance,  # type: ignore[arg-type]
                Certainty("certain", None), None, None, tuple(f.id for f in figures), tuple(e.id for e in events), (),
                claim.part,  # type: ignore[arg-type]
            )
        )  # fmt: skip

    def _figure(self, number: int, i: int, f: Fig, start: int) -> Figure:
        at = self.text.index(f.text, start)
        low, high = f.low, f.high
        if f.value is not None and f.qualifier == "exactly":
            low = high = f.value
        by = self.actor(f.by, side=f.by)
        part = f"f{number}-{f.part_of}" if f.part_of is not None else None
        return Figure(
            f"f{number}-{i}", f"c{number}", Span.of(self.text, at, at + len(f.text)), f.measure, f.obj, f.value, low, high,  # type: ignore[arg-type]
            f.qualifier, Affected(None, f.side, f.population), by,  # type: ignore[arg-type]
            Window(f.window[0], f.window[1], f.window[2]) if f.window else None, self.place(f.place), None, part,  # type: ignore[arg-type]
        )  # fmt: skip

    def _event(self, number: int, i: int, e: Ev, start: int) -> Event:
        at = self.text.index(e.trigger, start)
        span = Span.of(self.text, at, at + len(e.trigger))
        time = None
        if e.day:
            time = f"t-{e.day}"
            self.times.setdefault(time, Moment(time, span, e.day, e.day, "day"))
        place = self.place(e.place)
        return Event(
            f"e{number}-{i}", f"c{number}", span, e.type, e.status, self.actor(e.actor, side=e.actor), None, None,  # type: ignore[arg-type]
            (place,) if place else (), time, (),
        )  # fmt: skip


def run(*documents: tuple[str, Reading]) -> Reconciliation:
    """Reconcile named readings."""
    return reconcile([r for _, r in documents], names=[n for n, _ in documents])


def links(*documents: tuple[str, Reading]) -> list[Link]:
    """The links of some documents."""
    return list(run(*documents).links)


def kinds(*documents: tuple[str, Reading]) -> list[str]:
    """The kinds of their links, sorted."""
    return sorted(link.kind for link in links(*documents))
