"""The overview: what the ledger holds, what is contested, what is missing."""

from __future__ import annotations

from typing import Any

from litestar import get
from litestar.response import Template

from counterclaim.desk.pages.shared import page
from counterclaim.desk.service import Desk

_NEW = 8


@get("/", sync_to_thread=True, include_in_schema=False)
def overview(desk: Desk) -> Template:
    """The front page."""
    held, contest = desk.holding, desk.contest
    accounts = list(contest.accounts.values())
    disputes = contest.links
    recent = desk.ledger.page_of_documents(limit=_NEW)
    names = {d.id: d.title or d.id for d in recent.documents}
    for name in {e.document for k in disputes for e in (k.source, k.target)} - names.keys():
        names[name] = desk.ledger.document(name).document.title or name
    return page(
        "overview",
        desk,
        held=held,
        accounts=accounts,
        number_of_accounts=contest.number,
        waiting=desk.standing.waiting,
        disputes=disputes,
        number_of_disputes=contest.disputes,
        recent=recent.documents,
        names=names,
        gaps=_gaps(desk),
    )


def _gaps(desk: Desk) -> list[dict[str, Any]]:
    """What the ledger does not know, each with a link to the rows."""
    held = desk.holding
    found = [
        ("documents without a publication date", held.undated, None),
        ("documents kept without a reading (no reader for their language)", held.unread, None),
        ("questions answered by one independent origin only", desk.contest.one_origin, None),
        ("texts taken down", held.removed, None),
    ]
    return [{"what": what, "count": count, "link": link} for what, count, link in found if count]
