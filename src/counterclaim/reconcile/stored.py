"""What reconciling left in a ledger, page by page: accounts, links, and what people said of them.

    with open_ledger("war.db") as ledger:
        stored = Stored(ledger)
        for row in stored.accounts(limit=20).rows: ...
        account = stored.account(row.id)
        stored.judge("c-…", "c-…", "not_same", who="A. Editor", reason="two strikes, a day apart")

Every list is a page (``limit`` at most `MOST`), every look-up goes through an index. Nothing is computed here
but what `update.update_ledger` wrote; `Stored.state` tells whether documents have been added since.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, or_, select

from counterclaim.ledger import chain
from counterclaim.ledger.errors import BadDecision, ReadOnlyLedger, Undone, UnknownDecision, UnknownRow
from counterclaim.ledger.ledger import Ledger
from counterclaim.ledger.linked import account, account_row, judgement, link, origin
from counterclaim.ledger.readings import in_batches
from counterclaim.ledger.schema import document, entry, property_
from counterclaim.ledger.showing import find
from counterclaim.reconcile import kept
from counterclaim.reconcile.judgements import VERDICTS, Judgement, Judgements, Verdict
from counterclaim.reconcile.model import Account, Link
from counterclaim.reconcile.views import (
    AccountLine,
    AccountView,
    Carrier,
    Judged,
    Page,
    SideAnswers,
    State,
    account_of,
    by_side,
    line_of,
    link_of,
)

MOST = 500


class Stored:
    """Reads what reconciling left in a ledger, and takes judgements."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def state(self) -> State:
        """How far the ledger has been reconciled; reads all documents' numbers."""
        with self._ledger.store.reading() as connection:
            now, before = kept.listed(connection), kept.states(connection)
            upto = connection.execute(
                select(property_.c.value).where(property_.c.name == "reconcile_judged")
            ).scalar_one_or_none()
            news = select(judgement.c.one_document, judgement.c.other_document).where(
                judgement.c.entry > int(upto or 0)
            )
            judged = {n for row in connection.execute(news) for n in row}
            waiting = {n for n, one in now.items() if before.get(n) != one.state} | (judged & now.keys())
            return State(
                documents=len(now),
                waiting=len(waiting),
                gone=len(before.keys() - now.keys()),
                links=_count(connection, select(link.c.id)),
                accounts=_count(connection, select(account.c.id)),
            )

    def mark(self) -> str:
        """What is different after reconciling; read at once, however large the ledger."""
        with self._ledger.store.reading() as connection:
            run = select(property_.c.value).where(property_.c.name == "reconcile_run")
            number = connection.execute(run).scalar_one_or_none()
            return f"{number}/{_count(connection, select(account.c.id))}"

    def of_one_origin(self) -> int:
        """How many accounts have answers of one independent origin only."""
        with self._ledger.store.reading() as connection:
            return _count(connection, select(account.c.id).where(account.c.origins == 1))

    def accounts(self, *, measure: str | None = None, limit: int = 50, offset: int = 0) -> Page[AccountLine]:
        """The contested questions: most sides that exclude each other first, then origins, then latest."""
        order = (
            account.c.disjoint_sides.desc(),
            account.c.origins.desc(),
            account.c.latest.desc(),
            account.c.id.desc(),
        )
        query = select(account.c.data).order_by(*order)
        whole = select(account.c.id)
        if measure is not None:
            query, whole = (
                query.where(account.c.measure == measure),
                whole.where(account.c.measure == measure),
            )
        with self._ledger.store.reading() as connection:
            return _page(connection, query, whole, lambda d: line_of(account_of(d)), limit, offset)

    def account(self, name: str) -> AccountView:
        """One account.

        Raises:
            UnknownRow: there is none of this id (accounts change when their figures do).

        """
        with self._ledger.store.reading() as connection:
            data = connection.execute(select(account.c.data).where(account.c.id == name)).scalar_one_or_none()
            if data is None:
                raise UnknownRow(
                    f"no account {name!r}", "see counterclaim accounts, or run counterclaim reconcile"
                )
            found = account_of(data)
            about = _carriers(connection, found)
        numbers = range(found.origins)
        carriers = tuple(
            tuple(
                about[d]
                for d in dict.fromkeys(a.document for a in found.answers if a.origin == n)
                if d in about
            )
            for n in numbers
        )
        return AccountView(account=found, sides=by_side(found), origins=carriers)

    def links_of_claim(self, claim: str, *, limit: int = 100, offset: int = 0) -> Page[Link]:
        """The links of a claim (or of the claim that a figure or an event belongs to): conflicts first."""
        with self._ledger.store.reading() as connection:
            name, _ = _claim_of(connection, claim)
            return self._links(
                connection, or_(link.c.from_claim == name, link.c.to_claim == name), limit, offset
            )

    def links_of_document(self, name: str, *, limit: int = 100, offset: int = 0) -> Page[Link]:
        """The links of a document's claims, those within it too: conflicts first."""
        with self._ledger.store.reading() as connection:
            found, _ = find(connection, name)
            where = or_(link.c.from_document == found.seq, link.c.to_document == found.seq)
            return self._links(connection, where, limit, offset)

    def disputes(self, *, limit: int = 50, offset: int = 0) -> Page[Link]:
        """All that contradicts, denies or disputes, the newest first."""
        with self._ledger.store.reading() as connection:
            query = (
                select(link.c.data).where(link.c.conflict).order_by(link.c.latest.desc(), link.c.id.desc())
            )
            return _page(connection, query, select(link.c.id).where(link.c.conflict), link_of, limit, offset)

    def accounts_of(self, row: str, *, limit: int = 50, offset: int = 0) -> Page[AccountLine]:
        """The accounts that rest on a row (a figure, a claim, or a document)."""
        with self._ledger.store.reading() as connection:
            inner = select(account_row.c.account).where(_rests(connection, row))
            query = select(account.c.data).where(account.c.id.in_(inner)).order_by(account.c.id)
            whole = select(account.c.id).where(account.c.id.in_(inner))
            return _page(connection, query, whole, lambda d: line_of(account_of(d)), limit, offset)

    def accounts_of_rows(self, rows: Sequence[tuple[str, str]], *, limit: int = 20) -> tuple[Account, ...]:
        """The accounts that rest on any of some rows (document and row), the most contested first."""
        wanted, found = set(rows), dict[str, tuple[Any, ...]]()
        order = account.c.disjoint_sides, account.c.origins, account.c.latest, account.c.id
        with self._ledger.store.reading() as connection:
            for batch in in_batches(sorted({row for _, row in wanted})):
                query = (
                    select(document.c.id.label("document"), account_row.c.figure, account_row.c.claim, *order)
                    .join(document, document.c.seq == account_row.c.document)
                    .join(account, account.c.id == account_row.c.account)
                    .where(or_(account_row.c.figure.in_(batch), account_row.c.claim.in_(batch)))
                )
                for name, figure, claim, *place in connection.execute(query):
                    if (name, figure) in wanted or (name, claim) in wanted:
                        found[place[-1]] = tuple(place)
            names = sorted(found, key=lambda n: found[n], reverse=True)[:limit]
            data = connection.execute(select(account.c.id, account.c.data).where(account.c.id.in_(names)))
            by_id = {name: account_of(words) for name, words in data}
        return tuple(by_id[n] for n in names)

    def accounts_resting_on(self, row: str) -> int:
        """How many accounts rest on a row (a figure, a claim, or a document)."""
        with self._ledger.store.reading() as connection:
            query = select(func.count(distinct(account_row.c.account))).where(_rests(connection, row))
            return int(connection.execute(query).scalar_one())

    def origin_of(self, name: str) -> tuple[str, ...]:
        """The documents that carry one text with this one, itself included."""
        with self._ledger.store.reading() as connection:
            found, _ = find(connection, name)
            first = select(origin.c.origin).where(origin.c.document == found.seq).scalar_subquery()
            query = (
                select(document.c.id).join(origin, origin.c.document == document.c.seq)
                .where(origin.c.origin == first).order_by(document.c.seq)
            )  # fmt: skip
            return tuple(connection.execute(query).scalars()) or (found.document.id,)

    def judge(self, a: str, b: str, verdict: Verdict, *, reason: str, who: str | None = None) -> Judged:
        """Say whether two claims (or the claims of two rows) speak of one matter: same, not_same or unsure.

        It is kept in the log for good and counts from the next `update_ledger` on; a later judgement on the
        same two takes its place. A = B and B = C make A = C; A = B and B ≠ C make A ≠ C. Judgements that
        cannot all hold are kept, the two claims stay apart, and ``conflicts`` says so.

        Raises:
            BadDecision: no such verdict, no reason, or twice the same claim.
            UnknownRow: there is no such row.

        """
        if self._ledger.store.read_only:
            raise ReadOnlyLedger(
                f"{self._ledger.name}: opened to be read only", "open it with the right to write"
            )
        if verdict not in VERDICTS:
            raise BadDecision(
                f"verdict {verdict!r} is none of the verdicts", f"choose from {', '.join(VERDICTS)}"
            )
        if not reason.strip():
            raise BadDecision("a judgement needs a reason", "say why with --reason")
        by = who or self._ledger.who
        with self._ledger.store.writing() as connection:
            (one, first), (other, second) = _claim_of(connection, a), _claim_of(connection, b)
            if one == other:
                raise BadDecision(f"{a} and {b} are one claim", "name two")
            at = self._ledger.now()
            payload = {"one": one, "other": other, "verdict": verdict, "reason": reason}
            about = connection.execute(select(document.c.id).where(document.c.seq == first)).scalar_one()
            number = chain.append(
                connection, at=at, who=by, action="judge", document=about, row=one, payload=payload
            )
            connection.execute(
                judgement.insert(),
                {"entry": number, "one": one, "other": other, "one_document": first, "other_document": second,
                 "verdict": verdict, "who": by, "at": at, "reason": reason},
            )  # fmt: skip
            conflicts = Judgements(j for j, _ in kept.judgements(connection)).conflicts()
        return Judged(number, tuple(conflicts))

    def take_back(self, number: int, *, reason: str, who: str | None = None) -> Judged:
        """Take a judgement back by another one: what was said of the two before it, or unsure.

        Raises:
            BadDecision: the entry is no judgement, or a later one has taken its place.

        """
        with self._ledger.store.reading() as connection:
            given = [j for j, _ in kept.judgements(connection)]
        taken = next((j for j in given if j.entry == number), None)
        if taken is None:
            raise UnknownDecision(f"entry {number} is no judgement", "see the history of the row")
        both = {taken.one, taken.other}
        on_both = [j for j in given if {j.one, j.other} == both]
        if on_both[-1] is not taken:
            raise Undone(f"entry {number} was replaced by {on_both[-1].entry} already", "take that one back")
        verdict: Verdict = on_both[-2].verdict if len(on_both) > 1 else "unsure"
        ends = self._named(taken)
        return self.judge(
            *ends, verdict, reason=f"takes back {number}: {reason}" if reason.strip() else "", who=who
        )

    def _named(self, taken: Judgement) -> tuple[str, str]:
        """The two claims of a judgement with their documents, as a claim's id may stand in several."""
        with self._ledger.store.reading() as connection:
            ends = connection.execute(
                select(judgement.c.one_document, judgement.c.other_document).where(
                    judgement.c.entry == taken.entry
                )
            ).one()
            ids = dict(
                connection.execute(select(document.c.seq, document.c.id).where(document.c.seq.in_(ends)))
                .tuples()
                .all()
            )
        return f"{ids[ends[0]]}/{taken.one}", f"{ids[ends[1]]}/{taken.other}"

    def judgements(self, row: str | None = None, *, limit: int = 100, offset: int = 0) -> Page[Judgement]:
        """What people said, the newest first; of one row, or all."""
        with self._ledger.store.reading() as connection:
            query, whole = select(judgement).order_by(judgement.c.entry.desc()), select(judgement.c.entry)
            if row is not None:
                name, _ = _claim_of(connection, row)
                where = or_(judgement.c.one == name, judgement.c.other == name)
                query, whole = query.where(where), whole.where(where)
            limit, offset = _bounded(limit, offset)
            rows = tuple(
                Judgement(r.entry, r.one, r.other, r.verdict, r.who, r.at, r.reason)
                for r in connection.execute(query.limit(limit).offset(offset))
            )
            return Page(rows, _count(connection, whole), limit, offset)

    def conflicts(self) -> list[str]:
        """Judgements that cannot all hold, in words."""
        with self._ledger.store.reading() as connection:
            return Judgements(j for j, _ in kept.judgements(connection)).conflicts()

    def _links(
        self, connection: Connection, where: ColumnElement[bool], limit: int, offset: int
    ) -> Page[Link]:
        order = link.c.conflict.desc(), link.c.latest.desc(), link.c.id.desc()
        query = select(link.c.data).where(where).order_by(*order)
        return _page(connection, query, select(link.c.id).where(where), link_of, limit, offset)


def _page(
    connection: Connection, query: Select[Any], whole: Select[Any], made: Any, limit: int, offset: int  # noqa: ANN401
) -> Page[Any]:  # fmt: skip
    limit, offset = _bounded(limit, offset)
    rows = connection.execute(query.limit(limit).offset(offset)).scalars()
    return Page(tuple(made(data) for data in rows), _count(connection, whole), limit, offset)


def _bounded(limit: int, offset: int) -> tuple[int, int]:
    return max(1, min(limit, MOST)), max(0, offset)


def _count(connection: Connection, whole: Select[Any]) -> int:
    return int(connection.execute(select(func.count()).select_from(whole.subquery())).scalar_one())


def _carriers(connection: Connection, found: Account) -> dict[str, Carrier]:
    d = document.c
    about: dict[str, Carrier] = {}
    for batch in in_batches(sorted({a.document for a in found.answers})):
        for row in connection.execute(
            select(d.id, d.outlet, d.title, d.url, d.published).where(d.id.in_(batch))
        ):
            about[row.id] = Carrier(row.id, row.outlet, row.title, row.url, row.published)
    return about


def _claim_of(connection: Connection, name: str) -> tuple[str, int]:
    """The claim that a row is or belongs to, and its document's number."""
    found, row = find(connection, name)
    if row is None:
        raise UnknownRow(f"{name} is a document", "name a claim, a figure or an event of it")
    place = (
        select(entry.c.claim)
        .where(entry.c.document == found.seq, entry.c.id == row)
        .order_by(entry.c.seq.desc())
    )
    number = connection.execute(place.limit(1)).scalar_one_or_none()
    claim = connection.execute(select(entry.c.id).where(entry.c.seq == number)).scalar_one_or_none()
    if claim is None:
        raise UnknownRow(f"{name} belongs to no claim", "name a claim, a figure or an event")
    return claim, found.seq


def _rests(connection: Connection, name: str) -> ColumnElement[bool]:
    found, row = find(connection, name)
    if row is None:
        return account_row.c.document == found.seq
    return (account_row.c.document == found.seq) & or_(
        account_row.c.figure == row, account_row.c.claim == row
    )


__all__ = [
    "MOST", "AccountLine", "AccountView", "Carrier", "Judged", "Page", "SideAnswers", "State", "Stored",
    "by_side",
]  # fmt: skip
