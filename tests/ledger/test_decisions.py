"""Decisions of people: side by side with the reader's values, undone by another decision, logged for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from counterclaim.ledger import Ledger, open_ledger, scrubbing
from counterclaim.ledger.errors import BadDecision, LedgerError, UnknownRow
from counterclaim.ledger.schema import document
from counterclaim.ledger.search import Hit
from tests.ledger.reader import READ, article, item

TEXT = "General Staff said 5 killed by strikes in Kherson on Monday.\n\nDefence Ministry denied firing on Kyiv.\n"


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Two articles."""
    ledger.add([item("k", TEXT), item("other", article(2))], read=READ)
    return ledger


def killed(ledger: Ledger, **more: Any) -> Hit:  # noqa: ANN401
    return ledger.search(measure="killed", place="Kherson", **more).hits[0]


def test_the_readers_value_stays_beside_a_persons(full: Ledger) -> None:
    hit = killed(full)
    entry = full.decide(hit.id, "value", 7, reason="the agency's correction", who="ana")
    shown = full.show(hit.id)
    assert shown.row["value"] == 5
    assert shown.human["value"]["value"] == 7 and shown.human["value"]["who"] == "ana"
    assert shown.review == "corrected"
    assert (shown.decisions[-1]["old"], shown.decisions[-1]["new"]) == (5, 7)
    assert killed(full).amount == 7.0
    assert full.reading(hit.document).figures[0].value == 5
    assert full.reading(hit.document, decisions=True).figures[0].value == 7
    assert full.verify().sound
    back = full.undo(entry, reason="it was another strike")
    assert killed(full).amount == 5.0 and full.show(hit.id).review == "machine"
    full.undo(back, reason="it was this one after all")
    assert killed(full).amount == 7.0
    with pytest.raises(BadDecision, match="already"):
        full.undo(back, reason="again")
    assert full.verify().sound


def test_rejected_rows_are_not_found_unless_asked_for(full: Ledger) -> None:
    hit = killed(full)
    full.decide(hit.id, "review", "rejected", reason="an old story")
    assert full.search(measure="killed", document=hit.document).total == 0
    assert full.search(measure="killed", review="rejected").total == 1
    assert full.reading(hit.document, decisions=True).figures == ()
    assert full.reading(hit.document, decisions=True).claims[0].figures == ()
    assert full.verify().sound


def test_a_decision_on_an_actor_reaches_its_claims(full: Ledger) -> None:
    made = full.reading(killed(full).document)
    actor = next(a for a in made.actors if a.name == "General Staff")
    full.decide(f"{made.document.id}/{actor.id}", "side", "Halden", reason="test of sides")
    assert {h.document for h in full.search(side="Halden").hits} == {made.document.id}
    assert full.search(side="Halden", measure="killed").total == 1
    assert full.verify().sound


def test_speakers_may_be_named(full: Ledger) -> None:
    hit = killed(full)
    claim = full.reading(hit.document).figures[0].claim
    full.decide(claim, "speaker", "Defence Ministry", reason="misread")
    assert killed(full).speaker == "Defence Ministry"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("measure", "vibes", "figure"),
        ("colour", "red", "no field"),
        ("value", "many", "figure"),
        ("review", "maybe", "none of the statuses"),
        ("span", {"start": 0, "end": 5}, "cannot be set"),
        ("claim", "c-none", "cannot be set"),
        ("place", "Atlantis", "no row"),
        ("by", "a-none", "no row"),
        ("affected.population", "elves", "figure"),
    ],
)
def test_decisions_that_cannot_be_taken(full: Ledger, field: str, value: object, says: str) -> None:
    before = full.entries()
    with pytest.raises(BadDecision, match=says):
        full.decide(killed(full).id, field, value, reason="x")
    with pytest.raises(BadDecision, match="reason"):
        full.decide(killed(full).id, "value", 3, reason=" ")
    assert full.entries() == before


def test_rows_that_the_reader_missed(full: Ledger) -> None:
    document = killed(full).document
    text = full.reading(document).document.text
    at = text.index("firing")
    claim = full.add_row(
        document, "claim", at, at + 6, reason="missed", speaker="General Staff", stance="accuses"
    )
    figure = full.add_row(
        document, "figure", at, at + 6, reason="missed", claim=claim, measure="shelling_attacks", value=1
    )
    place = full.add_row(
        document, "place", text.index("Kyiv"), text.index("Kyiv") + 4, reason="m", country="UA"
    )
    old = full.reading(document).claims[0].id
    link = full.add_row(
        document, "relation", at, at + 6, reason="m",
        relation={"from": claim, "to": old, "kind": "supports", "reason": "same words"},
    )  # fmt: skip
    assert full.search(stance="accuses").hits[0].id == claim
    assert full.search(words="firing", stance="accuses").total == 1
    assert full.search(measure="shelling_attacks").hits[0].speaker == "General Staff"
    made = full.reading(document, decisions=True)
    assert made.broken_spans() == []
    assert next(c for c in made.claims if c.id == claim).figures == (figure,)
    assert made.relations[-1].source == claim and place in {p.id for p in made.places}
    assert full.show(link).kind == "relation"
    assert full.verify().sound
    added = next(e.seq for e in full.entries() if e.row == claim)
    with pytest.raises(BadDecision, match="undo that one first"):
        full.undo(added, reason="x")
    full.undo(next(e.seq for e in full.entries() if e.row == figure), reason="x")
    assert full.search(measure="shelling_attacks").total == 0
    assert full.verify().sound
    for start, end in ((-1, 4), (5, 5), (0, 10_000)):
        with pytest.raises(BadDecision):
            full.add_row(document, "claim", start, end, reason="x")


def test_an_added_figure_belongs_to_the_claim_that_says_it(full: Ledger) -> None:
    hit = killed(full)
    start = TEXT.index("strikes")
    added = full.add_row(
        hit.document, "figure", start, start + 7, reason="several strikes", measure="attacks"
    )
    shown = full.show(added)
    assert shown.row["claim"] == full.show(hit.id).row["claim"]
    assert shown.named[shown.row["claim"]].startswith("asserts “")
    start = TEXT.index("Ministry")
    with pytest.raises(BadDecision, match="no claim of the document holds"):
        full.add_row(hit.document, "figure", start, start + 8, reason="none")


def test_ids_in_a_row_are_shown_in_words(full: Ledger) -> None:
    shown = full.show(killed(full).id)
    assert shown.named[shown.row["place"]] == "Kherson"
    assert shown.id not in shown.named


def test_rows_may_be_added_to_a_document_that_was_not_read(ledger: Ledger) -> None:
    text = "Троє мирних жителів загинули в понеділок унаслідок обстрілу міста, повідомив голова області сьогодні.\n"
    ledger.add([item("uk", text)], read=READ)
    found = next(ledger.documents())
    claim = ledger.add_row(found.document.id, "claim", 0, 65, reason="by hand")
    figure = ledger.add_row(
        found.document.id, "figure", 0, 4, reason="by hand", claim=claim, measure="killed", value=3
    )
    assert ledger.search(min=3).hits[0].id == figure
    assert ledger.verify().sound


def test_takedown_leaves_a_tombstone_and_nothing_else(ledger: Ledger, address: str) -> None:
    secret = "Xyzzyqua said 5 killed by strikes in Plughville near Kherson. Mr Frobozzle fell."
    about = {"title": "Xyzzyqua speaks", "url": "https://example.org/xyzzyqua"}
    ledger.add([item("other", article(1)), item("https://example.org/xyzzyqua", secret, **about)], read=READ)
    (hit,) = ledger.search(speaker="Xyzzyqua", kind="claim").hits
    ledger.decide(hit.id, "note", "Xyzzyqua is a witness", reason="who Xyzzyqua is")
    with pytest.raises(BadDecision, match="document"):
        ledger.takedown(hit.id, reason="x")
    assert ledger.takedown(hit.document, reason="a witness asked") == []
    assert ledger.search(speaker="Xyzzyqua").total == 0
    assert ledger.find_documents("Plughville") == []
    shown = ledger.show(hit.document)
    assert (shown.status, shown.title, shown.rows) == ("removed", None, {})
    assert len(shown.text_sha256) == 64
    found = ledger.verify()
    assert found.faults == []
    again = ledger.add([item("https://example.org/xyzzyqua", secret, **about)], read=READ)
    assert (again.added, again.taken_down) == (0, 1)
    with pytest.raises((UnknownRow, LedgerError)):
        ledger.raw(hit.document)
    ledger.close()
    if "://" not in address:
        for file in Path(address).parent.iterdir():
            left = file.read_bytes().lower()
            for word in (b"xyzzyqua", b"plughville", b"frobozzle"):
                assert word not in left, f"{word!r} is still in {file.name}"


def test_words_that_others_still_read_go_when_the_ledger_is_opened_next(
    ledger: Ledger, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 0.2)
    ledger.add([item("a", article(1)), item("b", "Xyzzyqua said 5 were killed near Kherson.")], read=READ)
    (hit,) = ledger.search(speaker="Xyzzyqua", kind="claim").hits
    with open_ledger(address) as other, other.store.reading() as connection:
        connection.execute(select(document.c.id)).all()
        ledger.takedown(hit.document, reason="a witness asked")
        assert not ledger.scrubbed
        (fault,) = ledger.verify().faults
        assert "may still lie on the disk" in fault
    ledger.close()
    with open_ledger(address) as again:
        assert again.scrubbed
        assert again.verify().sound
        if "://" not in address:
            for file in Path(address).parent.iterdir():
                assert b"xyzzyqua" not in file.read_bytes().lower(), file.name


def test_copies_that_remain_after_a_takedown_are_named(ledger: Ledger) -> None:
    words = " ".join(f"w{i}" for i in range(50))
    ledger.add([item("a", words), item("b", words, outlet="Tarn")], read=READ)
    one, other = (d.document.id for d in ledger.documents())
    assert ledger.takedown(one, reason="x") == [other]
    summary = ledger.add([item("c", words + " more", outlet="Velm")], read=READ)
    assert summary.copies == 1
    assert ledger.verify().sound


def test_what_others_do_is_logged(full: Ledger) -> None:
    full.log("export", {"format": "csv", "unredacted": True})
    last = full.entries()[-1]
    assert (last.action, last.who, last.payload) == (
        "export",
        "tester",
        {"format": "csv", "unredacted": True},
    )
    assert full.verify().sound
