"""WARC and PDF, sound and spoilt; bombs."""

from __future__ import annotations

import gzip
import resource
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.intake import from_text
from tests.intake.formats.archives import bomb, pdf, record
from tests.intake.formats.helpers import STORY, found, one_failure, one_item

PAGE = f"<html><body><p>{STORY}</p></body></html>".encode()
URLS = [f"https://example.org/{n}" for n in range(5)]
RECORDS = [record(url, PAGE + url.encode()) for url in URLS]


def _warc(path: Path, records: list[bytes], *, packed: bool) -> Path:
    path.write_bytes(b"".join(map(gzip.compress, records) if packed else records))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_warc(tmp_path: Path, packed: bool) -> None:
    path = _warc(
        tmp_path / ("a.warc.gz" if packed else "a.warc"),
        [
            record("https://example.org/request", b"", kind="request"),
            record("https://Example.org/a#x", PAGE, media_type="text/html; charset=windows-1251"),
            record("https://example.org/gone", PAGE, status="404 Not Found"),
            record("https://example.org/moved", PAGE, status="301 Moved"),
            record("https://example.org/a.png", b"\x89PNG\r\n", media_type="image/png"),
            record("https://example.org/plain", STORY.encode(), media_type="text/plain"),
        ],
        packed=packed,
    )
    items, failures = found(path)
    assert failures == []
    assert [(i.key, i.media_type, i.data, i.charset) for i in items] == [
        ("https://example.org/a", "text/html", PAGE, "windows-1251"),
        ("https://example.org/plain", "text/plain", STORY.encode(), None),
    ]
    assert items[0].retrieved == "2023-05-02T10:00:00Z"
    assert items[0].name.endswith(".html")


def test_a_warc_packed_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(b"".join(RECORDS)))
    assert [item.key for item in found(tmp_path / "a.warc.gz")[0]] == URLS


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(PAGE), "Content-Encoding: gzip\r\n"),
        (PAGE, "Content-Encoding: gzip\r\n"),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), "Transfer-Encoding: chunked\r\n"),
        (PAGE, "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_bodies_as_they_were_sent(tmp_path: Path, body: bytes, fields: str) -> None:
    assert (
        one_item(_warc(tmp_path / "a.warc", [record(URLS[0], body, fields=fields)], packed=False)).data
        == PAGE
    )


@pytest.mark.parametrize("packed", [False, True])
def test_a_truncated_warc(tmp_path: Path, packed: bool) -> None:
    path = _warc(tmp_path / "a.warc.gz", RECORDS, packed=packed)
    path.write_bytes(path.read_bytes()[:-40])
    items, failures = found(path)
    assert [item.key for item in items] == URLS[:4]
    assert [URLS[4] in f.name for f in failures] == [True]
    assert "cut short" in failures[0].reason


def test_a_damaged_member_costs_itself(tmp_path: Path) -> None:
    members = [gzip.compress(one) for one in RECORDS]
    members[2] = members[2][:60] + b"XXXXXXXX" + members[2][68:]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(members))
    items, failures = found(tmp_path / "a.warc.gz")
    assert [item.key for item in items] == [URLS[n] for n in (0, 1, 3, 4)]
    assert len(failures) == 1


@pytest.mark.parametrize(
    "spoilt", [b"garbage\r\n" * 10, RECORDS[2].replace(b"Content-Length: ", b"Content-Length: -")]
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_record_costs_itself(tmp_path: Path, spoilt: bytes, packed: bool) -> None:
    path = _warc(tmp_path / "a.warc", [*RECORDS[:2], spoilt, *RECORDS[3:]], packed=packed)
    items, failures = found(path)
    assert [item.key for item in items] == [URLS[n] for n in (0, 1, 3, 4)]
    assert failures


def test_records_that_are_refused(tmp_path: Path) -> None:
    path = _warc(
        tmp_path / "a.warc",
        [
            record(URLS[0], bomb(b"a", 30), fields="Content-Encoding: gzip\r\n"),
            record(URLS[1], gzip.compress(PAGE)[:-30], fields="Content-Encoding: gzip\r\n"),
            record(URLS[2], b"x", fields="Content-Encoding: br\r\n"),
            record(URLS[3], b" "),
            RECORDS[4],
        ],
        packed=True,
    )
    items, failures = found(path)
    assert [item.key for item in items] == URLS[4:]
    reasons = ["larger than 20 MB", "cut short", "'br'", "no text"]
    assert [reason in f.reason for reason, f in zip(reasons, failures, strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("name", "head", "unit"),
    [
        ("a.jsonl.gz", b"", b'{"text": "a"}'),
        ("a.jsonl.gz", b"", b"\n"),
        ("a.csv.gz", b"id,text\n", b"a"),
        ("a.txt.gz", b"", b"a"),
        ("a.html.gz", b"<html>", b"<p>"),
        ("a.json.gz", b'[{"text": "', b"a"),
        ("a.json.gz", b"", b"["),
        ("result.json.gz", b'{"messages": [', b'{"a":'),
        ("a.xml.gz", b"<rss>", b"<item>"),
        ("a.warc.gz", b"WARC/1.0\r\n", b"A: b\r\n"),
        ("a.warc.gz", b"", b"\0"),
        ("a.pdf.gz", b"%PDF-1.4", b"\0"),
    ],
)
@pytest.mark.timeout(60)
def test_bombs(tmp_path: Path, name: str, head: bytes, unit: bytes) -> None:
    (tmp_path / name).write_bytes(bomb(unit, 150, head))
    (tmp_path / "z.txt").write_text(STORY)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items, failures = found(tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # KB
    assert [item.key for item in items] == ["file:z.txt"]
    assert {f.name.split(",")[0] for f in failures} == {name}


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(gzip.compress(STORY.encode())))
    assert "gzip archive" in one_failure(tmp_path / "a.txt.gz").reason


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    pages = [["Situation report", "Four were hurt (two of them badly)."], ["Two bridges fell."], ["The end."]]
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    item = one_item(tmp_path / "a.pdf")
    assert item.text is not None
    assert (item.data, item.media_type) == (pdf(pages), "application/pdf")
    starts = [*item.page_breaks, len(item.text)]
    cut = [item.text[a:b].split("\n") for a, b in pairwise(starts)]
    assert [[line.strip() for line in page if line.strip()] for page in cut] == pages
    assert from_text(item.text)[0].text == item.text  # so that the offsets of pages hold
    assert [w.code for w in item.warnings] == ["layout_text"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([[]]), "no text layer"),
        (pdf([["A line."]])[:200], "damaged"),
        (b"%PDF-1.4\n", "damaged"),
        (b"%PDF-1.4\n" + b"[" * 100_000, "damaged"),
        (pdf([["A line."]], stream=b"BT (a) Tj ET " * 1_000_000), "no text layer"),
        (b"", "damaged"),
    ],
)
def test_pdfs_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert reason in one_failure(tmp_path / "a.pdf").reason


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=str(_pdf_file(tmp_path)))
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "b.pdf").open("wb") as file:
        writer.write(file)
    assert "encrypted" in one_failure(tmp_path / "b.pdf").reason


def _pdf_file(folder: Path) -> Path:
    (folder / "a.pdf").write_bytes(pdf([["A line of text."]]))
    return folder / "a.pdf"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 700), patch=st.binary(min_size=1, max_size=12), packed=st.booleans())
def test_bytes_changed_in_an_archive(tmp_path: Path, at: int, patch: bytes, packed: bool) -> None:
    _warc(tmp_path / "a.warc", RECORDS, packed=packed)
    for name, data in (("a.warc", (tmp_path / "a.warc").read_bytes()), ("a.pdf", pdf([["One."], ["Two."]]))):
        (tmp_path / name).write_bytes(data[:at] + patch + data[at + len(patch) :])
    (tmp_path / "z.txt").write_text(STORY)
    items, _ = found(tmp_path)
    assert items[-1].key == "file:z.txt"
