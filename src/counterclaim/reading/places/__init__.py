"""Places: names found in the text, told apart from persons and bodies, and put on the map together.

Reads ``page.paragraphs`` and ``page.names``; writes ``page.places``. Whether a place is where an event
happened is not decided here.
"""

from __future__ import annotations

from counterclaim.gazetteer.lookup import Gazetteer, gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import place_words
from counterclaim.lexicon.titles import titles
from counterclaim.reading.page import Page, PlaceDraft, TokenSpan
from counterclaim.reading.places.drafts import drafts
from counterclaim.reading.places.find import Finder
from counterclaim.reading.places.judge import judge
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.namesake import namesakes
from counterclaim.reading.places.resolve import resolve
from counterclaim.reading.places.table import table


def run(page: Page) -> None:
    """Find and resolve the places of a page."""
    page.places = places(page, gazetteer())


def places(page: Page, known: Gazetteer) -> list[PlaceDraft]:
    """The place rows of a page, by the gazetteer given."""
    words = place_words()
    tables = [table(p) for p in page.paragraphs]
    persons: dict[int, list[TokenSpan]] = {}
    people: set[str] = set()
    for name in page.names:
        if name.is_person:
            persons.setdefault(name.span.paragraph, []).append(name.span)
            people.add(fold(tables[name.span.paragraph].text[name.span.end - 1]))
    finder = Finder(known, words, titles())
    found: list[Mention] = []
    for each in tables:
        found.extend(finder.mentions(each, persons.get(each.paragraph.index, ())))
    kept = judge(found, tables, words, frozenset(people))
    kept = sorted([*kept, *namesakes(tables, kept)], key=lambda m: m.span)
    resolve(kept)
    kept = [m for m in kept if m.chosen is not None or not m.tentative]
    return drafts(page, kept, known)
