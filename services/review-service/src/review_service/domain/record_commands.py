"""What can be asked of a review's record; each command is the body of its own request."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import ByState
from iro_events.facts.codes import DecisionProgress, ManagerResponse
from iro_events.notes import Note


class OwnerRole(StrEnum):
    """Who must carry a decision out."""

    SOCIAL_WORKER = "social-worker"
    TEAM_MANAGER = "team-manager"
    IRO = "iro"
    CARER = "carer"
    PARENT = "parent"
    CHILD = "child"
    SCHOOL = "school"
    HEALTH = "health"
    PERSONAL_ADVISER = "personal-adviser"
    OTHER = "other"


def _says_something(what: str) -> str:
    if not what.strip():
        raise ValueError("say what is to be done")
    return what


class Decision(BaseModel):
    """One decision of a review: what is to be done (private text), by whom and by when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_says_something)]
    owner_role: OwnerRole
    by_when: StrictDate | None = None


class IssueDecisions(Command):
    """The decisions went to all who must act (R3.01)."""

    on: StrictDate
    decisions: Annotated[tuple[Decision, ...], Field(min_length=1, max_length=50)]


class RespondAsManager(Command):
    """The manager agreed or queried (R3.02)."""

    on: StrictDate
    response: Literal[ManagerResponse.AGREED, ManagerResponse.QUERIED]
    note: Note | None = None


class DeemAgreed(ByState, Command):
    """The five working days have passed in silence (R3.02)."""


class CompleteRecord(Command):
    """The full record of the review is complete (R3.03)."""

    on: StrictDate


class DistributeRecord(Command):
    """Decisions and record went to all who must have them (R3.04)."""

    on: StrictDate


class DecisionSeen(Command):
    """How a decision stood when looked at between reviews."""

    on: StrictDate
    progress: Sets[DecisionProgress]


class ProgressDecision(DecisionSeen):
    """DecisionSeen of the decision of that number, counted from 1, which the request's path names."""

    decision: int


RecordCommand = IssueDecisions | RespondAsManager | DeemAgreed | CompleteRecord | DistributeRecord | ProgressDecision
"""Given to the record of the review by that id."""
