"""``counterclaim reconcile``: brings a ledger's links and accounts up to date.

Only what new, changed and vanished documents can change is computed anew; the outcome is that of a run from
scratch. Others can read and write the ledger meanwhile: comparing works on what the ledger was when it began,
and the results are written in one transaction at the end, if nothing that they rest on has changed since.
Else the run begins again, with what is packed already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, delete, func, select

from counterclaim.ledger.errors import ReadOnlyLedger
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.linked import account, block, compared, comparison, feature, link
from counterclaim.ledger.refreshing import effective_many
from counterclaim.ledger.schema import property_
from counterclaim.ledger.store import Store
from counterclaim.reconcile import accounts, engine, identities, kept, origins, scorer
from counterclaim.reconcile.comparisons import Comparisons, Progress
from counterclaim.reconcile.found import Found
from counterclaim.reconcile.judgements import Judgement, Judgements
from counterclaim.reconcile.kept import Listed, Pair
from counterclaim.reconcile.model import Account
from counterclaim.reconcile.work import Crew, ToRead, seldom

METHOD = "3"  # raised whenever the rules change: what older rules found is then computed anew
_TRIES = 3  # after so many runs that others overtook, one keeps others from writing
_LOT = 100  # documents prepared at a time
_PACKED = msgspec.msgpack.Encoder().encode


@dataclass(slots=True)
class Update:
    """What bringing a ledger up to date came to."""

    documents: int = 0
    fresh: int = 0  # new or changed
    gone: int = 0
    compared: int = 0  # pairs of documents compared in this run
    crowded: int = 0  # documents of this run that had more likely partners than they are compared with
    links: int = 0
    accounts: int = 0
    conflicts: list[str] = field(default_factory=list)  # judgements that cannot all hold


def update_ledger(
    ledger: Ledger, *, progress: Progress | None = None, anew: bool = False, jobs: int = 1
) -> Update:
    """Compare what has not been compared, choose links, and build accounts.

    Args:
        ledger: opened for writing.
        progress: told the step, how much of it is done, and of how much.
        anew: throw everything away first, but for people's judgements.
        jobs: processes that compare. With more than one, a script that calls this must do so under
            ``if __name__ == "__main__":``, as with every pool of processes.

    """
    if ledger.store.read_only:
        raise ReadOnlyLedger(f"{ledger.name}: opened to be read only", "open it with the right to write")
    run = _Run(ledger.store, progress or _silent, anew=anew, jobs=jobs)
    with seldom():
        for _ in range(_TRIES):
            if (done := run.once()) is not None:
                return done
        with ledger.store.writing() as connection:
            done = run.once(connection)
        assert done is not None  # nobody else could write
        return done


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


def method() -> str:
    """The rules and the weights that results rest on."""
    return f"{METHOD} {scorer.digest()}"


@dataclass(slots=True)
class _Seen:
    """A ledger before a run: what there is, what was compared, what people said."""

    listed: dict[int, Listed]
    before: dict[int, str]
    noted: dict[str, str]
    given: list[tuple[Judgement, Pair]]
    blank: bool  # nothing that was compared before counts

    @classmethod
    def of(cls, connection: Connection, *, anew: bool) -> _Seen:
        """What a connection sees."""
        noted = dict(connection.execute(select(property_.c.name, property_.c.value)).tuples().all())
        before = kept.states(connection)
        stale = anew or noted.get("reconcile_method") != method()
        return cls(kept.listed(connection), before, noted, kept.judgements(connection), stale or not before)

    def newest_judgement(self) -> int:
        """Its number in the log."""
        return max((j.entry for j, _ in self.given), default=0)


@dataclass(slots=True)
class _Chosen:
    """Links, accounts and origins, for the documents that a run touched; and what is one in several."""

    documents: set[int]
    links: list[Found]
    accounts: list[Account]
    copies: dict[int, int]
    identities: list[identities.Row] | None  # None: as they were


class _Run:
    def __init__(self, store: Store, progress: Progress, *, anew: bool, jobs: int) -> None:
        self._store, self._progress, self._anew, self._jobs = store, progress, anew, jobs
        self._method = method()

    def once(self, connection: Connection | None = None) -> Update | None:
        """All steps; None where others have changed meanwhile what the results rest on.

        ``connection`` is given where it holds the right to write: then all is read and written through it.
        """
        with self._reading(connection) as reading:
            seen = _Seen.of(reading, anew=self._anew)
        listed, before = seen.listed, {} if seen.blank else seen.before
        gone = sorted(before.keys() - listed.keys())
        changed = [n for n, state in before.items() if n in listed and listed[n].state != state]
        fresh = sorted({*changed, *(listed.keys() - before.keys())}, key=lambda n: listed[n].time)
        judged = Judgements(j for j, _ in seen.given)
        upto = int(seen.noted.get("reconcile_judged", "0")) if before else 0
        news = {n for j, pair in seen.given if j.entry > upto for n in pair if n in listed}
        done = Update(len(listed), len(fresh), len(gone), conflicts=judged.conflicts())
        with Crew(self._jobs) as crew:
            if not self._prepare(fresh, listed, crew, connection):
                return None
            with self._reading(connection) as reading:
                work = Comparisons(reading, listed, blank=seen.blank, crew=crew, progress=self._progress)
                stirred = work.compare(fresh, gone, changed) | news if fresh or gone else news
                tied = [p for _, p in seen.given if p[0] in listed and p[1] in listed]
                chosen = self._choose(reading, work, stirred, tied, gone, judged, listed)
        done.compared, done.crowded = len(work.compared), work.crowded
        with nullcontext(connection) if connection is not None else self._store.writing() as writing:
            if connection is None and not self._still(writing, seen, {*fresh, *gone, *chosen.documents}):
                return None
            self._write(writing, seen, work, chosen, fresh, gone, changed)
            done.links, done.accounts = _count(writing, link), _count(writing, account)
        return done

    def _reading(self, connection: Connection | None):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return self._store.reading() if connection is None else nullcontext(connection)

    # Packing --------------------------------------------------------------------------------------------

    def _prepare(
        self, fresh: Sequence[int], listed: dict[int, Listed], crew: Crew, connection: Connection | None
    ) -> bool:
        """Pack documents that are not packed yet; False where one has changed since the run began."""
        with self._reading(connection) as reading:
            there = {} if self._anew else kept.featured(reading, fresh)
            missing = [n for n in fresh if there.get(n) != self._state(listed[n])]
            done = 0
            for made in crew.prepare(self._to_read(reading, missing, listed), len(missing)):
                rows = [(p.number, self._state(listed[p.number]), *p[1:]) for p in made]
                with nullcontext(connection) if connection is not None else self._store.writing() as writing:
                    if not _unchanged(writing, {r[0] for r in rows}, listed):
                        return False
                    kept.write_features(self._store, writing, rows)
                done += len(made)
                self._progress("reading", done, len(missing))
        self._anew = False  # what is packed now is new, should the run begin again
        return True

    def _state(self, one: Listed) -> str:
        return f"{one.state} {self._method}"

    def _to_read(
        self, reading: Connection, seqs: Sequence[int], listed: dict[int, Listed]
    ) -> Iterator[list[ToRead]]:
        for low in range(0, len(seqs), _LOT):
            found = effective_many(reading, seqs[low : low + _LOT])
            yield [ToRead(n, listed[n].label, _PACKED(made)) for n, made in sorted(found.items())]

    # Choosing -------------------------------------------------------------------------------------------

    def _choose(
        self, connection: Connection, work: Comparisons, stirred: set[int], tied: list[Pair],
        gone: Sequence[int], judged: Judgements, listed: dict[int, Listed],
    ) -> _Chosen:  # fmt: skip
        """Links and accounts for all documents that hang together with those stirred."""
        seqs = work.changes.joined(stirred, tied) if stirred else set()
        order = sorted(seqs, key=lambda n: listed[n].time)
        placed: list[engine.Placed] = []
        copied: list[Pair] = []
        for one, other, shared, data in work.changes.touching(order):
            if data:
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
        names = {n: accounts.document_name(listed[n].id, listed[n].label) for n in order}
        rows = kept.rows_of(connection, order)
        built = accounts.build(rows, links, {names[n]: names[m] for n, m in copies.items()}, judged)
        same = None
        if stirred or gone:
            same = identities.found(connection, listed, seqs, (f.link for f in links), judged)
        return _Chosen(seqs, links, built, copies, same)

    # Writing --------------------------------------------------------------------------------------------

    def _still(self, connection: Connection, seen: _Seen, touched: set[int]) -> bool:
        """Whether the ledger is as it was, as far as the results rest on it."""
        newest = max((j.entry for j, _ in kept.judgements(connection)), default=0)
        if newest != seen.newest_judgement() or kept.states(connection) != seen.before:
            return False
        return _unchanged(connection, touched, seen.listed)

    def _write(
        self, connection: Connection, seen: _Seen, work: Comparisons, chosen: _Chosen,
        fresh: Sequence[int], gone: Sequence[int], changed: Iterable[int],
    ) -> None:  # fmt: skip
        listed = seen.listed
        if seen.blank:
            kept.forget_results(connection, seen.before)
            for table in (block, comparison, compared):
                connection.execute(delete(table))
        lost = [*gone, *changed]
        kept.drop(connection, block, (block.c.document,), lost)
        kept.drop(connection, compared, (compared.c.document,), lost)
        kept.drop(connection, feature, (feature.c.document,), gone)
        kept.write_keys(
            self._store, connection, ((listed[n], keys) for n, keys in kept.new_keys(connection, fresh))
        )
        kept.write_compared(
            self._store, connection, [(n, listed[n].state, work.carriers.get(n, ())) for n in fresh]
        )  # fmt: skip
        new = set(fresh)
        kept.write_carriers(connection, {n: c for n, c in work.carriers.items() if n not in new})
        kept.write_comparisons(self._store, connection, work.changes.made, work.changes.dropped)
        kept.forget_results(connection, {*chosen.documents, *gone})
        documents = {one.id: one for one in listed.values()}
        links = (f.link for f in chosen.links)
        kept.write_results(self._store, connection, links, chosen.accounts, chosen.copies, documents)
        if chosen.identities is not None:
            identities.write(self._store, connection, chosen.identities)
        self._note(connection, "reconcile_method", self._method)
        self._note(connection, "reconcile_run", str(int(seen.noted.get("reconcile_run", "0")) + 1))
        self._note(connection, "reconcile_judged", str(seen.newest_judgement()))

    def _note(self, connection: Connection, name: str, value: str) -> None:
        connection.execute(delete(property_).where(property_.c.name == name))
        connection.execute(property_.insert(), {"name": name, "value": value})


def _unchanged(connection: Connection, seqs: set[int], listed: dict[int, Listed]) -> bool:
    """Whether documents are in the state that they were in."""
    now = kept.listed(connection, sorted(seqs))
    return all(now.get(n) == listed.get(n) for n in seqs)


def _count(connection: Connection, table: object) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]
