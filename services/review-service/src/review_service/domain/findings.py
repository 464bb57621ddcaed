"""What a review found: permanence, risk, the quality of plans, rights explained; and the check midway to the next.

Each is said as often as need be; the last stands. Rulebook R4.09, R4.10, R8.01 to R8.03.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.facts.finding_codes import Finding, GradedPlan, PlanGrade, Right
from iro_events.facts.findings import (
    FindingWithdrawn,
    MidwayChecked,
    PermanenceConsidered,
    PlanGraded,
    RightsExplained,
    RiskConsidered,
    RiskWithdrawn,
)
from review_service.domain.finding_commands import (
    ConsiderPermanence,
    ConsiderRisk,
    ExplainRights,
    FindingCommand,
    GradePlan,
    RecordMidwayCheck,
    WithdrawFinding,
)
from review_service.domain.finding_refusals import (
    BeforeReview,
    NoRiskIdentified,
    NothingToAgree,
    NothingToWithdraw,
    ReviewNotHeld,
    WhichPlan,
)

FindingEvent = (
    PermanenceConsidered
    | PlanGraded
    | RightsExplained
    | MidwayChecked
    | FindingWithdrawn
    | RiskConsidered
    | RiskWithdrawn
)


@dataclass(frozen=True, slots=True)
class FirstPart:
    """What a command about findings needs of the review: the day of its first part, None where none is held."""

    on: date | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What one review found, as last said; None and nothing where nobody has said."""

    permanence: PermanenceConsidered | None = None
    risk: RiskConsidered | None = None
    grades: Mapping[GradedPlan, PlanGrade] = field(default_factory=lambda: MappingProxyType({}))
    rights: tuple[Right, ...] = ()
    checked_on: date | None = None


def evolve(known: Findings, event: FindingEvent) -> Findings:
    """The findings after the event."""
    match event:
        case PermanenceConsidered():
            return replace(known, permanence=event)
        case RiskConsidered():
            return replace(known, risk=event)
        case RiskWithdrawn():
            return replace(known, risk=None)
        case PlanGraded():
            return replace(known, grades={**known.grades, event.plan: event.grade})
        case RightsExplained():
            return replace(known, rights=event.rights)
        case MidwayChecked():
            return replace(known, checked_on=event.on)
        case FindingWithdrawn():
            return _without(known, event)
        case _:
            assert_never(event)


def decide(command: FindingCommand, known: Findings, context: Context) -> Sequence[FindingEvent]:
    """What the command records of the review `context.id`; nothing where it says what is known already."""
    first = context.need(FirstPart)
    if first is None or first.on is None:
        raise ReviewNotHeld("This review is not recorded as held. Record that first, then what it found.")
    match command:
        case ConsiderPermanence():
            return _consider_permanence(command, known, first.on, context)
        case ConsiderRisk():
            return _consider_risk(command, known, first.on, context)
        case GradePlan():
            if known.grades.get(command.plan) is command.grade:
                return []
            return [PlanGraded(review=context.id, on=first.on, plan=command.plan, grade=command.grade)]
        case ExplainRights():
            if known.rights == command.rights:
                return []
            return [RightsExplained(review=context.id, on=first.on, rights=command.rights)]
        case RecordMidwayCheck():
            return _check(command, known, first.on, context)
        case WithdrawFinding():
            return _withdraw(command, known, context)
        case _:
            assert_never(command)


def needed(events: Sequence[FindingEvent]) -> FirstPart:
    """Whatever was recorded here was recorded of a review that was held; on which day is derived, not compared."""
    return FirstPart(date.min)


FINDINGS: Decider[FindingCommand, Findings, FindingEvent] = Decider(
    decide=decide, evolve=evolve, initial=Findings(), events=FindingEvent, stream="findings", needed=needed
)


def _consider_permanence(
    command: ConsiderPermanence, known: Findings, held_on: date, context: Context
) -> Sequence[FindingEvent]:
    if command.agreed and not command.plans:
        raise NothingToAgree("Name the plan that was agreed, or say that none was.", field="plans")
    considered = PermanenceConsidered(review=context.id, on=held_on, plans=command.plans, agreed=command.agreed)
    return [] if considered == known.permanence else [considered]


def _consider_risk(command: ConsiderRisk, known: Findings, held_on: date, context: Context) -> Sequence[FindingEvent]:
    if command.together is not None and not command.identified:
        raise NoRiskIdentified("Where no risk is identified, leave out how agencies work together.", field="together")
    considered = RiskConsidered(review=context.id, on=held_on, **command.fields("identified", "together"))
    return [] if considered == known.risk else [considered]


def _check(command: RecordMidwayCheck, known: Findings, held_on: date, context: Context) -> Sequence[FindingEvent]:
    happened(command.on, context)
    if command.on <= held_on:
        raise BeforeReview("A midway check comes after the review that it follows. Correct the day.", field="on")
    return [] if known.checked_on == command.on else [MidwayChecked(review=context.id, on=command.on)]


def _withdraw(command: WithdrawFinding, known: Findings, context: Context) -> Sequence[FindingEvent]:
    if (command.plan is None) == (command.finding is Finding.PLAN_GRADE):
        raise WhichPlan("Name the plan whose grade was wrong; name none for anything else.", field="plan")
    if not _is_known(command, known):
        raise NothingToWithdraw("Nothing of this kind is recorded of this review.", field="finding")
    if command.finding is Finding.RISK:
        return [RiskWithdrawn(review=context.id)]
    return [FindingWithdrawn(review=context.id, **command.fields("finding", "plan"))]


def _is_known(command: WithdrawFinding, known: Findings) -> bool:
    match command.finding:
        case Finding.PERMANENCE:
            return known.permanence is not None
        case Finding.RISK:
            return known.risk is not None
        case Finding.PLAN_GRADE:
            return command.plan in known.grades
        case Finding.RIGHTS:
            return bool(known.rights)
        case Finding.MIDWAY_CHECK:
            return known.checked_on is not None


def _without(known: Findings, event: FindingWithdrawn) -> Findings:
    match event.finding:
        case Finding.PERMANENCE:
            return replace(known, permanence=None)
        case Finding.PLAN_GRADE:
            return replace(known, grades={plan: known.grades[plan] for plan in known.grades if plan != event.plan})
        case Finding.RIGHTS:
            return replace(known, rights=())
        case Finding.MIDWAY_CHECK:
            return replace(known, checked_on=None)
        case Finding.RISK:
            raise ValueError("a withdrawn risk is told to few, as RiskWithdrawn")
