"""The tables of the read model."""

import sqlalchemy as sa
from alembic import op

revision = "135086ccd25c"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE SCHEMA alerts")
    op.execute("CREATE SCHEMA care_ends")
    op.execute("CREATE SCHEMA case_weights")
    op.execute("CREATE SCHEMA escalations")
    op.execute("CREATE SCHEMA escalations_restricted")
    op.execute("CREATE SCHEMA missing")
    op.execute("CREATE SCHEMA participation")
    op.execute("CREATE SCHEMA participation_restricted")
    op.execute("CREATE SCHEMA proceedings")
    op.execute("CREATE SCHEMA protection")
    op.execute("CREATE SCHEMA reference")
    op.execute("CREATE SCHEMA reviews")
    op.execute("CREATE SCHEMA risk")
    op.execute("CREATE SCHEMA team")
    op.create_table(
        "day",
        sa.Column("passed", sa.Date(), nullable=False),
        sa.Column("looked_at", sa.Date(), nullable=True),
        schema="alerts",
    )
    op.create_index("only_one_day", "day", [sa.literal_column("(true)")], unique=True, schema="alerts")
    op.create_table(
        "to_look_at",
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        schema="alerts",
    )
    op.create_table(
        "told",
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("due_by", sa.Date(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("clock", "key", "due_by"),
        schema="alerts",
    )
    op.create_table(
        "care_end_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="care_end_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("event", "known_from"),
        schema="care_ends",
    )
    op.create_index(
        "care_end_case_child_known_to_idx", "care_end_case", ["child", "known_to"], unique=False, schema="care_ends"
    )
    op.create_index(
        "care_end_case_ended_on_idx",
        "care_end_case",
        ["ended_on"],
        unique=False,
        schema="care_ends",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "care_end_case_ended_on_known_from_known_to_idx",
        "care_end_case",
        ["ended_on", "known_from", "known_to"],
        unique=False,
        schema="care_ends",
    )
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="care_ends",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="care_ends")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="care_ends")
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="care_ends",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="care_ends")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="case_weights",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="case_weights")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="case_weights")
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="case_weights",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="case_weights")
    op.create_table(
        "weights_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("looked_after", sa.Integer(), nullable=False),
        sa.Column("not_yet_reviewed", sa.Integer(), nullable=False),
        sa.Column("in_proceedings", sa.Integer(), nullable=False),
        sa.Column("protection_plan", sa.Integer(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="weights_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("valid_from", "known_from"),
        schema="case_weights",
    )
    op.create_index(
        "weights_case_child_known_to_idx", "weights_case", ["child", "known_to"], unique=False, schema="case_weights"
    )
    op.create_index(
        "weights_case_valid_from_idx",
        "weights_case",
        ["valid_from"],
        unique=False,
        schema="case_weights",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "weights_case_valid_from_known_from_known_to_idx",
        "weights_case",
        ["valid_from", "known_from", "known_to"],
        unique=False,
        schema="case_weights",
    )
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="escalations",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="escalations")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="escalations")
    op.create_table(
        "concern_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("concern", sa.Uuid(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("raised_with", sa.Text(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("formal_on", sa.Date(), nullable=True),
        sa.Column("conclude_by", sa.Date(), nullable=True),
        sa.Column("cafcass_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("plan_changed", sa.Boolean(), nullable=True),
        sa.Column("because", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="concern_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("concern", "known_from"),
        schema="escalations",
    )
    op.create_index(
        "concern_case_child_known_to_idx", "concern_case", ["child", "known_to"], unique=False, schema="escalations"
    )
    op.create_index(
        "concern_case_closed_on_idx",
        "concern_case",
        ["closed_on"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "concern_case_closed_on_known_from_known_to_idx",
        "concern_case",
        ["closed_on", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_index(
        "concern_case_conclude_by_idx",
        "concern_case",
        ["conclude_by"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "concern_case_conclude_by_known_from_known_to_idx",
        "concern_case",
        ["conclude_by", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_index(
        "concern_case_conclude_by_open_idx",
        "concern_case",
        ["conclude_by"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity' AND closed_on IS NULL"),
    )
    op.create_index(
        "concern_case_formal_on_idx",
        "concern_case",
        ["formal_on"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "concern_case_formal_on_known_from_known_to_idx",
        "concern_case",
        ["formal_on", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_index(
        "concern_case_raised_on_idx",
        "concern_case",
        ["raised_on"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "concern_case_raised_on_known_from_known_to_idx",
        "concern_case",
        ["raised_on", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_table(
        "stage_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("concern", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("moved_by", sa.Text(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("because", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="stage_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="escalations",
    )
    op.create_index(
        "stage_case_answer_by_idx",
        "stage_case",
        ["answer_by"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "stage_case_answer_by_known_from_known_to_idx",
        "stage_case",
        ["answer_by", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_index(
        "stage_case_answer_by_open_idx",
        "stage_case",
        ["answer_by"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity' AND settled_on IS NULL"),
    )
    op.create_index(
        "stage_case_child_known_to_idx", "stage_case", ["child", "known_to"], unique=False, schema="escalations"
    )
    op.create_index(
        "stage_case_entered_on_idx",
        "stage_case",
        ["entered_on"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "stage_case_entered_on_known_from_known_to_idx",
        "stage_case",
        ["entered_on", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_index(
        "stage_case_left_on_idx",
        "stage_case",
        ["left_on"],
        unique=False,
        schema="escalations",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "stage_case_left_on_known_from_known_to_idx",
        "stage_case",
        ["left_on", "known_from", "known_to"],
        unique=False,
        schema="escalations",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="escalations",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="escalations")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="escalations_restricted",
    )
    op.create_index(
        "child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="escalations_restricted"
    )
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="escalations_restricted")
    op.create_table(
        "childs_view_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("concern", sa.Uuid(), nullable=False),
        sa.Column("childs_view", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="childs_view_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("concern", "known_from"),
        schema="escalations_restricted",
    )
    op.create_index(
        "childs_view_case_child_known_to_idx",
        "childs_view_case",
        ["child", "known_to"],
        unique=False,
        schema="escalations_restricted",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="escalations_restricted",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="escalations_restricted")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="missing",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="missing")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="missing")
    op.create_table(
        "missing_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("episode", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("absence", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="missing_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("episode", "known_from"),
        schema="missing",
    )
    op.create_index(
        "missing_case_child_known_to_idx", "missing_case", ["child", "known_to"], unique=False, schema="missing"
    )
    op.create_index(
        "missing_case_since_idx",
        "missing_case",
        ["since"],
        unique=False,
        schema="missing",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "missing_case_since_known_from_known_to_idx",
        "missing_case",
        ["since", "known_from", "known_to"],
        unique=False,
        schema="missing",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="missing",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="missing")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="participation",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="participation")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="participation")
    op.create_table(
        "contact_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("contact", sa.Uuid(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("begun_by", sa.Text(), nullable=False),
        sa.Column("seen_alone", sa.Boolean(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="contact_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("contact", "known_from"),
        schema="participation",
    )
    op.create_index(
        "contact_case_child_known_to_idx", "contact_case", ["child", "known_to"], unique=False, schema="participation"
    )
    op.create_index(
        "contact_case_made_on_idx",
        "contact_case",
        ["made_on"],
        unique=False,
        schema="participation",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "contact_case_made_on_known_from_known_to_idx",
        "contact_case",
        ["made_on", "known_from", "known_to"],
        unique=False,
        schema="participation",
    )
    op.create_table(
        "survey_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("surveyed_on", sa.Date(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("several", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("counts", sa.ARRAY(sa.Integer()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="survey_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="participation",
    )
    op.create_index(
        "survey_case_child_known_to_idx", "survey_case", ["child", "known_to"], unique=False, schema="participation"
    )
    op.create_index(
        "survey_case_surveyed_on_idx",
        "survey_case",
        ["surveyed_on"],
        unique=False,
        schema="participation",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "survey_case_surveyed_on_known_from_known_to_idx",
        "survey_case",
        ["surveyed_on", "known_from", "known_to"],
        unique=False,
        schema="participation",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="participation",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="participation")
    op.create_table(
        "visitor_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("step_on", sa.Date(), nullable=False),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="visitor_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="participation",
    )
    op.create_index(
        "visitor_case_child_known_to_idx", "visitor_case", ["child", "known_to"], unique=False, schema="participation"
    )
    op.create_index(
        "visitor_case_step_on_idx",
        "visitor_case",
        ["step_on"],
        unique=False,
        schema="participation",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "visitor_case_step_on_known_from_known_to_idx",
        "visitor_case",
        ["step_on", "known_from", "known_to"],
        unique=False,
        schema="participation",
    )
    op.create_table(
        "wish_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("wish", sa.Uuid(), nullable=False),
        sa.Column("expressed_on", sa.Date(), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=True),
        sa.Column("partly_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="wish_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("wish", "known_from"),
        schema="participation",
    )
    op.create_index(
        "wish_case_child_known_to_idx", "wish_case", ["child", "known_to"], unique=False, schema="participation"
    )
    op.create_index(
        "wish_case_expressed_on_idx",
        "wish_case",
        ["expressed_on"],
        unique=False,
        schema="participation",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "wish_case_expressed_on_known_from_known_to_idx",
        "wish_case",
        ["expressed_on", "known_from", "known_to"],
        unique=False,
        schema="participation",
    )
    op.create_table(
        "awareness_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("knows", sa.Text(), nullable=False),
        sa.Column("has", sa.Text(), nullable=False),
        sa.Column("wants", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="awareness_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="participation_restricted",
    )
    op.create_index(
        "awareness_case_child_known_to_idx",
        "awareness_case",
        ["child", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="participation_restricted",
    )
    op.create_index(
        "child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="participation_restricted"
    )
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="participation_restricted")
    op.create_table(
        "participation_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("age_on_review", sa.Integer(), nullable=True),
        sa.Column("fourth_birthday", sa.Boolean(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=True),
        sa.Column("team", sa.Uuid(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="participation_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="participation_restricted",
    )
    op.create_index(
        "participation_case_child_known_to_idx",
        "participation_case",
        ["child", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_index(
        "participation_case_held_on_idx",
        "participation_case",
        ["held_on"],
        unique=False,
        schema="participation_restricted",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "participation_case_held_on_known_from_known_to_idx",
        "participation_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_table(
        "theme_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("wish", sa.Uuid(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="theme_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("wish", "known_from"),
        schema="participation_restricted",
    )
    op.create_index(
        "theme_case_child_known_to_idx",
        "theme_case",
        ["child", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="participation_restricted",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="participation_restricted")
    op.create_table(
        "unheard_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="unheard_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("child", "known_from"),
        schema="participation_restricted",
    )
    op.create_index(
        "unheard_case_child_known_to_idx",
        "unheard_case",
        ["child", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_index(
        "unheard_case_since_idx",
        "unheard_case",
        ["since"],
        unique=False,
        schema="participation_restricted",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "unheard_case_since_known_from_known_to_idx",
        "unheard_case",
        ["since", "known_from", "known_to"],
        unique=False,
        schema="participation_restricted",
    )
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="proceedings",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="proceedings")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="proceedings")
    op.create_table(
        "proceedings_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("proceedings", sa.Uuid(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="proceedings_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("proceedings", "known_from"),
        schema="proceedings",
    )
    op.create_index(
        "proceedings_case_child_known_to_idx",
        "proceedings_case",
        ["child", "known_to"],
        unique=False,
        schema="proceedings",
    )
    op.create_index(
        "proceedings_case_ended_on_idx",
        "proceedings_case",
        ["ended_on"],
        unique=False,
        schema="proceedings",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "proceedings_case_ended_on_known_from_known_to_idx",
        "proceedings_case",
        ["ended_on", "known_from", "known_to"],
        unique=False,
        schema="proceedings",
    )
    op.create_index(
        "proceedings_case_issued_on_idx",
        "proceedings_case",
        ["issued_on"],
        unique=False,
        schema="proceedings",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "proceedings_case_issued_on_known_from_known_to_idx",
        "proceedings_case",
        ["issued_on", "known_from", "known_to"],
        unique=False,
        schema="proceedings",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="proceedings",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="proceedings")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="protection",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="protection")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="protection")
    op.create_table(
        "conference_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("conference", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="conference_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("conference", "known_from"),
        schema="protection",
    )
    op.create_index(
        "conference_case_child_known_to_idx",
        "conference_case",
        ["child", "known_to"],
        unique=False,
        schema="protection",
    )
    op.create_index(
        "conference_case_held_on_idx",
        "conference_case",
        ["held_on"],
        unique=False,
        schema="protection",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "conference_case_held_on_known_from_known_to_idx",
        "conference_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="protection",
    )
    op.create_table(
        "plan_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("plan", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="plan_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("plan", "known_from"),
        schema="protection",
    )
    op.create_index(
        "plan_case_child_known_to_idx", "plan_case", ["child", "known_to"], unique=False, schema="protection"
    )
    op.create_index(
        "plan_case_ended_on_idx",
        "plan_case",
        ["ended_on"],
        unique=False,
        schema="protection",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "plan_case_ended_on_known_from_known_to_idx",
        "plan_case",
        ["ended_on", "known_from", "known_to"],
        unique=False,
        schema="protection",
    )
    op.create_index(
        "plan_case_started_on_idx",
        "plan_case",
        ["started_on"],
        unique=False,
        schema="protection",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "plan_case_started_on_known_from_known_to_idx",
        "plan_case",
        ["started_on", "known_from", "known_to"],
        unique=False,
        schema="protection",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="protection",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="protection")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="reference",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="reference")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="reference")
    op.create_table(
        "population_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("population", sa.Uuid(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("children", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="population_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("population", "known_from"),
        schema="reference",
    )
    op.create_index(
        "population_case_child_known_to_idx", "population_case", ["child", "known_to"], unique=False, schema="reference"
    )
    op.create_index(
        "population_case_counted_on_idx",
        "population_case",
        ["counted_on"],
        unique=False,
        schema="reference",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "population_case_counted_on_known_from_known_to_idx",
        "population_case",
        ["counted_on", "known_from", "known_to"],
        unique=False,
        schema="reference",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="reference",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="reference")
    op.create_table(
        "allocation_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("iro", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("care_ended_on", sa.Date(), nullable=True),
        sa.Column("short_break", sa.Boolean(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="allocation_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "allocation_case_child_known_to_idx", "allocation_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "allocation_case_iro_since_idx",
        "allocation_case",
        ["iro", "since"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "allocation_case_since_idx",
        "allocation_case",
        ["since"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "allocation_case_since_known_from_known_to_idx",
        "allocation_case",
        ["since", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_table(
        "care_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("start_known", sa.Boolean(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_inferred", sa.Boolean(), nullable=False),
        sa.Column("short_break", sa.Boolean(), nullable=False),
        sa.Column("from_return", sa.Boolean(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("iro_on", sa.Date(), nullable=True),
        sa.Column("appoint_by", sa.Date(), nullable=True),
        sa.Column("because", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="care_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("care", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "care_case_appoint_by_open_idx",
        "care_case",
        ["appoint_by"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND iro_on IS NULL"),
    )
    op.create_index("care_case_child_known_to_idx", "care_case", ["child", "known_to"], unique=False, schema="reviews")
    op.create_index(
        "care_case_ended_on_idx",
        "care_case",
        ["ended_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "care_case_ended_on_known_from_known_to_idx",
        "care_case",
        ["ended_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_index(
        "care_case_started_on_idx",
        "care_case",
        ["started_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "care_case_started_on_known_from_known_to_idx",
        "care_case",
        ["started_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="reviews",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="reviews")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="reviews")
    op.create_table(
        "grade_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="grade_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "grade_case_child_known_to_idx", "grade_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "grade_case_held_on_idx",
        "grade_case",
        ["held_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "grade_case_held_on_known_from_known_to_idx",
        "grade_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_table(
        "midway_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("midway_on", sa.Date(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("because", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="midway_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "midway_case_child_known_to_idx", "midway_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "midway_case_midway_on_idx",
        "midway_case",
        ["midway_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "midway_case_midway_on_known_from_known_to_idx",
        "midway_case",
        ["midway_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_index(
        "midway_case_midway_on_open_idx",
        "midway_case",
        ["midway_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND least(checked_on, until) IS NULL"),
    )
    op.create_table(
        "owed_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("period_of_care_start", sa.Date(), nullable=False),
        sa.Column("care_ended_on", sa.Date(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("regime", sa.Text(), nullable=False),
        sa.Column("due_statute", sa.Date(), nullable=False),
        sa.Column("due_indicator", sa.Date(), nullable=False),
        sa.Column("because_statute", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("because_indicator", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="owed_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("care", "known_from"),
        schema="reviews",
    )
    op.create_index("owed_case_child_known_to_idx", "owed_case", ["child", "known_to"], unique=False, schema="reviews")
    op.create_index(
        "owed_case_due_statute_idx",
        "owed_case",
        ["due_statute"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "owed_case_due_statute_known_from_known_to_idx",
        "owed_case",
        ["due_statute", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_table(
        "permanence_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("plans", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="permanence_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "permanence_case_child_known_to_idx", "permanence_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "permanence_case_held_on_idx",
        "permanence_case",
        ["held_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "permanence_case_held_on_known_from_known_to_idx",
        "permanence_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_table(
        "record_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("care", sa.Uuid(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("decisions_due", sa.Date(), nullable=True),
        sa.Column("decisions_on", sa.Date(), nullable=True),
        sa.Column("manager_due", sa.Date(), nullable=True),
        sa.Column("manager_on", sa.Date(), nullable=True),
        sa.Column("manager_response", sa.Text(), nullable=True),
        sa.Column("record_due", sa.Date(), nullable=True),
        sa.Column("record_on", sa.Date(), nullable=True),
        sa.Column("distribution_due", sa.Date(), nullable=True),
        sa.Column("distributed_on", sa.Date(), nullable=True),
        sa.Column("because", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="record_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "record_case_child_known_to_idx", "record_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "record_case_completed_on_idx",
        "record_case",
        ["completed_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "record_case_completed_on_known_from_known_to_idx",
        "record_case",
        ["completed_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_index(
        "record_case_decisions_due_open_idx",
        "record_case",
        ["decisions_due"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND decisions_on IS NULL"),
    )
    op.create_index(
        "record_case_distribution_due_open_idx",
        "record_case",
        ["distribution_due"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND distributed_on IS NULL"),
    )
    op.create_index(
        "record_case_manager_due_open_idx",
        "record_case",
        ["manager_due"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND manager_on IS NULL"),
    )
    op.create_index(
        "record_case_record_due_open_idx",
        "record_case",
        ["record_due"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND record_on IS NULL"),
    )
    op.create_table(
        "review_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("adjourned_on", sa.Date(), nullable=True),
        sa.Column("resume_by", sa.Date(), nullable=True),
        sa.Column("resumed_on", sa.Date(), nullable=True),
        sa.Column("finish_by", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Uuid(), nullable=True),
        sa.Column("from_return", sa.Boolean(), nullable=False),
        sa.Column("late_reason", sa.Text(), nullable=True),
        sa.Column("care", sa.Uuid(), nullable=True),
        sa.Column("period_of_care_start", sa.Date(), nullable=True),
        sa.Column("start_known", sa.Boolean(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("regime", sa.Text(), nullable=True),
        sa.Column("due_statute", sa.Date(), nullable=True),
        sa.Column("due_indicator", sa.Date(), nullable=True),
        sa.Column("in_time_statute", sa.Boolean(), nullable=True),
        sa.Column("in_time_indicator", sa.Boolean(), nullable=True),
        sa.Column("told_late_statute", sa.Boolean(), nullable=False),
        sa.Column("told_late_indicator", sa.Boolean(), nullable=False),
        sa.Column("because_statute", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("because_indicator", sa.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="review_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="reviews",
    )
    op.create_index(
        "review_case_child_known_to_idx", "review_case", ["child", "known_to"], unique=False, schema="reviews"
    )
    op.create_index(
        "review_case_due_statute_idx",
        "review_case",
        ["due_statute"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "review_case_due_statute_known_from_known_to_idx",
        "review_case",
        ["due_statute", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_index(
        "review_case_finish_by_open_idx",
        "review_case",
        ["finish_by"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND completed_on IS NULL"),
    )
    op.create_index(
        "review_case_held_on_idx",
        "review_case",
        ["held_on"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "review_case_held_on_known_from_known_to_idx",
        "review_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="reviews",
    )
    op.create_index(
        "review_case_resume_by_open_idx",
        "review_case",
        ["resume_by"],
        unique=False,
        schema="reviews",
        postgresql_where=sa.text("known_to = 'infinity' AND resumed_on IS NULL"),
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="reviews",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="reviews")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="risk",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="risk")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="risk")
    op.create_table(
        "risk_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("review", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("identified", sa.Boolean(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=True),
        sa.CheckConstraint("known_from < known_to", name="risk_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("review", "known_from"),
        schema="risk",
    )
    op.create_index("risk_case_child_known_to_idx", "risk_case", ["child", "known_to"], unique=False, schema="risk")
    op.create_index(
        "risk_case_held_on_idx",
        "risk_case",
        ["held_on"],
        unique=False,
        schema="risk",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "risk_case_held_on_known_from_known_to_idx",
        "risk_case",
        ["held_on", "known_from", "known_to"],
        unique=False,
        schema="risk",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="risk",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="risk")
    op.create_table(
        "child_history",
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("known_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("history", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("child"),
        schema="team",
    )
    op.create_index("child_history_known_at_idx", "child_history", ["known_at"], unique=False, schema="team")
    op.create_index("child_history_seq_idx", "child_history", ["seq"], unique=False, schema="team")
    op.create_table(
        "practice_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("told_by", sa.Uuid(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("chaired", sa.Text(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="practice_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("told_by", "known_from"),
        schema="team",
    )
    op.create_index(
        "practice_case_child_known_to_idx", "practice_case", ["child", "known_to"], unique=False, schema="team"
    )
    op.create_index(
        "practice_case_seen_on_idx",
        "practice_case",
        ["seen_on"],
        unique=False,
        schema="team",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "practice_case_seen_on_known_from_known_to_idx",
        "practice_case",
        ["seen_on", "known_from", "known_to"],
        unique=False,
        schema="team",
    )
    op.create_table(
        "term_case",
        sa.Column("row", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("known_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("known_to", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_seq", sa.BigInteger(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("events", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("term", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("fte", sa.Integer(), nullable=False),
        sa.Column("contract", sa.Text(), nullable=False),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.CheckConstraint("known_from < known_to", name="term_case_check"),
        sa.PrimaryKeyConstraint("row"),
        sa.UniqueConstraint("term", "known_from"),
        schema="team",
    )
    op.create_index("term_case_child_known_to_idx", "term_case", ["child", "known_to"], unique=False, schema="team")
    op.create_index(
        "term_case_from_on_idx",
        "term_case",
        ["from_on"],
        unique=False,
        schema="team",
        postgresql_where=sa.text("known_to = 'infinity'"),
    )
    op.create_index(
        "term_case_from_on_known_from_known_to_idx",
        "term_case",
        ["from_on", "known_from", "known_to"],
        unique=False,
        schema="team",
    )
    op.create_table(
        "told",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", sa.Uuid(), nullable=False),
        sa.Column("child", sa.Uuid(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        schema="team",
    )
    op.create_index("told_child_seq_idx", "told", ["child", "seq"], unique=False, schema="team")
