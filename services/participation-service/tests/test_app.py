from collections.abc import AsyncGenerator, Mapping, Sequence
from typing import Any

import pytest
from fastapi import FastAPI

from iro_chassis.testing.issuer import settings_of
from iro_events.bus import Batch
from iro_events.command import Command
from iro_events.event import PublishedEvent, RestrictedEvent
from iro_events.facts import advocacy, missing, participation
from iro_events.facts import surveys as survey_events
from iro_events.facts.advocacy import (
    AdvocacyAwarenessRecorded,
    AdvocacyEndReasonRecorded,
    AdvocateOffered,
    AdvocateRequested,
)
from iro_events.facts.inbound import InboundRejected
from iro_events.facts.participation import (
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
    WishThemeRecorded,
)
from iro_events.published import published_in
from participation_service.app import create_app
from participation_service.domain import advocacy_commands, participation_commands, surveys, wishes
from participation_service.domain.contacts import ContactCommand
from participation_service.domain.participation_commands import TakeParticipationFromReturn
from participation_service.domain.visitors import EndWithCare, ResumeWithCare, VisitorCommand


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
    commands: set[Any] = set()
    for union in (
        participation_commands.ParticipationCommand,
        wishes.WishCommand,
        ContactCommand,
        advocacy_commands.AdvocacyCommand,
        VisitorCommand,
        surveys.SurveyCommand,
    ):
        commands |= set(union.__args__)
    named = {operation["operationId"] for path in app.openapi()["paths"].values() for operation in path.values()}

    follow = {EndWithCare.__name__, ResumeWithCare.__name__, TakeParticipationFromReturn.__name__}
    assert {command.__name__ for command in commands} - named == follow


def test_no_address_has_two_names_and_no_name_two_addresses(app: FastAPI) -> None:
    names = [
        operation["operationId"]
        for path in app.openapi()["paths"].values()
        for method, operation in path.items()
        if method in {"get", "post"}
    ]

    assert len(names) == len(set(names))


def test_all_events_of_a_childs_voice_are_published_by_this_service(app: FastAPI) -> None:
    told = {event for event in app.state.parts.catalogue if issubclass(event, PublishedEvent)}

    assert told == {*published_in(participation, advocacy, survey_events, missing), InboundRejected}


def test_how_a_child_took_part_their_themes_advocacy_and_absence_are_restricted(app: FastAPI) -> None:
    restricted = {event for event in app.state.parts.catalogue if issubclass(event, RestrictedEvent)}

    taking_part = {ConversationRecorded, ViewsGiven, ParticipationRecorded, ParticipationCorrected}
    of_advocates = {AdvocacyAwarenessRecorded, AdvocateRequested, AdvocateOffered, AdvocacyEndReasonRecorded}
    assert restricted == {*taking_part, WishThemeRecorded, *of_advocates, *published_in(missing)}


def test_commands_take_no_field_they_do_not_know() -> None:
    kinds: list[Any] = [Command]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())

    assert all(kind.model_config["extra"] == "forbid" for kind in kinds)
