"""Long lists keep verb, measure and side; nouns of deeds tell what became of those counted."""

import pytest

import counterclaim

ITEMS = (
    "340 tanks, 660 armoured personnel carriers, 239 artillery systems, 48 rocket launchers, 30 aircraft, "
    "28 helicopters, 205 drones, 87 cruise missiles and 18 ships"
)


@pytest.mark.parametrize(("doer", "side"), [("Russian", "Russia"), ("Ukrainian", "Ukraine")])
def test_a_dozen_kinds_lost(doer: str, side: str) -> None:
    reading = counterclaim.read(f"{doer} forces lost {ITEMS}, the spokesman said.", published="2025-03-12")
    found = [(f.value, f.measure, f.affected.side) for f in reading.figures]
    assert found == [(n, "destroyed", side) for n in (340, 660, 239, 48, 30, 28, 205, 87, 18)]
    assert reading.figures[1].span.text == "660 armoured personnel carriers"


def test_personnel_alone_are_people() -> None:
    (figure,) = counterclaim.read("The army lost 12 military personnel in the raid.").figures
    assert (figure.measure, figure.affected.population) == ("casualties", "military")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bishops condemned the massacre of 14 peasants in Ayacucho.", 14),
        ("The police are investigating the murders of three reporters.", 3),
    ],
)
def test_the_dead_of_a_deed_that_a_noun_names(text: str, value: int) -> None:
    assert [(f.value, f.measure) for f in counterclaim.read(text).figures] == [(value, "killed")]
