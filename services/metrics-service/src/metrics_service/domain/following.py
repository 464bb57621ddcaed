"""What must follow a completed review, step by step: decisions, the manager's answer, the record, its distribution."""

from datetime import date
from functools import lru_cache
from uuid import UUID

from iro_statute import decisions_by, distribution_by, manager_response_by, record_by
from metrics_service.domain.cases import RecordCase
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.review_history import ReviewHistory

REMEMBERED = 256
"""Records as they stood at the last fact: whoever folds a child's facts comes to most of them again."""

_NOT_RECORDED = "known from a statutory return only, which has no column for the record of a review"


@lru_cache(maxsize=REMEMBERED)
def record_case(child: UUID, period: PeriodHistory, review: ReviewHistory, completed_on: date) -> RecordCase:
    """The clocks of one completed review, from its completion; the manager's from the decisions issued.

    Rulebook R3.01 to R3.04.
    """
    if review.from_return and not review.record_events:
        return RecordCase(
            child, review.review, period.care, completed_on, own=False, because=(_NOT_RECORDED,), events=review.events
        )
    decisions, record = decisions_by(completed_on), record_by(completed_on)
    distribution = distribution_by(completed_on)
    manager = manager_response_by(review.decisions_on) if review.decisions_on else None
    clocks = [decisions, *([manager] if manager else []), record, distribution]
    return RecordCase(
        child=child,
        review=review.review,
        care=period.care,
        completed_on=completed_on,
        own=True,
        decisions_due=decisions.on,
        decisions_on=review.decisions_on,
        manager_due=manager.on if manager else None,
        manager_on=review.manager_on,
        manager_response=review.manager_response,
        record_due=record.on,
        record_on=review.record_on,
        distribution_due=distribution.on,
        distributed_on=review.distributed_on,
        because=tuple(reason for due in clocks for reason in due.because),
        events=(*review.events, *review.record_events),
    )
