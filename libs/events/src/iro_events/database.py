"""A service's PostgreSQL: one pool of connections, and transactions on them.

The pool is the driver's own, but a connection that comes back sound while nobody waits for one is kept at hand: its
return to the pool (a task, a shield, a reset) costs as much as half a short statement. Measured at 16 writers beside
the bare statement: two thirds of its speed by the pool alone, four fifths so; a pool of our own was hardly quicker.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

PooledConnection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"
Borrow: TypeAlias = Callable[[], Awaitable[PooledConnection]]
GiveBack: TypeAlias = Callable[[PooledConnection, bool], Awaitable[None]]


class Database:
    """A pool of connections to one database; JSON columns are read and written as Python values."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._at_hand: list[PooledConnection] = []
        self._waiting = 0
        self._closing = False

    @classmethod
    async def open(cls, url: str, *, size: int = 10) -> "Database":
        """Connects to `url` (postgresql://…) with at most `size` connections. Raises what the driver raises."""
        pool = await asyncpg.create_pool(url, min_size=1, max_size=size, init=_prepare, reset=_reset)
        return cls(pool)

    async def close(self) -> None:
        """Waits for the connections in use, and closes all."""
        self._closing = True
        while self._at_hand:
            await self._pool.release(self._at_hand.pop())
        await self._pool.close()

    def connection(self) -> AbstractAsyncContextManager[Connection]:
        """A connection on which each statement commits by itself."""
        return _Borrowing(self._borrow, self._give_back)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection in a READ COMMITTED transaction: committed at the end, rolled back by an exception."""
        async with self.connection() as connection, connection.transaction(isolation="read_committed"):
            yield connection

    async def _borrow(self) -> PooledConnection:
        """Who waits in the pool's line is served before any newcomer: nothing is kept at hand meanwhile."""
        while self._at_hand:
            connection = self._at_hand.pop()
            if not connection.is_closed():
                return connection
            await self._pool.release(connection)
        self._waiting += 1
        try:
            return await self._pool.acquire()
        finally:
            self._waiting -= 1

    async def _give_back(self, connection: PooledConnection, sound: bool) -> None:
        """Where a statement may have been cut off, the pool waits for its end, or ends the connection."""
        if sound and not self._waiting and not self._closing and not connection.is_in_transaction():
            self._at_hand.append(connection)
        else:
            await self._pool.release(connection)


class _Borrowing(AbstractAsyncContextManager[Connection]):
    """One connection from its borrowing to its return; spelt out, since it is made for every statement."""

    __slots__ = ("_borrow", "_connection", "_give_back")

    def __init__(self, borrow: Borrow, give_back: GiveBack) -> None:
        self._borrow = borrow
        self._give_back = give_back

    async def __aenter__(self) -> Connection:
        self._connection = await self._borrow()
        return self._connection

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        await self._give_back(self._connection, kind is None)


async def _prepare(connection: Connection) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


async def _reset(connection: Connection) -> None:
    """Nothing here changes a session, so that the driver's own reset would be a round trip for nothing."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
