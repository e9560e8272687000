"""What pages and API have in common: the ledger, its reconciled state, and bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from counterclaim.desk.contest import Contest, contest
from counterclaim.desk.keeping import Keeping
from counterclaim.desk.settings import Settings
from counterclaim.ledger import Filters, Ledger
from counterclaim.ledger.gathering import Gathered
from counterclaim.ledger.overview import Holding
from counterclaim.ledger.search import Result
from counterclaim.reconcile.stored import State, Stored

T = TypeVar("T")


class Desk:
    """One ledger, opened. What is costly is kept (see `Keeping`)."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger, self.settings = ledger, settings
        self._keeping = Keeping()

    @property
    def stored(self) -> Stored:
        """What reconciling left."""
        return Stored(self.ledger)

    @property
    def contest(self) -> Contest:
        """The most contested accounts and the newest disputes, as they were last reconciled."""
        mark = self.stored.mark()
        return self._keeping.total("contest", mark, lambda: contest(self.ledger))

    @property
    def standing(self) -> State:
        """How far the ledger has been reconciled; of a large ledger it may lag."""
        state = (self.ledger.state(), self.stored.mark())
        return self._keeping.total("standing", state, self.stored.state)

    @property
    def holding(self) -> Holding:
        """Counts over the ledger; of a large one they may lag. ``state`` tells which they are of."""
        return self._keeping.total("holding", self.ledger.state(), self.ledger.holding)

    def search(self, filters: Filters, *, limit: int, offset: int = 0, facets: bool = True) -> Result:
        """A page of rows; what another process added may show a moment later."""
        return self._answer(
            ("search", filters, limit, offset, facets),
            lambda: self.ledger.search(filters, limit=limit, offset=offset, facets=facets),
        )

    def gathered(self, filters: Filters, *, limit: int, offset: int = 0, points: bool = True) -> Gathered:
        """All rows that match, by place and by day; and a page of them."""
        return self._answer(
            ("gathered", filters, limit, offset, points),
            lambda: self.ledger.gathered(filters, limit=limit, offset=offset, points=points),
        )

    def weights(self, rows: Iterable[tuple[str, str]]) -> Counter[str]:
        """How many accounts rest on each of some rows (document and row), by row."""
        return Counter({row: n for (_, row), n in self.ledger.weights(rows).items()})

    def changed(self) -> None:
        """A person has decided something here: nothing that was kept is shown any more."""
        self._keeping.changed()

    def _answer(self, about: tuple[object, ...], make: Callable[[], T]) -> T:
        # What one kind of ledger tells is not given to those who have another.
        return self._keeping.answer((type(self.ledger), *about), self.ledger.state(), make)
