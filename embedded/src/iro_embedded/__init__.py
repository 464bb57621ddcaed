"""All of Footprint in one process on an embedded PostgreSQL, and the `iro` command."""
