"""``counterclaim bulk`` as people type it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli.main import main
from tests.bulk.helpers import jsonl

STORY = "The governor said on Tuesday that three people were killed when a shell hit a market in Kherson."


def test_read_status_load_and_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, ledger = jsonl(tmp_path / "a.jsonl", [STORY, " "]), tmp_path / "out", tmp_path / "l.db"
    assert main(["bulk", "read", str(source), str(out), "--jobs", "1"]) == 1
    told = capsys.readouterr()
    assert "1 read in 1 shards, 1 in quarantine" in told.out
    assert "a.jsonl, line 2: has no text" in told.err
    assert main(["bulk", "read", str(source), str(out), "--jobs", "1"]) == 0
    assert "2 done before" in capsys.readouterr().out
    assert main(["bulk", "status", str(out)]) == 0
    told = capsys.readouterr()
    assert "no run is at work" in told.out and "failed 1 documents, 0 shards" in told.out
    assert main(["bulk", "status", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["claims"] >= 1
    assert main(["bulk", "load", str(out), "--ledger", str(ledger)]) == 0
    assert main(["verify", "--ledger", str(ledger)]) == 0
    assert main(["bulk", "copies", str(out)]) == 0
    assert (out / "origins.parquet").exists()


def test_wrong_usage_and_wrong_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(jsonl(tmp_path / "a.jsonl", [STORY]))
    for arguments in (
        ["--column", "text"],
        ["--input-format", "none"],
        ["--published", "May"],
        ["--column", "no=x"],
    ):
        assert main(["bulk", "read", source, str(tmp_path / "out"), *arguments]) == 2
    assert main(["bulk", "status", str(tmp_path / "none")]) == 1
    assert "holds no bulk run" in capsys.readouterr().err
    with pytest.raises(SystemExit) as left:
        main(["bulk", "read", source, str(tmp_path / "out"), "--jobs", "0"])
    assert left.value.code == 2
