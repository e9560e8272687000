"""No task of the fixed sample falls by more than a point."""

from benchmarks.sample import KINDS, measure

TOLERANCE = 1.0  # points of F1


def test_no_task_falls() -> None:
    scores, expected, differences = measure()
    fallen = {kind: scores[kind] for kind in KINDS if scores[kind] < expected[kind] - TOLERANCE}
    assert not fallen, "\n".join([str(fallen), *differences])
