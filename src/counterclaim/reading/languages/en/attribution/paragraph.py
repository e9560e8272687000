"""All attributions of one paragraph: verbs, phrases, quotations; what nests is settled here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en.attribution import phrases, quoted, verbal
from counterclaim.reading.languages.en.attribution.found import Found
from counterclaim.reading.languages.en.attribution.quotes import find_quotes, inside, outer_sentences

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(slots=True)
class Carry:
    """What one paragraph hands to the next: a quotation left open."""

    open_speech: bool = False


def attributions(doc: Doc, carry: Carry) -> list[Found]:
    """The attributions of a parsed paragraph, outermost only, in text order."""
    quotes = find_quotes(doc)
    where = inside(quotes, len(doc))
    sentences = outer_sentences(doc, quotes)
    found = [*verbal.find(doc, where), *phrases.find(doc, where, sentences)]
    found.sort(key=lambda f: f.cue)
    quoted.complete(doc, found, quotes)
    found = _outermost(found)
    quoted.attach(doc, found, quotes, sentences)
    found = _outermost([f for f in found if f.content])
    for item in found:
        quoted.kind(doc, item, quotes)
    return found


def _outermost(found: list[Found]) -> list[Found]:
    """Drop attributions whose cue stands in another one's content, and second readings of one cue."""
    out = []
    for item in found:
        nested = any(
            other is not item and other.covers(item.verb) and not item.covers(other.verb) for other in found
        )
        if not nested:
            out.append(item)
    return out
