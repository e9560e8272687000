"""Statements of change: topic, direction, factor, whose. All sentences are made up."""

from __future__ import annotations

import pytest

from counterclaim.reading.languages.en import events, trends
from counterclaim.reading.page import Page
from tests.helpers import page_of


def read(text: str) -> Page:
    page = page_of(text)
    events.run(page)
    trends.run(page)
    return page


ROWS = [
    ("Missile barrages have become less frequent and on a smaller scale.", "attacks", "down", None, None),
    (
        "Russia is running low on its stockpiles of precision munitions.",
        "stockpiles",
        "short",
        None,
        "Russia",
    ),
    ("The army is running out of missiles.", "supply", "short", None, "The army"),
    (
        "The minister told the plant to double its production of missiles.",
        "production",
        "up",
        2.0,
        "the plant",
    ),
    ("Russia had more than doubled its output of attack drones.", "production", "up", 2.0, "Russia"),
    ("Both sides are registering a shortage of ammunition.", "supply", "short", None, "Both sides"),
    ("The army does not have enough ammunition to win.", "supply", "short", None, "The army"),
    ("The brigade lacks artillery shells.", "supply", "short", None, "The brigade"),
    ("The army has enough shells for the summer.", "supply", "sufficient", None, "The army"),
    ("There is no shortage of ammunition, the army said.", "supply", "sufficient", None, None),
    ("Displacement has slowed since December.", "displacement", "down", None, None),
    ("Returns of refugees have increased.", "displacement", "up", None, None),
    ("Rebel attacks have intensified along the border.", "attacks", "up", None, "Rebel"),
    ("The enemy's losses are mounting.", "losses", "up", None, "The enemy"),
    ("Fighting has eased in the north.", "attacks", "down", None, None),
    ("The plant's output of shells fell by half.", "production", "down", 0.5, "The plant"),
    ("The rebels carried out three times as many attacks as in May.", "attacks", "up", 3.0, "The rebels"),
    ("Shelling increased by 30 percent in the past week.", "attacks", "up", 1.3, None),
    ("A sharp rise in air strikes was recorded.", "attacks", "up", None, None),
    ("The front line has not changed.", "front_line", "steady", None, None),
    ("Ukraine's stockpiles of interceptors are dwindling.", "stockpiles", "short", None, "Ukraine"),
    ("The militia's shelling has become more frequent.", "attacks", "up", None, "The militia"),
]


@pytest.mark.parametrize(("text", "topic", "direction", "factor", "whose"), ROWS)
def test_rows(text: str, topic: str, direction: str, factor: float | None, whose: str | None) -> None:
    page = read(text)
    assert len(page.trends) == 1
    row = page.trends[0]
    subject = page.words(row.subject_mention) if row.subject_mention is not None else None
    assert (row.topic, row.direction, row.factor, subject) == (topic, direction, factor, whose)


def test_spans_cover_the_statement() -> None:
    page = read("Missile barrages have become less frequent and on a smaller scale since May.")
    assert (
        page.words(page.trends[0].span) == "Missile barrages have become less frequent and on a smaller scale"
    )


def test_two_directions_are_two_rows() -> None:
    page = read("Drone raids have become larger but less frequent since spring.")
    assert [(t.direction, page.words(t.span)) for t in page.trends] == [
        ("up", "Drone raids have become larger"),
        ("down", "less frequent"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell by half on Monday.",
        "Temperatures have risen in the city.",
        "Oil output doubled in June.",
        "The company's losses are mounting after sales fell.",
        "There is a shortage of nurses in the city.",
        "The bank increased its reserves.",
        "Heart attacks have become more frequent.",
        "Net losses widened at the airline.",
        "The army does not lack confidence.",
        "Wheat production rose by 10 percent.",
        "Attacks have not increased, the rebels' spokesman said.",
        "The team ran out of time.",
        "The number of killed soldiers rose to 14.",
        "Twice as many tourists came in May.",
        "Warplanes dropped bombs on the village.",
        "The price of fuel increased.",
    ],
)
def test_no_trend(text: str) -> None:
    page = read(text)
    assert [(t.topic, page.words(t.span)) for t in page.trends] == []
