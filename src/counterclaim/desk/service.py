"""What pages and API have in common: the ledger, its reconciled state, and bounds."""

from __future__ import annotations

import threading
from typing import Any

from counterclaim.desk.contest import Contest, contest
from counterclaim.desk.settings import Settings
from counterclaim.ledger import Ledger
from counterclaim.ledger.overview import Holding
from counterclaim.reconcile.stored import Stored


class Desk:
    """One ledger, opened. What is costly is kept until the ledger changes."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger, self.settings = ledger, settings
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[str, Any]] = {}

    @property
    def contest(self) -> Contest:
        """Accounts and links, as they were last reconciled."""
        found: Contest = self._of_state("contest", lambda: contest(self.ledger))
        return found

    @property
    def holding(self) -> Holding:
        """Counts over the ledger."""
        found: Holding = self._of_state("holding", self.ledger.holding)
        return found

    def _of_state(self, name: str, make: Any) -> Any:  # noqa: ANN401
        state = f"{self.ledger.state()} {Stored(self.ledger).state()}"
        kept = self._kept.get(name)
        if kept is not None and kept[0] == state:
            return kept[1]
        # While one request makes it anew, the others get what was there: nobody waits in a queue.
        if not self._lock.acquire(blocking=kept is None):
            return kept[1] if kept is not None else None
        try:
            kept = self._kept.get(name)
            if kept is None or kept[0] != state:
                kept = self._kept[name] = (state, make())
        finally:
            self._lock.release()
        return kept[1]
