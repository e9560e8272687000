"""Reported figures of a page: each number that counts something gets a measure, an object, a population.

Reads ``page.paragraphs``; writes ``page.figures`` in text order. Sets ``part_of``, not ``side``, ``by``,
``window``, ``place``, ``event`` or ``claim``: those need the other rows and are `scope`'s.
"""

from __future__ import annotations

from counterclaim.reading.languages.en.figures.draft import Drafter
from counterclaim.reading.page import Page

__all__ = ["run"]


def run(page: Page) -> None:
    """Write ``page.figures``."""
    drafter = Drafter()
    for paragraph in page.paragraphs:
        drafter.read(paragraph)
    page.figures = sorted(drafter.figures(), key=lambda f: (f.number, f.span))
