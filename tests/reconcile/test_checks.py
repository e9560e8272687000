"""Figures that do not add up, and trends beside the ledger's own figures."""

from __future__ import annotations

import msgspec
import pytest

from counterclaim.model.reading import Reading
from counterclaim.model.rows import Trend, Window
from counterclaim.model.span import Span
from counterclaim.reconcile.checks import Mismatch, check
from counterclaim.reconcile.trends import TrendCheck, beside
from tests.reconcile.helpers import Fig, Says, document

ARMY = {"speaker": "Ukrainian army", "side": "Ukraine", "kind": "armed_force"}


def found(*documents: tuple[str, Reading]) -> list[Mismatch]:
    return check([r for _, r in documents], [n for n, _ in documents])


def total(value: int, day: str, start: str = "2025-01-01") -> tuple[str, Reading]:
    window = (start, day, "since")
    figure = Fig(f"{value}", value, side="Russia", population="military", window=window, place="Ukraine")
    return document(
        f"{day}.txt", Says(f"{value} soldiers were killed", figures=[figure], **ARMY), published=day
    )


@pytest.mark.parametrize(("children", "wrong"), [(4, False), (12, True)])
def test_a_part_larger_than_its_whole(children: int, wrong: bool) -> None:
    figures = [Fig("9", 9), Fig(f"{children} children", children, population="children", part_of=0)]
    rows = found(document("a.txt", Says(f"9 were killed, {children} children among them", figures=figures)))
    assert [x.check for x in rows] == (["parts_over_total"] if wrong else [])
    if rows:
        assert [r.figure for r in rows[0].rows] == ["f0-0", "f0-1"] and "“9”" in rows[0].reason


def test_parts_that_add_up_to_more() -> None:
    figures = [
        Fig("9", 9),
        Fig("6 civilians", 6, population="civilian", part_of=0),
        Fig("5 soldiers", 5, population="military", part_of=0),
    ]
    rows = found(
        document("a.txt", Says("9 were killed, 6 civilians and 5 soldiers among them", figures=figures))
    )
    assert [x.check for x in rows] == ["parts_over_total"] and len(rows[0].rows) == 3


@pytest.mark.parametrize(("stopped", "wrong"), [(61, False), (91, True)])
def test_more_shot_down_than_launched(stopped: int, wrong: bool) -> None:
    figures = [
        Fig("83 drones", 83, measure="launched", obj="drone"),
        Fig(f"{stopped} drones", stopped, measure="intercepted", obj="drone"),
    ]
    words = f"83 drones were launched and {stopped} drones shot down"
    rows = found(document("a.txt", Says(words, figures=figures, **ARMY)))
    assert [x.check for x in rows] == (["more_stopped_than_launched"] if wrong else [])


def test_a_running_total_that_falls() -> None:
    rows = found(total(900, "2025-03-09"), total(950, "2025-03-10"), total(940, "2025-03-11"))
    assert [x.check for x in rows] == ["total_falls"]
    assert [r.file for r in rows[0].rows] == ["2025-03-10.txt", "2025-03-11.txt"]
    assert found(total(900, "2025-03-09"), total(100, "2025-03-11", start="2025-03-01")) == []


def test_days_that_add_up_to_more_than_the_total_grew_by() -> None:
    day = Fig(
        "80", 80, side="Russia", population="military", place="Ukraine", window=("2025-03-10",) * 2 + ("on",)
    )
    daily = document("day.txt", Says("80 soldiers were killed on Monday", figures=[day], **ARMY))
    rows = found(total(900, "2025-03-09"), daily, total(950, "2025-03-11"))
    assert [x.check for x in rows] == ["days_over_total"] and len(rows[0].rows) == 3
    assert found(total(900, "2025-03-09"), daily, total(990, "2025-03-11")) == []


def test_nothing_of_nothing() -> None:
    assert found() == [] and beside([]) == []
    bare = Fig("9", 9, place=None, window=None)
    assert found(document("a.txt", Says("9 were killed", figures=[bare]), published=None)) == []


def _trend(direction: str, *, days: int, place: str = "Velisk", window: bool = True) -> TrendCheck:
    documents = []
    for n in range(days):
        for month, value in (("02", 9), ("03", 3)):
            day = f"2025-{month}-{n + 3:02}"
            raid = Fig(
                f"{value} drones",
                value,
                measure="launched",
                obj="drone",
                window=(day, day, "on"),
                place=place,
            )
            documents.append(
                document(f"{day}.txt", Says(f"{value} drones came", figures=[raid]), published=day)
            )
    words = "the raids on Velisk have become rarer"
    says = Says(words, figures=[Fig("Velisk", 1, measure="other")], **ARMY)
    name, claim = document("claim.txt", says, published="2025-04-01")
    at = claim.document.text.index(words)
    period = Window("2025-03-01", "2025-03-28", "during") if window else None
    row = Trend(
        "tr", "c0", Span.of(claim.document.text, at, at + len(words)), "attacks", None, direction, None, period,  # type: ignore[arg-type]
        None,
    )  # fmt: skip
    claim = msgspec.structs.replace(
        claim, trends=(row,), places=tuple(p for p in claim.places if p.name == "Velisk")
    )
    (outcome,) = beside([r for _, r in documents] + [claim], [n for n, _ in documents] + [name])
    return outcome


def test_trends_beside_figures() -> None:
    fits = _trend("down", days=4)
    assert (fits.outcome, fits.mean_before, fits.mean) == ("consistent", 9, 3)
    assert len(fits.figures) == len(fits.figures_before) == 4 and fits.before == ("2025-02-01", "2025-02-28")
    assert _trend("up", days=4).outcome == "inconsistent"
    assert _trend("down", days=2).outcome == "too_little_data"
    assert _trend("down", days=4, window=False).outcome == "too_little_data"
    assert _trend("down", days=4, place="Nowhere").outcome == "too_little_data"
