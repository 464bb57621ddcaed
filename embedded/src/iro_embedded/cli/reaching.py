"""Opens what a command asks: the system over a data folder, in this process, or one that runs somewhere."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from iro_chassis.clock import system_clock
from iro_chassis.development import KEY_FILE, DevelopmentIssuer
from iro_chassis.roles import Role
from iro_chassis.settings import is_loopback
from iro_embedded.catching_up import caught_up
from iro_embedded.cli.answering import CannotAnswer
from iro_embedded.compose import System, composed
from iro_embedded.inside import DevelopmentToken
from iro_embedded.pages.wording import refusal

_PATIENCE = httpx.Timeout(120.0, connect=10.0)


@dataclass(frozen=True, slots=True)
class Where:
    """A data folder, or the address of a running system with the token to show there."""

    data: Path
    url: str | None = None
    token: str | None = None


@asynccontextmanager
async def opened(data: Path) -> AsyncIterator[System]:
    """The system over a folder that holds data already. Raises CannotAnswer where it holds none."""
    must_hold_data(data)
    async with composed(data) as system:
        yield system


@asynccontextmanager
async def reached(where: Where, *roles: Role, authority: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the root for those roles; over a data folder, what is recorded has been projected.

    A folder is begun only where an `authority` is given. Raises CannotAnswer.
    """
    if where.url is not None:
        async with _over_the_wire(where, where.url, *roles) as client:
            yield client
        return
    if authority is None:
        must_hold_data(where.data)
    async with composed(where.data, authority=authority) as system, system.client(*roles) as client:
        await caught_up(system)
        yield client


def must_hold_data(data: Path) -> None:
    """Raises CannotAnswer where nothing has been begun in the folder."""
    if not (data / "postgres").is_dir():
        raise CannotAnswer(f"--data {data} holds no data yet: begin with `iro import ssda903` or `iro run --demo`")


async def answer_of(client: httpx.AsyncClient, method: str, path: str, **sent: Any) -> Any:
    """The JSON answer. Raises CannotAnswer with the service's own sentence, or where it cannot be reached."""
    try:
        response = await client.request(method, path, **sent)
    except httpx.TransportError as failure:
        raise CannotAnswer(
            f"--url {client.base_url} cannot be reached ({type(failure).__name__}): is it running?"
        ) from None
    if "json" not in response.headers.get("content-type", ""):
        raise CannotAnswer(f"--url {client.base_url} answers {response.status_code} without JSON: is it Footprint?")
    answer = response.json()
    if response.is_error:
        raise CannotAnswer(f"{refusal(answer)} ({answer.get('code')})")
    return answer


def _over_the_wire(where: Where, url: str, *roles: Role) -> httpx.AsyncClient:
    address = urlsplit(url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise CannotAnswer(f"--url {url!r} is no web address: write it as http://127.0.0.1:8000")
    auth = _auth(where, address.hostname, *roles)
    return httpx.AsyncClient(base_url=url.rstrip("/") + "/", auth=auth, timeout=_PATIENCE)


def _auth(where: Where, host: str, *roles: Role) -> httpx.Auth:
    if where.token is not None:
        return _Bearer(where.token)
    if not is_loopback(host) or not (where.data / KEY_FILE).exists():
        raise CannotAnswer("--url needs a token: give --token or IRO_TOKEN, or the running system's folder with --data")
    return DevelopmentToken(DevelopmentIssuer.open(where.data, host=host), system_clock, *roles)


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Any:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
