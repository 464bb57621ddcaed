"""Runs one service as a process: `python -m review_service`. Refuses with a sentence; drains on SIGTERM.

`python -m review_service migrate` brings its tables up to date and ends. A service does so at its start as well; as a
job of its own it is done before the first of them, and an upgrade that fails stops there. `operating` has the other
words.
"""

import asyncio
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from socket import socket
from typing import NoReturn

import asyncpg
import uvicorn
from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from iro_chassis.garbage import spare_nothing, spare_what_stands
from iro_chassis.logs import configure_logs
from iro_chassis.operating import OPERATIONS, Misused, NotDone, Operation
from iro_chassis.running import Running
from iro_chassis.settings import Read, Settings, SettingsRefused, read_settings
from iro_events.migrate import OtherVersion, refuse_other_version

DRAIN_SECONDS = 25
"""How long begun requests may take after SIGTERM; the platform's own patience is usually 30 seconds."""

REFUSED = 2
FAILED = 1


class DrainingServer(uvicorn.Server):
    """Tells the applications, before it waits for their open requests, that the process is stopping.

    Whoever waits for news gives up then, and readiness says no.
    """

    def __init__(self, config: uvicorn.Config, apps: tuple[FastAPI, ...]) -> None:
        super().__init__(config)
        self._apps = apps

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Starts. What stands by then stands until the end."""
        await super().startup(sockets)
        spare_what_stands()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Drains: no new connections, begun requests are finished."""
        for app in self._apps:
            running = getattr(app.state, "running", None)
            if isinstance(running, Running):
                running.stopping.set()
        await super().shutdown(sockets)
        spare_nothing()


def server_of(app: FastAPI, *, host: str, port: int, services: tuple[FastAPI, ...] = ()) -> DrainingServer:
    """A server for `app`; `services` are the applications that are to know when it stops, by default `app` itself."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    return DrainingServer(config, services or (app,))


def serve(
    create: Callable[[Read], FastAPI],
    kind: type[Read] = Settings,  # type: ignore[assignment]  # the default where `create` takes plain Settings
    operations: Mapping[str, Operation] = OPERATIONS,
) -> None:
    """Reads the settings, makes the service and runs it until it is told to stop; or does what the command line says.

    Exits with 2 and one sentence where that or the environment is refused, with 1 where it cannot start or be done.
    """
    words = sys.argv[1:]
    if words and words[0] not in operations:
        _end(REFUSED, f"nothing is known of {' '.join(words)}: give {', '.join(operations)}, or no word to serve.")
    try:
        settings = read_settings(kind)
        configure_logs(settings.log_level)
        app = create(settings)
    except SettingsRefused as refused:
        _end(REFUSED, str(refused))
    if words:
        _operate(operations[words[0]], app, settings, words[1:])
    else:
        _refuse_other_version(app, settings)
        _serve(app, settings)


def _refuse_other_version(app: FastAPI, settings: Settings) -> None:
    """Ends with a sentence where the server's start would with a traceback; what else is amiss is for that to say."""
    with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError):
        try:
            asyncio.run(refuse_other_version(settings.database_url, *app.state.parts.migrations))
        except OtherVersion as refused:
            _end(FAILED, f"cannot start: {_refused(refused)}")


def _serve(app: FastAPI, settings: Settings) -> None:
    server = server_of(app, host=settings.host, port=settings.port)
    server.run()
    if not server.started:
        raise SystemExit(FAILED)


def _operate(operation: Operation, app: FastAPI, settings: Settings, words: Sequence[str]) -> None:
    async def done() -> bool:
        return await operation(app, settings, words)

    try:
        if not asyncio.run(done()):
            raise SystemExit(FAILED)
    except Misused as misused:
        _end(REFUSED, str(misused))
    except NotDone as failure:
        _end(FAILED, str(failure))
    except OtherVersion as refused:
        _end(FAILED, _refused(refused))


def _refused(refused: OtherVersion) -> str:
    return f"the database at DATABASE_URL {refused}."


def _end(status: int, sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(status)
