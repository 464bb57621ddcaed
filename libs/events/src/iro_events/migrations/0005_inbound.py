"""The border's memory: events of other systems that were taken, their versions, those that wait, those refused."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TAKEN = """
CREATE TABLE inbound_taken (
    source text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    about uuid,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (source, id)
)
"""

MATTER = """
CREATE TABLE inbound_matter (
    source text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    subject text COLLATE "C",
    version bigint NOT NULL,
    content bytea NOT NULL,
    known_as uuid NOT NULL,
    PRIMARY KEY (source, type, record)
)
"""

# A newer version of what waits takes its place, hence the key.
WAITING = """
CREATE TABLE inbound_waiting (
    source text COLLATE "C" NOT NULL,
    type text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    id text NOT NULL,
    digest bytea NOT NULL,
    event jsonb NOT NULL,
    waits_for text COLLATE "C" NOT NULL,
    since timestamptz NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (source, type, record)
)
"""

REJECTION = """
CREATE TABLE inbound_rejection (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    digest bytea NOT NULL UNIQUE,
    event uuid NOT NULL,
    source text,
    id text,
    type text,
    reason text NOT NULL,
    rule text,
    field text,
    detail text NOT NULL,
    rejected_at timestamptz NOT NULL
)
"""


def upgrade() -> None:
    for statement in (TAKEN, MATTER, WAITING, REJECTION):
        op.execute(statement)
    op.execute("CREATE INDEX inbound_waiting_for ON inbound_waiting (waits_for)")
