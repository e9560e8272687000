"""Numbers: what they bound, what they measure, and what only looks like one."""

import pytest

from counterclaim.reading.languages.en.numbers import Number, find_numbers
from counterclaim.reading.languages.en.parse import parse


def numbers(text: str) -> list[Number]:
    return find_numbers(next(iter(parse([text]))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They counted 20 people.", 20),
        ("They counted 1,234 people.", 1234),
        ("They counted 1 740 people.", 1740),
        ("They counted 11,301,516 people.", 11301516),
        ("They counted 1.5 million people.", 1_500_000),
        ("The plant is worth $2m to them.", 2_000_000),
        ("About 300k people live there.", 300_000),
        ("They counted forty-two people.", 42),
        ("They counted a hundred and twenty people.", 120),
        ("They counted two hundred thousand people.", 200_000),
        ("They counted half a million people.", 500_000),
        ("They counted a quarter of a million people.", 250_000),
        ("They counted a dozen people.", 12),
        ("They counted three dozen people.", 36),
        ("They counted two and a half million people.", 2_500_000),
        ("Seventeen people came.", 17),
        ("Not one but three people came.", 3),
        ("They counted 2000 people.", 2000),
    ],
)
def test_a_number_is_read_in_digits_and_words(text: str, value: float) -> None:
    assert [n.value for n in numbers(text)] == [value]


@pytest.mark.parametrize(
    ("text", "qualifier", "value", "low", "high"),
    [
        ("20 people came.", "exactly", 20, 20, 20),
        ("At least 20 people came.", "at_least", 20, 20, None),
        ("Not fewer than 20 people came.", "at_least", 20, 20, None),
        ("No fewer than 20 people came.", "at_least", 20, 20, None),
        ("A minimum of 20 people came.", "at_least", 20, 20, None),
        ("20 or more people came.", "at_least", 20, 20, None),
        ("More than 20 people came.", "more_than", 20, 20, None),
        ("Over 20 people came.", "more_than", 20, 20, None),
        ("Up to 20 people came.", "up_to", 20, None, 20),
        ("As many as 20 people came.", "up_to", 20, None, 20),
        ("No more than 20 people came.", "up_to", 20, None, 20),
        ("Fewer than 20 people came.", "less_than", 20, None, 20),
        ("Under 20 people came.", "less_than", 20, None, 20),
        ("About 20 people came.", "about", 20, None, None),
        ("Around 20 people came.", "about", 20, None, None),
        ("Some 20 people came.", "about", 20, None, None),
        ("Nearly 20 people came.", "about", 20, None, None),
        ("Almost 20 people came.", "about", 20, None, None),
        ("An estimated 20 people came.", "about", 20, None, None),
        ("A dozen people came.", "about", 12, None, None),
        ("A couple of people came.", "about", 2, None, None),
        ("Between 20 and 30 people came.", "between", None, 20, 30),
        ("From 5 to 7 people came.", "between", None, 5, 7),
        ("20 to 30 people came.", "between", None, 20, 30),
        ("20-30 people came.", "between", None, 20, 30),
        ("20–30 people came.", "between", None, 20, 30),
        ("Between 20 and 30 million people came.", "between", None, 20_000_000, 30_000_000),
        ("Dozens of people came.", "vague", None, 12, None),
        ("Scores of people came.", "vague", None, 20, None),
        ("Hundreds of people came.", "vague", None, 100, None),
        ("Tens of thousands of people came.", "vague", None, 10_000, None),
        ("Several people came.", "vague", None, None, None),
        ("A few people came.", "vague", None, None, None),
    ],
)
def test_a_qualifier_sets_the_bounds(
    text: str, qualifier: str, value: float | None, low: float | None, high: float | None
) -> None:
    (number,) = numbers(text)
    assert (number.qualifier, number.value, number.low, number.high) == (qualifier, value, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2022.",
        "It happened on June 7.",
        "It happened on 7 March 2022.",
        "It happened on 8 and 9 March.",
        "It happened on 26/09/2016.",
        "It happened at 14:30.",
        "It happened at 8 a.m. on Monday.",
        "The suspect, aged 34, was there.",
        "A 34-year-old man was there.",
        "Ilona Varsk, 34, was there.",
        "Children under the age of 14 were there.",
        "They used a Shahed-136 and a T-72.",
        "F-16s were seen above the town.",
        "An Iskander-M was used.",
        "The 92nd Brigade was there.",
        "The Forty-second Brigade was there.",
        "It was the third attack.",
        "Resolution 2254 was adopted.",
        "He cited Article 5.",
        "Communiqué No. 117 was published.",
        "Residents of blocks 2244 and 2245 were warned.",
        "Call 00972-555-0100 for help.",
        "A two-day visit began.",
        "No one came.",
        "The one who came left.",
        "They were 2011 models.",
        "She was born in the 1990s.",
    ],
)
def test_what_only_looks_like_a_number_is_left_out(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "dimension", "value"),
    [
        ("They used 155mm shells.", "unit", "length", 155),
        ("It lasted 24 hours.", "unit", "time", 24),
        ("It lies 30 km away.", "unit", "length", 30),
        ("They took 50 square kilometres.", "unit", "area", 50),
        ("They brought 45 tonnes of food.", "unit", "weight", 45),
        ("They lost 5% of it.", "percent", "", 5),
        ("They lost 90 per cent of it.", "percent", "", 90),
        ("They lost a third of it.", "percent", "", 33.3),
        ("They lost half of it.", "percent", "", 50),
        ("They lost $2 billion.", "money", "", 2_000_000_000),
        ("They lost 2 billion euros.", "money", "", 2_000_000_000),
        ("They lost US$2bn.", "money", "", 2_000_000_000),
    ],
)
def test_a_measured_quantity_keeps_its_unit(text: str, kind: str, dimension: str, value: float) -> None:
    (number,) = numbers(text)
    assert (number.kind, number.dimension, number.value) == (kind, dimension, value)


def test_the_number_it_rose_from_no_longer_stands() -> None:
    former, current = numbers("The toll rose from two to five.")
    assert (former.value, former.former) == (2, True)
    assert (current.value, current.former) == (5, False)


def test_the_span_takes_the_qualifier_along_and_the_core_does_not() -> None:
    (number,) = numbers("Officials counted more than 20,000 dead.")
    assert (number.start, number.end, number.core_start, number.core_end) == (2, 5, 4, 5)


@pytest.mark.parametrize("text", ["9" * 5000, "1 " * 500, "one hundred " * 300, "- 1 -" * 200, "~$%1,,,2"])
def test_hostile_digits_are_survived(text: str) -> None:
    numbers(text)
