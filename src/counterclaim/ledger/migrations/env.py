"""Runs migrations on the connection that ``counterclaim.ledger.migrate`` hands over."""

from __future__ import annotations

from alembic import context

from counterclaim.ledger.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
