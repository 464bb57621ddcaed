"""What gives an IRO cause to challenge the authority, or to praise it: read from what was told of the child."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from iro_embedded.demo.diary import Body, DatedCommand
from iro_embedded.demo.known_child import KnownChild
from iro_embedded.demo.lots import later
from iro_embedded.demo.voice.codes import UNHEARD
from iro_events.facts.codes import DecisionProgress, LateReason
from iro_events.facts.escalation_codes import ConcernCategory, GoodPractice
from iro_events.facts.finding_codes import GradedPlan, PlanGrade
from iro_events.facts.participation_codes import ParticipationCode, WishTheme
from iro_statute import add_working_days
from review_service.domain.codes import Placement

T = TypeVar("T")

_SECOND, _FOURTH = 2, 4
_RECORD_WITHIN = 20
_WAITED_FOR = 120
"""Days after which a child who may be placed for adoption and is not has waited too long."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Something known from that day on, and how often an IRO raises it."""

    known_on: date
    category: ConcernCategory
    often: float


@dataclass(frozen=True, slots=True)
class Praise:
    """Something done well, known from that day on, and how often an IRO says so."""

    known_on: date
    practice: GoodPractice
    often: float


_GRADED = {
    GradedPlan.HEALTH: (ConcernCategory.HEALTH, 0.14),
    GradedPlan.EDUCATION: (ConcernCategory.EDUCATION, 0.22),
    GradedPlan.CARE: (ConcernCategory.PRACTICE, 0.12),
    GradedPlan.PATHWAY: (ConcernCategory.LEAVING_CARE, 0.3),
}
_PRAISED = {
    GradedPlan.HEALTH: (GoodPractice.HEALTH, 0.16),
    GradedPlan.EDUCATION: (GoodPractice.EDUCATION, 0.3),
    GradedPlan.CARE: (GoodPractice.PLANNING, 0.22),
    GradedPlan.PATHWAY: (GoodPractice.WORKING_TOGETHER, 0.25),
}
_LATE = {
    LateReason.REPORTS_NOT_READY: (ConcernCategory.PRACTICE, 0.5),
    LateReason.SOCIAL_WORKER_UNAVAILABLE: (ConcernCategory.VISITS, 0.4),
    LateReason.PLACEMENT_MOVED: (ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW, 0.7),
}
_MOVED = {
    Placement.K2: (ConcernCategory.PLACEMENT_UNSUITABLE, 0.3),
    Placement.U3: (ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW, 0.2),
    Placement.U6: (ConcernCategory.PLAN_CHANGED_WITHOUT_REVIEW, 0.28),
}
_POOR = {PlanGrade.INADEQUATE, PlanGrade.NO_PLAN}
_WISHED = {
    WishTheme.CONTACT: (ConcernCategory.CONTACT, 0.08),
    WishTheme.PLACEMENT: (ConcernCategory.PLACEMENT_UNSUITABLE, 0.06),
    WishTheme.SOCIAL_WORKER: (ConcernCategory.VISITS, 0.2),
    WishTheme.SAFETY: (ConcernCategory.PRACTICE, 0.3),
}


def causes_of(known: KnownChild, voice: Sequence[DatedCommand]) -> Iterator[Cause]:
    """What was told of the child that somebody may challenge, in no order."""
    for command in (*known.told, *voice):
        cause = _cause(command.path.rsplit("/", 1)[-1], command.body, _number(command))
        if cause is not None:
            yield Cause(command.at.date(), *cause)
    yield from _late_records(known)
    yield from _waiting(known)


def praises_of(known: KnownChild, voice: Sequence[DatedCommand]) -> Iterator[Praise]:
    """What was told of the child that somebody may praise, in no order."""
    for command in (*known.told, *voice):
        what, body = command.path.rsplit("/", 1)[-1], command.body
        if what == "plan-grades" and body["grade"] is PlanGrade.OUTSTANDING:
            practice, often = _PRAISED[GradedPlan(str(body["plan"]))]
            yield Praise(command.at.date(), practice, often)
        elif what == "permanence" and body["agreed"] and _number(command) == _SECOND:
            yield Praise(command.at.date(), GoodPractice.PERMANENCE, 0.1)
        elif what == "participations" and body["code"] is ParticipationCode.PN3:
            yield Praise(command.at.date(), GoodPractice.HEARING_THE_CHILD, 0.3)
        elif what == "wishes" and body["theme"] is WishTheme.CONTACT:
            yield Praise(command.at.date(), GoodPractice.FAMILY_WORK, 0.03)


def _cause(what: str, body: Body, number: int) -> tuple[ConcernCategory, float] | None:
    if what == "permanence" and not body["agreed"] and number >= _SECOND:
        drifts = number >= _FOURTH
        return (ConcernCategory.DRIFT, 0.42) if drifts else (ConcernCategory.PLAN_MISSING, 0.3)
    if what == "progress" and body["progress"] is DecisionProgress.DRIFTING:
        return ConcernCategory.DECISIONS_NOT_CARRIED_OUT, 0.6
    if what == "plan-grades" and body["grade"] in _POOR:
        return _of(_GRADED, body["plan"])
    if what == "late-reasons":
        return _of(_LATE, body["reason"])
    if what == "deemed-agreements":
        return ConcernCategory.PRACTICE, 0.04
    if what == "placements":
        return _of(_MOVED, body["placement"])
    if what == "participations" and body["code"] in UNHEARD:
        return ConcernCategory.CHILD_NOT_HEARD, 0.3
    if what == "wishes":
        return _of(_WISHED, body["theme"])
    return None


def _of(table: Mapping[Any, T], code: object) -> T | None:
    """What the table says of a code out of a body; None where it says nothing."""
    return table.get(code)


def _late_records(known: KnownChild) -> Iterator[Cause]:
    """A record that came to people long after the review."""
    for reviewed in known.reviews:
        limit = add_working_days(reviewed.meeting.completed_on, _RECORD_WITHIN)
        told = (command for command in known.told if command.path == f"{reviewed.path}/distributions")
        for command in told:
            if command.at.date() > limit:
                yield Cause(command.at.date(), ConcernCategory.PRACTICE, 0.07)


def _waiting(known: KnownChild) -> Iterator[Cause]:
    """A child who waits long for adopters though it may be placed."""
    changes = [*known.family.changes, None]
    for change, following in zip(known.family.changes, changes[1:], strict=True):
        too_long = later(change.on, _WAITED_FOR)
        if change.to.value == "authority" and (following is None or following.on > too_long):
            yield Cause(max(too_long, known.first), ConcernCategory.PLACEMENT_DELAY, 0.6)


def _number(command: DatedCommand) -> int:
    """Which of the child's reviews it is about, counted from 1; 0 where it is about none."""
    name = command.path.partition("{review-")[2].partition("}")[0]
    return int(name.rpartition("-")[2]) if name else 0
