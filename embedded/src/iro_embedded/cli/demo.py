"""`iro demo`: fills a data folder with a council that never was."""

from pathlib import Path
from typing import Annotated

import typer

from iro_chassis.clock import system_clock
from iro_embedded.catching_up import caught_up
from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json
from iro_embedded.cli.progress import progress_of
from iro_embedded.cli.working import work
from iro_embedded.compose import composed
from iro_embedded.demo import Borough, Filled, FillingFailed, NotOurs, fill
from iro_embedded.postgres import GivenPostgres, Postgres
from iro_events.dates import today_in_england

app = typer.Typer(no_args_is_help=True)

_Postgres = Annotated[
    str | None,
    typer.Option(
        "--postgres",
        envvar="IRO_DEMO_POSTGRES",
        help="A server with the databases of services that run one by one, and an account that may write in all, such "
        "as postgresql://user@host; by default the data folder's own.",
    ),
]


@app.callback()
def _demo() -> None:
    """Fills an empty data folder with a made-up council, by the same commands as everybody else's."""


@app.command()
def borough(*, data: Data = USUAL_DATA, postgres: _Postgres = None, json: Json = False) -> None:
    """Some 500 children over three years up to today. Cut off, it is finished by the next run; whole, it stays."""

    async def filling() -> Filled:
        if postgres is not None:
            # Whoever follows there has offsets of its own, at a broker: nothing is projected into figures here.
            return await filled(data, postgres=GivenPostgres(postgres))
        there = await filled(data)
        async with composed(data) as system:
            await caught_up(system)
        return there

    there = work(filling)
    if json:
        document({"children": there.borough.children, "until": there.borough.last, "commands": there.commands})
    else:
        what = f"{there.borough.children} children up to {there.borough.last}"
        come = f"filled in by {there.commands:,} commands" if there.commands else "there already"
        lines([f"{data}: {what}, {come}"])


async def filled(data: Path, *, authority: str | None = None, postgres: Postgres | None = None) -> Filled:
    """The demo borough in the folder, showing how far it has come. Raises CannotAnswer."""
    today = today_in_england(system_clock())
    try:
        with progress_of("the demo borough") as progress:
            return await fill(data, Borough(today), progress=progress, authority=authority, postgres=postgres)
    except (NotOurs, FillingFailed) as refusal:
        raise CannotAnswer(str(refusal)) from None
