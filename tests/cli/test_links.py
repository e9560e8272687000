"""``counterclaim links``: the contract's object from files, JSON Lines and readings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli.main import main

SAID = (
    "KYIV, March 10 - The Ukrainian army said on Monday that Russian aircraft had bombed a market in Kupiansk on "
    "Sunday and killed 12 people.\n"
)
DENIED = "The Russian Defence Ministry denied that its aircraft had bombed a market in Kupiansk on Sunday.\n"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("army.txt", SAID), ("ministry.txt", DENIED)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / "army.txt"), str(tmp_path / "ministry.txt")]


def output(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["links", *arguments]) == 0
    return capsys.readouterr().out


def test_the_contracts_object(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(output(capsys, *files, "--published", "2025-03-10", "--format", "json"))
    assert {"links", "origins"} <= data.keys()
    link = next(x for x in data["links"] if x["kind"] == "denies")
    assert {
        "id",
        "kind",
        "aspect",
        "reason_code",
        "reason",
        "rule",
        "score",
        "from",
        "to",
        "evidence",
    } <= link.keys()
    assert (link["from"]["file"], link["to"]["file"]) == ("ministry.txt", "army.txt")
    assert all(isinstance(words, str) for words in link["from"]["content"]) and link["from"]["claim"]
    texts = {Path(f).name: Path(f).read_text(encoding="utf-8") for f in files}
    assert all(texts[e["file"]][e["start"] : e["end"]] == e["text"] for e in link["evidence"])


def test_json_lines_are_called_by_their_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": "row-1", "text": SAID, "published": "2025-03-10"},
        {"id": "row-2", "text": DENIED, "published": "2025-03-11"},
    ]
    path = tmp_path / "dossier.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    data = json.loads(output(capsys, str(path), "--format", "json"))
    assert {(x["from"]["file"], x["to"]["file"]) for x in data["links"]} == {("row-2", "row-1")}


def test_readings_in(files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in files:
        assert (
            main(["read", name, "--published", "2025-03-10", "--format", "json", "-o", f"{name}.json"]) == 0
        )
    data = json.loads(output(capsys, *(f"{name}.json" for name in files), "--format", "json"))
    assert "denies" in [x["kind"] for x in data["links"]]


def test_a_sidecar_gives_the_date(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Path(files[0]).with_suffix(".json").write_text(
        '{"published": "2025-03-10", "outlet": "Halden Wire"}', encoding="utf-8"
    )
    Path(files[1]).with_suffix(".json").write_text('{"published": "2024-01-01"}', encoding="utf-8")
    data = json.loads(output(capsys, *files, "--format", "json"))
    assert data["links"] == []  # fourteen months apart


def test_text_says_why(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "why" in output(capsys, *files, "--published", "2025-03-10")


def test_nothing_to_link(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert "No links" in output(capsys, files[0], "--published", "2025-03-10")


def test_a_missing_file_fails_and_the_rest_is_linked(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["links", *files, "nowhere.txt", "--published", "2025-03-10"]) == 1
    caught = capsys.readouterr()
    assert "denies" in caught.out and "nowhere.txt" in caught.err
