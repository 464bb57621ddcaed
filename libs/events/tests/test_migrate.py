import asyncio
import sys

import asyncpg
import pytest

from iro_events.database import Database
from iro_events.migrate import OtherVersion, migrate, refuse_other_version
from iro_events.migrations import TABLES

EVENTS = "iro_events"

ONE_PROCESS = """
import asyncio, sys
from iro_events.migrate import migrate
asyncio.run(migrate(sys.argv[1], "iro_events"))
"""

KEPT = {*TABLES, "iro_events_version"}


async def tables(url: str) -> set[str]:
    database = await Database.open(url, size=1)
    async with database.connection() as connection:
        rows = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    await database.close()
    return {row["tablename"] for row in rows}


@pytest.mark.anyio
async def test_an_empty_database_gets_every_table(database_url: str) -> None:
    await migrate(database_url, EVENTS)

    assert await tables(database_url) == KEPT


@pytest.mark.anyio
async def test_migrating_again_changes_nothing(database_url: str) -> None:
    await migrate(database_url, EVENTS)
    await migrate(database_url, EVENTS)

    assert await tables(database_url) == KEPT


@pytest.mark.anyio
async def test_processes_that_start_at_once_wait_for_one_another(database_url: str) -> None:
    processes = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", ONE_PROCESS, database_url) for _ in range(3)
    ]
    ends = [await asyncio.wait_for(process.wait(), 60) for process in processes]

    assert ends == [0, 0, 0]
    assert await tables(database_url) == KEPT


@pytest.mark.anyio
async def test_a_package_that_is_not_there_is_named(database_url: str) -> None:
    with pytest.raises(LookupError, match="nowhere"):
        await migrate(database_url, "nowhere")


@pytest.mark.anyio
@pytest.mark.parametrize("table", ["events", "log"])
@pytest.mark.parametrize("change", ["UPDATE {} SET position = DEFAULT", "DELETE FROM {}", "TRUNCATE {}"])
async def test_what_is_kept_is_never_changed_nor_deleted(database_url: str, table: str, change: str) -> None:
    await migrate(database_url, EVENTS)
    connection = await asyncpg.connect(database_url)

    with pytest.raises(asyncpg.RaiseError, match=f"table {table} is only ever added to"):
        await connection.execute(change.format(table))
    await connection.close()


async def made_by(url: str, revision: str) -> None:
    """What a database has that another version made."""
    await migrate(url, EVENTS)
    connection = await asyncpg.connect(url)
    await connection.execute("UPDATE iro_events_version SET version_num = $1", revision)
    await connection.close()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("0005", "was made by an earlier version; make a new one"),
        ("fedcba987654", "was made by a later version, which this one does not know; use that one"),
    ],
)
async def test_a_database_that_another_version_made_is_refused_and_left_as_it_is(
    database_url: str, revision: str, sentence: str
) -> None:
    await made_by(database_url, revision)

    with pytest.raises(OtherVersion, match=sentence):
        await migrate(database_url, EVENTS)
    with pytest.raises(OtherVersion, match=sentence):
        await refuse_other_version(database_url, EVENTS)

    connection = await asyncpg.connect(database_url)
    assert await connection.fetchval("SELECT version_num FROM iro_events_version") == revision
    await connection.close()


@pytest.mark.anyio
async def test_an_empty_database_and_an_own_one_are_not_refused(database_url: str) -> None:
    await refuse_other_version(database_url, EVENTS)
    assert await tables(database_url) == set()
    await migrate(database_url, EVENTS)
    await refuse_other_version(database_url, EVENTS)
