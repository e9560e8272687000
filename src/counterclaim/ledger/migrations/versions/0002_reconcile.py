"""Links, accounts, origins and judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _number(name: str, *, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), primary_key=key, autoincrement=False, nullable=False)


def _text(name: str, *, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), primary_key=key, nullable=False)


_INDEXES = {
    "link": ("from_document", "from_claim", "to_document", "to_claim", "conflict latest id"),
    "account": ("disjoint_sides origins latest id",),
    "account_row": ("figure", "claim", "document"),
    "origin": ("origin",),
    "judgement": ("one", "other", "one_document", "other_document"),
    "comparison": ("other",),
    "block": ("document",),
}


def upgrade() -> None:
    """Make the tables; they are filled by reconciling."""
    op.create_table(
        "link", _text("id", key=True), _text("kind"), sa.Column("conflict", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False), _number("from_document"), _text("from_claim"),
        _number("to_document"), _text("to_claim"), _text("latest"), _text("data"),
    )  # fmt: skip
    op.create_table(
        "account", _text("id", key=True), _number("disjoint_sides"), _number("origins"), _text("latest"),
        _number("answers"), _text("measure"), _text("data"),
    )  # fmt: skip
    op.create_table(
        "account_row", _text("account", key=True), _text("figure", key=True), _text("claim"),
        _number("document", key=True),
    )  # fmt: skip
    op.create_table("origin", _number("document", key=True), _number("origin"))
    op.create_table(
        "judgement", _number("entry", key=True), _text("one"), _text("other"), _number("one_document"),
        _number("other_document"), _text("verdict"), _text("who"), _text("at"), _text("reason"),
    )  # fmt: skip
    op.create_table(
        "compared", _number("document", key=True), _text("state"), _text("carriers"), _text("rows")
    )
    op.create_table(
        "comparison", _number("one", key=True), _number("other", key=True),
        sa.Column("shared", sa.Float(), nullable=False), _text("data"),
    )  # fmt: skip
    op.create_table(
        "block", sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False, nullable=False),
        _number("day", key=True), _number("document", key=True), _number("weight"), sqlite_with_rowid=False,
    )  # fmt: skip
    for table, indexes in _INDEXES.items():
        for names in map(str.split, indexes):
            op.create_index(op.f(f"ix_{table}_{'_'.join(names)}"), table, names, unique=False)
