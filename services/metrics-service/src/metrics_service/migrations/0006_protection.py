"""Plans and conferences of child protection: told to few, hence in a schema of their own."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SCHEMA = "protection"

PLAN = """
    plan uuid NOT NULL,
    started_on date NOT NULL,
    ended_on date
"""
CONFERENCE = """
    conference uuid NOT NULL,
    held_on date NOT NULL,
    kind text NOT NULL,
    iro uuid
"""


def upgrade() -> None:
    for statement in beginning(SCHEMA):
        op.execute(statement)
    op.execute(case_table(SCHEMA, "plan_case", PLAN, key="plan"))
    op.execute(case_table(SCHEMA, "conference_case", CONFERENCE, key="conference"))
    days = {"plan_case": ("started_on", "ended_on"), "conference_case": ("held_on",)}
    for statement in case_indexes(SCHEMA, days):
        op.execute(statement)
