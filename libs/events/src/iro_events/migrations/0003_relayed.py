"""How far each topic of a broker has been told of this log: one row a topic, moved on after the acknowledgement."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RELAYED = "CREATE TABLE relayed (topic text PRIMARY KEY, seq bigint NOT NULL)"


def upgrade() -> None:
    op.execute(RELAYED)
