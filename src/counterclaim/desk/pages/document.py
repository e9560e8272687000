"""One document: its text with the rows marked, its versions, another beside it."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from counterclaim.desk.differ import runs
from counterclaim.desk.marked import once, paragraphs, row_views
from counterclaim.desk.pages.shared import page
from counterclaim.desk.service import Desk
from counterclaim.ledger.showing import Shown
from counterclaim.model import vocabulary

# What a row that somebody adds may say.
_VOCABULARY = {
    "stances": get_args(vocabulary.Stance),
    "measures": get_args(vocabulary.Measure),
    "links": tuple(k for k in get_args(vocabulary.LinkKind) if k not in ("same_origin", "not_comparable")),
}
With = Annotated[str | None, Parameter(query="with", max_length=80, required=False)]


@get("/documents/{name:str}", sync_to_thread=True, include_in_schema=False)
def document(desk: Desk, name: str, beside: With = None) -> Template:
    """The page of a document (or of the document that a row stands in)."""
    one = _column(desk, name)
    history = desk.ledger.history(one["document"].id)
    ids = [v.document for v in history.versions]
    undone: set[int] = set()
    for made in reversed(history.decisions):  # an undoing may itself have been undone
        if made["action"] == "undo" and made["entry"] not in undone and "undoes" in made:
            undone.add(made["undoes"])
    context: dict[str, Any] = {"one": one, "history": history, "other": None, "runs": None, "undone": undone}
    if beside:
        other = _column(desk, beside)
        context["other"] = other
        if other["document"].id in ids and other["document"].id != one["document"].id:
            first, second = sorted((one, other), key=lambda c: ids.index(c["document"].id))
            context["runs"] = runs(first["document"].text, second["document"].text)
            context["versions"] = (first, second)
    return page("document", desk, tab="documents", vocabulary=_VOCABULARY, **context)


def _column(desk: Desk, name: str) -> dict[str, Any]:
    record = desk.ledger.document(name)
    found = record.document
    reading = desk.ledger.reading(found.id, decisions=True)
    shown = desk.ledger.show(found.id)
    assert not isinstance(shown, Shown)
    return {
        "document": found,
        "about": shown,
        "paragraphs": once(paragraphs(reading)),
        "rows": row_views(reading, desk.ledger.reviews(found.id)),
        "reading": reading,
        "contested": desk.weights((found.id, c.id) for c in reading.claims),
    }
