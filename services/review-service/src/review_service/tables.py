"""The tables and indexes of this service's read model, declared here alone: Alembic generates `migrations`."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

DUE_LAST = "COALESCE(due_statute, '9999-12-31'::date)"
"""By due date, those without one last. A list sorted so is read from an index, which must have the very same words;
they are those in which PostgreSQL gives it back, so that Alembic finds the two alike."""

child = Table("child", metadata, Column("child", Uuid, primary_key=True))

child_identifier = Table(
    "child_identifier",
    metadata,
    Column("system", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("child", Uuid, nullable=False),
    Index("child_identifier_of", "child"),
)

care = Table(
    "care",
    metadata,
    Column("care", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("start_known", Boolean, nullable=False),
    Column("ended_on", Date),
    Column("short_break", Boolean, nullable=False),
    Column("iro", Uuid),
    Column("ordinal", Integer),
    Column("due_statute", Date),
    Column("due_indicator", Date),
    Index("care_of", "child", "started_on"),
    Index("care_due", text(DUE_LAST), "care", postgresql_where=text("ended_on IS NULL")),
    Index("care_of_iro", "iro", text(DUE_LAST), "care", postgresql_where=text("ended_on IS NULL")),
)

iro = Table("iro", metadata, Column("iro", Uuid, primary_key=True), Column("known", JSONB, nullable=False))
"""An IRO as the stream tells it, whole: a team is asked about as at any day."""

worker = Table(
    "worker", metadata, Column("worker", Text(collation="C"), primary_key=True), Column("iro", Uuid, nullable=False)
)
"""By the id in the authority's own system."""

allocation = Table(
    "allocation",
    metadata,
    Column("care", Uuid, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("iro", Uuid, nullable=False),
)

relation = Table(
    "relation",
    metadata,
    Column("child", Uuid, primary_key=True),
    Column("other", Uuid, primary_key=True),
    Column("relation", Text, nullable=False),
)

review = Table(
    "review",
    metadata,
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("stage", Text, nullable=False),
    Column("planned_for", Date),
    Column("meeting", Uuid),
    Column("held_on", Date),
    Column("completed_on", Date),
    Index("review_of", "child"),
    Index("review_booked", "child", "planned_for", postgresql_where=text("stage = 'booked'")),
)

answer_owed = Table(
    "answer_owed",
    metadata,
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("issued_on", Date, nullable=False),
)

withdrawn_care = Table(
    "withdrawn_care",
    metadata,
    Column("care", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
)
