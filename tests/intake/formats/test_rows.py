"""Tables and JSON: columns, keys, and rows that cannot be read."""

from __future__ import annotations

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.intake.formats import BadOptions, FormatOptions
from tests.intake.formats.helpers import STORY, found, one_failure, one_item

WORDS = "Over the town, the ministry said, four drones were shot down; nobody was hurt."


def _jsonl(path: Path, *rows: Any) -> Path:  # noqa: ANN401
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize("text", ["text", "body", "content", "Body"])
@pytest.mark.parametrize(
    ("title", "published", "url", "outlet", "language"),
    [
        ("title", "date", "url", "source", "language"),
        ("headline", "published", "link", "outlet", "lang"),
        ("Headline", "publish_date", "URL", "media_name", "Lang"),
    ],
)
def test_usual_names_of_columns(
    tmp_path: Path, text: str, title: str, published: str, url: str, outlet: str, language: str
) -> None:
    row = {
        text: STORY,
        title: "A title",
        published: "2023-05-02",
        url: "https://example.org/a",
        outlet: "The Halden Press",
        language: "en",
    }
    with (tmp_path / "a.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    for path in (_jsonl(tmp_path / "a.jsonl", row), tmp_path / "a.csv"):
        item = one_item(path)
        assert (item.text, item.title, item.published, item.url, item.outlet, item.language) == (
            *(STORY, "A title", "2023-05-02", "https://example.org/a"),
            *("The Halden Press", "en"),
        )
        assert item.key == "https://example.org/a"


def test_columns_that_a_person_names(tmp_path: Path) -> None:
    path = _jsonl(tmp_path / "a.jsonl", {"text": "a teaser", "story": {"full": STORY}, "when": "02/05/2023"})
    item = one_item(path, columns={"text": "story.full", "published": "when"}, date_format="%d/%m/%Y")
    assert (item.text, item.published) == (STORY, "2023-05-02")


def test_a_field_that_there_is_not() -> None:
    with pytest.raises(BadOptions, match="the fields are text, title"):
        FormatOptions(columns={"txt": "a"})


def test_keys_are_stable_when_rows_are_put_in(tmp_path: Path) -> None:
    rows = [
        {"text": STORY},
        {"text": WORDS, "id": 7},
        {"text": WORDS, "url": "https://EXAMPLE.org:443/a#top"},
    ]
    before = [item.key for item in found(_jsonl(tmp_path / "a.jsonl", *rows))[0]]
    after = [item.key for item in found(_jsonl(tmp_path / "a.jsonl", {"text": "New."}, *rows))[0]]
    assert after[1:] == before
    assert before[1:] == ["file:a.jsonl#7", "https://example.org/a"]


@pytest.mark.parametrize("url", ["n/a", "", "/news/1", "javascript:alert(1)", "http://", "http://[", None])
def test_what_is_no_address_is_no_key(tmp_path: Path, url: str | None) -> None:
    items, _ = found(_jsonl(tmp_path / "a.jsonl", {"text": STORY, "url": url}, {"text": WORDS, "url": url}))
    assert len({item.key for item in items}) == 2
    assert items[0].url is None


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2023-05-02T10:00:00Z", "2023-05-02T10:00:00+00:00"),
        ("2023-05-02 10:00:00 UTC", "2023-05-02T10:00:00+00:00"),
        ("2023-05-02 23:30:00-05:00", "2023-05-02T23:30:00-05:00"),
        ("Tue, 02 May 2023 10:00:00 GMT", "2023-05-02T10:00:00+00:00"),
        ("2 May 2023", "2023-05-02"),
        ("May 2, 2023", "2023-05-02"),
        ("20230502", "2023-05-02"),
        ("2023/5/2", "2023-05-02"),
        (1683021600, "2023-05-02T10:00:00+00:00"),
        (1683021600000, "2023-05-02T10:00:00+00:00"),
    ],
)
def test_dates(tmp_path: Path, value: object, published: str) -> None:
    item = one_item(_jsonl(tmp_path / "a.jsonl", {"text": STORY, "date": value}))
    assert (item.published, item.warnings) == (published, ())


@pytest.mark.parametrize("value", ["05/02/2023", "2023-13-45", "soon", "1" * 60, "2023-05-02T99:00"])
def test_dates_that_are_not_guessed_at(tmp_path: Path, value: str) -> None:
    item = one_item(_jsonl(tmp_path / "a.jsonl", {"text": STORY, "date": value}))
    assert item.published is None
    assert [w.code for w in item.warnings] == ["date_not_understood"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[" * 10_000 + "]" * 10_000, "nested too deeply"),
        ('{"text": "x", "a": ' + '{"a":' * 10_000 + "1" + "}" * 10_001, "nested too deeply"),
        ('{"text": "half', "no JSON"),
        ("[1, 2]", "no object"),
        ('{"title": "t"}', "no column for the text (the columns"),
        ('{"text": ""}', "has no text"),
        ('{"text": ["a"]}', "a list for its text"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "a", "redacted": true}', "redacted export"),
        ('{"text": "a", "n": ' + "9" * 5000 + "}", "no JSON"),
        ("{" + "x" * 700, "longer than"),
    ],
)
def test_a_bad_line_costs_itself(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps({"text": "Good."})
    path.write_text(f"{good}\n{line}\n\n{good}\n")
    limit = 100 if len(line) == 701 else 1_000_000
    items, failures = found(path, max_bytes=limit)
    assert [item.text for item in items] == ["Good.", "Good."]
    assert [f.name for f in failures] == ["a.jsonl, line 2"]
    assert all(part in failures[0].reason for part in reason.split(" ("))


def test_json_that_python_and_pandas_write(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "A \\ud83d half and \\ud83d\\ude80.", "score": NaN}\n')
    item = one_item(path)
    assert item.text == "A \ufffd half and \U0001f680."
    assert [w.code for w in item.warnings] == ["encoding_damaged"]


def test_html_in_a_row_is_a_page(tmp_path: Path) -> None:
    item = one_item(_jsonl(tmp_path / "a.jsonl", {"content": f"<p>{STORY}</p>"}))
    assert (item.text, item.media_type) == (None, "text/html")


@pytest.mark.parametrize("indent", [None, 2])
def test_json_arrays_and_single_objects(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": STORY}, 3, [{"text": "x"}], {"text": WORDS}], indent=indent))
    items, failures = found(path)
    assert [item.text for item in items] == [STORY, WORDS]
    assert [f.name for f in failures] == ["a.json, entry 2", "a.json, entry 3"]
    path.write_text(json.dumps({"text": STORY, "date": "2023-05-02"}, indent=indent))
    assert one_item(path).published == "2023-05-02"


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "nonsense", '"x"', "[1", ""])
def test_json_that_is_no_document(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    items, failures = found(path)
    assert items == []
    assert failures


def test_deep_json_between_good_entries(tmp_path: Path) -> None:
    deep = '{"text": "x", "a": ' + "[" * 10_000 + "]" * 10_000 + "}"
    (tmp_path / "a.json").write_text(f'[{{"text": "A."}}, {deep}, {{"text": "B."}}]')
    items, failures = found(tmp_path / "a.json")
    assert [item.text for item in items] == ["A.", "B."]
    assert ["nested too deeply" in f.reason for f in failures] == [True]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [["id", "headline", "body"], [1, "A, b; c", f"{STORY}\n\nB"]]
    )
    (tmp_path / "a.csv").write_text(out.getvalue())
    item = one_item(tmp_path / "a.csv")
    assert (item.text, item.title, item.key) == (f"{STORY}\n\nB", "A, b; c", "file:a.csv#1")


def test_wrong_quotes_cost_their_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        'id,text,date\n1,"Sound.",2023-05-02\n2,"Never closed,2023-05-02\n3,"Sound\ntoo.",2023-05-02\n'
        '4,"He said "no" twice.",2023-05-02\n5,Plain 5" gun.,2023-05-02\n6,a,b,c,d\n7,"Last.",2023-05-02\n'
        '8,"Open at the end,2023-05-02\n'
    )
    items, failures = found(tmp_path / "a.csv")
    assert [item.key[-1] for item in items] == ["1", "3", "5", "7"]
    assert items[1].text == "Sound\ntoo."
    assert [f.name for f in failures] == [f"a.csv, line {n}" for n in (3, 6, 8, 10)]


def test_an_open_quote_does_not_swallow_the_file(tmp_path: Path) -> None:
    rows = "".join(f"{n},Plain words {n}.\n" for n in range(5000))
    (tmp_path / "a.csv").write_text(f'id,text\n0,"open\n{rows}')
    items, failures = found(tmp_path / "a.csv", max_bytes=10_000)
    assert len(items) == 5000
    assert [f.name for f in failures] == ["a.csv, line 2"]


@pytest.mark.timeout(20)
def test_quotes_meant_to_cost_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n" + 'a","b\n' * 200_000)
    items, failures = found(tmp_path / "a.csv", max_bytes=200_000)
    assert items == []
    assert failures


def test_nuls_and_blank_rows_in_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,Good.\n\n,\n2,Ba\x00d.\n3,Good too.\n")
    items, failures = found(tmp_path / "a.csv")
    assert [item.text for item in items] == ["Good.", "Good too."]
    assert len(failures) == 1
    assert "NUL" in failures[0].reason


def test_a_table_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("stories_id,title,url\n1,T,https://example.org/\n")
    assert "the columns are: stories_id, title, url" in one_failure(tmp_path / "a.csv").reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8_r"])
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_character_sets(tmp_path: Path, encoding: str, ending: str) -> None:
    text = "Губернатор сообщил в среду, что за ночь над областью были сбиты сорок два беспилотника."
    rows = {
        "csv": f'id,text\r\n1,"{text}"\r\n2,"{text}"\r\n',
        "jsonl": json.dumps({"text": text, "id": 1}, ensure_ascii=False)
        + "\n"
        + json.dumps({"text": text, "id": 2}),
    }
    (tmp_path / f"a.{ending}").write_bytes(rows[ending].encode(encoding))
    items, failures = found(tmp_path / f"a.{ending}")
    assert failures == []
    assert [item.text for item in items] == [text, text]
    guessed = encoding in ("cp1251", "koi8_r")
    assert [w.code for w in items[0].warnings] == ["encoding_guessed"] * guessed


def test_a_row_in_another_character_set(tmp_path: Path) -> None:
    good = json.dumps({"text": "Київ стоїть."}, ensure_ascii=False).encode()
    other = '{"text": "Four were hurt in the café, he said."}'.encode("cp1252")
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([good, other, good]))
    items, failures = found(tmp_path / "a.jsonl")
    assert failures == []
    assert [item.text for item in items][1:] == ["Four were hurt in the café, he said.", "Київ стоїть."]
    assert [len(item.warnings) for item in items] == [0, 1, 0]


def test_a_binary_file_is_one_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(bytes(range(256)) * 1000)
    (tmp_path / "b.csv").write_bytes(b"PK\x03\x04" + bytes(1000))
    items, failures = found(tmp_path)
    assert items == []
    assert [f.name for f in failures] == ["a.jsonl", "b.csv"]


@pytest.mark.parametrize("cut", [1, 9, 100])
def test_truncated_gzip_keeps_what_is_whole(tmp_path: Path, cut: int) -> None:
    rows = [{"text": f"Story {n}: {n * 7919 % 1000} were hurt.", "id": n} for n in range(2000)]
    plain = "".join(json.dumps(row) + "\n" for row in rows).encode()
    packed = gzip.compress(plain)
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    assert len(found(tmp_path / "a.jsonl.gz")[0]) == 2000
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: -cut * len(packed) // 200 if cut > 9 else -cut])
    items, failures = found(tmp_path / "a.jsonl.gz")
    assert items[0].key == "file:a.jsonl.gz#0"
    assert len(items) >= (2000 if cut == 1 else 900)
    assert [f.name for f in failures] == ["a.jsonl.gz"]
    assert "truncated gzip" in failures[0].reason


def test_damaged_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    first = gzip.compress(json.dumps({"text": STORY}).encode() + b"\n")
    (tmp_path / "a.jsonl.gz").write_bytes(first + gzip.compress(b'{"text": "x"}\n')[:12] + b"\xff" * 50)
    items, failures = found(tmp_path / "a.jsonl.gz")
    assert [item.text for item in items] == [STORY]
    assert ["gzip" in f.reason for f in failures] == [True]


def test_members_and_padding_of_gzip(tmp_path: Path) -> None:
    members = [gzip.compress(json.dumps({"text": f"Story {n}."}).encode() + b"\n") for n in range(3)]
    (tmp_path / "a.jsonl.gz").write_bytes(b"".join(members) + bytes(512))
    assert [item.text for item in found(tmp_path / "a.jsonl.gz")[0]] == ["Story 0.", "Story 1.", "Story 2."]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.text(min_size=1), st.text()), max_size=8))
def test_any_table_comes_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    rows = [
        (text.replace("\x00", "").replace("\r", "\n"), title.replace("\x00", ""))
        for text, title in rows
        if not any("\ud800" <= c <= "\udfff" for c in text + title)
    ]
    out = io.StringIO()
    csv.writer(out).writerows([("body", "headline"), *rows])
    (tmp_path / "a.csv").write_text(out.getvalue(), "utf-8", newline="")
    items, _ = found(tmp_path / "a.csv", format="csv")
    texts = [item.text if item.text is not None else (item.data or b"").decode() for item in items]
    assert texts == [text for text, _ in rows if text.strip()]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400),
    ending=st.sampled_from(["jsonl", "csv", "json", "txt", "html", "xml", "pdf", "warc"]),
)
def test_no_bytes_break_a_run(tmp_path: Path, data: bytes, ending: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / f"a.{ending}").write_bytes(data)
    (folder / "z.txt").write_text(STORY)
    items, _ = found(folder)
    assert items[-1].key == "file:z.txt"
