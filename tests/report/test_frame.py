"""Tables of a reading."""

from __future__ import annotations

import pytest

from counterclaim.api import Reading
from counterclaim.report import frame
from counterclaim.report.describe import View
from tests.report.sample import document, reading


def test_all_tables_with_all_rows() -> None:
    made = reading()
    tables = made.to_pandas()
    assert tuple(tables) == frame.TABLES
    for name in frame.TABLES:
        assert len(tables[name]) == len(getattr(made, name))


def test_claims_have_names_beside_ids() -> None:
    claims = reading().to_pandas("claims")
    assert list(claims["speaker_name"])[:3] == ["Mira Oslan", "Mira Oslan", "Eastern Command"]
    assert claims.loc[2, "said_on_start"] == "2023-05-02"
    assert claims.loc[2, "stance"] == "denies"


def test_figures_are_numbers() -> None:
    figures = reading().to_pandas("figures")
    assert figures["value"].sum() == 3 + 30 + 366
    assert figures.loc[1, "part_of"] == "f-1"
    assert figures.loc[0, "window_start"] == "2023-05-01"


@pytest.mark.parametrize("name", frame.TABLES)
def test_columns_are_those_of_the_rows(name: str) -> None:
    rows, columns = frame._TABLES[name]
    assert next(list(row) for row in rows(View(reading()))) == list(columns)


@pytest.mark.parametrize("name", frame.TABLES)
def test_empty_tables_keep_their_columns(name: str) -> None:
    empty = Reading(reader=reading().reader, document=document())
    table = empty.to_pandas(name)
    assert len(table) == 0
    assert list(table.columns) == list(reading().to_pandas(name).columns)


def test_unknown_table_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="claims"):
        reading().to_pandas("claim")
