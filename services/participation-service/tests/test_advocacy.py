from datetime import date
from uuid import UUID

import pytest

from iro_events.command import InTheFuture
from iro_events.facts.advocacy import (
    AdvocacyAwarenessRecorded,
    AdvocacyEnded,
    AdvocacyEndReasonRecorded,
    AdvocateMatched,
    AdvocateOffered,
    AdvocateRequested,
)
from iro_events.facts.participation_codes import AdvocacyAnswer, AdvocacyEnd, OfferAnswer
from iro_events.spec import Spec
from participation_service.domain.advocacy import ADVOCACY, AdvocacyMatterRecorded
from participation_service.domain.advocacy_commands import (
    EndAdvocacy,
    MatchAdvocate,
    OfferAdvocate,
    RecordAdvocacyAwareness,
    RequestAdvocate,
)
from participation_service.domain.advocacy_refusals import (
    AdvocateIsSubject,
    AdvocateManages,
    AlreadyEnded,
    AlreadyMatched,
    AlreadyRequested,
    AnswersContradict,
    BeforeLastEnded,
    BeforeMatched,
    ChildHasAdvocate,
    NotMatched,
    ReviewNotHeld,
)
from participation_service.domain.held_review import HeldReview

R = UUID("00000000-0000-4000-8000-0000000000d1")
ADVOCATE = UUID("00000000-0000-4000-8000-0000000000b1")
WORKER = UUID("00000000-0000-4000-8000-0000000000b2")
MANAGER = UUID("00000000-0000-4000-8000-0000000000b3")
MAY_DAY = date(2014, 5, 1)
JUNE = date(2014, 6, 2)
JULY = date(2014, 7, 1)
YES, NO, NOT_ASKED = AdvocacyAnswer.YES, AdvocacyAnswer.NO, AdvocacyAnswer.NOT_ASKED

spec = Spec(ADVOCACY)
at_review = spec.to(R).needing(HeldReview(MAY_DAY))
requested = spec.given(AdvocateRequested(on=MAY_DAY), AdvocacyMatterRecorded(about=(WORKER,), managed_by=(MANAGER,)))
matched = requested.given(AdvocateMatched(on=JUNE, advocate=ADVOCATE))
over = (
    AdvocacyEnded(on=JULY, advocate=ADVOCATE),
    AdvocacyEndReasonRecorded(on=JULY, reason=AdvocacyEnd.CHILD_ASKED),
)
ended = matched.given(*over)


def said(knows: AdvocacyAnswer, has: AdvocacyAnswer, wants: AdvocacyAnswer) -> AdvocacyAwarenessRecorded:
    return AdvocacyAwarenessRecorded(review=R, held_on=MAY_DAY, knows=knows, has=has, wants=wants)


def hear(
    knows: AdvocacyAnswer, has: AdvocacyAnswer = NOT_ASKED, wants: AdvocacyAnswer = NOT_ASKED
) -> RecordAdvocacyAwareness:
    return RecordAdvocacyAwareness(knows=knows, has=has, wants=wants)


@pytest.mark.parametrize("answer", list(AdvocacyAnswer))
def test_at_each_review_a_child_is_asked_what_they_know_and_want_or_why_not_is_recorded(answer: AdvocacyAnswer) -> None:
    at_review.when(hear(answer, wants=answer)).then(said(answer, NOT_ASKED, answer))


def test_of_a_review_told_again_the_last_stands() -> None:
    at_review.given(said(NO, NO, NO)).when(hear(YES, NO, NO)).then(said(YES, NO, NO))


def test_who_has_an_advocate_knows_of_advocates() -> None:
    at_review.when(hear(NO, has=YES)).then_refused(AnswersContradict, field="knows")


def test_what_a_child_says_at_a_review_is_known_once_it_was_held() -> None:
    spec.to(R).when(RecordAdvocacyAwareness()).then_refused(ReviewNotHeld)


def test_of_a_request_only_the_day_is_told_and_whom_it_is_about_stays() -> None:
    spec.when(RequestAdvocate(on=MAY_DAY, about=(WORKER,), managed_by=(MANAGER, MANAGER))).then(
        AdvocateRequested(on=MAY_DAY), AdvocacyMatterRecorded(about=(WORKER,), managed_by=(MANAGER,))
    )


def test_an_advocate_is_requested_once_at_a_time() -> None:
    requested.when(RequestAdvocate(on=JUNE)).then_refused(AlreadyRequested, field="on")
    matched.when(RequestAdvocate(on=JULY)).then_refused(ChildHasAdvocate)
    matched.when(OfferAdvocate(on=JULY, answer=OfferAnswer.AWAITED)).then_refused(ChildHasAdvocate)


@pytest.mark.parametrize("answer", list(OfferAnswer))
def test_an_offer_is_accepted_declined_or_awaits_its_answer(answer: OfferAnswer) -> None:
    spec.when(OfferAdvocate(on=MAY_DAY, answer=answer)).then(AdvocateOffered(on=MAY_DAY, answer=answer))


def test_a_child_is_matched_with_an_advocate_requested_or_not() -> None:
    told = AdvocateMatched(on=JUNE, advocate=ADVOCATE)

    spec.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE)).then(told)
    requested.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE)).then(told)


def test_nobody_is_an_advocate_in_a_matter_that_is_about_them() -> None:
    requested.when(MatchAdvocate(on=JUNE, advocate=WORKER)).then_refused(AdvocateIsSubject, field="advocate")
    spec.when(MatchAdvocate(on=JUNE, advocate=WORKER, about=(WORKER,))).then_refused(AdvocateIsSubject)


def test_nobody_is_an_advocate_in_a_matter_that_they_manage() -> None:
    requested.when(MatchAdvocate(on=JUNE, advocate=MANAGER)).then_refused(AdvocateManages, field="advocate")
    spec.when(MatchAdvocate(on=JUNE, advocate=MANAGER, managed_by=(MANAGER,))).then_refused(AdvocateManages)


def test_one_advocate_at_a_time_works_for_the_child() -> None:
    matched.when(MatchAdvocate(on=JULY, advocate=WORKER)).then_refused(AlreadyMatched)


def test_an_advocates_work_ends_after_it_began() -> None:
    matched.when(EndAdvocacy(on=MAY_DAY, reason=AdvocacyEnd.OTHER)).then_refused(BeforeMatched, field="on")
    matched.when(EndAdvocacy(on=JULY, reason=AdvocacyEnd.CHILD_ASKED)).then(*over)


def test_only_an_advocates_work_ends() -> None:
    requested.when(EndAdvocacy(on=JULY, reason=AdvocacyEnd.OTHER)).then_refused(NotMatched)
    ended.when(EndAdvocacy(on=JULY, reason=AdvocacyEnd.OTHER)).then_refused(AlreadyEnded)
    ended.when(EndAdvocacy(on=JULY, reason=AdvocacyEnd.CHILD_ASKED)).then_nothing()


def test_the_next_advocate_begins_after_the_last_with_a_new_matter() -> None:
    ended.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE)).then_refused(BeforeLastEnded, field="on")
    ended.when(RequestAdvocate(on=JUNE)).then_refused(BeforeLastEnded, field="on")
    ended.when(MatchAdvocate(on=JULY, advocate=WORKER)).then(AdvocateMatched(on=JULY, advocate=WORKER))


def test_a_request_repeated_is_nothing_new_and_on_its_day_names_other_people() -> None:
    requested.when(RequestAdvocate(on=MAY_DAY, about=(WORKER,), managed_by=(MANAGER,))).then_nothing()
    requested.when(RequestAdvocate(on=MAY_DAY, about=(MANAGER,))).then(
        AdvocateRequested(on=MAY_DAY), AdvocacyMatterRecorded(about=(MANAGER,), managed_by=())
    )


def test_people_named_with_a_match_are_kept_with_those_of_the_request() -> None:
    requested.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE, about=(MANAGER,))).then(
        AdvocateMatched(on=JUNE, advocate=ADVOCATE),
        AdvocacyMatterRecorded(about=(WORKER, MANAGER), managed_by=(MANAGER,)),
    )


def test_an_answer_to_an_offer_is_corrected_on_its_day() -> None:
    declined, accepted = (
        AdvocateOffered(on=MAY_DAY, answer=answer) for answer in (OfferAnswer.DECLINED, OfferAnswer.ACCEPTED)
    )

    spec.given(declined).when(OfferAdvocate(on=MAY_DAY, answer=OfferAnswer.ACCEPTED)).then(accepted)
    spec.given(declined, accepted).when(OfferAdvocate(on=MAY_DAY, answer=OfferAnswer.DECLINED)).then(declined)


def test_a_match_repeated_is_nothing_new() -> None:
    matched.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE)).then_nothing()
    matched.when(MatchAdvocate(on=JUNE, advocate=ADVOCATE, about=(MANAGER,))).then_refused(AlreadyMatched)


def test_nothing_of_an_advocate_is_recorded_in_the_future() -> None:
    eve = spec.on(date(2014, 4, 30))

    eve.when(RequestAdvocate(on=MAY_DAY)).then_refused(InTheFuture, field="on")
    eve.when(MatchAdvocate(on=MAY_DAY, advocate=ADVOCATE)).then_refused(InTheFuture, field="on")
