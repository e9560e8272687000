"""W3C Web Annotation (JSON-LD): one annotation a claim and figure, pointing at the words in the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.model.span import Span
from counterclaim.release.about import About
from counterclaim.release.cells import json_bytes
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import View

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AFFIX = 32


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write one collection with one page."""
    total = 0
    with out.open("wb") as file:
        file.write(b'{"@context":"' + _CONTEXT.encode() + b'","type":"AnnotationCollection",')
        file.write(
            b'"label":"Reported claims, not verified facts","first":{"type":"AnnotationPage","items":['
        )
        for made in readings:
            for annotation in annotated(View(made)):
                file.write((b",\n" if total else b"\n") + json_bytes(annotation))
                total += 1
        told = about.made()
        file.write(b'\n]},"total":' + str(total).encode() + b',"generator":')
        file.write(
            json_bytes({"type": "Software", "name": told["software"]})
            + b',"about":'
            + json_bytes(told)
            + b"}\n"
        )


def annotated(view: View) -> Iterator[dict[str, Any]]:
    """The annotations of one reading."""
    for claim in view.reading.claims:
        tags = ["claim", f"stance: {claim.stance}", f"speaker: {view.speaker(claim)}"]
        yield _annotation(view, claim.id, claim.content, tags)
    for figure in view.reading.figures:
        yield _annotation(view, figure.id, (figure.span,), ["figure", f"measure: {figure.measure}"])
    for event in view.reading.events:
        yield _annotation(
            view, event.id, (event.trigger,), ["event", f"type: {event.type}", f"status: {event.status}"]
        )


def _annotation(view: View, row: str, spans: tuple[Span, ...], tags: list[str]) -> dict[str, Any]:
    document = view.reading.document
    bodies: list[dict[str, Any]] = [
        {"type": "SpecificResource", "source": f"urn:counterclaim:{row}", "purpose": "linking"},
        *(
            {"type": "TextualBody", "purpose": "tagging", "value": tag, "format": "text/plain"}
            for tag in tags
        ),
    ]
    state = {"type": "TimeState", "sourceDate": _instant(document.published)} if document.published else None
    targets = []
    for span in spans:
        target: dict[str, Any] = {
            "type": "SpecificResource",
            "source": document.url or f"urn:counterclaim:{document.id}",
            "selector": _selectors(view, span),
        }
        if state:
            target["state"] = state
        targets.append(target)
    return {
        "id": f"urn:counterclaim:annotation:{row}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
        "canonical": f"urn:counterclaim:{row}",
    }


def _instant(published: str | None) -> str:
    text = published or ""
    return text if "T" in text else f"{text}T00:00:00Z"


def _selectors(view: View, span: Span) -> list[dict[str, Any]]:
    """Offsets; and the words, where they are the page's own. A masked quotation would be found nowhere."""
    position: dict[str, Any] = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    if len(span.text) != span.end - span.start or "P-" in span.text or "[" in span.text:
        return [position]
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": span.text}
    if not view.made.redacted:
        text = view.reading.document.text
        quote |= {
            "prefix": text[max(0, span.start - _AFFIX) : span.start],
            "suffix": text[span.end : span.end + _AFFIX],
        }
    return [position, quote]


FORMAT = Format("webannotation", "W3C Web Annotation JSON-LD, one annotation a row", write)
