"""A ledger's links and accounts: incremental as from scratch, judgements that survive, pages that are bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger, LedgerError, open_ledger
from counterclaim.ledger.errors import BadDecision, UnknownRow
from counterclaim.reconcile.stored import Stored
from counterclaim.reconcile.update import update_ledger
from tests.ledger.conftest import Clock
from tests.ledger.reader import READ, item

TEXTS = {
    "a": "General Staff said 14 killed by strikes in Kherson on Monday.\n",
    "b": "Defence Ministry said 3 killed by strikes in Kherson on Monday.\n",
    "c": "Mayor said strikes on Monday left 14 killed in the port of Kherson.\n",
    "d": "General Staff said 90 tanks lost at Suva on Monday.\n",
    "e": "Governor said 16 killed by strikes in Kherson on Monday. Mayor said 2 wounded in Kyiv.\n",
    "f": "Defence Ministry denied 14 killed by strikes in Kherson on Monday.\n",
}


def _add(ledger: Ledger, names: str, published: str | None = "2023-05-02") -> None:
    ledger.add(
        [item(n, TEXTS[n], published=published, outlet=f"Outlet {n}", title=None) for n in names], read=READ
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True, who="tester", clock=Clock()) as made:
        yield made


def everything(ledger: Ledger) -> tuple[Any, ...]:
    """All that can be read of a reconciliation, in an order of its own."""
    stored = Stored(ledger)
    links = [x for d in ledger.documents() for x in stored.links_of_document(d.document.id).rows]
    accounts = stored.accounts()
    views = [stored.account(a.id) for a in accounts.rows]
    origins = sorted({stored.origin_of(d.document.id) for d in ledger.documents()})
    return sorted(links, key=lambda x: x.id), accounts, views, origins


def test_an_empty_ledger_and_a_single_document(ledger: Ledger) -> None:
    assert update_ledger(ledger).documents == 0
    assert Stored(ledger).accounts().rows == ()
    _add(ledger, "a")
    done = update_ledger(ledger)
    assert (done.documents, done.links, done.accounts) == (1, 0, 0)


def test_two_counts_of_one_strike(ledger: Ledger) -> None:
    _add(ledger, "abcd")
    done = update_ledger(ledger)
    assert done.accounts == 1
    stored = Stored(ledger)
    (line,) = stored.accounts().rows
    view = stored.account(line.id)
    assert (line.low, line.high, line.origins, line.disjoint_sides) == (3, 14, 3, 3)
    assert [(s.side, s.party, s.high) for s in view.sides] == [
        ("Russia", True, 3), ("Ukraine", True, 14), ("Mayor", False, 14)
    ]  # fmt: skip
    assert {c.outlet for carriers in view.origins for c in carriers} == {"Outlet a", "Outlet b", "Outlet c"}
    low = [a for a in view.account.answers if a.figure in view.account.low_rows]
    assert [a.voice for a in low] == ["Defence Ministry"]
    assert view.account.disputes and stored.disputes().total
    figure = low[0].figure
    assert stored.accounts_resting_on(figure) == 1 == stored.accounts_resting_on(low[0].claim)
    assert [a.id for a in stored.accounts_of(figure).rows] == [line.id]
    assert {x.kind for x in stored.links_of_claim(figure).rows} == {"contradicts"}


def test_nothing_is_merged_on_missing_data(ledger: Ledger) -> None:
    texts = {
        "x": "Mayor said 5 killed.\n",
        "y": "Governor said 9 killed.\n",
        "z": "Halden said nothing happened.\n",
    }
    for published in (None, "2023-05-02"):
        ledger.add(
            [
                item(f"{n}{published}", t, published=published, outlet=None, title=None)
                for n, t in texts.items()
            ],
            read=READ,
        )
        done = update_ledger(ledger)
        assert (done.accounts, Stored(ledger).disputes().total) == (0, 0)


ORDERS: Sequence[Sequence[str]] = (
    ("a", "b", "c", "d", "e", "f"),
    ("abc", "def"),
    ("fed", "cba"),
    ("ae", "bcdf"),
)


@pytest.mark.parametrize("batches", ORDERS)
def test_in_steps_as_from_scratch(ledger: Ledger, batches: Sequence[str]) -> None:
    for names in batches:
        _add(ledger, names)
        update_ledger(ledger)
    in_steps = everything(ledger)
    assert in_steps[0] and in_steps[1].rows
    assert update_ledger(ledger).fresh == 0
    update_ledger(ledger, anew=True)
    assert everything(ledger) == in_steps


def test_in_steps_when_documents_change_and_go(ledger: Ledger) -> None:
    _add(ledger, "abcf")
    update_ledger(ledger)
    ledger.add([item("a", TEXTS["a"].replace("14", "15"), outlet="Outlet a", title=None)], read=READ)
    names = {d.document.outlet: d.document.id for d in ledger.documents() if d.current}
    ledger.takedown(names["Outlet b"], reason="asked")
    done = update_ledger(ledger)
    assert done.gone and done.fresh == 1
    in_steps = everything(ledger)
    update_ledger(ledger, anew=True)
    assert everything(ledger) == in_steps
    assert not any("Defence Ministry said 3" in x.reason for x in in_steps[0])


def test_older_documents_that_come_later(ledger: Ledger) -> None:
    _add(ledger, "bc", "2023-05-03")
    update_ledger(ledger)
    _add(ledger, "a", "2023-05-01")
    _add(ledger, "e", None)
    update_ledger(ledger)
    in_steps = everything(ledger)
    update_ledger(ledger, anew=True)
    assert everything(ledger) == in_steps


def test_a_decision_changes_what_is_compared(ledger: Ledger) -> None:
    _add(ledger, "ab")
    update_ledger(ledger)
    (line,) = Stored(ledger).accounts().rows
    low = Stored(ledger).account(line.id).account.low_rows[0]
    ledger.decide(low, "value", 5, reason="misread")
    assert Stored(ledger).state().waiting == 1
    assert update_ledger(ledger).fresh == 1
    (line,) = Stored(ledger).accounts().rows
    assert line.low == 5


def _claims(ledger: Ledger) -> dict[str, str]:
    return {
        d.document.outlet or "": ledger.reading(d.document.id).claims[0].id
        for d in ledger.documents()
        if d.current
    }


def test_not_the_same_cuts_links_and_accounts_and_survives(ledger: Ledger) -> None:
    _add(ledger, "abc")
    update_ledger(ledger)
    stored, claims = Stored(ledger), _claims(ledger)
    stored.judge(claims["Outlet a"], claims["Outlet b"], "not_same", reason="two strikes")
    assert stored.state().waiting == 2
    stored.judge(claims["Outlet a"], claims["Outlet c"], "same", reason="one strike")
    for anew in (False, True):
        update_ledger(ledger, anew=anew)
        assert stored.disputes().rows == ()  # a ≠ b and a = c: b ≠ c
        (line,) = stored.accounts().rows
        assert {a.voice for a in stored.account(line.id).account.answers} == {"General Staff", "Mayor"}
    assert stored.judgements().total == 2 and ledger.verify().sound


def test_the_same_joins_what_the_rules_keep_apart(ledger: Ledger) -> None:
    _add(ledger, "a")
    text = "Mayor said 20 killed by strikes in Kyiv on Monday.\n"
    ledger.add([item("k", text, outlet="Outlet k", title=None)], read=READ)
    update_ledger(ledger)
    stored, claims = Stored(ledger), _claims(ledger)
    assert stored.accounts().rows == ()
    stored.judge(claims["Outlet a"], claims["Outlet k"], "same", reason="the mayor misspoke")
    update_ledger(ledger)
    assert stored.accounts().rows[0].answers == 2


def test_judgements_that_cannot_all_hold_are_told(ledger: Ledger) -> None:
    _add(ledger, "abc")
    stored, claims = Stored(ledger), _claims(ledger)
    a, b, c = (claims[f"Outlet {n}"] for n in "abc")
    stored.judge(a, b, "same", reason="x", who="Ana")
    stored.judge(b, c, "same", reason="x", who="Ben")
    found = stored.judge(a, c, "not_same", reason="other street", who="Cy")
    assert len(found.conflicts) == 1 and "Cy" in found.conflicts[0] and "Ana" in found.conflicts[0]
    assert update_ledger(ledger).conflicts == list(found.conflicts)
    assert not any({x.source.claim, x.target.claim} == {a, c} for x in stored.links_of_claim(a).rows)
    assert stored.judge(a, c, "same", reason="I was wrong", who="Cy").conflicts == ()


def test_what_cannot_be_judged(ledger: Ledger) -> None:
    _add(ledger, "ab")
    stored, claims = Stored(ledger), _claims(ledger)
    a, b = claims["Outlet a"], claims["Outlet b"]
    with pytest.raises(BadDecision, match="reason"):
        stored.judge(a, b, "same", reason=" ")
    with pytest.raises(BadDecision, match="one claim"):
        stored.judge(a, a, "same", reason="x")
    with pytest.raises(BadDecision, match="verdict"):
        stored.judge(a, b, "maybe", reason="x")  # type: ignore[arg-type]
    with pytest.raises(UnknownRow):
        stored.judge(a, "c-none", "same", reason="x")
    with pytest.raises(LedgerError, match="no account"):
        stored.account("q-none")


def test_taking_a_document_down_takes_its_words_along(ledger: Ledger) -> None:
    _add(ledger, "ab")
    update_ledger(ledger)
    name = next(d.document.id for d in ledger.documents())
    ledger.takedown(name, reason="asked")
    assert Stored(ledger).disputes().rows == () == Stored(ledger).accounts().rows
    assert ledger.verify().sound


def test_pages(ledger: Ledger) -> None:
    _add(ledger, "abcef")
    update_ledger(ledger)
    stored = Stored(ledger)
    whole = stored.disputes(limit=1000)
    assert whole.limit == 500 and whole.total == len(whole.rows) > 2
    one_by_one = [stored.disputes(limit=1, offset=n).rows[0] for n in range(whole.total)]
    assert one_by_one == list(whole.rows)
