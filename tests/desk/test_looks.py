"""How pages look: accessible in light and dark, and no wider than a small screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger

AXE = Path(__file__).parents[2] / "browser" / "node_modules" / "axe-core" / "axe.min.js"
PAGES = [
    "/", "/accounts", "/search", "/search?kind=figure&measure=killed", "/map", "/documents", "/review", "/api/docs",
    "/places/Kherson", "/actors/mayor", "/nowhere", "document", "compare", "account",
]  # fmt: skip


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest, tab: Any, ledger: Ledger) -> str:  # noqa: ANN401
    """The address of a page."""
    found: str = request.param
    if found in ("document", "compare"):
        one, other = (d.id for d in ledger.find_documents("depot")[:2])
        found = f"/documents/{one}" + (f"?with={other}" if found == "compare" else "")
    elif found == "account":
        tab.goto("/accounts")
        found = str(tab.locator(".question a").first.get_attribute("href"))
    return found


def test_pages_are_accessible_and_fit(tab: Any, path: str) -> None:  # noqa: ANN401
    tab.goto(path)
    tab.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        violations = tab.evaluate("axe.run()")["violations"]
        assert [(scheme, v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
    tab.set_viewport_size({"width": 360, "height": 780})
    wide = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    wide = f"{wide}.filter(e => !e.closest('.scroll, .chart')).map(e => e.outerHTML.slice(0, 90))"
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360, tab.evaluate(wide)


def test_the_address_bar_of_a_row_shows_its_words(tab: Any, ledger: Ledger) -> None:  # noqa: ANN401
    hit = ledger.search(measure="killed").hits[0]
    tab.goto(f"/documents/{hit.document}#{hit.id}")
    tab.wait_for_selector("mark.lit")


def test_right_to_left_titles_run_right_to_left(tab: Any, ledger: Ledger) -> None:  # noqa: ANN401
    hebrew = next(d.document for d in ledger.documents() if "שלום" in (d.document.title or ""))
    tab.goto(f"/documents/{hebrew.id}")
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert (
        tab.evaluate("document.documentElement.dir") == ""
        and tab.evaluate("document.documentElement.lang") == "en"
    )
