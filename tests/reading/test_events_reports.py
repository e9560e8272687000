"""Events in headlines, communiqués and sitreps: types and status."""

import pytest

from counterclaim.reading.languages.en.events import run
from tests.helpers import page_of


def events(text: str) -> list[tuple[str, str]]:
    page = page_of(text)
    run(page)
    return [(e.type, e.status) for e in page.events]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Gunmen Attack Village In Northern State, Kill 12", [("armed_clash", "occurred")]),
        ("Rebels Ambush Army Convoy Near Border", [("armed_clash", "occurred")]),
        ("Gunmen Abduct 20 Students From School", [("abduction", "occurred")]),
        ("Soldiers Recapture Town From Rebels", [("advance", "occurred")]),
        ("Panic Attacks Rise Among Students", []),
        ("Twelve were cut down in the fields by the raiders.", [("other", "occurred")]),
        ("Three employees were deprived of their liberty by gunmen.", [("abduction", "occurred")]),
        ("A landslide cut the gas line.", [("accident", "occurred")]),
        ("The party won by a landslide victory.", []),
        ("An oil spill was reported off the coast.", [("accident", "occurred")]),
        ("Four people were killed.", []),
        ("Militants torched 40 houses.", [("looting", "occurred")]),
        ("The market was set on fire by the soldiers.", [("looting", "occurred")]),
        ("Rebels set fire to the clinic.", [("looting", "occurred")]),
        ("Fighters blew up the bridge.", [("bombing", "occurred")]),
        ("A suicide bomber rammed a car into the gate of the base.", [("bombing", "occurred")]),
        ("The militia besieged the town for six months.", [("armed_clash", "occurred")]),
        ("Rebels stormed the army base.", [("armed_clash", "occurred")]),
        ("The insurgents overran the outpost.", [("advance", "occurred")]),
        ("The army handed over the base to the police.", [("withdrawal", "occurred")]),
        ("The forces regained control of the town.", [("advance", "occurred")]),
        ("A rocket landed in an open field.", [("rocket_attack", "occurred")]),
        ("Shells fell on the market.", [("shelling", "occurred")]),
        ("The convoy ran onto a mine.", [("bombing", "occurred")]),
        ("A bus hit a landmine on the road.", [("bombing", "occurred")]),
        ("The chief denied having sown the mines.", [("bombing", "denied")]),
        ("The mayor denied rumours that the relief had been diverted.", [("looting", "denied")]),
        (
            "The spokesman rejected the claim that three soldiers had been taken captive.",
            [("abduction", "denied")],
        ),
        ("No fewer than 12 miners were abducted.", [("abduction", "occurred")]),
        ("Jihadists slit the throats of four villagers.", [("other", "occurred")]),
        # a denial that is none, and one that is
        ("The army neither confirmed nor denied the air strike on the school.", [("air_strike", "occurred")]),
        ("The army did not deny that it shelled the school.", [("shelling", "occurred")]),
        ("The army denied that it shelled the school.", [("shelling", "denied")]),
        # one event's type is not another's
        (
            "A missile hit the port of Odesa. In the desert, fighters launched an assault on the city of Barka.",
            [("missile_strike", "occurred"), ("armed_clash", "occurred")],
        ),
        (
            "An air strike hit Bannu. Militants claimed an attack on a police post in Quetta.",
            [("air_strike", "occurred"), ("armed_clash", "occurred")],
        ),
        (
            "A drone strike hit a camp. Residents said the attack killed two farmers.",
            [("drone_strike", "occurred"), ("drone_strike", "occurred")],
        ),
        ("The bomber on a motorcycle killed 16 people.", []),
        ("A strategic bomber struck the port.", [("air_strike", "occurred")]),
    ],
)
def test_an_event_has_its_type_and_status(text: str, rows: list[tuple[str, str]]) -> None:
    assert events(text) == rows
