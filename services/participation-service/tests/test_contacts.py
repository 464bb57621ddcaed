from datetime import date
from uuid import UUID

import pytest

from iro_events.command import Addressed, InTheFuture
from iro_events.facts.participation import ContactCardSent, ContactEntryWithdrawn, ContactLogged
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from iro_events.spec import Spec
from participation_service.domain.contacts import (
    CONTACTS,
    ContactNoted,
    LogContact,
    LoggedOtherwise,
    NobodySeen,
    NotLogged,
    SendContactCard,
    WithdrawContactEntry,
)

C = UUID("00000000-0000-4000-8000-0000000000c1")
OTHER = UUID("00000000-0000-4000-8000-0000000000c2")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
JULY = date(2014, 7, 1)

spec = Spec(CONTACTS)


def visit(*, seen_alone: bool | None = True, note: str | None = None) -> LogContact:
    return LogContact(
        iro=IRO, on=JULY, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO, seen_alone=seen_alone, note=note
    )


def text(on: date = JULY, begun_by: ContactBegunBy = ContactBegunBy.CHILD) -> LogContact:
    return LogContact(iro=IRO, on=on, medium=ContactMedium.TEXT, begun_by=begun_by)


VISITED = ContactLogged(
    contact=C, iro=IRO, on=JULY, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO, seen_alone=True
)
TEXTED = ContactLogged(contact=C, iro=IRO, on=JULY, medium=ContactMedium.TEXT, begun_by=ContactBegunBy.CHILD)


def test_a_contact_tells_its_medium_who_began_it_and_whether_the_child_was_seen_alone() -> None:
    spec.when(Addressed(C, visit(note="school is better"))).then(
        VISITED, ContactNoted(contact=C, note="school is better")
    )


def test_a_contact_logged_months_late_keeps_its_day() -> None:
    spec.on(date(2014, 12, 1)).when(Addressed(C, text())).then(TEXTED)


def test_a_contact_is_not_logged_before_it_happened() -> None:
    spec.on(date(2014, 6, 30)).when(Addressed(C, text())).then_refused(InTheFuture, field="on")


def test_ten_texts_of_one_day_are_one_contact_and_an_answer_is_another() -> None:
    given = spec.given(TEXTED)

    given.when(Addressed(OTHER, text())).then_nothing()
    given.when(Addressed(OTHER, text(begun_by=ContactBegunBy.IRO))).then(
        ContactLogged(contact=OTHER, iro=IRO, on=JULY, medium=ContactMedium.TEXT, begun_by=ContactBegunBy.IRO)
    )


@pytest.mark.parametrize("medium", [ContactMedium.PHONE, ContactMedium.TEXT, ContactMedium.EMAIL, ContactMedium.LETTER])
def test_nobody_is_seen_by_letter(medium: ContactMedium) -> None:
    command = LogContact(iro=IRO, on=JULY, medium=medium, begun_by=ContactBegunBy.IRO, seen_alone=False)

    spec.when(Addressed(C, command)).then_refused(NobodySeen, field="seen_alone")


def test_the_same_contact_is_not_logged_otherwise() -> None:
    spec.given(VISITED).when(Addressed(OTHER, visit(seen_alone=False))).then_refused(LoggedOtherwise)


def test_a_note_may_follow_the_contact_it_belongs_to() -> None:
    spec.given(VISITED).when(Addressed(OTHER, visit(note="a dog"))).then(ContactNoted(contact=C, note="a dog"))


def test_a_contact_recorded_in_error_is_withdrawn_and_may_be_logged_rightly() -> None:
    withdrawn = spec.given(VISITED, ContactEntryWithdrawn(contact=C))

    spec.when(Addressed(C, WithdrawContactEntry())).then_refused(NotLogged)
    spec.given(VISITED).when(Addressed(C, WithdrawContactEntry())).then(ContactEntryWithdrawn(contact=C))
    withdrawn.when(Addressed(OTHER, visit(seen_alone=None))).then(
        VISITED.model_copy(update={"contact": OTHER, "seen_alone": None})
    )


def test_a_card_is_sent_for_each_iro() -> None:
    sent = ContactCardSent(iro=IRO, on=JULY)

    spec.when(SendContactCard(iro=IRO, on=JULY)).then(sent)
    spec.given(sent).when(SendContactCard(iro=OTHER, on=JULY)).then(ContactCardSent(iro=OTHER, on=JULY))
    spec.on(date(2014, 6, 30)).when(SendContactCard(iro=IRO, on=JULY)).then_refused(InTheFuture, field="on")
