from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any, get_args

import pytest
from fastapi import FastAPI

from escalation_service.app import create_app
from escalation_service.domain.concern_commands import ConcernCommand, MoveUpByTime
from escalation_service.domain.good_practice import AlertGoodPractice, WithdrawGoodPracticeEntry
from escalation_service.domain.ladders import SetLadder
from iro_chassis.testing.issuer import settings_of
from iro_events.bus import Batch
from iro_events.command import Command
from iro_events.days import PassDay
from iro_events.event import PublishedEvent
from iro_events.facts import escalations, proceedings
from iro_events.facts.inbound import InboundRejected
from iro_events.published import published_in


class NoBus:
    """Followed by nobody: the application is described here, not started."""

    async def head(self, topic: str) -> Mapping[int, int]:
        raise NotImplementedError

    def subscribe(self, topics: Sequence[str], offsets: Mapping[tuple[str, int], int]) -> AsyncGenerator[Batch, None]:
        raise NotImplementedError


@pytest.fixture
def app() -> FastAPI:
    return create_app(settings_of("postgresql://nowhere/none"), bus=NoBus())


def test_every_command_of_a_person_has_an_address_named_after_it(app: FastAPI) -> None:
    commands: set[Any] = {*get_args(ConcernCommand), AlertGoodPractice, WithdrawGoodPracticeEntry, SetLadder, PassDay}
    named = {operation["operationId"] for path in app.openapi()["paths"].values() for operation in path.values()}

    assert {command.__name__ for command in commands} - named == {MoveUpByTime.__name__}


def test_no_address_has_two_names_and_no_name_two_addresses(app: FastAPI) -> None:
    names = [
        operation["operationId"]
        for path in app.openapi()["paths"].values()
        for method, operation in path.items()
        if method in {"get", "post"}
    ]

    assert len(names) == len(set(names))


def test_all_facts_of_challenges_are_told_by_this_service(app: FastAPI) -> None:
    told = {event for event in app.state.parts.catalogue if issubclass(event, PublishedEvent)}

    assert told == {*published_in(escalations, proceedings), InboundRejected}


def test_commands_take_no_field_they_do_not_know() -> None:
    kinds: list[Any] = [Command]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())

    assert all(kind.model_config["extra"] == "forbid" for kind in kinds)
