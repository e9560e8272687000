"""Exports are whole or not there; they refuse what they cannot do in one line."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from counterclaim.model.reading import Reading
from counterclaim.release import FORMATS, ExportOptions, export
from counterclaim.release.atomic import CannotWrite
from counterclaim.release.formats import UnknownFormat
from counterclaim.release.policy import BadMoment, MissingSalt


def test_a_redacted_export_needs_a_salt(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(MissingSalt):
        export([reading], "csv", tmp_path / "out.csv", ExportOptions(now="2023-06-01", version="0"))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_and_a_bad_time(reading: Reading, options: ExportOptions, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="choose from csv, jsonl"):
        export([reading], "docx", tmp_path / "out", options)
    with pytest.raises(BadMoment):
        export([reading], "csv", tmp_path / "out", msgspec.structs.replace(options, now="today"))


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_that_fails_leaves_nothing_new(
    reading: Reading, options: ExportOptions, tmp_path: Path, form: str
) -> None:
    def failing() -> Iterator[Reading]:
        yield reading
        raise RuntimeError("the ledger went away")

    old = tmp_path / "out"
    if form not in ("datapackage", "timemap"):
        old.write_text("before")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RuntimeError):
        export(failing(), form, old, options)
    assert sorted(tmp_path.rglob("*")) == before
    assert not old.exists() or old.read_text() == "before"


def test_a_missing_folder_is_told_in_one_line(
    reading: Reading, options: ExportOptions, tmp_path: Path
) -> None:
    for form in ("csv", "datapackage"):
        with pytest.raises(CannotWrite, match="No such file"):
            export([reading], form, tmp_path / "no" / "where", options)


def test_a_folder_with_other_files_is_left_alone(
    reading: Reading, options: ExportOptions, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(CannotWrite, match="other files"):
        export([reading], "datapackage", tmp_path / "mine", options)
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    export([reading], "datapackage", tmp_path / "new", options)
    export([reading], "datapackage", tmp_path / "new", options)  # an earlier export is replaced


def test_names_from_documents_make_no_paths(reading: Reading, options: ExportOptions, tmp_path: Path) -> None:
    document = msgspec.structs.replace(
        reading.document, id="../../evil", title="../../evil", url="file:///../../evil", outlet="../evil"
    )
    hostile = msgspec.structs.replace(reading, document=document)
    (tmp_path / "in").mkdir()
    for form in FORMATS:
        export([hostile], form, tmp_path / "in" / form, options)
    assert [p.name for p in tmp_path.iterdir()] == ["in"]
    assert not [p for p in tmp_path.rglob("*") if "evil" in p.name]


def test_the_filters_do_not_name_a_private_person(
    reading: Reading, options: ExportOptions, tmp_path: Path
) -> None:
    options = msgspec.structs.replace(
        options, filters="speaker=Halyna Ševčuková; place=Kherson; words=sevcukova"
    )
    export([reading], "csv", tmp_path / "out.csv", options)
    told = json.loads((tmp_path / "out.csv.about.json").read_text("utf-8"))["filters"]
    assert told.startswith("speaker=P-") and "; place=Kherson; words=P-" in told


def test_an_unredacted_export_says_so(reading: Reading, unredacted: ExportOptions, tmp_path: Path) -> None:
    report = export([reading], "datapackage", tmp_path / "out", unredacted)
    assert report.redacted is False
    assert "Not redacted" in (tmp_path / "out" / "README.txt").read_text("utf-8")
    assert "Halyna Ševčuková" in (tmp_path / "out" / "data" / "claims.csv").read_text("utf-8")


def test_halves_of_surrogate_pairs_and_control_characters(
    reading: Reading, options: ExportOptions, tmp_path: Path
) -> None:
    document = msgspec.structs.replace(reading.document, title="bad \ud800 and \x00 and \x0b")
    hostile = msgspec.structs.replace(reading, document=document)
    for form in FORMATS:
        export([hostile], form, tmp_path / form, options)
