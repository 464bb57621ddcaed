"""The tables and indexes of this service's read model, declared here alone: Alembic generates `migrations`.

The `known` ones hold what review-service told: which children, care and reviews there are.
"""

from sqlalchemy import Boolean, Column, Date, DateTime, Index, Integer, MetaData, Table, Text, Uuid, text

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
    Index("known_care_of", "child", postgresql_where=text("ended_on IS NULL")),
)

known_review = Table(
    "known_review",
    metadata,
    Column("review", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("planned_for", Date),
    Column("held_on", Date),
    Index("known_review_of", "child", "held_on"),
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
    Index("participation_of", "child"),
    Index("participation_unheard", "child", postgresql_where=text("heard IS FALSE")),
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
    Index("wish_of", "child"),
    Index("wish_open", "expressed_on", "wish", postgresql_where=text("closed_on IS NULL")),
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
    Index("contact_of", "child", "happened_on"),
    Index("contact_of_iro", "iro", "happened_on", "contact"),
)

missing = Table(
    "missing",
    metadata,
    Column("episode", Uuid, primary_key=True),
    Column("child", Uuid, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("absence", Text, nullable=False),
    Index("missing_until", "until", "episode"),
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
    Index("survey_held", "held_on", "survey"),
)
