"""The cases that figures count, system-versioned, and the histories they are judged from, in a schema of their own.

A rebuild copies these tables with their indexes, so that whatever a later revision alters is there as well.
"""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

REVIEW_CASE = """
    review uuid NOT NULL,
    held_on date NOT NULL,
    standing text NOT NULL,
    since date,
    adjourned_on date,
    resume_by date,
    resumed_on date,
    finish_by date,
    completed_on date,
    mode text NOT NULL,
    meeting uuid,
    from_return boolean NOT NULL,
    late_reason text,
    care uuid,
    period_of_care_start date,
    start_known boolean,
    ordinal integer,
    regime text,
    due_statute date,
    due_indicator date,
    in_time_statute boolean,
    in_time_indicator boolean,
    told_late_statute boolean NOT NULL,
    told_late_indicator boolean NOT NULL,
    because_statute text[] NOT NULL,
    because_indicator text[] NOT NULL
"""

OWED_CASE = """
    care uuid NOT NULL,
    period_of_care_start date NOT NULL,
    care_ended_on date,
    since date NOT NULL,
    review uuid,
    planned_for date,
    ordinal integer,
    regime text NOT NULL,
    due_statute date NOT NULL,
    due_indicator date NOT NULL,
    because_statute text[] NOT NULL,
    because_indicator text[] NOT NULL
"""

CARE_CASE = """
    care uuid NOT NULL,
    started_on date NOT NULL,
    start_known boolean NOT NULL,
    ended_on date,
    end_inferred boolean NOT NULL,
    reason_ceased text,
    short_break boolean NOT NULL,
    from_return boolean NOT NULL,
    notified_on date,
    iro_on date,
    appoint_by date,
    because text[] NOT NULL
"""

RECORD_CASE = """
    review uuid NOT NULL,
    care uuid NOT NULL,
    completed_on date NOT NULL,
    own boolean NOT NULL,
    decisions_due date,
    decisions_on date,
    manager_due date,
    manager_on date,
    manager_response text,
    record_due date,
    record_on date,
    distribution_due date,
    distributed_on date,
    because text[] NOT NULL
"""

DAYS = {
    "review_case": ("held_on", "due_statute"),
    "owed_case": ("due_statute",),
    "care_case": ("started_on", "ended_on"),
    "record_case": ("completed_on",),
}

OPEN = (
    ("review_case", "resume_by", "resumed_on"),
    ("review_case", "finish_by", "completed_on"),
    ("care_case", "appoint_by", "iro_on"),
    ("record_case", "decisions_due", "decisions_on"),
    ("record_case", "manager_due", "manager_on"),
    ("record_case", "record_due", "record_on"),
    ("record_case", "distribution_due", "distributed_on"),
)
"""What has a day by which it is to be done, and the day on which it was: few are open at any time."""


TABLES = {
    ("review_case", "review"): REVIEW_CASE,
    ("owed_case", "care"): OWED_CASE,
    ("care_case", "care"): CARE_CASE,
    ("record_case", "review"): RECORD_CASE,
}


def upgrade() -> None:
    for statement in beginning("reviews"):
        op.execute(statement)
    for (name, key), columns in TABLES.items():
        op.execute(case_table("reviews", name, columns, key=key))
    for statement in case_indexes("reviews", DAYS):
        op.execute(statement)
    for name, due, done in OPEN:
        op.execute(f"CREATE INDEX ON reviews.{name} ({due}) WHERE known_to = 'infinity' AND {done} IS NULL")
