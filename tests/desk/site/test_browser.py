"""The site in a real browser, from its folder and from a web host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[3] / "browser" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Which colours the reader prefers."""
    return str(request.param)


@pytest.fixture
def look(browser: Any, base: str) -> Iterator[Any]:  # noqa: ANN401
    """A page that may not complain, nor load anything from elsewhere."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("request", lambda r: None if r.url.startswith((base, "blob:", "data:")) else wrong.append(r.url))
    yield page
    page.close()
    assert wrong == []


def names(site: Path) -> list[str]:
    """A page of each kind; the hostile document among them."""
    hostile = next(
        p for p in sorted((site / "documents").glob("*.html")) if "onerror" in p.read_text("utf-8")
    )
    question = next(iter(sorted((site / "accounts").glob("*.html"))))
    return [
        "index.html", "accounts.html", "map.html", "documents.html", "about.html",
        f"accounts/{question.name}", f"documents/{hostile.name}",
    ]  # fmt: skip


def test_pages_are_accessible(browser: Any, site: Path, scheme: str) -> None:  # noqa: ANN401
    page = browser.new_page(color_scheme=scheme)
    for name in names(site):
        page.goto(f"{site.as_uri()}/{name}")
        page.evaluate(AXE.read_text("utf-8"))
        violations = page.evaluate("axe.run({preload: false})")["violations"]
        assert [(name, v["id"], v["nodes"][0]["html"][:120]) for v in violations] == []
    page.close()


def test_pages_fit_a_small_screen(browser: Any, site: Path) -> None:  # noqa: ANN401
    page = browser.new_page(viewport={"width": 360, "height": 780})
    for name in names(site):
        page.goto(f"{site.as_uri()}/{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name
    page.close()


def test_a_reader_finds_the_contested_figure_and_its_sources(look: Any, base: str) -> None:  # noqa: ANN401
    look.goto(f"{base}/index.html")
    look.locator(".question a", has_text="Kherson").first.click()
    look.wait_for_selector("#chart svg")
    assert look.locator("#answers tbody tr").count() >= 2
    sources = look.eval_on_selector_all("a.source", "a => [...new Set(a.map(e => e.href))]")
    assert len({s.split("#")[0] for s in sources}) >= 2
    for source in sources[:2]:
        look.goto(source)
        anchor = source.partition("#")[2]
        assert look.locator(f"[id='{anchor}']").is_visible()


def test_the_map_draws_and_its_table_has_the_same_facts(look: Any, base: str) -> None:  # noqa: ANN401
    look.goto(f"{base}/map.html")
    look.wait_for_selector("#map[data-ready]", timeout=60_000)
    look.wait_for_selector("#timeline:not(:empty)")
    total = int(re.sub(r"\D", "", look.locator(".total b").inner_text()))
    assert total == look.locator("#events tbody tr").count()
    # Where the machine has no WebGL the page says so; the data came all the same.
    assert (
        look.evaluate("counterclaim.events.features.length")
        == look.locator('#events tr[data-point="1"]').count()
    )


def test_a_hostile_article_does_nothing(look: Any, base: str, site: Path) -> None:  # noqa: ANN401
    for name in names(site):
        look.goto(f"{base}/{name}")
        assert "owned" not in look.title() or "<script>" in look.title()
        assert look.locator("img[src=x]").count() == 0
        assert look.locator("a[href^='javascript:']").count() == 0
