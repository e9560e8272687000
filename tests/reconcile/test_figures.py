"""Figures of several claims: agreement, contradiction, updates, and what must not be set side by side."""

from __future__ import annotations

import pytest

from counterclaim.model.reading import Reading
from counterclaim.reconcile import questions
from counterclaim.reconcile.statements import statements_of
from tests.reconcile.helpers import Fig, Says, document, kinds, links, run

STRIKE = "killed in the air strike on the mill in Velisk"


def toll(number: float, **how: object) -> Says:
    """A claim that so many were killed in one strike."""
    voice = {k: how.pop(k) for k in ("speaker", "side", "kind", "stance") if k in how}
    words = how.pop("words", f"{number} people were {STRIKE}")
    return Says(words, figures=[Fig(str(number), number, **how)], **voice)


def at_least(number: float, **voice: object) -> Says:
    return Says(
        f"at least {number} people were {STRIKE}",
        figures=[Fig(f"at least {number}", low=number, qualifier="at_least")],
        **voice,
    )


NURSE = {"speaker": "a nurse at the clinic", "kind": "unnamed_source"}
MAYOR = {"speaker": "Mayor Ilo Tan", "kind": "person"}
ARMY = {"speaker": "Ukrainian army", "side": "Ukraine", "kind": "armed_force"}
FOE = {"speaker": "Russian Defence Ministry", "side": "Russia", "kind": "government"}


def test_at_least_three_and_five_agree() -> None:
    assert kinds(document("a.txt", at_least(3, **NURSE)), document("b.txt", toll(5, **MAYOR))) == [
        "corroborates"
    ]


def test_up_to_ten_and_fourteen_do_not() -> None:
    low = Says(
        f"up to 10 people were {STRIKE}", figures=[Fig("up to 10", high=10, qualifier="up_to")], **NURSE
    )
    found = links(document("a.txt", low), document("b.txt", toll(14, **MAYOR)))
    assert [(x.kind, x.aspect) for x in found] == [("contradicts", "number")]


@pytest.mark.parametrize(("ours", "theirs"), [(ARMY, FOE), (FOE, ARMY)])
def test_both_sides_are_treated_alike(ours: dict[str, str], theirs: dict[str, str]) -> None:
    found = links(document("a.txt", toll(5, **ours)), document("b.txt", toll(61, **theirs)))
    assert [(x.kind, x.aspect, x.rule) for x in found] == [("contradicts", "number", "disjoint_bounds")]


def test_the_same_voice_later_updates() -> None:
    first = document("a.txt", toll(9, **MAYOR), published="2025-03-10")
    second = document("b.txt", toll(14, **MAYOR), published="2025-03-12")
    found = links(first, second)
    assert [x.kind for x in found] == ["updates"]
    assert (found[0].source.file, found[0].target.file) == ("b.txt", "a.txt")


def test_a_later_and_higher_toll_of_another_voice_updates() -> None:
    first = document("a.txt", at_least(9, **NURSE), published="2025-03-10")
    second = document("b.txt", toll(14, **MAYOR), published="2025-03-12")
    assert kinds(first, second) == ["updates"]


def test_a_later_and_lower_toll_of_the_other_side_contradicts() -> None:
    first = document("a.txt", toll(30, **ARMY), published="2025-03-10")
    second = document("b.txt", toll(6, **FOE), published="2025-03-12")
    assert kinds(first, second) == ["contradicts"]


def test_taking_a_figure_back_corrects() -> None:
    first = document("a.txt", toll(8, **MAYOR), published="2025-03-10")
    words = f"6 people and not 8 were {STRIKE}, he corrected himself"
    second = document("b.txt", toll(6, words=words, **MAYOR), published="2025-03-11")
    found = links(first, second)
    assert [x.kind for x in found] == ["corrects"] and found[0].source.file == "b.txt"


def test_a_running_total_is_not_a_days_count() -> None:
    day = toll(9, **NURSE)
    total = Says(
        "412 people have been killed in Velisk since January",
        figures=[Fig("412", 412, window=("2025-01-01", "2025-03-10", "since"))],
        **MAYOR,
    )
    found = links(document("a.txt", day, total))
    assert [(x.kind, x.reason_code) for x in found] == [("not_comparable", "cumulative_versus_daily")]


def test_two_running_totals_some_days_apart_update() -> None:
    def total(number: float, until: str) -> Says:
        return Says(
            f"{number} people have been killed in Velisk since January",
            figures=[Fig(str(number), number, window=("2025-01-01", until, "since"))],
            **MAYOR,
        )

    first = document("a.txt", total(412, "2025-03-10"), published="2025-03-10")
    second = document("b.txt", total(430, "2025-03-14"), published="2025-03-14")
    assert kinds(first, second) == ["updates"]


def test_a_weeks_count_is_not_a_nights() -> None:
    night = toll(9, **NURSE)
    week = Says(
        "the week's air strikes on Velisk killed 40 people",
        figures=[Fig("40", 40, window=("2025-03-03", "2025-03-09", "during"))],
        **NURSE,
    )
    codes = [x.reason_code for x in links(document("a.txt", night, week))]
    assert codes == ["different_window"]


def test_soldiers_are_not_civilians() -> None:
    a = toll(9, population="civilian", words=f"9 civilians were {STRIKE}", **FOE)
    b = toll(21, population="military", words=f"21 soldiers were {STRIKE}", **ARMY)
    found = links(document("a.txt", a), document("b.txt", b))
    assert all(x.kind == "not_comparable" and x.reason_code == "different_population" for x in found)


def test_dead_of_two_sides_are_two_questions() -> None:
    a = toll(47, side="Ukraine", speaker="Ukrainian army")
    theirs = Says(
        f"47 men were {STRIKE}", figures=[Fig("47", 47, side="Russia", population="military")], **ARMY
    )
    ours = Says(
        f"61 men were {STRIKE}", figures=[Fig("61", 61, side="Ukraine", population="military")], **FOE
    )
    assert a.side == "Ukraine"
    assert "contradicts" not in kinds(document("a.txt", theirs), document("b.txt", ours))


def test_soldiers_and_militants_are_two_questions_without_any_side() -> None:
    a = Says(f"47 militants were {STRIKE}", figures=[Fig("47 militants", 47, population="military")], **NURSE)
    b = Says(f"61 soldiers were {STRIKE}", figures=[Fig("61 soldiers", 61, population="military")], **MAYOR)
    assert "contradicts" not in kinds(document("a.txt", a), document("b.txt", b))


def test_each_side_counts_the_other_sides_drones() -> None:
    a = Says(
        "42 drones were shot down overnight",
        figures=[Fig("42 drones", 42, measure="intercepted", obj="drone", place=None)],
        **ARMY,
    )
    b = Says(
        "93 drones were shot down overnight",
        figures=[Fig("93 drones", 93, measure="intercepted", obj="drone", place=None)],
        **FOE,
    )
    found = links(document("a.txt", a), document("b.txt", b))
    assert all(x.reason_code == "different_scope" for x in found)


def test_drones_are_not_missiles() -> None:
    a = Says(
        "42 drones were shot down",
        figures=[Fig("42 drones", 42, measure="intercepted", obj="drone")],
        **NURSE,
    )
    b = Says(
        "9 missiles were shot down",
        figures=[Fig("9 missiles", 9, measure="intercepted", obj="missile")],
        **MAYOR,
    )
    assert kinds(document("a.txt", a), document("b.txt", b)) == []


def test_a_part_is_not_the_whole() -> None:
    whole = Says(
        f"14 people were {STRIKE}, including 4 children",
        figures=[Fig("14 people", 14), Fig("4 children", 4, population="children", part_of=0)],
        **NURSE,
    )
    found = links(document("a.txt", whole), document("b.txt", toll(14, **MAYOR)))
    assert [x.kind for x in found] == ["corroborates"]


def test_far_places_have_nothing_to_do_with_each_other() -> None:
    a, b = toll(9, **NURSE), toll(14, place="Tarn", words="14 people were killed in Tarn", **MAYOR)
    assert kinds(document("a.txt", a), document("b.txt", b)) == []


def test_other_days_have_nothing_to_do_with_each_other() -> None:
    late = toll(14, window=("2025-03-25", "2025-03-25", "on"), **MAYOR)
    assert kinds(document("a.txt", toll(9, **NURSE)), document("b.txt", late, published="2025-03-26")) == []


def test_dead_and_wounded_are_not_compared() -> None:
    hurt = toll(14, measure="wounded", words=f"14 people were hurt, and others {STRIKE}", **MAYOR)
    assert kinds(document("a.txt", toll(9, **NURSE)), document("b.txt", hurt)) == []


def test_missing_data_merge_nothing() -> None:
    a = Says("nine people died", figures=[Fig("nine", 9, place=None, window=None)], **NURSE)
    b = Says("fourteen people died", figures=[Fig("fourteen", 14, place=None, window=None)], **MAYOR)
    assert kinds(document("a.txt", a, published=None), document("b.txt", b, published=None)) == []


def test_a_differing_figure_does_not_make_two_events() -> None:
    found = run(document("a.txt", toll(5, **ARMY)), document("b.txt", toll(61, **FOE)))
    assert len(found.accounts) == 1 and len(found.accounts[0].answers) == 2


def test_old_count_quoted_beside_the_new_one() -> None:
    first = document(
        "a.txt", toll(13, measure="wounded", words="13 people were hurt in the air strike on Velisk", **NURSE)
    )
    words = "the number of hurt in the air strike on Velisk rose to 16, up from 13"
    now = Says(words, figures=[Fig("16", 16, measure="wounded"), Fig("13", 13, measure="wounded")], **MAYOR)
    assert kinds(first, document("b.txt", now, published="2025-03-11")) == ["updates"]


def test_evidence_and_reason_come_from_the_rows() -> None:
    link = links(document("a.txt", toll(5, **ARMY)), document("b.txt", toll(61, **FOE)))[0]
    assert {e.text for e in link.evidence} == {"5", "61"}
    assert "Ukrainian army" in link.reason and "no number satisfies both" in link.reason


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("I counted 11 graves of people killed in the air strike on Velisk, not nine", "disputes"),
        ("11 people rather than 9 were killed in the air strike on Velisk", "disputes"),
        ("11 people were killed in the air strike on Velisk, no longer nine", "updates"),
    ],
)
def test_a_number_put_aside_is_that_of_the_other(words: str, kind: str) -> None:
    said = Says(words, figures=[Fig("11", 11)], speaker="an elder", kind="unnamed_source")
    found = links(document("a.txt", toll(9, **MAYOR)), document("b.txt", said))
    assert [(x.kind, x.rule, x.source.file) for x in found] == [(kind, "number_set_aside", "b.txt")]


def test_the_same_four_whatever_they_are_called() -> None:
    a = Says(
        "four men are detained after the blast in Velisk",
        figures=[Fig("four men", 4, measure="detained", population="men")],
        **NURSE,
    )
    b = Says(
        "all four are detained after the blast in Velisk",
        figures=[Fig("four", 4, measure="detained")],
        **MAYOR,
    )
    assert kinds(document("a.txt", a), document("b.txt", b)) == ["corroborates"]


def _compared(a: tuple[str, Reading], b: tuple[str, Reading]) -> str | None:
    """The reason code of the last figure of the one beside the first of the other."""
    one, two = (statements_of(r, n, 0, name)[0] for n, (name, r) in enumerate((a, b)))
    found = questions.compare(one, one.figures[-1], two, two.figures[0])
    return found.code if found is not None else None


def test_a_part_of_the_people_is_a_subset() -> None:
    whole = document("a.txt", toll(28, **NURSE))
    assert _compared(document("b.txt", toll(19, population="women", **FOE)), whole) == "subset"
    figures = [Fig("28", 28), Fig("19 women", 19, population="women", part_of=0)]
    of = document("b.txt", Says(f"28 people were {STRIKE}, 19 women among them", figures=figures, **FOE))
    assert _compared(of, whole) == "subset"
    children = document("b.txt", toll(4, population="children", **FOE))
    assert (
        _compared(children, document("a.txt", toll(9, population="women", **NURSE))) == "different_population"
    )


def test_a_role_in_the_fight_is_no_party() -> None:
    ours = Says(f"2 of our men were {STRIKE}", figures=[Fig("2", 2, side="our")], **ARMY)
    theirs = Says(f"40 enemies were {STRIKE}", figures=[Fig("40", 40, side="enemy")], **ARMY)
    mine, foes = (
        statements_of(document(n, s)[1], 0, 0, n)[0] for n, s in (("a.txt", ours), ("b.txt", theirs))
    )
    assert questions.side(mine, mine.figures[0]) == (True, "Ukraine")
    assert questions.side(foes, foes.figures[0]) == (False, "Ukraine")
