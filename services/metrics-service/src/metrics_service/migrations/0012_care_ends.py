"""Why care ended is published to few: in a schema of its own."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

CARE_END = """
    told_by uuid NOT NULL,
    care uuid NOT NULL,
    ended_on date NOT NULL,
    reason text NOT NULL
"""


def upgrade() -> None:
    op.execute("ALTER TABLE reviews.care_case DROP COLUMN reason_ceased")
    for statement in beginning("care_ends"):
        op.execute(statement)
    op.execute(case_table("care_ends", "care_end_case", CARE_END, key="told_by"))
    for statement in case_indexes("care_ends", {"care_end_case": ("ended_on",)}):
        op.execute(statement)
