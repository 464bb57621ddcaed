"""The cases that a period of care makes by itself: its start and end, and the IROs whose child it was."""

from collections.abc import Iterator
from uuid import UUID

from iro_statute import iro_appointed_by
from metrics_service.domain.cases import AllocationCase, CareCase
from metrics_service.domain.period_history import PeriodHistory


def care_case(child: UUID, period: PeriodHistory) -> CareCase:
    """The period itself, with the day by which an IRO was to be appointed (rulebook R4.02)."""
    appoint_by = iro_appointed_by(period.started_on) if period.start_known else None
    return CareCase(
        child=child,
        care=period.care,
        started_on=period.started_on,
        start_known=period.start_known,
        ended_on=period.ended_on,
        end_inferred=period.end_inferred,
        short_break=period.short_break,
        from_return=period.from_return,
        notified_on=period.notified_on,
        iro_on=period.iro_on,
        appoint_by=appoint_by.on if appoint_by else None,
        because=appoint_by.because if appoint_by else ("the start of the period is not known",),
        events=(*period.start_events, *period.iro_events, *period.end_events),
    )


def allocation_cases(child: UUID, period: PeriodHistory) -> Iterator[AllocationCase]:
    """Each IRO of the child in turn."""
    for this, following in zip(period.appointments, (*period.appointments[1:], None), strict=False):
        yield AllocationCase(
            child=child,
            told_by=this.event,
            care=period.care,
            iro=this.iro,
            since=this.on,
            until=following.on if following else None,
            care_ended_on=period.ended_on,
            short_break=period.short_break,
            events=(this.event, *((following.event,) if following else ()), *period.end_events),
        )
