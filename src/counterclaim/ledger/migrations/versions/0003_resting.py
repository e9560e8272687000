"""Rows that accounts rest on, weighed; whether rows are dated by themselves; the log by action."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa
from alembic import op

from counterclaim.ledger.dating import dated
from counterclaim.ledger.linked import account_row, weigh
from counterclaim.ledger.schema import segment, segment_column

_SEQS = sa.select(segment_column.c.data).where(
    segment_column.c.name == "seq", segment_column.c.segment == sa.bindparam("number")
)
revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table and the column, and fill them from what there is."""
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
    for number, rows in connection.execute(sa.select(segment.c.number, segment.c.rows)).all():
        seqs = connection.execute(_SEQS, {"number": number}).scalar_one()
        found = dated(connection, np.frombuffer(seqs, dtype="<u4").tolist()) if rows else []
        column = {"name": "dated", "segment": number, "data": bytes(found)}
        connection.execute(segment_column.insert(), column)
    weigh(connection, connection.execute(sa.select(account_row.c.document).distinct()).scalars())
