"""The tables and indexes of this service's read model, declared here alone: Alembic generates `migrations`.

`known_child` holds what review-service told: which children there are.
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, MetaData, Table, Text, Uuid, text

metadata = MetaData()

known_child = Table("known_child", metadata, Column("child", Uuid, primary_key=True))

concern = Table(
    "concern",
    metadata,
    Column("concern", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("iro", Uuid, nullable=False),
    Column("category", Text, nullable=False),
    Column("raised_on", Date, nullable=False),
    Column("raised_with", Text),
    Column("answer_by", Date),
    Column("answered_on", Date),
    Column("formal_on", Date),
    Column("conclude_by", Date),
    Column("ladder_from", Date),
    Column("cafcass_on", Date),
    Column("closed_on", Date),
    Column("outcome", Text),
    Column("plan_changed", Boolean),
    Column("in_error", Boolean, nullable=False),
    Index("concern_of", "child", "raised_on", "concern"),
    Index("concern_of_iro", "iro", "raised_on", "concern"),
    Index("concern_formal", "formal_on", "concern", postgresql_where=text("formal_on IS NOT NULL AND NOT in_error")),
)

dispute_stage = Table(
    "dispute_stage",
    metadata,
    Column("concern", Uuid, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("entered_on", Date, nullable=False),
    Column("answer_by", Date),
    Column("answered_on", Date),
)

good_practice = Table(
    "good_practice",
    metadata,
    Column("alert", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("alerted_on", Date, nullable=False),
    Index("good_practice_of", "child", "alerted_on"),
)
