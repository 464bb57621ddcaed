"""Puts a review's verdict into a case: in time or late on each basis, because of what, and told late or not."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from iro_events.facts.codes import LateReason, Regime
from iro_statute import Judged, in_words, series_finish_by, verdict
from metrics_service.domain.cases import ReviewCase, Standing
from metrics_service.domain.period_history import PeriodHistory
from metrics_service.domain.review_history import ReviewHistory

_OUTSIDE = "held outside every period of care that is known: counted apart, never judged"
_SHORT_BREAK = "the whole period is a series of short breaks: counted apart, never judged"
_NO_DATE = "the start of the period is not known, and nothing before this review gives it a due date"


def unjudged_case(child: UUID, held_on: date, review: ReviewHistory, period: PeriodHistory | None) -> ReviewCase:
    """A review outside care (no period), or within a period of short breaks."""
    because = (_OUTSIDE if period is None else _SHORT_BREAK, f"held on {in_words(held_on)}")
    return ReviewCase(
        child=child,
        review=review.review,
        held_on=held_on,
        standing=Standing.OUTSIDE_CARE if period is None else Standing.SHORT_BREAK,
        completed_on=review.completed_on,
        mode=review.mode,
        meeting=review.meeting,
        from_return=review.from_return,
        late_reason=review.late_reason,
        care=period.care if period else None,
        period_of_care_start=period.started_on if period else None,
        start_known=period.start_known if period else None,
        because_statute=because,
        because_indicator=because,
        events=(*(period.start_events if period else ()), *review.events),
    )


def judged_case(
    child: UUID,
    period: PeriodHistory,
    review: ReviewHistory,
    before: ReviewHistory | None,
    judged: Sequence[Judged],
) -> ReviewCase:
    """A review within care by its two verdicts (statute, indicator); `before` is the review before it, if any."""
    statute, indicator = judged
    late_by_statute, late_by_indicator = told_late(period, statute), told_late(period, indicator)
    told = LateReason.TOLD_LATE if late_by_statute or late_by_indicator else None
    return ReviewCase(
        child=child,
        review=review.review,
        held_on=statute.held_on,
        standing=Standing.NOT_ASSESSABLE if statute.due is None else Standing.JUDGED,
        since=before.held_on if before else period.started_on,
        adjourned_on=review.adjourned_on,
        resume_by=review.resume_by,
        resumed_on=review.resumed_on or (review.completed_on if review.resume_by else None),
        finish_by=None if review.completed_on == statute.held_on else series_finish_by(statute.held_on).on,
        completed_on=review.completed_on,
        mode=review.mode,
        meeting=review.meeting,
        from_return=review.from_return,
        late_reason=review.late_reason or told,
        care=period.care,
        period_of_care_start=period.started_on,
        start_known=period.start_known,
        ordinal=statute.ordinal,
        regime=Regime(statute.regime.value),
        due_statute=statute.due.on if statute.due else None,
        due_indicator=indicator.due.on if indicator.due else None,
        in_time_statute=statute.in_time,
        in_time_indicator=indicator.in_time,
        told_late_statute=late_by_statute,
        told_late_indicator=late_by_indicator,
        because_statute=_because(period, statute, late_by_statute),
        because_indicator=_because(period, indicator, late_by_indicator),
        events=(*period.events_until(statute.held_on), *(before.events if before else ()), *review.events),
    )


def told_late(period: PeriodHistory, judged: Judged) -> bool:
    """Whether a late first review was due before the service was told of the start."""
    if judged.ordinal != 1 or judged.due is None or judged.in_time or period.notified_on is None:
        return False
    return period.notified_on > judged.due.on


def _because(period: PeriodHistory, judged: Judged, late: bool) -> tuple[str, ...]:
    reasons = (_NO_DATE,) if judged.due is None else judged.due.because
    if not late or period.notified_on is None:
        return (*reasons, verdict(judged))
    told_on = in_words(period.notified_on)
    told = f"late because told late: the service was told of the start on {told_on}, after the review was due"
    return (*reasons, verdict(judged), told)
