from datetime import date
from uuid import UUID

import pytest

from iro_events.command import InTheFuture
from iro_events.facts.participation import ContactCardSent, ContactEntryWithdrawn, ContactLogged
from iro_events.facts.participation_codes import ContactBegunBy, ContactMedium
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from participation_service.domain.contacts import (
    CONTACTS,
    AlreadyLogged,
    ChildNotSeen,
    Contacts,
    LogContact,
    NotLogged,
    SendContactCard,
    WithdrawContactEntry,
    contact_id,
)

CHILD = UUID("00000000-0000-4000-8000-0000000000c4")
IRO = UUID("00000000-0000-4000-8000-0000000000a1")
OTHER_IRO = UUID("00000000-0000-4000-8000-0000000000a2")
JULY = date(2014, 7, 1)

spec = Spec(CONTACTS).about(CHILD)


def visit(*, seen_alone: bool | None = True, note: str | None = None) -> LogContact:
    return LogContact(
        iro=IRO, on=JULY, medium=ContactMedium.VISIT, begun_by=ContactBegunBy.IRO, seen_alone=seen_alone, note=note
    )


def text(on: date = JULY, begun_by: ContactBegunBy = ContactBegunBy.CHILD) -> LogContact:
    return LogContact(iro=IRO, on=on, medium=ContactMedium.TEXT, begun_by=begun_by)


def logged(command: LogContact, contacts: Contacts = CONTACTS.initial) -> ContactLogged:
    kept = command.fields("iro", "on", "medium", "begun_by", "seen_alone")
    return ContactLogged(contact=contact_id(command, contacts, CHILD), **kept)


VISITED, TEXTED = logged(visit()), logged(text())


def note(text_: str) -> NoteRecorded:
    return NoteRecorded(about=1, field="note", text=text_)


def test_a_contact_has_its_medium_who_began_it_and_whether_the_child_was_seen_alone() -> None:
    spec.when(visit(note="school is better")).then(VISITED, note("school is better"))


def test_a_contact_logged_months_late_keeps_its_day() -> None:
    spec.on(date(2014, 12, 1)).when(text()).then(TEXTED)


def test_a_contact_is_not_logged_before_it_happened() -> None:
    spec.on(date(2014, 6, 30)).when(text()).then_refused(InTheFuture, field="on")


def test_ten_texts_of_one_day_are_one_contact_and_an_answer_is_another() -> None:
    by_iro = text(begun_by=ContactBegunBy.IRO)
    given = spec.given(logged(by_iro))

    given.when(by_iro).then_nothing()
    given.when(text()).then(TEXTED)


@pytest.mark.parametrize("medium", [ContactMedium.PHONE, ContactMedium.TEXT, ContactMedium.EMAIL, ContactMedium.LETTER])
def test_nobody_is_seen_by_letter(medium: ContactMedium) -> None:
    command = LogContact(iro=IRO, on=JULY, medium=medium, begun_by=ContactBegunBy.IRO, seen_alone=False)

    spec.when(command).then_refused(ChildNotSeen, field="seen_alone")


def test_the_same_contact_is_not_logged_with_other_details() -> None:
    spec.given(VISITED).when(visit(seen_alone=False)).then_refused(AlreadyLogged)


def test_a_note_may_follow_the_contact_it_belongs_to_and_another_note_follows_that() -> None:
    spec.given(VISITED).when(visit(note="a dog")).then(note("a dog"))
    spec.given(VISITED, note("a dog")).when(visit(note="a dog")).then_nothing()
    spec.given(VISITED, note("a dog")).when(visit(note="two dogs")).then(note("two dogs"))


def test_a_contact_recorded_in_error_is_withdrawn_and_may_be_logged_rightly_under_a_new_id() -> None:
    gone = ContactEntryWithdrawn(contact=VISITED.contact)
    to_visit, withdrawn = spec.to(VISITED.contact), spec.given(VISITED, gone)
    rightly = visit(seen_alone=None)
    after = CONTACTS.evolve(CONTACTS.evolve(CONTACTS.initial, VISITED), gone)

    to_visit.when(WithdrawContactEntry()).then_refused(NotLogged)
    to_visit.given(VISITED).when(WithdrawContactEntry()).then(gone)
    withdrawn.when(rightly).then(logged(rightly, after))
    assert logged(rightly, after).contact != VISITED.contact


def test_a_withdrawal_repeated_after_the_contact_was_logged_again_withdraws_nothing() -> None:
    gone = ContactEntryWithdrawn(contact=VISITED.contact)
    after = CONTACTS.evolve(CONTACTS.evolve(CONTACTS.initial, VISITED), gone)
    again = spec.to(VISITED.contact).given(VISITED, gone, logged(visit(), after))

    again.when(WithdrawContactEntry()).then_nothing()
    again.when(visit()).then_nothing()


def test_a_card_is_sent_for_each_iro() -> None:
    sent = ContactCardSent(iro=IRO, on=JULY)

    spec.when(SendContactCard(iro=IRO, on=JULY)).then(sent)
    spec.given(sent).when(SendContactCard(iro=IRO, on=JULY)).then_nothing()
    spec.given(sent).when(SendContactCard(iro=OTHER_IRO, on=JULY)).then(ContactCardSent(iro=OTHER_IRO, on=JULY))
    spec.on(date(2014, 6, 30)).when(SendContactCard(iro=IRO, on=JULY)).then_refused(InTheFuture, field="on")
