"""What was told of deadlines, which children to look at anew, and up to which day all were looked at."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TOLD = """
CREATE TABLE alerts.told (
    clock text NOT NULL,
    key uuid NOT NULL,
    due_by date NOT NULL,
    lead integer NOT NULL,
    PRIMARY KEY (clock, key, due_by)
)
"""
TABLES = (
    "CREATE SCHEMA alerts",
    TOLD,
    "CREATE TABLE alerts.to_look_at (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, child uuid NOT NULL)",
    "CREATE TABLE alerts.day (passed date NOT NULL, looked_at date)",
    "CREATE UNIQUE INDEX only_one_day ON alerts.day ((true))",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
