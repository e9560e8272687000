"""Adding: idempotent, versions, copies, what is kept without being read, what fails."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from counterclaim.intake.formats.items import Failure, Item
from counterclaim.ledger import Ledger, open_ledger
from counterclaim.ledger.copies import jaccard, shingles
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning
from tests.ledger.reader import READ, article, item, reader

TEXT = "General Staff said 5 killed by strikes in Kherson on Monday.\n\nDefence Ministry denied firing on Kherson.\n"
UKRAINIAN = (
    "Троє мирних жителів загинули в понеділок унаслідок обстрілу міста, повідомив голова області. "
    "За його словами, удару було завдано вночі, а постраждалих доставлено до лікарні.\n"
)


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    items = [item(f"k{i}", article(i)) for i in range(5)]
    first = ledger.add(items, read=READ)
    assert (first.added, first.claims, first.failed) == (5, 15, [])
    entries = ledger.entries()
    again = ledger.add(items, read=READ)
    assert (again.added, again.unchanged) == (0, 5)
    assert ledger.entries() == entries
    assert ledger.verify().sound


def test_a_source_twice_in_one_file_does_not_change_back_and_forth(ledger: Ledger) -> None:
    edited = TEXT.replace("5 killed", "7 killed")
    both = [item("k", TEXT), item("other", article(1)), item("k", edited)]
    ledger.add(both, read=READ)
    assert (again := ledger.add(both, read=READ)).unchanged == 3 and again.new_versions == 0
    assert ledger.search(measure="killed", place="Kherson").hits[0].amount == 7.0


def test_an_edit_that_is_taken_back_is_a_new_version(ledger: Ledger) -> None:
    edited = TEXT.replace("5 killed", "7 killed")
    for text in (TEXT, edited):
        ledger.add([item("k", text)], read=READ)
    summary = ledger.add([item("k", TEXT), item("other", article(1))], read=READ)
    assert (summary.seen, summary.unchanged, summary.new_versions, summary.added) == (2, 0, 1, 1)
    killed = ledger.search(measure="killed", place="Kherson")
    assert [hit.amount for hit in killed.hits] == [5.0]
    assert ledger.verify().sound


def test_a_reading_comes_back_byte_for_byte(ledger: Ledger) -> None:
    ledger.add([item("k", TEXT + "Mayor said Mr Oslan was among them.")], read=READ)
    found = next(ledger.documents())
    made = READ(found.document, ())
    assert ledger.reading(found.document.id).to_json() == made.to_json()
    assert len(made.persons) == len(made.relations) == 1


def test_the_real_reader_too(ledger: Ledger) -> None:
    import counterclaim

    text = (
        "Three people were killed in Kherson on Monday, the governor said. The ministry denied the attack.\n"
    )
    ledger.add([item("k", text)])
    made = counterclaim.read(text, published="2023-05-02", outlet="Halden")
    assert ledger.reading(made.document.id).to_json() == made.to_json()


def test_another_text_under_the_same_key_is_a_new_version(ledger: Ledger) -> None:
    ledger.add([item("https://example.org/a", TEXT)], read=READ)
    edited = TEXT.replace("5 killed", "7 killed").replace("Defence Ministry denied firing on Kherson.\n", "")
    summary = ledger.add([item("https://example.org/a", edited)], read=READ)
    assert (summary.added, summary.new_versions) == (0, 1)
    old, new = ledger.documents()
    assert (old.current, new.current) == (False, True)
    assert [h.document for h in ledger.search(measure="killed").hits] == [new.document.id]
    first, second = ledger.history(new.document.id).versions
    assert (first.version, second.version, first.changes) == (1, 2, [])
    told = {(c.what, c.kind): c for c in second.changes}
    assert told["changed", "figure"].fields["value"] == (5, 7)
    assert told["vanished", "claim"].words == "firing on Kherson"
    assert ledger.verify().sound


def test_an_edit_taken_back_is_a_version_with_the_first_text(ledger: Ledger) -> None:
    for text in (TEXT, TEXT.replace("5", "6"), TEXT):
        ledger.add([item("k", text)], read=READ)
    assert [h.amount for h in ledger.search(measure="killed").hits] == [5.0]
    assert [v.version for v in ledger.history(next(ledger.documents()).document.id).versions] == [1, 2, 3]
    assert ledger.verify().sound


def test_one_text_under_two_keys_is_one_document_with_two_sources(ledger: Ledger) -> None:
    summary = ledger.add([item("file:a.txt", TEXT), item("file:b.txt", TEXT)], read=READ)
    assert (summary.added, summary.copies) == (2, 1)
    (found,) = ledger.documents()
    shown = ledger.show(found.document.id)
    assert [c.key for c in shown.carriers] == ["file:a.txt", "file:b.txt"]
    assert ledger.search(measure="killed").total == 1


def test_a_wire_story_in_ten_outlets_is_one_origin(ledger: Ledger) -> None:
    wire = " ".join(f"word{i}" for i in range(120)) + " General Staff said 5 killed in Kherson."
    items = [
        item(f"k{i}", wire + (f"\n\nFor outlet {i}." if i % 2 else ""), outlet=f"O{i}") for i in range(10)
    ]
    summary = ledger.add([*items, item("other", article(1))], read=READ)
    assert (summary.added, summary.copies) == (11, 9)
    groups = {d.origin_group for d in ledger.documents()}
    assert groups == {1, 11}
    first = next(ledger.documents())
    assert len(ledger.show(first.document.id).copies) == 9


@pytest.mark.parametrize("changed", range(0, 40, 4))
def test_copies_are_those_of_jaccard_four_fifths(tmp_path: Path, changed: int) -> None:
    words = [f"word{i}" for i in range(200)]
    other = words[: 200 - changed] + [f"new{i}" for i in range(changed)]
    texts = [" ".join(words), " ".join(other)]
    share = jaccard(*(shingles(t) for t in texts))
    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        summary = ledger.add([item(f"k{i}", t, outlet=f"O{i}") for i, t in enumerate(texts)], read=READ)
        assert summary.copies == (share >= 0.8)


def test_a_language_without_a_reader_is_kept_and_found(ledger: Ledger) -> None:
    summary = ledger.add([item("uk", UKRAINIAN), item("en", TEXT)], read=READ)
    assert (summary.added, summary.kept_not_read, summary.failed) == (2, 1, [])
    kept = next(ledger.documents())
    assert (kept.status, kept.document.language) == ("kept", "uk")
    assert ledger.reading(kept.document.id).claims == ()
    assert [d.id for d in ledger.find_documents("ОБСТРІЛУ міста")] == [kept.document.id]
    assert ledger.verify().sound


def test_one_bad_item_never_costs_the_others(ledger: Ledger) -> None:
    def sometimes(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
        if "explode" in document.text:
            raise ZeroDivisionError("no")
        return READ(document, warnings)

    items = [
        Item(key="file:a.bin", data=b"%PDF-1.4 \x00\x01"),
        item("good", TEXT),
        Failure("b.gz", "is cut off"),
        item("nul", "General Staff said\x00 no."),
        item("half", "General Staff said \ud800 no."),
        item("empty", "  \n"),
        item("date", TEXT, published="2023-02-31"),
        item("explode", "General Staff said explode."),
        Item(key="file:c.html", data=b"<html><body><p>Mayor said the bridge held.</p></body></html>"),
    ]
    summary = ledger.add(items, read=sometimes)
    assert summary.added == 2
    assert [f.name for f in summary.failed] == ["a.bin", "b.gz", "nul", "half", "empty", "date", "explode"]
    assert all("\n" not in f.reason and f.reason for f in summary.failed)
    assert ledger.verify().sound


def test_a_reading_with_wrong_spans_is_refused(ledger: Ledger) -> None:
    def wrong(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
        made = READ(document, warnings)
        text = msgspec.structs.replace(document, text="x" + document.text[1:][::-1])
        return msgspec.structs.replace(made, document=text)

    summary = ledger.add([item("k", TEXT)], read=wrong)
    assert summary.added == 0 and "spans" in summary.failed[0].reason


def test_hashes_and_raw_bytes_are_kept(ledger: Ledger) -> None:
    import hashlib

    data = "\ufeffMayor said the bridge held.\r\nIt rained.".encode()
    ledger.add([Item(key="file:a.txt", data=data)], read=READ)
    (found,) = ledger.documents()
    assert found.document.text == "Mayor said the bridge held.\nIt rained."
    shown = ledger.show(found.document.id)
    assert shown.carriers[0].raw_sha256 == hashlib.sha256(data).hexdigest()
    assert ledger.raw(found.document.id) == data


def test_rereading_keeps_decisions_and_says_what_changes(ledger: Ledger) -> None:
    ledger.add([item("k", TEXT), item("k2", article(3))], read=READ)
    (hit,) = ledger.search(measure="killed", document=next(ledger.documents()).document.id).hits
    ledger.decide(hit.id, "value", 6, reason="the agency corrected it")
    newer = reader("2", measure=lambda word: "casualties" if word == "killed" else word)
    before = ledger.entries()
    planned = list(ledger.reread(dry_run=True, read=newer))
    assert ledger.entries() == before
    assert len(planned) == 2
    assert planned[0].changes[0].fields["measure"] == ("killed", "casualties")
    assert list(ledger.reread(read=newer)) == planned
    assert ledger.search(measure="killed").total == 0
    assert 6.0 in [h.amount for h in ledger.search(measure="casualties").hits]
    assert ledger.verify().sound
    assert list(ledger.reread(read=newer)) == []


def test_rows_that_a_person_decided_on_outlive_a_reader_that_misses_them(ledger: Ledger) -> None:
    ledger.add([item("k", TEXT)], read=READ)
    (hit,) = ledger.search(measure="killed").hits
    ledger.decide(hit.id, "review", "confirmed", reason="seen in the bulletin")

    def blind(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
        return msgspec.structs.replace(
            READ(document, warnings), figures=(), claims=(), events=(), relations=()
        )

    (told,) = ledger.reread(read=blind)
    assert told.kept == [hit.id]
    (kept,) = ledger.search(measure="killed").hits
    assert (kept.id, kept.review, kept.speaker) == (hit.id, "confirmed", "General Staff")
    assert ledger.verify().sound
