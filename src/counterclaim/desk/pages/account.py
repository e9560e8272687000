"""One contested question: who gave which figure, when, in which words."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from counterclaim.desk.contest import answers_of, reasons_of
from counterclaim.desk.pages.shared import page, pager
from counterclaim.desk.service import Desk
from counterclaim.reconcile.stored import Stored


@get("/accounts", sync_to_thread=True, include_in_schema=False)
def accounts(desk: Desk, offset: Annotated[int, Parameter(ge=0, le=1_000_000)] = 0) -> Template:
    """All contested questions, the most contested first."""
    stored, limit = Stored(desk.ledger), desk.settings.page
    listed = stored.accounts(limit=limit, offset=offset)
    return page(
        "accounts", desk, accounts=[stored.account(a.id).account for a in listed.rows],
        pager=pager(listed.total, limit, offset),
    )  # fmt: skip


@get("/accounts/{account_id:str}", sync_to_thread=True, include_in_schema=False)
def account(desk: Desk, account_id: str) -> Template:
    """The page of an account."""
    view = Stored(desk.ledger).account(account_id)
    found = view.account
    answers = answers_of(desk.ledger, found)
    disputes, apart = reasons_of(desk.ledger, found)
    sides: dict[str, list[object]] = {}
    for each in answers:
        sides.setdefault(each.side or "No side named", []).append(each)
    return page(
        "account",
        desk,
        tab="accounts",
        account=found,
        origins=view.origins,
        answers=answers,
        sides=sides,
        disputes=disputes,
        apart=apart,
    )
