"""Files and folders: what is read, in which order, under which key."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from counterclaim.intake import load
from counterclaim.intake.formats import BadOptions, FormatOptions, iterate, names
from tests.intake.formats.helpers import STORY, found, one_failure, one_item


def _write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{STORY} ({name})")


def test_a_folder_in_a_fixed_order_without_hidden_files(tmp_path: Path) -> None:
    _write(
        tmp_path, "b.txt", "a/z.txt", "a/b/c.md", "c.txt", ".hidden.txt", ".git/x.txt", "a/.x/y.txt", "a.png"
    )
    items, failures = found(tmp_path)
    assert failures == []
    assert [item.key for item in items] == ["file:b.txt", "file:c.txt", "file:a/z.txt", "file:a/b/c.md"]
    assert items[-1].media_type == "text/markdown"


def test_one_file_has_the_key_that_it_has_in_its_folder(tmp_path: Path) -> None:
    _write(tmp_path, "a/z.txt")
    assert one_item(tmp_path / "a" / "z.txt").key == "file:z.txt"
    assert one_item(tmp_path / "a" / "z.txt", root=tmp_path).key == "file:a/z.txt"
    assert one_item(tmp_path / "a", root=tmp_path).key == "file:a/z.txt"


def test_text_and_html_keep_their_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(STORY.encode("utf-16"))
    page = f"<html><head><title>T</title></head><body><p>{STORY * 3}</p></body></html>".encode()
    (tmp_path / "b.HTM").write_bytes(page)
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(page))
    items, failures = found(tmp_path)
    assert failures == []
    assert [item.media_type for item in items] == ["text/plain", "text/html", "text/html"]
    assert [item.data for item in items] == [STORY.encode("utf-16"), page, page]
    for item in items:
        assert item.data is not None
        assert STORY in load(item.data, name=item.name)[0].text


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.txt.gz"])
def test_a_sidecar_describes_its_document(tmp_path: Path, name: str) -> None:
    data = STORY.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    sidecar = {
        "url": "https://example.org/a",
        "headline": "T",
        "date": "2023-05-02",
        "source": {"name": "Press"},
    }
    (tmp_path / "a.json").write_text(json.dumps({**sidecar, "lang": "en"}))
    for path in (tmp_path, tmp_path / name):
        item = one_item(path)
        assert (item.key, item.title, item.published) == ("https://example.org/a", "T", "2023-05-02")
        assert (item.outlet, item.language, item.data) == ("Press", "en", data)


@pytest.mark.parametrize("sidecar", ["[" * 10_000, "{", "[1]", "\xff", '"x"'])
def test_a_broken_sidecar_is_a_failure_of_its_own(tmp_path: Path, sidecar: str) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "a.json").write_bytes(sidecar.encode("latin-1"))
    items, failures = found(tmp_path)
    assert [item.key for item in items] == ["file:a.txt"]
    assert [f.name for f in failures] == ["a.json"]


def test_links_that_turn_in_circles(tmp_path: Path) -> None:
    _write(tmp_path, "in/a/b.txt")
    (tmp_path / "in/a/up").symlink_to(tmp_path / "in")
    (tmp_path / "in/a/self").symlink_to(tmp_path / "in/a/self")
    (tmp_path / "in/again").symlink_to(tmp_path / "in/a")
    items, _ = found(tmp_path / "in")
    assert [item.key for item in items] == ["file:a/b.txt"]


def test_links_do_not_lead_out(tmp_path: Path) -> None:
    _write(tmp_path, "in/a.txt", "secret.txt", "out/b.txt")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in/out").symlink_to(tmp_path / "out")
    (tmp_path / "in/gone.txt").symlink_to(tmp_path / "in/nothing")
    items, failures = found(tmp_path / "in")
    assert [item.key for item in items] == ["file:a.txt"]
    assert [f.name for f in failures] == ["gone.txt", "link.txt", "out"]
    assert "leaves the folder" in failures[1].reason


@pytest.mark.timeout(10)
def test_what_is_no_regular_file(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    items, failures = found(tmp_path)
    assert len(items) == 1
    assert ["no regular file" in f.reason for f in failures] == [True]
    assert "no regular file" in one_failure(tmp_path / "b.txt").reason
    assert "no such file" in one_failure(tmp_path / "nothing").reason
    assert "no such file" in one_failure(tmp_path / ("x" * 50)).reason
    assert one_failure(tmp_path / "a\x00b")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "no text"),
        ("a.txt", b" \n", "no text"),
        ("a.txt", b"%PDF-1.4 x", "is a PDF"),
        ("a.txt", b"PK\x03\x04" + b"x" * 100, "zip archive"),
        ("a.txt", b"\x00\x01\x02" * 100, "binary"),
        ("a.html", b"\x00\x01\x02" * 100, "binary"),
        ("a.docx", b"PK\x03\x04", "save it as plain text"),
        ("a.zip", b"PK\x03\x04", "unpack it"),
        ("a.tar.gz", gzip.compress(b"x" * 2000), "unpack it"),
        ("a.py", b"print('x')", "the ending .py"),
        ("README", b"words", "no ending"),
        ("bell\x07\x1b[31m.txt", b"", "no text"),
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    _write(tmp_path, "z.txt")
    (tmp_path / name).write_bytes(data)
    items, failures = found(tmp_path)
    assert [item.key for item in items] == ["file:z.txt"]
    assert len(failures) == 1
    assert reason in failures[0].reason


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a" * 1001)
    assert "larger than 0.001 MB" in one_failure(tmp_path / "a.txt", max_bytes=1000).reason


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"<!doctype html><p>Words.</p>", "text/html"),
        (b'{"text": "Words."}\n{"text": "Words."}\n', "text/plain"),
        (b"id,text\n1,Words.\n", "text/plain"),
        (
            b"<?xml version='1.0'?><rss version='2.0'><channel><item><title>W</title></item></channel></rss>",
            "text/plain",
        ),
        (STORY.encode(), "text/plain"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_named_file_without_an_ending_is_looked_into(
    tmp_path: Path, data: bytes, media_type: str, packed: bool
) -> None:
    (tmp_path / "article").write_bytes(gzip.compress(data) if packed else data)
    items, failures = found(tmp_path / "article")
    assert failures == []
    assert {item.media_type for item in items} == {media_type}


def test_a_format_that_a_person_names(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text('{"text": "Words."}\n')
    assert one_item(tmp_path / "a.log", format="jsonl").text == "Words."
    with pytest.raises(BadOptions, match="the formats are pdf, warc"):
        iterate(tmp_path, FormatOptions(format="docx"))
    assert "telegram" in names()


def test_what_a_browser_saves_beside_a_page(tmp_path: Path) -> None:
    _write(tmp_path, "page.html", "page_files/frame.html", "other_files/a.html")
    assert [item.key for item in found(tmp_path)[0]] == ["file:page.html", "file:other_files/a.html"]


def test_names_that_no_database_stores(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    (tmp_path / "cafe\u0301.txt").write_text(STORY)
    (tmp_path / "a\nb.txt").write_text(STORY)
    keys = [item.key for item in found(tmp_path)[0]]
    assert sorted(keys) == ["file:a\\nb.txt", "file:caf\\xe9.txt", "file:café.txt"]


def test_a_folder_that_may_not_be_opened_costs_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "a/a.txt", "b/b.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items, failures = found(tmp_path)
    assert [item.key for item in items] == ["file:b/b.txt"]
    assert [(f.name, "Permission denied" in f.reason) for f in failures] == [("a", True)]


def test_a_deep_folder(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(300):
        folder /= "d"
        folder.mkdir()
    _write(folder, "a.txt")
    assert one_item(tmp_path).key == "file:" + "d/" * 300 + "a.txt"


@pytest.mark.timeout(60)
def test_many_small_files(tmp_path: Path) -> None:
    for number in range(5000):
        (tmp_path / f"{number:05d}.txt").write_bytes(b"Words.")
    keys = [one.key for one in iterate(tmp_path)]  # type: ignore[union-attr]
    assert keys == [f"file:{number:05d}.txt" for number in range(5000)]
