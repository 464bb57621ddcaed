"""`iro parked`: the children whose facts wait because one of them could not be taken, and another try."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

import typer

from iro_chassis.replaying import TriedAgain, listed, told, try_again
from iro_embedded.cli.answering import document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json
from iro_embedded.cli.reaching import opened
from iro_embedded.cli.working import work
from iro_events.parked import ParkedChild, parked_children

app = typer.Typer(no_args_is_help=True)

_Children = Annotated[list[UUID] | None, typer.Argument(metavar="[CHILD]...", help="By default all.")]


@app.callback()
def _parked() -> None:
    """Children whose facts wait; of services with databases of their own, `python -m metrics_service parked list`."""


@app.command("list")
def list_parked(*, data: Data = USUAL_DATA, json: Json = False) -> None:
    """Tells of every child whose facts wait, for which consumer, since when and why."""

    async def look() -> list[ParkedChild]:
        async with opened(data) as system:
            return [one for app in system.services.values() for one in await parked_children(_of(app).database)]

    found = work(look)
    if json:
        document([asdict(one) for one in found])
    else:
        lines(listed(found))


@app.command("replay")
def replay_parked(children: _Children = None, *, data: Data = USUAL_DATA, json: Json = False) -> None:
    """Has their facts tried again, in order; exits with 1 where some still wait."""

    async def retry() -> list[TriedAgain]:
        async with opened(data) as system:
            return [
                one
                for app in system.services.values()
                async for one in try_again(_of(app).database, _of(app).workers.workers, children or ())
            ]

    tried = work(retry)
    if json:
        document([asdict(one) for one in tried])
    else:
        lines(map(told, tried))
    if any(one.still_parked for one in tried):
        raise typer.Exit(1)


def _of(service: Any) -> Any:
    return service.state.running
