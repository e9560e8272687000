"""A reading in short English phrases, shared by the terminal report and the page."""

from __future__ import annotations

from datetime import date

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Actor, Claim, Event, Figure, Moment, Person, Place, Trend, Window

NARRATION = "Narration"
UNNAMED = "Source not named"
MAX_HEADING = 310  # code points; a longer title is cut
_OPENING = 200

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_QUALIFIERS = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "up_to": "up to ",
    "less_than": "less than ",
}
_PARTS = {"related": "related link", "boilerplate": "boilerplate"}


def number(value: float | int) -> str:
    """A number with thousands marked."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def day(iso: str) -> str:
    """ "2 May 2023" from "2023-05-02"; what is no date is given back."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(start: str | None, end: str | None) -> str:
    """A period: "1 May 2023", "1–2 May 2023", "28 Apr – 2 May 2023"; empty when nothing is known."""
    if start and end and start != end:
        first, last = day(start).split(), day(end).split()
        if len(first) == len(last) == 3 and first[2] == last[2]:
            if first[1] == last[1]:
                return f"{first[0]}–{' '.join(last)}"
            return f"{first[0]} {first[1]} – {' '.join(last)}"
        return f"{' '.join(first)} – {' '.join(last)}"
    known = start or end
    return day(known) if known else ""


def words(name: str) -> str:
    """A vocabulary value in words: "air_strikes" is "air strikes"."""
    return name.replace("_", " ")


class View:
    """A reading with its ids looked up. Claims are numbered from 1 in their order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors: dict[str, Actor] = {a.id: a for a in reading.actors}
        self.places: dict[str, Place] = {p.id: p for p in reading.places}
        self.times: dict[str, Moment] = {t.id: t for t in reading.times}
        self.claims: dict[str, Claim] = {c.id: c for c in reading.claims}
        self.figures: dict[str, Figure] = {f.id: f for f in reading.figures}
        self.events: dict[str, Event] = {e.id: e for e in reading.events}
        self.numbers: dict[str, int] = {c.id: n for n, c in enumerate(reading.claims, start=1)}

    def name(self, actor: str | None) -> str | None:
        """An actor's name."""
        return self.actors[actor].name if actor in self.actors else actor

    def place(self, place: str | None) -> str | None:
        """A place's name."""
        return self.places[place].name if place in self.places else place

    def speaker(self, claim: Claim) -> str:
        """Who says it."""
        known = self.name(claim.speaker)
        if known:
            return known
        if claim.speaker_mention:
            return claim.speaker_mention.text
        return NARRATION if claim.quotation == "narration" else UNNAMED

    def role(self, claim: Claim) -> str:
        """The speaker's role and the side it speaks for, as the text gives them."""
        actor = self.actors.get(claim.speaker or "")
        return ", ".join(t for t in (actor.role, actor.side) if t and t != actor.name) if actor else ""

    def via(self, claim: Claim) -> str:
        """Who relays it."""
        return ", ".join(self.name(v) or v for v in claim.via)

    def said_on(self, claim: Claim) -> str:
        """When it was said; the words of the text while that is unresolved."""
        return self.moment(claim.said_on)

    def moment(self, time: str | None) -> str:
        """A time row in words."""
        moment = self.times.get(time or "")
        if moment is None:
            return ""
        return days(moment.start, moment.end) or f"“{moment.mention.text}”"

    def content(self, claim: Claim) -> str:
        """The claim's words; stretches that the text parts are joined with an ellipsis."""
        return " … ".join(s.text for s in claim.content)

    def certainty(self, claim: Claim) -> str:
        """The speaker's own reserve, if there is any, with the words that show it."""
        if claim.certainty.value == "certain":
            return ""
        wording = claim.certainty.wording
        return claim.certainty.value + (f" (“{wording.text}”)" if wording else "")

    def window(self, window: Window | None) -> str:
        """A figure's or trend's window."""
        if window is None:
            return ""
        if window.kind == "since" and window.start:
            return f"since {day(window.start)}"
        if window.kind == "total":
            return f"total up to {day(window.end)}" if window.end else "total"
        return days(window.start, window.end)

    def amount(self, figure: Figure) -> str:
        """The number with its qualifier: "more than 20,000", "between 20 and 30", "dozens (at least 12)"."""
        low, high, value = figure.low, figure.high, figure.value
        if figure.qualifier == "between" and low is not None and high is not None:
            text = f"{number(low)} to {number(high)}"
        elif figure.qualifier == "vague" or (value is None and low is None and high is None):
            bound = f"at least {number(low)}" if low is not None else "no number"
            text = f"“{figure.span.text}” ({bound})"
        else:
            stated = next((n for n in (value, low, high) if n is not None), None)
            text = _QUALIFIERS.get(figure.qualifier, "") + (number(stated) if stated is not None else "?")
        if figure.measure == "share":
            return f"{text}%"
        return f"×{text}" if figure.measure == "change" else text

    def counted(self, figure: Figure) -> str:
        """What is counted: "killed", "intercepted: cruise missile"."""
        measure = words(figure.measure)
        return f"{measure}: {figure.object}" if figure.object else measure

    def affected(self, figure: Figure) -> str:
        """Whom it counts: actor or side, and population."""
        who = self.name(figure.affected.actor) or figure.affected.side
        population = figure.affected.population
        return ", ".join(t for t in (who, words(population) if population != "unstated" else None) if t)

    def figure(self, figure: Figure) -> str:
        """A figure in a few words."""
        return f"{self.amount(figure)} {self.counted(figure)}"

    def figure_details(self, figure: Figure) -> list[str]:
        """Everything else that the text gives about a figure."""
        whole = self.figures.get(figure.part_of or "")
        by, place, window = self.name(figure.by), self.place(figure.place), self.window(figure.window)
        return [
            text
            for text in (
                self.affected(figure),
                f"by {by}" if by else "",
                f"at {place}" if place else "",
                window,
                f"part of {self.figure(whole)}" if whole else "",
            )
            if text
        ]

    def event_details(self, event: Event) -> list[str]:
        """Who did what to whom, with what, where and when."""
        actor, when = self.name(event.actor), self.moment(event.time)
        places = ", ".join(self.place(p) or p for p in event.places)
        return [
            text
            for text in (
                f"by {actor}" if actor else "",
                f"against {event.target.text}" if event.target else "",
                f"with {event.weapon}" if event.weapon else "",
                f"at {places}" if places else "",
                when,
            )
            if text
        ]

    def trend(self, trend: Trend) -> str:
        """A trend: "attacks down", "production up ×2"."""
        factor = f" ×{number(trend.factor)}" if trend.factor is not None else ""
        return f"{words(trend.topic)} {trend.direction}{factor}"

    def trend_details(self, trend: Trend) -> list[str]:
        """Whose trend it is, when, and against what."""
        before = self.window(trend.compared_with)
        parts = (self.name(trend.subject), self.window(trend.window), f"against {before}" if before else "")
        return [text for text in parts if text]

    def person(self, person: Person) -> str:
        """Status, age and sex of a named person."""
        age = f"aged {person.age}" if person.age is not None else ""
        return ", ".join(t for t in (person.status, age, person.sex or "") if t)

    def located(self, place: Place) -> str:
        """Where a place was found, or that it was not."""
        if place.latitude is None or place.longitude is None:
            return "not located"
        where = ", ".join(t for t in (place.admin1, place.country) if t)
        north, east = place.latitude, place.longitude
        point = f"{abs(north):.2f}°{'N' if north >= 0 else 'S'} {abs(east):.2f}°{'E' if east >= 0 else 'W'}"
        return " · ".join(t for t in (where, point, words(place.precision)) if t)

    def part(self, claim: Claim) -> str:
        """The document part a claim stands in, where that is not the body."""
        return "" if claim.part == "body" else _PARTS.get(claim.part, claim.part)

    def heading(self) -> str:
        """The document's title, or its first words."""
        document = self.reading.document
        words_of = " ".join((document.title or document.text[:_OPENING])[:MAX_HEADING].split())
        limit = MAX_HEADING - 10 if document.title else 90
        return words_of if len(words_of) <= limit else words_of[: limit - 1].rstrip() + "…"

    def facts(self) -> list[str]:
        """Outlet, date and language of the document."""
        document = self.reading.document
        published = (
            f"published {day(document.published)}" if document.published else "publication date unknown"
        )
        return [t for t in (document.outlet, published, document.language, document.url) if t]
