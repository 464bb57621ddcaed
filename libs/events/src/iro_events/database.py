"""A service's PostgreSQL: one pool of connections, and transactions on them."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


class Database:
    """A pool of connections to one database; JSON columns are read and written as Python values."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str, *, size: int = 10) -> "Database":
        """Connects to `url` (postgresql://…) with at most `size` connections. Raises what the driver raises."""
        pool = await asyncpg.create_pool(url, min_size=1, max_size=size, init=_prepare, reset=_reset)
        return cls(pool)

    async def close(self) -> None:
        """Waits for the connections in use, and closes all."""
        await self._pool.close()

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """A connection on which each statement commits by itself."""
        async with self._pool.acquire() as connection:
            yield connection

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection in a READ COMMITTED transaction: committed at the end, rolled back by an exception."""
        async with self._pool.acquire() as connection, connection.transaction(isolation="read_committed"):
            yield connection


async def _prepare(connection: Connection) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


async def _reset(connection: Connection) -> None:
    """Nothing here changes a session, so that the driver's own reset would be a round trip for nothing."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
