"""Which IRO a worker of the authority's own system is."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('CREATE TABLE worker (worker text COLLATE "C" PRIMARY KEY, iro uuid NOT NULL)')
