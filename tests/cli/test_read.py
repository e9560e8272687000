"""``counterclaim read``: options, output, errors, exit statuses. The reader is a quick stand-in here."""

from __future__ import annotations

import io
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from counterclaim import __version__
from counterclaim.api import Reader, Reading
from counterclaim.cli import main as cli
from counterclaim.model.document import Document
from counterclaim.model.rows import ReadingWarning
from tests.report.sample import TEXT, reading

OTHER = "Shelling hit the town of Korvin on Monday, the mayor said. The mayor said that two people were hurt."


def quick_read(
    self: Reader, document: Document, *, warnings: Iterable[ReadingWarning] = (), **_: object
) -> Reading:
    if "EXPLODE" in document.text:
        raise RuntimeError("a stage broke\x1b[2J")
    rows = reading() if document.text == TEXT else Reading(reader=reading().reader, document=document)
    return msgspec.structs.replace(rows, document=document, warnings=tuple(warnings))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "read", quick_read)
    for name in ("NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other.txt"
    path.write_text(OTHER, encoding="utf-8")
    return path


def run(*arguments: object) -> int:
    try:
        return cli.main([str(a) for a in arguments])
    except SystemExit as leave:
        return int(leave.code or 0)


Capture = pytest.CaptureFixture[str]


def test_text_is_the_default(article: Path, capfd: Capture) -> None:
    assert run("read", article) == 0
    out, err = capfd.readouterr()
    assert "CLAIMS" in out and "Mira Oslan" in out
    assert "\x1b" not in out
    assert err == ""


def test_options_reach_the_document(article: Path, capfd: Capture) -> None:
    about = (
        "--published",
        "2023-05-02",
        "--outlet",
        "Halden",
        "--title",
        "T",
        "--url",
        "https://example.org/a",
    )
    assert run("read", article, *about, "--format", "json") == 0
    document = json.loads(capfd.readouterr().out)["document"]
    assert [document[k] for k in ("published", "outlet", "title", "url")] == [
        *("2023-05-02", "Halden", "T", "https://example.org/a")
    ]


def test_several_files_give_json_lines_in_order(article: Path, other: Path, capfd: Capture) -> None:
    assert run("read", article, other, article, "--format", "json") == 0
    lines = capfd.readouterr().out.splitlines()
    assert [json.loads(line)["document"]["text"] for line in lines] == [TEXT, OTHER, TEXT]
    assert lines[0] == lines[2]


def test_several_reports_are_parted(article: Path, other: Path, capfd: Capture) -> None:
    assert run("read", article, other) == 0
    assert capfd.readouterr().out.count("─" * 80) == 1


def test_html(article: Path, other: Path, capfd: Capture) -> None:
    assert run("read", article, other, "--format", "html") == 0
    out = capfd.readouterr().out
    assert out.startswith("<!doctype html>") and out.count("<!doctype") == 1
    assert out.count('class="reading"') == 2


def test_standard_input(capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OTHER.encode())))
    assert run("read", "-", "--format", "json") == 0
    assert json.loads(capfd.readouterr().out)["document"]["text"] == OTHER


@pytest.mark.parametrize(
    ("ending", "opening"), [("html", "<!doctype"), ("json", "{"), ("jsonl", "{"), ("txt", "Mortars")]
)
def test_the_ending_of_the_output_tells_the_format(
    article: Path, tmp_path: Path, ending: str, opening: str
) -> None:
    out = tmp_path / f"out.{ending}"
    assert run("read", article, "-o", out) == 0
    assert out.read_text("utf-8").startswith(opening)


def test_output_replaces_a_file_whole_and_keeps_its_permissions(
    article: Path, tmp_path: Path, capfd: Capture
) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    out.chmod(0o640)
    assert run("read", article, "-o", out) == 0
    assert json.loads(out.read_text("utf-8"))["schema"] == "counterclaim.reading/1"
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert capfd.readouterr().out == ""
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt", "out.json"]


def test_a_failed_run_leaves_the_old_output(tmp_path: Path, capfd: Capture) -> None:
    out = tmp_path / "out.json"
    out.write_text("old")
    assert run("read", tmp_path / "missing.txt", "-o", out) == 1
    assert out.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out.json"]


def test_output_in_no_folder(article: Path, tmp_path: Path, capfd: Capture) -> None:
    assert run("read", article, "-o", tmp_path / "none" / "out.txt") == 1
    err = capfd.readouterr().err
    assert err.count("\n") == 1 and "out.txt" in err and "-o" in err


def test_input_is_never_overwritten(article: Path, tmp_path: Path, capfd: Capture) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(article)
    for out in (article, link, tmp_path / "." / "article.txt"):
        assert run("read", article, "-o", out) == 2
    assert article.read_text("utf-8") == TEXT


@pytest.mark.parametrize(
    "arguments",
    [
        ["--published", "2023-02-30"],
        ["--published", "yesterday"],
        ["--format", "pdf"],
        ["--color", "sometimes"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_is_status_2(article: Path, capfd: Capture, arguments: list[str]) -> None:
    assert run("read", article, *arguments) == 2
    out, err = capfd.readouterr()
    assert out == "" and "usage:" in err


def test_usage_that_does_not_go_together(article: Path, other: Path, tmp_path: Path, capfd: Capture) -> None:
    assert run("read", article, other, "--title", "T") == 2
    assert run("read", "-", "-") == 2
    assert run("read", article, "-o", tmp_path) == 2
    assert run("read") == 2
    assert run() == 2


def test_a_bad_file_costs_no_other(article: Path, other: Path, tmp_path: Path, capfd: Capture) -> None:
    empty, binary, broken = tmp_path / "empty.txt", tmp_path / "picture.png", tmp_path / "broken.txt"
    empty.write_text("")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    broken.write_text(OTHER + " EXPLODE")
    files = (tmp_path / "missing.txt", article, empty, binary, broken, tmp_path, other)
    assert run("read", *files, "--format", "json") == 1
    out, err = capfd.readouterr()
    assert len(out.splitlines()) == 2
    lines = err.splitlines()
    assert len(lines) == 5 and "\x1b" not in err
    for line, path in zip(lines, (files[0], empty, binary, broken, tmp_path), strict=True):
        assert line.startswith("counterclaim: ") and str(path) in line


def test_a_hostile_file_name_is_shown_safely(tmp_path: Path, capfd: Capture) -> None:
    assert run("read", tmp_path / "\x1b[2Jevil\n.txt") == 1
    err = capfd.readouterr().err
    assert "\x1b" not in err and err.count("\n") == 1


def test_colour_on_request(article: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    run("read", article, "--color", "always")
    assert "\x1b[1m" in capfd.readouterr().out
    monkeypatch.setenv("CLICOLOR_FORCE", "1")
    run("read", article)
    assert "\x1b[1m" in capfd.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    run("read", article)
    assert "\x1b" not in capfd.readouterr().out


def test_version_and_help(capfd: Capture) -> None:
    assert run("--version") == 0
    assert capfd.readouterr().out == f"counterclaim {__version__}\n"
    assert run("read", "--help") == 0
    assert "examples:" in capfd.readouterr().out


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, timeout=60)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom counterclaim.cli.main import main\n"
        "try: main(['read', '--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'msgspec', 'trafilatura', 'pandas') if m in sys.modules])"
    )
    assert python(code).stdout.endswith("[]\n")


def test_a_closed_pipe_is_quiet() -> None:
    code = (
        "import sys\nfrom counterclaim.cli import main, read\n"
        "def flood(options, parser=None):\n"
        "    while True: sys.stdout.write('x' * 65536)\n"
        "read.run = flood\n"
        "sys.exit(main.main(['read', 'x.txt']))"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.wait(timeout=30) == cli.PIPE_CLOSED
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(os.name == "nt", reason="no devices of that kind")
def test_output_to_a_device(article: Path) -> None:
    assert run("read", article, "-o", "/dev/null") == 0
    assert not Path("/dev/null").is_file()
