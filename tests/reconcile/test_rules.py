"""Denials, copies, relays, rival accounts; what holds whatever the order of the input."""

from __future__ import annotations

import itertools

import pytest

import counterclaim
from counterclaim.model.reading import Reading
from counterclaim.reconcile import reconcile
from counterclaim.reconcile.accounts import order
from tests.reconcile.helpers import Ev, Fig, Says, document, kinds, links, run

ARMY = {"speaker": "Ukrainian army", "side": "Ukraine", "kind": "armed_force"}
FOE = {"speaker": "Russian Defence Ministry", "side": "Russia", "kind": "government"}
PEOPLE = {"speaker": "two residents", "kind": "unnamed_source"}


def strike(by: str = "Russia", **voice: object) -> Says:
    return Says(
        "the Russian air force bombed the grain market in Velisk", events=[Ev("bombed", actor=by)], **voice
    )


def denial(**voice: object) -> Says:
    return Says(
        "its aircraft had bombed the grain market in Velisk", stance="denies",
        events=[Ev("bombed", status="denied")], **voice,
    )  # fmt: skip


def test_a_denial_acts_on_the_accusation() -> None:
    found = links(document("a.txt", strike(**ARMY)), document("b.txt", denial(**FOE), published="2025-03-11"))
    assert [(x.kind, x.source.file, x.target.file) for x in found] == [("denies", "b.txt", "a.txt")]


def test_a_denial_finds_its_accusation_among_others() -> None:
    other = Says("the bridge at Orlan is closed to lorries", **ARMY)
    found = links(document("a.txt", other, strike(**ARMY)), document("b.txt", denial(**FOE)))
    assert [x.target.claim for x in found if x.kind == "denies"] == ["c1"]


@pytest.mark.parametrize(("accuser", "accused", "by"), [(ARMY, FOE, "Russia"), (FOE, ARMY, "Ukraine")])
def test_denials_of_both_sides(accuser: dict[str, str], accused: dict[str, str], by: str) -> None:
    said = Says("aircraft bombed the grain market in Velisk", events=[Ev("bombed", actor=by)], **accuser)
    assert "denies" in kinds(document("a.txt", said), document("b.txt", denial(**accused)))


def test_nobody_denies_himself() -> None:
    assert "denies" not in kinds(document("a.txt", strike(**FOE)), document("b.txt", denial(**FOE)))


def test_no_comment_is_no_denial() -> None:
    silent = Says(
        "it neither confirmed nor denied that aircraft had bombed the grain market in Velisk", **FOE
    )
    assert "denies" not in kinds(document("a.txt", strike(**ARMY)), document("b.txt", silent))


def test_a_demand_is_no_denial() -> None:
    wish = Says("nobody should bomb the grain market in Velisk", stance="demands", **FOE)
    assert kinds(document("a.txt", strike(**ARMY)), document("b.txt", wish)) == []


def test_wrong_figures_are_disputed_wherever_they_were_given() -> None:
    given = Says(
        "900 soldiers were killed near Velisk", figures=[Fig("900", 900, population="military")], **ARMY
    )
    words = "Ukraine's figures for the soldiers killed near Velisk are wrong"
    wrong = Says(words, stance="disputes", events=[Ev("killed", "other")], **FOE)
    found = links(document("a.txt", given), document("b.txt", wrong))
    assert [(x.kind, x.aspect, x.source.file) for x in found] == [("disputes", "number", "b.txt")]


def test_copies_are_one_origin() -> None:
    long = [Says(f"the {n} battalion of the brigade left its camp near the river at dawn", **ARMY) for n in
            ("first", "second", "third", "fourth")]  # fmt: skip
    found = run(document("a.txt", *long, outlet="Ukrainian army"), document("b.txt", *long))
    assert found.origins == (("a.txt", "b.txt"),)
    assert [x.kind for x in found.links] == ["same_origin"] * 4


def test_different_texts_are_not_one_origin() -> None:
    found = run(document("a.txt", strike(**ARMY)), document("b.txt", denial(**FOE)))
    assert found.origins == ()


def test_the_press_repeats_a_party() -> None:
    own = Says(
        "93 drones were shot down over Velisk",
        None,
        figures=[Fig("93 drones", 93, measure="intercepted", obj="drone")],
    )
    told = Says(
        "it downed 93 drones over Velisk",
        figures=[Fig("93 drones", 93, measure="intercepted", obj="drone")],
        **ARMY,
    )
    found = links(document("a.txt", own, outlet="Armed Forces of Ukraine"), document("b.txt", told))
    assert [(x.kind, x.source.file, x.target.file) for x in found] == [("repeats", "b.txt", "a.txt")]


def test_another_number_is_not_repeated() -> None:
    own = Says(
        "93 drones were shot down over Velisk",
        None,
        figures=[Fig("93 drones", 93, measure="intercepted", obj="drone")],
    )
    told = Says(
        "it downed 40 drones over Velisk",
        figures=[Fig("40 drones", 40, measure="intercepted", obj="drone")],
        **ARMY,
    )
    assert "repeats" not in kinds(
        document("a.txt", own, outlet="Armed Forces of Ukraine"), document("b.txt", told)
    )


def test_each_side_says_the_other_fired() -> None:
    a = Says(
        "Russian troops opened fire on the ferry at Velisk",
        events=[Ev("opened fire", "shooting", actor="Russia")],
        **ARMY,
    )
    b = Says(
        "Ukrainian troops opened fire on the ferry at Velisk",
        events=[Ev("opened fire", "shooting", actor="Ukraine")],
        **FOE,
    )
    found = links(document("a.txt", a), document("b.txt", b))
    assert [(x.kind, x.aspect) for x in found] == [("contradicts", "perpetrator")]


def test_a_third_voice_has_both_sides_firing() -> None:
    a = Says(
        "Russian troops opened fire on the ferry at Velisk",
        events=[Ev("opened fire", "shooting", actor="Russia")],
        **ARMY,
    )
    third = Says(
        "both sides opened fire at the ferry in Velisk", events=[Ev("opened fire", "shooting")], **PEOPLE
    )
    found = links(document("a.txt", a), document("b.txt", third))
    assert [(x.kind, x.aspect, x.source.file) for x in found] == [("disputes", "perpetrator", "b.txt")]


def test_two_sides_hold_one_town() -> None:
    a = Says("Velisk is under our control", **ARMY)
    b = Says("Velisk has been entirely under our control since Monday", **FOE)
    found = links(
        document("a.txt", a, Says("x is", events=[Ev("x")])),
        document("b.txt", b, Says("x is", events=[Ev("x")])),
    )
    assert ("contradicts", "control") in [(x.kind, x.aspect) for x in found]


def test_a_cause_ruled_out_is_disputed() -> None:
    blast = Says(
        "the warehouse in Velisk was destroyed by stored explosives",
        events=[Ev("destroyed", "bombing")],
        **FOE,
    )
    expert = Says(
        "the crater at the warehouse in Velisk shows a glide bomb rather than explosives", stance="assesses",
        speaker="Edda Holm", kind="person", events=[Ev("bomb", "bombing")],
    )  # fmt: skip
    found = links(document("a.txt", blast), document("b.txt", expert))
    assert [(x.kind, x.aspect, x.source.file) for x in found] == [("disputes", "cause", "b.txt")]


def test_different_events_get_no_link() -> None:
    a = Says(
        "the Russian air force bombed the grain market in Velisk",
        events=[Ev("bombed", actor="Russia")],
        **ARMY,
    )
    b = Says(
        "a mine killed a farmer", figures=[Fig("a farmer", 1, place="Tarn", window=("2025-02-01", "2025-02-01", "on"))],
        events=[Ev("mine", "bombing", place="Tarn", day="2025-02-01")], **FOE,
    )  # fmt: skip
    assert kinds(document("a.txt", a), document("b.txt", b)) == []


def test_a_readings_relations_enter_as_links() -> None:
    a, b = Says("the bridge stands", **ARMY), Says("that is a fairy tale", stance="denies", **FOE)
    found = links(document("a.txt", a, b, relations=((1, 0, "denies"),)))
    assert [(x.kind, x.rule, x.source.claim) for x in found] == [("denies", "within_document", "c1")]


def test_headlines_are_not_linked() -> None:
    head = strike(**ARMY)
    head.part = "headline"
    assert kinds(document("a.txt", head), document("b.txt", denial(**FOE))) == []


def test_nothing_in_nothing_out() -> None:
    found = reconcile([])
    assert (found.links, found.origins, found.accounts) == ((), (), ())


def test_one_document_alone() -> None:
    assert kinds(document("a.txt", strike(**ARMY))) == []


def test_claims_without_date_or_place() -> None:
    bare = Says("the grain market was bombed", **PEOPLE)
    assert kinds(
        document("a.txt", bare, published=None, outlet=None),
        document("b.txt", bare, published=None, outlet=None),
    ) != ["contradicts"]


DOSSIER = (
    document("a.txt", strike(**ARMY), Says("9 people were killed in the air strike on Velisk", figures=[Fig("9", 9)], **ARMY)),
    document("b.txt", denial(**FOE), published="2025-03-11"),
    document("c.txt", Says("14 people were killed in the air strike on Velisk", figures=[Fig("14", 14)], **PEOPLE), published="2025-03-12"),
)  # fmt: skip


@pytest.mark.parametrize("documents", list(itertools.permutations(DOSSIER)))
def test_the_order_of_the_input_does_not_matter(documents: tuple[tuple[str, Reading], ...]) -> None:
    assert run(*documents) == run(*DOSSIER)


def test_twice_the_same() -> None:
    assert run(*DOSSIER) == run(*DOSSIER)


def test_link_ids_do_not_depend_on_other_documents() -> None:
    alone = {x.id for x in links(*DOSSIER[:2])}
    assert alone <= {x.id for x in links(*DOSSIER)}


def test_every_link_explains_itself() -> None:
    for link in links(*DOSSIER):
        assert link.reason.endswith(".") and link.rule and link.evidence and 0 < link.score <= 1
        assert link.source != link.target


def test_accounts_count_origins_not_carriers() -> None:
    said = Says("14 people were killed in the air strike on Velisk", figures=[Fig("14", 14)], **ARMY)
    other = Says("3 people were killed in the air strike on Velisk", figures=[Fig("3", 3)], **FOE)
    carriers = [document("a.txt", said, outlet="Armed Forces of Ukraine"), document("b.txt", said)]
    found = run(*carriers, document("c.txt", said), document("d.txt", other))
    assert [a.origins for a in found.accounts] == [2]
    assert {frozenset(c) for c in found.accounts[0].carriers} == {
        frozenset(("a.txt", "b.txt", "c.txt")),
        frozenset(("d.txt",)),
    }


def test_one_voice_that_nobody_disputes_is_no_contest() -> None:
    said = Says("14 people were killed in the air strike on Velisk", figures=[Fig("14", 14)], **ARMY)
    assert run(document("a.txt", said), document("b.txt", said)).accounts == ()


def test_accounts_list_their_rows_and_disputes() -> None:
    a = Says("5 people were killed in the air strike on Velisk", figures=[Fig("5", 5)], **ARMY)
    b = Says("61 people were killed in the air strike on Velisk", figures=[Fig("61", 61)], **FOE)
    account = run(document("a.txt", a), document("b.txt", b)).accounts[0]
    assert (account.low, account.high, account.disjoint_sides, account.origins) == (5, 61, 2, 2)
    assert len(account.rows) == 2 and account.disputes


def test_the_most_contested_question_comes_first() -> None:
    a = [Says("5 people were killed in the air strike on Velisk", figures=[Fig("5", 5)], **ARMY)]
    b = [Says("61 people were killed in the air strike on Velisk", figures=[Fig("61", 61)], **FOE)]
    calm = [
        Says("7 people were hurt at Tarn", figures=[Fig("7", 7, measure="wounded", place="Tarn")], **PEOPLE)
    ]
    same = [
        Says(
            "7 people were hurt at Tarn",
            figures=[Fig("7", 7, measure="wounded", place="Tarn")],
            speaker="Mayor Ilo Tan",
            kind="person",
        )
    ]
    accounts = run(document("a.txt", *a, *calm), document("b.txt", *b, *same)).accounts
    assert [x.disjoint_sides for x in accounts] == sorted((x.disjoint_sides for x in accounts), reverse=True)
    assert order(reversed(accounts)) == list(accounts)


def test_from_texts_to_links() -> None:
    army = counterclaim.read(
        "KYIV, March 10 - The Ukrainian army said on Monday that Russian aircraft had bombed a market in Kupiansk "
        "on Sunday and killed 12 people.\n",
        published="2025-03-10", outlet="Halden Wire",
    )  # fmt: skip
    ministry = counterclaim.read(
        "The Russian Defence Ministry denied that its aircraft had bombed a market in Kupiansk on Sunday.\n",
        published="2025-03-11", outlet="Oster Post",
    )  # fmt: skip
    found = reconcile([army, ministry], names=["a.txt", "b.txt"]).links
    assert [(x.kind, x.source.file, x.target.file) for x in found] == [("denies", "b.txt", "a.txt")]


def test_an_estimate_its_denial_its_revision_and_a_copy_are_one_account() -> None:
    estimate = (
        "WASHINGTON, May 1 - The White House said on Monday that it estimated that Russia had suffered 90,000 "
        "casualties in Ukraine since December. The estimate was based on newly declassified intelligence, an official "
        "told reporters in the briefing room, without saying how the number had been reached or by whom.\n"
    )
    denied = (
        "MOSCOW, May 2 - Russia's Defence Ministry on Tuesday rejected the White House's figures on Russian losses "
        'in Ukraine. "Washington\'s estimate of 90,000 casualties is fiction," a ministry spokesman said.\n'
    )
    revised = (
        "LONDON, May 20 - Britain's Defence Ministry estimates that Russia has suffered 130,000 casualties in Ukraine "
        "since December, it said on Saturday.\n"
    )
    texts = {"a.txt": (estimate, "2023-05-01"), "b.txt": (denied, "2023-05-02"), "c.txt": (revised, "2023-05-20"),
             "d.txt": (estimate, "2023-05-01")}  # fmt: skip
    made = [counterclaim.read(text, published=day) for text, day in texts.values()]
    found = reconcile(made, names=list(texts))
    account = found.accounts[0]
    assert found.origins == (("a.txt", "d.txt"),)
    assert account.side == "Russia" and account.origins == 2
    assert [set(c) for c in account.carriers] == [{"a.txt", "d.txt"}, {"c.txt"}]
    assert account.disputes and (account.low, account.high) == (90000, 130000)
