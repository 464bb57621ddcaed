"""Commands about a child's part in one review; each is the body of its own request."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from iro_events.command import Command, Sets
from iro_events.dates import StrictDate
from iro_events.decider import ByState
from iro_events.facts.participation_codes import ConversationOutcome, ParticipationCode, ViewsMedium
from iro_events.notes import Note

OLDEST = 25
"""Completed years; nobody older is looked after, nor a care leaver."""

Age = Annotated[int, Field(ge=0, le=OLDEST)]


class InviteChild(Command):
    """Record that the child was invited to the review."""

    on: StrictDate


class RecordConversation(Command):
    """Record that the IRO spoke to the child in private before the review, or did not, and why (R4.07)."""

    on: StrictDate
    outcome: Sets[ConversationOutcome]


class GiveViews(Command):
    """Record that the child's views came to the review; their words stay in this service."""

    on: StrictDate
    medium: ViewsMedium
    words: Note | None = None


class TookPart(Command):
    """What is recorded of how a child took part in a review."""

    from_return: ClassVar[bool] = False

    code: Sets[ParticipationCode | None]
    age_on_review: Sets[Age | None] = None
    fourth_birthday: Sets[bool] = False
    disabled: Sets[bool | None] = None
    team: Sets[UUID | None] = None


class RecordParticipation(TookPart):
    """Record how the child took part; null where the code was left blank, which is no PN7 (R6.08).

    Age in completed years, `fourth_birthday`, `disabled` and `team` as on the day of the review, given by whoever
    knows the child; null where they are not known. Without an age the code is accepted as it is.
    """


class TakeParticipationFromReturn(ByState, TookPart):
    """Take the code from a statutory return; what the service itself recorded prevails over it."""

    from_return: ClassVar[bool] = True


class CorrectParticipation(TookPart):
    """Correct how the child took part, or what was recorded about it."""


ParticipationCommand = (
    InviteChild
    | RecordConversation
    | GiveViews
    | RecordParticipation
    | TakeParticipationFromReturn
    | CorrectParticipation
)
