"""The small scorers of single tasks: pairs of spans, salvos, and names of the unit records' dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.tasks.conflict_relations import Pair, pairs
from benchmarks.tasks.salvos import Salvo, nights, report
from benchmarks.tasks.unit_records import countries, country

import counterclaim


def test_a_pair_fits_in_either_order_and_by_any_overlap() -> None:
    gold = Pair((0, 5), (20, 30))
    assert Pair((3, 8), (29, 40)).fits(gold)
    assert Pair((22, 24), (4, 6)).fits(gold)
    assert not Pair((0, 5), (30, 40)).fits(gold)


def test_who_struck_what_is_a_pair() -> None:
    text = "Ethiopian troops attacked a rebel base near Gondar on Monday, the army said."
    found = pairs(counterclaim.read(text, published="2024-05-08"))["FightingAgainst"]
    assert {(text[slice(*p.a)], text[slice(*p.b)]) for p in found} == {("Ethiopian troops", "a rebel base")}


def test_names_of_the_dictionary_with_their_synonyms() -> None:
    names = countries(
        iter(["# NOTE", "BREE  [BREGOV]", "CALENARDHON  [CAL] #note", "+CALIMEHTAR ", "LOST [---]"])
    )
    assert country("Calimehtar's men", names) == "CAL"
    assert country("the Bree council", names) == "BRE"
    assert country("nobody at all", names) is None


@pytest.mark.parametrize("manner", [0, 1, 2])
def test_a_night_as_prose_says_each_number(manner: int) -> None:
    text = report(manner, [Salvo("attack drones", 40, 31, 7)], "Ukraine", "Russia")
    assert all(number in text for number in ("40", "31", "7"))


def test_nights_with_one_weapon_or_impossible_numbers_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "time_end,model,launched,destroyed,not_reach_goal\n"
        "2024-01-02 06:00,Kalibr,8.0,6.0,\n2024-01-02 06:00,Shahed-136/131,30,20,5\n"
        "2024-01-03 06:00,Kalibr,8,6,\n2024-01-04 06:00,Kalibr,8,9,\n2024-01-04 06:00,Lancet,5,4,\n",
        encoding="utf-8",
    )
    assert nights(path) == [
        ("2024-01-02", [Salvo("naval cruise missiles", 8, 6, 0), Salvo("attack drones", 30, 20, 5)])
    ]
