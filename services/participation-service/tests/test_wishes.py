from datetime import date
from uuid import UUID

from iro_events.command import Addressed, InTheFuture
from iro_events.facts.participation import WishAnswered, WishEntryWithdrawn, WishExpressed
from iro_events.facts.participation_codes import WishOutcome, WishTheme
from iro_events.spec import Spec
from participation_service.domain.wishes import (
    WISH,
    AlreadyExpressed,
    AnsweredBeforeExpressed,
    AnswerNoted,
    AnswerWish,
    Closed,
    ExpressWish,
    NotExpressed,
    WishBody,
    WishTextRecorded,
    Withdrawn,
    WithdrawWishEntry,
)

W = UUID("00000000-0000-4000-8000-0000000000f1")
MAY_DAY = date(2014, 5, 1)
JUNE = date(2014, 6, 2)

spec = Spec(WISH)
expressed = spec.given(WishExpressed(wish=W, on=MAY_DAY, theme=WishTheme.CONTACT))


def to(command: WishBody) -> Addressed[WishBody]:
    return Addressed(W, command)


def answered(outcome: WishOutcome, on: date = JUNE) -> WishAnswered:
    return WishAnswered(wish=W, on=on, outcome=outcome)


def test_of_a_wish_the_theme_is_told_and_the_words_stay() -> None:
    spec.when(to(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT, words="I want to see my sisters"))).then(
        WishExpressed(wish=W, on=MAY_DAY, theme=WishTheme.CONTACT), WishTextRecorded(words="I want to see my sisters")
    )


def test_a_wish_is_expressed_once() -> None:
    expressed.when(to(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT))).then_nothing()
    expressed.when(to(ExpressWish(on=MAY_DAY, theme=WishTheme.SCHOOL))).then_refused(AlreadyExpressed)


def test_a_wish_is_neither_expressed_nor_answered_in_the_future() -> None:
    eve = expressed.on(date(2014, 6, 1))

    spec.on(date(2014, 4, 30)).when(to(ExpressWish(on=MAY_DAY, theme=WishTheme.MONEY))).then_refused(InTheFuture)
    eve.when(to(AnswerWish(on=JUNE, outcome=WishOutcome.GRANTED))).then_refused(InTheFuture, field="on")


def test_what_was_said_about_a_wish_stays_here() -> None:
    expressed.when(to(AnswerWish(on=JUNE, outcome=WishOutcome.NOT_GRANTED, note="not safe yet"))).then(
        answered(WishOutcome.NOT_GRANTED), AnswerNoted(note="not safe yet")
    )


def test_a_wish_granted_in_part_stays_open_and_may_be_granted_in_full() -> None:
    partly = expressed.given(answered(WishOutcome.PARTLY_GRANTED))

    partly.when(to(AnswerWish(on=date(2014, 9, 1), outcome=WishOutcome.GRANTED))).then(
        answered(WishOutcome.GRANTED, date(2014, 9, 1))
    )


def test_a_wish_answered_in_full_is_not_answered_again() -> None:
    for outcome in (WishOutcome.GRANTED, WishOutcome.NOT_GRANTED, WishOutcome.NO_LONGER_WANTED):
        closed = expressed.given(answered(outcome))

        closed.when(to(AnswerWish(on=JUNE, outcome=WishOutcome.PARTLY_GRANTED))).then_refused(Closed)


def test_a_wish_is_answered_once_it_is_expressed() -> None:
    command = to(AnswerWish(on=date(2014, 4, 30), outcome=WishOutcome.GRANTED))

    spec.when(command).then_refused(NotExpressed)
    expressed.when(command).then_refused(AnsweredBeforeExpressed, field="on")


def test_a_wish_recorded_in_error_is_withdrawn_and_answered_no_more() -> None:
    withdrawn = expressed.given(WishEntryWithdrawn(wish=W))

    spec.when(to(WithdrawWishEntry())).then_refused(NotExpressed)
    expressed.when(to(WithdrawWishEntry())).then(WishEntryWithdrawn(wish=W))
    withdrawn.when(to(AnswerWish(on=JUNE, outcome=WishOutcome.GRANTED))).then_refused(Withdrawn)
    withdrawn.when(to(ExpressWish(on=MAY_DAY, theme=WishTheme.CONTACT))).then_refused(Withdrawn)
