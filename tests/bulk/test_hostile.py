"""Archives as they come: cut short, wrongly encoded, tiny, huge, doubled, on a full disk."""

from __future__ import annotations

import contextlib
import gzip
import json
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
    assert sorted(bad.name for bad in done.failures) == ["in/archive.parquet", "in/empty.txt", "in/zip.txt"]


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
    assert "in/large.txt" in {each.name for each in done.failures}


def test_one_document_that_is_too_large_costs_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    large = "A shell hit the market, the mayor said. " * 530_000
    (folder / "a.csv").write_text(
        f'id,text\n1,"{large}"\n2,"A shell hit a school, the mayor said."\n', encoding="utf-8"
    )
    before, after = pages(2)
    middle = record("https://example.org/large", large.encode(), media_type="text/plain")
    (folder / "b.warc").write_bytes(gzip.decompress(before) + middle + gzip.decompress(after))
    done = read([str(folder)], tmp_path / "out", LIGHT, jobs=1)
    assert len(rows(tmp_path / "out")["documents"]) == 3
    told = {bad.name: bad.reason for bad in done.failures}
    assert told == {
        "in/a.csv, line 2": "is longer than 20,000,000 characters",
        "in/b.warc, https://example.org/large": "is larger than 20 MB",
    }


def test_the_same_shard_under_other_names_packed_and_through_a_link(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = [
        json.dumps({"url": f"https://example.org/{n}", "text": text}) + "\n"
        for n, text in enumerate(articles(50))
    ]
    (folder / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    (folder / "b.jsonl").write_text("".join(reversed(lines)), encoding="utf-8")
    (folder / "c.jsonl.gz").write_bytes(gzip.compress("".join(lines).encode()))
    (folder / "d.jsonl").symlink_to("a.jsonl")
    done = read([str(folder), str(folder / "a.jsonl")], tmp_path / "out", LIGHT, jobs=2)
    assert (done.items, done.planned.doubled, done.failures) == (50, 200, [])
    assert len(rows(tmp_path / "out")["documents"]) == 50


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
    source = jsonl(tmp_path / "a.jsonl", articles(120))
    (tmp_path / "other").mkdir()
    read([str(source)], tmp_path / "other" / "whole", LIGHT, jobs=1)
    files = [path.stat().st_size for path in (tmp_path / "other" / "whole").rglob("*") if path.is_file()]
    half = sum(-(-size // 4096) * 4096 for size in files) // 2
    with small_disk(tmp_path / "disk", 8):
        out, ballast = tmp_path / "disk" / "out", tmp_path / "disk" / "ballast"
        ballast.write_bytes(bytes(8 * 1024 * 1024 - half))
        with pytest.raises(BulkError, match="No space left on device"):
            read([str(source)], out, LIGHT, jobs=1)
        kept = len(list((out / "receipts").iterdir()))
        assert 0 < kept < len(list((tmp_path / "other" / "whole" / "receipts").iterdir()))
        ballast.unlink()
        done = read([str(source)], out, LIGHT, jobs=1)
        assert done.failed_shards == [] and done.planned.passed_over > 0
        assert rows(out) == rows(tmp_path / "other" / "whole")
