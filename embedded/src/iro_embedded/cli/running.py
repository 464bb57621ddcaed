"""`iro run`: the whole system in one process on this machine's loopback."""

import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from iro_chassis.serving import server_of
from iro_chassis.settings import is_loopback
from iro_embedded.authority import authority_of
from iro_embedded.catching_up import caught_up
from iro_embedded.cli.answering import CannotAnswer, lines, remark
from iro_embedded.cli.demo import filled
from iro_embedded.cli.options import USUAL_DATA, Data
from iro_embedded.cli.working import work
from iro_embedded.compose import System, composed

app = typer.Typer()


@app.command()
def run(
    *,
    data: Data = USUAL_DATA,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8000,
    host: Annotated[str, typer.Option(help="This machine's loopback; nothing else is allowed.")] = "127.0.0.1",
    authority: Annotated[str | None, typer.Option(help="Whose data the folder is to hold: an ONS code.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Fill the folder with a made-up borough first, once.")] = False,
) -> None:
    """Runs the whole system until Ctrl-C, and prints its address."""
    if not is_loopback(host):
        raise typer.BadParameter(
            f"--host {host} can be reached by others, and anybody may have a token here: use 127.0.0.1, or run the "
            "services one by one with a real issuer."
        )

    async def serving() -> None:
        with _listening(host, port) as taken:
            if demo:
                await filled(data, authority=authority)
            async with composed(data, authority=authority or authority_of(data), passing_days=True) as system:
                if demo:
                    await caught_up(system)
                await _serve(system, taken)

    work(serving)


async def _serve(system: System, taken: socket.socket) -> None:
    host, port = taken.getsockname()[:2]
    server = server_of(system.app, host=host, port=port, services=tuple(system.services.values()))
    for told in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # The server takes SIGINT and SIGTERM over while it serves, and raises them again when it has drained:
        # by then everything is on its way down in order, and nothing may hurry it.
        signal.signal(told, lambda *_: setattr(server, "should_exit", True))
    # Whoever comes between the line and the server's start waits for it, instead of being refused.
    taken.listen()
    lines([f"Footprint runs at http://{host}:{port}"])
    remark(f"data in {system.data}, authority {system.authority}; Ctrl-C stops it")
    await server.serve(sockets=[taken])


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, port))
        except OSError:
            raise CannotAnswer(f"--port {port} is taken or may not be used: give another, or 0 for any") from None
        yield taken
