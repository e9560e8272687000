"""Named victims and captives, and no one who only speaks. All names are made up."""

from __future__ import annotations

import pytest

from counterclaim.reading.languages.en import events, names, persons
from counterclaim.reading.page import ActorDraft, Page
from tests.helpers import page_of


def read(text: str) -> Page:
    page = page_of(text)
    names.run(page)
    events.run(page)
    persons.run(page)
    return page


ROWS = [
    ("Among the dead was teacher Mirela Ostan, 41, neighbours said.", [("Mirela Ostan", "killed", 41, None)]),
    ("Tomas Brenek, 34, was killed when a shell hit his house.", [("Tomas Brenek", "killed", 34, "male")]),
    ("Rescuers recovered the body of Ilya Tarnov from the rubble.", [("Ilya Tarnov", "killed", None, None)]),
    (
        "She named the missing as Omar Haldari, Lina Faroush and Sami Nassour.",
        [
            ("Omar Haldari", "missing", None, None),
            ("Lina Faroush", "missing", None, None),
            ("Sami Nassour", "missing", None, None),
        ],
    ),
    (
        "The dead were identified as Petro Kovalin, 67, and his wife Olha, 63.",
        [("Petro Kovalin", "killed", 67, None), ("Olha", "killed", 63, "female")],
    ),
    (
        "The father of one victim, 9-year-old Rima Qandoul, said he would file a complaint.",
        [("Rima Qandoul", "killed", 9, None)],
    ),
    ("The shelling killed Anna Petrenska, a mother of two.", [("Anna Petrenska", "killed", None, "female")]),
    ("Journalist Karim Daouz was abducted by gunmen on Monday.", [("Karim Daouz", "abducted", None, None)]),
    (
        "Two people died in the shelling, including Marek Novosad, 19.",
        [("Marek Novosad", "killed", 19, None)],
    ),
    ("The group released Emil Santorez after two months.", [("Emil Santorez", "released", None, None)]),
    ("Fatima Idrissov remains missing.", [("Fatima Idrissov", "missing", None, None)]),
    ("Soldiers detained Joseph Mwangeli at a checkpoint.", [("Joseph Mwangeli", "detained", None, None)]),
    (
        "Marta Lindova, who was wounded in the raid, is in hospital.",
        [("Marta Lindova", "wounded", None, None)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_rows(text: str, expected: list[tuple[str, str, int | None, str | None]]) -> None:
    page = read(text)
    assert [(page.words(p.mention), p.status, p.age, p.sex) for p in page.persons] == expected
    assert all(p.private for p in page.persons)


@pytest.mark.parametrize(
    "text",
    [
        "Governor Pavel Orlenko said three people were killed.",
        "Marek Novosad denied that anyone had been killed.",
        "Tomas Brenek was not killed, his family said.",
        "The mayor, Ivan Sokolenko, condemned the killing of the children.",
        "If Tomas Brenek had been killed, the talks would have ended.",
        "Tomas Brenek, whose son was killed in the raid, wept.",
        "Tomas Brenek could be arrested, his lawyer said.",
        "According to Olena Harash, 12 people died in the shelling.",
        "The singer Marek Novosad died of old age at home.",
        "Killed people were counted by Tomas Brenek.",
    ],
)
def test_speakers_and_imagined_victims_are_none(text: str) -> None:
    page = read(text)
    assert [page.words(p.mention) for p in page.persons] == []


def test_a_rank_makes_public() -> None:
    page = read("Colonel Ahmed Rashidov was killed in an ambush, the army said.")
    assert [(p.status, p.private) for p in page.persons] == [("killed", False)]


def test_an_actor_known_as_public_is_public() -> None:
    page = page_of("Ivan Sokolenko was abducted by rebels.")
    names.run(page)
    actor = ActorDraft("Ivan Sokolenko", "person", mentions=[page.names[0].span], public=True)
    page.actors = [actor]
    persons.run(page)
    assert [(p.actor, p.private) for p in page.persons] == [(actor, False)]


def test_told_twice_is_one_row() -> None:
    page = read("Tomas Brenek, 34, was killed in the shelling.\n\nBrenek was killed at his house by a shell.")
    assert [page.words(p.mention) for p in page.persons] == ["Tomas Brenek"]
