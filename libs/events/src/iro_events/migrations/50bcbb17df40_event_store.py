"""The event store: log, queue and numbers; idempotency keys; what consumers and the border keep.

In SQL, since triggers, an aggregate and a function are part of it.
"""

from alembic import op

revision = "50bcbb17df40"
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

LINKED = """
CREATE FUNCTION linked(before bytea, first bytea, digest bytea) RETURNS bytea
IMMUTABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
    RETURN sha256(coalesce(before, first) || digest);
END $$
"""

CHAINED = "CREATE AGGREGATE chained(first bytea, digest bytea) (SFUNC = linked, STYPE = bytea)"

# A round of numbering is one statement, a fifth quicker than row by row: every append pays its share of it.
# Read with the snapshot of each statement, hence after the lock: a round sees all that the round before committed.
# The planner is held to index look-ups, since a plan made while the tables were empty would scan them for ever.
SEQUENCE_EVENTS = """
CREATE FUNCTION sequence_events(batch integer, OUT taken integer, OUT head bigint) LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    link bytea;
BEGIN
    taken := 0;
    IF NOT pg_try_advisory_xact_lock(hashtextextended('iro_events.sequencer', 0)) THEN
        RETURN;
    END IF;
    SELECT seq, chain INTO head, link FROM log ORDER BY seq DESC LIMIT 1;
    head := coalesce(head, 0);
    link := coalesce(link, ''::bytea);
    WITH removed AS (
        DELETE FROM unsequenced
        WHERE position = ANY (ARRAY(SELECT position FROM unsequenced ORDER BY position LIMIT batch))
        RETURNING position
    )
    INSERT INTO log (seq, position, chain)
    SELECT head + row_number() OVER told, position, chained(link, digest) OVER told
    FROM removed JOIN events USING (position)
    WINDOW told AS (ORDER BY position ROWS UNBOUNDED PRECEDING);
    GET DIAGNOSTICS taken = ROW_COUNT;
    head := head + taken;
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

# A feed's offset says itself up to which number of the log a partition is known, a broker's by marks.
CONSUMER_OFFSET = """
CREATE TABLE consumer_offset (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    known_up_to bigint NOT NULL DEFAULT 0,
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

# How far each topic of a broker has been told of this log: moved on after the acknowledgement.
RELAYED = """
CREATE TABLE relayed (
    topic text PRIMARY KEY,
    seq bigint NOT NULL,
    marked bigint NOT NULL DEFAULT 0
)
"""

INBOUND_TAKEN = """
CREATE TABLE inbound_taken (
    source text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    digest bytea NOT NULL,
    about uuid,
    taken_at timestamptz NOT NULL,
    PRIMARY KEY (source, id)
)
"""

INBOUND_MATTER = """
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
INBOUND_WAITING = """
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

INBOUND_REJECTION = """
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

INBOUND_WAITING_FOR = "CREATE INDEX inbound_waiting_for ON inbound_waiting (waits_for)"


def upgrade() -> None:
    for table in (EVENTS, UNSEQUENCED, LOG, IDEMPOTENCY, INBOX, CONSUMER_OFFSET, PARKED, RELAYED):
        op.execute(table)
    for table in (INBOUND_TAKEN, INBOUND_MATTER, INBOUND_WAITING, INBOUND_WAITING_FOR, INBOUND_REJECTION):
        op.execute(table)
    op.execute(REFUSE_CHANGE)
    for kept in ("events", "log"):
        op.execute(APPEND_ONLY.format(table=kept))
    for numbering in (LINKED, CHAINED, SEQUENCE_EVENTS):
        op.execute(numbering)
