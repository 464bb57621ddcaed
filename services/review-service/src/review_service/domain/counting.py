"""Which reviews count in a child's timetable: those held in a period of care, one for a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from iro_events.command import happened
from iro_events.decider import Context
from review_service.domain.care_commands import CountReview, UncountReview
from review_service.domain.care_events import CareEvent, Counted, ReviewsCounted, ReviewUncounted
from review_service.domain.care_refusals import OutsideCare, ReviewedThatDay, ReviewNotCounted
from review_service.domain.care_state import Care, Held


def count(command: CountReview, care: Care, context: Context) -> Sequence[CareEvent]:
    """The review counts, or counts with its day of completion."""
    now = Held(review=command.review, held_on=command.held_on, completed_on=command.completed_on)
    before = care.reviews.get(command.review)
    if now == before:
        return []
    happened(command.held_on, context, "held_on")
    if before is None or replace(before, completed_on=now.completed_on) != now:
        _refuse_day(command, care)
    counted = Counted(review=now.review, held_on=now.held_on, completed_on=now.completed_on)
    return [ReviewsCounted(reviews=(counted,))]


def uncount(command: UncountReview, care: Care) -> Sequence[CareEvent]:
    """The review counts no longer."""
    if command.review in care.reviews:
        return [ReviewUncounted(review=command.review)]
    if command.review in care.uncounted:
        return []
    raise ReviewNotCounted("That review is not recorded as held. Record it first.", field="review")


def _refuse_day(command: CountReview, care: Care) -> None:
    if care.period_on(command.held_on) is None:
        raise OutsideCare("The child was not looked after on that day. Correct the day or the care.", field="held_on")
    if care.review_on(command.held_on) not in {None, command.review}:
        raise ReviewedThatDay(
            "A review of this child is recorded for that day already. Correct that one.", field="held_on"
        )


def plan_outside_care(planned_for: date, care: Care) -> OutsideCare | None:
    """The refusal of a plan for a day on which the child is not looked after, as far as is known."""
    if care.period_on(planned_for) is None:
        return OutsideCare("The child is not looked after on this day. Plan it within the care.", field="planned_for")
    return None
