"""The terminal report of a reading."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim
from counterclaim.report.describe import NARRATION, UNNAMED, View, words
from counterclaim.report.terminal import Style, display_width, safe, wrap

_STANCE_COLOURS = {
    "denies": "red",
    "disputes": "red",
    "doubts": "red",
    "accuses": "yellow",
    "warns": "yellow",
    "demands": "yellow",
    "declines": "dim",
}
MAX_WORDS = 600  # code points of a claim's words; the page and the JSON hold all of them


def render(reading: Reading, *, width: int = 80, colour: bool = False) -> str:
    """The report: claims, figures, events, relations, trends, people, places and warnings."""
    return "\n".join(_Report(View(reading), width, Style(colour=colour)).lines()) + "\n"


class _Report:
    def __init__(self, view: View, width: int, style: Style) -> None:
        self.view, self.width, self.style = view, width, style
        self.margin = len(str(len(view.claims))) + 3

    def lines(self) -> Iterator[str]:
        yield from self._head()
        for name, section in (
            ("Claims", self._claims),
            ("Figures", self._figures),
            ("Events", self._events),
            ("Disputes and other relations", self._relations),
            ("Trends", self._trends),
            ("People", self._people),
            ("Places", self._places),
            ("Warnings", self._warnings),
        ):
            body = list(section())
            if body or name == "Claims":
                yield ""
                yield self.style(name.upper(), "bold", "cyan")
                yield from body or [self._plain("none found")]

    def _plain(self, text: str) -> str:
        return " " * self.margin + text

    def _wrapped(self, text: str, indent: int, *styles: str, first: str = "") -> Iterator[str]:
        """Lines under a margin; ``first`` (as printed, already styled) stands in the first margin."""
        for line in wrap(safe(text), self.width - indent):
            yield (first or " " * indent) + self.style(line, *styles)
            first = ""

    def _row(self, label: str, text: str, details: list[str], *styles: str) -> Iterator[str]:
        """A row: a short label in the margin, the main words, the rest after a dash."""
        label = safe(label)
        first = " " * max(self.margin - 2 - len(label), 0) + self.style(label, "dim") + "  "
        indent = max(self.margin, len(label) + 2)
        main, rest = safe(text), safe(" · ".join(details))
        lines = wrap(f"{main} — {rest}" if rest else main, self.width - indent)
        left = len(main)
        for line in lines:
            shown = max(0, min(left, len(line)))
            yield (first or " " * indent) + self.style(line[:shown], *styles) + line[shown:]
            left -= len(line) + 1
            first = ""

    def _head(self) -> Iterator[str]:
        yield from self._wrapped(self.view.heading(), 0, "bold")
        yield from self._wrapped(" · ".join(self.view.facts()), 0, "dim")

    def _claims(self) -> Iterator[str]:
        for number, claim in enumerate(self.view.reading.claims, start=1):
            if number > 1:
                yield ""
            yield from self._claim(number, claim)

    def _claim(self, number: int, claim: Claim) -> Iterator[str]:
        view, style = self.view, self.style
        speaker, stance = view.speaker(claim), words(claim.stance)
        named = speaker not in (NARRATION, UNNAMED)
        role, via = view.role(claim), view.via(claim)
        facts = (
            f"{speaker} ({role})" if role else speaker,
            stance if named or claim.stance != "asserts" else "",
            view.said_on(claim),
            f"via {via}" if via else "",
            view.certainty(claim),
            view.part(claim),
        )
        heading = safe(" · ".join(fact for fact in facts if fact))
        first = " " * (self.margin - 2 - len(str(number))) + style(str(number), "dim") + "  "
        for index, line in enumerate(wrap(heading, self.width - self.margin)):
            shown = line
            if index == 0 and line.startswith(safe(speaker)):
                size = len(safe(speaker))
                shown = style(line[:size], "bold") + self._stance(line[size:], stance, claim.stance)
            yield (first or " " * self.margin) + shown
            first = ""
        content = view.content(claim)
        if len(content) > MAX_WORDS:
            content = content[:MAX_WORDS].rstrip() + " …"
        mark = "" if claim.quotation in ("indirect", "narration") else f"  [{claim.quotation} quote]"
        yield from self._wrapped(content + mark, self.margin)
        for figure in claim.figures:
            row = view.figures.get(figure)
            if row:
                yield from self._wrapped(f"# {view.figure(row)}", self.margin, "green")

    def _stance(self, text: str, stance: str, value: str) -> str:
        colour = _STANCE_COLOURS.get(value, "blue")
        before, found, after = text.partition(f" · {stance}")
        return f"{before} · {self.style(stance, colour)}{after}" if found else text

    def _reference(self, claim: str | None) -> str:
        number = self.view.numbers.get(claim or "")
        return f"[{number}]" if number else ""

    def _figures(self) -> Iterator[str]:
        view = self.view
        for figure in view.reading.figures:
            claim = view.claims.get(figure.claim)
            said = f"{view.speaker(claim)} {self._reference(figure.claim)}" if claim else ""
            details = [*view.figure_details(figure), *([said] if said else [])]
            yield from self._row("#", view.figure(figure), details, "green")

    def _events(self) -> Iterator[str]:
        view = self.view
        for event in view.reading.events:
            status = "" if event.status == "occurred" else f" ({event.status})"
            details = [*view.event_details(event), f"“{event.trigger.text}” {self._reference(event.claim)}"]
            yield from self._row("*", words(event.type) + status, details, "bold")

    def _relations(self) -> Iterator[str]:
        view = self.view
        for relation in view.reading.relations:
            source, target = view.claims.get(relation.source), view.claims.get(relation.target)
            if source is None or target is None:
                continue
            text = (
                f"{view.speaker(source)} {self._reference(source.id)} {words(relation.kind)} "
                f"{view.speaker(target)} {self._reference(target.id)}"
            )
            colour = "red" if relation.kind in ("disputes", "denies", "contradicts") else "blue"
            yield from self._row("→", text, [relation.reason], colour)

    def _trends(self) -> Iterator[str]:
        view = self.view
        for trend in view.reading.trends:
            details = [*view.trend_details(trend), f"“{trend.span.text}” {self._reference(trend.claim)}"]
            yield from self._row("~", view.trend(trend), details, "bold")

    def _people(self) -> Iterator[str]:
        for person in self.view.reading.persons:
            details = [self.view.person(person), *(["private person"] if person.private else [])]
            text = person.mention.text
            yield from self._row("-", text, [*details, self._reference(person.claim)], "bold")

    def _places(self) -> Iterator[str]:
        for place in self.view.reading.places:
            if place.literal:
                yield from self._row("@", place.name, [self.view.located(place)], "bold")

    def _warnings(self) -> Iterator[str]:
        for warning in self.view.reading.warnings:
            yield from self._row("!", warning.message, [warning.code], "yellow")


def rule(width: int) -> str:
    """The line that parts two reports."""
    return "─" * max(1, width // display_width("─"))
