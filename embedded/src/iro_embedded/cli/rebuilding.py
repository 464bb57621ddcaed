"""`iro rebuild`: builds the figures' cases anew from the log, while readers go on."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from iro_embedded.cli.answering import CannotAnswer, document, lines
from iro_embedded.cli.options import USUAL_DATA, Data, Json
from iro_embedded.cli.progress import progress_of
from iro_embedded.cli.reaching import opened
from iro_embedded.cli.working import work
from iro_embedded.pages.wording import counted, words
from metrics_service.figures.catalogue import FIGURES
from metrics_service.following import bus_of
from metrics_service.operating import areas_behind
from metrics_service.rebuild import RebuildUnderWay, Rebuilt, rebuild

app = typer.Typer()

_Figures = Annotated[list[str] | None, typer.Argument(metavar="[FIGURE]...", help="By default all.")]


@app.command()
def rebuild_figures(figures: _Figures = None, *, data: Data = USUAL_DATA, json: Json = False) -> None:
    """Builds the cases behind the figures anew beside those in use, compares the two, and swaps them.

    Figures of one area rest on the same cases, so that naming one rebuilds what all of them are counted from.
    """
    unknown = [figure for figure in figures or () if figure not in FIGURES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]} is no figure: give {', '.join(FIGURES)}, or none for all.")

    async def doing() -> dict[str, Rebuilt]:
        async with opened(data) as system:
            running = system.services["metrics-service"].state.running
            with progress_of("events") as progress:
                return {
                    area.name: await rebuild(running.database, bus_of(running, system.bus, area), area, progress)
                    for area in areas_behind(figures or ())
                }

    try:
        rebuilt = work(doing)
    except RebuildUnderWay as refusal:
        raise CannotAnswer(str(refusal)) from None
    if json:
        document({area: asdict(each) for area, each in rebuilt.items()})
    else:
        lines(line for area, each in rebuilt.items() for line in _told(area, each))


def _told(area: str, rebuilt: Rebuilt) -> Iterator[str]:
    cases = ", ".join(f"{counted(n, words(kind))}" for kind, n in rebuilt.cases.items())
    yield f"{area} rebuilt from {max(rebuilt.seq.values(), default=0):,} events: {cases}"
    if rebuilt.differences is None:
        yield "  not compared: the figures stood still behind the log before; they follow it again"
    elif not any(rebuilt.differences.values()):
        yield "  every version is as it was"
    else:
        yield from (f"  {words(kind)}: {n:,} versions differ" for kind, n in rebuilt.differences.items() if n)
