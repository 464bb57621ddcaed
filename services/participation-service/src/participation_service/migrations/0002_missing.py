"""Children who were missing, as the authority's own system tells: a reason to speak to them."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MISSING = """
CREATE TABLE missing (
    episode uuid PRIMARY KEY,
    child uuid NOT NULL,
    since date NOT NULL,
    until date,
    absence text NOT NULL
)
"""


def upgrade() -> None:
    op.execute(MISSING)
    op.execute("CREATE INDEX missing_until ON missing (until, episode)")
