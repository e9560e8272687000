"""What is no ledger, may not be written, is too new or has no room: one clear line each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from counterclaim.ledger import open_ledger
from counterclaim.ledger.errors import (
    LedgerDamaged,
    LedgerError,
    LedgerFull,
    NewerLedger,
    NoLedger,
    NotALedger,
    ReadOnlyLedger,
)
from counterclaim.ledger.migrate import HEAD, known_revisions
from counterclaim.ledger.schema import VIEWS, metadata
from tests.ledger.reader import READ, article, item


def test_a_ledger_from_a_newer_version_is_refused(address: str) -> None:
    with open_ledger(address, create=True) as ledger, ledger.store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerLedger, match="upgrade"):
        open_ledger(address)


def test_the_migrations_make_the_schema_that_the_code_knows(address: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    assert HEAD in known_revisions()
    with open_ledger(address, create=True) as ledger, ledger.store.reading() as connection:
        known = set(metadata.tables) | {"alembic_version"}
        options = {"include_object": lambda o, name, kind, *_: kind != "table" or name in known}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
        assert [d for d in found if d[0] not in ("remove_table", "remove_index")] == []
        for view in VIEWS:
            assert connection.execute(text(f'SELECT count(*) FROM "{view}"')).scalar_one() == 0


def test_no_ledger_is_made_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(NoLedger, match="counterclaim add"):
        open_ledger(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("not a database, but long enough to have been one" * 10)
    with sqlite3.connect(tmp_path / "b.db") as other:
        other.execute("CREATE TABLE cats (name)")
    other.close()
    with sqlite3.connect(tmp_path / "c.db") as other:
        other.execute("PRAGMA application_id=252006673")
        other.execute("CREATE TABLE layers (name)")
    other.close()
    for name in ("a.txt", "b.db", "c.db"):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(NotALedger):
            open_ledger(tmp_path / name, create=True)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(LedgerError):
        open_ledger(tmp_path, create=True)
    with pytest.raises(NoLedger):
        open_ledger(tmp_path / "no" / "such" / "folder.db", create=True)


def test_a_database_that_cannot_be_reached(new_database: Callable[[], str]) -> None:
    for address in (new_database() + "_none", "postgresql://postgres:secret@127.0.0.1:1/x"):
        with pytest.raises(LedgerError) as told:
            open_ledger(address)
        assert "\n" not in str(told.value) and "secret" not in str(told.value)


def test_reading_only(address: str) -> None:
    with open_ledger(address, create=True) as ledger:
        ledger.add([item("k", article(1))], read=READ)
    with open_ledger(address, read_only=True) as ledger:
        assert ledger.search().total == 3
        assert ledger.verify().sound
        for attempt in (
            lambda: ledger.add([item("k2", article(2))], read=READ),
            lambda: ledger.log("x", {}),
            lambda: ledger.takedown(next(ledger.documents()).document.id, reason="x"),
        ):
            with pytest.raises(ReadOnlyLedger):
                attempt()


def test_a_file_without_the_right_to_write(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add([item("k", article(1))], read=READ)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_ledger(path, read_only=True) as ledger:
            assert ledger.search().total == 3
        if os.geteuid() != 0:
            with pytest.raises(LedgerError), open_ledger(path) as ledger:
                ledger.add([item("k2", article(2))], read=READ)
    finally:
        tmp_path.chmod(0o755)


def test_a_full_disk_keeps_what_was_added(tmp_path: Path) -> None:
    from sqlalchemy import event

    with open_ledger(tmp_path / "l.db", create=True) as ledger:
        ledger.add([item("k", article(1))], read=READ)

        @event.listens_for(ledger.store.engine, "checkout")
        def small(connection: sqlite3.Connection, *_: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count={max(pages, 130)}")

        with pytest.raises(LedgerFull, match="room"):
            ledger.add([item(f"k{i}", article(i)) for i in range(2, 200)], read=READ)
    with open_ledger(tmp_path / "l.db") as ledger:
        assert ledger.verify().sound
        kept = len(list(ledger.documents()))
        assert kept > 1
        summary = ledger.add([item(f"k{i}", article(i)) for i in range(2, 200)], read=READ)
        assert (summary.unchanged, summary.added) == (kept - 1, 199 - kept)


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path, create=True) as ledger:
        ledger.add([item(f"k{i}", article(i)) for i in range(20)], read=READ)
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 30] = os.urandom(4096 * 27)
    path.write_bytes(data)
    try:
        with open_ledger(path) as ledger:
            assert not ledger.verify().sound
    except (LedgerDamaged, NotALedger) as told:
        assert "\n" not in str(told)
