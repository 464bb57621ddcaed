"""What questions are answered from: which children, care and reviews there are, and what is due next."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CHILD = "CREATE TABLE child (child uuid PRIMARY KEY)"

CHILD_IDENTIFIER = """
CREATE TABLE child_identifier (
    system text NOT NULL,
    value text NOT NULL,
    child uuid NOT NULL,
    PRIMARY KEY (system, value)
)
"""

CARE = """
CREATE TABLE care (
    care uuid PRIMARY KEY,
    child uuid NOT NULL,
    started_on date NOT NULL,
    start_known boolean NOT NULL,
    ended_on date,
    short_break boolean NOT NULL,
    iro uuid,
    ordinal integer,
    due_statute date,
    due_indicator date
)
"""

REVIEW = """
CREATE TABLE review (
    review uuid PRIMARY KEY,
    child uuid NOT NULL,
    stage text NOT NULL,
    planned_for date,
    meeting uuid,
    held_on date,
    completed_on date
)
"""

INDEXES = (
    "CREATE INDEX child_identifier_of ON child_identifier (child)",
    "CREATE INDEX care_of ON care (child, started_on)",
    "CREATE INDEX care_due ON care (coalesce(due_statute, DATE '9999-12-31'), care) WHERE ended_on IS NULL",
    "CREATE INDEX care_of_iro ON care (iro, coalesce(due_statute, DATE '9999-12-31'), care) WHERE ended_on IS NULL",
    "CREATE INDEX review_of ON review (child)",
    "CREATE INDEX review_booked ON review (child, planned_for) WHERE stage = 'booked'",
)


def upgrade() -> None:
    for statement in (CHILD, CHILD_IDENTIFIER, CARE, REVIEW, *INDEXES):
        op.execute(statement)
