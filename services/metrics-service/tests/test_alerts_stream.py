"""The deadlines as a listener hears of them over a real wire: as they are told, on behind a break, until the stop."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from iro_chassis.serving import DrainingServer, server_of
from iro_chassis.testing.issuer import Issuer, MovingClock, settings_of
from iro_events.facts import care, participation, reviews
from iro_events.facts.participation_codes import ParticipationCode
from iro_events.testing.silent_bus import SilentBus
from metrics_service.app import create_app

pytestmark = [pytest.mark.anyio, pytest.mark.database]

CHILD, CARE = UUID(int=1), UUID(int=2)
IN_TIME = 20.0


class Listening:
    """A served service, and what listeners of it hear."""

    def __init__(self, server: DrainingServer, address: str, clock: MovingClock, issuer: Issuer, analyst: Any) -> None:
        self.server = server
        self.serving: asyncio.Task[None] | None = None
        self.client = httpx.AsyncClient(base_url=address, timeout=IN_TIME)
        self.issuer = issuer
        self.clock = clock
        self.tell = analyst.tell

    async def passes(self, day: date) -> None:
        answer = await self.client.post("/days", json={"on": f"{day}"}, headers=self.issuer.bearer("operator"))
        assert answer.is_success, answer.text

    async def stop(self) -> None:
        self.server.should_exit = True
        assert self.serving is not None
        await self.serving

    async def hears(self, number: int, role: str = "iro", **headers: str) -> list[dict[str, Any]]:
        """So many events, each with its id, type and data."""
        heard: list[dict[str, Any]] = []
        sent = {**self.issuer.bearer(role), **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with (
            asyncio.timeout(IN_TIME),
            self.client.stream("GET", "/deadlines/stream", params={"after": 0}, headers=sent) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            event: dict[str, Any] = {}
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if name in {"id", "event", "data"}:
                    event[name] = json.loads(value) if name == "data" else value
                elif not line and event:
                    heard.append(event)
                    event = {}
                if len(heard) == number:
                    return heard
        return heard


@pytest.fixture
async def listening(database_url: str, analyst: Any) -> AsyncIterator[Listening]:
    """The service at 1 August 2015, with a child whose first review was due on 29 July and whose IRO on the 8th."""
    clock = MovingClock(datetime(2015, 8, 1, 9, tzinfo=UTC))
    issuer = Issuer(clock)
    app = create_app(settings_of(database_url), bus=SilentBus(), clock=clock, verifier=issuer.verifier())
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = server_of(app, host="127.0.0.1", port=bound.getsockname()[1])
        listening = Listening(server, f"http://127.0.0.1:{bound.getsockname()[1]}", clock, issuer, analyst)
        listening.serving = asyncio.create_task(server.serve(sockets=[bound]))
        while not server.started:  # noqa: ASYNC110 - the server sets a flag and tells nobody
            await asyncio.sleep(0.01)
        await analyst.tell(care.ChildBecameLookedAfter(care=CARE, on=date(2015, 7, 1)), child=CHILD)
        yield listening
        await listening.client.aclose()
        await listening.stop()


async def test_a_listener_is_told_while_it_listens_and_no_name_is_among_it(listening: Listening) -> None:
    hearing = asyncio.create_task(listening.hears(2))
    await listening.passes(date(2015, 8, 1))

    first, second = await hearing
    assert [first["event"], second["event"]] == ["DeadlineMissed", "DeadlineMissed"]
    assert first["data"]["subject"] == str(CHILD)
    assert {first["data"]["data"]["clock"], second["data"]["data"]["clock"]} == {"iro-appointment", "review"}
    assert int(first["id"]) < int(second["id"])
    assert "name" not in json.dumps([first["data"], second["data"]])


async def test_whoever_was_cut_off_goes_on_behind_what_was_heard_last(listening: Listening) -> None:
    await listening.passes(date(2015, 8, 1))
    both = await listening.hears(2)

    assert await listening.hears(1, Last_Event_ID=both[0]["id"]) == both[1:]


async def test_what_few_may_be_told_is_heard_by_few(listening: Listening) -> None:
    for number, on in enumerate((date(2015, 7, 20), date(2015, 7, 28)), start=1):
        unheard = participation.ParticipationRecorded(
            review=UUID(int=70 + number), held_on=on, code=ParticipationCode.PN7, age_on_review=9
        )
        await listening.tell(reviews.ReviewHeld(review=UUID(int=70 + number), held_on=on), unheard, child=CHILD)
    listening.clock.now = datetime(2016, 1, 15, 9, tzinfo=UTC)
    await listening.passes(date(2016, 1, 15))

    for_all = ["finish-series", "finish-series", "iro-appointment", "midway-check", "review"]
    few = await listening.hears(6)
    assert sorted(each["data"]["data"]["clock"] for each in few) == ["child-not-heard", *for_all]
    [restricted] = [each["event"] for each in few if each["data"]["data"]["clock"] == "child-not-heard"]
    assert restricted == "RestrictedDeadlineApproaching"
    assert sorted(each["data"]["data"]["clock"] for each in await listening.hears(5, role="operator")) == for_all


async def test_nobody_listens_without_a_role(listening: Listening) -> None:
    assert (await listening.client.get("/deadlines/stream")).status_code == 401
    no_role = await listening.client.get("/deadlines/stream", headers=listening.issuer.bearer("nobody"))
    assert no_role.status_code == 403


async def test_a_listener_does_not_hold_up_the_stop_and_is_not_cut_off(listening: Listening) -> None:
    await listening.passes(date(2015, 8, 1))
    hearing = asyncio.create_task(listening.hears(1_000))
    while not listening.server.server_state.tasks:  # noqa: ASYNC110 - the server tells nobody who has come
        await asyncio.sleep(0.01)
    async with asyncio.timeout(IN_TIME):
        await listening.stop()

    assert len(await hearing) == 2
