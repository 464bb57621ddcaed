"""The driver's own statements of the projections' hot path: whole batches of rows as one parameter."""

ADD_CHILDREN = "INSERT INTO child (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"
ADD_WITHDRAWN_CARE = """
INSERT INTO withdrawn_care (care, child) SELECT * FROM unnest($1::uuid[], $2::uuid[]) ON CONFLICT DO NOTHING
"""
ADD_WORKERS = """
INSERT INTO worker (worker, iro) SELECT * FROM unnest($1::text[], $2::uuid[])
ON CONFLICT (worker) DO UPDATE SET iro = excluded.iro
"""
WRITE_ALLOCATIONS = """
INSERT INTO allocation (care, since, iro)
SELECT * FROM unnest($1::uuid[], $2::date[], $3::uuid[])
ON CONFLICT (care, since) DO UPDATE SET iro = excluded.iro
"""
WRITE_RELATIONS = """
INSERT INTO relation (child, other, relation)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])
ON CONFLICT (child, other) DO UPDATE SET relation = excluded.relation
"""
DELETE_RELATIONS = """
DELETE FROM relation USING unnest($1::uuid[], $2::uuid[]) AS gone (child, other)
WHERE relation.child = gone.child AND relation.other = gone.other
"""
ADD_IDENTIFIERS = """
INSERT INTO child_identifier (system, value, child)
SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])
ON CONFLICT DO NOTHING RETURNING system
"""
