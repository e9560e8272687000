"""Verify says exactly what was altered."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from counterclaim.ledger import Ledger
from tests.ledger.reader import READ, article, item

TEXT = "General Staff said 5 killed by strikes in Kherson on Monday.\n"


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Articles, and a decision."""
    ledger.add([item("k", TEXT), *(item(f"k{i}", article(i)) for i in range(3))], read=READ)
    hit = ledger.search(kind="figure", document=next(ledger.documents()).document.id).hits[0]
    ledger.decide(hit.id, "value", 6, reason="corrected")
    assert ledger.verify().faults == []
    return ledger


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE document SET text = replace(text, '5 killed', '9 killed') WHERE seq = 1", "the text is not"),
        ("UPDATE document SET text_sha256 = 'x' WHERE seq = 1", "SHA-256"),
        ("UPDATE document SET title = 'x' WHERE seq = 1", "reading 1 is not"),
        ("UPDATE document SET published = '2020-01-01' WHERE seq = 1", "reading 1 is not"),
        ("UPDATE document SET decided = false WHERE seq = 1", "mark of people"),
        ("DELETE FROM document WHERE seq = 2", "gone without a takedown"),
        ("UPDATE document SET status = 'removed', text = NULL WHERE seq = 2", "no takedown"),
        ("UPDATE entry SET data = replace(data, 'asserts', 'denies') WHERE seq = 1", "claim was altered"),
        ("UPDATE entry SET data = replace(data, 'asserts', 'nonsense') WHERE seq = 1", "cannot be read"),
        ("UPDATE entry SET starts = 3 WHERE seq = 1", "what searches see (starts)"),
        ("UPDATE entry SET amount = 1 WHERE amount = 6", "what searches see (amount)"),
        ("UPDATE entry SET review = 'rejected' WHERE seq = 1", "what searches see (review)"),
        ("DELETE FROM entry WHERE seq = 1", "altered, missing or added"),
        ("DELETE FROM context WHERE seq = 1", "altered, missing or added"),
        ("UPDATE context SET data = replace(data, 'General', 'Colonel') WHERE seq = 1", "was altered"),
        ("DELETE FROM reading WHERE seq = 1", "its reading is gone"),
        ("DELETE FROM raw", "raw bytes of k are gone"),
        ("UPDATE raw SET data = (SELECT max(data) FROM segment_column), size = 3", "are not those"),
        ("DELETE FROM carrier WHERE document = 1", "no source"),
        (
            "UPDATE log SET payload = replace(payload, 'corrected', 'invented') WHERE seq = 5",
            "contents of entry 5",
        ),
        ("UPDATE log SET who = 'someone' WHERE seq = 3", "entry 3 (add"),
        ("UPDATE log SET payload = NULL WHERE seq = 5", "without a takedown"),
        ("DELETE FROM log WHERE seq = 2", "entry 2 is missing"),
        ("DELETE FROM log WHERE seq = 4", "does not know how"),
    ],
)
def test_an_altered_byte_is_told(full: Ledger, sql: str, says: str) -> None:
    with full.store.writing() as connection:
        if "segment_column" in sql:
            sql = "UPDATE raw SET data = (SELECT r.data FROM raw r ORDER BY r.sha256 LIMIT 1)"
        connection.execute(text(sql))
    found = full.verify()
    assert not found.sound
    assert any(says in fault for fault in found.faults), found.faults
    assert all("\n" not in fault for fault in found.faults)


def test_the_head_of_the_chain_changes_with_every_entry(full: Ledger) -> None:
    before = full.verify()
    full.log("note", {"words": "x"})
    after = full.verify()
    assert (after.entries, after.head != before.head) == (before.entries + 1, True)
