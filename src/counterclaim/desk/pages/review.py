"""Review: one row at a time, by keyboard."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from litestar import get
from litestar.params import Parameter
from litestar.response import Template

from counterclaim.desk.asked import Asked
from counterclaim.desk.compared import compared
from counterclaim.desk.pages.shared import page
from counterclaim.desk.service import Desk
from counterclaim.ledger.showing import Shown
from counterclaim.model import vocabulary as v

Done = Annotated[int | None, Parameter(ge=1, le=2_000_000_000)]
Row = Annotated[str | None, Parameter(max_length=80)]
# Fields that a person may set here, with their closed vocabularies.
FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "claim": {
        "speaker": (),
        "stance": get_args(v.Stance),
        "quotation": get_args(v.Quotation),
        "certainty.value": get_args(v.CertaintyValue),
    },
    "figure": {
        "value": (),
        "low": (),
        "high": (),
        "measure": get_args(v.Measure),
        "object": (),
        "qualifier": get_args(v.Qualifier),
        "affected.side": (),
        "affected.population": get_args(v.Population),
        "place": (),
    },
    "event": {"type": get_args(v.EventType), "status": get_args(v.EventStatus), "weapon": ()},
    "trend": {"topic": get_args(v.TrendTopic), "direction": get_args(v.Direction)},
    "person": {"status": get_args(v.PersonStatus), "age": ()},
}


@get("/review", sync_to_thread=True, include_in_schema=False)
def review(desk: Desk, asked: Asked, row: Row = None, done: Done = None, judged: Done = None) -> Template:
    """The queue, and the row at its head (or the one asked for)."""
    queue = desk.ledger.pressing(asked.filters, limit=desk.settings.page)
    name = row or (f"{queue[0].hit.document}/{queue[0].hit.id}" if queue else None)
    found = desk.ledger.show(name) if name else None
    shown = found if isinstance(found, Shown) else None
    at = next((n for n, w in enumerate(queue) if shown and w.hit.id == shown.id), -1)
    after = queue[at + 1] if 0 <= at + 1 < len(queue) else None
    before = queue[at - 1] if at > 0 else None
    claim, others, judgements = compared(desk, shown) if shown else (None, [], [])
    return page(
        "review", desk, queue=queue, row=shown, at=at, after=after, before=before, asked=asked,
        fields=_fields(shown) if shown else [], accounts=_accounts(desk, shown) if shown else [],
        claim=claim, others=others, judgements=judgements, done=done, judged=judged,
    )  # fmt: skip


def _accounts(desk: Desk, row: Shown) -> list[Any]:
    """The accounts that rest on a row."""
    return list(desk.stored.accounts_of(f"{row.document}/{row.id}").rows)


def _fields(shown: Shown) -> list[dict[str, Any]]:
    """What the reader found and what people set, side by side."""
    made = []
    for name, choices in FIELDS.get(shown.kind, {}).items():
        value: Any = shown.row
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if name == "speaker":
            value = shown.speaker
        human = shown.human.get(name)
        made.append({"name": name, "choices": choices, "machine": value, "human": human})
    return made
