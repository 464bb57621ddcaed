"""The store's hot statements, in the driver's own SQL: each is one round trip."""

from iro_events.stored import COLUMNS, StoredEvent

LOAD = "SELECT type, schema_version, data, recorded_at, correlation_id FROM events WHERE stream = $1 ORDER BY version"

LOAD_MANY = """
SELECT stream, type, schema_version, data, recorded_at, correlation_id FROM events
WHERE stream = ANY ($1::text[]) ORDER BY stream, version
"""

VERSION = "SELECT coalesce(max(version), 0) FROM events WHERE stream = $1"

_PARAMETERS = ", ".join(f"${number}" for number in range(1, len(StoredEvent._fields) + 2))

_QUEUE = """
RETURNING position), queued AS (INSERT INTO unsequenced (position) SELECT position FROM appended)
SELECT max(position) FROM appended
"""

# One statement, so that outside a transaction it is one round trip and commits by itself. UNIQUE (stream, version)
# is the only lock; positions rise in the order told. A single event is spared the arrays, which cost it a third.
APPEND_ONE = f"WITH appended AS (INSERT INTO events ({COLUMNS}, digest) VALUES ({_PARAMETERS}) {_QUEUE}"  # noqa: S608

# Positions are given in the order told, rows are written in the order of their streams: every write takes its locks in
# that one order, so two of them may wait for each other in turn but never both at once.
APPEND = f"""
WITH told AS MATERIALIZED (
    SELECT nextval('events_position_seq') AS position, {COLUMNS}, digest FROM unnest(
        $1::uuid[], $2::text[], $3::integer[], $4::text[], $5::smallint[], $6::smallint[], $7::uuid[],
        $8::timestamptz[], $9::date[], $10::uuid[], $11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::bytea[],
        $16::bytea[]
    ) WITH ORDINALITY AS told ({COLUMNS}, digest, place) ORDER BY place
), appended AS (INSERT INTO events (position, {COLUMNS}, digest) OVERRIDING SYSTEM VALUE
SELECT position, {COLUMNS}, digest FROM told ORDER BY stream COLLATE "C", version {_QUEUE}
"""  # noqa: S608 - the columns' own names

READ_STREAM = f"""
SELECT {COLUMNS}, seq FROM events LEFT JOIN log USING (position)
WHERE stream = $1 AND version > $2 ORDER BY version
"""  # noqa: S608 - the columns' own names

READ_EVENTS = f"""
SELECT {COLUMNS}, seq FROM events LEFT JOIN log USING (position) WHERE id = ANY ($1::uuid[]) ORDER BY position
"""  # noqa: S608 - the columns' own names

HEAD = "SELECT coalesce(max(seq), 0) FROM log"

# OFFSET 0 keeps the events looked up one by one by their key, and no more of them than are told, whatever the planner
# believes of the tables' sizes.
_FACTS = f"""
SELECT fact.*, seq FROM (
    SELECT seq, position FROM log WHERE seq > $1 AND seq <= $2 ORDER BY seq OFFSET 0
) AS log CROSS JOIN LATERAL (
    SELECT {COLUMNS} FROM events WHERE events.position = log.position AND %s OFFSET 0
) AS fact
ORDER BY seq LIMIT $4
"""  # noqa: S608 - the columns' own names

FACTS = _FACTS % "kind = $3"
FACTS_OF_TYPE = _FACTS % "kind = $3 AND type = $5"

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
