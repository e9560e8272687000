"""``counterclaim export``: from a ledger to files, redacted unless asked; and back into another ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli.ledger_export import FORMATS
from counterclaim.cli.main import main
from counterclaim.ledger import open_ledger
from counterclaim.release import FORMATS as WRITERS

ARTICLE = (
    "Shell kills three in Kherson\n\nThree people were killed on Monday when a shell hit a market in Kherson, "
    "the regional governor, Oleh Marchuk, said. Among the dead was Mirela Ostanenko, 41, he said. "
    "The Russian Defence Ministry denied the strike.\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "a.json").write_text(json.dumps({"published": "2025-03-12", "outlet": "Halden Press"}))
    made = tmp_path / "war.db"
    assert main(["add", str(folder), "--ledger", str(made)]) == 0
    return made


def test_the_command_offers_every_writer() -> None:
    assert set(FORMATS) == set(WRITERS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_without_private_names(form: str, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / f"export.{form}"
    out.parent.mkdir()
    assert main(["export", form, "-o", str(out), "--ledger", str(ledger)]) == 0
    written = [f for f in out.parent.rglob("*") if f.is_file()]
    assert written
    for file in written:
        assert b"Ostanenko" not in file.read_bytes(), file.name


def test_an_unredacted_export_is_logged_and_comes_back_the_same(ledger: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "all.jsonl", tmp_path / "other.db"
    assert main(["export", "jsonl", "-o", str(out), "--unredacted", "--ledger", str(ledger)]) == 0
    assert main(["add", str(out), "--ledger", str(other)]) == 0
    with open_ledger(ledger) as one, open_ledger(other) as two:
        assert [r.to_json() for r in one.readings()] == [r.to_json() for r in two.readings()]
        assert "export_unredacted" in [e.action for e in one.entries()]
        assert one.verify().sound


def test_a_redacted_export_is_not_taken_in(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "all.jsonl"
    assert main(["export", "jsonl", "-o", str(out), "--ledger", str(ledger)]) == 0
    assert json.loads(out.read_text(encoding="utf-8").splitlines()[0])["redacted"] is True
    assert main(["add", str(out), "--ledger", str(tmp_path / "other.db")]) == 1
    assert "redacted export" in capsys.readouterr().err


def test_a_released_name_may_leave(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger) as opened:
        person = next(p for r in opened.readings() for p in r.persons)
        opened.decide(person.id, "released", True, reason="the family asked for it")
        assert opened.released() == {"Mirela Ostanenko"}
    out = tmp_path / "rows.csv"
    assert main(["export", "csv", "-o", str(out), "--ledger", str(ledger)]) == 0
    assert "Ostanenko" in out.read_text(encoding="utf-8")


def test_filters_narrow_an_export(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "denials.jsonl"
    command = [
        "export",
        "jsonl",
        "-o",
        str(out),
        "--stance",
        "denies",
        "--unredacted",
        "--ledger",
        str(ledger),
    ]
    assert main(command) == 0
    (line,) = out.read_text(encoding="utf-8").splitlines()
    assert {c["stance"] for c in json.loads(line)["claims"]} == {"denies"}


def test_no_ledger_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["export", "csv", "-o", str(tmp_path / "x.csv"), "--ledger", str(tmp_path / "none.db")])
    assert status == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_documents_are_listed_and_found_by_words_also_unread_ones(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unread = tmp_path / "uk.txt"
    unread.write_text("Двоє людей загинули внаслідок обстрілу ринку, повідомив губернатор області. " * 4)
    assert main(["add", str(unread), "--ledger", str(ledger)]) == 0
    capsys.readouterr()
    assert main(["documents", "--ledger", str(ledger)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("2 documents")
    assert main(["documents", "загинули", "--format", "json", "--ledger", str(ledger)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["language"] == "uk"
