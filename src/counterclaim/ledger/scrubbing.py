"""Deleted words leave the disk: at once if nobody reads, else when the ledger is next opened to be written.

Who reads sees the ledger as it was when they began, so that the database must keep what they may still ask
for. What is left to do is noted in the ledger itself, in the transaction that removes the text: a takedown
that is killed before it has scrubbed is finished by whoever opens the ledger next.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from counterclaim.ledger.schema import property_
from counterclaim.ledger.store import Store

PATIENCE = 10.0  # seconds that a takedown waits for others to have read
_NAME = "to_scrub"


def note(connection: Connection) -> None:
    """Note that words were deleted, in the transaction that deletes them."""
    connection.execute(delete(property_).where(property_.c.name == _NAME))
    connection.execute(property_.insert(), {"name": _NAME, "value": "1"})


def waiting(store: Store) -> bool:
    """Whether deleted words may still lie on the disk."""
    with store.reading() as connection:
        found = connection.execute(select(property_.c.value).where(property_.c.name == _NAME)).first()
    return found is not None


def scrub(store: Store, patience: float | None = None) -> bool:
    """Remove what is left to remove; whether all of it is gone."""
    if not waiting(store):
        return True
    if not store.scrub(PATIENCE if patience is None else patience):
        return False
    with store.writing() as connection:
        connection.execute(delete(property_).where(property_.c.name == _NAME))
    return True
