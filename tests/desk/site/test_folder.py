"""The folder that a site is written to: whole or not at all, and never somebody else's."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from counterclaim.cli.main import main
from counterclaim.desk.site.folder import SiteError, replacing, seal
from tests.desk.site.conftest import needs_libraries


def site_at(out: Path, words: str = "one") -> None:
    with replacing(out) as made:
        (made / "index.html").write_text(words)
        (made / "documents").mkdir()
        (made / "documents" / "d.html").write_text(words)
        seal(made, {})


def left(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".")]


def test_a_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    site_at(tmp_path / "site")
    site_at(tmp_path / "site", "two")
    assert (tmp_path / "site" / "index.html").read_text() == "two" and left(tmp_path) == []
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_an_error_leaves_the_old_site(tmp_path: Path) -> None:
    site_at(tmp_path / "site")
    with pytest.raises(RuntimeError), replacing(tmp_path / "site") as made:
        (made / "index.html").write_text("half")
        raise RuntimeError
    assert (tmp_path / "site" / "index.html").read_text() == "one" and left(tmp_path) == []


@pytest.mark.parametrize("what", ["file", "strange", "added", "empty manifest", "symlink"])
def test_other_folders_are_refused_and_stay(tmp_path: Path, what: str) -> None:
    out = tmp_path / "out"
    if what == "file":
        out.write_text("mine")
    elif what == "strange":
        out.mkdir()
        (out / "thesis.txt").write_text("mine")
    elif what == "added":
        site_at(out)
        (out / "documents" / "notes.txt").write_text("mine")
    elif what == "empty manifest":
        out.mkdir()
        (out / "site.json").write_text("{}")
        (out / "thesis.txt").write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        out.symlink_to(tmp_path / "elsewhere")
    before = sorted(str(p) for p in tmp_path.rglob("*"))
    with pytest.raises(SiteError), replacing(out):
        pass
    assert sorted(str(p) for p in tmp_path.rglob("*")) == before


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    site_at(tmp_path / "site")
    assert json.loads((tmp_path / "site" / "site.json").read_text())["files"].keys() == {
        "index.html",
        "documents/d.html",
    }


def test_a_killed_run_leaves_the_old_site_and_is_cleared_away(tmp_path: Path) -> None:
    site_at(tmp_path / "site")
    program = """
        import sys, time
        from pathlib import Path
        from counterclaim.desk.site.folder import replacing
        with replacing(Path(sys.argv[1])) as made:
            (made / "index.html").write_text("half")
            print("ready", flush=True)
            time.sleep(600)
    """
    run = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program), str(tmp_path / "site")], stdout=subprocess.PIPE
    )
    assert run.stdout is not None
    run.stdout.readline()
    assert len(left(tmp_path)) == 1
    with replacing(tmp_path / "other") as made:  # another site: the run's folder is not touched
        seal(made, {})
    assert len(left(tmp_path)) == 1
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    run.stdout.close()
    assert (tmp_path / "site" / "index.html").read_text() == "one"
    site_at(tmp_path / "site", "two")
    assert (tmp_path / "site" / "index.html").read_text() == "two" and left(tmp_path) == []


def test_a_run_that_died_between_two_renames_left_the_old_site(tmp_path: Path) -> None:
    site_at(tmp_path / "site")
    (tmp_path / "site").rename(tmp_path / ".site.publishing-x-old")
    with pytest.raises(RuntimeError), replacing(tmp_path / "site"):
        raise RuntimeError
    assert (tmp_path / "site" / "index.html").read_text() == "one"


def test_the_command_says_what_it_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    needs_libraries()
    (tmp_path / "a.txt").write_text("The mayor said on Wednesday that 5 people were wounded in Kherson.")
    ledger = ["--ledger", str(tmp_path / "war.db")]
    assert main(["add", str(tmp_path / "a.txt"), *ledger]) == 0
    capsys.readouterr()
    assert main(["publish", str(tmp_path / "site"), *ledger, "--as-of", "2024-01-01"]) == 0
    said = capsys.readouterr()
    assert "1 documents" in said.out and "run counterclaim reconcile" in said.err
    (tmp_path / "site" / "mine.txt").write_text("x")
    assert main(["publish", str(tmp_path / "site"), *ledger]) == 1
    assert "mine.txt" in capsys.readouterr().err
    assert main(["publish", str(tmp_path / "new"), *ledger, "--as-of", "soon"]) == 1
    assert not (tmp_path / "new").exists()
