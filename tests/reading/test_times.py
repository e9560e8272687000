"""Time expressions: words in, mention and dates out."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.reading.languages.en import times
from tests.helpers import page_of

PUBLISHED = "2023-05-02"  # a Tuesday

Row = tuple[str, str | None, str | None]  # mention, start, end


def moments(text: str, published: str | None = PUBLISHED) -> list[Row]:
    page = page_of(text, published)
    times.run(page)
    return [(page.words(m.mention), m.start, m.end) for m in page.moments]


def one(day: str) -> tuple[str, str]:
    return (day, day)


SENTENCES: list[tuple[str, list[tuple[str, tuple[str | None, str | None]]]]] = [
    # Days of the week.
    ("The ministry said on Tuesday that the bridge was hit.", [("Tuesday", one("2023-05-02"))]),
    ("The army said on Monday that it withdrew.", [("Monday", one("2023-05-01"))]),
    ("Talks ended on Wednesday.", [("Wednesday", one("2023-04-26"))]),
    ("The mayor spoke late on Monday night.", [("Monday night", one("2023-05-01"))]),
    ("Shells fell on Saturday morning near the market.", [("Saturday morning", one("2023-04-29"))]),
    ("The council will meet on Friday.", [("Friday", one("2023-05-05"))]),
    ("Delegates arrive next Tuesday.", [("next Tuesday", one("2023-05-09"))]),
    ("The depot burned last Tuesday.", [("last Tuesday", one("2023-04-25"))]),
    ("Tuesday's strike hit a depot.", [("Tuesday", one("2023-05-02"))]),
    ("Fighting raged from Saturday to Monday.", [("from Saturday to Monday", ("2023-04-29", "2023-05-01"))]),
    ("Later on Monday the shelling stopped.", [("Later on Monday", one("2023-05-01"))]),
    # Around publication.
    ("The port was attacked yesterday.", [("yesterday", one("2023-05-01"))]),
    ("Three people died today, he said.", [("today", one("2023-05-02"))]),
    ("A bus was hit this morning.", [("this morning", one("2023-05-02"))]),
    ("Drones flew over the city overnight.", [("overnight", ("2023-05-01", "2023-05-02"))]),
    ("Overnight into 30 April the depot burned.",
     [("Overnight into 30 April", ("2023-04-29", "2023-04-30"))]),
    ("The raid began last night.", [("last night", ("2023-05-01", "2023-05-02"))]),
    ("During the past night 96 drones were shot down.", [("past night", ("2023-05-01", "2023-05-02"))]),
    ("The column left the day before yesterday.", [("day before yesterday", one("2023-04-30"))]),
    ("The shelling began at dawn on Monday.", [("Monday", one("2023-05-01"))]),
    ("On Monday he spoke; at dawn the guns fell silent.",
     [("Monday", one("2023-05-01")), ("dawn", one("2023-05-01"))]),
    ("On the night of May 2, the enemy attacked.", [("night of May 2", ("2023-05-01", "2023-05-02"))]),
    ("On the night of 27 April a convoy left.", [("night of 27 April", ("2023-04-27", "2023-04-28"))]),
    ("The strike came on the night of 26-27 April.",
     [("night of 26-27 April", ("2023-04-26", "2023-04-27"))]),
    ("Sunday night into Monday the town was shelled.",
     [("Sunday night into Monday", ("2023-04-30", "2023-05-01"))]),
    # Calendar dates.
    ("The truce began on 9 March 2025.", [("9 March 2025", one("2025-03-09"))]),
    ("It started on March 9, 2022, he said.", [("March 9, 2022", one("2022-03-09"))]),
    ("On 8 March the town fell.", [("8 March", one("2023-03-08"))]),
    ("On December 24 the town fell.", [("December 24", one("2022-12-24"))]),
    ("KYIV, Apr. 30 (Wire) - Shells fell.", [("Apr. 30", one("2023-04-30"))]),
    ("The log is dated 2024-06-07.", [("2024-06-07", one("2024-06-07"))]),
    ("The order of 24.02.2022 stands.", [("24.02.2022", one("2022-02-24"))]),
    ("Tuesday, November 12, 2024, was calm.", [("Tuesday, November 12, 2024", one("2024-11-12"))]),
    ("On the 7th of April two men vanished.", [("7th of April", one("2023-04-07"))]),
    ("The exchange is scheduled for 15 June.", [("15 June", one("2023-06-15"))]),
    ("Between 8 and 9 March 2025 people fled.",
     [("Between 8 and 9 March 2025", ("2025-03-08", "2025-03-09"))]),
    ("From 1 to 16 April, strikes killed 61.", [("From 1 to 16 April", ("2023-04-01", "2023-04-16"))]),
    ("The battle of April 5-7 went on.", [("April 5-7", ("2023-04-05", "2023-04-07"))]),
    ("Villages emptied from 28 March to 2 April.",
     [("from 28 March to 2 April", ("2023-03-28", "2023-04-02"))]),
    ("It lasted from December 2022 to March 2023.",
     [("from December 2022 to March 2023", ("2022-12-01", "2023-03-31"))]),
    # Months, years, seasons and their parts.
    ("In April the town changed hands.", [("April", ("2023-04-01", "2023-04-30"))]),
    ("In 2021 the road was closed.", [("2021", ("2021-01-01", "2021-12-31"))]),
    ("The depot was seized in late April.", [("late April", ("2023-04-21", "2023-04-30"))]),
    ("He was arrested in mid-March.", [("mid-March", ("2023-03-11", "2023-03-20"))]),
    ("The siege began in early 2022.", [("early 2022", ("2022-01-01", "2022-04-30"))]),
    ("By the end of March the camp was empty.", [("end of March", ("2023-03-21", "2023-03-31"))]),
    ("In the first half of 2022 fires doubled.", [("first half of 2022", ("2022-01-01", "2022-06-30"))]),
    ("In June 24 people were killed.", [("June", ("2022-06-01", "2022-06-30"))]),
    ("Raids grew last winter.", [("last winter", ("2022-12-01", "2023-02-28"))]),
    # Periods up to publication.
    ("In the past 24 hours 38 people died.", [("past 24 hours", ("2023-05-01", "2023-05-02"))]),
    ("Over the last three days two villages fell.", [("last three days", ("2023-04-30", "2023-05-02"))]),
    ("Over the past week crews downed 400 targets.", [("past week", ("2023-04-26", "2023-05-02"))]),
    ("Last week the bridge was mined.", [("Last week", ("2023-04-24", "2023-04-30"))]),
    ("Last month 14 trucks arrived.", [("Last month", ("2023-04-01", "2023-04-30"))]),
    ("Last year 14 trucks arrived.", [("Last year", ("2022-01-01", "2022-12-31"))]),
    ("This week two bridges were destroyed.", [("This week", ("2023-05-01", "2023-05-02"))]),
    ("So far this year 90 trucks arrived.", [("So far this year", ("2023-01-01", "2023-05-02"))]),
    ("Two markets were hit over the weekend.", [("weekend", ("2023-04-29", "2023-04-30"))]),
    ("Losses since December alone reached 100,000.", [("since December alone", ("2022-12-01", PUBLISHED))]),
    ("More than 9,000 have died since February 2022.",
     [("since February 2022", ("2022-02-01", PUBLISHED))]),
    ("210 people have died since the start of the year.",
     [("since the start of the year", ("2023-01-01", PUBLISHED))]),
    ("The trucks have waited since Wednesday.", [("since Wednesday", ("2023-04-26", PUBLISHED))]),
    ("They took 41 prisoners since dawn.", [("since dawn", ("2023-05-02", PUBLISHED))]),
    ("43,650 died since October 7, 2022.", [("since October 7, 2022", ("2022-10-07", PUBLISHED))]),
    ("Thousands have died since the start of the war.", [("since the start of", (None, None))]),
    ("As of 10 March, 11 million were displaced.", [("As of 10 March", one("2023-03-10"))]),
    ("As of 08:30, 93 drones had been shot down.", [("As of 08:30", one("2023-05-02"))]),
    ("In the week to 12 April 41 missions ran.", [("week to 12 April", ("2023-04-06", "2023-04-12"))]),
    ("More than 70 shellings in 24 hours were counted.", [("24 hours", ("2023-05-01", "2023-05-02"))]),
    # Counted from another day.
    ("On Thursday the area grew; a day earlier it was small.",
     [("Thursday", one("2023-04-27")), ("a day earlier", one("2023-04-26"))]),
    ("The previous day four people died.", [("previous day", one("2023-05-01"))]),
    ("The planes bombed the town the day before.", [("day before", one("2023-05-01"))]),
    ("On 12 April a school was hit; teams came the following day.",
     [("12 April", one("2023-04-12")), ("following day", one("2023-04-13"))]),
    ("The base was hit on Sunday. Two days later it burned again.",
     [("Sunday", one("2023-04-30")), ("Two days later", one("2023-05-02"))]),
    ("Hours later on Monday, the military reported raids.",
     [("Hours later on Monday", one("2023-05-01"))]),
    ("Hours later, the military reported raids.", [("Hours later", one("2023-05-02"))]),
    ("Two weeks ago the school reopened.", [("Two weeks ago", ("2023-04-17", "2023-04-23"))]),
    ("Three months ago the school reopened.", [("Three months ago", ("2023-02-01", "2023-02-28"))]),
    ("He fled three days ago.", [("three days ago", one("2023-04-29"))]),
    ("A village was shelled on Sunday. No aircraft flew that day.",
     [("Sunday", one("2023-04-30")), ("that day", one("2023-04-30"))]),
    ("A village was shelled on Sunday. Families have fled since then.",
     [("Sunday", one("2023-04-30")), ("since then", ("2023-04-30", PUBLISHED))]),
    ("Residents were allowed home by Wednesday evening.", [("Wednesday evening", one("2023-04-26"))]),
    ("Fuel is expected in June.", [("June", ("2023-06-01", "2023-06-30"))]),
    ("Twenty-five days ago the road closed.", [("Twenty-five days ago", one("2023-04-07"))]),
    ("A truce was made in February 2021; there were 4,000 shellings in the year before.",
     [("February 2021", ("2021-02-01", "2021-02-28")), ("year before", ("2020-01-01", "2020-12-31"))]),
    ("Shelling grew in recent days.", [("recent days", (None, None))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[s[:40] for s, _ in SENTENCES])
def test_expression(text: str, expected: list[tuple[str, tuple[str | None, str | None]]]) -> None:
    assert moments(text) == [(words, *dates) for words, dates in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Troops march on the capital.",
        "They may attack.",
        "May the dead rest.",
        "The second drone fell near the Sun hotel.",
        "The bomb fell the day before the vote.",
        "Hours after missiles hit the port, power failed.",
        "April Marsden spoke to reporters.",
        "It was reported by the Sunday Times.",
        "Bloody Sunday is remembered.",
        "Residents of blocks 2024 and 2025 were warned.",
        "Guns of 122-mm fired at 10:20.",
        "He gave the time as 14:30 and left.",
        "In 2014 cases the police closed the file.",
        "The unit fired 1,999 rounds.",
        "They need 24 hours to finish.",
        "Supplies fall every winter.",
        "Thousands have come since the fall of the town.",
        "",
    ],
)
def test_not_a_time(text: str) -> None:
    assert moments(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "precision"),
    [
        ("He spoke on Tuesday.", "on", "day"),
        ("It rained in April.", "during", "month"),
        ("It rained in 2021.", "during", "year"),
        ("Last week it rained.", "during", "week"),
        ("In the past 24 hours it rained.", "last", "day"),
        ("It has rained since December.", "since", "month"),
        ("Millions have fled since the war began in April 2021.", "since", "month"),
        ("As of 10 March, 4 million had fled.", "total", "day"),
        ("Shelling grew in recent weeks.", "last", "unresolved"),
    ],
)
def test_kind_and_precision(text: str, kind: str, precision: str) -> None:
    page = page_of(text, PUBLISHED)
    times.run(page)
    assert [(m.kind, m.precision) for m in page.moments] == [(kind, precision)]


def test_year_given_once_holds_for_the_same_day_later() -> None:
    text = "The attack of October 7, 2021 changed much. Since October 7 thousands died."
    assert moments(text)[1] == ("Since October 7", "2021-10-07", PUBLISHED)


def test_that_night_is_the_night_told() -> None:
    text = "Overnight the depot burned.\n\nOver the same night 61 drones fell."
    assert moments(text)[1] == ("same night", "2023-05-01", "2023-05-02")


def test_without_publication_date_relative_dates_stay_open_with_one_warning() -> None:
    page = page_of("On Tuesday it fell. Overnight it burned. It began on 9 March 2022.", None)
    times.run(page)
    assert [(m.start, m.precision) for m in page.moments] == [
        (None, "unresolved"),
        (None, "unresolved"),
        ("2022-03-09", "day"),
    ]
    assert [w.code for w in page.warnings] == ["relative_date_unresolved"]
    assert "--published" in page.warnings[0].message


def test_absolute_dates_alone_need_no_warning() -> None:
    page = page_of("It began on 9 March 2022.", None)
    times.run(page)
    assert page.warnings == []


@pytest.mark.parametrize(
    "text", ["On 31 February it fell.", "On 0 March it fell.", "On 45 May 2023 it fell."]
)
def test_impossible_date_gives_no_day(text: str) -> None:
    assert all(start is None or not start.endswith("-31") for _, start, _ in moments(text) if start)


def test_letters_that_grow_when_lowered_do_not_move_the_mention() -> None:
    assert moments("İİİ İstanbul said on Monday that it rained.") == [("Monday", *date_pair("2023-05-01"))]


def date_pair(day: str) -> tuple[str, str]:
    return (date.fromisoformat(day).isoformat(),) * 2


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["since " * 3000, "late " * 3000, "from 1 to " * 2000, "start of the " * 2000]
)
def test_hostile_repetition_is_read_in_time(text: str) -> None:
    moments(text[:15_000])
