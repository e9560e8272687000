"""The commands of the ledger: what they print, and their exit statuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim.cli.main import main
from counterclaim.ledger import adding, open_ledger, scrubbing
from tests.ledger.reader import READ, article

COMMANDS = ("add", "search", "show", "cite", "history", "verify", "decide", "takedown", "reread")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, and a small reader."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERCLAIM_USER", "ana")
    monkeypatch.delenv("COUNTERCLAIM_LEDGER", raising=False)
    monkeypatch.setattr(adding, "_reader", lambda: READ)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(article(number))
    return tmp_path


def run(*arguments: str) -> int:
    """The exit status; argparse leaves with one."""
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401
    capsys.readouterr()
    assert run("search", "--format", "json", *arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_add_search_show_cite(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "in", "--published", "2023-05-02", "--outlet", "Halden") == 0
    assert capsys.readouterr().out == "3 added, 0 unchanged, 0 failed; 9 claims\n"
    assert run("add", "in", "--published", "2023-05-02", "--outlet", "Halden") == 0
    assert "0 added, 3 unchanged" in capsys.readouterr().out
    assert run("search", '"air raid"', "--speaker", "mayor") == 0
    out = capsys.readouterr().out
    assert "the air raid number" in out and "1 to 1 of 1" in out and "stance: asserts 1" in out
    result = found(capsys, "--measure", "killed", "--min", "1", "--place", "Kherson", "--within", "500km")
    (hit,) = [h for h in result["hits"] if h["amount"] == 2]
    assert result["filters"]["within_km"] == 500
    for command in ("show", "cite", "history"):
        assert run(command, hit["id"]) == 0
        out = capsys.readouterr().out
        assert ("2 killed" in out) == (command != "history") and hit["document"] in out


def test_failures_make_status_one_and_cost_nothing_else(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "in" / "bad.zip").write_bytes(b"PK\x03\x04")
    assert run("add", "in") == 1
    said = capsys.readouterr()
    assert said.out.startswith("3 added") and said.err.startswith("counterclaim: ") and "bad.zip" in said.err
    assert said.err.count("\n") == 1
    assert run("add", "in", "--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["failed"][0]["name"].endswith("bad.zip")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["search", "--ledger", "none.db"], 1),
        (["show", "x-none"], 1),
        (["search", "--kind", "rumour"], 2),
        (["search", "--from", "soon"], 2),
        (["search", "--near", "here"], 2),
        (["search", "--within", "5km"], 2),
        (["search", "--limit", "-1"], 2),
        (["add"], 2),
        (["add", "in", "--column", "text"], 2),
        (["add", "in", "--published", "2023-02-30"], 2),
        (["add", "in", "--input-format", "papyrus"], 2),
        (["decide", "x"], 2),
        (["decide", "x", "--reason", "r"], 2),
        (["decide", "x", "--set", "value", "--reason", "r"], 2),
        (["decide", "x", "--add", "claim", "--at", "here", "--reason", "r"], 2),
        (["decide", "--undo", "999", "--reason", "r"], 2),
        (["takedown", "d-none", "--reason", "r"], 1),
        (["verify", "--ledger", "in/0.txt"], 1),
        (["verify", "--ledger", "postgresql://nobody:secret@127.0.0.1:1/none"], 1),
    ],
)
def test_what_goes_wrong_is_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int
) -> None:
    run("add", "in")
    capsys.readouterr()
    assert run(*arguments) == status
    said = capsys.readouterr().err
    assert (
        said.splitlines()[-1].startswith("counterclaim") and "Traceback" not in said and "secret" not in said
    )


def test_decide_undo_verify(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("add", "in")
    (hit,) = [h for h in found(capsys, "--measure", "killed")["hits"] if h["amount"] == 2]
    assert run("decide", hit["id"], "--set", "value=7", "--reason", "the agency corrected it") == 0
    entry = capsys.readouterr().out.split()[-1]
    assert [h["amount"] for h in found(capsys, "--measure", "killed", "--min", "7")["hits"]] == [7]
    run("show", hit["id"])
    out = capsys.readouterr().out
    assert "value: 2 → 7 (ana)" in out and "the agency corrected it" in out
    assert run("decide", "--undo", entry, "--reason", "it was right") == 0
    assert run("decide", "--undo", entry, "--reason", "once more") == 2
    assert "undone already" in capsys.readouterr().err
    assert found(capsys, "--measure", "killed", "--min", "7")["total"] == 0
    added = [
        "decide",
        hit["document"],
        "--add",
        "claim",
        "--at",
        "0:6",
        "--set",
        "stance=denies",
        "--reason",
        "missed",
    ]
    assert run(*added) == 0
    assert found(capsys, "--stance", "denies", "--review", "confirmed")["hits"][0]["words"] == "Report"
    assert run("verify") == 0
    assert "sound" in capsys.readouterr().out
    assert run("takedown", hit["document"], "--reason", "asked") == 0
    assert run("verify", "--format", "json") == 0


def test_verify_fails_for_an_altered_byte(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    run("add", "in")
    with sqlite3.connect("counterclaim.db") as connection:
        connection.execute("UPDATE document SET text = replace(text, 'killed', 'unhurt') WHERE seq = 2")
    connection.close()
    capsys.readouterr()
    assert run("verify") == 1
    said = capsys.readouterr()
    assert "the text is not" in said.err and "faults" in said.out


def test_csv_escapes_formulas(here: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (here / "in" / "f.txt").write_text("Mayor said =HYPERLINK(1) was sent.\n")
    run("add", "in")
    capsysbinary.readouterr()
    assert run("search", "HYPERLINK", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert [r["words"] for r in rows] == ["'=HYPERLINK(1) was sent"]


def test_reread_says_what_would_change(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.ledger.reader import reader

    run("add", "in")
    monkeypatch.setattr(
        adding, "_reader", lambda: reader("2", measure=lambda w: "missing" if w == "killed" else w)
    )
    assert run("reread", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "3 documents would change" in out and "measure: killed → missing" in out
    assert found(capsys, "--measure", "missing")["total"] == 0
    assert run("reread") == 0
    assert found(capsys, "--measure", "missing")["total"] == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples_and_exit_statuses(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(command, "--help") == 0
    out = capsys.readouterr().out
    assert "example" in out and "exit status" in out and f"counterclaim {command}" in out


def test_output_cannot_drive_a_terminal(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "in" / "t.txt").write_text("Mayor said \x1b[31mred \u202e words were used.\n")
    run("add", "in")
    run("search", "red")
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out


def test_files_of_one_name_in_two_folders_are_two_documents(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, folder in enumerate(("north", "south")):
        (here / folder).mkdir()
        (here / folder / "1.txt").write_text(article(number))
    assert run("add", "north/1.txt", "south/1.txt") == 0
    assert "2 added, 0 unchanged, 0 failed" in capsys.readouterr().out
    assert run("add", "north", str(here / "south")) == 0
    assert "0 added, 2 unchanged" in capsys.readouterr().out


def test_a_takedown_tells_what_others_still_read(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 0.1)
    assert run("add", "in") == 0
    name = found(capsys)["hits"][0]["document"]
    with open_ledger("counterclaim.db") as other, other.store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM document").fetchall()
        assert run("takedown", name, "--reason", "a witness asked") == 1
    assert "may still lie on the disk" in capsys.readouterr().out
