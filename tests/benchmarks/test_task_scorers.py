"""The scorers of the accuracy suite: cases to count by hand, and the shared scorers to the digit."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks.scoring import geo, labels, templates
from benchmarks.scoring.geo import Geo, Toponym
from benchmarks.scoring.quantities import Quantity, cqe, same, strict, value_of
from benchmarks.tasks.base import Case, Result, Tally

ROOT = Path(__file__).resolve().parents[2]
SCORERS = Path(os.environ.get("COUNTERCLAIM_SCORERS", ROOT.parent / "shared" / "scorers"))


def shared(name: str) -> ModuleType:
    path = SCORERS / f"{name}.py"
    if not path.exists():
        pytest.skip(f"{path}: not there")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- quantities ------------------------------------------------------------------------------------------------

GOLD = {
    "a": [Quantity(6.0, "=", "dollar"), Quantity(40.0, ">", "yard")],
    "b": [],
    "c": [Quantity((10.0, 12.0), "~", "person"), Quantity(3.0, "up", "percentage")],
    "d": [Quantity(5.0), Quantity(5.0, ">")],
}
FOUND = {
    "a": [Quantity(6.0), Quantity(40.0, "<")],
    "b": [Quantity(1.0)],
    "c": [Quantity((10.0, 12.0), "~"), Quantity(11.0, "~")],
    "d": [Quantity(5.0, ">")],
}


def test_a_range_is_no_number() -> None:
    assert value_of("10-12") == (10.0, 12.0)
    assert value_of("-3.5") == -3.5
    assert not same((10.0, 12.0), 11.0)
    assert not same(11.0, (10.0, 12.0))
    assert same(1_000_000.0, 1_000_000.5)


def test_one_prediction_serves_one_quantity_the_right_qualifier_first() -> None:
    pairs, qualified = strict(GOLD["d"], FOUND["d"])
    assert (pairs, qualified) == ({1: 0}, 1)


def test_quantities_agree_with_the_shared_scorer() -> None:
    theirs = shared("score_quant")

    def plain(rows: dict[str, list[Quantity]]) -> dict[str, list[dict[str, Any]]]:
        return {
            k: [{"value": q.value, "change": q.change, "normalized_unit": q.unit} for q in v]
            for k, v in rows.items()
        }

    expected = theirs.score(plain(GOLD), plain(FOUND))
    for name, counted in (("strict", lambda g, p: (len(strict(g, p)[0]), strict(g, p)[1])), ("cqe", cqe)):
        value, change = Tally(), Tally()
        for key, gold in GOLD.items():
            hits, both = counted(gold, FOUND[key])
            value.add(hits, len(gold), len(FOUND[key]))
            change.add(both, len(gold), len(FOUND[key]))
        for tally, measure in ((value, "value"), (change, "value_change")):
            wanted = expected[name][measure]
            assert (tally.right, tally.expected, tally.predicted) == (
                wanted["tp"],
                wanted["gold"],
                wanted["pred"],
            )
            assert [round(x, 1) for x in (tally.precision, tally.recall, tally.f1)] == [
                wanted["p"], wanted["r"], wanted["f1"]]  # fmt: skip


# --- labels ----------------------------------------------------------------------------------------------------

LABELS = {"1": "A", "2": "A", "3": "B", "4": "C"}


@pytest.mark.parametrize("found", [LABELS, {}, {"1": "A", "2": "B", "3": "B", "4": "D"}, {"2": "A"}])
def test_labels_agree_with_the_shared_scorer(found: dict[str, str]) -> None:
    ours, theirs = labels.score(LABELS, found), shared("score_events").score(LABELS, found)
    assert round(ours.accuracy, 2) == theirs["accuracy"]
    assert round(ours.weighted_f1, 2) == theirs["weighted_f1"]
    assert round(ours.macro_f1, 2) == theirs["macro_f1"]


def test_half_of_the_labels() -> None:
    scored = labels.score(LABELS, {"1": "A", "2": "B", "3": "B", "4": "D"})
    assert scored.weighted_f1 == pytest.approx(50.0)
    with pytest.raises(ValueError, match="unknown ids"):
        labels.score(LABELS, {"9": "A"})


# --- toponyms --------------------------------------------------------------------------------------------------

TOPONYMS = {
    "a": [Toponym(0, 4, 50.45, 30.52, 1), Toponym(10, 14, 48.0, 37.8, 2)],
    "b": [Toponym(0, 5), Toponym(9, 12, 33.5, 36.3, 3)],
}
NAMES = {
    "a": [Toponym(0, 6, 51.45, 30.52, 9), Toponym(10, 14, 0.0, 0.0, 8), Toponym(20, 25, 1.0, 1.0, 7)],
    "b": [Toponym(0, 5, 1.0, 1.0), Toponym(9, 12)],
}


def test_toponyms_agree_with_the_shared_scorer() -> None:
    def plain(rows: dict[str, list[Toponym]]) -> dict[str, list[dict[str, Any]]]:
        return {
            k: [{"start": t.start, "end": t.end, "geonameid": t.geonames_id, "lat": t.latitude, "lon": t.longitude}
                for t in v]
            for k, v in rows.items()
        }  # fmt: skip

    theirs, ours = shared("score_geo").score(plain(TOPONYMS), plain(NAMES)), Geo()
    for key, gold in TOPONYMS.items():
        ours.add(gold, NAMES[key])
    for name, tally in (
        ("recognition_overlap", ours.overlap), ("recognition_exact", ours.exact), ("end_to_end_161km", ours.end_to_end),
    ):  # fmt: skip
        assert (tally.right, tally.expected, tally.predicted) == tuple(
            theirs[name][k] for k in ("tp", "gold", "pred")
        )
        assert round(tally.f1, 2) == theirs[name]["f1"]
    assert round(ours.near.recall, 2) == theirs["matched"]["acc161"]
    assert round(ours.same_id.recall, 2) == theirs["matched"]["exact_id"]
    assert round(ours.mean_error, 1) == theirs["matched"]["mean_error_km"]


def test_a_degree_is_111_km() -> None:
    assert geo.kilometres((0, 0), (0, 1)) == pytest.approx(111.195, abs=0.01)


# --- templates -------------------------------------------------------------------------------------------------


def fill(*names: str, optional: bool = False) -> dict[str, Any]:
    return {"optional": optional, "alts": [{"set": name} for name in names]}


def test_fills_match_one_to_one_by_any_alternative() -> None:
    gold = [fill("ATTACK", "BOMBING"), fill("ARSON"), fill("ROBBERY", optional=True)]
    tally, missed, extra = templates.bag(gold, ["BOMBING", "ATTACK"], lambda alt, p: alt["set"] == p)
    assert (tally.right, tally.expected, tally.predicted) == (1, 2, 2)
    assert (missed, extra) == ([1], [1])


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ((6, None), (6, None), True),
        ((6, None), (6, 6), False),
        ((2, None), (14, 14), True),
        ((2, None), (None, None), True),
        ((2, None), (1, 1), False),
        ((None, 80), (None, 80), True),
    ],
)
def test_bounds_of_a_number(
    gold: tuple[int | None, int | None], found: tuple[int | None, int | None], right: bool
) -> None:
    assert templates.same_bounds(gold, *found) is right


# --- the page of errors ------------------------------------------------------------------------------------------


def test_the_worst_cases_take_each_category_by_its_share() -> None:
    result = Result(
        cases=[Case("missed", str(n), "", "") for n in range(90)] + [Case("side", "x", "", "")] * 10
    )
    worst = result.worst(30)
    assert len(worst) <= 30
    assert sum(c.category == "side" for c in worst) == 3


def test_a_task_without_its_data_is_said_in_the_table(tmp_path: Path) -> None:
    from benchmarks.accuracy import table, tasks

    missing = [(task, None, task.missing(tmp_path)) for task in tasks()]
    assert all(names for _, _, names in missing)
    lines = table(missing).splitlines()[2:]
    assert len(lines) == len(missing)
    assert all("not measured" in line for line in lines)


def test_the_template_keeps_its_places() -> None:
    text = (ROOT / "benchmarks" / "accuracy_template.md").read_text(encoding="utf-8")
    assert all(f"<!-- {mark} -->" in text for mark in ("stamp", "table", "breakdowns"))
