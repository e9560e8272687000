"""What the ids of a document's rows stand for, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, bindparam, select, union_all

from counterclaim.ledger.rows import Item, decoded
from counterclaim.ledger.schema import context, entry
from counterclaim.model.rows import Actor, Claim, Event, Figure, Moment, Place

_ID = re.compile(r"[a-z]-h?[0-9a-f]{6,16}")
_WORDS = 80  # code points of a claim or figure that are shown
# Built once: making a query anew costs more than asking it.
_ROWS = union_all(
    *(
        select(table.c.id, table.c.kind, table.c.data, table.c.reading).where(
            table.c.document == bindparam("document"), table.c.id.in_(bindparam("ids", expanding=True))
        )
        for table in (entry, context)
    )
).order_by("reading")


def named(connection: Connection, document: int, values: object, *, leave_out: str) -> dict[str, str]:
    """Words for each id of a row of this document that stands anywhere in ``values``, by id."""
    ids = sorted(set(_ids(values)) - {leave_out})
    if not ids:
        return {}
    rows = connection.execute(_ROWS, {"document": document, "ids": ids})
    return {row.id: words for row in rows if (words := _words(decoded(row.kind, row.data)))}


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if _ID.fullmatch(value):
            yield value
    elif isinstance(value, dict | list | tuple):
        inner: Iterable[object] = value.values() if isinstance(value, dict) else value
        for part in inner:
            yield from _ids(part)


def _words(item: Item) -> str | None:
    """A row in a few words."""
    match item:
        case Actor() | Place():
            return item.name
        case Moment():
            return "/".join(dict.fromkeys(d for d in (item.start, item.end) if d)) or item.mention.text
        case Event():
            return item.type.replace("_", " ")
        case Figure():
            return _short(item.span.text)
        case Claim():
            return f"{item.stance} “{_short(' … '.join(s.text for s in item.content))}”"
        case _:
            return None


def _short(words: str) -> str:
    words = " ".join(words.split()).strip('“”"')
    return words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
