"""The tables, in SQLAlchemy Core: one schema for every database.

What a reader found stays as it was found: ``entry`` and ``context`` keep each row of the contract as
JSON, so that a reading comes back byte for byte; the other columns of ``entry`` are what searches
look at, with the decisions of people applied. ``segment`` and ``segment_column`` hold the same
columns packed, for counting fast; they can always be made again from ``entry``.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)

SEARCHED = ("claim", "figure", "event", "trend", "person")  # kinds kept in ``entry``
CONTEXT = ("actor", "place", "time", "relation")  # kinds kept in ``context``

document = Table(
    "document",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("status", Text, nullable=False),  # read | kept | removed
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", Text),
    Column("published", Text),
    Column("text", Text),  # as published; null once taken down
    Column("text_sha256", Text, nullable=False),
    Column("normalisation", Text, nullable=False),
    Column("media_type", Text),
    Column("completeness", Text, nullable=False),
    Column("channel", Text),
    Column("page_breaks", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("repairs", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("origin_group", Integer, nullable=False, index=True),  # the first document with this text
    Column("added_at", Text, nullable=False, index=True),
    Column("current", Boolean, nullable=False),  # some carrier's newest version
    Column("decided", Boolean, nullable=False),  # people have decided on it
    Index(None, "text_sha256"),
)

carrier = Table(  # one row a version of a source: the same text may come from many
    "carrier",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("document", Integer, nullable=False, index=True),
    Column("supersedes", Integer),  # the document that this version replaced
    Column("input_sha256", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False, index=True),
    Column("retrieved_at", Text, nullable=False),
    Column("edited", Text),
    UniqueConstraint("key", "version"),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)

reading = Table(
    "reading",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False, index=True),
    Column("schema", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("parts", Text, nullable=False),
    Column("repairs", Text, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False, index=True),
    Column("reading", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
    Column("origin", Text, nullable=False),  # reader | person
    Column("current", Boolean, nullable=False),
    Column("review", Text, nullable=False),  # machine | confirmed | corrected | rejected | unsure
    Column("claim", Integer, nullable=False),  # seq of the claim it belongs to
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("speaker", Text),
    Column("side", Text),
    Column("stance", Text),
    Column("quotation", Text),
    Column("certainty", Text),
    Column("measure", Text),
    Column("object", Text),
    Column("amount", Float),
    Column("population", Text),
    Column("affected_side", Text),
    Column("type", Text),
    Column("happening", Text),  # an event's status, a trend's direction, what befell a person
    Column("weapon", Text),
    Column("date_from", Text),
    Column("date_to", Text),
    Column("places", Text, nullable=False),  # numbers of ``place``, with commas
    Index(None, "kind", "seq"),
)

context = Table(
    "context",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", Integer, nullable=False, index=True),
    Column("reading", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("id", Text, nullable=False, index=True),
    Column("data", Text, nullable=False),
    Column("digest", BigInteger, nullable=False),
    Column("origin", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)

place = Table(  # each distinct place once, whatever the number of its mentions
    "place",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, index=True),
    Column("geonames_id", Integer),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("country", Text),
    Column("admin1", Text),
    Column("precision", Text, nullable=False),
    Index(None, "latitude", "longitude"),
)

band = Table(  # locality-sensitive hashes of the texts' shingles
    "band",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

log = Table(  # append-only, each entry sealed by the hash of the one before
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("document", Text, index=True),
    Column("row", Text),
    Column("payload", Text),  # JSON; null once a takedown removed it
    Column("payload_sha256", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Index(None, "action", "seq"),
)

term = Table(  # the numbers that stand for words in packed columns
    "term",
    metadata,
    Column("dimension", Text, primary_key=True),
    Column("code", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
    Column("folded", Text, nullable=False),
    UniqueConstraint("dimension", "value"),
    Index(None, "dimension", "folded"),
)

segment = Table(
    "segment",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
)

segment_column = Table(
    "segment_column",
    metadata,
    Column("name", Text, primary_key=True),
    Column("segment", Integer, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
)

property_ = Table(
    "property",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

# What people see who open the ledger with another tool: the nouns, one view each (made by the migrations).
VIEWS = ("claim", "figure", "event", "trend", "person", "actor", "place_mention", "moment", "relation")
