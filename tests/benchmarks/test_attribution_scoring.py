"""The measure of the attribution benchmark, on cases whose answer can be counted by hand."""

import pytest
from benchmarks.scoring.attribution import Attribution, Score

TEXT = "“The bridge fell,” Ann Lee said. “We left,” she added.\n\nBob denied that troops fired. It rained."


def at(words: str, number: int = 0) -> tuple[int, int]:
    """Where the words stand (the occurrence ``number``)."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def row(source: str | None, cue: str | None, *content: str) -> Attribution:
    return Attribution(
        (at(source),) if source else (), (at(cue),) if cue else (), tuple(at(piece) for piece in content)
    )


GOLD = [
    row("Ann Lee", "said", "“The bridge fell,”"),
    row("she", "added", "“We left,”"),
    row("Bob", "denied", "that troops", "fired"),
    row(None, "rained", "It"),
]


def scored(gold: list[Attribution], predicted: list[Attribution]) -> Score:
    score = Score()
    score.add(TEXT, gold, predicted)
    return score


def test_the_gold_itself_is_perfect() -> None:
    score = scored(GOLD, GOLD)
    tallies = [*score.exact.values(), *score.overlap.values(), score.attribution]
    assert [t.f1 for t in tallies] == [100.0] * 7
    assert score.invented_per_1000_words == 0
    assert score.exact["source"].expected == 3
    assert (
        score.exact["content"].expected == 4
    )  # "that troops" and "fired" are one unit: only a blank between


def test_nothing_predicted() -> None:
    score = scored(GOLD, [])
    assert score.attribution.f1 == 0
    assert score.exact["cue"].precision == 0
    assert score.invented == 0


def test_half_of_them() -> None:
    cue = scored(GOLD, GOLD[:2]).exact["cue"]
    assert (cue.precision, cue.recall) == (100.0, 50.0)
    assert cue.f1 == pytest.approx(66.67, abs=0.01)


def test_missing_quotation_marks_cost_exact_only() -> None:
    score = scored(GOLD[:1], [row("Ann Lee", "said", "The bridge fell")])
    assert score.exact["content"].right == 0
    assert score.overlap["content"].right == 1
    assert score.attribution.right == 1


def test_a_wrong_source_breaks_the_attribution() -> None:
    score = scored(GOLD[:1], [row("Bob", "said", "“The bridge fell,”")])
    assert score.attribution.right == 0
    assert score.overlap["content"].right == 1


def test_a_source_where_there_is_none() -> None:
    assert scored(GOLD[3:], [row("Bob", "rained", "It")]).attribution.right == 0


def test_inventions() -> None:
    score = scored(GOLD[:2], [row("Bob", "denied", "that troops fired")])
    assert score.invented == 1
    assert score.invented_per_1000_words == pytest.approx(1000 / len(TEXT.split()))


def test_a_line_break_parts_a_unit() -> None:
    across = Attribution((), (), ((at("she")[0], at("Bob")[1]),))
    parted = Attribution((), (), ((at("she")[0], at("she added.")[1]), at("Bob")))
    assert scored([across], [parted]).exact["content"].f1 == 100.0


def test_each_annotation_has_one_partner() -> None:
    twice = [row("Ann Lee", "said", "“The bridge fell,”"), row("Ann Lee", "said", "The bridge fell")]
    tally = scored(GOLD[:1], twice).overlap["content"]
    assert (tally.right, tally.expected, tally.predicted) == (1, 1, 2)


def test_several_documents_add_up() -> None:
    score = Score()
    score.add(TEXT, GOLD, GOLD)
    score.add(TEXT, GOLD, [])
    assert score.attribution.recall == 50.0
    assert score.words == 2 * len(TEXT.split())
