"""What a run is about to write of comparisons, laid over what the ledger has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from counterclaim.reconcile import kept, origins
from counterclaim.reconcile.kept import Pair

Row = tuple[int, int, float, str]


class Changes:
    """Comparisons dropped and made."""

    def __init__(self, connection: Connection, *, blank: bool = False) -> None:
        self._connection = None if blank else connection  # blank: nothing that was kept counts
        self.dropped: set[Pair] = set()
        self.made: dict[Pair, tuple[float, str]] = {}  # the share of text, and what was found, as it is kept
        self._pairs: dict[int, list[Pair]] = defaultdict(list)

    def drop(self, pairs: Iterable[Pair]) -> None:
        """Forget what comparing these found."""
        self.dropped.update(pairs)

    def make(self, pair: Pair, shared: float, data: str) -> None:
        """Set what comparing two documents found."""
        if pair not in self.made:
            for number in set(pair):
                self._pairs[number].append(pair)
        self.made[pair] = shared, data

    def touching(self, seqs: Iterable[int]) -> Iterator[Row]:
        """All comparisons that a document takes part in, each once."""
        seen: set[Pair] = set()
        wanted = list(dict.fromkeys(seqs))
        for row in kept.touching(self._connection, wanted) if self._connection is not None else ():
            pair = row[:2]
            if pair not in seen and pair not in self.dropped and pair not in self.made:
                seen.add(pair)
                yield row
        for seq in wanted:
            for pair in self._pairs.get(seq, ()):
                if pair not in seen:
                    seen.add(pair)
                    yield *pair, *self.made[pair]

    def joined(self, seeds: Iterable[int], tied: Iterable[Pair]) -> set[int]:
        """The documents that hang together with some: by a proposal, a common text or a judgement."""
        known = set(seeds)
        waiting = set(known)
        beside: dict[int, set[int]] = defaultdict(set)
        for a, b in tied:
            beside[a].add(b)
            beside[b].add(a)
        while waiting:
            reached: set[int] = set()
            rows = kept.hanging(self._connection, waiting) if self._connection is not None else ()
            for one, other in rows:
                if (one, other) not in self.dropped and (one, other) not in self.made:
                    reached |= {one, other}
            for seq in waiting:
                reached |= beside.get(seq, set())
                for pair in self._pairs.get(seq, ()):
                    if hangs(*self.made[pair]):
                        reached.update(pair)
            waiting = reached - known
            known |= waiting
        return known


def hangs(shared: float, data: str) -> bool:
    """Whether a comparison found anything that the choice of links or origins looks at."""
    return bool(data) or shared >= origins.SHARE
