"""The tables that this service's questions are answered from; the revisions in `migrations` make them.

The `known` ones hold what review-service told: which children, care and reviews there are.
"""

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, MetaData, Table, Text, Uuid

metadata = MetaData()

known_child = Table("known_child", metadata, Column("child", Uuid, primary_key=True))

known_care = Table(
    "known_care",
    metadata,
    Column("care", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("started_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("iro", Uuid),
)

known_review = Table(
    "known_review",
    metadata,
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("planned_for", Date),
    Column("held_on", Date),
)

participation = Table(
    "participation",
    metadata,
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("invited_on", Date),
    Column("conversation", Text),
    Column("views_given", Boolean, nullable=False),
    Column("recorded", Boolean, nullable=False),
    Column("code", Text),
    Column("age_on_review", Integer),
    Column("heard", Boolean),
)

wish = Table(
    "wish",
    metadata,
    Column("wish", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("expressed_on", Date, nullable=False),
    Column("theme", Text, nullable=False),
    Column("review", Uuid),
    Column("outcome", Text),
    Column("closed_on", Date),
)

contact = Table(
    "contact",
    metadata,
    Column("contact", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("iro", Uuid, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("medium", Text, nullable=False),
    Column("begun_by", Text, nullable=False),
    Column("seen_alone", Boolean),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
)

missing = Table(
    "missing",
    metadata,
    Column("episode", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("absence", Text, nullable=False),
)

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("entry", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
)

visiting = Table("visiting", metadata, Column("child", Uuid, primary_key=True))

survey = Table(
    "survey",
    metadata,
    Column("survey", Uuid, primary_key=True),
    Column("held_on", Date, nullable=False),
    Column("invited", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
)
