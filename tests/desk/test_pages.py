"""What people see and do, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

from counterclaim.desk.pages.find import called
from counterclaim.ledger import Ledger


def test_a_stored_script_does_nothing(tab: Any, ledger: Ledger) -> None:  # noqa: ANN401
    hostile = next(d for d in ledger.documents() if "script" in (d.document.title or "")).document
    for path in (f"/documents/{hostile.id}", "/", "/search?q=wounded", "/map", "/documents", f"/search?outlet={quote(hostile.outlet or '')}"):  # fmt: skip
        tab.goto(path)
        assert "owned" not in tab.title() or "<script>" in tab.title()
        assert tab.locator("img[src=x]").count() == 0 and tab.locator("a[href^='javascript:']").count() == 0


def test_a_new_user_finds_rejects_undoes_and_exports(tab: Any) -> None:  # noqa: ANN401
    tab.goto("/")
    tab.locator(".question a").first.click()
    assert tab.locator("#answers tbody tr").count() >= 2
    tab.wait_for_selector("#chart svg")
    sources = tab.eval_on_selector_all("a.source", "a => [...new Set(a.map(e => e.getAttribute('href')))]")
    assert len({s.split("#")[0] for s in sources}) >= 2
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="CSV").click()
    assert "redacted" in Path(saved.value.path()).read_text("utf-8")
    for source in sources[:2]:
        tab.goto(source)
        assert tab.locator(".article mark.content").count()
    tab.goto("/review")
    first = tab.locator("#row").get_attribute("data-row")
    tab.keyboard.press("?")
    assert tab.locator("#keys").is_visible()
    tab.keyboard.press("Escape")
    tab.keyboard.press("r")
    tab.keyboard.press("Enter")
    assert "say why" in tab.locator("#reason .problem").inner_text()
    tab.keyboard.type("not what the source says")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".done")
    tab.keyboard.press("z")
    tab.keyboard.type("it was right")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    tab.goto(f"/review?row={quote(first)}")
    history = tab.locator("#history").inner_text()
    assert "not what the source says" in history and "it was right" in history


def test_an_actor_is_found_by_whole_names_and_by_those_of_its_party(client: Any) -> None:  # noqa: ANN401
    assert client.get("/actors/mayor").status_code == 200
    assert client.get("/actors/may").status_code == 404
    names = called("the IDF")
    assert names[0] == "the IDF" and "israel defense forces" in {n.lower() for n in names}
    assert sum(len(n) + 3 for n in called("Russia")) <= 300


def test_all_questions_are_listed(tab: Any) -> None:  # noqa: ANN401
    tab.goto("/accounts")
    assert tab.locator(".question a").count() >= 1
    tab.locator(".question a").first.click()
    for link in tab.eval_on_selector_all(
        "main a[href^='/documents/']", "a => [...new Set(a.map(e => e.href))]"
    ):
        assert tab.request.get(link, headers={"accept": "text/html"}).ok, link
