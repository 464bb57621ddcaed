"""Whose manager has still to answer, so that silence can agree as the days pass."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ANSWER_OWED = "CREATE TABLE answer_owed (review uuid PRIMARY KEY, child uuid NOT NULL, issued_on date NOT NULL)"

# Decisions issued before there was this table.
OWED = """
INSERT INTO answer_owed (review, child, issued_on)
SELECT DISTINCT ON (review) review, subject, effective_on
FROM events, LATERAL (SELECT (convert_from(data, 'UTF8')::jsonb ->> 'review')::uuid AS review) AS read
WHERE type = 'DecisionsIssued' AND NOT EXISTS (
    SELECT FROM events AS later
    WHERE later.stream IN (events.stream, 'review-' || review)
        AND later.type IN ('ManagerResponded', 'ReviewEntryWithdrawn')
)
ORDER BY review, position DESC
"""


def upgrade() -> None:
    for statement in (ANSWER_OWED, OWED):
        op.execute(statement)
