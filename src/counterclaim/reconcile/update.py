"""``counterclaim reconcile``: brings a ledger's links and accounts up to date.

Only what new, changed and vanished documents can change is computed anew; the outcome is that of a run from
scratch. Everything is written in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, delete, select, update

from counterclaim.ledger.errors import ReadOnlyLedger
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.linked import account, block, compared, comparison, link
from counterclaim.ledger.readings import record
from counterclaim.ledger.refreshing import effective
from counterclaim.ledger.schema import property_
from counterclaim.reconcile import accounts, blocking, comparing, engine, found, kept, origins
from counterclaim.reconcile.comparing import Compared
from counterclaim.reconcile.found import Found
from counterclaim.reconcile.judgements import Judgements
from counterclaim.reconcile.kept import Listed, Pair

METHOD = "2"  # raised whenever the rules change: what older rules found is then computed anew
_HELD = 4000  # documents held ready for comparing
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Update:
    """What bringing a ledger up to date came to."""

    documents: int = 0
    fresh: int = 0  # new or changed
    gone: int = 0
    compared: int = 0  # pairs of documents compared in this run
    links: int = 0
    accounts: int = 0
    conflicts: list[str] = field(default_factory=list)  # judgements that cannot all hold


def update_ledger(ledger: Ledger, *, progress: Progress | None = None, anew: bool = False) -> Update:
    """Compare what has not been compared, choose links, and build accounts.

    Args:
        ledger: opened for writing.
        progress: told the step, how much of it is done, and of how much.
        anew: throw everything away first, but for people's judgements.

    """
    if ledger.store.read_only:
        raise ReadOnlyLedger(f"{ledger.name}: opened to be read only", "open it with the right to write")
    with ledger.store.writing() as connection:
        return _Run(ledger, connection, progress or _silent).run(anew=anew)


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


class _Run:
    def __init__(self, ledger: Ledger, connection: Connection, progress: Progress) -> None:
        self._store, self._connection, self._progress = ledger.store, connection, progress
        self._listed: dict[int, Listed] = {}
        self._document = lru_cache(maxsize=_HELD)(self._load)
        self._done = Update()

    def run(self, *, anew: bool) -> Update:
        """All steps; see the module."""
        connection = self._connection
        noted = dict(connection.execute(select(property_.c.name, property_.c.value)).tuples().all())
        if anew or noted.get("reconcile_method") != METHOD:
            self._forget_everything()
        self._listed = kept.listed(connection)
        before = kept.states(connection)
        gone = sorted(before.keys() - self._listed.keys())
        changed = [n for n, state in before.items() if n in self._listed and self._listed[n].state != state]
        fresh = sorted({*changed, *(self._listed.keys() - before.keys())}, key=lambda n: self._listed[n].time)
        given = kept.judgements(connection)
        judged = Judgements(j for j, _ in given)
        upto = int(noted.get("reconcile_judged", "0")) if before else 0
        news = {n for j, pair in given if j.entry > upto for n in pair if n in self._listed}
        self._done = Update(len(self._listed), len(fresh), len(gone), conflicts=judged.conflicts())
        if fresh or gone or news:
            stirred = self._compare(fresh, gone, changed) | news
            tied = [p for _, p in given if p[0] in self._listed and p[1] in self._listed]
            self._choose(stirred, gone, tied, judged)
        self._note("reconcile_method", METHOD)
        self._note("reconcile_run", str(int(noted.get("reconcile_run", "0")) + 1))
        self._note("reconcile_judged", str(max((j.entry for j, _ in given), default=0)))
        for name, table in (("links", link), ("accounts", account)):
            setattr(self._done, name, _count(connection, table))
        return self._done

    def _forget_everything(self) -> None:
        everything = kept.states(self._connection)
        kept.forget_results(self._connection, everything)
        for table in (block, comparison, compared):
            self._connection.execute(delete(table))

    def _load(self, seq: int) -> Compared:
        one = self._listed[seq]
        return Compared(seq, effective(self._connection, record(self._connection, seq)), one.label)

    # Comparing ------------------------------------------------------------------------------------------

    def _compare(self, fresh: list[int], gone: list[int], changed: list[int]) -> set[int]:
        """Compare what needs it; returns the documents whose links may have changed."""
        connection = self._connection
        lost = [*gone, *changed]
        stirred: set[int] = set()
        unsettled: set[int] = set()  # documents whose carriers may have changed
        old_pairs: set[Pair] = set()
        later: set[int] = set()
        for one, other, shared, data in list(kept.touching(connection, lost)):
            old_pairs.add((one, other))
            if data or shared >= origins.SHARE:
                stirred |= {one, other}
            if kept.found_in(data)[0]:
                unsettled |= {one, other}
        before = kept.carriers(connection, {*unsettled, *lost})
        for seq in lost:
            keys = kept.keys_of(connection, seq)
            if seq in self._listed:
                later |= kept.later_holders(connection, self._listed[seq], keys)
            later |= {b for a, b in old_pairs if a == seq}
        kept.drop_pairs(connection, old_pairs)
        kept.drop(connection, block, (block.c.document,), lost)
        kept.drop(connection, compared, (compared.c.document,), lost)
        added, removed = self._pairs(fresh, (later - set(lost)) & self._listed.keys())
        for one, other, shared, data in list(kept.touching(connection, {n for p in removed for n in p})):
            if (one, other) in removed:
                if data or shared >= origins.SHARE:
                    stirred |= {one, other}
                if kept.found_in(data)[0]:
                    unsettled |= {one, other}
        kept.drop_pairs(connection, removed)
        relayed, shares = self._relays(sorted(added))
        unsettled |= {n for pair, rows in relayed.items() if rows for n in pair} | set(fresh)
        moved = self._carriers(unsettled & self._listed.keys(), relayed, before)
        stirred |= self._rest(added, fresh, moved, relayed, shares) | set(fresh)
        return stirred & self._listed.keys()

    def _pairs(self, fresh: list[int], later: set[int]) -> tuple[set[Pair], set[Pair]]:
        """Pairs to compare now, and pairs that need no more be compared."""
        connection = self._connection
        first = _count(connection, compared) == 0
        index = blocking.Index()
        added: set[Pair] = set()
        rows: list[tuple[Listed, blocking.Keys]] = []
        figures = []
        for number, seq in enumerate(fresh):
            one, made = self._listed[seq], self._document(seq)
            rows.append((one, made.keys))
            figures.append((seq, one.state, (), found.rows_of(made.statements)))
            if first:
                added |= {(n, seq) for n in index.candidates(seq, one.day, made.keys)}
                index.add(seq, one.day, made.keys)
            self._progress("reading", number + 1, len(fresh))
        kept.write_keys(self._store, connection, rows)
        kept.write_compared(self._store, connection, figures)
        if first:
            return added, set()
        targets = set(fresh) | later
        for one, keys in rows:
            targets |= {
                n for n in kept.later_holders(connection, one, keys) if self._listed[n].time > one.time
            }
        held = {one.seq: keys for one, keys in rows}
        wanted: set[Pair] = set()
        for seq in sorted(targets):
            keys = held.get(seq) or kept.keys_of(connection, seq)
            wanted |= {(n, seq) for n in kept.candidates(connection, self._listed[seq], keys)}
        there = kept.pairs_to(connection, targets)
        return wanted - there, there - wanted

    def _relays(self, pairs: list[Pair]) -> tuple[dict[Pair, list[Found]], dict[Pair, float]]:
        relayed: dict[Pair, list[Found]] = {}
        shares: dict[Pair, float] = {}
        for number, (a, b) in enumerate(self._near(pairs)):
            one, other = self._document(a), self._document(b)
            shares[a, b] = origins.share(one.shingles, other.shingles)
            relayed[a, b] = comparing.relayed(one, other, shares[a, b])
            self._progress("finding relays", number + 1, len(pairs))
        return relayed, shares

    def _near(self, pairs: Iterable[Pair]) -> list[Pair]:
        """In the order of the later document, so that what is held ready is used."""
        return sorted(pairs, key=lambda p: (self._listed[p[1]].time, self._listed[p[0]].time))

    def _carriers(
        self, seqs: set[int], relayed: dict[Pair, list[Found]], before: dict[int, set[int]]
    ) -> set[int]:
        """Set anew which claims only carry another's; returns the documents where that has changed."""
        placed: list[engine.Placed] = []
        for one, other, _, data in kept.touching(self._connection, seqs):
            if data and (one, other) not in relayed:
                placed += engine.place(kept.found_in(data)[0], one, other)
        for (one, other), rows in relayed.items():
            placed += engine.place(rows, one, other)
        now = engine.carriers_of(placed)
        was = before | kept.carriers(self._connection, seqs - before.keys())
        moved = {n for n in seqs if now.get(n, set()) != was.get(n, set())}
        for seq in sorted(seqs):
            words = msgspec.json.encode(sorted(now.get(seq, ()))).decode()
            self._connection.execute(
                update(compared).where(compared.c.document == seq).values(carriers=words)
            )
        return moved

    def _rest(
        self,
        added: set[Pair],
        fresh: list[int],
        moved: set[int],
        relayed: dict[Pair, list[Found]],
        shares: dict[Pair, float],
    ) -> set[int]:
        """Compare claims that carry nothing; returns the documents whose comparisons came out otherwise."""
        again = set(added) | {(n, n) for n in (*fresh, *moved)}
        was: dict[Pair, str] = {}
        for one, other, shared, data in kept.touching(self._connection, moved):
            again.add((one, other))
            was[one, other] = data
            if (one, other) not in shares:
                shares[one, other] = shared
                relayed[one, other] = list(kept.found_in(data)[0])
        carriers = kept.carriers(self._connection, {n for p in again for n in p})
        rows: dict[Pair, tuple[float, list[Found], list[Found]]] = {}
        stirred: set[int] = set()
        for number, (a, b) in enumerate(self._near(again)):
            first, second = self._document(a), self._document(b)
            rest = comparing.within(first, carriers) if a == b else comparing.between(first, second, carriers)
            rows[a, b] = (shares.get((a, b), 0.0), relayed.get((a, b), []), rest)
            if rest or relayed.get((a, b)) or was.get((a, b)) or rows[a, b][0] >= origins.SHARE:
                stirred |= {a, b}
            self._progress("comparing", number + 1, len(again))
        self._done.compared = sum(a != b for a, b in again)
        kept.write_comparisons(self._store, self._connection, rows)
        return stirred

    # Choosing -------------------------------------------------------------------------------------------

    def _choose(self, stirred: set[int], gone: list[int], tied: list[Pair], judged: Judgements) -> None:
        """Choose links and build accounts for all documents that hang together with those stirred."""
        seqs = kept.joined(self._connection, stirred, tied)
        kept.forget_results(self._connection, {*seqs, *gone})
        order = sorted(seqs, key=lambda n: self._listed[n].time)
        placed: list[engine.Placed] = []
        copied: list[Pair] = []
        for one, other, shared, data in _once(kept.touching(self._connection, order)):
            relays, rest = kept.found_in(data)
            placed += engine.place((*relays, *rest), one, other)
            if shared >= origins.SHARE:
                copied.append((one, other))
        sizes = dict.fromkeys(order, 0)
        for proposal, a, b in placed:
            sizes[a] = max(sizes[a], proposal.source + 1)
            sizes[b] = max(sizes[b], proposal.target + 1)
        links = engine.chosen(placed, sizes, judged)
        copies = origins.groups(copied)
        names = {n: accounts.document_name(self._listed[n].id, self._listed[n].label) for n in order}
        contested = accounts.build(
            kept.rows_of(self._connection, order),
            links,
            {names[n]: names[m] for n, m in copies.items()},
            judged,
        )
        documents = {one.id: one for one in self._listed.values()}
        kept.write_results(
            self._store, self._connection, (f.link for f in links), contested, copies, documents
        )

    def _note(self, name: str, value: str) -> None:
        self._connection.execute(delete(property_).where(property_.c.name == name))
        self._connection.execute(property_.insert(), {"name": name, "value": value})


def _once(rows: Iterable[tuple[int, int, float, str]]) -> Iterator[tuple[int, int, float, str]]:
    seen: set[Pair] = set()
    for row in rows:
        if row[:2] not in seen:
            seen.add(row[:2])
            yield row


def _count(connection: Connection, table: object) -> int:
    from sqlalchemy import func

    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]
