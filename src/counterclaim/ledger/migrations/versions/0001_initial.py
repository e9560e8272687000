"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0001"
down_revision = None

_VIEWS = {
    "claim": (
        "SELECT e.id, d.id AS document, e.position, e.starts, e.ends, e.speaker, e.side, e.stance, "
        "e.quotation, e.certainty, e.date_from, e.date_to, e.review, e.data FROM entry e JOIN docum"
        "ent d ON d.seq = e.document WHERE e.current AND e.kind = 'claim'"
    ),
    "figure": (
        "SELECT e.id, d.id AS document, e.position, e.starts, e.ends, e.measure, e.object, e.amount"
        ", e.population, e.affected_side, e.speaker, e.side, e.stance, e.date_from, e.date_to, e.re"
        "view, e.data FROM entry e JOIN document d ON d.seq = e.document WHERE e.current AND e.kind"
        " = 'figure'"
    ),
    "event": (
        "SELECT e.id, d.id AS document, e.position, e.starts, e.ends, e.type, e.happening, e.weapon"
        ", e.speaker, e.side, e.stance, e.date_from, e.date_to, e.review, e.data FROM entry e JOIN "
        "document d ON d.seq = e.document WHERE e.current AND e.kind = 'event'"
    ),
    "trend": (
        "SELECT e.id, d.id AS document, e.position, e.starts, e.ends, e.type AS topic, e.happening "
        "AS direction, e.speaker, e.side, e.date_from, e.date_to, e.review, e.data FROM entry e JOI"
        "N document d ON d.seq = e.document WHERE e.current AND e.kind = 'trend'"
    ),
    "person": (
        "SELECT e.id, d.id AS document, e.position, e.starts, e.ends, e.happening, e.date_from, e.d"
        "ate_to, e.review, e.data FROM entry e JOIN document d ON d.seq = e.document WHERE e.curren"
        "t AND e.kind = 'person'"
    ),
    "actor": (
        "SELECT c.id, d.id AS document, c.position, c.data FROM context c JOIN document d ON d.seq "
        "= c.document WHERE c.current AND c.kind = 'actor'"
    ),
    "place_mention": (
        "SELECT c.id, d.id AS document, c.position, c.data FROM context c JOIN document d ON d.seq "
        "= c.document WHERE c.current AND c.kind = 'place'"
    ),
    "moment": (
        "SELECT c.id, d.id AS document, c.position, c.data FROM context c JOIN document d ON d.seq "
        "= c.document WHERE c.current AND c.kind = 'time'"
    ),
    "relation": (
        "SELECT c.id, d.id AS document, c.position, c.data FROM context c JOIN document d ON d.seq "
        "= c.document WHERE c.current AND c.kind = 'relation'"
    ),
}


def upgrade() -> None:
    """Make all tables, the word indexes of the database at hand, and the views for people."""
    op.create_table(
        "band",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "carrier",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("input_sha256", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.Text(), nullable=False),
        sa.Column("edited", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("key", "version", name=op.f("uq_carrier_key_version")),
    )
    op.create_index(op.f("ix_carrier_document"), "carrier", ["document"], unique=False)
    op.create_index(op.f("ix_carrier_raw_sha256"), "carrier", ["raw_sha256"], unique=False)
    op.create_table(
        "context",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_context_document"), "context", ["document"], unique=False)
    op.create_index(op.f("ix_context_id"), "context", ["id"], unique=False)
    op.create_table(
        "document",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("normalisation", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("completeness", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("page_breaks", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("origin_group", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id", name=op.f("uq_document_id")),
    )
    op.create_index(op.f("ix_document_added_at"), "document", ["added_at"], unique=False)
    op.create_index(op.f("ix_document_origin_group"), "document", ["origin_group"], unique=False)
    op.create_index(op.f("ix_document_text_sha256"), "document", ["text_sha256"], unique=False)
    op.create_table(
        "entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("side", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("quotation", sa.Text(), nullable=True),
        sa.Column("certainty", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("affected_side", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("happening", sa.Text(), nullable=True),
        sa.Column("weapon", sa.Text(), nullable=True),
        sa.Column("date_from", sa.Text(), nullable=True),
        sa.Column("date_to", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_entry_document"), "entry", ["document"], unique=False)
    op.create_index(op.f("ix_entry_id"), "entry", ["id"], unique=False)
    op.create_index(op.f("ix_entry_kind_seq"), "entry", ["kind", "seq"], unique=False)
    op.create_table(
        "log",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("row", sa.Text(), nullable=True),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("payload_sha256", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_log_document"), "log", ["document"], unique=False)
    op.create_table(
        "place",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
    )
    op.create_index(op.f("ix_place_folded"), "place", ["folded"], unique=False)
    op.create_index(op.f("ix_place_latitude_longitude"), "place", ["latitude", "longitude"], unique=False)
    op.create_table(
        "property",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "raw",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "reading",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("repairs", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index(op.f("ix_reading_document"), "reading", ["document"], unique=False)
    op.create_table(
        "segment",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "segment_column",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("segment", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", "segment"),
    )
    op.create_table(
        "term",
        sa.Column("dimension", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("dimension", "code"),
        sa.UniqueConstraint("dimension", "value", name=op.f("uq_term_dimension_value")),
    )
    op.create_index(op.f("ix_term_dimension_folded"), "term", ["dimension", "folded"], unique=False)
    context.config.attributes["store"].create_words(op.get_bind())
    for name, query in _VIEWS.items():
        op.execute(sa.text(f'CREATE VIEW "{name}" AS {query}'))
