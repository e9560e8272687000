"""What calls send and get, beside the ledger's own records."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec

from counterclaim.ledger.overview import Listed
from counterclaim.reconcile import Account, Link
from counterclaim.reconcile.judgements import Judgement as Said
from counterclaim.reconcile.judgements import Verdict

Reason = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]


class Text(msgspec.Struct, frozen=True):
    """A document's text as published; offsets everywhere count its code points."""

    id: str
    text: str
    text_sha256: str


class Documents(msgspec.Struct, frozen=True):
    """A page of documents."""

    total: int
    offset: int
    documents: list[Listed]


class Accounts(msgspec.Struct, frozen=True):
    """A page of accounts, the most contested first."""

    total: int
    offset: int
    accounts: list[Account]


class Links(msgspec.Struct, frozen=True):
    """A page of links."""

    total: int
    offset: int
    links: list[Link]


class Citation(msgspec.Struct, frozen=True):
    """A row ready to paste."""

    id: str
    text: str


class Entry(msgspec.Struct, frozen=True):
    """An entry of the log."""

    entry: int
    at: str
    who: str
    action: str
    document: str | None
    row: str | None
    detail: dict[str, Any] | None


class Entries(msgspec.Struct, frozen=True):
    """A page of the log, newest first."""

    total: int
    offset: int
    decisions: list[Entry]


class ToRead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to read; it is not kept."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=100_000)]
    published: Annotated[str, msgspec.Meta(max_length=40)] | None = None
    outlet: Annotated[str, msgspec.Meta(max_length=300)] | None = None
    title: Annotated[str, msgspec.Meta(max_length=500)] | None = None


class Decision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field of a row set by a person; ``review`` takes confirmed, corrected, rejected or unsure."""

    row: Id
    field: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    value: str | float | int | bool | None
    reason: Reason


class Undo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a decision is taken back."""

    reason: Reason


class Judging(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether two claims, or the claims of two rows, speak of one matter."""

    one: Id
    other: Id
    verdict: Verdict
    reason: Reason


class Judgements(msgspec.Struct, frozen=True):
    """A page of judgements, newest first."""

    total: int
    offset: int
    judgements: list[Said]


class Judged(msgspec.Struct, frozen=True):
    """The log's entry, and judgements that cannot all hold with it, in words."""

    entry: int
    conflicts: list[str]


class NewRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row that the reader missed, at offsets in code points."""

    document: Id
    kind: Annotated[str, msgspec.Meta(pattern="^(actor|place|claim|figure|event|trend|person|relation)$")]
    start: Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]
    end: Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
    reason: Reason
    fields: dict[str, str | float | int | bool | None] = {}


class Decided(msgspec.Struct, frozen=True):
    """The log's entry, and the row it is about."""

    entry: int | None
    row: str | None


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    code: str = ""
