"""What an operator asks of a service by a word, in place of serving: `python -m review_service migrate`.

Such a process works beside those that serve, and ends. It says what it did in lines, or in one sentence why not.
"""

import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias
from uuid import UUID

import asyncpg
from fastapi import FastAPI

from iro_chassis.replaying import listed, told, try_again
from iro_chassis.service import bring_up_to_date
from iro_chassis.starting import at_rest
from iro_events.parked import parked_children

Operation: TypeAlias = Callable[[FastAPI, Any, Sequence[str]], Awaitable[bool]]
"""Is given the service, its settings and the words that follow; says whether all was done."""

_PASSING = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


class Misused(Exception):
    """The words make no sense; the message is one sentence that says which would."""


class NotDone(Exception):
    """It could not be done; the message is one sentence that says where to look."""


async def migrate(app: FastAPI, settings: Any, words: Sequence[str]) -> bool:
    """Brings the service's tables up to date. Raises Misused, NotDone or OtherVersion."""
    if words:
        raise Misused("give migrate alone.")
    try:
        await bring_up_to_date(app, settings.database_url)
    except _PASSING as failure:
        raise NotDone(
            f"the tables were not brought up to date ({type(failure).__name__}): look at DATABASE_URL."
        ) from failure
    return True


async def parked(app: FastAPI, settings: Any, words: Sequence[str]) -> bool:
    """`list` tells of every child whose facts wait; `replay`, with children or for all, tries them again."""
    try:
        match words:
            case ["list"]:
                return await _list(app)
            case ["replay", *children]:
                return await _replay(app, [UUID(child) for child in children])
            case _:
                pass
    except _PASSING as failure:
        raise NotDone(f"parked was not done ({type(failure).__name__}): look at DATABASE_URL.") from failure
    except ValueError:
        pass
    raise Misused("give parked list, or parked replay with the ids of children or none for all.")


async def _list(app: FastAPI) -> bool:
    async with at_rest(app.state.parts) as (running, _):
        say(listed(await parked_children(running.database)))
    return True


async def _replay(app: FastAPI, children: Sequence[UUID]) -> bool:
    waits = 0
    async with at_rest(app.state.parts) as (running, workers):
        async for outcome in try_again(running.database, workers, children):
            say([told(outcome)])
            waits += outcome.still_parked
        if not waits:
            say(["nothing of it waits any more"])
    return not waits


def say(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


OPERATIONS: Final[Mapping[str, Operation]] = {"migrate": migrate, "parked": parked}
"""What every service can be asked."""
