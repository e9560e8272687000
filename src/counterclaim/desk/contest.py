"""Accounts and links of the ledger, as ``counterclaim reconcile`` last left them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterclaim.ledger import Ledger
from counterclaim.ledger.showing import Shown
from counterclaim.reconcile import Account, Link
from counterclaim.reconcile.stored import Stored

_ACCOUNTS = 300  # the most contested, whose rows are weighed for review
_CLAIMS = 60  # of one account, whose links are looked up


@dataclass(frozen=True, slots=True)
class Contest:
    """The most contested accounts and newest disputes; ``weight`` counts the accounts that rest on a row.

    ``number`` and ``disputes`` count all there are; ``waiting`` the documents not compared yet.
    """

    accounts: dict[str, Account]
    links: tuple[Link, ...]
    weight: Counter[str]
    number: int
    disputes: int
    waiting: int


def contest(ledger: Ledger) -> Contest:
    """What the last run of reconcile found."""
    stored = Stored(ledger)
    accounts: dict[str, Account] = {}
    page = stored.accounts(limit=100)
    while page.rows and len(accounts) < _ACCOUNTS:
        accounts.update({line.id: stored.account(line.id).account for line in page.rows})
        page = stored.accounts(limit=100, offset=page.offset + page.limit)
    weight: Counter[str] = Counter()
    for account in accounts.values():
        weight.update({r for a in account.answers for r in (a.claim, a.figure)})
    disputes = stored.disputes(limit=100)
    return Contest(accounts, disputes.rows, weight, page.total, disputes.total, stored.state().waiting)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with its words and where they stand."""

    figure: str
    claim: str
    document: str
    title: str
    outlet: str | None
    url: str | None
    voice: str
    side: str | None
    said: str | None
    low: float | None
    high: float | None
    text: str
    stance: str
    before: str
    words: str
    after: str
    origin: int
    review: str


def answers_of(ledger: Ledger, account: Account) -> list[Said]:
    """The answers of an account with their words."""
    made = []
    for answer in account.answers:
        shown = ledger.show(f"{answer.document}/{answer.claim}")
        figure = ledger.show(f"{answer.document}/{answer.figure}")
        assert isinstance(shown, Shown) and isinstance(figure, Shown)
        made.append(
            Said(
                answer.figure,
                answer.claim,
                answer.document,
                shown.title or answer.document,
                shown.outlet,
                shown.url,
                answer.voice,
                answer.side,
                answer.said,
                answer.low,
                answer.high,
                answer.text,
                str(shown.row.get("stance", "")),
                shown.before[-80:],
                shown.words,
                shown.after[:80],
                answer.origin + 1,
                figure.review,
            )
        )
    return made


def reasons_of(ledger: Ledger, account: Account) -> tuple[list[Link], list[Link]]:
    """Links that dispute the account's claims, and those that say why a near miss is not comparable."""
    stored = Stored(ledger)
    found: dict[str, Link] = {}
    for name in dict.fromkeys(f"{a.document}/{a.claim}" for a in account.answers[:_CLAIMS]):
        found.update({k.id: k for k in stored.links_of_claim(name).rows})
    disputes = [k for k in found.values() if k.kind in ("contradicts", "disputes", "denies", "corrects")]
    return disputes, [k for k in found.values() if k.kind == "not_comparable"]
