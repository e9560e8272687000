"""Rows that accounts rest on, weighed; the log by action."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counterclaim.ledger.linked import account_row, weigh

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and fill it from the accounts there are."""
    op.create_table(
        "resting",
        sa.Column("document", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), primary_key=True, nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
    )
    names = ["priority", "document", "row"]
    op.create_index(op.f("ix_resting_priority_document_row"), "resting", names, unique=False)
    op.create_index(op.f("ix_log_action_seq"), "log", ["action", "seq"], unique=False)
    connection = op.get_bind()
    weigh(connection, connection.execute(sa.select(account_row.c.document).distinct()).scalars())
