"""One contested question: who gave which figure, when, in which words."""

from __future__ import annotations

from litestar import get
from litestar.response import Template

from counterclaim.desk.contest import answers_of, reasons_of
from counterclaim.desk.pages.shared import page
from counterclaim.desk.service import Desk
from counterclaim.reconcile.stored import Stored


@get("/accounts/{account_id:str}", sync_to_thread=True, include_in_schema=False)
def account(desk: Desk, account_id: str) -> Template:
    """The page of an account."""
    found = Stored(desk.ledger).account(account_id).account
    answers = answers_of(desk.ledger, found)
    disputes, apart = reasons_of(desk.ledger, found)
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
