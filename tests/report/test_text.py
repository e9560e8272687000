"""The terminal report: what it says, and that hostile text cannot drive the terminal."""

from __future__ import annotations

import re

import msgspec
import pytest

from counterclaim.api import Reading
from counterclaim.model.rows import ReadingWarning
from counterclaim.report.describe import View
from counterclaim.report.terminal import display_width, safe, terminal_width, wants_colour, wrap
from counterclaim.report.text import render
from tests.report.sample import document, reading

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    "words",
    [
        "Mira Oslan (regional governor, Velm) · asserts",
        "Eastern Command · denies · 2 May 2023",
        "residents · asserts · possible (“according to”)",
        "Narration · related link",
        "[direct quote]",
        "at least 12 killed — at Velm · 1 May 2023 · Mira Oslan [1]",
        "3 killed — children · part of at least 12 killed",
        "“dozens of drone attacks” (at least 12) drone strikes",
        "shelling — by Eastern Command · against the market · with mortar",
        "Eastern Command [3] denies Mira Oslan [1]",
        "attacks up ×2 — since 1 Mar 2023",
        "Tarek Vondra — killed, aged 41 · private person",
        "Korvin — not located",
        "1 relative date left unresolved",
    ],
)
def test_report_says(words: str) -> None:
    assert words in " ".join(render(reading(), width=110).split())


def test_colour_changes_no_word() -> None:
    plain, coloured = render(reading()), render(reading(), colour=True)
    assert ANSI.sub("", coloured) == plain
    assert coloured != plain
    assert "\x1b" not in plain


@pytest.mark.parametrize("width", [40, 60, 80, 110])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = ANSI.sub("", render(reading(), width=width, colour=True)).splitlines()
    assert max(map(display_width, lines)) <= width


def test_report_of_nothing_says_so() -> None:
    empty = Reading(reader=reading().reader, document=document("Nothing here.", None))
    assert "none found" in render(empty)
    assert "FIGURES" not in render(empty)


@pytest.mark.parametrize(
    ("title", "text", "heading"),
    [
        ("A  title\nof two lines", "x", "A title of two lines"),
        ("t" * 5_000_000, "x", "t" * 299 + "…"),
        (None, "Only text here.", "Only text here."),
        (None, "word " * 1000, "word " * 17 + "word…"),
    ],
)
def test_heading(title: str | None, text: str, heading: str) -> None:
    made = Reading(reader=reading().reader, document=document(text, title))
    assert View(made).heading() == heading


def test_control_characters_are_shown_not_obeyed() -> None:
    evil = "\x1b]0;owned\x07 \x1b[2J\x9b31m a\u202eb\r\nc\ud800"
    hostile = msgspec.structs.replace(
        reading(), document=document(evil, evil), warnings=(ReadingWarning("code", evil),)
    )
    shown = render(hostile, colour=False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", shown)
    assert "\\x1b]0;owned\\x07" in shown


def test_safe_text_is_one_line() -> None:
    assert safe(" a\n\tb\u2028c ") == "a b c"


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("one two three", 20, ["one two three"]),
        ("one two three four", 10, ["one two", "three four"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("漢字漢字漢字漢字", 10, ["漢字漢字漢", "字漢字"]),
        ("", 10, []),
    ],
)
def test_wrap(text: str, room: int, lines: list[str]) -> None:
    assert wrap(text, room) == lines


@pytest.mark.parametrize(
    ("choice", "environ", "is_terminal", "expected"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"CLICOLOR_FORCE": "1"}, True, False),
    ],
)
def test_colour_choice(choice: str, environ: dict[str, str], is_terminal: bool, expected: bool) -> None:
    assert wants_colour(choice, environ, is_terminal=is_terminal) is expected


@pytest.mark.parametrize(
    ("columns", "expected"), [("", 80), ("60", 60), ("5", 40), ("9999", 110), ("wide", 80), ("9" * 50, 80)]
)
def test_width(columns: str, expected: int) -> None:
    assert terminal_width({"COLUMNS": columns}, is_terminal=False) == expected
