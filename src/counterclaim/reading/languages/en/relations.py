"""Relations between the claims of one document: who disputes, denies, supports or explains whose statement."""

from __future__ import annotations

from counterclaim.reading.page import Page


def run(page: Page) -> None:
    """Write ``page.relations``."""
    page.relations = []
