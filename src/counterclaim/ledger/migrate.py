"""The schema's versions: makes new ledgers, brings old ones up to date, refuses newer ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from counterclaim._version import __version__
from counterclaim.ledger.errors import NewerLedger, NotALedger, ReadOnlyLedger
from counterclaim.ledger.store import Store

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0004"  # the newest revision in ``migrations/versions``


def revision_of(connection: Connection) -> str | None:
    """The schema version that a database is at; None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return str(found) if found is not None else None


def configuration(connection: Connection | None = None, store: Store | None = None) -> Config:
    """Alembic's configuration, made here: there is no ini file."""
    from alembic.config import Config

    found = Config()
    found.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    found.attributes["connection"], found.attributes["store"] = connection, store
    return found


def known_revisions() -> set[str]:
    """The schema versions that this software knows."""
    from alembic.script import ScriptDirectory

    return {r.revision for r in ScriptDirectory.from_config(configuration()).walk_revisions()}


def prepare(store: Store, *, new: bool) -> None:
    """Make the schema, or bring it up to date. Nothing is imported when it is up to date already."""
    if not new:
        with store.reading() as connection:
            at = revision_of(connection)
        if at == HEAD:
            return
        if at is None:
            raise NotALedger(f"{store.name}: is not a ledger", "name another with --ledger")
        if at not in known_revisions():
            raise NewerLedger(
                f"{store.name}: schema {at} is newer than counterclaim {__version__} (schema {HEAD})",
                "upgrade with: pip install --upgrade counterclaim",
            )
        if store.read_only:
            raise ReadOnlyLedger(
                f"{store.name}: schema {at} must be brought to {HEAD}", "open it once with the right to write"
            )
    from alembic import command

    with store.writing() as connection:
        command.upgrade(configuration(connection, store), "head")
