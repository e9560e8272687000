"""Hostile articles and hostile callers: what is stored does nothing, what is forged is refused."""

from __future__ import annotations

import csv
import io
import re
import socket
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import uvicorn

from counterclaim.desk.app import make
from counterclaim.desk.settings import Settings
from counterclaim.intake.formats.items import Item
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.reconcile.update import update_ledger

FORMULA = '=HYPERLINK("http://evil.example","open")'
SCRIPTS = (
    "</title><script>alert(1)</script>", "\"><svg onload=alert(1)>", "{{ 7 * 7 }}", "';alert(1)//",
    "<img src=x onerror=alert(1)>", "]]><script>alert(1)</script>", "\u202e<script>alert(1)</script>",
)  # fmt: skip
LINKS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "JaVaScRiPt://%0aalert(1)",
    "vbscript:x",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Articles that mean harm, in title, outlet, address, names and words."""
    path: Path = tmp_path_factory.mktemp("hostile") / "ledger.db"
    texts = [
        f"The {name} Ministry said on Tuesday that {n + 3} people were killed in Kherson. The mayor said: “{words}”"
        for n, (name, words) in enumerate(
            zip(("=SUM(1)", "+Plus", "@At", "-Minus"), (FORMULA, *SCRIPTS), strict=False)
        )
    ]
    made_of = [
        Item(
            key=f"f{n}",
            text=text,
            title=FORMULA,
            outlet=f"@{n}",
            url=LINKS[n % len(LINKS)],
            published="2024-11-12",
            language="en",
        )
        for n, text in enumerate(texts)
    ]
    made_of += [
        Item(key=f"s{n}", text=f"The mayor {script} said on Tuesday that {n + 5} people were killed in Odesa. {script}",
             title=script, outlet=script, url=LINKS[n % len(LINKS)], published="2024-11-12", language="en")
        for n, script in enumerate(SCRIPTS)
    ]  # fmt: skip
    with open_ledger(path, create=True, who="tester") as made:
        made.add(made_of)
        update_ledger(made)
        yield made


@pytest.fixture(scope="module")
def address(ledger: Ledger) -> Iterator[str]:
    """Where the desk is served."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make(ledger, Settings(port=port)), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    held.close()


def _pages(ledger: Ledger) -> list[str]:
    made = ["/", "/search", "/search?kind=figure", "/map", "/documents", "/review", "/api/docs"]
    made += [f"/documents/{d.document.id}" for d in ledger.documents()]
    made += [f"/search?outlet={quote(s)}&q=people" for s in SCRIPTS] + [
        f"/actors/{quote(s, safe='')}" for s in SCRIPTS
    ]
    return made


class _Tags(HTMLParser):
    """What a browser would make of a page that could run or lead to a script."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if (tag == "script" and not (given.get("src") or "").startswith("/static/")) or tag in (
            "svg",
            "iframe",
            "img",
        ):
            self.wrong.append(tag)
        for name, value in attrs:
            leads = name in ("href", "src", "action", "data-src") and ":" in (value or "").split("/")[0]
            if name.startswith("on") or (leads and not (value or "").lower().startswith(("http:", "https:"))):
                self.wrong.append(f"{tag} {name}={value}")


def test_stored_script_is_words_on_every_page(client: httpx.Client, ledger: Ledger) -> None:
    for path in _pages(ledger):
        page = client.get(path, headers={"accept": "text/html"}).text
        tags = _Tags()
        tags.feed(page)
        assert tags.wrong == [], path
        assert ">49<" not in page and "Traceback" not in page, path


@pytest.mark.parametrize("form", ["csv", "hxl", "acled"])
def test_no_cell_of_a_table_is_a_formula(client: httpx.Client, form: str) -> None:
    for kind in ("claim", "figure", "event"):
        answer = client.get(f"/api/exports/{form}", params={"kind": kind})
        assert answer.status_code == 200
        for row in csv.reader(io.StringIO(answer.text)):
            for cell in row:
                number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
                assert number or (form == "hxl" and cell.startswith("#")) or cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), cell  # fmt: skip


def test_a_workbook_holds_no_formula(client: httpx.Client) -> None:
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(client.get("/api/exports/xlsx", params={"kind": "claim"}).content)
    )
    assert not [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]


@pytest.mark.parametrize("form", ["../csv", "csv/../../x", "csv%00", "..%5c..%5cwin.ini", "/etc/passwd", "%2e%2e", "csv\r\nx: y"])  # fmt: skip
def test_exports_lead_nowhere_else(client: httpx.Client, form: str) -> None:
    answer = client.get(f"/api/exports/{quote(form, safe='%')}")
    assert answer.status_code in (400, 404) and "root:" not in answer.text and "x" not in answer.headers


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/decisions", {"row": "c-000000000000", "field": "review", "value": "rejected", "reason": "x"}),
        ("/api/decisions", {"row": "d-1/../c-1", "field": "review", "value": "rejected", "reason": "x"}),
        ("/api/decisions", {"row": "ROW", "field": "__class__", "value": "x", "reason": "x"}),
        ("/api/decisions", {"row": "ROW", "field": "id", "value": "c-1", "reason": "x"}),
        ("/api/decisions", {"row": "ROW", "field": "review", "value": "released", "reason": "x"}),
        ("/api/decisions", {"row": "ROW", "field": "review", "value": "confirmed", "reason": " "}),
        ("/api/decisions", {"row": "ROW", "field": "review", "value": "confirmed", "reason": "x", "who": "admin"}),
        ("/api/decisions/0/undo", {"reason": "x"}), ("/api/decisions/1/undo", {"reason": "x"}),
        ("/api/decisions/-1/undo", {"reason": "x"}), ("/api/decisions/99999999999999999999/undo", {"reason": "x"}),
        ("/api/judgements", {"one": "ROW", "other": "ROW", "verdict": "same", "reason": "x"}),
        ("/api/judgements", {"one": "ROW", "other": "c-000000000000", "verdict": "same", "reason": "x"}),
        ("/api/judgements", {"one": "ROW", "other": "ROW", "verdict": "certainly", "reason": "x"}),
        ("/api/rows", {"document": "DOCUMENT", "kind": "claim", "start": 0, "end": 9_999_999, "reason": "x"}),
        ("/api/rows", {"document": "DOCUMENT", "kind": "claim", "start": 9, "end": 3, "reason": "x"}),
        ("/api/rows", {"document": "DOCUMENT", "kind": "document", "start": 0, "end": 3, "reason": "x"}),
        ("/api/rows", {"document": "DOCUMENT", "kind": "figure", "start": 0, "end": 3, "reason": "x", "fields": {"claim": "c-000000000000", "value": 1}}),
    ],
)  # fmt: skip
def test_forged_writes_are_refused_and_change_nothing(
    client: httpx.Client, ledger: Ledger, path: str, body: dict[str, Any]
) -> None:
    hit = ledger.search(kind="claim").hits[0]
    filled = {k: {"ROW": f"{hit.document}/{hit.id}", "DOCUMENT": hit.document}.get(v, v) if isinstance(v, str) else v for k, v in body.items()}  # fmt: skip
    before = len(ledger.entries())
    answer = client.post(path, json=filled)
    assert 400 <= answer.status_code < 500 and answer.headers["content-type"] == "application/problem+json"
    assert len(ledger.entries()) == before


def test_a_form_of_another_site_cannot_write(client: httpx.Client, ledger: Ledger) -> None:
    """What a browser sends without asking first: no header of ours, and bodies of three kinds."""
    before = len(ledger.entries())
    cookie = {"cookie": f"counterclaim_csrf={client.cookies['counterclaim_csrf']}"}
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        answer = httpx.post(
            f"{client.base_url}/api/decisions", content=b"csrf=1", headers={**cookie, "content-type": kind}
        )
        assert answer.status_code == 403
    assert client.get("/api/decisions/1/undo").status_code == 405
    for method in ("PUT", "PATCH", "DELETE"):
        assert client.request(method, "/api/decisions").status_code == 405
        assert httpx.request(method, f"{client.base_url}/api/decisions").status_code == 403
    override = {"x-http-method-override": "POST"}
    assert (
        client.get("/api/decisions", headers=override).status_code == 200 and len(ledger.entries()) == before
    )


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1.evil.example", "localhost:1", "", "127.0.0.1:0@evil"])  # fmt: skip
def test_other_hosts_are_refused(address: str, host: str) -> None:
    assert httpx.get(f"{address}/api/holding", headers={"host": host}).status_code in (400, 421)


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b'{"text":' * 5_000, b"\xff\xfe", b"", b"null", b'{"text": 1e999}', b'{"text": "\\ud800"}']
)  # fmt: skip
def test_bodies_that_are_no_request(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/api/read", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500 and "Traceback" not in answer.text
