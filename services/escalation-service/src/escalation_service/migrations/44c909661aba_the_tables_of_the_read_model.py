"""The tables of the read model."""

import sqlalchemy as sa
from alembic import op

revision = "44c909661aba"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "concern",
        sa.Column("concern", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_with", sa.Text(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("formal_on", sa.Date(), nullable=True),
        sa.Column("conclude_by", sa.Date(), nullable=True),
        sa.Column("ladder_from", sa.Date(), nullable=True),
        sa.Column("cafcass_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("plan_changed", sa.Boolean(), nullable=True),
        sa.Column("in_error", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("concern"),
    )
    op.create_index(
        "concern_formal",
        "concern",
        ["formal_on", "concern"],
        unique=False,
        postgresql_where=sa.text("formal_on IS NOT NULL AND NOT in_error"),
    )
    op.create_index("concern_of", "concern", ["child", "raised_on", "concern"], unique=False)
    op.create_index("concern_of_iro", "concern", ["iro", "raised_on", "concern"], unique=False)
    op.create_table(
        "dispute_stage",
        sa.Column("concern", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("concern", "step"),
    )
    op.create_table(
        "good_practice",
        sa.Column("alert", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("alerted_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("alert"),
    )
    op.create_index("good_practice_of", "good_practice", ["child", "alerted_on"], unique=False)
    op.create_table("known_child", sa.Column("child", sa.Uuid(), nullable=False), sa.PrimaryKeyConstraint("child"))
