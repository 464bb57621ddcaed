"""What is recorded of a period of care besides its reviews: codes, changes, the IRO's appointment, rules broken."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from pydantic import BaseModel

from iro_events.facts.codes import CareChange
from iro_statute import RULES, EarlyReviewTrigger, in_words, iro_appointed_by
from review_service.domain.care_state import Care, Period
from review_service.domain.codes import LegalStatus, Placement
from review_service.domain.timetable import reviewed_between

_CONSIDERED_FIRST = RULES["R1.10"]


class StatusTold(BaseModel):
    """The legal status from that day."""

    on: date
    legal_status: LegalStatus


class PlacementTold(BaseModel):
    """The placement from that day."""

    on: date
    placement: Placement


class ChangeTold(BaseModel):
    """A change of regime; `authority_stands` is told of a return by the adopters, else null."""

    on: date
    change: CareChange
    authority_stands: bool | None


class AppointmentTold(BaseModel):
    """The first IRO's appointment: due by that day, done on that (null while it is owed), and why by then."""

    due_by: date
    done_on: date | None
    because: Sequence[str]


class PlanChangeTold(BaseModel):
    """A significant change of the care plan; of a breach, the rule that it broke."""

    on: date
    review: UUID | None
    breach: bool
    because: Sequence[str]


class UnreviewedTold(BaseModel):
    """Why a review had to be held before care ended, since when, and that none was."""

    trigger: EarlyReviewTrigger
    since: date
    because: Sequence[str]


def statuses(period: Period) -> list[StatusTold]:
    """The legal statuses, in the order of their days."""
    return [StatusTold(on=code.on, legal_status=code.value) for code in period.legal_statuses]


def placements(period: Period) -> list[PlacementTold]:
    """The placements, in the order of their days."""
    return [PlacementTold(on=code.on, placement=code.value.placement) for code in period.placements]


def changes(period: Period) -> list[ChangeTold]:
    """The changes of regime, in the order of their days."""
    return [
        ChangeTold(
            on=told.on,
            change=told.change,
            authority_stands=told.authority_stands if told.change is CareChange.RETURNED else None,
        )
        for told in period.changes
    ]


def appointment(period: Period) -> AppointmentTold | None:
    """None where good practice gives no day: of an unknown start and of short breaks; nor is it known of a return."""
    if not period.start_known or period.short_break or (period.from_return and period.iro is None):
        return None
    due = iro_appointed_by(period.started_on)
    return AppointmentTold(due_by=due.on, done_on=period.iro_first_on, because=due.because)


def plan_changes(period: Period) -> list[PlanChangeTold]:
    """The significant changes of plan, in the order of their days."""
    broken = f"no completed review had considered it by then ({_CONSIDERED_FIRST.cited})"
    return [
        PlanChangeTold(on=on, review=review, breach=known.breach, because=[broken] if known.breach else [])
        for (on, review), known in sorted(period.plan_changes.items(), key=lambda told: told[0][0])
    ]


def unreviewed(care: Care, period: Period) -> UnreviewedTold | None:
    """None where no review had to come before the end, or where one has turned up since."""
    if period.review_required is None or period.ended_on is None:
        return None
    trigger, since = period.review_required
    if reviewed_between(care, period, since, period.ended_on):
        return None
    span = f"from {in_words(since)} until care ended on {in_words(period.ended_on)}"
    because = [f"no review was held {span} ({trigger.citation})"]
    return UnreviewedTold(trigger=trigger, since=since, because=because)
