"""The tables of the read model."""

import sqlalchemy as sa
from alembic import op

revision = "b072c9dc80f3"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("contact", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("seen_alone", sa.Boolean(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("contact"),
    )
    op.create_index("contact_of", "contact", ["child", "happened_on"], unique=False)
    op.create_index("contact_of_iro", "contact", ["iro", "happened_on", "contact"], unique=False)
    op.create_table(
        "known_care",
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("iro", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("care"),
    )
    op.create_index(
        "known_care_of", "known_care", ["child"], unique=False, postgresql_where=sa.text("ended_on IS NULL")
    )
    op.create_table("known_child", sa.Column("child", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("child"))
    op.create_table(
        "known_review",
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("review"),
    )
    op.create_index("known_review_of", "known_review", ["child", "held_on"], unique=False)
    op.create_table(
        "missing",
        sa.Column("episode", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("episode"),
    )
    op.create_index("missing_until", "missing", ["until", "episode"], unique=False)
    op.create_table(
        "participation",
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("invited_on", sa.Date(), nullable=True),
        sa.Column("conversation", sa.Text(), nullable=True),
        sa.Column("views_given", sa.Boolean(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("age_on_review", sa.Integer(), nullable=True),
        sa.Column("heard", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("review"),
    )
    op.create_index("participation_of", "participation", ["child"], unique=False)
    op.create_index(
        "participation_unheard", "participation", ["child"], unique=False, postgresql_where=sa.text("heard IS FALSE")
    )
    op.create_table(
        "survey",
        sa.Column("survey", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("survey"),
    )
    op.create_index("survey_held", "survey", ["held_on", "survey"], unique=False)
    op.create_table("visiting", sa.Column("child", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("child"))
    op.create_table(
        "wish",
        sa.Column("wish", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("expressed_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("wish"),
    )
    op.create_index("wish_of", "wish", ["child"], unique=False)
    op.create_index(
        "wish_open", "wish", ["expressed_on", "wish"], unique=False, postgresql_where=sa.text("closed_on IS NULL")
    )
    op.create_table(
        "withdrawn",
        sa.Column("entry", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("entry"),
    )
