"""A gazetteer from a GeoNames dump: villages resolve, damaged files are named, nothing is unpacked."""

import zipfile
from pathlib import Path

import pytest

from counterclaim.cli.main import main
from counterclaim.gazetteer import dump
from counterclaim.gazetteer.build import build
from counterclaim.gazetteer.dump import BadDump, places
from counterclaim.gazetteer.lookup import Gazetteer


def line(number: int, name: str, alternates: str = "", kind: str = "P", code: str = "PPL", country: str = "UA",
         population: str = "40", latitude: str = "48.61") -> str:  # fmt: skip
    return "\t".join(
        [str(number), name, name, alternates, latitude, "37.94", kind, code, country, "", "05", "", "", "",
         population, "", "120", "Europe/Kyiv", "2024-01-01"]
    )  # fmt: skip


ROWS = [
    line(9000001, "Vyhadane Selo", "Vygadannoye,Вигадане"),
    line(9000002, "Vyhadana River", kind="H", code="STM"),
    line(9000003, "Old Vyhadane", code="PPLQ"),
    line(9000004, "Little Hamlet", country="GB"),
    line(9000005, "Broken", latitude="north"),
    "not a row",
]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt", "about\n" * 500)
        made.writestr("allCountries.txt", "\n".join(ROWS) + "\n")
    return path


def test_only_places_that_stand_are_kept(archive: Path) -> None:
    assert [p["name"] for p in places(archive)] == ["Vyhadane Selo", "Little Hamlet"]
    assert [p["name"] for p in places(archive, countries={"UA"})] == ["Vyhadane Selo"]


def test_a_village_resolves_by_each_of_its_names(archive: Path, tmp_path: Path) -> None:
    build(tmp_path / "g.sqlite", records=places(archive))
    known = Gazetteer(tmp_path / "g.sqlite")
    for name in ("Vyhadane Selo", "Vygadannoye", "Вигадане"):
        assert [c.geonames_id for c in known.candidates(name)] == [9000001]
    assert known.candidates("Ukraine")[0].kind == "country"  # countries and provinces come along


def test_the_command_builds_and_says_so(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ua.sqlite"
    assert main(["gazetteer", "build", str(archive), "-o", str(out), "--countries", "ua"]) == 0
    assert "GeoNames" in capsys.readouterr().err
    assert Gazetteer(out).candidates("Vyhadane Selo")
    assert not any(c.geonames_id == 9000004 for c in Gazetteer(out).candidates("Little Hamlet"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 not an archive", "damaged"),
        (None, "No such file"),
    ],
)
def test_what_is_no_dump_is_named_and_leaves_the_old_file(
    content: bytes | None, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out = tmp_path / "bad.zip", tmp_path / "old.sqlite"
    out.write_bytes(b"old")
    if content is not None:
        path.write_bytes(content)
    assert main(["gazetteer", "build", str(path), "-o", str(out)]) == 1
    error = capsys.readouterr().err
    assert "bad.zip" in error and told in error and "geonames.org" in error
    assert out.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.part"))


def test_another_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("id,name\n1,Kyiv\n", encoding="utf-8")
    with pytest.raises(BadDump, match="line 1 is not GeoNames"):
        list(places(path))


def test_endless_lines_and_texts_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "UA.txt"
    path.write_text(line(1, "A" * 70_000) + "\n", encoding="utf-8")
    with pytest.raises(BadDump, match="longer than"):
        list(places(path))
    path.write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    monkeypatch.setattr(dump, "MAX_BYTES", 100)
    with pytest.raises(BadDump, match="larger than"):
        list(places(path))


def test_a_dump_cut_short_is_named(archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(archive.read_bytes()[:-30])
    with pytest.raises(BadDump, match=r"cut\.zip: is damaged"):
        list(places(path))
