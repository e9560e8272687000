"""From texts and files to documents: metadata, dates, languages, errors."""

from __future__ import annotations

import pickle
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.intake import check_readable, from_text, load
from counterclaim.intake.language import detect_language, language_code
from counterclaim.model import errors
from counterclaim.model.errors import (
    BadDate,
    CounterclaimError,
    TooLarge,
    UnreadableFile,
    UnsupportedLanguage,
)

BODY = (
    "The ministry said on Monday that four people had been killed in shelling of the town of Varenitsa, "
    "and that rescue work was still going on.\n\n“We will answer,” Colonel Ito Maren said."
)
RUSSIAN = "Министерство обороны сообщило в среду, что за ночь над областью были сбиты сорок два беспилотника."
UKRAINIAN = "Міністерство оборони повідомило у середу, що за ніч над областю збили сорок два безпілотники."
FRENCH = (
    "Le ministère a déclaré mercredi que quatre personnes avaient été tuées dans le bombardement de la ville."
)
SPANISH = "El ministerio dijo el miércoles que cuatro personas habían muerto en el bombardeo de la ciudad."


def test_title_comes_from_the_headline() -> None:
    document, warnings = from_text(
        f"Four killed in Varenitsa\n\n{BODY}", published="2023-05-02", outlet=" Halden "
    )
    assert (document.title, document.outlet, document.published) == (
        "Four killed in Varenitsa",
        "Halden",
        "2023-05-02",
    )
    assert (document.language, document.url, warnings) == ("en", None, ())


def test_a_title_that_is_given_holds() -> None:
    assert from_text(f"Four killed\n\n{BODY}", title="Given")[0].title == "Given"
    assert from_text(BODY)[0].title is None


def test_text_is_the_source_but_for_mark_and_line_ends() -> None:
    document, _ = from_text("\ufeffA\r\nb\rc\xa0\u00ad“e\u0301”\ufeff")
    assert document.text == "A\nb\nc\xa0\u00ad“e\u0301”\ufeff"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-05-02", "2023-05-02"),
        (" 2023-05-02 ", "2023-05-02"),
        ("2024-02-29", "2024-02-29"),
        ("2023-05-02T10:00:00Z", "2023-05-02"),
        ("2023-05-02 23:59", "2023-05-02"),
        (date(2023, 5, 2), "2023-05-02"),
        (datetime(2023, 5, 2, 23, tzinfo=UTC), "2023-05-02"),
        (None, None),
    ],
)
def test_published(value: str | date | None, expected: str | None) -> None:
    assert from_text(BODY, published=value)[0].published == expected


@pytest.mark.parametrize(
    "value",
    [
        "2023-02-29",
        "2023-13-01",
        "20230502",
        "2023-W18-2",
        "yesterday",
        "",
        "2023-05-02T25:00",
        "２０２３-05-02",
    ],
)
def test_bad_date(value: str) -> None:
    with pytest.raises(BadDate, match="YYYY-MM-DD"):
        from_text(BODY, published=value)
    with pytest.raises(BadDate):
        load(b"text", name="a", published=value)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (
            "FOUR KILLED IN THE SHELLING OF VARENITSA, THE MINISTRY OF DEFENCE SAID ON MONDAY IN A STATEMENT",
            "en",
        ),
        ("Bakhmut. Lyman. Avdiivka.", "en"),
        ("", "en"),
        ("42", "en"),
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        (FRENCH, "fr"),
        (SPANISH, "es"),
        (BODY + "\n\n" + RUSSIAN, "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_declared_language_holds_only_where_the_text_cannot_tell() -> None:
    assert detect_language("Varenitsa 2023", "fr-FR") == "fr"
    assert detect_language(BODY, "ru") == "en"
    assert [language_code(t) for t in ("en-GB", "EN_us", "x", "", None, "123")] == [
        "en",
        "en",
        None,
        None,
        None,
        None,
    ]


def test_unsupported_language_names_the_supported_ones() -> None:
    check_readable(from_text(BODY)[0])
    with pytest.raises(UnsupportedLanguage, match=r"a\.txt: .*'ru'.*\(en\)"):
        check_readable(from_text(RUSSIAN)[0], "a.txt")


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(BODY.encode("utf-16"))
    document, warnings = load(path, published="2023-05-02")
    assert (document.text, warnings) == (BODY, ())
    assert document == load(path.read_bytes(), name="other", published="2023-05-02")[0]


def test_unreadable_files(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path, Path("a\x00b")):
        with pytest.raises(UnreadableFile):
            load(path)


@pytest.mark.parametrize(
    "error",
    [
        errors.UnreadableFile("a.txt"),
        errors.EmptyDocument("a.txt"),
        errors.BinaryFile("a.txt", "is a PDF, not text", "save its text"),
        errors.TooLarge("a.txt"),
        errors.MalformedMarkup("a.txt"),
        errors.UnsupportedLanguage("ru", ("en",), "a.txt"),
        errors.BadDate("a.txt\nx"),
    ],
)
def test_errors_are_one_line_and_cross_processes(error: CounterclaimError) -> None:
    assert "a.txt" in str(error) and error.mend in str(error) and "\n" not in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.code) == (type(error), str(error), error.code)


def test_a_line_of_five_megabytes() -> None:
    start = time.process_time()
    document, _ = load(b"The army said that it had left. " * 160_000, name="long.txt")
    assert len(document.parts) == 1
    assert time.process_time() - start < 10


def test_ordinary_text_is_cheap() -> None:
    text = "\n\n".join([BODY] * 40)
    from_text(text)
    start = time.process_time()
    for _ in range(20):
        from_text(text)
    # The budget is 10 microseconds a word; five times that leaves room for a busy machine.
    assert (time.process_time() - start) / (20 * len(text.split())) < 50e-6


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_one_document(text: str) -> None:
    document, _ = from_text(text)
    assert from_text(text)[0] == document
    assert from_text(document.text.lstrip("\ufeff"))[0].parts is not None
    assert "".join(document.text[p.start : p.end] for p in document.parts) == document.text


def test_a_line_no_article_has_is_not_read() -> None:
    document, _ = from_text("so it goes " * 454_545 + "again")
    with pytest.raises(TooLarge, match=r"line of 5,000,000 characters"):
        check_readable(document)


def test_a_markdown_headline_is_a_title_without_its_marks() -> None:
    made, _ = from_text("# Strike on the depot\n\nThe mayor said two people were killed on Monday.\n")
    assert made.title == "Strike on the depot"
    assert made.text.startswith("# Strike")
