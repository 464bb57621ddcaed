"""A proxy before the broker, whose wire can be cut: the broker and its clients live, and do not reach one another."""

import asyncio
from contextlib import suppress

HOST = "127.0.0.1"
CHUNK = 1 << 16


class Wire:
    """Carries bytes both ways between whoever connects to `port` and `to`, until it is cut and while it is not."""

    def __init__(self, port: int, to: int) -> None:
        self._port, self._to = port, to
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def mend(self) -> None:
        """Takes connections, again."""
        self._server = await asyncio.start_server(self._carry, HOST, self._port)

    async def cut(self) -> None:
        """Ends every connection, and takes none."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for end in list(self._open):
            end.transport.abort()
        while self._open:  # noqa: ASYNC110 - each connection takes itself out when both its ways have ended
            await asyncio.sleep(0.01)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection(HOST, self._to)
        except OSError:
            writer.transport.abort()
            return
        if self._server is None:  # cut while the way there was opening
            writer.transport.abort()
            back.transport.abort()
            return
        self._open |= {writer, back}
        try:
            await asyncio.gather(_pass_on(reader, back), _pass_on(there, writer))
        finally:
            for end in (writer, back):
                self._open.discard(end)
                end.transport.abort()


async def _pass_on(source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
    """Until either end has gone; then the other is ended too."""
    with suppress(OSError):
        while chunk := await source.read(CHUNK):
            to.write(chunk)
            await to.drain()
    to.transport.abort()
