"""Calls that only look: documents, rows, accounts, links, decisions, exports."""

from __future__ import annotations

from typing import Annotated, Any

from litestar import Response, get
from litestar.params import Parameter

from counterclaim.desk.api.bodies import (
    Accounts,
    Citation,
    Documents,
    Entries,
    Entry,
    Judgements,
    Links,
    Text,
)
from counterclaim.desk.api.shared import Limit, Name, Offset, problems
from counterclaim.desk.asked import Asked
from counterclaim.desk.leaving import file_of
from counterclaim.desk.pages.map import features, gathered_features, mapped
from counterclaim.desk.problems import NotFound
from counterclaim.desk.service import Desk
from counterclaim.ledger.overview import Holding
from counterclaim.ledger.search import Result
from counterclaim.ledger.showing import Shown, ShownDocument
from counterclaim.ledger.versions import History
from counterclaim.model.reading import Reading
from counterclaim.reconcile import Account

Words = Annotated[
    str | None,
    Parameter(max_length=300, description="words in text or title", schema_extra={"pattern": r"[^\W_]"}),
]


@get("/documents", sync_to_thread=True, responses=problems())
def documents(desk: Desk, q: Words = None, limit: Limit = 50, offset: Offset = 0) -> Documents:
    """Current documents, latest added first, or those with these words."""
    page = desk.ledger.page_of_documents(q, limit=limit, offset=offset)
    return Documents(page.total, offset, page.documents)


@get("/documents/{name:str}", sync_to_thread=True, responses=problems())
def document(desk: Desk, name: Name) -> ShownDocument:
    """All about a document but its text and rows."""
    shown = desk.ledger.show(name)
    found = desk.ledger.show(shown.document) if isinstance(shown, Shown) else shown
    assert not isinstance(found, Shown)
    return found


@get("/documents/{name:str}/text", sync_to_thread=True, responses=problems())
def text(desk: Desk, name: Name) -> Text:
    """A document's text as published."""
    found = desk.ledger.document(name).document
    return Text(found.id, found.text, found.text_sha256)


@get("/documents/{name:str}/reading", sync_to_thread=True, responses=problems())
def reading(desk: Desk, name: Name, decisions: bool = True) -> Reading:
    """A document's reading, with people's decisions applied or as the reader made it."""
    return desk.ledger.reading(name, decisions=decisions)


@get("/documents/{name:str}/history", sync_to_thread=True, responses=problems())
def history(desk: Desk, name: Name) -> History:
    """The versions of a document, what changed, and the decisions on it."""
    return desk.ledger.history(name)


@get("/claims", sync_to_thread=True, responses=problems())
def claims(desk: Desk, asked: Asked, limit: Limit = 50, offset: Offset = 0) -> Result:
    """Rows that match all filters, latest published first, with counts by facet."""
    return desk.search(asked.filters, limit=limit, offset=offset)


@get("/rows/{name:str}", sync_to_thread=True, responses=problems())
def row(desk: Desk, name: Name) -> Shown:
    """A row with its words in context, its document, hashes and history."""
    found = desk.ledger.show(name)
    if not isinstance(found, Shown):
        raise NotFound(f"{name} is a document", f"ask for /api/documents/{name}")
    return found


@get("/rows/{name:str}/citation", sync_to_thread=True, responses=problems())
def citation(desk: Desk, name: Name) -> Citation:
    """A row as quotation, speaker, source, date and hash."""
    return Citation(name, desk.ledger.cite(name))


@get("/accounts", sync_to_thread=True, responses=problems())
def accounts(desk: Desk, limit: Limit = 50, offset: Offset = 0) -> Accounts:
    """Contested questions, the most contested first."""
    stored = desk.stored
    page = stored.accounts(limit=limit, offset=offset)
    return Accounts(page.total, offset, [stored.account(a.id).account for a in page.rows])


@get("/accounts/{name:str}", sync_to_thread=True, responses=problems())
def account(desk: Desk, name: Name) -> Account:
    """One question with all its answers."""
    return desk.stored.account(name).account


@get("/links", sync_to_thread=True, responses=problems())
def links(
    desk: Desk,
    document: Annotated[str | None, Parameter(max_length=80)] = None,
    claim: Annotated[str | None, Parameter(max_length=80)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Links:
    """The links of a claim or of a document; without either, what is disputed, the newest first."""
    stored = desk.stored
    if claim:
        page = stored.links_of_claim(claim, limit=limit, offset=offset)
    elif document:
        page = stored.links_of_document(document, limit=limit, offset=offset)
    else:
        page = stored.disputes(limit=limit, offset=offset)
    return Links(page.total, offset, list(page.rows))


@get("/map", sync_to_thread=True, responses=problems(), media_type="application/geo+json")
def events(desk: Desk, asked: Asked) -> dict[str, Any]:
    """The events of the map page as GeoJSON; those without a point or a date of their own are counted.

    ``by`` says what a feature is: a row, or (of many rows) a place with its number of rows.
    """
    found = mapped(desk, asked)
    made = gathered_features(found.whole.points) if found.whole else features(found.rows)
    counts = {"total": found.total, "without_point": found.without_point, "without_date": found.without_date}
    return {**made, "by": "place" if found.whole else "row", **counts}


@get("/review", sync_to_thread=True, responses=problems())
def review(desk: Desk, asked: Asked, limit: Limit = 50) -> list[dict[str, Any]]:
    """Rows that wait for a person, the most pressing first."""
    return [
        {
            "row": w.hit.id,
            "document": w.hit.document,
            "kind": w.hit.kind,
            "words": w.hit.words,
            "accounts": w.accounts,
            "confidence": w.confidence,
            "priority": w.priority,
        }
        for w in desk.ledger.pressing(asked.filters, limit=limit)
    ]


@get("/decisions", sync_to_thread=True, responses=problems())
def decisions(
    desk: Desk,
    document: Annotated[str | None, Parameter(max_length=80)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Entries:
    """What people decided, newest first."""
    found = desk.ledger.decisions(document, limit=limit, offset=offset)
    told = [Entry(e.seq, e.at, e.who, e.action, e.document, e.row, e.payload) for e in found.entries]
    return Entries(found.total, offset, told)


@get("/judgements", sync_to_thread=True, responses=problems())
def judgements(
    desk: Desk,
    row: Annotated[str | None, Parameter(max_length=80, min_length=1)] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Judgements:
    """What people said on whether two claims speak of one matter, newest first; of a row, or all."""
    page = desk.stored.judgements(row, limit=limit, offset=offset)
    return Judgements(page.total, offset, list(page.rows))


@get("/holding", sync_to_thread=True, responses=problems())
def holding(desk: Desk) -> Holding:
    """What the ledger holds, counted."""
    return desk.holding


@get("/exports/{form:str}", sync_to_thread=True, responses=problems(), media_type="application/octet-stream")
def exports(
    desk: Desk, form: Name, asked: Asked, account: Annotated[str | None, Parameter(max_length=80)] = None
) -> Response[bytes]:
    """The rows of a view as a file, redacted: csv, json (lines), geojson, xlsx, hxl, acled, webannotation."""
    body, media, name = file_of(desk, form, asked, account)
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media, headers=headers)


HANDLERS = [
    documents,
    document,
    text,
    reading,
    history,
    claims,
    row,
    citation,
    accounts,
    account,
    links,
    events,
    review,
    decisions,
    judgements,
    holding,
    exports,
]
