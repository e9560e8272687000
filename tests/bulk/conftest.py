"""Databases, as the tests of the ledger have them."""

from tests.ledger.conftest import address, new_database, server

__all__ = ["address", "new_database", "server"]
