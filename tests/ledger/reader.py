"""A small reader for tests of the ledger: quick, deterministic, and easy to foresee.

``NAME said|denied CONTENT.`` is a claim; ``5 killed`` in it a figure; "strikes" an event; known names are places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence

from counterclaim.intake.formats.items import Item
from counterclaim.model.document import Document
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import (
    Actor,
    Affected,
    Certainty,
    Claim,
    Cue,
    Event,
    Figure,
    Person,
    Place,
    ReadingWarning,
    Relation,
    Window,
)
from counterclaim.model.span import Span

PLACES = {
    "Kherson": (706448, 46.65581, 32.6178, "UA"),
    "Antonivka": (712930, 46.6846, 32.7236, "UA"),
    "Kyiv": (703448, 50.45466, 30.5238, "UA"),
    "Suva": (2198148, -18.14161, 178.44149, "FJ"),
    "Nowhere": (None, None, None, None),
}
SIDES = {"General Staff": "Ukraine", "Defence Ministry": "Russia"}
_CLAIM = re.compile(r"(?P<speaker>[A-Z][\w ]*?) (?P<cue>said|denied) (?P<content>[^.\n]+)")
_FIGURE = re.compile(r"(\d+) (killed|wounded|tanks)")
_PERSON = re.compile(r"Mr ([A-Z]\w+)")


def _id(prefix: str, document: Document, *key: object) -> str:
    words = "\x1f".join([document.id, prefix, *map(str, key)])
    return f"{prefix}-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def reader(version: str = "1", *, measure: Callable[[str], str] = str) -> Callable[..., Reading]:
    """A reader; another version may give other measures."""

    def read(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
        text = document.text
        actors: dict[str, list[Span]] = {}
        places: dict[str, list[Span]] = {}
        claims, figures, events, persons, relations = [], [], [], [], []
        for name in PLACES:
            spans = [Span.of(text, m.start(), m.end()) for m in re.finditer(name, text)]
            if spans:
                places[name] = spans
        for match in _CLAIM.finditer(text):
            speaker = Span.of(text, *match.span("speaker"))
            actors.setdefault(speaker.text, []).append(speaker)
            content = Span.of(text, *match.span("content"))
            claim = _id("c", document, content.start)
            here = [p for p in places if p in content.text]
            mine, happened = [], []
            for found in _FIGURE.finditer(text, content.start, content.end):
                value = int(found[1])
                word = measure(found[2])
                figure = Figure(
                    id=_id("f", document, found.start()), claim=claim, span=Span.of(text, *found.span()),
                    measure="destroyed" if word == "tanks" else word, object="tank" if word == "tanks" else None,
                    value=value, low=value, high=value, qualifier="exactly",
                    affected=Affected(None, "Russia" if word == "tanks" else None, "unstated"), by=None,
                    window=Window("2023-05-01", "2023-05-01", "on") if "Monday" in content.text else None,
                    place=_id("p", document, here[0]) if here else None, event=None, part_of=None,
                )  # fmt: skip
                mine.append(figure.id)
                figures.append(figure)
            for found in re.finditer("strikes", content.text):
                at = content.start + found.start()
                event = Event(
                    id=_id("e", document, at), claim=claim, trigger=Span.of(text, at, at + 7), type="air_strike",
                    status="occurred", actor=None, target=None, weapon=None,
                    places=tuple(_id("p", document, p) for p in here), time=None, figures=(),
                )  # fmt: skip
                happened.append(event.id)
                events.append(event)
            for found in _PERSON.finditer(text, content.start, content.end):
                persons.append(
                    Person(
                        id=_id("v", document, found.start()), mention=Span.of(text, *found.span(1)), actor=None,
                        status="killed", age=None, sex="male", claim=claim, figure=None, private=True,
                    )
                )  # fmt: skip
            claims.append(
                Claim(
                    id=claim, speaker=_id("a", document, speaker.text), speaker_mention=speaker, via=(),
                    cue=Cue(match.start("cue"), match.end("cue"), match["cue"], match["cue"]), content=(content,),
                    quotation="indirect", stance="denies" if match["cue"] == "denied" else "asserts",
                    certainty=Certainty("certain", None), addressee=None, said_on=None, figures=tuple(mine),
                    events=tuple(happened), places=tuple(_id("p", document, p) for p in here), part="body",
                )
            )  # fmt: skip
            if match["cue"] == "denied" and len(claims) > 1:
                span = Span.of(text, *match.span("cue"))
                relations.append(Relation(claim, claims[-2].id, "denies", "a denial follows", (span,)))
        return Reading(
            reader=ReaderInfo("test", version, "none", "en"),
            document=document,
            actors=tuple(
                Actor(_id("a", document, n), n, "organisation", None, SIDES.get(n), None, tuple(spans))
                for n, spans in actors.items()
            ),
            places=tuple(
                Place(
                    _id("p", document, n), n, tuple(spans), *PLACES[n], None,
                    "populated_place" if PLACES[n][0] else "unresolved", True,
                )
                for n, spans in places.items()
            ),
            claims=tuple(claims),
            figures=tuple(figures),
            events=tuple(events),
            persons=tuple(persons),
            relations=tuple(relations),
            warnings=tuple(warnings),
        )  # fmt: skip

    return read


def item(key: str, text: str, **about: object) -> Item:
    """An item with a text."""
    return Item(key=key, text=text, **{"published": "2023-05-02", "outlet": "Halden", **about})  # type: ignore[arg-type]


def article(number: int) -> str:
    """One of many different articles, each with three claims, two figures and an event."""
    names = ("General Staff", "Defence Ministry", "Governor", "Mayor")
    places = ("Kherson", "Kyiv", "Antonivka")
    here = places[number % 3]
    words = " ".join(f"w{number}x{i}" for i in range(12))
    return (
        f"Report {number} {words}\n\n"
        f"{names[number % 4]} said {number} killed and {number + 1} wounded by strikes in {here} on Monday.\n\n"
        f"{names[(number + 1) % 4]} denied firing on {here} in case {number}.\n\n"
        f"{names[(number + 2) % 4]} said the air raid number {number} went on.\n"
    )


READ = reader()
