"""What an operator asks of metrics-service by a word of its own: `python -m metrics_service rebuild`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import asyncpg
from fastapi import FastAPI

from iro_chassis.operating import OPERATIONS, Misused, NotDone, Operation, say
from iro_chassis.starting import at_rest
from iro_events.http_feed import FeedRefused
from metrics_service.area import Area
from metrics_service.areas import AREAS
from metrics_service.figures.catalogue import FIGURES
from metrics_service.following import MetricsSettings, bus_of, feed_bus
from metrics_service.rebuild import RebuildUnderWay, Rebuilt, rebuild


async def rebuild_figures(app: FastAPI, settings: MetricsSettings, words: Sequence[str]) -> bool:
    """Builds the cases behind the figures, by default all, anew from the services' own feeds, whatever carries facts.

    Raises Misused or NotDone.
    """
    for figure in words:
        if figure not in FIGURES:
            raise Misused(f"{figure} is no figure: give rebuild with the ids of figures, or none for all.")
    try:
        async with at_rest(app.state.parts) as (running, _):
            for area in areas_behind(words):
                bus = bus_of(running, feed_bus(settings), area)
                say(_told(area, await rebuild(running.database, bus, area, _quietly)))
    except RebuildUnderWay as refusal:
        raise NotDone(f"{refusal}.") from None
    except FeedRefused as refusal:
        raise NotDone(f"not rebuilt, since {refusal}: give in FEED_TOKEN_FILE a token that the feeds take.") from None
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as failure:
        raise NotDone(
            f"not rebuilt ({type(failure).__name__}): look at DATABASE_URL, FEED_TOKEN_FILE and the feeds' addresses."
        ) from failure
    return True


def areas_behind(figures: Collection[str]) -> list[Area]:
    """Those that the figures look at; all of them where none is named."""
    return [area for area in AREAS if not figures or any(area in FIGURES[figure].areas for figure in figures)]


def _quietly(done: int, total: int) -> None:
    """Whoever asks of a container sees lines alone."""


def _told(area: Area, rebuilt: Rebuilt) -> Iterator[str]:
    if rebuilt.differences is None:
        compared = "not compared, since the former stood still"
    else:
        compared = f"{sum(rebuilt.differences.values())} versions differ from the former"
    read = ", ".join(f"{topic} up to {seq}" for topic, seq in rebuilt.seq.items())
    yield f"{area.name}: {sum(rebuilt.cases.values())} cases from {read}; {compared}"


OPERATES: Final[Mapping[str, Operation]] = {**OPERATIONS, "rebuild": rebuild_figures}
"""All that metrics-service can be asked."""
