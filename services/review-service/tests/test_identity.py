from datetime import date

import pytest
from pydantic import ValidationError

from iro_events.command import InTheFuture
from iro_events.event import PublishedEvent
from iro_events.spec import Spec
from review_service.domain.identity import (
    IDENTITY,
    AddIdentifier,
    AlreadyRegistered,
    ChildIdentityCorrected,
    ChildRegistered,
    CorrectIdentity,
    Identifier,
    IdentifierAdded,
    NotRegistered,
    RegisterChild,
)

BORN = date(2004, 2, 29)

spec = Spec(IDENTITY)
registered = spec.given(ChildRegistered(name="Robin Made-Up", date_of_birth=BORN))


def test_a_child_is_registered_with_the_ids_of_other_systems() -> None:
    command = RegisterChild(
        name="Robin Made-Up", date_of_birth=BORN, identifiers=(Identifier(system="ssda903", value="A1"),)
    )

    spec.when(command).then(
        ChildRegistered(name="Robin Made-Up", date_of_birth=BORN), IdentifierAdded(system="ssda903", value="A1")
    )


def test_a_child_may_be_known_by_another_systems_id_alone() -> None:
    spec.when(RegisterChild(identifiers=(Identifier(system="ssda903", value="A1"),))).then(
        ChildRegistered(name=None, date_of_birth=None), IdentifierAdded(system="ssda903", value="A1")
    )


def test_an_identity_is_corrected() -> None:
    registered.when(CorrectIdentity(name="Robyn Made-Up", date_of_birth=BORN)).then(
        ChildIdentityCorrected(name="Robyn Made-Up", date_of_birth=BORN)
    )


def test_a_child_is_not_registered_again_otherwise() -> None:
    registered.when(RegisterChild(name="Someone Else")).then_refused(AlreadyRegistered)
    registered.when(RegisterChild(name="Robin Made-Up", date_of_birth=BORN)).then_nothing()


def test_a_registration_repeated_after_a_correction_is_nothing_new_and_what_it_says_stays_corrected() -> None:
    corrected = registered.given(ChildIdentityCorrected(name="Robyn Made-Up", date_of_birth=BORN))

    corrected.when(RegisterChild(name="Robin Made-Up", date_of_birth=BORN)).then_nothing()
    corrected.when(RegisterChild(name="Robyn Made-Up", date_of_birth=BORN)).then_refused(AlreadyRegistered)


def test_the_order_in_which_identifiers_are_given_does_not_matter() -> None:
    one, two = Identifier(system="ssda903", value="A1"), Identifier(system="case-management", value="77")

    known = spec.given(
        ChildRegistered(name=None, date_of_birth=None),
        IdentifierAdded(system="case-management", value="77"),
        IdentifierAdded(system="ssda903", value="A1"),
    )
    known.when(RegisterChild(identifiers=(one, two))).then_nothing()
    known.when(RegisterChild(identifiers=(two, one, two))).then_nothing()


def test_an_identifier_is_added_to_a_child_that_is_known() -> None:
    command = AddIdentifier(system="case-management", value="77")

    added = IdentifierAdded(system="case-management", value="77")
    registered.when(command).then(added)
    registered.given(added).when(command).then_nothing()
    spec.when(command).then_refused(NotRegistered)
    spec.when(CorrectIdentity(name="Nobody")).then_refused(NotRegistered)


def test_nobody_is_born_in_the_future() -> None:
    spec.on(date(2014, 1, 1)).when(RegisterChild(date_of_birth=date(2014, 1, 2))).then_refused(
        InTheFuture, field="date_of_birth"
    )


@pytest.mark.parametrize("value", ["", " A1", "A1 ", "A  1", "A\n1", "A\x001", "x" * 65])
def test_an_identifier_has_no_stray_blanks(value: str) -> None:
    with pytest.raises(ValidationError):
        AddIdentifier(system="ssda903", value=value)


def test_nothing_of_an_identity_is_a_fact() -> None:
    assert not any(issubclass(event, PublishedEvent) for event in IDENTITY.event_types)
