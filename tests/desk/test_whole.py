"""What holds over a whole ledger: many events on the map, the queue of review, judgements, pages of the log."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn

from counterclaim.desk.app import make
from counterclaim.desk.keeping import Keeping
from counterclaim.desk.settings import Settings
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import Filters, Ledger, open_ledger
from counterclaim.reconcile.update import update_ledger

PLACES = ("Kherson", "Odesa", "Kharkiv")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """More events than the map shows one by one, and one question with two answers."""
    path: Path = tmp_path_factory.mktemp("whole") / "ledger.db"
    texts = [
        f"The mayor said on Tuesday that {n + 2} people were wounded in shelling of {PLACES[n % 3]} on Monday."
        for n in range(6)
    ]
    texts += [
        "The governor said that shelling continued.",
        "The police said that a shell hit a house in Ukraine.",
    ]
    texts += [
        "Russia's defence ministry said on Tuesday that 14 Ukrainian soldiers were killed in a missile strike on a depot in Kherson.",
        "Ukraine's General Staff said on Tuesday that 3 Ukrainian soldiers were killed in a missile strike on a depot in Kherson.",
    ]
    with open_ledger(path, create=True, who="tester") as made:
        made.add(
            Item(
                key=f"k{n}",
                text=text,
                title=f"Report {n}",
                outlet=f"Paper {n}",
                published="2024-11-12",
                language="en",
            )
            for n, text in enumerate(texts)
        )
        update_ledger(made)
        yield made


@pytest.fixture(scope="module")
def address(ledger: Ledger) -> Iterator[str]:
    """A desk that shows two rows one by one, and more as places."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(make(ledger, Settings(port=port, mapped=2, page=3)), log_level="error")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    held.close()


@pytest.mark.parametrize("kind", ["event", "figure"])
def test_gathered_is_what_the_rows_add_up_to(ledger: Ledger, kind: str) -> None:
    asked = Filters(kind=kind)
    rows = ledger.placed(ledger.search(asked, limit=None).hits)
    for _ in range(2):  # read anew, and from what was kept
        found = ledger.gathered(asked, limit=2)
        assert found.total == len(rows) and len(found.hits) == 2
        assert found.without_point == sum(1 for r in rows if r.spot is None)
        assert found.without_date == sum(1 for r in rows if not r.start)
        by_place: dict[str, int] = {}
        for row in rows:
            if row.spot:
                by_place[row.spot.name] = by_place.get(row.spot.name, 0) + 1
        assert {p.name: p.rows for p in found.points} == by_place
        assert sum(found.days.values()) == found.total - found.without_date
        ledger.pack()


def test_a_map_of_many_counts_all_of_them(client: httpx.Client) -> None:
    whole = client.get("/api/map").json()
    assert whole["by"] == "place" and whole["total"] > 2
    assert sum(f["properties"]["rows"] for f in whole["features"]) == whole["total"] - whole["without_point"]
    few = client.get("/api/map", params={"place": "Odesa"}).json()
    assert few["by"] == "row" and len(few["features"]) == few["total"] - few["without_point"] > 0


def test_a_point_of_the_map_leads_to_its_rows(tab: Any) -> None:  # noqa: ANN401
    tab.goto("/map")
    tab.wait_for_selector("#timeline rect")
    assert "Map and timeline show all of them" in tab.locator(".total").inner_text()
    first = tab.locator("#events tbody tr").count()
    seen = set(tab.eval_on_selector_all("#events tbody tr", "rows => rows.map(r => r.dataset.id)"))
    tab.locator("a[rel=next]").first.click()
    assert first == 3 and not seen & set(
        tab.eval_on_selector_all("#events tbody tr", "rows => rows.map(r => r.dataset.id)")
    )
    tab.goto("/map")
    tab.wait_for_selector("#timeline rect")
    with tab.expect_navigation():
        tab.locator("#timeline rect").first.click()
    assert "from=2024-11" in tab.url and "to=2024-11" in tab.url


def test_review_begins_with_what_accounts_rest_on(client: httpx.Client, ledger: Ledger) -> None:
    queue = client.get("/api/review", params={"limit": 100}).json()
    priorities = [row["priority"] for row in queue]
    assert priorities == sorted(priorities, reverse=True) and queue[0]["accounts"] == 1
    rest = [row for row in queue if row["accounts"] == 0]
    assert rest and all(row["confidence"] is None for row in rest)
    among = client.get("/api/review", params={"limit": 100, "speaker": "General Staff"}).json()
    assert {r["row"] for r in among} < {r["row"] for r in queue} and among[0]["accounts"] == 1
    head = queue[0]
    made = client.post("/api/decisions", json={"row": f"{head['document']}/{head['row']}", "field": "review", "value": "confirmed", "reason": "checked"})  # fmt: skip
    assert head["row"] not in [r["row"] for r in client.get("/api/review", params={"limit": 100}).json()]
    client.post(f"/api/decisions/{made.json()['entry']}/undo", json={"reason": "to look again"})
    assert client.get("/api/review", params={"limit": 1}).json()[0]["row"] == head["row"]


def test_decisions_and_documents_come_in_pages_with_all_fields(client: httpx.Client) -> None:
    hit = client.get("/api/claims", params={"measure": "wounded"}).json()["hits"][0]
    for value in ("unsure", "machine"):
        client.post("/api/decisions", json={"row": f"{hit['document']}/{hit['id']}", "field": "review", "value": value, "reason": "later"})  # fmt: skip
    page = client.get("/api/decisions", params={"document": hit["document"], "limit": 1}).json()
    assert page["total"] >= 2 and [d["detail"]["new"] for d in page["decisions"]] == ["machine"]
    older = client.get("/api/decisions", params={"document": hit["document"], "limit": 1, "offset": 1}).json()
    assert [d["detail"]["new"] for d in older["decisions"]] == ["unsure"]
    found = client.get("/api/documents", params={"q": "Kherson", "limit": 2}).json()
    listed = {d["id"]: d for d in client.get("/api/documents").json()["documents"]}
    assert found["total"] == 4 and [listed[d["id"]] for d in found["documents"]] == found["documents"]


def test_judged_by_keyboard_and_taken_back(tab: Any, client: httpx.Client) -> None:  # noqa: ANN401
    row = next(r for r in client.get("/api/review").json() if r["accounts"])
    name = f"{row['document']}/{row['row']}"
    tab.goto(f"/review?row={quote(name)}")
    assert tab.locator("#others .other").count() >= 1
    tab.keyboard.press("x")
    tab.keyboard.press("Enter")
    assert "say why" in tab.locator("#reason .problem").inner_text()
    tab.keyboard.type("two strikes, a day apart")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".done")
    assert "two strikes, a day apart" in tab.locator("#judgements").inner_text()
    assert "not same" in tab.locator("#others .flag").first.inner_text()
    (judged,) = client.get("/api/judgements", params={"row": name}).json()["judgements"]
    assert judged["verdict"] == "not_same"
    tab.keyboard.press("z")
    tab.keyboard.type("it is one strike")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")
    assert "it is one strike" in tab.locator("#judgements").inner_text()
    assert tab.locator("#others .flag").count() == 0
    again = client.post(f"/api/judgements/{judged['entry']}/undo", json={"reason": "twice"})
    assert again.status_code == 409 and "replaced" in again.json()["detail"]
    assert client.post("/api/judgements/999999/undo", json={"reason": "none"}).status_code == 404


def test_totals_lag_only_where_they_are_costly() -> None:
    keeping, made = Keeping(), []
    assert keeping.total("quick", 1, lambda: "a") == "a"
    assert keeping.total("quick", 1, lambda: "b") == "a" and keeping.total("quick", 2, lambda: "c") == "c"
    begun, go = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go.wait(60)
        made.append(1)
        return "new"

    def first() -> str:
        time.sleep(0.06)  # what costs more than this is made at the back
        return "old"

    assert keeping.total("slow", 1, first) == "old"
    while not begun.is_set():  # it rests for a while after it was made
        assert keeping.total("slow", 2, slow) == "old"
        time.sleep(0.02)
    assert keeping.total("slow", 2, slow) == "old" and not made
    go.set()
    while keeping.total("slow", 2, slow) != "new":
        time.sleep(0.02)
    assert len(made) == 1


def test_an_answer_does_not_outlive_a_decision() -> None:
    keeping = Keeping()
    assert keeping.answer("q", "state", lambda: 1) == 1 and keeping.answer("q", "state", lambda: 2) == 1
    keeping.changed()
    assert keeping.answer("q", "state", lambda: 3) == 3
