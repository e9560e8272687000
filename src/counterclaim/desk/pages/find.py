"""Search, documents, actors and places."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import quote

from litestar import get
from litestar.params import Parameter
from litestar.response import Redirect, Template

from counterclaim.desk.asked import Asked, of
from counterclaim.desk.pages.shared import page, pager
from counterclaim.desk.problems import NotFound
from counterclaim.desk.service import Desk
from counterclaim.ledger.showing import Shown
from counterclaim.ledger.words import fold
from counterclaim.lexicon.parties import lexicon, party
from counterclaim.reconcile import Account

Offset = Annotated[int, Parameter(ge=0, le=1_000_000)]
_LATEST = 300  # figures of an actor or a place whose accounts are looked up
_NAMES = 300  # characters
_ROW = re.compile(r"[ap]-h?[0-9a-f]{6,16}")


@get("/search", sync_to_thread=True, include_in_schema=False)
def search(desk: Desk, asked: Asked, offset: Offset = 0) -> Template:
    """Rows that match, with counts by facet."""
    limit = desk.settings.page
    found = desk.search(asked.filters, limit=limit, offset=offset)
    return page(
        "search", desk, asked=asked, found=found, kind=asked.filters.kinds()[0],
        pager=pager(found.total, limit, offset), weight=desk.weights((h.document, h.id) for h in found.hits),
    )  # fmt: skip


@get("/documents", sync_to_thread=True, include_in_schema=False)
def documents(
    desk: Desk, q: Annotated[str | None, Parameter(max_length=300)] = None, offset: Offset = 0
) -> Template:
    """All documents, latest added first, or those with these words."""
    limit = desk.settings.page
    q = (q or "").strip()
    listed = desk.ledger.page_of_documents(q or None, limit=limit, offset=offset)
    return page("documents", desk, documents=listed.documents, q=q, pager=pager(listed.total, limit, offset))


@get("/actors/{name:path}", sync_to_thread=True, include_in_schema=False)
def actor(desk: Desk, name: str, offset: Offset = 0) -> Template | Redirect:
    """What an actor says: by its name, or by the id of one of its rows."""
    name = name.strip("/")
    if _ROW.fullmatch(name):
        shown = desk.ledger.show(name)
        if isinstance(shown, Shown) and shown.row.get("name"):
            return Redirect(f"/actors/{quote(shown.row['name'], safe='')}")
    limit = desk.settings.page
    names = called(name[:300])
    asked = of({"speaker": " ".join(f'"{n}"' for n in names), "kind": "claim"})
    found = desk.search(asked.filters, limit=limit, offset=offset)
    if not found.total or not fold(name):  # quotes round signs alone would be no name
        raise NotFound(f"nobody called {name[:80]!r} speaks in this ledger", "look for them with search")
    contested = _contested(desk, of({**asked.given, "kind": "figure"}))
    return page(
        "actor", desk, tab="search", name=name, found=found, asked=asked, accounts=contested,
        pager=pager(found.total, limit, offset),
    )  # fmt: skip


def called(name: str) -> list[str]:
    """The name and, of a party of the lexicon, its other names: whole ones, as "An" is not "Ankara"."""
    known = party(name) or party(name.removeprefix("the ").removeprefix("The "))
    others = [n for n, p in lexicon().names.items() if p == known] if known is not None else []
    names = [n.replace('"', " ") for n in dict.fromkeys((name, *others))]
    while sum(len(n) + 3 for n in names) > _NAMES and len(names) > 1:  # a filter has to fit an address
        names.pop()
    return names


@get("/places/{name:path}", sync_to_thread=True, include_in_schema=False)
def place(desk: Desk, name: str, offset: Offset = 0) -> Template | Redirect:
    """What is said to have happened at a place: by its name, GeoNames number or the id of one of its rows."""
    name = name.strip("/")
    if _ROW.fullmatch(name):
        shown = desk.ledger.show(name)
        if isinstance(shown, Shown) and shown.row.get("name"):
            return Redirect(f"/places/{quote(shown.row['name'], safe='')}")
    spots = desk.ledger.spots(name[:300])
    if not spots:
        raise NotFound(f"no place {name[:80]!r} in this ledger", "look for it with search")
    limit = desk.settings.page
    found = {
        kind: desk.search(
            of({"place": spots[0].name, "kind": kind}).filters,
            limit=limit,
            offset=offset,
            facets=kind == "claim",
        )
        for kind in ("event", "figure", "claim")
    }
    total = max(f.total for f in found.values())
    contested = _contested(desk, of({"place": spots[0].name, "kind": "figure"}))
    return page(
        "place", desk, tab="map", name=spots[0].name, spots=spots, found=found, accounts=contested,
        pager=pager(total, limit, offset),
    )  # fmt: skip


def _contested(desk: Desk, asked: Asked) -> tuple[Account, ...]:
    """The most contested accounts that rest on the latest figures found."""
    hits = desk.search(asked.filters, limit=_LATEST, facets=False).hits
    return desk.stored.accounts_of_rows([(h.document, h.id) for h in hits])
