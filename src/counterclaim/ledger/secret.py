"""The ledger's secret: what pseudonyms in redacted exports are made with. It never leaves the ledger."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from counterclaim.ledger.schema import property_
from counterclaim.ledger.store import Store

_NAME = "pseudonym_secret"


def secret(store: Store) -> str:
    """The secret, made on first use: 32 random bytes, in hexadecimal."""
    query = select(property_.c.value).where(property_.c.name == _NAME)
    with store.reading() as connection:
        known = connection.execute(query).scalar_one_or_none()
    if known is not None:
        return str(known)
    with store.writing() as connection:
        known = connection.execute(query).scalar_one_or_none()  # another writer may have been first
        if known is None:
            known = secrets.token_hex(32)
            connection.execute(property_.insert(), {"name": _NAME, "value": known})
    return str(known)
