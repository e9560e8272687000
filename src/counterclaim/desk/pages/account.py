"""One contested question: who gave which figure, when, in which words."""

from __future__ import annotations

from litestar import get
from litestar.response import Template

from counterclaim.desk.contest import answers_of, reasons_of
from counterclaim.desk.pages.shared import page
from counterclaim.desk.problems import NotFound
from counterclaim.desk.service import Desk


@get("/accounts/{account_id:str}", sync_to_thread=True, include_in_schema=False)
def account(desk: Desk, account_id: str) -> Template:
    """The page of an account."""
    found = desk.contest.accounts.get(account_id)
    if found is None:
        raise NotFound(
            f"no account {account_id!r}", "accounts change with the ledger; find the question on the overview"
        )
    answers = answers_of(desk.ledger, found)
    disputes, apart = reasons_of(desk.contest, found)
    sides: dict[str, list[object]] = {}
    for each in answers:
        sides.setdefault(each.side or "No side named", []).append(each)
    return page(
        "account",
        desk,
        tab="overview",
        account=found,
        answers=answers,
        sides=sides,
        disputes=disputes,
        apart=apart,
    )
