"""Building the file: from a small source, safely, and again when the version changes."""

import json
import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from counterclaim.gazetteer import build as builder
from counterclaim.gazetteer.build import ATTRIBUTION, SCHEMA, build, towns, version
from counterclaim.gazetteer.lookup import Gazetteer, default_path


def town(
    number: int, name: str, *alternates: str, country: str = "UA", population: int = 1000
) -> dict[str, object]:
    return {
        "geonameid": number, "name": name, "latitude": 48.5, "longitude": 37.5 + number / 100,
        "countrycode": "UA",
        "population": 1000, "timezone": "Europe/Kyiv", "admin1code": "05", "alternatenames": list(alternates),
    }  # fmt: skip


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = [
        town(1, "Testivka", "Testovka", "TST"),
        town(2, "Mar'yinka", "Marinka"),
        town(3, "Тест : {место}"),
    ]
    path = tmp_path / "towns.json"
    path.write_text(json.dumps({str(r["geonameid"]): r for r in rows}), encoding="utf-8")
    return path


def test_source_is_read_piece_by_piece(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "_CHUNK", 7)
    assert [t["geonameid"] for t in towns(source)] == [1, 2, 3]


def test_build_from_a_source(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "folder" / "gazetteer.sqlite"
    assert build(path, source=source) > 3
    known = Gazetteer(path)
    (found,) = known.candidates("Testovka")
    assert (found.name, found.kind, found.country, found.rank) == ("Testivka", "town", "UA", 1)
    assert known.candidates("TST") == ()
    assert [c.name for c in known.candidates("marinka")] == ["Mar'yinka"]
    assert known.candidates("Ukraine")[0].precision == "country"
    assert list(path.parent.glob("*.part")) == []


def test_the_attribution_travels_with_the_data(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    build(path, source=source)
    with sqlite3.connect(path) as database:
        facts = dict(database.execute("SELECT key, value FROM meta"))
    assert facts["attribution"] == ATTRIBUTION
    assert "CC BY 4.0" in ATTRIBUTION
    assert facts["schema"] == version()


def test_a_failed_build_leaves_the_old_file(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    build(path, source=source)
    before = path.read_bytes()
    with pytest.raises(FileNotFoundError):
        build(path, source=tmp_path / "missing.json")
    assert path.read_bytes() == before
    assert list(tmp_path.glob("*.part")) == []


def test_another_version_is_built_anew(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "g.sqlite"
    path.write_bytes(b"not a database")
    monkeypatch.setattr(builder, "source_file", lambda: source)
    assert Gazetteer(path).candidates("Testivka")
    assert str(path) in capsys.readouterr().err


def test_the_environment_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
    monkeypatch.delenv("COUNTERCLAIM_GAZETTEER")
    assert default_path().name == f"gazetteer-{SCHEMA}.sqlite"


def test_two_builders_at_once(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    context = multiprocessing.get_context("spawn")
    jobs = [context.Process(target=build, args=(path,), kwargs={"source": source}) for _ in range(2)]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join(60)
    assert [job.exitcode for job in jobs] == [0, 0]
    assert Gazetteer(path).candidates("Testivka")
