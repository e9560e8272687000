"""What every page hands to its template."""

from __future__ import annotations

from typing import Any

from litestar.response import Template

from counterclaim.desk.service import Desk
from counterclaim.ledger.search import Hit


def page(template: str, desk: Desk, **context: Any) -> Template:  # noqa: ANN401
    """A page; ``tab`` is the place in the main navigation."""
    return Template(
        f"{template}.html",
        context={"tab": template, "who": desk.ledger.who, "ledger_name": desk.ledger.name, **context},
    )


def pager(total: int, limit: int, offset: int) -> dict[str, int | str | None]:
    """Where this page stands among all, and its neighbours: their offsets, or (``_at``) their addresses."""
    return {
        "total": total,
        "first": min(offset + 1, total),
        "last": min(offset + limit, total),
        "before": max(0, offset - limit) if offset else None,
        "after": offset + limit if offset + limit < total else None,
        "before_at": None,
        "after_at": None,
    }


def titles(hits: list[Hit]) -> dict[str, str]:
    """Document ids to what they are called."""
    return {h.document: h.title or h.outlet or h.document for h in hits}
