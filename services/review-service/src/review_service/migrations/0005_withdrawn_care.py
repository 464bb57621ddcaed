"""Periods of care that were withdrawn: whose they were, so that a withdrawal that is sent again finds them."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WITHDRAWN = "CREATE TABLE withdrawn_care (care uuid PRIMARY KEY, child uuid NOT NULL)"

UP_TO_NOW = """
INSERT INTO withdrawn_care (care, child)
SELECT (convert_from(data, 'UTF8')::jsonb ->> 'care')::uuid, subject FROM events WHERE type = 'CareEntryWithdrawn'
ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.execute(WITHDRAWN)
    op.execute(UP_TO_NOW)
