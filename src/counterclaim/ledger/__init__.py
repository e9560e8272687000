"""Keeps documents, readings and decisions; finds them again."""

from counterclaim.ledger.adding import Summary
from counterclaim.ledger.errors import LedgerError
from counterclaim.ledger.filters import Filters
from counterclaim.ledger.ledger import Ledger, open_ledger

__all__ = ["Filters", "Ledger", "LedgerError", "Summary", "open_ledger"]
