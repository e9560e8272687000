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


def test_corrections_and_added_rows_are_in_an_unredacted_export(ledger: Path, tmp_path: Path) -> None:
    out, other = tmp_path / "all.jsonl", tmp_path / "other.db"
    with open_ledger(ledger) as opened:
        made = next(r for r in opened.readings() if r.figures)
        claim, figure = made.claims[0].content[0], made.figures[0]
        added = opened.add_row(made.document.id, "figure", claim.start, claim.end, reason="missed", value=3)
        opened.decide(figure.id, "value", 99, reason="misprint")
    assert main(["export", "jsonl", "-o", str(out), "--unredacted", "--ledger", str(ledger)]) == 0
    assert main(["add", str(out), "--ledger", str(other)]) == 0
    with open_ledger(ledger) as one, open_ledger(other) as two:
        figures = {f.id: f.value for f in two.reading(made.document.id).figures}
        assert figures[figure.id] == 99 and figures[added] == 3
        assert [r.to_json() for r in one.readings()] == [r.to_json() for r in two.readings()]
        assert two.verify().sound
    assert main(["add", str(out), "--ledger", str(other)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'"mentions":[{"start":', b'"mentions":[{"start":1', "offsets"),
        (b'"kind":"body","start":', b'"kind":"body","start":-1', "parts"),
        (b'"text_sha256":"', b'"text_sha256":"0', "text was changed"),
        (b'"claim":"c-', b'"claim":"c-0', "rows it does not hold"),
        (b'"stance":"', b'"stance":"un', "broken reading"),
        (b"counterclaim.reading/1", b"counterclaim.reading/7", "another schema"),
    ],
)
def test_a_reading_that_was_tampered_with_is_refused(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: bytes, new: bytes, says: str
) -> None:
    out = tmp_path / "all.jsonl"
    assert main(["export", "jsonl", "-o", str(out), "--unredacted", "--ledger", str(ledger)]) == 0
    head, rows = out.read_bytes().splitlines()[0].split(b'"actors":', 1)
    place = (head, rows) if old in head else (rows, head)
    changed = place[0].replace(old, new)
    assert changed != place[0]
    line = changed + b'"actors":' + rows if old in head else head + b'"actors":' + changed
    out.write_bytes(line + b"\n")
    assert main(["add", str(out), "--ledger", str(tmp_path / "other.db")]) == 1
    assert says in capsys.readouterr().err


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
