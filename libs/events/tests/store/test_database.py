import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

import asyncpg
import pytest
from sqlalchemy import bindparam, column, insert, select, table

from iro_events import sql
from iro_events.database import ConnectionLost, Database

SECONDS = 10.0
PID = "SELECT pg_backend_pid()"

unrelated = table("inbox", column("consumer"), column("source"), column("topic"), column("subject"), column("sequence"))


async def pid(database: Database) -> int:
    async with database.connection() as connection:
        found: int = await connection.fetchval(PID)
        return found


@pytest.fixture
async def single(log_url: str) -> AsyncIterator[Database]:
    """A database with one connection only."""
    database = await Database.open(log_url, size=1)
    yield database
    async with asyncio.timeout(SECONDS):
        await database.close()


async def test_a_connection_given_back_is_lent_again(database: Database) -> None:
    assert await pid(database) == await pid(database)


async def test_no_more_connections_are_made_than_the_size(log_url: str) -> None:
    database = await Database.open(log_url, size=2)

    assert len(set(await asyncio.gather(*(pid(database) for _ in range(20))))) <= 2
    await database.close()


async def test_borrowers_in_line_are_served_in_order_and_before_newcomers(single: Database) -> None:
    served: list[str] = []

    async def borrow(name: str) -> None:
        async with single.connection() as connection:
            served.append(name)
            await connection.execute("SELECT 1")

    async def borrow_and_come_again() -> None:
        await borrow("first")
        await borrow("again")

    async with asyncio.timeout(SECONDS):
        await asyncio.gather(borrow_and_come_again(), *(borrow(str(number)) for number in range(10)))

    assert served == ["first", *map(str, range(10)), "again"]


async def test_a_transaction_is_committed_at_its_end_and_rolled_back_by_an_exception(database: Database) -> None:
    async def put(number: int, *, fail: bool) -> None:
        async with database.transaction() as connection:
            await connection.execute("INSERT INTO unsequenced VALUES ($1)", number)
            if fail:
                raise ValueError("no")

    await put(1, fail=False)
    with pytest.raises(ValueError, match="no"):
        await put(2, fail=True)

    async with database.connection() as connection:
        assert [row["position"] for row in await connection.fetch("SELECT * FROM unsequenced")] == [1]


async def test_what_was_left_open_is_rolled_back_before_the_connection_is_lent_again(single: Database) -> None:
    async with single.connection() as connection:
        await connection.execute("BEGIN")
        await connection.execute("INSERT INTO unsequenced VALUES (1)")

    async with single.connection() as connection:
        assert not connection.is_in_transaction()
        assert await connection.fetchval("SELECT count(*) FROM unsequenced") == 0


async def test_a_refused_statement_leaves_the_connection_sound(single: Database) -> None:
    with pytest.raises(asyncpg.UndefinedTableError):
        async with single.transaction() as connection:
            await connection.execute("SELECT * FROM nowhere")

    async with single.connection() as connection:
        assert await connection.fetchval("SELECT 1") == 1


async def _sleeps(url: str) -> None:
    """Returns once the server is in the statement: a wish to cancel that comes before it would be for nothing."""
    outside = await asyncpg.connect(url)
    try:
        while True:
            if await outside.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = 'SELECT pg_sleep(60)'"
            ):
                return
            await asyncio.sleep(0.01)
    finally:
        await outside.close()


@pytest.mark.parametrize("in_transaction", [False, True])
async def test_a_statement_cut_off_is_ended_before_its_connection_is_lent_again(
    single: Database, log_url: str, *, in_transaction: bool
) -> None:
    async def linger() -> None:
        async with single.transaction() if in_transaction else single.connection() as connection:
            await connection.execute("SELECT pg_sleep(60)")

    task = asyncio.create_task(linger())
    async with asyncio.timeout(SECONDS):
        await _sleeps(log_url)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        async with single.connection() as connection:
            assert not connection.is_in_transaction()
            assert await connection.fetchval("SELECT 1") == 1


async def test_a_borrower_who_gives_up_while_in_line_holds_nobody_up(single: Database) -> None:
    async with single.connection():
        impatient = asyncio.create_task(pid(single))
        patient = asyncio.create_task(pid(single))
        await asyncio.wait({impatient}, timeout=0.05)
        impatient.cancel()

    async with asyncio.timeout(SECONDS):
        await patient
        assert impatient.cancelled()
        await pid(single)


async def test_a_borrower_who_gives_up_just_when_served_passes_the_connection_on(single: Database) -> None:
    async with single.connection():
        impatient = asyncio.create_task(pid(single))
        await asyncio.wait({impatient}, timeout=0.05)
    impatient.cancel()

    async with asyncio.timeout(SECONDS):
        await asyncio.gather(impatient, return_exceptions=True)
        await pid(single)


async def test_a_lost_connection_is_made_anew(single: Database, log_url: str) -> None:
    lost = await pid(single)
    outside = await asyncpg.connect(log_url)
    await outside.execute("SELECT pg_terminate_backend($1)", lost)
    await outside.close()

    async with asyncio.timeout(SECONDS):
        while True:
            try:
                assert await pid(single) != lost
            except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError, asyncpg.AdminShutdownError):
                continue
            break


@asynccontextmanager
async def that_hides_the_first_end(url: str, folder: Path) -> AsyncIterator[str]:
    """The address of a server in front of the real one: it passes all on, but not that the first connection is gone."""
    real = Path(parse_qs(urlsplit(url).query)["host"][0], ".s.PGSQL.5432")
    over = asyncio.Event()
    served: list[asyncio.StreamWriter] = []

    async def carry(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while some := await source.read(65536):
                sink.write(some)
                await sink.drain()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hides = not served
        from_real, to_real = await asyncio.open_unix_connection(real)
        served.append(writer)
        await asyncio.wait(
            [asyncio.create_task(carry(reader, to_real)), asyncio.create_task(carry(from_real, writer))],
            return_when=asyncio.FIRST_COMPLETED,
        )
        if hides:
            await over.wait()
        for side in (writer, to_real):
            side.close()

    async with await asyncio.start_unix_server(serve, folder / real.name):
        yield urlunsplit(urlsplit(url)._replace(query=f"host={folder}"))
        over.set()


async def test_a_statement_between_the_notice_of_the_end_and_the_end_tells_of_a_lost_connection(
    log_url: str, tmp_path: Path
) -> None:
    async with that_hides_the_first_end(log_url, tmp_path) as url:
        database = await Database.open(url, size=1)
        lost = await pid(database)
        outside = await asyncpg.connect(log_url)
        await outside.execute("SELECT pg_terminate_backend($1, 10000)", lost)
        await outside.close()

        async def until_refused() -> None:
            async with asyncio.timeout(SECONDS):
                while True:
                    assert await pid(database) == lost

        with pytest.raises(ConnectionLost):
            await until_refused()
        assert await pid(database) != lost
        await database.close()


async def test_where_no_connection_can_be_made_the_caller_is_told(log_url: str) -> None:
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await Database.open(log_url.replace("/fresh", "/stale"))


async def test_closing_waits_for_what_is_lent_and_lends_no_more(log_url: str) -> None:
    database = await Database.open(log_url, size=2)
    await asyncio.gather(pid(database), pid(database))
    async with database.connection() as connection:
        closing = asyncio.create_task(database.close())
        await asyncio.wait({closing}, timeout=0.05)
        assert not closing.done()
        assert await connection.fetchval("SELECT 1") == 1

    async with asyncio.timeout(SECONDS):
        await closing
    with pytest.raises(asyncpg.InterfaceError):
        await pid(database)


async def test_core_statements_run_on_the_drivers_connection(database: Database) -> None:
    row = {
        "consumer": "c",
        "source": "s",
        "topic": "t",
        "subject": "00000000-0000-0000-0000-000000000001",
        "sequence": 7,
    }
    one = select(unrelated.c.sequence).where(unrelated.c.topic == bindparam("topic"), unrelated.c.consumer == "c")
    async with database.connection() as connection:
        await sql.execute(connection, insert(unrelated).values(**row))

        assert [found["sequence"] for found in await sql.fetch(connection, one, {"topic": "t"})] == [7]
        assert await sql.fetch_one(connection, one, {"topic": "other"}) is None
        assert [found["sequence"] for found in await sql.fetch(connection, one, {"topic": "t"})] == [7]


async def test_a_core_list_of_values_is_spelt_out(database: Database) -> None:
    listed = select(unrelated.c.sequence).where(unrelated.c.topic.in_(["a", "b"]))
    async with database.connection() as connection:
        assert await sql.fetch(connection, listed) == []


async def test_json_columns_are_python_values(database: Database) -> None:
    async with database.connection() as connection:
        assert await connection.fetchval("SELECT $1::jsonb", {"a": [1, None]}) == {"a": [1, None]}
