"""The tables of the read model."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "afb0c9c07657"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "allocation",
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("care", "since"),
    )
    op.create_table(
        "answer_owed",
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("review"),
    )
    op.create_table(
        "care",
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("start_known", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("short_break", sa.Boolean(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("due_statute", sa.Date(), nullable=True),
        sa.Column("due_indicator", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("care"),
    )
    op.create_index(
        "care_due",
        "care",
        [sa.literal_column("COALESCE(due_statute, '9999-12-31'::date)"), "care"],
        unique=False,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_index("care_of", "care", ["child", "started_on"], unique=False)
    op.create_index(
        "care_of_iro",
        "care",
        ["iro", sa.literal_column("COALESCE(due_statute, '9999-12-31'::date)"), "care"],
        unique=False,
        postgresql_where=sa.text("ended_on IS NULL"),
    )
    op.create_table("child", sa.Column("child", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("child"))
    op.create_table(
        "child_identifier",
        sa.Column("system", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("system", "value"),
    )
    op.create_index("child_identifier_of", "child_identifier", ["child"], unique=False)
    op.create_table(
        "iro",
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("known", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("iro"),
    )
    op.create_table(
        "relation",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("other", sa.Uuid(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child", "other"),
    )
    op.create_table(
        "review",
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("meeting", sa.Uuid(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("review"),
    )
    op.create_index(
        "review_booked", "review", ["child", "planned_for"], unique=False, postgresql_where=sa.text("stage = 'booked'")
    )
    op.create_index("review_of", "review", ["child"], unique=False)
    op.create_table(
        "withdrawn_care",
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("care"),
    )
    op.create_table(
        "worker",
        sa.Column("worker", sa.Text(collation="C"), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("worker"),
    )
