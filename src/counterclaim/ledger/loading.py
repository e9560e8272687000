"""Loading: documents that were read elsewhere into the ledger, many in a transaction.

What is written is what adding would have written; only the reading is not done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import bindparam, select

from counterclaim.ledger.adding import Adder, Summary
from counterclaim.ledger.errors import UnsoundReading
from counterclaim.ledger.incoming import Pending, check, name_of
from counterclaim.ledger.packed import pack_all
from counterclaim.ledger.schema import carrier

_TOGETHER, _CHARS_TOGETHER = 250, 2_000_000  # documents and characters in one transaction
_PACK_EVERY = 5_000  # documents between two packings of the search columns
_LOADED = select(carrier.c.key, carrier.c.input_sha256).where(
    carrier.c.key.in_(bindparam("keys", expanding=True))
)


class Loader(Adder):
    """Writes documents that wait with their readings. Killed at any moment, it leaves whole documents."""

    def load(self, ready: Iterable[Pending], progress: Callable[[Summary], None] | None = None) -> Summary:
        """Write all, in their order; what is there unchanged is passed over."""
        keys: set[str] = set()
        texts: set[str] = set()
        bands: set[int] = set()
        size = 0
        for number, one in enumerate(ready, 1):
            try:
                if one.reading is not None:
                    check(one.reading, name_of(one.item))
            except UnsoundReading as error:
                from counterclaim.intake.formats.items import failure

                self.summary.failed.append(failure(name_of(one.item), error))
                continue
            full = len(self._waiting) >= _TOGETHER or size > _CHARS_TOGETHER
            # Copies and versions of what waits must find it in the ledger.
            tied = one.item.key in keys or one.made.text_sha256 in texts or not bands.isdisjoint(one.hashes)
            if full or tied:
                self._send()
                keys, texts, bands, size = set(), set(), set(), 0
                if progress is not None:
                    progress(self.summary)
            self._waiting.append(one)
            keys.add(one.item.key)
            texts.add(one.made.text_sha256)
            bands.update(one.hashes)
            size += len(one.made.text)
            if number % _PACK_EVERY == 0:
                self._send()
                pack_all(self._store)
        self._send()
        if self.summary.added or self.summary.new_versions:
            pack_all(self._store)
            self._store.settle()
        if progress is not None:
            progress(self.summary)
        return self.summary

    def write(self, waiting: Sequence[Pending]) -> None:
        """Write those that were not loaded before, in whatever version of their source."""
        with self._store.reading() as connection:
            found = connection.execute(_LOADED, {"keys": [one.item.key for one in waiting]})
            there = {(key, seen) for key, seen in found}
        new = [one for one in waiting if (one.item.key, one.seen) not in there]
        self.summary.unchanged += len(waiting) - len(new)
        super().write(new)
