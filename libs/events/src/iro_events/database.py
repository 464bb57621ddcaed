"""A service's PostgreSQL: one pool of connections, and transactions on them.

The pool is the driver's own, but a connection that comes back sound while nobody waits for one is kept at hand: its
return to the pool (a task, a shield, a reset) costs as much as half a short statement. And it is lent itself, not the
pool's proxy, which adds a call to each call. Measured at 16 writers beside the bare statement: two thirds of its speed
by the pool alone, four fifths so; a pool of our own was no quicker.
"""

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from types import TracebackType
from typing import NamedTuple, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

PooledConnection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"
DriverConnection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]"
Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"


class ConnectionLost(asyncpg.InterfaceError):
    """The server said that it ends the connection, and the driver took a statement before it saw the end."""


class Database:
    """A pool of connections to one database; JSON columns are read and written as Python values."""

    def __init__(self, pool: Pool) -> None:
        self._lender = _Lender(pool)

    @classmethod
    async def open(cls, url: str, *, size: int = 10) -> "Database":
        """Connects to `url` (postgresql://…) with at most `size` connections. Raises what the driver raises."""
        pool = await asyncpg.create_pool(
            url, min_size=1, max_size=size, connection_class=_Itself, init=_prepare, reset=_reset
        )
        return cls(pool)

    async def close(self) -> None:
        """Waits for the connections in use, and closes all."""
        await self._lender.close()

    def connection(self) -> AbstractAsyncContextManager[Connection]:
        """A connection on which each statement commits by itself."""
        return _Borrowing(self._lender)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection in a READ COMMITTED transaction: committed at the end, rolled back by an exception."""
        async with self.connection() as connection, connection.transaction(isolation="read_committed"):
            yield connection


class _Itself(asyncpg.Connection):
    """A connection that can be asked for past the pool's proxy, which costs a call on top of every call."""

    def itself(self) -> DriverConnection:
        return self


class _Lent(NamedTuple):
    proxy: PooledConnection
    itself: DriverConnection


class _Lender:
    """The pool, and before it the connections at hand. What need not wait is no coroutine, which would cost more."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._at_hand: list[_Lent] = []
        self._waiting = 0
        self._closing = False

    def at_once(self) -> _Lent | None:
        """One of those at hand, where there is one and it is not lost."""
        if self._at_hand:
            lent = self._at_hand.pop()
            if not lent.itself.is_closed():
                return lent
            self._at_hand.append(lent)
        return None

    async def in_line(self) -> _Lent:
        """Who waits in the pool's line is served before any newcomer: nothing is kept at hand meanwhile."""
        await self._release_all()
        self._waiting += 1
        try:
            proxy = await self._pool.acquire()
        finally:
            self._waiting -= 1
        return _Lent(proxy, proxy.itself())  # type: ignore[attr-defined] # the proxy passes on what it does not know

    def keep(self, lent: _Lent) -> bool:
        """Whether what comes back, with nothing on it cut off, is at hand from now on."""
        if self._waiting or self._closing or lent.itself.is_in_transaction():
            return False
        self._at_hand.append(lent)
        return True

    async def release(self, lent: _Lent) -> None:
        """Where a statement may have been cut off, the pool waits for its end, or ends the connection."""
        await self._pool.release(lent.proxy)

    async def close(self) -> None:
        self._closing = True
        await self._release_all()
        await self._pool.close()

    async def _release_all(self) -> None:
        while self._at_hand:
            await self._pool.release(self._at_hand.pop().proxy)


class _Borrowing(AbstractAsyncContextManager[Connection]):
    """One connection from its borrowing to its return; spelt out, since it is made for every statement."""

    __slots__ = ("_lender", "_lent")

    def __init__(self, lender: _Lender) -> None:
        self._lender = lender

    async def __aenter__(self) -> Connection:
        self._lent = self._lender.at_once() or await self._lender.in_line()
        return self._lent.itself

    async def __aexit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._lender.keep(self._lent):
            return
        if kind is asyncpg.InternalClientError:
            # The notice of the end came while the connection was idle, and the driver is stuck until the end itself.
            self._lent.itself.terminate()
            await self._lender.release(self._lent)
            raise ConnectionLost(str(failure)) from failure
        await self._lender.release(self._lent)


async def _prepare(connection: Connection) -> None:
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=json.dumps, decoder=json.loads)


async def _reset(connection: Connection) -> None:
    """Nothing here changes a session, so that the driver's own reset would be a round trip for nothing."""
    if connection.is_in_transaction():
        await connection.execute("ROLLBACK")
