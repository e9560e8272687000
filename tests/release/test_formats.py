"""Each format opens in the tools of its field, and says what it is."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest

from counterclaim.model.reading import Reading
from counterclaim.release import FORMATS, ExportOptions, export
from counterclaim.release.codes import codelists
from counterclaim.release.formats import format_of
from counterclaim.release.rows import COLUMNS


@pytest.fixture
def both(reading: Reading, second: Reading) -> list[Reading]:
    return [reading, second]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def about_of(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.with_name(path.name + ".about.json").read_text("utf-8"))
    return data


def test_csv(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    export(both, "csv", out, options)
    rows = rows_of(out)
    assert tuple(rows[0]) == COLUMNS
    assert {r["kind"] for r in rows} >= {"claim", "figure", "event"}
    figure = next(r for r in rows if r["kind"] == "figure" and r["measure"] == "killed")
    assert (figure["low"], figure["qualifier"], figure["speaker"]) == (
        "3",
        "at_least",
        "Oleksandr Prykladenko",
    )
    assert all(r["redacted"] == "true" and "not a verified fact" in r["note"] for r in rows)


def test_csv_opens_in_pandas(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    import pandas as pd

    export(both, "csv", tmp_path / "out.csv", options)
    frame = pd.read_csv(tmp_path / "out.csv")
    assert frame[frame.kind == "figure"].low.max() >= 3


def test_held_claims_are_rows_that_say_until_when(reading: Reading, tmp_path: Path) -> None:
    options = ExportOptions(now="2023-04-05", version="0", salt="s")
    export([reading], "csv", tmp_path / "out.csv", options)
    held = [r for r in rows_of(tmp_path / "out.csv") if r["kind"] == "held"]
    assert [(r["held_until"], r["content"], r["place"]) for r in held] == [("2023-04-08T00:00:00Z", "", "")]
    assert about_of(tmp_path / "out.csv")["redactions"]["held"] == 1


@pytest.mark.parametrize("form", ["csv", "jsonl", "acled", "ucdp", "plover", "hxl"])
def test_the_sidecar_says_what_the_export_is(
    both: list[Reading], options: ExportOptions, tmp_path: Path, form: str
) -> None:
    out = tmp_path / f"out.{form}"
    report = export(both, form, out, options)
    about = about_of(out)
    assert about["notice"] == "Reported claims, not verified facts."
    assert about["filters"] == "place=Kherson" and about["software"] == "counterclaim 0.1.0"
    assert about["coverage"]["documents"] == 2 and about["coverage"]["published_from"] == "2023-04-04"
    assert about["redacted"] is True and about["redactions"]["name"] > 0
    assert about["file"]["sha256"] == report.files[str(out)] and len(about["documents_sha256"]) == 64


def test_jsonl_unredacted_is_the_reading(
    both: list[Reading], unredacted: ExportOptions, tmp_path: Path
) -> None:
    export(both, "jsonl", tmp_path / "out.jsonl", unredacted)
    lines = (tmp_path / "out.jsonl").read_bytes().splitlines()
    again = [msgspec.json.decode(line, type=Reading) for line in lines]
    assert [r.to_json() for r in again] == [r.to_json() for r in both]
    assert "redacted" not in json.loads(lines[0])


def test_jsonl_redacted_says_so_first(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "jsonl", tmp_path / "out.jsonl", options)
    lines = (tmp_path / "out.jsonl").read_text("utf-8").splitlines()
    assert all(line.startswith('{"redacted":true,') for line in lines)
    assert "text" not in json.loads(lines[0])["document"]


def test_geojson(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "geojson", tmp_path / "out.geojson", options)
    data = json.loads((tmp_path / "out.geojson").read_text("utf-8"))
    assert data["type"] == "FeatureCollection" and data["about"]["notice"].startswith("Reported claims")
    shelling = next(f for f in data["features"] if f["properties"]["type"] == "shelling")
    longitude, latitude = shelling["geometry"]["coordinates"]
    assert (longitude, latitude) == (32.615, 46.637)  # RFC 7946: longitude first
    properties = shelling["properties"]
    assert (
        properties["contested"] is True and properties["n_documents"] == 2 and properties["killed_min"] == 3
    )
    assert properties["killed_max"] is None  # "dozens" says no upper bound
    assert all(not isinstance(v, (dict, list)) for f in data["features"] for v in f["properties"].values())
    for feature in data["features"]:
        if feature["properties"]["precision"] not in ("populated_place", "near"):
            assert feature["geometry"] is None


def test_xlsx(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    export(both, "xlsx", tmp_path / "out.xlsx", options)
    book = load_workbook(tmp_path / "out.xlsx", read_only=True)
    assert book.sheetnames[:4] == ["about", "documents", "claims", "figures"]
    front = dict(row[:2] for row in book["about"].iter_rows(values_only=True))
    assert front["notice"] == "Reported claims, not verified facts." and front["coverage.documents"] == 2
    header, *rows = book["figures"].iter_rows(values_only=True)
    assert any(dict(zip(header, row, strict=True))["low"] == 3 for row in rows)
    book.close()


def test_parquet(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    export(both, "parquet", tmp_path / "out.parquet", options)
    table = pq.read_table(tmp_path / "out.parquet")
    assert tuple(table.column_names) == COLUMNS
    assert (
        str(table.schema.field("low").type) == "double" and str(table.schema.field("start").type) == "int64"
    )
    assert (
        json.loads(pq.read_metadata(tmp_path / "out.parquet").metadata[b"counterclaim"])["redacted"] is True
    )


def test_hxl(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    import hxl

    out = tmp_path / "out.csv"
    export(both, "hxl", out, options)
    with hxl.data(str(out), hxl.InputOptions(allow_local=True)) as source:
        assert source.validate()
    with hxl.data(str(out), hxl.InputOptions(allow_local=True)) as source:
        rows = list(source)
    tags = codelists()["hxl"]["affected"]
    assert "killed" in tags and "injured" in tags
    shelling = next(r for r in rows if r.get("#event+type") == "shelling")
    assert (shelling.get("#affected+killed+min"), shelling.get("#adm1+name")) == ("3", "Kherson")


def test_acled(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "acled", tmp_path / "out.csv", options)
    rows = rows_of(tmp_path / "out.csv")
    assert list(rows[0]) == codelists()["acled"]["columns"]
    shelling = next(r for r in rows if r["sub_event_type"] == "Shelling/artillery/missile attack")
    assert shelling["event_date"] == "2023-04-03" and shelling["time_precision"] == "1"
    assert (
        shelling["event_type"] == "Explosions/Remote violence"
        and shelling["disorder_type"] == "Political violence"
    )
    assert (
        shelling["fatalities"] == "3"
        and shelling["geo_precision"] == "1"
        and shelling["country"] == "Ukraine"
    )
    assert "Disputed: " in shelling["notes"] and "denies it" in shelling["notes"]
    types = {(t["event_type"], t["sub_event_type"]) for t in codelists()["acled"]["types"]}
    assert {(r["event_type"], r["sub_event_type"]) for r in rows} <= types


def test_ucdp(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "ucdp", tmp_path / "out.csv", options)
    (row,) = rows_of(tmp_path / "out.csv")
    assert list(row) == codelists()["ucdp"]["columns"]
    assert (row["low"], row["best"], row["high"]) == ("3", "3", "")
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    assert sum(int(row[p]) for p in parts) == int(row["best"])
    assert "Roman Zrazkov" in row["source_original"] and row["where_prec"] == "1" and row["date_prec"] == "1"


def test_plover(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "plover", tmp_path / "out.jsonl", options)
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    events = codelists()["plover"]["events"]
    auxiliary = set(codelists()["plover"]["auxiliary_modes"])
    for record in records:
        (event,) = record["event"]
        assert record["quad_code"] == events[event]["quad"]
        assert set(record["mode"]) <= {*events[event]["modes"], *auxiliary}
    assert any("negation" in r["mode"] for r in records)


def test_webannotation(
    reading: Reading, options: ExportOptions, unredacted: ExportOptions, tmp_path: Path
) -> None:
    export([reading], "webannotation", tmp_path / "full.jsonld", unredacted)
    page = json.loads((tmp_path / "full.jsonld").read_text("utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld" and page["total"] == len(
        page["first"]["items"]
    )
    text = reading.document.text
    for annotation in page["first"]["items"]:
        position, *quotes = annotation["target"]["selector"]
        for quote in quotes:
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
    export([reading], "webannotation", tmp_path / "out.jsonld", options)
    shown = json.loads((tmp_path / "out.jsonld").read_text("utf-8"))
    assert all("prefix" not in s for a in shown["first"]["items"] for s in a["target"]["selector"])


def test_datapackage(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "datapackage", tmp_path / "package", options)
    package = json.loads((tmp_path / "package" / "datapackage.json").read_text("utf-8"))
    tables = {}
    for resource in package["resources"]:
        tables[resource["name"]] = rows = rows_of(tmp_path / "package" / resource["path"])
        assert all(list(row) == [f["name"] for f in resource["schema"]["fields"]] for row in rows)
    for resource in package["resources"]:
        for link in resource["schema"]["foreignKeys"]:
            ids = {row["id"] for row in tables[link["reference"]["resource"]]}
            assert all(row[link["fields"]] in ids for row in tables[resource["name"]])
    assert "not verified" in (tmp_path / "package" / "README.txt").read_text("utf-8")


def test_timemap(both: list[Reading], options: ExportOptions, tmp_path: Path) -> None:
    export(both, "timemap", tmp_path / "map.zip", options)
    with zipfile.ZipFile(tmp_path / "map.zip") as archive:
        events = json.loads(archive.read("export_events.json"))
        sources = json.loads(archive.read("export_sources.json"))
    assert events
    for event in events:
        assert event["date"] or event["latitude"]
        assert all(
            isinstance(v, str) or (isinstance(v, list) and all(isinstance(x, str) for x in v))
            for v in event.values()
        )
        assert all(source in sources for source in event["sources"])
    assert events[0]["date"] == "04/03/2023"


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_readings_give_the_same_bytes(
    both: list[Reading], options: ExportOptions, tmp_path: Path, form: str
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one = export(both, form, tmp_path / "a" / "out", options)
    two = export(both, form, tmp_path / "b" / "out", options)
    assert list(one.files.values()) == list(two.files.values())


@pytest.mark.parametrize("form", FORMATS)
def test_no_readings_make_an_export_too(options: ExportOptions, tmp_path: Path, form: str) -> None:
    report = export([], form, tmp_path / "out", options)
    assert report.documents == 0 and all(Path(f).exists() for f in report.files)


def test_every_format_describes_itself() -> None:
    assert all(format_of(name).about and format_of(name).name == name for name in FORMATS)


def _hostile(reading: Reading) -> Reading:
    formulas = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r\n=1")
    actors = tuple(
        msgspec.structs.replace(a, role=formulas[n % len(formulas)], side=formulas[(n + 3) % len(formulas)])
        for n, a in enumerate(reading.actors)
    )
    document = msgspec.structs.replace(
        reading.document, title="=cmd|' /C calc'!A0", outlet="=1+1", url='https://example.org/=1,"\n=2'
    )
    return msgspec.structs.replace(reading, actors=actors, document=document)


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("form", ["csv", "acled", "ucdp", "hxl", "datapackage", "xlsx"])
def test_no_cell_is_a_formula(
    reading: Reading, second: Reading, options: ExportOptions, unredacted: ExportOptions, tmp_path: Path, form: str,
    full: bool,
) -> None:  # fmt: skip
    out = tmp_path / "out"
    export([_hostile(reading), _hostile(second)], form, out, unredacted if full else options)
    cells: list[object] = []
    if form == "xlsx":
        from openpyxl import load_workbook

        for sheet in load_workbook(out.rename(tmp_path / "out.xlsx")).worksheets:
            for row in sheet.iter_rows():
                assert all(c.data_type != "f" for c in row)
                cells += [c.value for c in row]
    else:
        for path in tmp_path.rglob("*.csv") if form == "datapackage" else [out]:
            for values in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")):
                cells += values
    bad = [c for c in cells if isinstance(c, str) and c.strip()[:1] in ("=", "+", "@") and not _number(c)]
    assert bad == []


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
