"""What comparing needs of a document, packed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table; it is filled by reconciling, which begins anew as its method has changed."""
    op.create_table(
        "feature",
        sa.Column("document", sa.Integer(), primary_key=True, autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("found_by", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
    )
    op.drop_column("compared", "rows")
