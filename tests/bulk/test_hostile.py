"""Archives as they come: cut short, wrongly encoded, tiny, huge, doubled, on a full disk."""

from __future__ import annotations

import contextlib
import gzip
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.bulk import BulkError, read
from tests.bulk.helpers import LIGHT, articles, jsonl, rows
from tests.intake.formats.archives import record


def pages(count: int, first: int = 0) -> list[bytes]:
    """WARC records, each packed by itself."""
    many = articles(first + count)[first:]
    return [
        gzip.compress(record(f"https://example.org/{first + n}", text.encode(), media_type="text/plain"))
        for n, text in enumerate(many)
    ]


def test_a_warc_that_is_cut_short_or_damaged_inside(tmp_path: Path) -> None:
    whole = b"".join(pages(10))
    (tmp_path / "cut.warc.gz").write_bytes(whole[:-40])
    inside = pages(10, 10)
    inside[4] = inside[4][:30] + b"\x00" * 20 + inside[4][50:]
    (tmp_path / "inside.warc.gz").write_bytes(b"".join(inside))
    (tmp_path / "sound.warc.gz").write_bytes(b"".join(pages(5, 20)))
    done = read([str(tmp_path / "*.warc.gz")], tmp_path / "out", LIGHT, jobs=2)
    found = {row["url"].rpartition("/")[2] for row in rows(tmp_path / "out")["documents"]}
    assert found == {str(n) for n in range(25)} - {"9", "14"}
    assert {bad.name.partition(",")[0] for bad in done.failures} == {"cut.warc.gz", "inside.warc.gz"}


def test_many_tiny_files_empty_ones_and_none_that_is_text(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for n, text in enumerate(articles(300)):
        (folder / f"{n:03d}.txt").write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "zip.txt").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 20)
    (folder / "archive.parquet").write_bytes(b"PAR1 and no more")
    done = read([str(folder)], tmp_path / "out", LIGHT, jobs=2)
    assert len(rows(tmp_path / "out")["documents"]) == 300
    assert sorted(bad.name for bad in done.failures) == ["archive.parquet", "empty.txt", "zip.txt"]


def test_wrong_encodings_and_a_document_that_is_too_large(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    text = articles(1)[0]
    (folder / "latin.txt").write_bytes((text + "Café Zürich\n").encode("cp1252"))
    (folder / "wide.txt").write_bytes(("\ufeff" + text + "wide\n").encode("utf-16"))
    (folder / "large.txt").write_bytes((text * 100_000).encode())
    bad = (
        b'{"text": "\xff\xfe broken", "id": 1}\n{"text": "'
        + text.encode().replace(b"\n", b"\\n")
        + b'", "id": 2}\n'
    )
    (folder / "rows.jsonl").write_bytes(bad)
    done = read([str(folder)], tmp_path / "out", LIGHT, jobs=2)
    texts = [row["text"] for row in rows(tmp_path / "out")["documents"]]
    assert text + "Café Zürich\n" in texts and text + "wide\n" in texts and text in texts
    assert "large.txt" in {each.name for each in done.failures}


@contextlib.contextmanager
def small_disk(path: Path, megabytes: int) -> Iterator[None]:
    """A disk of that size, where one may be mounted."""
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(path)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("no right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


def test_a_full_disk_is_told_and_with_more_room_the_run_goes_on(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [f"{text}\n{n * text}" for n, text in enumerate(articles(120))])
    read([str(source)], tmp_path / "whole", LIGHT, jobs=1)
    with small_disk(tmp_path / "disk", 8):
        out, ballast = tmp_path / "disk" / "out", tmp_path / "disk" / "ballast"
        ballast.write_bytes(bytes(7_600_000))
        with pytest.raises(BulkError, match="No space left on device"):
            read([str(source)], out, LIGHT, jobs=1)
        kept = len(list((out / "receipts").iterdir()))
        assert 0 < kept < len(list((tmp_path / "whole" / "receipts").iterdir()))
        ballast.unlink()
        done = read([str(source)], out, LIGHT, jobs=1)
        assert done.failed_shards == [] and done.planned.passed_over > 0
        assert rows(out) == rows(tmp_path / "whole")
