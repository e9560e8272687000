"""Narration: whose statement each figure and event is, and what the outlet states by itself."""

import pytest

from counterclaim.api import read

Row = tuple[str, str]  # quotation, content

CASES: list[tuple[str, list[Row]]] = [
    ("The strike killed at least 11 people.", [("narration", "The strike killed at least 11 people")]),
    ("The road is long. It rained.", []),
    (
        "A shell hit the market. Four people died. The day was hot.",
        [("narration", "A shell hit the market"), ("narration", "Four people died")],
    ),
    ("Officials said four people died.", [("indirect", "four people died")]),
    (
        "Four people died, officials said. Six others were wounded.",
        [("indirect", "Four people died"), ("narration", "Six others were wounded")],
    ),
    (
        "Police fired at protesters, killing three, and the minister said he regretted it.",
        [("narration", "Police fired at protesters, killing three"), ("indirect", "he regretted it")],
    ),
    (
        "Twelve people died in what the mayor called the deadliest attack of the year.",
        [("narration", "Twelve people died"), ("indirect", "the deadliest attack of the year")],
    ),
    (
        "After the shelling, which killed four, officials said the bridge was open.",
        [("narration", "the shelling, which killed four"), ("indirect", "the bridge was open")],
    ),
    (
        "The army killed 600 soldiers in the strike, a figure that the rebels dismissed as fiction.",
        [("narration", "The army killed 600 soldiers in the strike"), ("indirect", "a figure … as fiction")],
    ),
    (
        "The ministry said 600 soldiers had died, a figure that the rebels dismissed as fiction.",
        [("indirect", "600 soldiers had died"), ("indirect", "a figure … as fiction")],
    ),
    ("Two officials said the bridge was open.", [("indirect", "the bridge was open")]),
    ("The two officials left.", []),
    (
        "The convoy was ambushed at dawn. “We lost nine men,” the driver said.",
        [("narration", "The convoy was ambushed at dawn"), ("direct", "“We lost nine men,”")],
    ),
    ("“We lost nine men,” the driver said.", [("direct", "“We lost nine men,”")]),
    ("According to the hospital, nine men died.", [("indirect", "nine men died")]),
    (
        "Nine men died, according to the hospital. Rebels shelled the town.",
        [("indirect", "Nine men died"), ("narration", "Rebels shelled the town")],
    ),
    ("Balance of the fighting, which lasted two hours:", []),
    (
        "A shell hit his shop, he told the paper, and left three apprentices dead.",
        [("indirect", "A shell hit his shop … left three apprentices dead")],
    ),
    ("The appeal is 17 per cent funded.", [("narration", "The appeal is 17 per cent funded")]),
    (
        "Rebels shelled the town; the governor said 12 people had been killed.",
        [("narration", "Rebels shelled the town"), ("indirect", "12 people had been killed")],
    ),
    (
        "Some 300 families have fled. They live in tents.",
        [("narration", "Some 300 families have fled")],
    ),
    ("The rebels may attack the town.", []),
    ("Troops could shell the port, residents fear.", [("indirect", "Troops could shell the port")]),
    (
        "The ministry denied that 12 soldiers had been killed.",
        [("indirect", "that 12 soldiers had been killed")],
    ),
    (
        "The raid killed six people and wounded ten, and the governor asked for aid.",
        [("narration", "The raid killed six people and wounded ten"), ("indirect", "aid")],
    ),
    ("She is 34 years old.", []),
    (
        "Militants who shelled the town declared a truce.",
        [("indirect", "a truce")],
    ),
    ("The village lies 12 kilometres from the front.", []),
    (
        "State media reported that jets bombed the depot. Flames rose. Five guards were killed.",
        [("indirect", "that jets bombed the depot"), ("narration", "Five guards were killed")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_claims(text: str, expected: list[Row]) -> None:
    reading = read(text, published="2024-06-06")
    found = [(c.quotation, " … ".join(piece.text for piece in c.content)) for c in reading.claims]
    assert found == expected


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    [
        ("The army said 40 men were killed.", 40, "army"),
        ("Forty men were killed.", 40, None),
        ("Forty men were killed. The army said nothing.", 40, None),
        ("Police fired at the crowd, killing three, and the minister said he regretted it.", 3, None),
        ("The mayor said the raid, which killed nine, had lasted an hour.", 9, "mayor"),
        ("In the raid, which killed nine people, the mayor said, a bridge was lost.", 9, "mayor"),
    ],
)
def test_whose_figure(text: str, figure: int, speaker: str | None) -> None:
    reading = read(text, published="2024-06-06")
    names = {a.id: a.name for a in reading.actors}
    claims = {c.id: c for c in reading.claims}
    row = next(f for f in reading.figures if f.value == figure)
    who = claims[row.claim].speaker
    assert (names[who].lower() if who else None) == speaker


def test_every_row_has_a_claim() -> None:
    text = "Rebels shelled the town, killing four. Six were hurt, the mayor said. “Ten fled,” he said."
    reading = read(text, published="2024-06-06")
    claims = {c.id for c in reading.claims}
    assert reading.figures
    assert {f.claim for f in reading.figures} | {e.claim for e in reading.events} <= claims


def test_claims_stand_in_text_order() -> None:
    reading = read(
        "Four died. Six were hurt, the mayor said. Rebels shelled the town.", published="2024-06-06"
    )
    starts = [c.content[0].start for c in reading.claims]
    assert starts == sorted(starts)
