"""The tables that this service's questions are answered from; the revisions in `migrations` make them.

`known_child` holds what review-service told: which children there are.
"""

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Table, Text, Uuid

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
)
