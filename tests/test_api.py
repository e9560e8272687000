"""The Python API: read, Reader, Reading."""

from __future__ import annotations

import json

import pytest

import counterclaim
from counterclaim.api import Reader, Reading
from counterclaim.intake import from_text
from counterclaim.model.errors import BadDate, UnsupportedLanguage
from counterclaim.model.reading import Reading as PlainReading
from tests.report.sample import reading

TEXT = (
    "Three people were killed in Kherson on Monday, the governor said.\n\n"
    "The ministry denied that its forces had fired on the town.\n"
)


def test_read_gives_the_contract() -> None:
    made = counterclaim.read(
        TEXT, published="2023-05-02", outlet="Halden", title="T", url="https://example.org"
    )
    assert isinstance(made, Reading) and isinstance(made, PlainReading)
    assert made.broken_spans() == []
    data = json.loads(made.to_json())
    assert data["schema"] == "counterclaim.reading/1"
    assert data["document"]["text"] == TEXT
    assert (data["document"]["published"], data["document"]["outlet"]) == ("2023-05-02", "Halden")


def test_reading_twice_is_the_same() -> None:
    first, second = (counterclaim.read(TEXT, published="2023-05-02") for _ in range(2))
    assert first == second
    assert first.to_json() == second.to_json()


def test_pipe_streams_texts_and_documents() -> None:
    document, _ = from_text(TEXT, published="2023-05-02")
    stream = Reader().pipe(iter([TEXT, document]))
    first, second = next(stream), next(stream)
    assert first.document.text == second.document.text == TEXT
    assert second == counterclaim.read(TEXT, published="2023-05-02")


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(BadDate):
        counterclaim.read(TEXT, published="2023-02-30")


def test_a_language_without_a_reader_is_refused() -> None:
    text = (
        "Трое мирных жителей погибли в понедельник в результате обстрела города, сообщил губернатор области. "
        "По его словам, удар был нанесён ночью, а пострадавшие доставлены в больницу."
    )
    with pytest.raises(UnsupportedLanguage):
        counterclaim.read(text)


def test_views() -> None:
    made = reading()
    assert made.to_text().startswith("Mortars hit Velm")
    assert made.to_html().startswith("<!doctype html>")
    assert made._repr_html_().startswith("<iframe")
    assert Reading.of(made) == made


def test_views_do_not_enter_the_json() -> None:
    assert list(json.loads(reading().to_json())) == list(PlainReading.__struct_fields__)
