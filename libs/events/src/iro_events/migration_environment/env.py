"""What Alembic runs for each of its commands, whichever package's revisions they are about.

A service gives it a connection; a person gives DATABASE_URL, or `--sql` to have the statements printed.
"""

import asyncio
import os
from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec

from alembic import context
from alembic.operations.ops import CreateTableOp, ExecuteSQLOp, MigrationScript
from alembic.runtime.environment import NameFilterParentNames, NameFilterType
from alembic.runtime.migration import MigrationContext
from alembic.util import CommandError
from sqlalchemy import Connection, MetaData, inspect

from iro_events.migrate import connected, version_table_of
from iro_events.migrations import TABLES

PACKAGE = str(context.config.get_main_option("version_locations")).partition(":")[0]


def declared() -> MetaData:
    """The tables of the package's `tables`; the event store has none: its revisions are SQL."""
    if find_spec(f"{PACKAGE}.tables") is None:
        return MetaData()
    metadata: MetaData = import_module(f"{PACKAGE}.tables").metadata
    return metadata


METADATA = declared()
SCHEMAS = {table.schema for table in METADATA.tables.values()}
OTHERS = {*TABLES, version_table_of("iro_events")}
"""In every service's database beside its own tables."""


def is_of_the_package(name: str | None, kind: NameFilterType, parents: NameFilterParentNames) -> bool:
    """Whether autogenerate is to compare it."""
    if kind == "schema":
        return name in SCHEMAS
    return kind != "table" or parents["schema_name"] is not None or name not in OTHERS


def make_schemas(
    migration: MigrationContext, revision: str | Iterable[str | None] | Iterable[str], scripts: list[MigrationScript]
) -> None:
    """Has a generated revision make the schemas of its tables, which Alembic leaves to others; and none go back."""
    there = set(inspect(migration.connection).get_schema_names()) if migration.connection else set()
    for script in scripts:
        for operations in script.upgrade_ops_list:
            named = {each.schema for each in operations.ops if isinstance(each, CreateTableOp) and each.schema}
            operations.ops[:0] = [ExecuteSQLOp(f"CREATE SCHEMA {name}") for name in sorted(named - there)]


def run_over(connection: Connection) -> None:
    """The command, over a connection."""
    context.configure(
        connection=connection,
        version_table=version_table_of(PACKAGE),
        target_metadata=METADATA,
        include_schemas=True,
        include_name=is_of_the_package,
        process_revision_directives=make_schemas,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def run_offline() -> None:
    """The command, printing its statements."""
    context.configure(
        dialect_name="postgresql",
        version_table=version_table_of(PACKAGE),
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},  # the usual one would double every % in our SQL
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if context.is_offline_mode():
    run_offline()
elif given is not None:
    run_over(given)
elif "DATABASE_URL" in os.environ:
    asyncio.run(connected(os.environ["DATABASE_URL"], run_over))
else:
    raise CommandError("set DATABASE_URL to the service's database, as postgresql://…, or give --sql.")
