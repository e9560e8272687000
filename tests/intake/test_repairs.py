"""Repairs: glued words, broken hyphens, misread characters; and the names that must survive."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.intake.parts import split
from counterclaim.intake.repairs import find_repairs


def repairs(text: str) -> list[tuple[str, str]]:
    """The repairs as (found, read as)."""
    return [(r.found, r.read_as) for r in find_repairs(text, split(text))]


@pytest.mark.parametrize(
    ("text", "found", "read_as"),
    [
        ("Ito Marensaid on Monday. Maren left.", "Marensaid", "Maren said"),
        ("Spokesman Tarazinoted that. “No,” Tarazi said.", "Tarazinoted", "Tarazi noted"),
        ("Kyivsaid it had shot down 9. In Kyiv, sirens rang.", "Kyivsaid", "Kyiv said"),
        ("Baghdadsaid so. Officials in Baghdad denied it.", "Baghdadsaid", "Baghdad said"),
        ("Marenkotold reporters. Marenko’s aide left.", "Marenkotold", "Marenko told"),
        ("The army saidthat it had left.", "saidthat", "said that"),
        ("He notedthat and left.", "notedthat", "noted that"),
        ("“We left,” saidMaren. Maren is a colonel.", "saidMaren", "said Maren"),
        ("Fighting inVarenitsa went on. Varenitsa is a town.", "inVarenitsa", "in Varenitsa"),
        ("They left the front.The army denied it.", "front.The", "front. The"),
        ("They left.Maren denied it. On Monday Maren spoke.", "left.Maren", "left. Maren"),
        ("“We left the town,”Maren said. “All of us.”", "”M", "” M"),
        ("Maren said,“We left.” He spoke on Monday.", ",“", ", “"),
        ("He said so in 2016.The army denied it.", "2016.The", "2016. The"),
        ("coun\xadteroffensive", "n\xadt", "nt"),
        ("It\ufeffwas", "t\ufeffw", "tw"),
    ],
)
def test_repair(text: str, found: str, read_as: str) -> None:
    assert repairs(text) == [(found, read_as)]


@pytest.mark.parametrize(
    "text",
    [
        "Marenkosaid left the town. Lukarenko stayed.",  # no Marenko in the text
        "Omar Al-Said left Port Said on Monday. Said is a lawyer.",
        "Karim Hussaid said so. Hus is a town.",
        "Hussaid’s men left. Hus is a town.",
        "Notedale is a town. The river Note is near.",
        "Ewan McSaid left. Mc is a prefix.",
        "Understated figures came Under fire. Foretold, Overstated, Unsaid, Gainsaid.",
        "The unsaid and the aforesaid. Aforesaid is a word.",
        "It was reported by example.com and Gazeta.Ru on Monday. Write to maren@post.The.",
        "See www.front.The/army for the text.",
        "The U.S. army and the U.N. left. At 5 p.m. Maren spoke.",
        "An iPhone and YouTube and eBay and McMaren.",
        "The theAter and inTown.",
        "A well-known long-range missile.",
        "Café, naïve, Élysée, Ærø, Ångström, São Paulo, Đorđe, Łódź.",
        "«Да», – сказал он. Это „так“.",
        "“Quotes,” he said, “and ‘more’.” Don’t.",
        "Twitter: @Marensaid #Marensaid. Maren left.",
    ],
)
def test_nothing_to_repair(text: str) -> None:
    assert repairs(text) == []


@pytest.mark.parametrize(
    ("broken", "read_as"),
    [
        ("coun-\nteroffensive", "counteroffensive"),
        ("govern-\nment", "government"),
        ("Russian-\nbacked", "Russian-backed"),
        ("long-\nrange", "long-range"),
        ("state-\nowned", "state-owned"),
        ("Varen-\nitsa", "Varenitsa"),
    ],
)
def test_hyphen_at_line_end(broken: str, read_as: str) -> None:
    first, second = broken.split("\n")
    text = (
        f"The ministry said on Monday evening that the {first}\n{second} had gone on all night and the\n"
        "soldiers of the Halden brigade had not left the town.\n"
    )
    assert repairs(text) == [(broken, read_as)]


def test_the_text_decides_on_a_hyphen() -> None:
    lines = (
        "The ministry said on Monday evening that the cease-\nfire had held. "
        "The cease-fire began on Sunday, and\nit is"
    )
    assert repairs(lines) == [("cease-\nfire", "cease-fire")]
    lines = lines.replace("cease-fire", "ceasefire")
    assert repairs(lines) == [("cease-\nfire", "ceasefire")]


@pytest.mark.parametrize("plain", ["“", "’", "”", "é", "–", "—", "…", "ü", "€", "\xa0", "Ж"])
def test_misread_utf8(plain: str) -> None:
    shown = "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b)
        for b in plain.encode()
    )
    text = f"He left{shown} today"
    assert ("".join(r for f, r in repairs(text)), len(repairs(text))) == (plain, 1)


def test_misread_closing_quote_that_lost_a_byte() -> None:
    assert repairs("â€œWe left,â€ he said") == [("â€œ", "“"), ("â€", "”")]


def test_repairs_stay_within_a_part() -> None:
    text = "CAIRO (AP) — Marensaid so. Maren left.\n\nPhoto: Marensaid"
    parts = split(text)
    for repair in find_repairs(text, parts):
        assert sum(p.start <= repair.start and repair.end <= p.end for p in parts) == 1


_BITS = st.sampled_from(
    [
        "Maren",
        "Marensaid",
        "said",
        "saidthat",
        ".The",
        "inMaren",
        " ",
        "\n",
        "-\n",
        "â€œ",
        "â€",
        "Ã©",
        "\xad",
        "”a",
        ".“b",
    ]
)


@given(st.one_of(st.text(max_size=300), st.lists(_BITS, max_size=40).map("".join)))
@settings(max_examples=300, deadline=None)
def test_repairs_are_sound(text: str) -> None:
    found = find_repairs(text, split(text))
    at = 0
    for repair in found:
        assert at <= repair.start < repair.end <= len(text)
        assert text[repair.start : repair.end] == repair.found != repair.read_as
        assert repair.read_as
        at = repair.end


@pytest.mark.parametrize(
    "unit",
    [
        "a", "\n", "a\n", "- ", "ab-\n", "(", "A. ", "aaa.Bcd", "a”b“", "â€", "a\xad", "By Jane Roe\n", "©",
        "One two (Reuters)\n", "Related:\n", "inMaren Maren ", "Marensaid Maren ", "CITY (", "[[((",
        "Photo: ", "\t\n \n", "--Reuters\n",
    ],
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = (unit * (400_000 // len(unit) + 1))[:400_000]
    start = time.process_time()
    find_repairs(text, split(text))
    assert time.process_time() - start < 5
