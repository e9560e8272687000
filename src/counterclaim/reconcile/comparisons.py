"""Which documents of a ledger must be compared, and comparing them: only what can have changed.

Nothing is written: `Comparisons` holds what came out, for `update` to write.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection

from counterclaim.ledger.linked import FORGOTTEN
from counterclaim.reconcile import kept
from counterclaim.reconcile.changes import Changes, hangs
from counterclaim.reconcile.holders import Holders
from counterclaim.reconcile.kept import Listed, Pair
from counterclaim.reconcile.likely import Keys, likely
from counterclaim.reconcile.work import Crew, Result, Task

Progress = Callable[[str, int, int], None]
MANY = 1_000  # documents whose candidates are sought one by one; beyond, all are sought at once
TASK = 1_000  # pairs that a worker is given at a time


class Comparisons:
    """Compares what needs it.

    Args:
        connection: reads the ledger; new and changed documents are packed in it already.
        listed: the documents that can be compared.
        blank: nothing that was compared before counts.
        crew: does the comparing.
        progress: told how far it is.

    """

    def __init__(
        self, connection: Connection, listed: Mapping[int, Listed], *,
        blank: bool, crew: Crew, progress: Progress,
    ) -> None:  # fmt: skip
        self._connection, self._listed, self._blank = connection, listed, blank
        self._crew, self._progress = crew, progress
        self.changes = Changes(connection, blank=blank)
        self.carriers: dict[int, set[int]] = {}  # of new documents, and of those whose carriers have changed
        self.compared: set[Pair] = set()
        self.crowded = 0
        self._carrying: dict[Pair, tuple[Pair, ...]] = {}

    def compare(self, fresh: Sequence[int], gone: Sequence[int], changed: Sequence[int]) -> set[int]:
        """Compare what needs it; returns the documents whose links may have changed."""
        stirred: set[int] = set()
        unsettled: set[int] = set(fresh)  # documents whose carriers may have changed
        lost = {*gone, *changed}
        later = self._forget_lost(lost, stirred, unsettled)
        added, removed = self._pairs(fresh, lost, (later - lost) & self._listed.keys())
        self._forget(removed, stirred, unsettled)
        before = {} if self._blank else kept.carriers(self._connection, (n for p in added for n in p))
        assumed = {n: c for n, c in before.items() if n not in lost}
        for result in self._run({*added, *((n, n) for n in fresh)}, assumed):
            if result.relayed:
                unsettled.update(result.pair)
        moved = self._settle(unsettled & self._listed.keys(), lost)
        again = {row[:2]: row[3] for row in self.changes.touching(moved)}
        stirred |= {n for pair, data in again.items() if data for n in pair}
        now = {} if self._blank else kept.carriers(self._connection, {n for p in again for n in p} - lost)
        for _ in self._run({*again, *((n, n) for n in moved)}, now | self.carriers):
            pass
        stirred |= {n for pair, row in self.changes.made.items() if hangs(*row) for n in pair} | set(fresh)
        return stirred & self._listed.keys()

    def _forget_lost(self, lost: set[int], stirred: set[int], unsettled: set[int]) -> set[int]:
        """Drop what documents that go or change were compared with; returns those that come after them."""
        if not lost or self._blank:
            return set()
        pairs = [row[:2] for row in kept.touching(self._connection, sorted(lost))]
        self._forget(pairs, stirred, unsettled)
        later = {b for a, b in pairs if a in lost}
        holders, days = Holders(self._connection, lost), kept.days_of(self._connection, sorted(lost))
        for seq, keys in kept.keys_of(self._connection, sorted(lost)).items():
            later |= holders.later(days[seq], keys)
        return later

    def _forget(self, pairs: Iterable[Pair], stirred: set[int], unsettled: set[int]) -> None:
        """Drop comparisons; what they had found is missed by their documents."""
        wanted = set(pairs)
        for one, other, shared, data in list(self.changes.touching(sorted({n for p in wanted for n in p}))):
            if (one, other) in wanted:
                if hangs(shared, data):
                    stirred |= {one, other}
                if data == FORGOTTEN or kept.found_in(data)[0]:
                    unsettled |= {one, other}
        self.changes.drop(wanted)

    # Which ---------------------------------------------------------------------------------------------

    def _pairs(self, fresh: Sequence[int], lost: set[int], later: set[int]) -> tuple[set[Pair], set[Pair]]:
        """Pairs to compare now, and pairs that need no more be compared."""
        if self._blank or len(fresh) + len(later) > MANY:
            return self._all_pairs(fresh, lost)
        holders = Holders(self._connection, lost)
        keys = dict(kept.new_keys(self._connection, fresh))
        for seq, found in keys.items():
            holders.add(self._listed[seq], found)
        targets = set(fresh) | later
        for seq, found in keys.items():
            one = self._listed[seq]
            targets |= {n for n in holders.later(one.day, found) if self._listed[n].time > one.time}
        keys |= kept.keys_of(self._connection, sorted(targets - keys.keys()))
        wanted = {
            (n, seq)
            for seq in sorted(targets)
            for n in holders.candidates(self._listed[seq], keys.get(seq, {}))
        }
        self.crowded = holders.crowded
        there = kept.pairs_to(self._connection, sorted(targets)) - self.changes.dropped
        return wanted - there, there - wanted

    def _all_pairs(self, fresh: Sequence[int], lost: set[int]) -> tuple[set[Pair], set[Pair]]:
        keys = Keys.none()
        for seq, found in kept.new_keys(self._connection, fresh):
            keys.add(seq, self._listed[seq].day, found)
        if not self._blank:
            for columns in kept.all_keys(self._connection, lost):
                keys.extend(*columns)
        self._progress("blocking", 0, 1)
        found_pairs = likely(keys, self._crew.jobs)
        self._progress("blocking", 1, 1)
        self.crowded = found_pairs.crowded
        there = set() if self._blank else kept.all_pairs(self._connection) - self.changes.dropped
        wanted = set(found_pairs.pairs)
        return wanted - there, there - wanted

    # Comparing -----------------------------------------------------------------------------------------

    def _run(self, pairs: set[Pair], carriers: Mapping[int, set[int]]) -> Iterator[Result]:
        """Compare, in the order of the later document, so that what is held ready is used."""
        ordered = sorted(pairs, key=lambda p: (self._listed[p[1]].time, self._listed[p[0]].time))
        self.compared.update(p for p in pairs if p[0] != p[1])
        share = max(TASK, -(-len(ordered) // self._crew.jobs))
        lanes = [
            self._tasks(ordered[low : low + share], carriers) for low in range(0, len(ordered), share)
        ]  # fmt: skip
        done = 0
        for results in self._crew.compare(lanes, len(ordered)):
            for result in results:
                data = (
                    f"[{result.relayed or '[]'},{result.rest or '[]'}]"
                    if result.relayed or result.rest
                    else ""
                )
                self.changes.make(result.pair, result.shared, data)
                self._carrying[result.pair] = result.carrying
                yield result
            done += len(results)
            self._progress("comparing", done, len(ordered))

    def _tasks(self, pairs: Sequence[Pair], carriers: Mapping[int, set[int]]) -> Iterator[Task]:
        for low in range(0, len(pairs), TASK):
            some = list(pairs[low : low + TASK])
            numbers = sorted({n for p in some for n in p})
            known = {n: carriers[n] for n in numbers if carriers.get(n)}
            yield Task(kept.packed(self._connection, numbers), some, known)

    def _settle(self, seqs: set[int], lost: set[int]) -> set[int]:
        """Find anew which claims only carry another's; returns the documents where that has changed."""
        now: dict[int, set[int]] = defaultdict(set)
        for one, other, _, data in self.changes.touching(sorted(seqs)):
            carrying = self._carrying.get((one, other))
            if carrying is None:
                carrying = kept.carrying(data, one, other)
            for number, position in carrying:
                now[number].add(position)
        was = {} if self._blank else kept.carriers(self._connection, sorted(seqs - lost))
        self.carriers = {n: now.get(n, set()) for n in seqs if n not in was or now.get(n, set()) != was[n]}
        return {n for n, found in self.carriers.items() if found != was.get(n, set())}
