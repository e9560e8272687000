"""What programs get."""

from __future__ import annotations

import httpx


def test_search_pages_tags_and_problems(client: httpx.Client) -> None:
    found = client.get("/api/claims", params={"measure": "killed", "limit": 1})
    assert found.json()["total"] >= 3 and len(found.json()["hits"]) == 1
    again = client.get("/api/claims", params={"measure": "killed", "limit": 1}, headers={"if-none-match": found.headers["etag"]})  # fmt: skip
    assert again.status_code == 304 and not again.content
    wrong = client.get("/api/claims", params={"from": "yesterday"})
    assert wrong.status_code == 400 and wrong.headers["content-type"] == "application/problem+json"
    assert "YYYY-MM-DD" in wrong.json()["detail"]


def test_a_decision_is_kept_undone_and_in_the_history(client: httpx.Client) -> None:
    hit = client.get("/api/claims", params={"measure": "wounded"}).json()["hits"][0]
    row = f"{hit['document']}/{hit['id']}".replace("/", "%2F")
    made = client.post(
        "/api/decisions", json={"row": hit["id"], "field": "value", "value": 7, "reason": "recount"}
    )
    assert made.status_code == 201
    shown = client.get(f"/api/rows/{hit['id']}").json()
    assert shown["row"]["value"] == 5 and shown["human"]["value"]["value"] == 7 and row
    undone = client.post(f"/api/decisions/{made.json()['entry']}/undo", json={"reason": "a slip"})
    assert undone.status_code == 201
    assert client.get(f"/api/rows/{hit['id']}").json()["human"] == {}
    assert client.post("/api/decisions", json={"row": hit["id"], "field": "value", "value": 7, "reason": " "}).status_code == 422  # fmt: skip


def test_every_call_is_described_and_exports_are_redacted(client: httpx.Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {
        "/api/documents",
        "/api/claims",
        "/api/links",
        "/api/decisions",
        "/api/exports/{form}",
    } <= paths.keys()
    for form in ("csv", "json", "geojson"):
        assert client.get(f"/api/exports/{form}", params={"kind": "figure"}).status_code == 200
    first = client.get("/api/exports/json").text.splitlines()[0]
    assert '"redacted":true' in first.replace(" ", "")
