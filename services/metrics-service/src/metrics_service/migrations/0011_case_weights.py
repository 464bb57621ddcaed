"""How the authority weighs caseloads, from each day until the next."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SCHEMA = "case_weights"

WEIGHTS = """
    valid_from date NOT NULL,
    until date,
    looked_after integer NOT NULL,
    not_yet_reviewed integer NOT NULL,
    in_proceedings integer NOT NULL,
    protection_plan integer NOT NULL
"""


def upgrade() -> None:
    for statement in beginning(SCHEMA):
        op.execute(statement)
    op.execute(case_table(SCHEMA, "weights_case", WEIGHTS, key="valid_from"))
    for statement in case_indexes(SCHEMA, {"weights_case": ("valid_from",)}):
        op.execute(statement)
