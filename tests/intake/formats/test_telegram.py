"""Exports of Telegram Desktop."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.intake.formats.helpers import STORY, found, one_failure, one_item


def _post(number: int, text: object, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    when = {"date": "2023-05-02T13:00:00", "date_unixtime": "1683021600"}
    return {"id": number, "type": "message", **when, "from": "Harbour Watch", "text": text, **more}


def _chat(*posts: dict[str, Any], name: str = "Harbour Watch", number: int = 42) -> dict[str, Any]:
    return {"name": name, "type": "public_channel", "id": number, "messages": list(posts)}


def _export(path: Path, export: object, indent: int | None = 1) -> Path:
    path.write_text(json.dumps(export, ensure_ascii=False, indent=indent), "utf-8")
    return path


@pytest.mark.parametrize("indent", [None, 1])
def test_posts(tmp_path: Path, indent: int | None) -> None:
    pieces = [
        "🚀 Over ",
        {"type": "bold", "text": "Kherson"},
        ": ",
        {"type": "link", "text": "https://x.test"},
        "",
    ]
    service = {"id": 2, "type": "service", "action": "pin_message", "text": "", "date_unixtime": "1683021600"}
    export = _chat(
        _post(1, STORY),
        service,
        _post(3, pieces, forwarded_from="Air Command", edited_unixtime="1683025200"),
        _post(4, "", photo="photos/a.jpg"),
        _post(5, [], poll={"question": "?"}),
    )
    items, failures = found(_export(tmp_path / "result.json", export, indent))
    assert failures == []
    first, second = items
    assert (first.key, first.text, first.outlet) == ("telegram:42/1", STORY, "Harbour Watch")
    assert (first.published, first.edited) == ("2023-05-02T10:00:00+00:00", None)
    assert (first.speaker_channel, first.url) == (None, None)
    assert (second.key, second.text) == ("telegram:42/3", "🚀 Over Kherson: https://x.test")
    assert (second.speaker_channel, second.edited) == ("Air Command", "2023-05-02T11:00:00+00:00")


def test_an_edited_post_keeps_its_key(tmp_path: Path) -> None:
    old = one_item(_export(tmp_path / "old.json", _chat(_post(7, "Three killed."))))
    new = one_item(
        _export(tmp_path / "new.json", _chat(_post(7, "Four killed.", edited_unixtime="1683025200")))
    )
    assert old.key == new.key
    assert old.text != new.text


def test_all_chats_of_an_account(tmp_path: Path) -> None:
    export = {
        "about": "An export.",
        "personal_information": {"name": "N", "id": 1},
        "contacts": {"list": [{"name": "C", "id": 9}]},
        "chats": {
            "about": "…",
            "list": [_chat(_post(1, "A.")), _chat(_post(1, "B."), name="Second", number=43)],
        },
        "left_chats": {"list": [_chat(_post(1, "C."), name="Left", number=44)]},
    }
    items, failures = found(_export(tmp_path / "result.json", export))
    assert failures == []
    assert [(item.key, item.outlet, item.text) for item in items] == [
        ("telegram:42/1", "Harbour Watch", "A."),
        ("telegram:43/1", "Second", "B."),
        ("telegram:44/1", "Left", "C."),
    ]


def test_addresses_when_the_channel_is_named(tmp_path: Path) -> None:
    item = one_item(_export(tmp_path / "result.json", _chat(_post(7, STORY))), channel="@harbour")
    assert (item.url, item.key) == ("https://t.me/harbour/7", "telegram:42/7")


def test_bad_posts_cost_themselves(tmp_path: Path) -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    export = _chat(
        _post(1, "A."),
        _post(2, 17),
        {**_post(3, "x"), "id": "three"},
        _post(4, deep),
        _post(5, "a\x00"),
        _post(6, "B."),
    )
    items, failures = found(_export(tmp_path / "result.json", export))
    assert [item.text for item in items] == ["A.", "B."]
    assert len(failures) == 4


def test_ten_thousand_levels_and_a_truncated_export(tmp_path: Path) -> None:
    good, later = json.dumps(_post(1, "A.")), json.dumps(_post(2, "B."))
    deep = '{"id": 9, "text": ' + "[" * 10_000 + "]" * 10_000 + "}"
    text = f'{{"name": "N", "id": 42, "messages": [{good}, {deep}, {later}, {{"id": 3, "te'
    (tmp_path / "result.json").write_text(text)
    items, failures = found(tmp_path / "result.json")
    assert [item.text for item in items] == ["A.", "B."]
    assert [("nested too deeply" in f.reason, "breaks off" in f.reason) for f in failures] == [
        (True, False),
        (False, True),
    ]


def test_old_exports_without_unix_time(tmp_path: Path) -> None:
    post = {"id": 1, "type": "message", "date": "2019-05-02T13:00:00", "text": "A."}
    assert one_item(_export(tmp_path / "result.json", _chat(post))).published == "2019-05-02T13:00:00"


def test_no_messages(tmp_path: Path) -> None:
    path = _export(tmp_path / "result.json", {"name": "N", "x": {"messages": [{"id": 1, "text": "A."}]}})
    assert "no list of messages" in one_failure(path).reason
