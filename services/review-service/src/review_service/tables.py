"""The tables that this service's questions are answered from; the revisions in `migrations` make them."""

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()

child = Table("child", metadata, Column("child", Uuid, primary_key=True))

child_identifier = Table(
    "child_identifier",
    metadata,
    Column("system", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("child", Uuid, nullable=False),
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
)

iro = Table("iro", metadata, Column("iro", Uuid, primary_key=True), Column("known", JSONB, nullable=False))
"""An IRO as the stream tells it, whole: a team is asked about as at any day."""

worker = Table("worker", metadata, Column("worker", Text, primary_key=True), Column("iro", Uuid, nullable=False))
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
