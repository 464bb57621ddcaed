"""The cases of children's voices; how a child took part is in a schema of its own, since few may be told it."""

from collections.abc import Mapping

from alembic import op

from metrics_service.area_schema import beginning, case_indexes, case_table

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OPEN, RESTRICTED = "participation", "participation_restricted"

WISH = """
    wish uuid NOT NULL,
    expressed_on date NOT NULL,
    theme text NOT NULL,
    review uuid,
    partly_on date,
    closed_on date,
    outcome text
"""
CONTACT = """
    contact uuid NOT NULL,
    iro uuid NOT NULL,
    made_on date NOT NULL,
    medium text NOT NULL,
    begun_by text NOT NULL,
    seen_alone boolean
"""
AWARENESS = """
    review uuid NOT NULL,
    knows text NOT NULL,
    has text NOT NULL,
    wants text NOT NULL
"""
VISITOR = """
    told_by uuid NOT NULL,
    step text NOT NULL,
    step_on date NOT NULL,
    need text,
    end_reason text
"""
SURVEY = """
    told_by uuid NOT NULL,
    surveyed_on date NOT NULL,
    number integer NOT NULL,
    question text NOT NULL,
    base text NOT NULL,
    asked integer NOT NULL,
    several boolean NOT NULL,
    answers text[] NOT NULL,
    counts integer[] NOT NULL
"""
PARTICIPATION = """
    review uuid NOT NULL,
    held_on date NOT NULL,
    code text,
    age_on_review integer,
    fourth_birthday boolean NOT NULL,
    disabled boolean,
    team uuid
"""

TABLES = {
    (OPEN, "wish_case", "wish"): WISH,
    (OPEN, "contact_case", "contact"): CONTACT,
    (OPEN, "awareness_case", "review"): AWARENESS,
    (OPEN, "visitor_case", "told_by"): VISITOR,
    (OPEN, "survey_case", "told_by"): SURVEY,
    (RESTRICTED, "participation_case", "review"): PARTICIPATION,
}
DAYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    OPEN: {
        "wish_case": ("expressed_on",),
        "contact_case": ("made_on",),
        "awareness_case": (),
        "visitor_case": ("step_on",),
        "survey_case": ("surveyed_on",),
    },
    RESTRICTED: {"participation_case": ("held_on",)},
}


def upgrade() -> None:
    for schema in (OPEN, RESTRICTED):
        for statement in beginning(schema):
            op.execute(statement)
    for (schema, name, key), columns in TABLES.items():
        op.execute(case_table(schema, name, columns, key=key))
    for schema, days in DAYS.items():
        for statement in case_indexes(schema, days):
            op.execute(statement)
