"""What a review found: permanence, risk, the quality of plans, rights explained; and the check midway to the next.

Each is said as often as need be; the last stands. Rulebook R4.09, R4.10, R8.01 to R8.03.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import assert_never, get_args
from uuid import UUID

from iro_events.command import happened
from iro_events.decider import Context, Decider
from iro_events.event import Event
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
    AtReview,
    ConsiderPermanence,
    ConsiderRisk,
    ExplainRights,
    GradePlan,
    RecordMidwayCheck,
    WithdrawFinding,
)
from review_service.domain.finding_refusals import (
    BeforeReview,
    NoRiskIdentified,
    NothingToAgree,
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
FINDING_EVENTS: tuple[type[Event], ...] = get_args(FindingEvent)


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


def decide(asked: AtReview, known: Findings, context: Context) -> Sequence[FindingEvent]:
    """What the command brings about; nothing where it says what is known already."""
    command, review, held_on = asked.command, asked.review, asked.held_on
    if held_on is None:
        raise ReviewNotHeld("no such review was held; record that it was, then what it found")
    match command:
        case ConsiderPermanence():
            return _consider_permanence(review, held_on, command, known)
        case ConsiderRisk():
            return _consider_risk(review, held_on, command, known)
        case GradePlan():
            return _grade(review, held_on, command, known)
        case ExplainRights():
            explained = RightsExplained(review=review, on=held_on, rights=command.rights)
            return [] if known.rights == command.rights else [explained]
        case RecordMidwayCheck():
            return _check(asked.review, held_on, command, known, context)
        case WithdrawFinding():
            return _withdraw(review, command, known)
        case _:
            assert_never(command)


FINDINGS: Decider[AtReview, Findings, FindingEvent] = Decider(decide=decide, evolve=evolve, initial=Findings())


def _consider_permanence(
    review: UUID, held_on: date, command: ConsiderPermanence, known: Findings
) -> Sequence[FindingEvent]:
    if command.agreed and not command.plans:
        raise NothingToAgree("say which plan was agreed, or that none was", field="plans")
    told = PermanenceConsidered(review=review, on=held_on, plans=command.plans, agreed=command.agreed)
    return [] if told == known.permanence else [told]


def _consider_risk(review: UUID, held_on: date, command: ConsiderRisk, known: Findings) -> Sequence[FindingEvent]:
    if command.together is not None and not command.identified:
        raise NoRiskIdentified("where no risk is identified, leave out how agencies work together", field="together")
    told = RiskConsidered(review=review, on=held_on, identified=command.identified, together=command.together)
    return [] if told == known.risk else [told]


def _grade(review: UUID, held_on: date, command: GradePlan, known: Findings) -> Sequence[FindingEvent]:
    if known.grades.get(command.plan) is command.grade:
        return []
    return [PlanGraded(review=review, on=held_on, plan=command.plan, grade=command.grade)]


def _check(
    review: UUID, held_on: date, command: RecordMidwayCheck, known: Findings, context: Context
) -> Sequence[FindingEvent]:
    happened(command.on, context)
    if command.on <= held_on:
        raise BeforeReview("a midway check lies after the review that it follows", field="on")
    return [] if known.checked_on == command.on else [MidwayChecked(review=review, on=command.on)]


def _withdraw(review: UUID, command: WithdrawFinding, known: Findings) -> Sequence[FindingEvent]:
    if (command.plan is None) == (command.finding is Finding.PLAN_GRADE):
        raise WhichPlan("name the plan whose grade was given in error, and none for anything else", field="plan")
    if not _is_known(command, known):
        return []
    if command.finding is Finding.RISK:
        return [RiskWithdrawn(review=review)]
    return [FindingWithdrawn(review=review, finding=command.finding, plan=command.plan)]


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
