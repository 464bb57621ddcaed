"""An application at an address of this machine, for what only a socket shows: a browser, or another process."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from iro_chassis.serving import server_of


@asynccontextmanager
async def at_an_address(app: FastAPI) -> AsyncIterator[str]:
    """The address. It is listened at already: who comes before the server is up waits, and need not ask again."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        host, port = listening.getsockname()
        server = server_of(app, host=host, port=port)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://{host}:{port}"
        finally:
            server.should_exit = True
            await serving
