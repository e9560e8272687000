"""Segments in a ledger: what add would have written, once however often they are loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.bulk import BulkError, Folder, read
from counterclaim.bulk.copies import origins
from counterclaim.bulk.load import load
from counterclaim.bulk.run import items
from counterclaim.ledger import open_ledger
from tests.bulk.helpers import LIGHT, articles, jsonl
from tests.ledger.reader import READ
from tests.ledger.test_crash import rows


def sources(folder: Path) -> list[str]:
    """Articles, exact and near copies, another version under the same address, and a page."""
    folder.mkdir()
    many = articles(60)
    longer = [
        " ".join(f"{word}{n}" for word in ["one", "two", "three", "four", "five", "six", "seven"])
        for n in range(40)
    ]
    many[50] = "\n".join([many[50], *longer])
    jsonl(folder / "a.jsonl", many)
    jsonl(folder / "b.jsonl", [many[7], many[8], many[50] + "\nA last line.\n"], outlet="Tarn")
    jsonl(folder / "c.jsonl", [many[1]], url="https://example.org/1")
    jsonl(folder / "d.jsonl", [many[1] + "\nMayor said more.\n"], url="https://example.org/1")
    page = "".join(f"<p>{line}</p>" for line in (many[2] * 3).splitlines() if line)
    (folder / "e.html").write_text(f"<html><body><article><h1>Page</h1>{page}</article></body></html>")
    (folder / "f.txt").write_bytes(
        "Ein Dorf wurde am Montag beschossen, sagte der Bürgermeister.\r\n".encode("cp1252") * 5
    )
    (folder / "g.txt").write_bytes(b"")
    return [str(folder)]


def test_the_ledger_is_the_one_that_add_makes(tmp_path: Path, address: str) -> None:
    given = sources(tmp_path / "in")
    read(given, tmp_path / "out", LIGHT, jobs=2)
    with open_ledger(tmp_path / "added.db", create=True) as ledger:
        ledger.add(items(given, LIGHT), read=READ)
        added = rows(ledger)
        groups = {d.document.id: d.origin_group for d in ledger.documents()}
    with open_ledger(address, create=True) as ledger:
        done = load(Folder(tmp_path / "out"), ledger)
        assert (done.failed, done.new_versions) == ([], 1)
        assert rows(ledger) == added
        assert ledger.verify().faults == []
        assert ledger.search(stance="denies").total > 0
        again = load(Folder(tmp_path / "out"), ledger)
        assert (again.added, again.new_versions) == (0, 0)
        assert rows(ledger) == added
    assert len(set(groups.values())) < len(groups)


def test_a_segment_that_was_altered_is_refused(tmp_path: Path) -> None:
    read([str(jsonl(tmp_path / "a.jsonl", articles(5)))], tmp_path / "out", LIGHT, jobs=1)
    (path,) = (tmp_path / "out" / "claims").iterdir()
    path.write_bytes(path.read_bytes().replace(b"General", b"Colonel") + b"x")
    with (
        open_ledger(tmp_path / "l.db", create=True) as ledger,
        pytest.raises(BulkError, match="not the segment"),
    ):
        load(Folder(tmp_path / "out"), ledger)


def test_origins_over_all_shards_are_those_of_the_ledger(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    words = [f"word{n}" for n in range(400)]
    texts = []
    for story in range(12):
        own = [f"{word}s{story}" for word in words]
        for change in range(story % 5):
            at = 30 * change
            texts.append(" ".join([*own[:at], *(f"new{n}" for n in range(3 * change)), *own[at:]]))
        texts.append(" ".join(own))
    texts += texts[::9]
    source = jsonl(tmp_path / "a.jsonl", texts)
    read([str(source)], tmp_path / "out", LIGHT, jobs=2)
    found = pq.read_table(origins(Folder(tmp_path / "out"))).to_pylist()
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        ledger.add(items([str(source)], LIGHT), read=READ)
        records = list(ledger.documents())
    names = {record.seq: record.document.id for record in records}
    wanted = {record.document.id: names[record.origin_group] for record in records}
    assert {row["document"]: row["origin"] for row in found} == wanted
    assert len(set(wanted.values())) == 12
    assert sum(row["copies"] > 1 for row in found) > 12
    assert len(found) == len(texts)
