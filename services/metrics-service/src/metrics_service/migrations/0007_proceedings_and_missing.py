"""Proceedings in court, and times when a child was missing; the latter is told to few, hence a schema of its own."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

PROCEEDINGS = """
    proceedings uuid NOT NULL,
    issued_on date NOT NULL,
    ended_on date
"""
MISSING = """
    episode uuid NOT NULL,
    since date NOT NULL,
    found_on date,
    absence text NOT NULL
"""


def upgrade() -> None:
    for schema, table, columns, key, days in (
        ("proceedings", "proceedings_case", PROCEEDINGS, "proceedings", ("issued_on", "ended_on")),
        ("missing", "missing_case", MISSING, "episode", ("since",)),
    ):
        for statement in beginning(schema):
            op.execute(statement)
        op.execute(case_table(schema, table, columns, key=key))
        for statement in case_indexes(schema, {table: days}):
            op.execute(statement)
