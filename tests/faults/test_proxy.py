import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from tests.faults import proxy
from tests.faults.proxy import HOST, Wire

pytestmark = pytest.mark.anyio


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[int, asyncio.Event]]:
    """A server's port, and whether whoever connected there has gone."""
    gone = asyncio.Event()

    async def until_it_ends(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.read()
        except ConnectionResetError:
            pass
        finally:
            writer.transport.abort()
            gone.set()

    async with await asyncio.start_server(until_it_ends, HOST, 0) as server:
        yield server.sockets[0].getsockname()[1], gone


async def test_a_way_that_is_still_opening_when_the_wire_is_cut_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, cut, opened = asyncio.Event(), asyncio.Event(), asyncio.open_connection

    async def slow(*where: Any) -> Any:
        asked.set()
        await cut.wait()
        return await opened(*where)

    monkeypatch.setattr(proxy.asyncio, "open_connection", slow)
    async with listening() as (free, _):
        pass
    async with listening() as (broker, gone), asyncio.timeout(10):
        wire = Wire(free, broker)
        await wire.mend()
        reader, writer = await opened(HOST, free)
        await asked.wait()
        await wire.cut()
        cut.set()
        try:
            assert await reader.read() == b""
            await gone.wait()
        finally:
            writer.close()
            await writer.wait_closed()
