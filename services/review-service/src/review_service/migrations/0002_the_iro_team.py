"""What the questions about the IRO team are answered from, and what an appointment is checked against."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IRO = "CREATE TABLE iro (iro uuid PRIMARY KEY, known jsonb NOT NULL)"

ALLOCATION = """
CREATE TABLE allocation (
    care uuid NOT NULL,
    since date NOT NULL,
    iro uuid NOT NULL,
    PRIMARY KEY (care, since)
)
"""

RELATION = """
CREATE TABLE relation (
    child uuid NOT NULL,
    other uuid NOT NULL,
    relation text NOT NULL,
    PRIMARY KEY (child, other)
)
"""

# Appointments told before there was this table; of one day, the last stands.
ALLOCATED = """
INSERT INTO allocation (care, since, iro)
SELECT DISTINCT ON (care, since) care, since, iro
FROM (
    SELECT position, effective_on AS since, (told ->> 'care')::uuid AS care, (told ->> 'iro')::uuid AS iro
    FROM events, LATERAL (SELECT convert_from(data, 'UTF8')::jsonb AS told) AS read
    WHERE type IN ('IroAppointed', 'IroChanged')
) AS appointed
ORDER BY care, since, position DESC
"""


def upgrade() -> None:
    for statement in (IRO, ALLOCATION, RELATION, ALLOCATED):
        op.execute(statement)
