"""Brings a database to the newest shape of a package's tables, safely when several processes start at once."""

from importlib.util import find_spec
from typing import Any

import asyncpg
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('iro_events.migrate', 0))")


async def migrate(url: str, package: str, version_table: str) -> None:
    """Runs the revisions found in `package` that `url`'s database lacks, in one transaction.

    `version_table` keeps how far they have come. Other processes wait meanwhile. Raises LookupError where there is
    no such package, and what the driver raises.
    """
    scripts = _scripts(package)

    async def connect() -> Any:
        return await asyncpg.connect(url)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            await connection.execute(LOCK)
            await connection.run_sync(_upgrade, scripts, version_table)
    finally:
        await engine.dispose()


def _scripts(package: str) -> ScriptDirectory:
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise LookupError(f"there is no package {package!r} of revisions")
    directory = found.submodule_search_locations[0]
    return ScriptDirectory(directory, version_locations=[directory])


def _upgrade(connection: Connection, scripts: ScriptDirectory, version_table: str) -> None:
    def newer(revision: Any, context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)  # noqa: SLF001 - what Alembic's own upgrade command gives

    with EnvironmentContext(Config(), scripts, fn=newer) as environment:
        environment.configure(connection=connection, version_table=version_table)
        environment.run_migrations()
