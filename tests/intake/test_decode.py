"""Bytes to text: character sets, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.intake.decode import MAX_BYTES, decode
from counterclaim.model.errors import BinaryFile, CounterclaimError, EmptyDocument, TooLarge

RUSSIAN = "Губернатор сообщил в среду, что за ночь над областью были сбиты сорок два беспилотника."
WESTERN = "The “café” in Zürich—four were hurt there—is the ministry’s, Gérard added; it’s a naïve claim."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, WESTERN, "a"])
def test_unicode_needs_no_guess(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == (text, ())


@pytest.mark.parametrize(
    ("encoding", "text", "name"),
    [
        ("cp1251", RUSSIAN, "Windows-1251"),
        ("koi8_r", RUSSIAN, "KOI8-R"),
        ("cp1251", RUSSIAN * 2000, "Windows-1251"),
        ("cp1252", WESTERN, "Windows-1252"),
        ("cp1251", "The town of Лиман was hit, the ministry said.", "Windows-1251"),
        ("utf-16-le", "Four people were hurt, the ministry said.", "UTF-16"),
        ("utf-16-be", "Four people were hurt, the ministry said.", "UTF-16"),
    ],
)
def test_a_guess_is_right_and_warned_of(encoding: str, text: str, name: str) -> None:
    found, warnings = decode(text.encode(encoding), "a.txt")
    assert found == text
    assert [w.code for w in warnings] == ["encoding_guessed"]
    assert name in warnings[0].message


def test_html_may_declare_its_characters() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN}</body></html>'
    assert decode(page.encode("cp1251"), "a.html") == (page, ())


def test_a_few_damaged_bytes_are_kept_visible() -> None:
    data = RUSSIAN.encode()[:60] + b"\xff" + RUSSIAN.encode()[60:]
    text, warnings = decode(data, "a.txt")
    assert text.replace("\ufffd", "") == RUSSIAN
    assert [w.code for w in warnings] == ["encoding_damaged"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyDocument),
        (b" \r\n\t", EmptyDocument),
        (b"\xef\xbb\xbf", EmptyDocument),
        (b"\xff\xfe", EmptyDocument),
        (b"%PDF-1.7 ...", BinaryFile),
        (b"PK\x03\x04....", BinaryFile),
        (b"\x89PNG\r\n\x1a\n....", BinaryFile),
        (b"\xff\xd8\xff\xe0..", BinaryFile),
        (b"GIF89a....", BinaryFile),
        (b"....ftypmp42", BinaryFile),
        (b"text with a \x00 in it", BinaryFile),
        (bytes(range(256)) * 8, BinaryFile),
        (bytes(range(1, 32)) * 8 + b"\xfe\xff" * 9, BinaryFile),
        (b"a" * (MAX_BYTES + 1), TooLarge),
    ],
)
def test_refused(data: bytes, error: type[CounterclaimError]) -> None:
    with pytest.raises(error) as caught:
        decode(data, "some.txt")
    assert str(caught.value).startswith("some.txt: ")
    assert caught.value.mend and "\n" not in str(caught.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data, "x")
    except CounterclaimError:
        return
    assert text.strip() and "\x00" not in text
