"""Reading into segments: what comes out, that it resumes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import msgspec
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import counterclaim
from counterclaim.bulk import BulkError, Folder, Settings, read
from counterclaim.bulk.load import documents
from counterclaim.bulk.shards import Marks
from counterclaim.bulk.status import status
from tests.bulk.helpers import LIGHT, articles, jsonl, rows

STORY = (
    "The governor said on Tuesday that three people were killed when a shell hit a market in Kherson.\n\n"
    'The defence ministry denied the report. "We did not fire on the city," its spokesman said.\n'
)


def test_the_real_reader_gives_the_readings_that_read_gives(tmp_path: Path) -> None:
    texts = [
        STORY,
        STORY.replace("three", "five"),
        "Ein Dorf wurde beschossen, sagte der Bürgermeister am Montag. " * 4,
    ]
    source = jsonl(tmp_path / "a.jsonl", texts, outlet="Halden")
    done = read([str(source)], tmp_path / "out", jobs=1)
    assert (done.items, done.failures, done.failed_shards) == (3, [], [])
    found = list(documents(Folder(tmp_path / "out")))
    for text, one in zip(texts[:2], found[:2], strict=True):
        plain = counterclaim.read(text, published="2023-05-02", outlet="Halden")
        assert one.reading is not None and one.reading.to_json() == plain.to_json()
        assert plain.claims and plain.figures
    assert found[2].reading is None and found[2].made.text == texts[2]
    assert status(Folder(tmp_path / "out")).kept_not_read == 1


def test_duckdb_and_pandas_read_the_segments(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(70))
    read([str(source)], tmp_path / "out", LIGHT, jobs=2)
    places = tmp_path / "out" / "places" / "*.parquet"
    claims = tmp_path / "out" / "claims" / "*.parquet"
    asked = f"""
        SELECT count(*) FROM (
            SELECT c.document, unnest(c.places) AS id FROM read_parquet('{claims}') c WHERE stance = 'denies'
        ) JOIN read_parquet('{places}') p USING (document, id) WHERE p.country = 'UA'
    """
    assert duckdb.connect().execute(asked).fetchone() == (70,)
    figures = pd.concat(pd.read_parquet(path) for path in (tmp_path / "out" / "figures").iterdir())
    assert figures[figures.measure == "killed"].amount.sum() == sum(range(70))
    schema = pq.read_schema(next((tmp_path / "out" / "claims").iterdir()))
    assert schema.metadata[b"counterclaim"] == b"counterclaim.segments/1"


def test_all_formats_and_patterns_give_what_add_would_take(tmp_path: Path) -> None:
    many = articles(6)
    folder = tmp_path / "in"
    folder.mkdir()
    jsonl(folder / "a.jsonl", many[:2])
    table = {"text": many[2:4], "date": [pd.Timestamp("2023-05-02").date()] * 2, "id": ["x", "y"]}
    pq.write_table(pa.table(table), folder / "b.parquet")
    (folder / "c.csv").write_text(f'text,date\n"{many[4]}",2023-05-02\n', encoding="utf-8")
    (folder / "d.txt").write_text(many[5], encoding="utf-8")
    read([str(folder)], tmp_path / "whole", LIGHT, jobs=1)
    read(
        [str(folder / "[ab].*"), str(folder / "c.csv"), str(folder / "d.txt")],
        tmp_path / "parts",
        LIGHT,
        jobs=1,
    )
    found = rows(tmp_path / "whole")
    assert found == rows(tmp_path / "parts")
    assert [row["text"] for row in found["documents"]] == many
    assert {row["published"] for row in found["documents"]} == {"2023-05-02", None}


def test_segments_know_no_time_host_or_place_on_the_disk(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        source = jsonl(tmp_path / name / "a.jsonl", articles(30))
        read([str(source)], tmp_path / name / "out", LIGHT, jobs=1)
    names = sorted(
        p.relative_to(tmp_path / "one" / "out") for p in (tmp_path / "one" / "out").rglob("*.parquet")
    )
    assert len(names) == 2 * 11
    for name in names:
        assert (tmp_path / "one" / "out" / name).read_bytes() == (
            tmp_path / "two" / "out" / name
        ).read_bytes()


def test_again_nothing_is_read_and_more_is_added(tmp_path: Path) -> None:
    many = articles(60)
    source = jsonl(tmp_path / "a.jsonl", many[:50])
    read([str(source)], tmp_path / "out", LIGHT, jobs=2)
    before = rows(tmp_path / "out")
    again = read([str(source)], tmp_path / "out", LIGHT, jobs=2)
    assert (again.items, again.planned.passed_over) == (0, 50)
    assert rows(tmp_path / "out") == before
    jsonl(source, many)
    more = read([str(source)], tmp_path / "out", LIGHT, jobs=2)
    assert (more.items, more.planned.passed_over) == (10, 50)
    texts = [row["text"] for row in rows(tmp_path / "out")["documents"]]
    assert texts == many


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(45))
    done = read([str(source), str(source)], tmp_path / "out", LIGHT, jobs=2)
    assert (done.items, done.planned.doubled) == (45, 45)
    assert len(rows(tmp_path / "out")["documents"]) == 45


def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(3))
    with Folder(tmp_path / "out").locked(), pytest.raises(BulkError, match="a run is at work here"):
        read([str(source)], tmp_path / "out", LIGHT, jobs=1)
    assert read([str(source)], tmp_path / "out", LIGHT, jobs=1).items == 3


def test_other_settings_and_other_folders_are_refused(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(3))
    read([str(source)], tmp_path / "out", LIGHT, jobs=1)
    other = msgspec.structs.replace(LIGHT, outlet="Halden")
    with pytest.raises(BulkError, match="other settings \\(outlet\\)"):
        read([str(source)], tmp_path / "out", other, jobs=1)
    with pytest.raises(BulkError, match="holds other things"):
        read([str(source)], tmp_path, LIGHT, jobs=1)


def test_receipts_tell_what_was_made_and_of_what(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", [*articles(5), " "])
    read([str(source)], tmp_path / "out", LIGHT, jobs=1)
    (path,) = (tmp_path / "out" / "receipts").iterdir()
    receipt = json.loads(path.read_text(encoding="utf-8"))
    assert receipt["items"] == 6 and receipt["rows"]["claims"] == 15
    (bad,) = receipt["failures"]
    assert (bad["name"], bad["reason"]) == ("a.jsonl, line 6", "has no text (text is empty)")
    assert receipt["versions"]["counterclaim"] == counterclaim.__version__
    assert not list((tmp_path / "out" / "inputs").iterdir())


def test_no_such_reader(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "a.jsonl", articles(3))
    done = read([str(source)], tmp_path / "out", Settings(reader="tests.bulk.readers:none"), jobs=1)
    assert done.items == 0 and "there is no such reader" in done.failed_shards[0]


def test_marks_beyond_what_is_kept_singly(monkeypatch: pytest.MonkeyPatch) -> None:
    marks = Marks()
    for mark in range(-300_000, 300_000, 2):
        marks.add(mark)
    assert -300_000 in marks and 299_998 in marks and 1 not in marks and 300_000 not in marks
