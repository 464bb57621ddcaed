from typing import Any

import pytest
from fastapi import FastAPI

from iro_chassis.service import catalogue_of
from iro_chassis.testing.issuer import settings_of
from iro_events.command import Command
from iro_events.event import PublishedEvent
from iro_events.facts import care, case_weights, findings, protection, reviews, team
from iro_events.facts.inbound import InboundRejected
from iro_events.published import published_in
from review_service.app import DECIDERS, create_app
from review_service.domain import care_commands, finding_commands, record_commands, review_commands
from review_service.domain.identity import IdentityCommand
from review_service.domain.iro_commands import IroBody

CATALOGUE = catalogue_of(DECIDERS, days=True, inbound=True)


@pytest.fixture
def app() -> FastAPI:
    return create_app(settings_of("postgresql://nowhere/none"))


def test_every_command_of_a_person_has_an_address_named_after_it(app: FastAPI) -> None:
    commands = {
        command.__name__
        for union in (
            care_commands.PeriodCommand,
            review_commands.ReviewCommand,
            record_commands.RecordCommand,
            finding_commands.FindingCommand,
            IdentityCommand,
            IroBody,
        )
        for command in union.__args__
    }
    named = {operation["operationId"] for path in app.openapi()["paths"].values() for operation in path.values()}

    assert commands - named == {review_commands.TakeReviewFromReturn.__name__}


def test_no_address_has_two_names_and_no_name_two_addresses(app: FastAPI) -> None:
    names = [
        operation["operationId"]
        for path in app.openapi()["paths"].values()
        for method, operation in path.items()
        if method in {"get", "post"}
    ]

    assert len(names) == len(set(names))


def test_all_facts_of_care_reviews_and_the_team_are_told_by_this_service() -> None:
    told = {event for event in CATALOGUE if issubclass(event, PublishedEvent)}

    assert told == {*published_in(care, reviews, findings, protection, team, case_weights), InboundRejected}


def test_commands_take_no_field_they_do_not_know() -> None:
    kinds: list[Any] = [Command]
    for kind in kinds:
        kinds.extend(kind.__subclasses__())

    assert all(kind.model_config["extra"] == "forbid" for kind in kinds)
