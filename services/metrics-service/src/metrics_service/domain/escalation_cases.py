"""The cases of an IRO's challenges that figures count: a concern from first unease to outcome, and each stage of it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from iro_events.facts.escalation_codes import (
    ChildsView,
    ConcernCategory,
    ConcernOutcome,
    DisputeStage,
    MovedUpBy,
    RaisedWith,
)


class Ending(StrEnum):
    """How a matter was closed: without a formal dispute, at the end of one, or pursued no further."""

    SETTLED = "settled"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


class ConcernCase(NamedTuple):
    """One concern. `raised_with` is None where it was made a formal dispute at once.

    `answer_by` and `answered_on` are of the informal time; `conclude_by` is the last day of the formal process. Outcome
    and `plan_changed` are None while it is open and where it was withdrawn.
    """

    child: UUID
    concern: UUID
    iro: UUID
    category: ConcernCategory
    raised_on: date
    raised_with: RaisedWith | None
    answer_by: date | None
    answered_on: date | None
    formal_on: date | None
    conclude_by: date | None
    cafcass_on: date | None
    closed_on: date | None
    ending: Ending | None
    outcome: ConcernOutcome | None
    plan_changed: bool | None
    because: tuple[str, ...]
    events: tuple[UUID, ...]


class StageCase(NamedTuple):
    """One stage that a formal dispute came to, its `step`-th; `told_by` is the event that told of its coming there.

    `left_on` is the day on which it went higher or was closed, `settled_on` the first on which nothing more was owed
    by the stage: it had answered, or the dispute had left. `answer_by` is None where the ladder sets no limit.
    """

    child: UUID
    told_by: UUID
    concern: UUID
    category: ConcernCategory
    stage: DisputeStage
    step: int
    entered_on: date
    answer_by: date | None
    answered_on: date | None
    left_on: date | None
    moved_by: MovedUpBy | None
    settled_on: date | None
    because: tuple[str, ...]
    events: tuple[UUID, ...]


class ChildsViewCase(NamedTuple):
    """What the child thought of a concern's being raised."""

    child: UUID
    concern: UUID
    childs_view: ChildsView
    events: tuple[UUID, ...]


EscalationCase = ConcernCase | StageCase
