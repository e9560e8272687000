"""What must not work: forged writes, other hosts, oversized bodies, paths out of the folder, script in rows."""

from __future__ import annotations

import httpx
import pytest

from counterclaim.desk.errors import NotLoopback
from counterclaim.desk.settings import loopback
from counterclaim.ledger import Ledger

GETS = [
    "/api/rows/../../etc/passwd", "/api/rows/%2e%2e%2f%2e%2e", "/api/rows/' OR 1=1 --", "/api/rows/c-000000000000",
    "/api/documents/d-0000000000000000", "/api/documents/%00", "/api/exports/..%2f..%2fetc%2fpasswd",
    "/api/exports/exe", "/api/exports/csv?account=../x", "/api/accounts/q-0", "/api/accounts/<script>",
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2f..%2fledger.py", "/api/claims?min=nan",
    "/api/claims?min=1e999", "/api/claims?from=yesterday", "/api/claims?near=1,2,3", "/api/claims?within=50km",
    "/api/claims?kind=secret", "/api/claims?limit=1000000", "/api/claims?offset=-1", "/api/documents?limit=0",
    "/accounts/<script>alert(1)</script>", "/places/<img onerror=alert(1)>", "/actors/%F0%9F%92%A3",
    "/documents/d-0?with=%3Cscript%3E", "/review?row=<script>", "/map?within=x", "/api/claims?q=" + "a" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("path", GETS)
def test_hostile_requests_are_refused_in_words(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"accept": "text/html"})
    assert 400 <= answer.status_code < 500
    assert "<script>alert" not in answer.text and "<img onerror" not in answer.text
    assert "Traceback" not in answer.text and "root:" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def test_another_name_for_this_machine_is_refused(address: str) -> None:
    assert httpx.get(address, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/api/decisions", "/api/rows", "/api/read", "/api/decisions/1/undo"])
def test_writes_need_the_token_and_our_own_pages(client: httpx.Client, ledger: Ledger, path: str) -> None:
    before = len(ledger.entries())
    assert client.post(path, json={}, headers={"x-csrf-token": "0" * 64}).status_code == 403
    assert client.post(path, json={}, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(path, json={}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert len(ledger.entries()) == before


def test_bodies_are_bounded(client: httpx.Client) -> None:
    assert client.post("/api/read", content=b"x" * 300_000).status_code == 413
    assert client.post("/api/read", content=(b"x" * 1000 for _ in range(400))).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org", "127.0.0.1.evil.example"])
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(NotLoopback, match="sign-in"):
        loopback(host)


def test_a_csv_holds_no_formula(client: httpx.Client) -> None:
    text = client.get("/api/exports/csv?kind=claim").text
    assert not any(cell[:1] in "=+@" for line in text.splitlines() for cell in line.split(",") if cell)
