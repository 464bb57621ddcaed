"""Who reviews the child's care, and the plan between reviews: appointments, designations, changes of plan."""

from collections.abc import Sequence
from datetime import date

from iro_events.decider import Context, Refused
from iro_events.facts.care import CarePlanChanged, IroAppointed, IroChanged, LongTermFosterPlacementDesignated
from iro_statute import iro_appointed_by
from review_service.domain.care_commands import AppointIro, ChangeCarePlan, DesignateLongTermFostering
from review_service.domain.care_events import CareEvent
from review_service.domain.care_refusals import IroAppointedOtherwise, NotYetLaw, ReviewNotCounted
from review_service.domain.care_state import Care, Considered, Period

DESIGNATED_SINCE = date(2015, 4, 1)
"""SI 2015/495 regs 3-4: before it there was no long-term foster placement to designate."""


def appoint(command: AppointIro, period: Period, context: Context) -> Sequence[CareEvent]:
    """The first IRO is appointed, against good practice's five working days; another one takes over.

    What the team or relatives have against it is needed (`conflicts.objection`), and raised last.
    """
    if period.iro == command.iro or (period.iro_since is not None and command.on < period.iro_since):
        raise IroAppointedOtherwise(
            "Another appointment is recorded, of this IRO or since that day. Correct the IRO or the day.", field="on"
        )
    objection = context.need(Refused)
    if objection is not None:
        raise objection
    if period.iro is not None:
        return [IroChanged(care=period.care, iro=command.iro, was=period.iro, on=command.on)]
    by = iro_appointed_by(period.started_on).on if period.start_known else None
    return [IroAppointed(care=period.care, iro=command.iro, on=command.on, appoint_by=by)]


def designate(command: DesignateLongTermFostering, period: Period) -> Sequence[CareEvent]:
    """The placement is a designated long-term foster placement from that day (R1.24)."""
    if command.on < DESIGNATED_SINCE:
        raise NotYetLaw("Long-term foster placements are designated since 1 April 2015. Correct the day.", field="on")
    if command.on in period.designations:
        return []
    return [LongTermFosterPlacementDesignated(care=period.care, on=command.on)]


def change_plan(command: ChangeCarePlan, period: Period, care: Care) -> Sequence[CareEvent]:
    """A significant change of plan; that no review considered it is a breach, recorded with it (reg 32(2), 36(2)).

    A review has considered it once it is completed: nothing proposed may be carried out before that (R2.01). The same
    change recorded again, now as none that broke the rule or as one that did, is recorded as it is known now.
    """
    held = None if command.review is None else care.reviews.get(command.review)
    if command.review is not None and held is None:
        raise ReviewNotCounted("That review is not recorded as held. Record it first.", field="review")
    considered = held is not None and held.completed_on is not None and held.completed_on <= command.on
    breach = not considered and not command.not_practicable
    known = period.plan_changes.get((command.on, command.review))
    if known == Considered(breach, command.not_practicable):
        return []
    return [CarePlanChanged(care=period.care, breach=breach, **command.fields("on", "review", "not_practicable"))]
