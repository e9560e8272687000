"""MUC-4 templates aligned and scored: credit by slot, and what is missed, invented or optional."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.scoring.aligned_templates import (
    Aligned,
    Amount,
    Days,
    Place,
    Template,
    amount_credit,
    date_credit,
    place_credit,
    slot_score,
    words_credit,
)

SLOTS = ("INCIDENT: TYPE", "INCIDENT: LOCATION", "PERP: ORGANIZATION ID")


def fill(kind: str | None = None, string: str | None = None, *, optional: bool = False) -> dict[str, Any]:
    return {"optional": optional, "alts": [{"set": kind, "string": string}]}


def key(kind: str, place: str, doer: str, *, optional: bool = False) -> dict[str, Any]:
    slots = {SLOTS[0]: [fill(kind)], SLOTS[1]: [fill(place)], SLOTS[2]: [fill(None, doer)]}
    return {"optional": optional, "slots": slots}


def answer(kind: str, place: Place, doer: str) -> Template:
    return {SLOTS[0]: [kind], SLOTS[1]: [place], SLOTS[2]: [doer]}


@pytest.mark.parametrize(
    ("wanted", "start", "end", "credit"),
    [
        ("26 AUG 89", "1989-08-26", "1989-08-26", 1.0),
        ("26 AUG 89", "1989-08-25", "1989-08-26", 0.5),
        ("26 AUG 89", "1989-08-25", "1989-08-25", 0.0),
        ("25 AUG 89 - 26 AUG 89", "1989-08-26", "1989-08-26", 1.0),
        ("- 26 AUG 89", "1989-08-20", "1989-08-20", 0.5),
        ("- 26 AUG 89", "1989-08-27", "1989-08-27", 0.0),
    ],
)
def test_dates(wanted: str, start: str, end: str, credit: float) -> None:
    assert date_credit(wanted, Days(start, end)) == credit


@pytest.mark.parametrize(
    ("name", "credit"), [("Cali", 1.0), ("Valle", 0.5), ("Tumaco", 0.5), ("Colombia", 0.5)]
)
def test_places(name: str, credit: float) -> None:
    assert place_credit("COLOMBIA: VALLE (DEPARTMENT): CALI (CITY)", Place(name, "Colombia")) == credit


def test_the_right_place_in_no_country_of_the_key() -> None:
    assert place_credit("COLOMBIA: CALI (CITY)", Place("Lima", "Peru")) == 0
    assert place_credit("COLOMBIA", Place("Colombia", "Colombia")) == 1


@pytest.mark.parametrize(
    ("wanted", "found", "credit"),
    [
        ("PEASANTS", "the 3 peasants", 1.0),
        ("ALBERTO TORRES", "Torres", 0.5),
        ("6TH INFANTRY BRIGADE", "infantry brigade", 1.0),
        ("URBAN TERRORISTS", "terrorist", 0.5),
        ("FMLN", "army", 0.0),
    ],
)
def test_words(wanted: str, found: str, credit: float) -> None:
    assert words_credit(wanted, found) == credit


def test_numbers() -> None:
    five_to_seven = {"low": 5, "high": 7}
    assert [amount_credit(five_to_seven, Amount(*b)) for b in ((5, 7), (7, 7), (6, 6))] == [1.0, 0.5, 0.0]
    assert amount_credit({"low": 2, "high": None, "plural": True}, Amount(None, None)) == 1


def test_one_fill_earns_once_and_optional_ones_cost_nothing() -> None:
    score = slot_score(SLOTS[2], [fill(None, "FMLN"), fill(None, "ARENA", optional=True)], ["FMLN", "FMLN"])
    assert (score.credit, score.possible, score.actual) == (1, 1, 2)


def test_the_key_itself_earns_all_and_an_empty_answer_nothing() -> None:
    keys = [key("BOMBING", "PERU: LIMA (CITY)", "MRTA"), key("ATTACK", "PERU", "SENDERO")]
    right = Aligned(SLOTS)
    right.add(
        keys,
        [
            answer("ATTACK", Place("Peru", "Peru"), "Sendero"),
            answer("BOMBING", Place("Lima", "Peru"), "MRTA"),
        ],
    )
    assert (right.all_slots.recall, right.all_slots.precision) == (100, 100)
    none = Aligned(SLOTS)
    none.add(keys, [])
    assert (none.all_slots.recall, none.all_slots.possible, none.all_slots.f1) == (0, 6, 0)


def test_an_attack_is_partly_a_bombing_and_a_kidnapping_none() -> None:
    keys = [key("BOMBING", "PERU: LIMA (CITY)", "MRTA")]
    partly, other = Aligned(SLOTS), Aligned(SLOTS)
    partly.add(keys, [answer("ATTACK", Place("Lima", "Peru"), "MRTA")])
    other.add(keys, [answer("KIDNAPPING", Place("Lima", "Peru"), "MRTA")])
    assert partly.all_slots.credit == 2.5
    assert (other.all_slots.credit, other.all_slots.possible, other.all_slots.actual) == (0, 3, 3)


def test_an_optional_template_counts_only_when_it_is_found() -> None:
    keys = [key("ATTACK", "PERU", "SENDERO", optional=True)]
    missed, found = Aligned(SLOTS), Aligned(SLOTS)
    missed.add(keys, [])
    found.add(keys, [answer("ATTACK", Place("Peru", "Peru"), "Sendero")])
    assert (missed.all_slots.possible, found.all_slots.possible) == (0, 3)
