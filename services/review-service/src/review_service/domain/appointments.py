"""Who reviews the child's care, and the plan between reviews: appointments, designations, changes of plan."""

from collections.abc import Sequence
from datetime import date

from iro_events.facts.care import CarePlanChanged, IroAppointed, IroChanged, LongTermFosterPlacementDesignated
from iro_statute import iro_appointed_by
from review_service.domain.care_commands import (
    AppointIro,
    ChangeCarePlan,
    DesignateLongTermFostering,
    OverrideConflict,
)
from review_service.domain.care_events import CareEvent, IroConflictOverridden
from review_service.domain.care_refusals import IroAppointedOtherwise, NotYetLaw, ReviewNotCounted
from review_service.domain.care_state import Care, Period

DESIGNATED_SINCE = date(2015, 4, 1)
"""SI 2015/495 regs 3-4: before it there was no long-term foster placement to designate."""


def appoint(command: AppointIro, period: Period) -> Sequence[CareEvent]:
    """The first IRO is appointed, against good practice's five working days; another one takes over."""
    if (period.iro, period.iro_since) == (command.iro, command.on):
        return []
    if period.iro is None:
        by = iro_appointed_by(period.started_on).on if period.start_known else None
        return [IroAppointed(care=period.care, iro=command.iro, on=command.on, appoint_by=by)]
    if period.iro == command.iro or (period.iro_since is not None and command.on < period.iro_since):
        raise IroAppointedOtherwise("another appointment is recorded, of this IRO or since that day", field="on")
    return [IroChanged(care=period.care, iro=command.iro, was=period.iro, on=command.on)]


def override(command: OverrideConflict, period: Period) -> Sequence[CareEvent]:
    """Why the appointment stands in spite of a rule; kept here alone."""
    if (command.iro, command.on, command.reason) in period.overridden:
        return []
    return [IroConflictOverridden(care=period.care, iro=command.iro, on=command.on, reason=command.reason)]


def designate(command: DesignateLongTermFostering, period: Period) -> Sequence[CareEvent]:
    """The placement is a designated long-term foster placement from that day (R1.24)."""
    if command.on < DESIGNATED_SINCE:
        raise NotYetLaw("long-term foster placements are designated since 1 April 2015", field="on")
    if command.on in period.designations:
        return []
    return [LongTermFosterPlacementDesignated(care=period.care, on=command.on)]


def change_plan(command: ChangeCarePlan, period: Period, care: Care) -> Sequence[CareEvent]:
    """A significant change of plan; that no review considered it is a breach, recorded with it (reg 32(2), 36(2)).

    A review has considered it once it is completed: nothing proposed may be carried out before that (R2.01). The same
    change told again, now as none that broke the rule or as one that did, is told as it is known now.
    """
    held = None if command.review is None else care.reviews.get(command.review)
    if command.review is not None and held is None:
        raise ReviewNotCounted("that review is not recorded as held", field="review")
    considered = held is not None and held.completed_on is not None and held.completed_on <= command.on
    breach = not considered and not command.not_practicable
    if period.plan_changes.get((command.on, command.review)) is breach:
        return []
    return [CarePlanChanged(care=period.care, on=command.on, review=command.review, breach=breach)]
