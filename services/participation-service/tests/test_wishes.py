from datetime import date
from uuid import UUID

from iro_events.command import InTheFuture
from iro_events.facts.participation import WishAnswered, WishEntryWithdrawn, WishExpressed, WishThemeRecorded
from iro_events.facts.participation_codes import WishOutcome, WishTheme
from iro_events.notes import NoteRecorded
from iro_events.spec import Spec
from participation_service.domain.wishes import (
    WISH,
    AlreadyExpressed,
    AnsweredBeforeExpressed,
    AnswerWish,
    Closed,
    ExpressWish,
    NotExpressed,
    WishTextRecorded,
    Withdrawn,
    WithdrawWishEntry,
)

W = UUID("00000000-0000-4000-8000-0000000000f1")
MAY_DAY = date(2014, 5, 1)
JUNE = date(2014, 6, 2)

spec = Spec(WISH).to(W)
about_contact = (
    WishExpressed(wish=W, on=MAY_DAY),
    WishThemeRecorded(wish=W, on=MAY_DAY, theme=WishTheme.CONTACT),
)
expressed = spec.given(*about_contact)


def answered(outcome: WishOutcome, on: date = JUNE) -> WishAnswered:
    return WishAnswered(wish=W, on=on, outcome=outcome)


def test_the_theme_of_a_wish_is_an_event_of_its_own_and_the_words_stay_here() -> None:
    spec.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT, words="I want to see my sisters")).then(
        about_contact[0], WishTextRecorded(words="I want to see my sisters"), about_contact[1]
    )
    spec.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT, review=W)).then(
        WishExpressed(wish=W, on=MAY_DAY, review=W), about_contact[1]
    )


def test_a_wish_is_expressed_once() -> None:
    expressed.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT)).then_nothing()
    expressed.when(ExpressWish(on=MAY_DAY, theme=WishTheme.SCHOOL)).then_refused(AlreadyExpressed)
    expressed.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT, words="a dog")).then_refused(AlreadyExpressed)


def test_a_wish_without_words_is_no_repeat_of_one_that_has_them() -> None:
    worded = spec.given(about_contact[0], WishTextRecorded(words="a dog"), about_contact[1])

    worded.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT, words="a dog")).then_nothing()
    worded.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT)).then_refused(AlreadyExpressed)


def test_a_wish_is_neither_expressed_nor_answered_in_the_future() -> None:
    eve = expressed.on(date(2014, 6, 1))

    spec.on(date(2014, 4, 30)).when(ExpressWish(on=MAY_DAY, theme=WishTheme.MONEY)).then_refused(InTheFuture)
    eve.when(AnswerWish(on=JUNE, outcome=WishOutcome.GRANTED)).then_refused(InTheFuture, field="on")


def test_what_was_said_about_a_wish_stays_here() -> None:
    expressed.when(AnswerWish(on=JUNE, outcome=WishOutcome.NOT_GRANTED, note="not safe yet")).then(
        answered(WishOutcome.NOT_GRANTED), NoteRecorded(about=3, field="note", text="not safe yet")
    )


def test_a_wish_granted_in_part_stays_open_and_may_be_granted_in_full() -> None:
    partly = expressed.given(answered(WishOutcome.PARTLY_GRANTED))

    partly.when(AnswerWish(on=date(2014, 9, 1), outcome=WishOutcome.GRANTED)).then(
        answered(WishOutcome.GRANTED, date(2014, 9, 1))
    )


def test_a_wish_answered_in_full_is_not_answered_again() -> None:
    for outcome in (WishOutcome.GRANTED, WishOutcome.NOT_GRANTED, WishOutcome.NO_LONGER_WANTED):
        closed = expressed.given(answered(outcome))

        closed.when(AnswerWish(on=JUNE, outcome=WishOutcome.PARTLY_GRANTED)).then_refused(Closed)


def test_an_answer_repeated_is_nothing_new_and_another_note_about_it_is() -> None:
    answer = AnswerWish(on=JUNE, outcome=WishOutcome.NOT_GRANTED, note="not safe yet")
    closed = expressed.given(
        answered(WishOutcome.NOT_GRANTED), NoteRecorded(about=3, field="note", text="not safe yet")
    )

    closed.when(answer).then_nothing()
    closed.when(answer.model_copy(update={"note": None})).then_nothing()
    closed.when(answer.model_copy(update={"note": "not yet"})).then(NoteRecorded(about=3, field="note", text="not yet"))


def test_an_answer_in_part_that_is_repeated_later_is_nothing_new() -> None:
    partly = [answered(WishOutcome.PARTLY_GRANTED, on) for on in (JUNE, date(2014, 7, 1))]

    expressed.given(*partly).when(AnswerWish(on=JUNE, outcome=WishOutcome.PARTLY_GRANTED)).then_nothing()


def test_a_wish_is_answered_once_it_is_expressed() -> None:
    command = AnswerWish(on=date(2014, 4, 30), outcome=WishOutcome.GRANTED)

    spec.when(command).then_refused(NotExpressed)
    expressed.when(command).then_refused(AnsweredBeforeExpressed, field="on")


def test_a_withdrawal_repeated_is_nothing_new() -> None:
    expressed.given(WishEntryWithdrawn(wish=W)).when(WithdrawWishEntry()).then_nothing()


def test_a_wish_recorded_in_error_is_withdrawn_and_answered_no_more() -> None:
    withdrawn = expressed.given(WishEntryWithdrawn(wish=W))

    spec.when(WithdrawWishEntry()).then_refused(NotExpressed)
    expressed.when(WithdrawWishEntry()).then(WishEntryWithdrawn(wish=W))
    withdrawn.when(AnswerWish(on=JUNE, outcome=WishOutcome.GRANTED)).then_refused(Withdrawn)
    withdrawn.when(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT)).then_refused(Withdrawn)
