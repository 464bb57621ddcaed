"""Up to which number of the log each partition is known: a feed's offset says it itself, a broker's by marks."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE consumer_offset ADD COLUMN known_up_to bigint NOT NULL DEFAULT 0")
    op.execute("UPDATE consumer_offset SET known_up_to = next_offset")
    op.execute("ALTER TABLE relayed ADD COLUMN marked bigint NOT NULL DEFAULT 0")
