"""What reviews found: permanence, grades of plans, midway checks; and risk, told to few, in a schema of its own.

Midway days and second reviews of children known before are judged at their next fact, or by a rebuild.
"""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PERMANENCE = """
    review uuid NOT NULL,
    care uuid NOT NULL,
    held_on date NOT NULL,
    ordinal integer,
    own boolean NOT NULL,
    plans text[] NOT NULL,
    agreed boolean
"""
GRADE = """
    told_by uuid NOT NULL,
    review uuid NOT NULL,
    held_on date NOT NULL,
    plan text NOT NULL,
    grade text NOT NULL
"""
MIDWAY = """
    review uuid NOT NULL,
    care uuid NOT NULL,
    held_on date NOT NULL,
    midway_on date NOT NULL,
    checked_on date,
    until date,
    because text[] NOT NULL
"""
RISK = """
    review uuid NOT NULL,
    held_on date NOT NULL,
    identified boolean NOT NULL,
    together boolean
"""


def upgrade() -> None:
    op.execute(case_table("reviews", "permanence_case", PERMANENCE, key="review"))
    op.execute(case_table("reviews", "grade_case", GRADE, key="told_by"))
    op.execute(case_table("reviews", "midway_case", MIDWAY, key="review"))
    for statement in beginning("risk"):
        op.execute(statement)
    op.execute(case_table("risk", "risk_case", RISK, key="review"))
    for schema, days in (
        ("reviews", {"permanence_case": ("held_on",), "grade_case": ("held_on",), "midway_case": ("midway_on",)}),
        ("risk", {"risk_case": ("held_on",)}),
    ):
        for statement in case_indexes(schema, days):
            op.execute(statement)
    op.execute(
        "CREATE INDEX ON reviews.midway_case (midway_on)"
        " WHERE known_to = 'infinity' AND least(checked_on, until) IS NULL"
    )
