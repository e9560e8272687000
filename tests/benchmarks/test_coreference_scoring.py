"""The coreference measures against values worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest
from benchmarks.scoring.coreference import _best, b_cubed, ceaf_e, conll, muc


def sets(*words: str) -> list[frozenset[str]]:
    return [frozenset(w) for w in words]


GOLD = sets("abcde", "fg", "hijkl")


def test_what_is_right_is_one() -> None:
    assert all(m == (1.0, 1.0, 1.0) for m in conll(GOLD, GOLD).values())


def test_the_example_of_bagga_and_baldwin() -> None:
    merged = sets("abcde", "fghijkl")
    assert b_cubed(GOLD, merged) == pytest.approx((16 / 21, 1.0, 2 * (16 / 21) / (1 + 16 / 21)))
    assert muc(GOLD, merged)[:2] == pytest.approx((9 / 10, 1.0))
    assert ceaf_e(GOLD, merged)[:2] == pytest.approx(((1 + 10 / 12) / 2, (1 + 10 / 12) / 3))


def test_all_alone() -> None:
    alone = sets(*"abcdefghijkl")
    assert muc(GOLD, alone) == (0.0, 0.0, 0.0)
    assert b_cubed(GOLD, alone)[0] == 1.0 and b_cubed(GOLD, alone)[1] == pytest.approx(3 / 12)


def test_the_best_matching_is_the_best_of_all() -> None:
    worth = [[0.1, 0.9, 0.4], [0.8, 0.7, 0.2], [0.3, 0.6, 0.5]]
    assert _best(worth) == pytest.approx(
        max(sum(worth[i][p[i]] for i in range(3)) for p in permutations(range(3)))
    )
    assert _best([[0.5], [0.7]]) == pytest.approx(0.7)
