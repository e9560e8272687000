"""Phones, mails, papers, plates, addresses, coordinates, ages."""

import time

import pytest

from counterclaim.release.edits import Masked, merged
from counterclaim.release.identifiers import identifiers, minors


def shown(text: str) -> str:
    return Masked(text, merged([identifiers(text), minors(text)])).show()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call +380 44 123 4567 now", "Call [number] now"),
        ("тел. (044) 123-45-67", "тел. [number]"),
        ("mail h.sev@example.org", "mail [e-mail]"),
        ("mail h.sev (at) example (dot) org", "mail [e-mail]"),
        ("he lived at 14 Sadova Street, flat 3.", "he lived at [address]."),
        ("вул. Садова, 14 кв. 5", "[address]"),
        ("passport AB123456", "passport [number]"),
        ("a car, plate AA1234BB", "a car, plate [plate]"),
        ("IBAN UA213223130000026007233566001", "IBAN [account]"),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("at 46.63695, 32.61458", "at [coordinates]"),
        ("at 36TWS1234567890", "at [coordinates]"),
        ("see https://example.org/halyna?x=1 for more", "see [link] for more"),
        ("follow @halyna_k", "follow [account]"),
        ("a 9-year-old boy", "a child boy"),
        ("boys aged 9 and 11", "boys child"),
        ("a nine-year-old and a 3-month-old", "a child and a child"),
        ("ребёнок, 9 лет", "ребёнок, child"),
    ],
)
def test_masked(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "killed 1,200 people between 2023-04-03 and 2023-04-05, in 2022-2023",
        "1500-1600 soldiers, 100 000 000 hryvnias, 12,500,000 dollars",
        "T-72, S-300, Kh-101, Su-35, M777, MiG-29 and 155-mm shells",
        "a 45-year-old, aged 37, 19-year-old recruits; 9 people, 7 days, 12 tanks",
        "On 3 April 2023 at 10:30, 24 drones; 3.5 km; Resolution 2334",
    ],
)
def test_figures_and_dates_stay(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "a.", "A1 ", "14 a b c ", "@", "aged ", "46.123, ", "a@b.", "street ", "passport ", "+(", "9 years and a "]
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    merged([identifiers(text), minors(text)])
    assert time.perf_counter() - start < 10
