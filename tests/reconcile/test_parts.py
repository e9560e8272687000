"""Bounds, windows, places, voices: what figures and speakers say of each other taken alone."""

from __future__ import annotations

import pytest

from counterclaim.model.rows import Affected, Figure, Window
from counterclaim.model.span import Span
from counterclaim.reconcile import bounds, places, voices, windows
from counterclaim.reconcile.statements import stems
from tests.reconcile.helpers import PLACES, Fig, Says, document


def figure(
    qualifier: str,
    value: float | None = None,
    low: float | None = None,
    high: float | None = None,
    window: Window | None = None,
) -> Figure:
    return Figure(
        "f", "c", Span(0, 1, "x"), "killed", None, value, low, high, qualifier, Affected(None, None, "unstated"),
        None, window, None, None, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "disjoint"),
    [
        (figure("at_least", low=3), figure("exactly", 5), False),
        (figure("up_to", high=10), figure("exactly", 14), True),
        (figure("exactly", 14), figure("up_to", high=10), True),
        (figure("up_to", high=10), figure("exactly", 10), False),
        (figure("more_than", low=400), figure("exactly", 390), True),
        (figure("about", 70), figure("exactly", 74), False),
        (figure("about", 70), figure("exactly", 120), True),
        (figure("between", low=12, high=16), figure("exactly", 14), False),
        (figure("between", low=12, high=16), figure("between", low=17, high=20), True),
        (figure("vague", low=24), figure("exactly", 30), False),
        (figure("exactly", 0), figure("exactly", 1), True),
        (figure("exactly", 5), figure("exactly", 5), False),
        (figure("less_than", high=12), figure("at_least", low=20), True),
    ],
)
def test_bounds_decide(one: Figure, other: Figure, disjoint: bool) -> None:
    first, second = bounds.bounds(one), bounds.bounds(other)
    assert bounds.disjoint(first, second) is disjoint
    assert bounds.disjoint(second, first) is disjoint


def test_no_number_no_bounds() -> None:
    assert bounds.bounds(figure("exactly")) is None
    assert bounds.bounds(figure("vague")) is None


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("2025-03-09", "2025-03-09"), ("2025-03-09", "2025-03-09"), "same"),
        (("2025-03-08", "2025-03-09"), ("2025-03-09", "2025-03-09"), "same"),  # overnight
        (("2025-03-01", "2025-03-31"), ("2025-03-09", "2025-03-09"), "around"),
        (("2025-03-09", "2025-03-09"), ("2025-03-01", "2025-03-31"), "within"),
        (("2025-03-01", "2025-03-02"), ("2025-03-20", "2025-03-20"), "apart"),
        (("2025-03-01", None), ("2025-03-20", "2025-03-20"), "unknown"),
    ],
)
def test_windows(one: tuple[str, str | None], other: tuple[str, str | None], relation: str) -> None:
    assert windows.relation(Window(*one, "on"), Window(*other, "on")) == relation


def test_running_totals() -> None:
    assert windows.cumulative(figure("exactly", 5, window=Window("2024-01-01", "2025-03-10", "since")))
    assert windows.cumulative(figure("exactly", 5, window=Window(None, None, "total")))
    assert not windows.cumulative(figure("exactly", 5, window=Window("2025-03-08", "2025-03-10", "since")))
    assert not windows.cumulative(figure("exactly", 5))


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("Velisk", "Velisk", "same"),
        ("Velisk", "Orlan", "same"),  # three kilometres
        ("Velisk", "Tarn", "apart"),
        ("Velisk", "Donetsk Region", "inside"),
        ("Donetsk Region", "Velisk", "around"),
        ("Tarn", "Donetsk Region", "apart"),
        ("Tarn", "Ukraine", "inside"),
        ("Velisk", "Nowhere", "unknown"),
    ],
)
def test_places(one: str, other: str, relation: str) -> None:
    assert places.relation(PLACES[one], PLACES[other]) == relation


def test_unknown_places_are_unknown() -> None:
    assert places.relation(None, PLACES["Velisk"]) == "unknown"


@pytest.mark.parametrize(
    ("outlet", "side"),
    [
        ("General Staff of the Armed Forces of Ukraine (Telegram)", "Ukraine"),
        ("Russian Ministry of Defence", "Russia"),
        ("Indian Army, defence spokesman Jammu", "India"),
        ("The Kyiv Courier", None),
        ("Halden News Agency", None),
        (None, None),
    ],
)
def test_whose_channel_an_outlet_is(outlet: str | None, side: str | None) -> None:
    assert voices.outlet_side(outlet) == side


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (
            Says("x y", "Colonel Ira Voss", kind="person"),
            Says("x y", "Ira Voss", kind="person"),
            "same_person",
        ),
        (Says("x y", "the army", side="Ukraine"), Says("x y", "the army", side="Russia"), "opposed"),
        (Says("x y", "Ukrainian army"), Says("x y", "Ukraine's General Staff"), "same_body"),
        (Says("x y", "residents"), Says("x y", "a nurse"), "unknown"),
    ],
)
def test_speakers_across_documents(one: Says, other: Says, level: str) -> None:
    from counterclaim.reconcile.statements import statements_of

    a = statements_of(document("a.txt", one)[1], 0, 0)[0]
    b = statements_of(document("b.txt", other)[1], 1, 1)[0]
    assert voices.compare(a.voice, b.voice) == level
    assert voices.compare(b.voice, a.voice) == level


def test_a_shadow_government_does_not_speak_for_the_state() -> None:
    assert voices.sides_in("Myanmar's shadow government") == ("Myanmar",)
    from counterclaim.reconcile.statements import statements_of

    a = statements_of(document("a.txt", Says("it was so", "Myanmar's shadow government"))[1], 0, 0)[0]
    assert a.voice.side is None


def test_words_of_one_meaning_meet() -> None:
    assert "=strike" in stems("jets bombed the town") and "=strike" in stems("an air raid")
    assert "=kill" in stems("nine bodies") and "=kill" in stems("they were slain")


def test_zero_is_a_number() -> None:
    assert bounds.bounds(figure("exactly", 0)) == (0, 0)
    assert Fig("none", 0).value == 0
