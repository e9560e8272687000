"""What comparing needs of a document, packed; events and actors that are one in several documents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; they are filled by reconciling, which begins anew as its method has changed."""
    op.create_table(
        "feature",
        sa.Column("document", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("found_by", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("identified", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "identity",
        sa.Column("document", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), primary_key=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("cluster", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
    )
    op.create_index(op.f("ix_identity_cluster"), "identity", ["cluster"], unique=False)
    op.drop_column("compared", "rows")
