"""Accounts and links of the ledger, as ``counterclaim reconcile`` last left them."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.ledger import Ledger
from counterclaim.ledger.showing import Shown
from counterclaim.reconcile import Account, Link
from counterclaim.reconcile.stored import Stored

_ACCOUNTS, _DISPUTES = 12, 8  # of the front page
_CLAIMS = 60  # of one account, whose links are looked up


@dataclass(frozen=True, slots=True)
class Contest:
    """The most contested accounts and the newest disputes.

    ``number`` and ``disputes`` count all there are; ``one_origin`` the accounts of one origin only.
    """

    accounts: dict[str, Account]
    links: tuple[Link, ...]
    number: int
    disputes: int
    one_origin: int


def contest(ledger: Ledger) -> Contest:
    """What the last run of reconcile found."""
    stored = Stored(ledger)
    page = stored.accounts(limit=_ACCOUNTS)
    accounts = {line.id: stored.account(line.id).account for line in page.rows}
    disputes = stored.disputes(limit=_DISPUTES)
    return Contest(accounts, disputes.rows, page.total, disputes.total, stored.of_one_origin())


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
