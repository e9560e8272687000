"""The commands on a reconciled ledger: what a reporter types and sees."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from counterclaim.cli.main import main

ESTIMATE = (
    "WASHINGTON, May 1 - The White House said on Monday that it estimated that Russia had suffered 90,000 casualties "
    "in Ukraine since December. The estimate was based on newly declassified intelligence, an official told reporters "
    "in the briefing room, without saying how the number had been reached or by whom.\n"
)
DENIAL = (
    "MOSCOW, May 2 - Russia's Defence Ministry on Tuesday rejected the White House's figures on Russian losses in "
    'Ukraine. "Washington\'s estimate of 90,000 casualties is fiction," a ministry spokesman said.\n'
)
REVISED = (
    "LONDON, May 20 - Britain's Defence Ministry estimates that Russia has suffered 130,000 casualties in Ukraine "
    "since December, it said on Saturday.\n"
)
DOCUMENTS = [
    {"id": "seed", "text": ESTIMATE, "published": "2023-05-01", "outlet": "Halden Wire"},
    {"id": "denial", "text": DENIAL, "published": "2023-05-02", "outlet": "Oster Post"},
    {"id": "revised", "text": REVISED, "published": "2023-05-20", "outlet": "Tern Daily"},
    {
        "id": "copy",
        "text": "By our staff\n\n" + ESTIMATE,
        "published": "2023-05-01",
        "outlet": "Morrow Gazette",
    },
]


def run(*arguments: str) -> int:
    try:
        return main(arguments)
    except SystemExit as left:
        return int(left.code or 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reconciled ledger of an estimate, its denial, a revision, and a copy by another outlet."""
    made = tmp_path_factory.mktemp("war")
    rows = "\n".join(json.dumps(d) for d in DOCUMENTS)
    (made / "docs.jsonl").write_text(rows, encoding="utf-8")
    assert run("add", str(made / "docs.jsonl"), "--ledger", str(made / "war.db")) == 0
    assert run("reconcile", "--ledger", str(made / "war.db")) == 0
    return made


@pytest.fixture
def ledger(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("COUNTERCLAIM_LEDGER", str(folder / "war.db"))
    capsys.readouterr()
    return folder


def test_one_account_with_two_independent_origins_and_its_dispute(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("accounts", "--format", "json") == 0
    page = json.loads(capsys.readouterr().out)
    (line,) = [a for a in page["rows"] if a["side"] == "Russia"]
    assert (line["low"], line["high"], line["origins"]) == (90000, 130000, 2)
    assert run("account", line["id"], "--format", "json") == 0
    view = json.loads(capsys.readouterr().out)
    outlets = [{c["outlet"] for c in carriers} for carriers in view["origins"]]
    assert outlets == [{"Halden Wire", "Morrow Gazette"}, {"Tern Daily"}]
    assert any("fiction" in d["reason"] or "rejected" in d["reason"] for d in view["account"]["disputes"])


def test_what_a_reporter_reads(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("accounts") == 0
    name = capsys.readouterr().out.splitlines()[1].split()[0]
    picture = ledger / "p.svg"
    assert run("account", name, "--plot", str(picture)) == 0
    out = capsys.readouterr().out
    for words in ("of Russia", "2 independent origins", "disputed:", "Halden Wire 2023-05-01", "130,000"):
        assert words in out
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert "130,000" in "".join(root.itertext())
    assert run("account", name, "--plot", str(ledger / "none" / "p.svg")) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_nothing_new_is_nothing_to_do(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reconcile", "--format", "json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["documents"], done["fresh"], done["compared"]) == (4, 0, 0)


def test_checks(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("checks", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["exceptions"] == []
    assert run("checks") == 0
    assert "0 exceptions in 4 documents" in capsys.readouterr().out


def test_judging(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("accounts", "--format", "json") == 0
    name = json.loads(capsys.readouterr().out)["rows"][0]["id"]
    assert run("account", name, "--format", "json") == 0
    figures = [a["figure"] for a in json.loads(capsys.readouterr().out)["account"]["answers"]]
    assert run("judge", figures[0], figures[-1], "unsure", "--reason", "other countings") == 0
    assert capsys.readouterr().out.startswith("judgement ")
    assert run("judge", figures[0], figures[0], "same", "--reason", "x") == 2
    assert "one claim" in capsys.readouterr().err
    assert run("accounts") == 0
    assert "run counterclaim reconcile" in capsys.readouterr().err


def test_what_is_not_there(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("account", "q-none") == 1
    assert "no account" in capsys.readouterr().err
    assert run("reconcile", "--ledger", str(tmp_path / "none.db")) == 1
    assert "there is no ledger" in capsys.readouterr().err
    assert run("accounts", "--limit", "0") == 2
