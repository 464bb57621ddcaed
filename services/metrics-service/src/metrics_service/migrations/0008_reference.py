"""The populations that rates rest on."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SCHEMA = "reference"

POPULATION = """
    population uuid NOT NULL,
    counted_on date NOT NULL,
    children integer NOT NULL,
    source text NOT NULL,
    published_on date
"""


def upgrade() -> None:
    for statement in beginning(SCHEMA):
        op.execute(statement)
    op.execute(case_table(SCHEMA, "population_case", POPULATION, key="population"))
    for statement in case_indexes(SCHEMA, {"population_case": ("counted_on",)}):
        op.execute(statement)
