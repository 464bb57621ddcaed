"""The IRO team: terms of each IRO and what was seen of the work; and with which IRO a child was, from when on."""

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SCHEMA = "team"

TERM = """
    term uuid NOT NULL,
    from_on date NOT NULL,
    until date,
    fte integer NOT NULL,
    contract text NOT NULL,
    absent boolean NOT NULL
"""
PRACTICE = """
    told_by uuid NOT NULL,
    seen_on date NOT NULL,
    seen text NOT NULL,
    chaired text NOT NULL
"""
ALLOCATION = """
    told_by uuid NOT NULL,
    care uuid NOT NULL,
    iro uuid NOT NULL,
    since date NOT NULL,
    until date,
    care_ended_on date,
    short_break boolean NOT NULL
"""


def upgrade() -> None:
    for statement in beginning(SCHEMA):
        op.execute(statement)
    op.execute(case_table(SCHEMA, "term_case", TERM, key="term"))
    op.execute(case_table(SCHEMA, "practice_case", PRACTICE, key="told_by"))
    op.execute(case_table("reviews", "allocation_case", ALLOCATION, key="told_by"))
    for schema, days in (
        (SCHEMA, {"term_case": ("from_on",), "practice_case": ("seen_on",)}),
        ("reviews", {"allocation_case": ("since",)}),
    ):
        for statement in case_indexes(schema, days):
            op.execute(statement)
    op.execute("CREATE INDEX ON reviews.allocation_case (iro, since) WHERE known_to = 'infinity'")
