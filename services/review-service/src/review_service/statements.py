"""The driver's own statements of the projections' hot path: whole batches of rows as one parameter."""

from sqlalchemy import Table

from review_service import tables


def _upsert(table: Table) -> str:
    columns = [column.name for column in table.columns]
    (key,) = (column.name for column in table.primary_key)
    others = ", ".join(f"{name} = excluded.{name}" for name in columns if name != key)
    given = ", ".join(columns)
    return (
        f"INSERT INTO {table.name} ({given}) "  # noqa: S608 - names of our own tables, no value
        f"SELECT {given} FROM jsonb_populate_recordset(NULL::{table.name}, $1) "
        f"ON CONFLICT ({key}) DO UPDATE SET {others}"
    )


READ_CARE = "SELECT * FROM care WHERE care = ANY ($1)"
READ_REVIEW = "SELECT * FROM review WHERE review = ANY ($1)"
WRITE_CARE = _upsert(tables.care)
WRITE_REVIEW = _upsert(tables.review)
DELETE_CARE = "DELETE FROM care WHERE care = ANY ($1)"
ADD_CHILDREN = "INSERT INTO child (child) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING"
ADD_IDENTIFIERS = """
INSERT INTO child_identifier (system, value, child)
SELECT * FROM unnest($1::text[], $2::text[], $3::uuid[])
ON CONFLICT DO NOTHING RETURNING system
"""
