"""The feed of a service's facts: `GET /facts?after=SEQ`, in the order of the log, pulled by whoever follows it."""

import asyncio
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from iro_chassis.auth import requires
from iro_chassis.problems import RoleMissing
from iro_chassis.roles import Actor, Role
from iro_chassis.running import Running, running_of
from iro_events.feed import FeedPage

MOST_FACTS = 1000
LONGEST_WAIT_SECONDS = 30.0
SPELL_SECONDS = 0.5
NEWEST_SEQ = 2**63 - 1
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What part of the feed is asked for."""

    after: int
    limit: int
    restricted: bool
    wait: float


router = APIRouter(tags=["facts"])


@router.get("/facts", operation_id="Facts", response_class=Response)
async def facts(  # noqa: PLR0913, PLR0917 - one parameter for each part of the query
    request: Request,
    actor: Annotated[Actor, requires(Role.INFORMATION_SYSTEM, Role.OPERATOR)],
    after: Annotated[int, Query(ge=0, le=NEWEST_SEQ)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_FACTS)] = MOST_FACTS,
    restricted: Annotated[bool, Query()] = False,
    wait: Annotated[float, Query(ge=0, le=LONGEST_WAIT_SECONDS, allow_inf_nan=False)] = 0.0,
) -> Response:
    """The facts after that number of the log, as CloudEvents: the restricted ones alone, or all others.

    Go on from `next_after`. With `wait`, an answer that would be empty is held back for that many seconds at most.
    """
    if restricted and Role.INFORMATION_SYSTEM not in actor.roles:
        raise RoleMissing("restricted facts are for the role information-system", field="restricted")
    return Response((await _page(running_of(request), Asked(after, limit, restricted, wait))).json(), media_type=JSON)


async def _page(running: Running, asked: Asked) -> FeedPage:
    """Waits in short spells, so that a process which is to stop does not hold its readers until the end."""
    now = asyncio.get_running_loop().time
    until = now() + asked.wait
    after, spell = asked.after, min(asked.wait, SPELL_SECONDS)
    while True:
        page = await running.events.facts(after, asked.limit, restricted=asked.restricted, wait=spell)
        spell = min(until - now(), SPELL_SECONDS)
        if page.facts or spell <= 0 or running.stopping.is_set():
            return page
        after = page.next_after
