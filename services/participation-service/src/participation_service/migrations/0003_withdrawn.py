"""Wishes and contacts that were withdrawn: whose they were, so that a withdrawal that is sent again finds them."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WITHDRAWN = "CREATE TABLE withdrawn (entry uuid PRIMARY KEY, child uuid NOT NULL)"

UP_TO_NOW = """
INSERT INTO withdrawn (entry, child)
SELECT (convert_from(data, 'UTF8')::jsonb ->> split_part(type, '.', 1))::uuid, subject
FROM events WHERE type IN ('WishEntryWithdrawn', 'ContactEntryWithdrawn')
ON CONFLICT DO NOTHING
"""


def upgrade() -> None:
    op.execute(WITHDRAWN)
    op.execute(UP_TO_NOW)
