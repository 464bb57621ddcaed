from datetime import date
from uuid import UUID

import pytest

from iro_events.command import InTheFuture
from iro_events.facts.participation import (
    ChildInvited,
    ConversationRecorded,
    ParticipationCorrected,
    ParticipationRecorded,
    ViewsGiven,
)
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode, ViewsMedium
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from participation_service.domain.codes import heard
from participation_service.domain.held_review import HeldReview
from participation_service.domain.participation import PARTICIPATION
from participation_service.domain.participation_commands import (
    CorrectParticipation,
    GiveViews,
    InviteChild,
    RecordConversation,
    RecordParticipation,
    TakeParticipationFromReturn,
)
from participation_service.domain.participation_refusals import (
    AlreadyRecorded,
    BirthdayOfAnotherAge,
    NotRecorded,
    NotUnderFour,
    ReviewNotHeld,
    UnderFour,
)

R = UUID("00000000-0000-4000-8000-0000000000d1")
TEAM = UUID("00000000-0000-4000-8000-0000000000e1")
HELD = date(2014, 5, 1)
BEFORE = date(2014, 4, 24)
PN0, PN1, PN6, PN7 = ParticipationCode.PN0, ParticipationCode.PN1, ParticipationCode.PN6, ParticipationCode.PN7

planned = Spec(PARTICIPATION).to(R)
spec = planned.needing(HeldReview(HELD))


def recorded(
    code: ParticipationCode | None, age: int | None = None, *, birthday: bool = False, from_return: bool = False
) -> ParticipationRecorded:
    return ParticipationRecorded(
        review=R, held_on=HELD, code=code, age_on_review=age, fourth_birthday=birthday, from_return=from_return
    )


def corrected(
    code: ParticipationCode | None, was: ParticipationCode | None, age: int | None = None, *, from_return: bool = False
) -> ParticipationCorrected:
    return ParticipationCorrected(
        review=R, held_on=HELD, code=code, age_on_review=age, from_return=from_return, was=was
    )


def test_a_child_is_invited_before_its_review_and_again_when_it_moves() -> None:
    invited = ChildInvited(review=R, on=BEFORE)

    planned.when(InviteChild(on=BEFORE)).then(invited)
    planned.given(invited).when(InviteChild(on=HELD)).then(ChildInvited(review=R, on=HELD))


@pytest.mark.parametrize("outcome", list(ConversationOutcome))
def test_the_private_conversation_was_held_or_refused_or_inappropriate(outcome: ConversationOutcome) -> None:
    spec.when(RecordConversation(on=BEFORE, outcome=outcome)).then(
        ConversationRecorded(review=R, on=BEFORE, outcome=outcome)
    )


def test_of_views_only_the_medium_is_told_and_the_words_stay() -> None:
    spec.when(GiveViews(on=BEFORE, medium=ViewsMedium.BOOKLET, words="more football")).then(
        ViewsGiven(review=R, on=BEFORE, medium=ViewsMedium.BOOKLET),
        NoteRecorded(about=1, field="words", text="more football"),
    )


def test_words_may_follow_the_views_they_belong_to() -> None:
    given = spec.given(ViewsGiven(review=R, on=BEFORE, medium=ViewsMedium.PHONE))

    given.when(GiveViews(on=BEFORE, medium=ViewsMedium.PHONE)).then_nothing()
    given.when(GiveViews(on=BEFORE, medium=ViewsMedium.PHONE, words="no")).then(
        NoteRecorded(about=1, field="words", text="no")
    )


def test_nothing_is_recorded_before_it_has_happened() -> None:
    eve = spec.on(date(2014, 4, 23))

    eve.when(InviteChild(on=BEFORE)).then_refused(InTheFuture, field="on")
    eve.when(RecordConversation(on=BEFORE, outcome=ConversationOutcome.HELD)).then_refused(InTheFuture, field="on")
    eve.when(GiveViews(on=BEFORE, medium=ViewsMedium.TEXT)).then_refused(InTheFuture, field="on")


def test_how_a_child_took_part_is_recorded_with_its_age_disability_and_team_of_the_day() -> None:
    spec.when(RecordParticipation(code=PN6, age_on_review=9, disabled=True, team=TEAM)).then(
        ParticipationRecorded(review=R, held_on=HELD, code=PN6, age_on_review=9, disabled=True, team=TEAM)
    )


def test_how_a_child_took_part_is_said_once_the_review_was_held() -> None:
    planned.when(RecordParticipation(code=PN1, age_on_review=9)).then_refused(ReviewNotHeld)


@pytest.mark.parametrize("age", [4, 6, 17])
def test_pn0_of_a_child_of_four_or_older_is_refused(age: int) -> None:
    spec.when(RecordParticipation(code=PN0, age_on_review=age)).then_refused(NotUnderFour, field="code")


@pytest.mark.parametrize("code", [code for code in ParticipationCode if code is not PN0])
def test_pn1_to_pn7_of_a_child_under_four_are_refused(code: ParticipationCode) -> None:
    spec.when(RecordParticipation(code=code, age_on_review=3)).then_refused(UnderFour, field="code")
    spec.when(RecordParticipation(code=code, age_on_review=4)).then(recorded(code, 4))


def test_pn0_is_the_code_of_a_child_under_four() -> None:
    spec.when(RecordParticipation(code=PN0, age_on_review=3)).then(recorded(PN0, 3))


@pytest.mark.parametrize("code", list(ParticipationCode))
def test_on_the_fourth_birthday_every_code_is_taken(code: ParticipationCode) -> None:
    command = RecordParticipation(code=code, age_on_review=4, fourth_birthday=True)

    spec.when(command).then(recorded(code, 4, birthday=True))


def test_a_fourth_birthday_makes_a_child_four() -> None:
    command = RecordParticipation(code=PN0, age_on_review=3, fourth_birthday=True)

    spec.when(command).then_refused(BirthdayOfAnotherAge, field="fourth_birthday")


@pytest.mark.parametrize("code", list(ParticipationCode))
def test_of_a_child_of_unknown_age_the_code_is_taken_as_it_is(code: ParticipationCode) -> None:
    spec.when(RecordParticipation(code=code)).then(recorded(code))


@pytest.mark.parametrize("age", [None, 2, 11])
def test_a_blank_is_recorded_as_a_blank_at_any_age(age: int | None) -> None:
    spec.when(RecordParticipation(code=None, age_on_review=age)).then(recorded(None, age))


def test_a_blank_is_heard_neither_way_unless_views_are_known_to_have_come() -> None:
    assert heard(None, views_given=False) is None
    assert heard(None, views_given=True) is True
    assert heard(PN7, views_given=True) is False


def test_views_are_conveyed_by_five_of_the_eight_codes() -> None:
    assert [heard(code, views_given=False) for code in ParticipationCode] == [
        None, True, True, True, False, True, True, False,
    ]  # fmt: skip


def test_what_is_recorded_is_corrected_not_recorded_again() -> None:
    given = spec.given(recorded(None, 9))

    given.when(RecordParticipation(code=PN7, age_on_review=9)).then_refused(AlreadyRecorded, field="code")
    given.when(CorrectParticipation(code=PN1, age_on_review=9)).then(corrected(PN1, None, 9))
    given.given(corrected(PN1, None, 9)).when(CorrectParticipation(code=None, age_on_review=9)).then(
        corrected(None, PN1, 9)
    )


def test_a_correction_keeps_the_rule_of_ages() -> None:
    spec.given(recorded(PN1, 6)).when(CorrectParticipation(code=PN0, age_on_review=6)).then_refused(NotUnderFour)


def test_only_what_is_recorded_is_corrected() -> None:
    spec.when(CorrectParticipation(code=PN1)).then_refused(NotRecorded)


def test_what_a_return_tells_is_marked_as_such_and_a_later_return_corrects_it() -> None:
    taken = recorded(PN7, 9, from_return=True)

    spec.when(TakeParticipationFromReturn(code=PN7, age_on_review=9)).then(taken)
    spec.given(taken).when(TakeParticipationFromReturn(code=None, age_on_review=9)).then(
        corrected(None, PN7, 9, from_return=True)
    )


def test_a_repeat_records_nothing_and_anything_else_is_refused() -> None:
    command = RecordParticipation(code=PN7, age_on_review=9, team=TEAM)
    first = ParticipationRecorded(review=R, held_on=HELD, code=PN7, age_on_review=9, team=TEAM)
    since_corrected = spec.given(first, corrected(PN1, PN7, 9))

    spec.given(first).when(command).then_nothing()
    since_corrected.when(command).then_nothing()
    since_corrected.when(RecordParticipation(code=PN1, age_on_review=9)).then_refused(AlreadyRecorded)


def test_what_a_return_told_first_is_known_when_the_service_records_the_same() -> None:
    returned = spec.given(recorded(PN7, 9, from_return=True))

    returned.when(RecordParticipation(code=PN7, age_on_review=9)).then_nothing()
    returned.when(RecordParticipation(code=PN1, age_on_review=9)).then_refused(AlreadyRecorded)


def test_other_words_about_the_same_views_are_recorded_and_the_same_again_are_not() -> None:
    command = GiveViews(on=BEFORE, medium=ViewsMedium.PHONE, words="no")
    given = spec.given(
        ViewsGiven(review=R, on=BEFORE, medium=ViewsMedium.PHONE), NoteRecorded(about=1, field="words", text="no")
    )

    given.when(command).then_nothing()
    given.when(command.model_copy(update={"words": "yes"})).then(NoteRecorded(about=1, field="words", text="yes"))


def test_an_outcome_of_the_conversation_is_corrected_on_its_own_day() -> None:
    held, refused = (
        ConversationRecorded(review=R, on=BEFORE, outcome=outcome)
        for outcome in (ConversationOutcome.HELD, ConversationOutcome.REFUSED)
    )

    spec.given(held).when(RecordConversation(on=BEFORE, outcome=ConversationOutcome.REFUSED)).then(refused)
    spec.given(held, refused).when(RecordConversation(on=BEFORE, outcome=ConversationOutcome.HELD)).then(held)


def test_what_the_service_itself_recorded_stands_against_a_return() -> None:
    own = spec.given(recorded(PN1, 9))

    own.when(TakeParticipationFromReturn(code=PN7, age_on_review=9)).then_nothing()
    own.given(corrected(PN6, PN1, 9)).when(TakeParticipationFromReturn(code=PN7)).then_nothing()
