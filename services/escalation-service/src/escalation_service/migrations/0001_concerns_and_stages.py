"""What questions are answered from: the children known, concerns, the stages that disputes came to, good practice."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KNOWN_CHILD = "CREATE TABLE known_child (child uuid PRIMARY KEY)"

CONCERN = """
CREATE TABLE concern (
    concern uuid PRIMARY KEY,
    child uuid NOT NULL,
    iro uuid NOT NULL,
    category text NOT NULL,
    raised_on date NOT NULL,
    raised_with text,
    answer_by date,
    answered_on date,
    formal_on date,
    conclude_by date,
    ladder_from date,
    cafcass_on date,
    closed_on date,
    outcome text,
    plan_changed boolean,
    in_error boolean NOT NULL
)
"""

DISPUTE_STAGE = """
CREATE TABLE dispute_stage (
    concern uuid NOT NULL,
    step integer NOT NULL,
    stage text NOT NULL,
    entered_on date NOT NULL,
    answer_by date,
    answered_on date,
    PRIMARY KEY (concern, step)
)
"""

GOOD_PRACTICE = """
CREATE TABLE good_practice (
    alert uuid PRIMARY KEY,
    child uuid NOT NULL,
    alerted_on date NOT NULL
)
"""

INDEXES = (
    "CREATE INDEX concern_of ON concern (child, raised_on, concern)",
    "CREATE INDEX concern_of_iro ON concern (iro, raised_on, concern)",
    "CREATE INDEX concern_formal ON concern (formal_on, concern) WHERE formal_on IS NOT NULL AND NOT in_error",
    "CREATE INDEX good_practice_of ON good_practice (child, alerted_on)",
)


def upgrade() -> None:
    for statement in (KNOWN_CHILD, CONCERN, DISPUTE_STAGE, GOOD_PRACTICE, *INDEXES):
        op.execute(statement)
