"""An IRO's front end over HTTP, inside the process: tells review-service, and asks once all of it has been counted."""

# ruff: noqa: S101 - a refused request fails the test that sent it

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from iro_chassis.roles import Role
from iro_embedded.catching_up import caught_up
from iro_embedded.compose import System


@dataclass(frozen=True, slots=True)
class Desk:
    """`client` is of the root, with a token that may command and ask."""

    system: System
    client: httpx.AsyncClient

    async def post(self, path: str, body: Mapping[str, Any], **headers: str) -> httpx.Response:
        """What review-service answers to a command, be it a refusal; `If_Match` and the like are its headers."""
        sent = {"Idempotency-Key": str(uuid4()), **{name.replace("_", "-"): value for name, value in headers.items()}}
        return await self.client.post(f"review-service{path}", json=body, headers=sent)

    async def told(self, path: str, **body: Any) -> dict[str, Any]:
        """The receipt of a command to review-service."""
        return _taken(await self.post(path, body))

    async def tells(
        self, service: str, path: str, *, after: Mapping[str, Any] | None = None, role: Role = Role.IRO, **body: Any
    ) -> httpx.Response:
        """What a service answers to a command by somebody of that role, be it a refusal.

        `after` is review-service's receipt of what the command rests on.
        """
        known = {"If-Reviews-Seq-At-Least": str(after["seq"])} if after else {}
        sent = {"Idempotency-Key": str(uuid4()), **known}
        async with self.system.client(role) as client:
            return await client.post(f"{service}{path}", json=body, headers=sent)

    async def challenges(self, path: str, **body: Any) -> dict[str, Any]:
        """The receipt of a command to escalation-service."""
        return _taken(await self.tells("escalation-service", path, **body))

    async def hears(self, path: str, **body: Any) -> dict[str, Any]:
        """The receipt of a command to participation-service."""
        return _taken(await self.tells("participation-service", path, **body))

    async def in_care(self, **care: Any) -> tuple[str, str]:
        """A child and its period of care, from the day given."""
        child: str = (await self.told("/children", name="Robin Made-Up", date_of_birth="2004-02-29"))["id"]
        begun = await self.told(f"/children/{child}/care", **{"legal_status": "C2", **care})
        return child, begun["id"]

    async def child(self, **care: Any) -> str:
        """A child, looked after from the day given."""
        child, _ = await self.in_care(**care)
        return child

    async def page(self, path: str, **asked: Any) -> httpx.Response:
        """A page or an answer, once all that was told has been projected."""
        await caught_up(self.system)
        return await self.client.get(path, params=asked or None)

    async def figure(self, figure: str, period: str, **asked: Any) -> dict[str, Any]:
        """The figure's answer, which must be one."""
        answer = await self.page(f"metrics-service/figures/{figure}", period=period, **asked)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def cases(self, figure: str, period: str, **asked: Any) -> list[dict[str, Any]]:
        """Every case behind the figure."""
        return await self._every_page(f"metrics-service/figures/{figure}/cases", period=period, **asked)

    async def deadlines(self, child: str, **asked: Any) -> list[dict[str, Any]]:
        """Every deadline of the child's, whoever else's come before."""
        everybodys = await self._every_page("metrics-service/deadlines", **asked)
        return [each for each in everybodys if each["child"] == child]

    async def _every_page(self, path: str, **asked: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            answer = await self.page(path, **asked, **cursor)
            assert answer.is_success, answer.text
            page = answer.json()
            items += page["items"]
            if page["next"] is None:
                return items
            cursor = {"cursor": page["next"]}


def _taken(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt
