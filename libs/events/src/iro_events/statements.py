"""The store's hot statements, in the driver's own SQL: each is one round trip."""

from iro_events.stored import COLUMNS

LOAD = "SELECT type, schema_version, data FROM events WHERE stream = $1 ORDER BY version"

LOAD_MANY = """
SELECT stream, type, schema_version, data FROM events WHERE stream = ANY ($1::text[]) ORDER BY stream, version
"""

VERSION = "SELECT coalesce(max(version), 0) FROM events WHERE stream = $1"

# One statement, so that outside a transaction it is one round trip and commits by itself. UNIQUE (stream, version)
# is the only lock; positions rise in the order told.
APPEND = """
WITH appended AS (
    INSERT INTO events (
        id, stream, version, type, schema_version, kind, subject, effective_on, data, digest,
        recorded_at, actor, correlation_id, causation_id, source, authority
    )
    SELECT id, stream, version, type, schema_version, kind, subject, effective_on, data, digest,
        $11, $12, $13, $14, $15, $16
    FROM unnest(
        $1::uuid[], $2::text[], $3::integer[], $4::text[], $5::smallint[], $6::smallint[], $7::uuid[], $8::date[],
        $9::bytea[], $10::bytea[]
    ) WITH ORDINALITY
        AS told (id, stream, version, type, schema_version, kind, subject, effective_on, data, digest, place)
    ORDER BY place
    RETURNING position
), queued AS (
    INSERT INTO unsequenced (position) SELECT position FROM appended
)
SELECT max(position) FROM appended
"""

READ_STREAM = f"""
SELECT {COLUMNS}, seq FROM events LEFT JOIN log USING (position)
WHERE stream = $1 AND version > $2 ORDER BY version
"""  # noqa: S608 - the columns' own names

READ_EVENTS = f"""
SELECT {COLUMNS}, seq FROM events LEFT JOIN log USING (position) WHERE id = ANY ($1::uuid[]) ORDER BY position
"""  # noqa: S608 - the columns' own names

HEAD = "SELECT coalesce(max(seq), 0) FROM log"

# OFFSET 0 keeps the events looked up one by one by their key, whatever the planner believes of the table's size.
FACTS = f"""
SELECT seq, fact.* FROM log CROSS JOIN LATERAL (
    SELECT {COLUMNS} FROM events WHERE events.position = log.position AND kind = $3 OFFSET 0
) AS fact
WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $4
"""  # noqa: S608 - the columns' own names

SEQUENCE = "SELECT taken, head FROM sequence_events($1)"

SEQUENCED = "SELECT position, seq FROM log WHERE position = ANY ($1::bigint[])"

REMEMBERED = "SELECT request_digest, outcome FROM idempotency WHERE key = $1 AND scope = $2"

REMEMBER = """
INSERT INTO idempotency (key, scope, request_digest, outcome, recorded_at) VALUES ($1, $2, $3, $4, $5)
"""

QUEUED = "SELECT count(*) FROM unsequenced"

ENTRIES = f"""
SELECT seq, log.position, chain, event.* FROM log LEFT JOIN LATERAL (
    SELECT digest, {COLUMNS} FROM events WHERE events.position = log.position OFFSET 0
) AS event ON true
WHERE seq > $1 ORDER BY seq LIMIT $2
"""  # noqa: S608 - the columns' own names

STRAY = """
SELECT coalesce(events.position, unsequenced.position) AS position, id, stream
FROM events FULL JOIN unsequenced USING (position)
WHERE (events.position IS NULL OR unsequenced.position IS NULL)
    AND NOT EXISTS (SELECT FROM log WHERE log.position = events.position)
ORDER BY 1 LIMIT 1
"""
