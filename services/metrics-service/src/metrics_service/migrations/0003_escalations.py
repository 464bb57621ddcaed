"""The cases of an IRO's challenges: concerns from first unease to outcome, and the stages of formal disputes.

What the child thought of a concern is in a schema of its own, since few may read it.
"""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SCHEMA, RESTRICTED = "escalations", "escalations_restricted"

CONCERN = """
    concern uuid NOT NULL,
    iro uuid NOT NULL,
    category text NOT NULL,
    raised_on date NOT NULL,
    raised_with text,
    answer_by date,
    answered_on date,
    formal_on date,
    conclude_by date,
    cafcass_on date,
    closed_on date,
    ending text,
    outcome text,
    plan_changed boolean,
    because text[] NOT NULL
"""
STAGE = """
    told_by uuid NOT NULL,
    concern uuid NOT NULL,
    category text NOT NULL,
    stage text NOT NULL,
    step integer NOT NULL,
    entered_on date NOT NULL,
    answer_by date,
    answered_on date,
    left_on date,
    moved_by text,
    settled_on date,
    because text[] NOT NULL
"""
CHILDS_VIEW = """
    concern uuid NOT NULL,
    childs_view text NOT NULL
"""

TABLES = {("concern_case", "concern"): CONCERN, ("stage_case", "told_by"): STAGE}
DAYS = {
    "concern_case": ("raised_on", "formal_on", "closed_on", "conclude_by"),
    "stage_case": ("entered_on", "left_on", "answer_by"),
}
OPEN = (("concern_case", "conclude_by", "closed_on"), ("stage_case", "answer_by", "settled_on"))
"""What has a day by which it is to be done, and the day on which it was: few are open at any time."""


def upgrade() -> None:
    for statement in beginning(SCHEMA):
        op.execute(statement)
    for (name, key), columns in TABLES.items():
        op.execute(case_table(SCHEMA, name, columns, key=key))
    for statement in case_indexes(SCHEMA, DAYS):
        op.execute(statement)
    for statement in (
        *beginning(RESTRICTED),
        case_table(RESTRICTED, "childs_view_case", CHILDS_VIEW, key="concern"),
        *case_indexes(RESTRICTED, {"childs_view_case": ()}),
    ):
        op.execute(statement)
    for name, due, done in OPEN:
        op.execute(f"CREATE INDEX ON {SCHEMA}.{name} ({due}) WHERE known_to = 'infinity' AND {done} IS NULL")
