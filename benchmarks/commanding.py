"""Sends commands over HTTP as lightly as can be: the sender shares the two cores with what it measures."""

import asyncio
import json
from collections.abc import Mapping
from time import monotonic
from typing import Any, TypeAlias
from urllib.parse import urlsplit
from uuid import uuid4

_Connection: TypeAlias = tuple[asyncio.StreamReader, asyncio.StreamWriter]

KEPT_FOR = 2.0
"""Seconds for which an idle connection is kept. The server gives it up after five, which a command could meet."""

PATIENCE = 120.0
"""Seconds after which a command that was not answered, or never reached what it should, ends the run."""


class Commander:
    """Sends to one service, over as many connections as there are commands on their way; to be closed in the end."""

    def __init__(self, address: str, token: str) -> None:
        to = urlsplit(address)
        self._to = to.hostname, to.port
        self._head = f"Host: {to.netloc}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
        self._idle: list[tuple[float, _Connection]] = []
        self._opened: list[asyncio.StreamWriter] = []

    def close(self) -> None:
        """Closes every connection."""
        for writer in self._opened:
            writer.close()

    async def send(self, path: str, body: Mapping[str, str]) -> Any:
        """What is answered, under an idempotency key of its own. Raises ValueError where it is no 2xx, TimeoutError."""
        sent = json.dumps(body)
        head = f"{self._head}Idempotency-Key: {uuid4()}\r\nContent-Length: {len(sent)}\r\n"
        async with asyncio.timeout(PATIENCE):
            reader, writer = connection = await self._connection()
            writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n{sent}".encode())
            status, length = _read(await reader.readuntil(b"\r\n\r\n"))
            answer = await reader.readexactly(length)
        self._idle.append((monotonic(), connection))
        if not 200 <= status < 300:
            raise ValueError(f"POST {path} was answered {status}: {answer.decode()}")
        return json.loads(answer)

    async def _connection(self) -> _Connection:
        """The one last used, if it is young enough; else a new one."""
        if self._idle:
            since, connection = self._idle.pop()
            if monotonic() - since < KEPT_FOR:
                return connection
        reader, writer = await asyncio.open_connection(*self._to)
        self._opened.append(writer)
        return reader, writer


def _read(head: bytes) -> tuple[int, int]:
    """The status and the length of the body, in bytes."""
    first, *lines = head.decode("ascii").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(":") for line in lines)}
    return int(first.split(" ")[1]), int(headers["content-length"])
