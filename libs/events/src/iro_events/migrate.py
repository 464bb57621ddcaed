"""Brings a database to the newest shape of a package's tables, safely when several processes start at once.

The revisions are in the package's `migrations`. A service runs them at its start; `alembic.ini` gives a database
administrator the same ones, through Alembic's own commands.
"""

import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Text, column, inspect, select, table, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('iro_events.migrate', 0))")
_BEFORE_THE_FIRST = re.compile(r"\d{4}")
"""The revisions before the present first ones were numbered like this; nothing leads from them to those."""


class OtherVersion(Exception):
    """The database's tables were made by another version; the message is what follows the database's name."""


async def migrate(url: str, package: str) -> None:
    """Runs the revisions of `package` that `url`'s database lacks, in one transaction; other processes wait meanwhile.

    Raises OtherVersion, LookupError where the package has no revisions, and what the driver raises.
    """
    config = config_of(package)

    def upgrade(connection: Connection) -> None:
        _refuse_unknown(connection, config, package)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    await connected(url, upgrade)


async def refuse_other_version(url: str, *packages: str) -> None:
    """Raises OtherVersion where another version made the tables of one of these packages, else changes nothing.

    A database that has none of these tables yet is not refused. Raises what the driver raises.
    """

    def refuse(connection: Connection) -> None:
        for package in packages:
            _refuse_unknown(connection, config_of(package), package)

    await connected(url, refuse)


async def connected(url: str, do: Callable[[Connection], None]) -> None:
    """Calls `do` with a connection to `url` in a transaction that no other migration shares."""

    async def connect() -> "asyncpg.Connection[asyncpg.Record]":
        return await asyncpg.connect(url)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(_LOCK)
            await connection.run_sync(do)
    finally:
        await engine.dispose()


def config_of(package: str) -> Config:
    """What `alembic.ini` has under the package's name. Raises LookupError where the package has no revisions."""
    if find_spec(package) is None or find_spec(f"{package}.migrations") is None:
        raise LookupError(f"there is no package {package!r} with migrations")
    config = Config()
    config.set_main_option("script_location", "iro_events:migration_environment")
    config.set_main_option("version_locations", f"{package}:migrations")
    config.set_main_option("path_separator", "newline")
    return config


def version_table_of(package: str) -> str:
    """The table that keeps which revision of the package the database has."""
    return f"{package}_version"


def _revisions(connection: Connection, version_table: str) -> Sequence[str]:
    """Those that the database has: one, or none yet. Alembic's own way of asking leaves lines in the log."""
    if not inspect(connection).has_table(version_table):
        return []
    return connection.scalars(select(column("version_num", Text)).select_from(table(version_table))).all()


def _refuse_unknown(connection: Connection, config: Config, package: str) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    for revision in _revisions(connection, version_table_of(package)):
        if revision in known:
            continue
        if _BEFORE_THE_FIRST.fullmatch(revision):
            raise OtherVersion("was made by an earlier version; make a new one")
        raise OtherVersion("was made by a later version, which this one does not know; use that one")
