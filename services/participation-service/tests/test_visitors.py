from datetime import date
from uuid import UUID

import pytest

from iro_events.command import InTheFuture
from iro_events.facts.advocacy import (
    IndependentVisitorConsidered,
    IndependentVisitorEnded,
    IndependentVisitorEndWithdrawn,
    IndependentVisitorMatched,
)
from iro_events.facts.participation_codes import VisitorEnd, VisitorNeed
from iro_events.spec import Spec
from participation_service.domain.visitors import (
    VISITING,
    AlreadyEnded,
    AlreadyMatched,
    BeforeLastEnded,
    BeforeMatched,
    ChildObjects,
    ConsiderVisitor,
    EndVisitor,
    EndWithCare,
    MatchVisitor,
    NotEnded,
    NotMatched,
    ResumeWithCare,
    WithdrawVisitorEnd,
)

VISITOR = UUID("00000000-0000-4000-8000-0000000000b1")
OTHER = UUID("00000000-0000-4000-8000-0000000000b2")
MAY_DAY = date(2014, 5, 1)
JUNE = date(2014, 6, 2)
JULY = date(2014, 7, 1)
CEASED = IndependentVisitorEnded(on=JULY, visitor=VISITOR, reason=VisitorEnd.CEASED_LOOKED_AFTER)
RESIGNED = IndependentVisitorEnded(on=JULY, visitor=VISITOR, reason=VisitorEnd.RESIGNED)

spec = Spec(VISITING)
matched = spec.given(IndependentVisitorMatched(on=JUNE, visitor=VISITOR))


@pytest.mark.parametrize("need", list(VisitorNeed))
def test_whether_a_child_needs_a_visitor_is_considered(need: VisitorNeed) -> None:
    spec.when(ConsiderVisitor(on=MAY_DAY, need=need)).then(IndependentVisitorConsidered(on=MAY_DAY, need=need))


def test_nobody_is_appointed_against_a_child_who_objects() -> None:
    objecting = spec.given(IndependentVisitorConsidered(on=MAY_DAY, need=VisitorNeed.CHILD_OBJECTS))
    willing = objecting.given(IndependentVisitorConsidered(on=JUNE, need=VisitorNeed.NEEDED))

    objecting.when(MatchVisitor(on=JUNE, visitor=VISITOR)).then_refused(ChildObjects, field="on")
    willing.when(MatchVisitor(on=JUNE, visitor=VISITOR)).then(IndependentVisitorMatched(on=JUNE, visitor=VISITOR))


def test_a_child_has_one_visitor_at_a_time() -> None:
    matched.when(MatchVisitor(on=JULY, visitor=OTHER)).then_refused(AlreadyMatched)
    matched.given(RESIGNED).when(MatchVisitor(on=JUNE, visitor=OTHER)).then_refused(BeforeLastEnded, field="on")
    matched.given(RESIGNED).when(MatchVisitor(on=JULY, visitor=OTHER)).then(
        IndependentVisitorMatched(on=JULY, visitor=OTHER)
    )


def test_a_visitor_resigns_or_is_given_notice_after_the_appointment() -> None:
    spec.when(EndVisitor(on=JULY, reason=VisitorEnd.NOTICE)).then_refused(NotMatched)
    matched.when(EndVisitor(on=MAY_DAY, reason=VisitorEnd.NOTICE)).then_refused(BeforeMatched, field="on")
    matched.when(EndVisitor(on=JULY, reason=VisitorEnd.RESIGNED)).then(RESIGNED)
    matched.given(RESIGNED).when(EndVisitor(on=JULY, reason=VisitorEnd.NOTICE)).then_refused(AlreadyEnded)
    matched.given(RESIGNED).when(EndVisitor(on=JULY, reason=VisitorEnd.RESIGNED)).then_nothing()


def test_an_appointment_ends_with_the_care() -> None:
    matched.when(EndWithCare(on=JULY)).then(CEASED)
    spec.when(EndWithCare(on=JULY)).then_nothing()
    matched.given(RESIGNED).when(EndWithCare(on=date(2014, 8, 1))).then_nothing()


def test_an_appointment_of_a_later_period_of_care_does_not_end_with_the_earlier() -> None:
    matched.when(EndWithCare(on=MAY_DAY)).then_nothing()


def test_what_ended_with_the_care_runs_on_if_that_had_not_ended() -> None:
    resumed = IndependentVisitorEndWithdrawn(visitor=VISITOR, was=JULY)

    matched.given(CEASED).when(ResumeWithCare(was=JULY)).then(resumed)
    matched.given(CEASED).when(ResumeWithCare(was=JUNE)).then_nothing()
    matched.given(RESIGNED).when(ResumeWithCare(was=JULY)).then_nothing()
    matched.given(CEASED, resumed).when(EndWithCare(on=JULY)).then(CEASED)


def test_an_end_recorded_in_error_is_withdrawn() -> None:
    spec.when(WithdrawVisitorEnd()).then_refused(NotMatched)
    matched.when(WithdrawVisitorEnd()).then_refused(NotEnded)
    matched.given(RESIGNED).when(WithdrawVisitorEnd()).then(IndependentVisitorEndWithdrawn(visitor=VISITOR, was=JULY))


def test_a_need_considered_again_on_the_same_day_is_corrected() -> None:
    needed, objects = (
        IndependentVisitorConsidered(on=MAY_DAY, need=need) for need in (VisitorNeed.NEEDED, VisitorNeed.CHILD_OBJECTS)
    )

    spec.given(needed).when(ConsiderVisitor(on=MAY_DAY, need=VisitorNeed.CHILD_OBJECTS)).then(objects)
    spec.given(needed, objects).when(ConsiderVisitor(on=MAY_DAY, need=VisitorNeed.NEEDED)).then(needed)


def test_an_appointment_repeated_is_nothing_new() -> None:
    matched.when(MatchVisitor(on=JUNE, visitor=VISITOR)).then_nothing()


def test_nothing_of_a_visitor_is_recorded_in_the_future() -> None:
    eve = spec.on(date(2014, 4, 30))

    eve.when(ConsiderVisitor(on=MAY_DAY, need=VisitorNeed.NEEDED)).then_refused(InTheFuture, field="on")
    eve.when(MatchVisitor(on=MAY_DAY, visitor=VISITOR)).then_refused(InTheFuture, field="on")
