"""Sends the plan through the services' routes in order; sent again, what was taken before is not told twice."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

import httpx

from iro_chassis.development import USUAL_LIFE
from iro_chassis.inbound.routes import SINGLE
from iro_chassis.roles import Role
from iro_embedded.catching_up import bring_to_followers
from iro_embedded.compose import System
from iro_embedded.demo.borough import NOBODY, TAKES_PARTS, TAKES_RETURN
from iro_embedded.demo.diary import REVIEWS, DatedCommand, Named
from iro_embedded.demo.system.notices import INBOUND
from iro_embedded.demo.walking import WalkingClock
from iro_embedded.inside import ADDRESS, client_of

Progress = Callable[[int, int], None]
"""Told how many commands of how many are done."""

AT_ONCE = 10
"""Commands under way together: as many as a service has connections."""

Numbered = tuple[int, DatedCommand]
"""A command and its place among all that its service is told."""


class CommandRefused(Exception):
    """A command of the plan was not taken, which is a defect of the plan; the message says which and why."""


async def send(system: System, clock: WalkingClock, plan: Sequence[DatedCommand], *, progress: Progress) -> None:
    """Every command in the order of their moments, some under way at once, each child's one after the other.

    First all that review-service is told; then, once those who follow it have read what it tells, what they are told.
    Each goes under a key made of its place in the plan, so that a sending cut off anywhere is finished by the next.
    Raises CommandRefused.
    """
    numbered = list(_numbered(plan))
    reviews = [one for one in numbered if one[1].to == REVIEWS]
    async with client_of(system.app, httpx.Auth()) as client:
        sending = _Sending(client, clock, _tokens(system, clock, plan))

        async def send_in_order(commands: Iterable[Numbered]) -> None:
            for _, part in groupby(commands, key=_for_all):
                await _together(sending, part, lambda: progress(sending.done, len(plan)))

        await send_in_order(reviews)
        await bring_to_followers(system)
        await send_in_order(one for one in numbered if one[1].to != REVIEWS)


def _numbered(plan: Sequence[DatedCommand]) -> Iterator[Numbered]:
    places: Counter[str] = Counter()
    for command in plan:
        yield places[command.to], command
        places[command.to] += 1


def _tokens(system: System, clock: WalkingClock, plan: Sequence[DatedCommand]) -> dict[Role, str]:
    """One token a role for all the years that pass here in seconds; none of them leaves the process."""
    life = plan[-1].at - clock.first + USUAL_LIFE if plan else USUAL_LIFE
    return {role: system.issuer.issue(role, now=clock.first, life=life) for role in Role}


def _for_all(numbered: Numbered) -> bool:
    return numbered[1].child == NOBODY


async def _together(sending: "_Sending", part: Iterable[Numbered], tell: Callable[[], None]) -> None:
    """Begins them in order; whoever is under way keeps at most its own child's next command waiting."""
    room = asyncio.Semaphore(AT_ONCE)
    turns: dict[int, asyncio.Lock] = {}

    async def in_turn(number: int, command: DatedCommand) -> None:
        try:
            # A lock lets them in as they came: a child's commands keep their order.
            async with turns.setdefault(command.child, asyncio.Lock()):
                await sending.send(number, command)
        finally:
            room.release()
        tell()

    try:
        async with asyncio.TaskGroup() as tasks:
            for number, command in part:
                await room.acquire()
                tasks.create_task(in_turn(number, command))
    except ExceptionGroup as group:
        raise group.exceptions[0] from None


class _Sending:
    """One sending: the client, a token for each role, and the ids given so far under the plan's names for them."""

    def __init__(self, client: httpx.AsyncClient, clock: WalkingClock, tokens: dict[Role, str]) -> None:
        self._client = client
        self._clock = clock
        self._tokens = tokens
        self._ids: dict[str, str] = {}
        self._returned: Mapping[str, object] = {"participations": []}
        self.done = 0

    async def send(self, number: int, command: DatedCommand) -> None:
        """Sends it at its own moment. Raises CommandRefused."""
        self._clock.set(command.at)
        # Made whole here: a client's own address, headers and cookies take longer to merge than to send.
        request = httpx.Request(
            "POST",
            f"{ADDRESS}/{command.to}{command.path.format_map(self._ids)}",
            content=json.dumps(self._returned if command.path == TAKES_PARTS else command.body, default=self._plain),
            headers={
                "authorization": f"Bearer {self._tokens[command.by]}",
                "content-type": SINGLE if command.path == INBOUND else "application/json",
                "idempotency-key": f"demo-{number}",
            },
        )
        told = self._told(await self._client.send(request), command)
        if command.gives:
            self._ids[command.gives] = told["id"]
        if command.path == TAKES_RETURN:
            await self._know_those_taken_over(told, command)
            # What is blank is left out of the answer, and to be said here.
            self._returned = {"participations": [{"code": None, **part} for part in told["participations"]]}
        self.done += 1

    async def _know_those_taken_over(self, told: Any, command: DatedCommand) -> None:
        """The answer to a return names no ids: asks which period of care each child is in."""
        for row in told["rows"]:
            if row["result"] == "rejected":
                raise CommandRefused(f"POST {command.path} rejected a row of the demo borough ({row['code']})")
        children = [name for name in self._ids if name.startswith("child-")]
        await asyncio.gather(*(self._know_care(name, command) for name in children))

    async def _know_care(self, child: str, command: DatedCommand) -> None:
        address = f"/{REVIEWS}/children/{self._ids[child]}/timetable"
        answer = await self._client.get(address, headers={"authorization": f"Bearer {self._tokens[command.by]}"})
        period = self._told(answer, command)["periods"][0]
        self._ids[child.replace("child", "care")] = period["care"]

    def _told(self, answer: httpx.Response, command: DatedCommand) -> Any:
        told = answer.json()
        if answer.is_success:
            return told
        why = f"{answer.status_code} {told.get('code')}: {told.get('detail') or told.get('title')}"
        raise CommandRefused(f"POST {command.path} of {command.at:%Y-%m-%d} was refused with {why}")

    def _plain(self, value: object) -> str:
        if isinstance(value, Named):
            return self._ids[value.name]
        return value.isoformat() if isinstance(value, date | datetime) else str(value)
