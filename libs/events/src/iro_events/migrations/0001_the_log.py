"""The append-only log: events, their queue, their sequence; idempotency keys; what consumers have taken and parked."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EVENTS = """
CREATE TABLE events (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    stream text COLLATE "C" NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    type text NOT NULL,
    schema_version smallint NOT NULL,
    kind smallint NOT NULL CHECK (kind BETWEEN 0 AND 2),
    subject uuid NOT NULL,
    recorded_at timestamptz NOT NULL,
    effective_on date,
    actor uuid NOT NULL,
    correlation_id uuid NOT NULL,
    causation_id uuid,
    source text NOT NULL,
    authority text NOT NULL,
    data bytea NOT NULL,
    digest bytea NOT NULL,
    UNIQUE (stream, version)
)
"""

# Rows live for milliseconds: without a vacuum of its own the queue's index fills with the dead.
UNSEQUENCED = """
CREATE TABLE unsequenced (position bigint PRIMARY KEY) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_vacuum_cost_delay = 0
)
"""

LOG = "CREATE TABLE log (seq bigint PRIMARY KEY, position bigint NOT NULL UNIQUE, chain bytea NOT NULL)"

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is only ever added to: % is refused; append an event that corrects', TG_TABLE_NAME, TG_OP;
END $$
"""

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""

# Read with the snapshot of each statement, hence after the lock: a round sees all that the round before committed.
# The planner is held to index look-ups, since a plan made while the tables were empty would scan them for ever.
SEQUENCE_EVENTS = """
CREATE FUNCTION sequence_events(batch integer, OUT taken integer, OUT head bigint) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    link bytea;
    queued record;
BEGIN
    taken := 0;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('iro_events.sequencer', 0)) THEN
        RETURN;
    END IF;
    SELECT seq, chain INTO head, link FROM log ORDER BY seq DESC LIMIT 1;
    head := coalesce(head, 0);
    link := coalesce(link, ''::bytea);
    FOR queued IN
        WITH removed AS (
            DELETE FROM unsequenced
            WHERE position = ANY (ARRAY(SELECT position FROM unsequenced ORDER BY position LIMIT batch))
            RETURNING position
        )
        SELECT position, digest FROM removed JOIN events USING (position) ORDER BY position
    LOOP
        taken := taken + 1;
        head := head + 1;
        link := sha256(link || queued.digest);
        INSERT INTO log (seq, position, chain) VALUES (head, queued.position, link);
    END LOOP;
END $$
"""

IDEMPOTENCY = """
CREATE TABLE idempotency (
    key text NOT NULL,
    scope text NOT NULL,
    request_digest bytea NOT NULL,
    outcome jsonb NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (key, scope)
)
"""

INBOX = """
CREATE TABLE inbox (
    consumer text NOT NULL,
    source text NOT NULL,
    topic text NOT NULL,
    subject uuid NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (consumer, source, topic, subject)
)
"""

CONSUMER_OFFSET = """
CREATE TABLE consumer_offset (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (consumer, topic, partition)
)
"""

PARKED = """
CREATE TABLE parked (
    consumer text NOT NULL,
    source text NOT NULL,
    topic text NOT NULL,
    subject uuid NOT NULL,
    sequence bigint NOT NULL,
    fact jsonb NOT NULL,
    reason text NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, source, topic, subject, sequence)
)
"""


def upgrade() -> None:
    for table in (EVENTS, UNSEQUENCED, LOG, IDEMPOTENCY, INBOX, CONSUMER_OFFSET, PARKED, REFUSE_CHANGE):
        op.execute(table)
    for kept in ("events", "log"):
        op.execute(APPEND_ONLY.format(table=kept))
    op.execute(SEQUENCE_EVENTS)
