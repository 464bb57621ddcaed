"""The children whose views were not conveyed at two reviews in a row: for the clock that runs until they are heard."""

from alembic import op

from metrics_service.area_schema import case_indexes, case_table

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SCHEMA = "participation_restricted"
UNHEARD = """
    review uuid NOT NULL,
    since date NOT NULL
"""


def upgrade() -> None:
    op.execute(case_table(SCHEMA, "unheard_case", UNHEARD, key="child"))
    for statement in case_indexes(SCHEMA, {"unheard_case": ("since",)}):
        op.execute(statement)
