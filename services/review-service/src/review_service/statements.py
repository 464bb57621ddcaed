"""The driver's own statements of the projections' hot path: whole batches of rows as one parameter."""

ADD_CHILDREN = "INSERT INTO child (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"
ADD_IDENTIFIERS = """
INSERT INTO child_identifier (system, value, child)
SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])
ON CONFLICT DO NOTHING RETURNING system
"""
