"""Calls that read a text, or write to the log: decisions, undoing, rows that the reader missed."""

from __future__ import annotations

from typing import Annotated

from litestar import post
from litestar.params import Parameter

from counterclaim.desk.api.bodies import Decided, Decision, Judged, Judging, NewRow, ToRead, Undo
from counterclaim.desk.api.shared import problems
from counterclaim.desk.service import Desk
from counterclaim.model.reading import Reading

Number = Annotated[int, Parameter(ge=1, le=2_000_000_000, description="the entry of the log")]


@post("/read", sync_to_thread=True, status_code=200, responses=problems(403, 422))
def read(desk: Desk, data: ToRead) -> Reading:
    """Read a text; nothing is kept."""
    from counterclaim.api import read as read_text

    return read_text(data.text, published=data.published, outlet=data.outlet, title=data.title)


@post("/decisions", sync_to_thread=True, responses=problems(403, 422))
def decide(desk: Desk, data: Decision) -> Decided:
    """Set a field of a row; the reader's value stays beside it."""
    made = desk.ledger.decide(data.row, data.field, data.value, reason=data.reason)
    desk.changed()
    return Decided(made, data.row)


@post("/decisions/{number:int}/undo", sync_to_thread=True, responses=problems(403, 409, 422))
def undo(desk: Desk, number: Number, data: Undo) -> Decided:
    """Take a decision back, by another one."""
    made = desk.ledger.undo(number, reason=data.reason)
    desk.changed()
    return Decided(made, None)


@post("/rows", sync_to_thread=True, responses=problems(403, 422))
def add(desk: Desk, data: NewRow) -> Decided:
    """Add a row that the reader missed."""
    more = {"relation": dict(data.fields)} if data.kind == "relation" else dict(data.fields)
    made = desk.ledger.add_row(data.document, data.kind, data.start, data.end, reason=data.reason, **more)
    desk.changed()
    return Decided(None, made)


@post("/judgements", sync_to_thread=True, responses=problems(403, 422))
def judge(desk: Desk, data: Judging) -> Judged:
    """Say whether two claims speak of one matter; it counts when the ledger is next reconciled."""
    made = desk.stored.judge(data.one, data.other, data.verdict, reason=data.reason)
    desk.changed()
    return Judged(made.entry, list(made.conflicts))


@post("/judgements/{number:int}/undo", sync_to_thread=True, responses=problems(403, 409, 422))
def take_back(desk: Desk, number: Number, data: Undo) -> Judged:
    """Take a judgement back, by another one."""
    made = desk.stored.take_back(number, reason=data.reason)
    desk.changed()
    return Judged(made.entry, list(made.conflicts))


HANDLERS = [read, decide, undo, add, judge, take_back]
