"""Accounts and links of the whole ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterclaim.ledger import Ledger
from counterclaim.ledger.showing import Shown
from counterclaim.reconcile import Account, Link, reconcile


@dataclass(frozen=True, slots=True)
class Contest:
    """What compares what; ``weight`` counts the accounts that rest on a row. Files are document ids."""

    accounts: dict[str, Account]
    links: tuple[Link, ...]
    weight: Counter[str]


def contest(ledger: Ledger) -> Contest:
    """Accounts and links of the current documents."""
    readings = list(ledger.readings())
    made = reconcile(readings, names=[r.document.id for r in readings])
    weight: Counter[str] = Counter()
    for account in made.accounts:
        weight.update({r for a in account.answers for r in (a.claim, a.figure)})
    return Contest({a.id: a for a in made.accounts}, tuple(made.links), weight)


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
        shown = ledger.show(f"{answer.file}/{answer.claim}")
        figure = ledger.show(f"{answer.file}/{answer.figure}")
        assert isinstance(shown, Shown) and isinstance(figure, Shown)
        made.append(
            Said(
                answer.figure, answer.claim, answer.file, shown.title or answer.file, shown.outlet, shown.url,
                answer.voice, answer.side, answer.said, answer.low, answer.high, answer.text,
                str(shown.row.get("stance", "")), shown.before[-80:], shown.words, shown.after[:80],
                answer.origin + 1, figure.review,
            )
        )  # fmt: skip
    return made


def reasons_of(contest: Contest, account: Account) -> tuple[list[Link], list[Link]]:
    """Links that dispute the account's claims, and those that say why a near miss is not comparable."""
    claims = {(a.file, a.claim) for a in account.answers}
    disputes, apart = [], []
    for link in contest.links:
        touches = {
            (link.source.document, link.source.claim),
            (link.target.document, link.target.claim),
        } & claims
        if touches and link.kind in ("contradicts", "disputes", "denies", "corrects"):
            disputes.append(link)
        elif touches and link.kind == "not_comparable":
            apart.append(link)
    return disputes, apart
