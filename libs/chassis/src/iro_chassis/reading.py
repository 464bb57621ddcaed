"""Reads: who asks, and that what they have just written is to be seen (`If-Seq-At-Least`)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request

from iro_chassis.auth import Requires
from iro_chassis.problems import NotCaughtUp
from iro_chassis.roles import Actor, Role
from iro_chassis.running import Running, running_of
from iro_events.days import authority_id
from iro_events.decider import Command, Decider, State, Told
from iro_events.store import Loaded

WAIT_SECONDS = 5.0
LOOK_AGAIN_SECONDS = 0.02

CaughtUp = Callable[[Running, int, float], Awaitable[bool]]
"""Waits, for that many seconds at most, until the log's number `seq` can be seen here; False where it was not."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who may read, and what they read from."""

    actor: Actor
    running: Running

    @property
    def authority(self) -> UUID:
        """The id of the authority, which what is about no child is about."""
        return authority_id(self.running.settings.authority)

    async def state(self, decider: Decider[Command, State, Told], id_: UUID) -> Loaded[State]:
        """The state of the decider's stream of that id now, with its version and its events."""
        return await self.running.events.state(decider, decider.stream_of(id_))


async def own_log(running: Running, seq: int, seconds: float) -> bool:
    """Whether this service's own log has come to `seq`: its projections are folded in the append's transaction."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while not running.stopping.is_set():
        async with running.database.connection() as connection:
            head = await connection.fetchval("SELECT coalesce(max(seq), 0) FROM log")
        if head >= seq:
            return True
        if loop.time() >= until:
            return False
        await asyncio.sleep(LOOK_AGAIN_SECONDS)
    return False


def reads(*roles: Role, caught_up: CaughtUp = own_log) -> Any:
    """What a question's route depends on; gives its Reader.

    Written `reader: Annotated[Reader, reads(Role.IRO)]`. A service that follows others' facts gives its own
    `caught_up`. Answers 503 `read.behind` after five seconds.
    """
    return reads_as(lambda: caught_up, *roles)


def reads_as(which: Callable[..., CaughtUp], *roles: Role) -> Any:
    """As `reads`, where it is the question itself that says what to wait for: `which` is a dependency of the route."""
    guard = Requires(frozenset(roles))

    async def reader(
        request: Request,
        actor: Annotated[Actor, Depends(guard)],
        caught_up: Annotated[CaughtUp, Depends(which)],
        if_seq_at_least: Annotated[int | None, Header(ge=0, le=2**63 - 1)] = None,
    ) -> Reader:
        running = running_of(request)
        if if_seq_at_least is not None and not await caught_up(running, if_seq_at_least, WAIT_SECONDS):
            raise NotCaughtUp("what you wait for has not arrived here yet; ask again", field="If-Seq-At-Least")
        return Reader(actor, running)

    return Depends(reader)
