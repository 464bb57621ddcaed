"""Clients that tell the stories, and tell a command again under its key until somebody answers it."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from .stories import REVIEW, Step, Story

PATIENCE = 8.0
"""Seconds after which a client gives up waiting for an answer, longer than a service lets it wait for others' news."""

PAUSE = 0.2


class Refused(AssertionError):
    """A command that is lawful was refused: no fault may bring that about."""


@dataclass
class Telling:
    """What all clients of a run have told: ids of events that were acknowledged, and the stories told to the end."""

    acknowledged: set[str] = field(default_factory=set)
    commands: int = 0
    repeated: int = 0
    """Requests that were sent again, because nobody answered, or because the answer was that it is too early."""
    told: list[Story] = field(default_factory=list)
    children: set[str] = field(default_factory=set)

    def facts(self) -> Counter[str]:
        """What the logs must hold: of every type as many as were planned."""
        return sum((story.facts() for story in self.told), Counter())


@dataclass
class Writer:
    """One client: it knows the addresses of each service's processes, and goes to another when one fails it."""

    client: httpx.AsyncClient
    addresses: Mapping[str, Sequence[str]]
    telling: Telling
    turn: int
    seq: int = 0
    """Up to where review-service has told this child: whatever rests on it waits for that."""

    async def tell(self, stories: Iterator[Story], until: Callable[[], bool]) -> None:
        """One story after another, each to its end. Raises Refused."""
        while not until():
            story = next(stories)
            ids: dict[str, str] = {}
            for step in story.steps:
                known_as = await self.step(step, ids)
                if step.gives:
                    ids[step.gives] = known_as
            self.telling.children.add(ids["child"])
            self.telling.told.append(story)

    async def step(self, step: Step, ids: Mapping[str, str]) -> str:
        """Sends the command until it is taken; gives the id in its receipt. Raises Refused."""
        while True:
            answer = await self._sent(step, step.path.format(**ids))
            # A receipt without a number came before the log had one: asked again, it has.
            if answer is not None and not (step.service == REVIEW and answer["seq"] is None):
                self.telling.commands += 1
                if step.service == REVIEW:
                    self.seq = answer["seq"]
                return str(answer["id"])
            self.telling.repeated += 1
            self.turn += 1
            await asyncio.sleep(PAUSE)

    async def _sent(self, step: Step, path: str) -> "dict[str, object] | None":
        """The receipt, or None where nobody answered or it is too early. Raises Refused."""
        addresses = self.addresses[step.service]
        headers = {"Idempotency-Key": str(step.key)}
        if step.service != REVIEW:
            headers["If-Reviews-Seq-At-Least"] = str(self.seq)
        try:
            address = f"{addresses[self.turn % len(addresses)]}{path}"
            answer = await self.client.post(address, json=step.body, headers=headers)
        except httpx.TransportError:
            return None
        if answer.is_server_error:
            return None
        if not answer.is_success:
            raise Refused(f"{step.path} was refused: {answer.status_code} {answer.text}")
        receipt: dict[str, object] = answer.json()
        self.telling.acknowledged |= {event["id"] for event in receipt["events"]}  # type: ignore[attr-defined] # a list
        return receipt
